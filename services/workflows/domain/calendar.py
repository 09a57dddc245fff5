"""Working days in Việt Nam, so that no deadline ends on a day off: the law's days off, and what the year's plan says besides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from services.contracts.holidays import dates_off, is_weekend

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Calendar:
    """The days off by law, changed by days off besides (`off`) and by days that are worked on all the same."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> "Calendar":
        """As the rule `calendar_days` has them."""
        told = [(row["kind"], date.fromisoformat(row["on"])) for row in rows]
        return cls(*(frozenset(on for kind, on in told if kind == each) for each in ("OFF", "WORKED")))

    def is_working(self, day: date) -> bool:
        if day in self.worked:
            return True
        return not is_weekend(day) and day not in self.off and day not in dates_off(day.year)

    def next_working(self, day: date) -> date:
        """The day itself, or the first working day after it."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def due_at(self, start: date, days: int, *, working: bool = False) -> datetime:
        """The last instant of so many days after `start`, moved past days off; of so many working days where they alone count."""
        if not working:
            return end_of(self.next_working(start + timedelta(days=days)))
        day = self.next_working(start)
        for _ in range(days if day == start else days - 1):
            day = self.next_working(day + _ONE_DAY)
        return end_of(day)


BY_LAW = Calendar()
"""Where no plan says otherwise."""


def next_on(start: date, text: str) -> date:
    """The first day from `start` on that the text names: `15-11`."""
    day, month = (int(part) for part in text.split("-"))
    this_year = date(start.year, month, day)
    return this_year if this_year >= start else date(start.year + 1, month, day)


def suggested_deadlines(today: date) -> tuple[tuple[str, date], ...]:
    """Deadlines that people mean most often, each with its name; all of them lie after today."""
    return (
        ("15 ngày", today + timedelta(days=15)),
        ("30 ngày", today + timedelta(days=30)),
        ("Cuối tháng", _end_of_months(today + _ONE_DAY, 1)),
        ("Cuối quý", _end_of_months(today + _ONE_DAY, 3)),
    )


def _end_of_months(day: date, months: int) -> date:
    """The last day of the month, or of the so many months of the calendar year, that the day is in."""
    last = -(-day.month // months) * months
    return date(day.year + last // 12, last % 12 + 1, 1) - _ONE_DAY


def end_of(day: date) -> datetime:
    """The last instant of the day."""
    return datetime.combine(day, time(23, 59, 59), ZONE).astimezone(UTC)
