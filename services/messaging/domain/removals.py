"""Words of the roll's other ends: T08C, the chapter's resolution, T08, the decision, and T08R, which restores a name."""

from typing import Any

from services.messaging.domain import phrases
from services.messaging.domain.corrections import original
from services.messaging.domain.facts import Facts, Subject
from services.messaging.domain.phrases import Column, month, plain, word_column

_ENDINGS = {"STRUCK_OFF": "Xoá tên", "WITHDRAWN": "Xin ra khỏi Đoàn", "DECEASED": "Từ trần"}
_GROUNDS = {
    "NO_ACTIVITY": "không tham gia sinh hoạt đoàn mà không có lý do chính đáng",
    "NO_FEE": "không đóng đoàn phí mà không có lý do chính đáng",
    "BOTH": "không tham gia sinh hoạt và không đóng đoàn phí mà không có lý do chính đáng",
    "UNCLAIMED_TRANSFER": "đã quá hạn mà không làm thủ tục chuyển sinh hoạt đoàn",
}
_SUBJECTS = {
    "WITHDRAWN": "Về việc cho đoàn viên xin ra khỏi Đoàn",
    "DECEASED": "Về việc đưa tên đoàn viên từ trần ra khỏi danh sách đoàn viên",
}
_STRIKING = "Về việc xoá tên trong danh sách đoàn viên"


def decision(facts: Facts) -> dict[str, Any]:
    """T08: the unit above strikes the names off, or lets members leave."""
    units = phrases.proposers(facts)
    return phrases.decision(
        facts,
        subject=_subject(facts),
        bases=(phrases.CHARTER, phrases.powers(facts), phrases.proposal(facts, matter=_matter(facts))),
        articles=(
            f"{_act(facts)} đối với {phrases.who(facts)}.{_reason(facts)}",
            f"{phrases.capitalised(units)} {_duties(facts)}.",
            phrases.carried_out(facts, units, *_remaining_executors(facts), effective_on=facts.shared("effective_on")),
        ),
        annex=_list(facts, paper_name="Quyết định"),
    )


def resolution(facts: Facts) -> dict[str, Any]:
    """T08C: what the chapter's meeting resolved, name by name."""
    above = phrases.superior(facts)
    return phrases.resolution(
        facts,
        subject=_subject(facts),
        bases=(
            phrases.CHARTER,
            phrases.held(facts.meeting, chapter=facts.issuer.name, matter=_matter(facts)),
        ),
        articles=(
            f"{_act(facts)} đối với {phrases.who(facts)}.{_reason(facts)}{phrases.ballots(facts)}",
            f"Giao Ban Chấp hành Chi đoàn báo cáo {above} và thông báo cho {_notified_noun(facts)}.",
            f"Nghị quyết này đã được {facts.issuer.name} thông qua và có hiệu lực kể từ ngày ký.",
        ),
        recipients=(f"{above} (để báo cáo);", "Lưu hồ sơ Chi đoàn."),
        annex=_list(facts, paper_name="Nghị quyết", columns=phrases.BALLOTS),
    )


def restoration(facts: Facts) -> dict[str, Any]:
    """T08R: the name stands in the roll again, without a gap."""
    struck = original(facts)
    why = plain(facts.shared("reason"))
    of = f"; huỷ bỏ {struck} đối với người có tên tại Điều này" if struck else ""
    units = phrases.proposers(facts)
    return phrases.decision(
        facts,
        subject="Về việc khôi phục tên trong danh sách đoàn viên",
        bases=(
            phrases.CHARTER,
            phrases.powers(facts),
            f"Xét khiếu nại của đoàn viên và kết quả xem xét{f': {why}' if why else ''},",
        ),
        articles=(
            f"Khôi phục tên trong danh sách đoàn viên đối với {phrases.who(facts)}{of}.",
            f"{phrases.capitalised(units)} ghi lại tên vào danh sách, trả Thẻ và Sổ đoàn viên; thời gian sinh hoạt của "
            f"{phrases.people_word(facts)} được tính liên tục.",
            phrases.carried_out(facts, units, *_remaining_executors(facts), effective_on=facts.shared("effective_on")),
        ),
        annex=phrases.roll(
            facts,
            title="DANH SÁCH ĐOÀN VIÊN ĐƯỢC KHÔI PHỤC TÊN",
            paper_name="Quyết định",
            columns=(phrases.NAME, phrases.BORN, phrases.UNIT, phrases.CODE),
        ),
    )


def _subject(facts: Facts) -> str:
    return _SUBJECTS.get(str(facts.shared("ending")), _STRIKING)


def _matter(facts: Facts) -> str:
    return _subject(facts).removeprefix("Về việc ")


def _act(facts: Facts) -> str:
    match facts.shared("ending"):
        case "WITHDRAWN":
            return "Cho ra khỏi Đoàn theo nguyện vọng"
        case "DECEASED":
            return "Đưa ra khỏi danh sách đoàn viên"
        case _:
            return "Xoá tên trong danh sách đoàn viên"


def _is_mourning(facts: Facts) -> bool:
    return str(facts.shared("ending")) == "DECEASED"


def _remaining_executors(facts: Facts) -> list[str]:
    """Those who are left carry the decision out too."""
    return [] if _is_mourning(facts) else [phrases.named(facts)]


def _duties(facts: Facts) -> str:
    if _is_mourning(facts):
        return "ghi vào danh sách đoàn viên, trao Thẻ và Sổ đoàn viên cho gia đình lưu giữ"
    return (
        "ghi vào danh sách đoàn viên, thu hồi Thẻ đoàn viên, lưu Sổ đoàn viên và thông báo cho "
        f"{phrases.people_word(facts)}"
    )


def _notified_noun(facts: Facts) -> str:
    return "gia đình" if _is_mourning(facts) else phrases.people_word(facts)


def _reason(facts: Facts) -> str:
    if len(facts.subjects) > 1:
        return ""
    said = _why(facts, facts.subjects[0])
    return f" Lý do: {said}." if said else ""


def _why(facts: Facts, subject: Subject) -> str:
    own = plain(facts.of(subject, "reason")).rstrip(".")
    ground = _GROUNDS.get(str(facts.of(subject, "ground")), "")
    months = ", ".join(filter(None, (month(each) for each in facts.of(subject, "months") or ())))
    of = f"{ground} (tháng {months})".strip() if months else ground
    return "; ".join(part for part in (of, own) if part)


def _list(facts: Facts, *, paper_name: str, columns: tuple[Column, ...] = ()) -> dict[str, Any] | None:
    why = Column("Lý do", 5.0, "left", lambda _, each: phrases.capitalised(_why(facts, each)))
    ending = () if facts.shared("ending") else (word_column("Hình thức", 2.6, "ending", _ENDINGS),)
    return phrases.roll(
        facts,
        title="DANH SÁCH ĐOÀN VIÊN RA KHỎI DANH SÁCH" if ending else f"DANH SÁCH {_matter(facts).upper()}",
        paper_name=paper_name,
        columns=(phrases.NAME, phrases.BORN, phrases.UNIT, *ending, why, *columns),
    )
