"""Words of the two papers of admission: T02, the chapter's resolution, and T03, the decision of the unit above."""

from typing import Any

from services.messaging.domain.facts import Facts, Meeting, Subject, Vote
from services.messaging.domain.paper import (
    article,
    body,
    bold,
    chapters_of,
    day_in_figures,
    day_in_words,
    paper,
)
from services.messaging.domain.phrases import CHARTER, UNION, attendance, capitalised, counted, superior
from services.messaging.domain.signature import authority

_ORDINAL = {"title": "STT", "width": 1.2, "align": "center"}
_NAME = {"title": "Họ và tên", "width": 5.2, "align": "left"}
_BORN = {"title": "Ngày sinh", "width": 2.6, "align": "center"}


def decision(facts: Facts) -> dict[str, Any]:
    """T03, Quyết định chuẩn y kết nạp đoàn viên: one person in the text, several in the list that goes with it."""
    speaker = authority(body=body(facts), unit_name=facts.issuer.name)
    chapters = chapters_of(facts)
    proposing = _proposing(chapters, people=len(facts.subjects))
    return paper(
        facts,
        title="QUYẾT ĐỊNH",
        subject="Về việc chuẩn y kết nạp đoàn viên",
        authority=speaker,
        bases=facts.bases
        or (
            CHARTER,
            f"Căn cứ chức năng, nhiệm vụ và quyền hạn của {speaker};",
            _proposal(facts, proposing=proposing),
        ),
        opening=(),
        lead="QUYẾT ĐỊNH:",
        articles=[
            article(1, f"Chuẩn y kết nạp vào {UNION} đối với {_who(facts)}."),
            article(2, _duties(proposing, facts)),
            article(3, _carried_out_by(proposing, facts)),
        ],
        recipients=facts.recipients or _decision_recipients(facts),
        annex=_roll(facts, paper_name="Quyết định", speaker=speaker),
    )


def resolution(facts: Facts) -> dict[str, Any]:
    """T02, Nghị quyết chi đoàn đề nghị kết nạp: the vote of each person, as the meeting counted it."""
    chapter, above = facts.issuer.name, superior(facts)
    vote = facts.subjects[0].vote if len(facts.subjects) == 1 else None
    result = f" Kết quả biểu quyết: {counted(vote)}." if vote else ""
    return paper(
        facts,
        title="NGHỊ QUYẾT",
        subject="Về việc đề nghị kết nạp đoàn viên",
        authority=chapter,
        bases=facts.bases or (CHARTER, _minutes(facts.meeting, chapter=chapter)),
        opening=attendance(facts.meeting),
        lead="QUYẾT NGHỊ:",
        articles=[
            article(1, f"Đề nghị {above} xét, chuẩn y kết nạp vào {UNION} đối với {_who(facts)}.{result}"),
            article(2, f"Giao Ban Chấp hành Chi đoàn hoàn chỉnh hồ sơ, báo cáo {above} xem xét, quyết định."),
            article(3, f"Nghị quyết này đã được {chapter} thông qua và có hiệu lực kể từ ngày ký."),
        ],
        recipients=facts.recipients or (f"{above} (để xét, chuẩn y);", "Lưu hồ sơ Chi đoàn."),
        annex=_ballot(facts),
    )


def _proposing(chapters: list[str], *, people: int) -> str:
    if len(chapters) == 1:
        return chapters[0]
    return "các chi đoàn" if chapters or people > 1 else "chi đoàn"


def _proposal(facts: Facts, *, proposing: str) -> str:
    files = "hồ sơ của thanh niên xin vào Đoàn"
    if facts.resolution is None:
        return f"Xét đề nghị của {proposing} và {files},"
    number, on = facts.resolution
    dated = f" ngày {day_in_figures(on)}" if on else ""
    return f"Xét Nghị quyết số {number}{dated} của {proposing} về việc đề nghị kết nạp đoàn viên và {files},"


def _who(facts: Facts) -> str:
    if len(facts.subjects) > 1:
        return f"{bold(f'{len(facts.subjects)} thanh niên')} (có danh sách kèm theo)"
    return _described(facts.subjects[0], issuer=facts.issuer.name)


