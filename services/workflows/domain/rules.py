"""Numbers of the Charter and its guidance. They are data: a case keeps the set it was opened under.

Defaults are domain rule parameters; an age reads `15y+1d`, a share `2/3`.
"""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from typing import Any

from services.contracts.rules import DEFAULTS
from services.workflows.domain.calendar import Calendar


@dataclass(frozen=True)
class Rules:
    """One rule set."""

    code: str
    values: Mapping[str, Any]

    def number(self, key: str) -> int:
        return int(self.values.get(key, DEFAULTS[key]))

    def flag(self, key: str) -> bool:
        return bool(self.values.get(key, DEFAULTS[key]))

    def text(self, key: str) -> str:
        return str(self.values.get(key, DEFAULTS[key]))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of words."""
        return tuple(str(each) for each in self.values.get(key, DEFAULTS[key]))

    def rows(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """A list of entries with names."""
        return tuple(self.values.get(key, DEFAULTS[key]))

    def share(self, key: str) -> Fraction:
        """A share such as 2/3; a leading `>` is read over, since the guard says how it compares."""
        return Fraction(str(self.values.get(key, DEFAULTS[key])).lstrip(">≥ "))

    def age(self, key: str) -> "Age":
        return Age.parse(str(self.values.get(key, DEFAULTS[key])))

    def with_numbers(self, text: str) -> str:
        """The text with the rule's number in the place of each `{a_rule}`."""
        return re.sub(r"\{(\w+)\}", lambda found: str(self.number(found[1])), text)

    @cached_property
    def calendar(self) -> Calendar:
        """Working days, read once a set: every deadline asks."""
        return Calendar.of(self.rows("calendar_days"))


INSTALLED = Rules("default", DEFAULTS)
"""What holds where the registry has told nothing yet."""


@dataclass(frozen=True)
class Age:
    """An age to the day."""

    years: int
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> "Age":
        """`15y+1d`, `30y` or plain `16`."""
        found = re.fullmatch(r"(\d+)y?(?:\+(\d+)d)?", text.strip())
        if found is None:
            raise ValueError(f"not an age: {text!r}")
        return cls(int(found[1]), int(found[2] or 0))

    def reached_on(self, born_on: date) -> date:
        """The first day at this age."""
        return add_months(born_on, 12 * self.years) + timedelta(days=self.days)


def add_months(start: date, months: int) -> date:
    """The same day so many months on; the month's last day where there is none."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def whole_months(start: date, end: date) -> int:
    """Full months from one day to another."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (add_months(start, months) > end)
