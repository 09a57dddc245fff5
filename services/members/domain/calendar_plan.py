"""What the plan of a year makes of its days: which may be a day off besides, which may be worked on, and the year as a whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from services.contracts.holidays import FIRST_YEAR, LAST_YEAR, DayOff, days_off, is_weekend
from services.contracts.rules import CALENDAR_KINDS
from services.members.domain.rule_lists import Row

NOTE_LENGTH: Final = 120
_WARNED_YEARS: Final = 2
_WEEKDAYS: Final = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


@dataclass(frozen=True)
class Day:
    """A day of the year that is not as its weekday says. kind: holiday, in_lieu, OFF or WORKED."""

    on: date
    kind: str
    title: str
    unsure: bool = False


def format_day(day: date) -> str:
    """The day with its weekday: thứ Sáu, 12/02/2027."""
    return f"{_WEEKDAYS[day.weekday()]}, {day:%d/%m/%Y}"


def against(day: date, kind: str) -> str | None:
    """Why the day may not be of the kind: one is off already, or worked on already, or the law itself says that it is off."""
    if day.year < FIRST_YEAR:
        return f"Lịch có từ năm {FIRST_YEAR}. Kiểm tra lại năm của ngày {day:%d/%m/%Y}."
    by_law = next((each for each in days_off(day.year) if each.on == day), None)
    return _against_off(day, by_law) if kind == "OFF" else _against_work(day, by_law)


def _against_off(day: date, by_law: DayOff | None) -> str | None:
    if by_law is not None:
        return f"{day:%d/%m/%Y} đã là ngày nghỉ: {by_law.title}. Chọn ngày khác."
    if is_weekend(day):
        return f"{day:%d/%m/%Y} là {_WEEKDAYS[day.weekday()]}, vốn đã nghỉ. Chọn một ngày làm việc."
    return None


def _against_work(day: date, by_law: DayOff | None) -> str | None:
    """The law's own days stand; those that it leaves to the year's plan may be worked on where the plan has others."""
    if by_law is not None and (is_weekend(day) or not by_law.by_plan):
        return f"{day:%d/%m/%Y} là ngày nghỉ lễ: {by_law.title}. Ngày làm bù không được trùng ngày lễ."
    if by_law is None and not is_weekend(day):
        return f"{day:%d/%m/%Y} là {_WEEKDAYS[day.weekday()]}, vốn là ngày làm việc. Ngày làm bù phải là thứ Bảy hoặc Chủ nhật."
    return None


def is_entry(row: Mapping[str, Any]) -> bool:
    """The row is a day with a kind that it may have and a note."""
    day = _date(row.get("on"))
    if day is None or row.keys() - {"code", "on", "kind", "note", "mark"}:
        return False
    named = (row.get("code"), row["on"]) == (code_of(day), day.isoformat())
    noted = 0 < len(str(row.get("note") or "")) <= NOTE_LENGTH
    return named and noted and row.get("kind") in CALENDAR_KINDS and against(day, row["kind"]) is None


def code_of(day: date) -> str:
    """A day is an entry once, whatever its kind."""
    return f"{day:%Y_%m_%d}"


def _date(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


# ---------------------------------------------------------------- the year as a whole


def year_of(rows: Sequence[Row], year: int) -> list[Day]:
    """Days off by law and what the plan says, in their order; the plan's word stands in place of the law's."""
    planned = {day.on: day for day in _planned(rows, year)}
    by_law = {day.on: _by_law(day) for day in days_off(year)}
    return [day for _, day in sorted((by_law | planned).items())]


def _planned(rows: Sequence[Row], year: int) -> Iterator[Day]:
    for row in rows:
        on = date.fromisoformat(row["on"])
        if on.year == year:
            yield Day(on, row["kind"], row["note"])


def _by_law(day: DayOff) -> Day:
    return Day(day.on, "in_lieu" if day.in_lieu else "holiday", day.title, unsure=day.by_plan)


def years_shown(rows: Sequence[Row], *, today: date) -> list[int]:
    """This year and the next, and every later one that the plan speaks of."""
    named = {date.fromisoformat(row["on"]).year for row in rows}
    return sorted({today.year, today.year + 1} | {year for year in named if year > today.year})


def lacking(year: int) -> tuple[str, str] | None:
    """What the calendar of the year lacks or soon will, and what to do about it."""
    if year > LAST_YEAR:
        text = f"Hệ thống chưa có ngày Tết Nguyên đán và Giỗ Tổ Hùng Vương của năm {year}, chỉ có đến năm {LAST_YEAR}."
        return text, "Thêm từng ngày đó là ngày nghỉ, để hạn không rơi vào Tết."
    if year > LAST_YEAR - _WARNED_YEARS:
        text = f"Ngày Tết Nguyên đán và Giỗ Tổ Hùng Vương chỉ có đến năm {LAST_YEAR}."
        return text, f"Cập nhật hệ thống trước năm {LAST_YEAR + 1}."
    return None
