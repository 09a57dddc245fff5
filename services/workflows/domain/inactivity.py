"""Months in which a member did not take part, or did not pay: what the records show, and when they are a ground (S35, S3)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from services.workflows.domain import words
from services.workflows.domain.rules import Rules, add_months
from services.workflows.domain.view import AttendanceFact, FeeFact

Months = tuple[date, ...]
YEAR = 12


def first_day(on: date) -> date:
    return on.replace(day=1)


def absent(attendances: Iterable[AttendanceFact], *, before: date) -> Months:
    """Whole months in which the member was called to meetings, and stayed away from all of them without a reason.

    A month without a meeting is none: nobody stays away from what was not held.
    """
    states = _states(attendances)
    return tuple(sorted(month for month, seen in states.items() if seen == {"absent"} and month < first_day(before)))


def took_part(attendances: Iterable[AttendanceFact]) -> frozenset[date]:
    """Months in which the member came to a meeting of any unit, or stayed away with a reason."""
    return frozenset(month for month, seen in _states(attendances).items() if seen - {"absent"})


def _states(attendances: Iterable[AttendanceFact]) -> dict[date, set[str]]:
    states: dict[date, set[str]] = defaultdict(set)
    for each in attendances:
        states[first_day(each.held_on)].add(each.state)
    return states


def owed(fees: FeeFact | None, *, before: date) -> Months:
    """Whole months that are neither paid nor exempt."""
    return tuple(sorted(month for month in (fees.owed if fees else ()) if month < first_day(before)))


def counted(months: Iterable[date], rules: Rules) -> Months:
    """The latest months that are a ground together: enough of them within one year, one after another where the rules say so."""
    found = sorted(set(months))
    needed = rules.number("inactivity_months")
    groups = _runs(found) if rules.flag("inactivity_consecutive") else _years(found)
    enough = [group for group in groups if len(group) >= needed]
    return enough[-1][-YEAR:] if enough else ()


def _runs(months: Sequence[date]) -> list[Months]:
    runs: list[Months] = []
    for month in months:
        follows = runs and runs[-1][-1] == add_months(month, -1)
        runs = [*runs[:-1], (*runs[-1], month)] if follows else [*runs, (month,)]
    return runs


def _years(months: Sequence[date]) -> list[Months]:
    """For each month those of the year that it ends."""
    return [tuple(each for each in months if add_months(last, -YEAR) < each <= last) for last in months]


WRITTEN = r"\s*(0?[1-9]|1[0-2])/20\d\d(\s*[,;]\s*(0?[1-9]|1[0-2])/20\d\d)*\s*"
"""Months as people write them: 09/2026, 10/2026."""


def read(text: str) -> Months:
    """The months that the text names, in order."""
    found = re.findall(r"(\d{1,2})/(\d{4})", text)
    return tuple(sorted({date(int(year), int(month), 1) for month, year in found}))


def written(months: Iterable[date]) -> str:
    return ", ".join(words.month(each) for each in months)
