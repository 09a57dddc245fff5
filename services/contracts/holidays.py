"""Days off by law in Việt Nam, year by year (Labour Code 2019, articles 111 and 112).

The lunar days stand in a table, reckoned at the 105th meridian: Tết may be a day before the Chinese New Year. What the law
leaves to the plan of each year stands here as it has usually been planned, and says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

_LUNAR = """
    2021 02-12 04-21 | 2022 02-01 04-10 | 2023 01-22 04-29 | 2024 02-10 04-18 | 2025 01-29 04-07 | 2026 02-17 04-26
    2027 02-06 04-16 | 2028 01-26 04-04 | 2029 02-13 04-23 | 2030 02-02 04-12 | 2031 01-23 04-01 | 2032 02-11 04-19
    2033 01-31 04-09 | 2034 02-19 04-28 | 2035 02-08 04-17 | 2036 01-28 04-06 | 2037 02-15 04-24 | 2038 02-04 04-13
    2039 01-24 04-03 | 2040 02-12 04-20 | 2041 02-01 04-10 | 2042 01-22 04-29 | 2043 02-10 04-19 | 2044 01-30 04-07
    2045 02-17 04-26 | 2046 02-06 04-15 | 2047 01-26 04-04 | 2048 02-14 04-22 | 2049 02-02 04-11 | 2050 01-23 04-01
    2051 02-11 04-20 | 2052 02-01 04-09 | 2053 02-18 04-28 | 2054 02-08 04-17 | 2055 01-28 04-06 | 2056 02-15 04-24
    2057 02-04 04-13 | 2058 01-24 04-02 | 2059 02-12 04-21 | 2060 02-02 04-10 | 2061 01-21 03-31 | 2062 02-09 04-19
    2063 01-29 04-08 | 2064 02-17 04-26 | 2065 02-05 04-15 | 2066 01-26 04-04 | 2067 02-14 04-23 | 2068 02-03 04-11
    2069 01-23 04-01 | 2070 02-11 04-20 | 2071 01-31 04-09 | 2072 02-19 04-27 | 2073 02-07 04-16 | 2074 01-27 04-05
    2075 02-15 04-24 | 2076 02-05 04-13 | 2077 01-24 04-02 | 2078 02-12 04-21 | 2079 02-02 04-11 | 2080 01-22 03-30
    2081 02-09 04-18 | 2082 01-29 04-07 | 2083 02-17 04-26 | 2084 02-06 04-14 | 2085 01-26 04-03 | 2086 02-14 04-22
    2087 02-03 04-12 | 2088 01-24 04-01 | 2089 02-10 04-20 | 2090 01-30 04-09 | 2091 02-18 04-28 | 2092 02-07 04-16
    2093 01-27 04-05 | 2094 02-15 04-24 | 2095 02-05 04-13 | 2096 01-25 04-02 | 2097 02-12 04-21 | 2098 02-01 04-11
    2099 01-21 04-29
"""
"""Year, first day of the first lunar month, tenth of the third."""
_TABLE = {
    int(year): (date.fromisoformat(f"{year}-{tet}"), date.fromisoformat(f"{year}-{kings}"))
    for year, tet, kings in (line.split() for line in _LUNAR.replace("|", "\n").strip().splitlines())
}
FIRST_YEAR, LAST_YEAR = min(_TABLE), max(_TABLE)
"""Years whose lunar days are known; of any later one the fixed days alone."""
_TET = {
    -1: "Ngày cuối năm âm lịch",
    0: "Mồng một Tết Nguyên đán",
    1: "Mồng hai Tết Nguyên đán",
    2: "Mồng ba Tết Nguyên đán",
    3: "Mồng bốn Tết Nguyên đán",
}
_MONDAY, _THURSDAY, _SATURDAY = 0, 3, 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayOff:
    """A day off by law. in_lieu: it stands for one on a weekend. by_plan: the plan of the year may say another day instead."""

    on: date
    title: str
    in_lieu: bool = False
    by_plan: bool = False


@cache
def days_off(year: int) -> tuple[DayOff, ...]:
    """The days off by law that belong to the year, the earliest first, those on a weekend too."""
    named = {day.on: day for day in _named(year)}
    made_up = dict(named)
    for on in filter(is_weekend, sorted(named)):
        free = _next_free(on, set(made_up))
        made_up[free] = DayOff(free, f"Nghỉ bù: {named[on].title}", in_lieu=True, by_plan=True)
    return tuple(made_up[on] for on in sorted(made_up))


@cache
def dates_off(year: int) -> frozenset[date]:
    """The dates of `days_off`."""
    return frozenset(day.on for day in days_off(year))


def is_weekend(day: date) -> bool:
    return day.weekday() >= _SATURDAY


def _named(year: int) -> Iterator[DayOff]:
    yield DayOff(date(year, 1, 1), "Tết Dương lịch")
    yield from _lunar(year)
    yield DayOff(date(year, 4, 30), "Ngày Chiến thắng")
    yield DayOff(date(year, 5, 1), "Ngày Quốc tế lao động")
    national = date(year, 9, 2)
    yield DayOff(national, "Quốc khánh")
    yield DayOff(_adjacent_day(national), "Ngày liền kề Quốc khánh", by_plan=True)
    if year >= 2026:  # Resolution 80-NQ/TW of 2026; a year whose plan does not have it names it as worked on.
        yield DayOff(date(year, 11, 24), "Ngày Văn hóa Việt Nam", by_plan=True)


def _lunar(year: int) -> Iterator[DayOff]:
    if year not in _TABLE:
        return
    new_year, kings = _TABLE[year]
    for after, title in _TET.items():
        yield DayOff(new_year + timedelta(days=after), title, by_plan=after != 0)
    yield DayOff(kings, "Giỗ Tổ Hùng Vương")


def _adjacent_day(national: date) -> date:
    """The day before or after, whichever has made the longer rest since 2021."""
    return national + (_ONE_DAY if national.weekday() in (_MONDAY, _THURSDAY) else -_ONE_DAY)


def _next_free(day: date, off: set[date]) -> date:
    """The day off in place of one on a weekend."""
    while is_weekend(day) or day in off:
        day += _ONE_DAY
    return day
