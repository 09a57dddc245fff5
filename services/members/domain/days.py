"""Dates as people write them: 05/3/2005, 5.3.05, tháng 3 năm 2005, 2005, a spreadsheet's serial number."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from services.members.domain.names import tidy
from services.members.domain.readings import Problem, Reading, error, warning

Precision = Literal["day", "month", "year"]

_SERIAL_DAYS: Final = range(7_306, 73_051)
"""Spreadsheet serials of 1920–2099; smaller numbers are years or days."""
_SERIAL_ORIGIN: Final = date(1899, 12, 30)
_YEARS: Final = range(1900, 2100)
_LETTERS_FOR_DIGITS: Final = str.maketrans("OoIl", "0011")


@dataclass(frozen=True, slots=True)
class Day:
    """A date with how much of it is known; a month or year stands as its first day."""

    on: date
    precision: Precision = "day"

    def written(self) -> str:
        """The day as people read it: 05/03/2005, 03/2005 or 2005."""
        return self.on.strftime({"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}[self.precision])


def read_day(text: str, *, today: date) -> Reading[Day]:
    """The day that a text names. Two-digit years are of the hundred years that end today."""
    written = _plain(text)
    if not re.search(r"\d", written):
        return _unreadable(text)
    if re.fullmatch(r"\d+(\.0+)?", written):
        return _from_number(text, written.split(".")[0], today=today)
    return _from_parts(text, [int(part) for part in re.findall(r"\d{1,9}", written)], today=today)


def day_of_serial(serial: int) -> date | None:
    """The date of a spreadsheet's day number, when it is a plausible one."""
    return _SERIAL_ORIGIN + timedelta(days=serial) if serial in _SERIAL_DAYS else None


def _plain(text: str) -> str:
    plain = tidy(text).strip("'’`\"")
    if re.fullmatch(r"[0-9OoIl/.,\- ]+", plain):
        plain = plain.translate(_LETTERS_FOR_DIGITS)
    plain = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2})?(\.\d+)?( ?[AaPp][Mm])?$", "", plain)
    return re.sub(r"(?<=\d) (?=\d{1,2}$)", "", plain) if re.search(r"[/.-] ?\d{2,3} \d{1,2}$", plain) else plain


def _from_number(text: str, digits: str, *, today: date) -> Reading[Day]:
    number = int(digits)
    if len(digits) == 4 and number in _YEARS:
        return Reading(Day(date(number, 1, 1), "year"))
    if len(digits) == 5 and (on := day_of_serial(number)):
        return Reading(Day(on))
    if len(digits) == 8:
        day_first = _from_parts(text, [int(digits[:2]), int(digits[2:4]), int(digits[4:])], today=today)
        year_first = _from_parts(text, [int(digits[:4]), int(digits[4:6]), int(digits[6:])], today=today)
        return day_first if day_first.value else year_first if year_first.value else day_first
    if len(digits) == 6:
        return _from_parts(text, [int(digits[:2]), int(digits[2:4]), int(digits[4:])], today=today)
    return _unreadable(text)


def _from_parts(text: str, parts: list[int], *, today: date) -> Reading[Day]:
    match parts:
        case [year] if year in _YEARS:
            return Reading(Day(date(year, 1, 1), "year"))
        case [year, month, day] if year in _YEARS:
            return _calendar_day(text, day, month, year)
        case [day, month, year] if year < 100 or year in _YEARS:
            return _calendar_day(text, day, month, _full_year(year, today=today))
        case [month, year] | [year, month] if year in _YEARS and 1 <= month <= 12:
            return Reading(Day(date(year, month, 1), "month"))
    return _unreadable(text)


