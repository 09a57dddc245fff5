"""Working days in Việt Nam, with Tết, so that no deadline ends on a day off.

Lunar days (first of the first month, tenth of the third) are those of the 105th meridian. Years past the table know their
fixed days alone.
"""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_FIXED = ((1, 1), (4, 30), (5, 1), (9, 1), (9, 2))
_LUNAR_NEW_YEAR = {
    2024: (2, 10),
    2025: (1, 29),
    2026: (2, 17),
    2027: (2, 6),
    2028: (1, 26),
    2029: (2, 13),
    2030: (2, 2),
    2031: (1, 23),
    2032: (2, 11),
}
_KINGS_DAY = {
    2024: (4, 18),
    2025: (4, 7),
    2026: (4, 26),
    2027: (4, 16),
    2028: (4, 4),
    2029: (4, 23),
    2030: (4, 12),
    2031: (4, 1),
    2032: (4, 19),
}
_TET_FROM, _TET_DAYS = -1, 5


@cache
def holidays(year: int) -> frozenset[date]:
    """Days off by law that start in the year: fixed ones, five days of Tết from its eve, the Hùng Kings' day, and for each of
    them that falls on a weekend the next working day."""
    days = {date(year, month, day) for month, day in _FIXED}
    if new_year := _LUNAR_NEW_YEAR.get(year):
        eve = date(year, *new_year) + timedelta(days=_TET_FROM)
        days |= {eve + timedelta(days=n) for n in range(_TET_DAYS)}
    if kings := _KINGS_DAY.get(year):
        days.add(date(year, *kings))
    for day in filter(_is_weekend, sorted(days)):
        days.add(_made_up_for(day, days))
    return frozenset(days)


def _is_weekend(day: date) -> bool:
    return day.weekday() >= 5


def _made_up_for(day: date, off: set[date]) -> date:
    """The day off in place of one on a weekend (Labour Code 2019, article 111)."""
    while _is_weekend(day) or day in off:
        day += timedelta(days=1)
    return day


def is_working(day: date) -> bool:
    return not _is_weekend(day) and day not in holidays(day.year)


def next_working(day: date) -> date:
    """The day itself, or the first working day after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def next_on(start: date, text: str) -> date:
    """The first day from `start` on that the text names: `15-11`."""
    day, month = (int(part) for part in text.split("-"))
    this_year = date(start.year, month, day)
    return this_year if this_year >= start else date(start.year + 1, month, day)


def due_at(start: date, days: int, *, working: bool = False) -> datetime:
    """The last instant of so many days after `start`, moved past days off; of so many working days where they alone count."""
    if not working:
        return end_of(next_working(start + timedelta(days=days)))
    day = next_working(start)
    for _ in range(days if day == start else days - 1):
        day = next_working(day + timedelta(days=1))
    return end_of(day)


def end_of(day: date) -> datetime:
    """The last instant of the day."""
    return datetime.combine(day, time(23, 59, 59), ZONE).astimezone(UTC)