def _described(subject: Subject, *, issuer: str) -> str:
    parts = [
        f"thanh niên {bold(subject.full_name)}",
        f"sinh ngày {day_in_figures(subject.born_on)}" if subject.born_on else "",
        f"mã đoàn viên {subject.code}" if subject.code else "",
        f"sinh hoạt tại {subject.unit_name}" if subject.unit_name and subject.unit_name != issuer else "",
    ]
    return ", ".join(part for part in parts if part)


def _duties(proposing: str, facts: Facts) -> str:
    people = "các đoàn viên" if len(facts.subjects) > 1 else "đoàn viên"
    return (
        f"{capitalised(proposing)} tổ chức lễ kết nạp, trao Thẻ đoàn viên, Huy hiệu Đoàn và ghi tên vào danh sách "
        f"đoàn viên của Chi đoàn; {people} có tên tại Điều\u00a01 thực hiện nhiệm vụ và quyền của đoàn viên theo quy định "
        f"của Điều lệ {UNION}."
    )


def _carried_out_by(proposing: str, facts: Facts) -> str:
    people = "các đoàn viên" if len(facts.subjects) > 1 else "đoàn viên"
    return (
        f"{proposing if proposing == facts.issuer.name else _office(facts) + proposing} và {people} có tên tại Điều\u00a01 "
        "chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký."
    )


def _office(facts: Facts) -> str:
    return "Văn phòng, " if facts.issuer.level in {"PROVINCE", "DISTRICT"} else f"{_committee(facts)}, "


def _committee(facts: Facts) -> str:
    return authority(body=body(facts), unit_name=facts.issuer.name)


def _decision_recipients(facts: Facts) -> tuple[str, ...]:
    above = (f"{facts.issuer.superior_name} (để báo cáo);",) if facts.issuer.superior_name else ()
    return (*above, "Như Điều\u00a03;", "Lưu VP.")


def _roll(facts: Facts, *, paper_name: str, speaker: str) -> dict[str, Any] | None:
    if len(facts.subjects) == 1:
        return None
    columns = [_ORDINAL, _NAME, _BORN, _column("Chi đoàn", 4.4, "left"), _column("Mã đoàn viên", 3.0, "center")]
    rows = [
        [str(place), each.full_name, day_in_figures(each.born_on), each.unit_name or "", each.code or ""]
        for place, each in enumerate(facts.subjects, 1)
    ]
    return {
        "title": "DANH SÁCH THANH NIÊN ĐƯỢC CHUẨN Y KẾT NẠP",
        "note": f"(Kèm theo {paper_name} số {facts.number} {day_in_words(facts.on)} của {speaker})",
        "columns": columns,
        "rows": rows,
    }


def _ballot(facts: Facts) -> dict[str, Any] | None:
    if len(facts.subjects) == 1:
        return None
    spoilt = any(each.vote and each.vote.invalid for each in facts.subjects)
    titles = ("Tán thành", "Không tán thành", "Không ý kiến", *(("Không hợp lệ",) if spoilt else ()))
    counts = [_column(title, 1.8 if spoilt else 2.4, "center") for title in titles]
    return {
        "title": "DANH SÁCH THANH NIÊN ĐƯỢC ĐỀ NGHỊ KẾT NẠP",
        "note": f"(Kèm theo Nghị quyết số {facts.number} {day_in_words(facts.on)} của {facts.issuer.name})",
        "columns": [_ORDINAL, _NAME, _BORN, *counts],
        "rows": [
            [str(place), each.full_name, day_in_figures(each.born_on), *_ballots(each.vote)[: len(titles)]]
            for place, each in enumerate(facts.subjects, 1)
        ],
    }


def _ballots(vote: Vote | None) -> list[str]:
    return [str(count) for count in (vote.agree, vote.disagree, vote.blank, vote.invalid)] if vote else [""] * 4


def _minutes(meeting: Meeting | None, *, chapter: str) -> str:
    dated = f" ngày {day_in_figures(meeting.on)}" if meeting and meeting.on else ""
    return f"Căn cứ biên bản họp{dated} của {chapter} về việc xét, đề nghị kết nạp đoàn viên,"


def _column(title: str, width: float, align: str) -> dict[str, Any]:
    return {"title": title, "width": width, "align": align}
