"""For which periods a unit submits its reports, from when and until when (domain rules 18, 20).

The rhythm and the days are rules: `report_rhythm_…`, `report_due_days_…`, `report_early_days`.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from services.contracts.rules import AUTO
from services.kit.faults import Invalid

QUARTER, HALF, YEAR = "QUARTER", "HALF", "YEAR"
RHYTHMS: Final = {
    "QUARTER": (QUARTER,),
    "HALF": (HALF,),
    "HALF_AND_YEAR": (HALF, YEAR),
    "YEAR": (YEAR,),
}
"""What a rhythm comes to: kinds of periods."""
_UPPER: Final = ("PROVINCE", "DISTRICT")
_LOWER: Final = ("GRASSROOTS", "SUB_GRASSROOTS", "CHAPTER")
_CODE: Final = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])))?")
_YEARS: Final = range(1990, 2101)
_QUARTERS: Final = ("I", "II", "III", "IV")
_HALVES: Final = ("6 tháng đầu năm", "6 tháng cuối năm")
_MONTHS: Final = {QUARTER: 3, HALF: 6, YEAR: 12}


@dataclass(frozen=True)
class ReportPeriod:
    """A quarter (`2026-Q4`), half a year (`2026-H2`) or a year (`2026`), both ends with it."""

    code: str
    kind: str
    title: str
    first: date
    last: date


def period_of(code: str) -> ReportPeriod:
    """The period of the code. Raises Invalid for what is none."""
    found = _CODE.fullmatch(code.strip())
    if found is None or int(found[1]) not in _YEARS:
        raise Invalid(errors={"period": ["Kỳ báo cáo ghi như 2026-Q4, 2026-H2 hoặc 2026."]})
    year = int(found[1])
    if found[2]:
        return _made(year, QUARTER, int(found[2]))
    return _made(year, HALF, int(found[3])) if found[3] else _made(year, YEAR, 1)


def _made(year: int, kind: str, number: int) -> ReportPeriod:
    months = _MONTHS[kind]
    last_month = months * number
    first = date(year, last_month - months + 1, 1)
    last = date(year, last_month, monthrange(year, last_month)[1])
    match kind:
        case "QUARTER":
            code, title = f"{year}-Q{number}", f"Quý {_QUARTERS[number - 1]} năm {year}"
        case "HALF":
            code, title = f"{year}-H{number}", f"{_HALVES[number - 1]} {year}"
        case _:
            code, title = f"{year}", f"Năm {year}"
    return ReportPeriod(code, kind, title, first, last)


def kinds_of(level: str, rules: Mapping[str, Any]) -> tuple[str, ...]:
    """Which kinds of periods a unit of the level reports on; a group below a chapter reports on none."""
    if level in _UPPER:
        return RHYTHMS[rules["report_rhythm_upper"]]
    return RHYTHMS[rules["report_rhythm_lower"]] if level in _LOWER else ()


def due_on(level: str, period: ReportPeriod, rules: Mapping[str, Any]) -> date:
    """The last day on which a unit of the level submits in time."""
    days = rules["report_due_days_upper" if level in _UPPER else "report_due_days_lower"]
    return period.last + timedelta(days=int(days))


def opens_on(period: ReportPeriod, rules: Mapping[str, Any]) -> date:
    """The first day on which it may be submitted: the one after the period, less the days that the rules give."""
    return period.last + timedelta(days=1 - int(rules["report_early_days"]))


def waited_from(known_on: date, rules: Mapping[str, Any]) -> date:
    """Only periods that end after this day are asked for. known_on: when the unit was put into this registry.

    What had ended before the first day here was reported elsewhere: nobody is late with it. The rule `report_first_day` says another.
    """
    said = rules["report_first_day"]
    return known_on if said == AUTO else date.fromisoformat(said)


def parts(kinds: Collection[str], period: ReportPeriod) -> tuple[ReportPeriod, ...]:
    """The periods by which a unit that reports on these kinds tells of the whole one, in their order; none where it tells less often."""
    year = period.first.year
    for kind in (period.kind, HALF, QUARTER):
        if kind in kinds and _MONTHS[kind] <= _MONTHS[period.kind]:
            every = (_made(year, kind, number) for number in range(1, 12 // _MONTHS[kind] + 1))
            return tuple(each for each in every if period.first <= each.first and each.last <= period.last)
    return ()


def before(period: ReportPeriod) -> ReportPeriod:
    """The one of its kind before it."""
    year, months = period.first.year, _MONTHS[period.kind]
    number = (period.last.month // months) - 1
    return _made(year, period.kind, number) if number else _made(year - 1, period.kind, 12 // months)


def choices(kinds: Iterable[str], today: date) -> list[ReportPeriod]:
    """Periods of these kinds that have begun, this year's and the two years' before, the latest first."""
    wanted = set(kinds)
    every = [
        _made(year, kind, number)
        for year in range(today.year - 2, today.year + 1)
        for kind, months in _MONTHS.items()
        if kind in wanted
        for number in range(1, 12 // months + 1)
    ]
    begun = [period for period in every if period.first <= today]
    return sorted(begun, key=lambda period: (period.last, period.first), reverse=True)


def latest(kinds: Iterable[str], today: date, rules: Mapping[str, Any]) -> ReportPeriod | None:
    """The last period that may be submitted by now; of several that end together the shortest."""
    return next((period for period in choices(kinds, today) if opens_on(period, rules) <= today), None)
