"""How the lines of a member's book read (domain rule 14.1): title, detail and kind of each thing that happened."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from services.contracts.titles import AWAY_REASONS, CARD_REASONS, DISCIPLINE_FORMS, RATINGS, TRAINING_RESULTS
from services.members.figures.registers import (
    AWARD_LEVELS,
    DISCIPLINE_STAGES,
    OUTCOMES,
    TRANSFER_STAGES,
    month,
    written,
)
from services.members.figures.reports import PARTY_STAGES

KINDS: Final = {
    "membership": "Vào Đoàn, chuyển sinh hoạt",
    "position": "Chức vụ",
    "evaluation": "Xếp loại",
    "training": "Rèn luyện",
    "award": "Khen thưởng",
    "party": "Xây dựng Đảng",
    "discipline": "Kỷ luật",
    "away": "Đi xa, nơi cư trú, tạm thời",
    "other": "Việc khác",
}
_KIND_OF: Final = {
    "admission": "membership",
    "transfer": "membership",
    "maturation": "membership",
    "removal": "membership",
    "training": "training",
    "evaluation": "evaluation",
    "outstanding": "party",
    "award": "award",
    "honorary": "award",
    "discipline": "discipline",
    "away": "away",
    "residence": "away",
    "temporary": "away",
}
_REASONS: Final[Mapping[str, Mapping[str, str]]] = {"away": AWAY_REASONS, "card_reissue": CARD_REASONS}
LINKS: Final = {"AWAY": "Đi làm ăn xa", "RESIDENCE": "Sinh hoạt nơi cư trú", "TEMP": "Sinh hoạt tạm thời"}


def kind_of(process: str) -> str:
    """What a timeline is narrowed by."""
    return _KIND_OF.get(process, "other")


def detail_of(process: str, data: Mapping[str, Any]) -> str:
    """What a line says besides its title, in one line of text."""
    return " · ".join(part for part in _parts(process, data) if part)


def _parts(process: str, data: Mapping[str, Any]) -> Iterable[str]:
    match process:
        case "transfer":
            paid = month(data.get("fee_paid_until"))
            yield TRANSFER_STAGES.get(data.get("stage", ""), "")
            yield f"Đã đóng đoàn phí hết tháng {paid}" if paid else ""
            yield written(data.get("comment"))
        case "evaluation":
            yield RATINGS.get(data.get("rating", ""), "")
            yield written(data.get("comment"))
        case "training":
            yield TRAINING_RESULTS.get(data.get("result") or "", "Đã đăng ký")
            yield written(data.get("comment"))
        case "award":
            yield data.get("form_title") or ""
            yield AWARD_LEVELS.get(data.get("level", ""), "")
            yield written(data.get("reason"))
        case "outstanding":
            yield dict(PARTY_STAGES).get(data.get("stage", ""), "")
            yield written(data.get("party_cell"))
        case "discipline":
            yield DISCIPLINE_STAGES.get(data.get("stage", ""), "")
            yield DISCIPLINE_FORMS.get(data.get("form", ""), OUTCOMES.get(data.get("outcome", ""), ""))
            yield written(data.get("violation"))
            yield written(data.get("comment"))
        case "away":
            yield written(data.get("destination"))
            yield _reason(process, data)
        case _:
            yield written(data.get("comment")) or _reason(process, data)


def _reason(process: str, data: Mapping[str, Any]) -> str:
    """Why it happened: as the process calls it, else in the words that stand there."""
    said = data.get("reason")
    return _REASONS.get(process, {}).get(said or "", written(said))


@dataclass
class Year:
    """What is written of one year."""

    year: int
    rating: str | None = None
    comment: str | None = None
    self_rating: str | None = None
    attendance: str | None = None
    training: str | None = None
    other_comments: list[str] = field(default_factory=list)


def years(lines: Iterable[tuple[str, date, Mapping[str, Any]]]) -> list[Year]:
    """Years with a rating, a comment or training, latest first; a later line of a year stands for an earlier one.

    lines: process, day and data of what stands, in any order.
    """
    found: dict[int, Year] = {}
    for process, on, data in sorted(lines, key=lambda line: line[1]):
        if process in ("evaluation", "training", "residence", "temporary"):
            year = _year_of(data, on)
            _write(found.setdefault(year, Year(year)), process, data)
    told = [one for one in found.values() if one != Year(one.year)]
    return sorted(told, key=lambda one: one.year, reverse=True)


def _year_of(data: Mapping[str, Any], on: date) -> int:
    said = str(data.get("year") or "")
    return int(said) if said.isdecimal() else on.year


def _write(year: Year, process: str, data: Mapping[str, Any]) -> None:
    match process:
        case "evaluation":
            attended = data.get("attendance_percent")
            year.rating = RATINGS.get(data.get("rating", ""), year.rating)
            year.self_rating = RATINGS.get(data.get("self_rating") or "", year.self_rating)
            year.comment = data.get("comment") or year.comment
            year.attendance = year.attendance if attended is None else f"{attended}%".replace(".", ",")
            if data.get("residence_comment"):
                year.other_comments.append(f"Nơi cư trú: {data['residence_comment']}")
        case "training":
            year.training = TRAINING_RESULTS.get(data.get("result") or "", year.training or "Đã đăng ký")
        case _ if data.get("comment"):
            place = "Nơi cư trú" if process == "residence" else "Nơi sinh hoạt tạm thời"
            year.other_comments.append(f"{place}: {data['comment']}")
