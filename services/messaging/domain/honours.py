"""Words of T11, honorary members, and T12, outstanding members recommended to the Party."""

from dataclasses import replace
from typing import Any

from services.messaging.domain import paper, phrases
from services.messaging.domain.facts import Facts
from services.messaging.domain.phrases import UNION, Column, day, day_column, plain, sentence, text_column

_HONORARY = "DANH SÁCH ĐOÀN VIÊN DANH DỰ"
_WORKPLACE = text_column("Nơi công tác, cư trú", 4.4, "workplace")
_MERITS = text_column("Thành tích", 5.0, "merits")
_CARD = text_column("Số thẻ danh dự", 2.8, "card_no")
_JOINED = day_column("Ngày vào Đoàn", 2.6, "joined_on")
_CLASS = text_column("Giấy chứng nhận lớp nhận thức", 3.0, "class_certificate_no")


def honorary_proposal(facts: Facts) -> dict[str, Any]:
    """T11T, Tờ trình: a unit asks the one above to honour people."""
    to = plain(facts.about.get("to_name")) or phrases.superior(facts)
    return paper.letter(
        facts,
        title="TỜ TRÌNH",
        subject="Về việc đề nghị công nhận đoàn viên danh dự",
        blocks=[
            paper.centred(f"Kính gửi: {paper.bold(to)}"),
            paper.text_block(
                f"{phrases.speaker(facts)} kính trình {to} xem xét, công nhận đoàn viên danh dự {UNION} đối với "
                f"{_honoured(facts)}."
            ),
            *([paper.text_block(f"{paper.bold('Thành tích:')} {merits}")] if (merits := _one_merit(facts)) else []),
            paper.text_block(f"Kính đề nghị {to} xem xét, quyết định."),
        ],
        recipients=facts.recipients or ("Như trên;", phrases.archive_note(facts)),
        annex=_list(facts, paper_name="Tờ trình", title="DANH SÁCH ĐỀ NGHỊ CÔNG NHẬN ĐOÀN VIÊN DANH DỰ"),
    )


def honorary_decision(facts: Facts) -> dict[str, Any]:
    """T11, Quyết định công nhận đoàn viên danh dự."""
    merits = _one_merit(facts)
    return phrases.decision(
        facts,
        subject="Về việc công nhận đoàn viên danh dự",
        bases=(
            phrases.CHARTER,
            phrases.powers(facts),
            phrases.proposal(facts, matter="công nhận đoàn viên danh dự", paper_name="Tờ trình"),
        ),
        articles=(
            f"Công nhận đoàn viên danh dự {UNION} đối với {_honoured(facts)}.{f' Thành tích: {merits}' if merits else ''}",
            f"{phrases.capitalised(phrases.people_word(facts))} có tên tại Điều\u00a01 được trao Thẻ đoàn viên danh dự{_card(facts)} và hưởng "
            "quyền của đoàn viên danh dự theo quy định; không tính vào số đoàn viên, không đóng đoàn phí.",
            phrases.carried_out(facts, *_units(facts), phrases.named(facts)),
        ),
        annex=_list(facts, paper_name="Quyết định", title=_HONORARY),
    )


def recommendation(facts: Facts) -> dict[str, Any]:
    """T12, Nghị quyết giới thiệu đoàn viên ưu tú vào Đảng: the committee tells the Party cell what it thinks of each."""
    cell = plain(facts.shared("party_cell")) or "cấp uỷ có thẩm quyền"
    until = day(facts.about.get("valid_until"))
    return phrases.resolution(
        facts,
        subject="Về việc giới thiệu đoàn viên ưu tú vào Đảng Cộng sản Việt Nam",
        bases=(
            "Căn cứ Điều lệ Đảng Cộng sản Việt Nam và quy định thi hành Điều lệ Đảng;",
            phrases.CHARTER,
            phrases.proposal(facts, matter="giới thiệu đoàn viên ưu tú vào Đảng"),
        ),
        articles=(
            f"Giới thiệu {phrases.who(facts, _JOINED, _CLASS, noun='đoàn viên', many='đoàn viên ưu tú')}, để {cell} xem xét, kết nạp vào Đảng."
            f"{_thought(facts)}{phrases.ballots(facts)}",
            f"{phrases.speaker(facts)} chịu trách nhiệm về những nội dung đã giới thiệu và tiếp tục theo dõi, giúp đỡ "
            f"{phrases.people_word(facts)} phấn đấu.",
            "Nghị quyết này có hiệu lực kể từ ngày ký" + (f" đến hết ngày {until}." if until else "."),
        ),
        recipients=(f"{phrases.capitalised(cell)};", *_reported(facts), phrases.archive_note(facts)),
        annex=phrases.roll(
            facts,
            title="DANH SÁCH ĐOÀN VIÊN ƯU TÚ ĐƯỢC GIỚI THIỆU VÀO ĐẢNG",
            paper_name="Nghị quyết",
            columns=(
                phrases.NAME,
                phrases.BORN,
                phrases.UNIT,
                _JOINED,
                _CLASS,
                Column("Phiếu tán thành", 2.2, "center", lambda _, each: _agreed(each.vote)),
            ),
        ),
    )


def _honoured(facts: Facts) -> str:
    if len(facts.subjects) > 1:
        return phrases.who(facts)
    subject = facts.subjects[0]
    workplace = plain(facts.of(subject, "workplace"))
    here = replace(subject, unit_name=None) if workplace else subject
    called = {"male": "ông", "female": "bà"}.get(str(subject.told.get("sex")), "ông (bà)")
    return phrases.described(here, noun=called, issuer=facts.issuer.name) + (f", {workplace}" if workplace else "")


def _one_merit(facts: Facts) -> str:
    return sentence(facts.of(facts.subjects[0], "merits")) if len(facts.subjects) == 1 else ""


def _thought(facts: Facts) -> str:
    """What the committee thinks of the one person."""
    if len(facts.subjects) > 1:
        return ""
    said = [
        (label, sentence(facts.of(facts.subjects[0], key)))
        for label, key in (("Ưu điểm", "strengths"), ("Hạn chế", "weaknesses"))
    ]
    return "".join(f" {label}: {text}" for label, text in said if text)


def _agreed(vote: Any) -> str:
    return f"{vote.agree}/{vote.total}" if vote else ""


def _card(facts: Facts) -> str:
    card = _CARD.tell(facts, facts.subjects[0]) if len(facts.subjects) == 1 else ""
    return f" số {card}" if card else ""


def _units(facts: Facts) -> list[str]:
    return paper.chapters_of(facts)[:1] if len(paper.chapters_of(facts)) == 1 else ["các đơn vị có liên quan"]


def _reported(facts: Facts) -> tuple[str, ...]:
    return (f"{facts.issuer.superior_name} (để báo cáo);",) if facts.issuer.superior_name else ()


def _list(facts: Facts, *, paper_name: str, title: str) -> dict[str, Any] | None:
    return phrases.roll(
        facts, title=title, paper_name=paper_name, columns=(phrases.NAME, phrases.BORN, _WORKPLACE, _MERITS, _CARD)
    )