def _calendar_day(text: str, day: int, month: int, year: int) -> Reading[Day]:
    if month > 12 and day <= 12 and month <= 31:
        swapped = _calendar_day(text, month, day, year)
        if swapped.value:
            said = warning(
                "day-month-swapped", f"“{tidy(text)[:30]}” ghi tháng trước ngày; đã hiểu là {swapped.value.written()}."
            )
            return Reading(swapped.value, (said,))
    if day == 0 and month == 0:
        return Reading(Day(date(year, 1, 1), "year"))
    if day == 0 and 1 <= month <= 12:
        return Reading(Day(date(year, month, 1), "month"))
    try:
        return Reading(Day(date(year, month, day)))
    except ValueError:
        wrong = f"Không có ngày “{tidy(text)[:30]}” trong lịch. Nhập lại theo dạng dd/mm/yyyy."
        return Reading(None, (error("day-impossible", wrong),))


def _full_year(year: int, *, today: date) -> int:
    if year >= 100:
        return year
    return 2000 + year if 2000 + year <= today.year else 1900 + year


def _unreadable(text: str) -> Reading[Day]:
    said = f"Không đọc được ngày “{tidy(text)[:30]}”. Nhập theo dạng dd/mm/yyyy, hoặc chỉ ghi năm."
    return Reading(None, (error("day-unreadable", said),))


# ---------------------------------------------------------------- what the days say of each other


def birth_doubts(born: Day, *, today: date) -> tuple[Problem, ...]:
    """An impossible age is an error; an unlikely one for a member is a warning."""
    age = today.year - born.on.year
    if born.on > today:
        return (error("born-in-future", f"Ngày sinh {born.written()} sau ngày hôm nay. Nhập lại ngày sinh."),)
    if age < 10 or age > 100:
        return (
            error(
                "age-impossible",
                f"Ngày sinh {born.written()} cho tuổi {age}, không thể là đoàn viên. Nhập lại ngày sinh.",
            ),
        )
    if age < 14 or age > 40:
        return (
            warning(
                "age-unlikely",
                f"Ngày sinh {born.written()} cho tuổi {age}, ngoài khoảng 14–40. Kiểm tra lại; vẫn có thể lưu.",
            ),
        )
    return ()


def joined_doubts(joined: Day, *, born: Day | None, today: date) -> tuple[Problem, ...]:
    """A day of joining the Union lies in the past and after the fifteenth birthday."""
    if joined.on > today:
        return (
            error("joined-in-future", f"Ngày vào Đoàn {joined.written()} sau ngày hôm nay. Nhập lại ngày vào Đoàn."),
        )
    if born is None:
        return ()
    if joined.on <= born.on:
        return (
            error(
                "joined-before-born",
                f"Ngày vào Đoàn {joined.written()} trước ngày sinh {born.written()}. Nhập lại một trong hai.",
            ),
        )
    if _years_between(born, joined) < 15:
        said = f"Ngày vào Đoàn {joined.written()} khi chưa đủ 15 tuổi (sinh {born.written()}). Kiểm tra lại; vẫn có thể lưu."
        return (warning("joined-too-young", said),)
    return ()


def party_doubts(joined: Day, *, official: Day | None, born: Day | None, today: date) -> tuple[Problem, ...]:
    """Into the Party from 18 on; official after twelve months of probation."""
    doubts: list[Problem] = []
    if joined.on > today:
        return (
            error("party-in-future", f"Ngày vào Đảng {joined.written()} sau ngày hôm nay. Nhập lại ngày vào Đảng."),
        )
    if born is not None and _years_between(born, joined) < 18:
        doubts.append(warning("party-too-young", "Ngày vào Đảng khi chưa đủ 18 tuổi. Kiểm tra lại; vẫn có thể lưu."))
    exact = official is not None and official.precision == joined.precision == "day"
    if exact and official is not None and (official.on - joined.on).days < 360:
        doubts.append(
            warning(
                "party-probation", "Ngày chính thức chưa đủ 12 tháng sau ngày vào Đảng. Kiểm tra lại; vẫn có thể lưu."
            )
        )
    return tuple(doubts)


def _years_between(earlier: Day, later: Day) -> int:
    years = later.on.year - earlier.on.year
    if "year" in (earlier.precision, later.precision):
        return years
    return years - ((later.on.month, later.on.day) < (earlier.on.month, earlier.on.day))
