"""Counts of a unit and of each unit directly below it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.contracts.titles import STATUS_TITLES
from services.kit.faults import Invalid
from services.members.actions.units import reference, visible_unit
from services.members.domain import units as rules
from services.members.domain.memberships import IN_FORCE
from services.members.queries import units as queries
from services.members.queries.members import years_before
from services.members.store import Tx

_AGES = (18, 23, 28, 31)
_BANDS = (
    ("under_18", "Dưới 18"),
    ("from_18", "18–22"),
    ("from_23", "23–27"),
    ("from_28", "28–30"),
    ("over_30", "Trên 30"),
)
_COUNTED = ("total", "female", "minority", "religious", "party", "incomplete")


def get_unit_statistics(tx: Tx, *, unit_id: UUID, on: date | None) -> dict[str, Any]:
    """Counts of people in force; children and the unit's own people add up to the whole."""
    if on is not None and on > tx.today:
        raise Invalid(errors={"on": ["Ngày thống kê sau ngày hôm nay. Chọn ngày hôm nay hoặc sớm hơn."]})
    unit = visible_unit(tx, unit_id)
    day = on or tx.today
    bounds = [years_before(day, age) for age in _AGES]
    rows = queries.statistics(tx, unit.path, bounds, on=None if day == tx.today else day)
    children = queries.children(tx, unit.id)
    by_child = {rules.label(child.id): child for child in children}
    lines = [
        {"unit": {"id": child.id, "name": child.name, "level": child.level}, **_counts(rows, only={label})}
        for label, child in by_child.items()
    ]
    own = {row.child for row in rows} - set(by_child)
    return {
        "unit": reference(unit),
        "on": day,
        **_counts(rows),
        "statuses": _statuses(rows),
        "own": _counts(rows, only=own),
        "children": lines,
    }


def _counts(rows: Iterable[Row[Any]], only: set[str] | None = None) -> dict[str, Any]:
    counted: Counter[str] = Counter()
    for row in rows:
        if row.status in IN_FORCE and (only is None or row.child in only):
            counted.update({name: getattr(row, name) for name in _COUNTED})
            counted.update({code: getattr(row, f"age_{place}") for place, (code, _) in enumerate(_BANDS)})
    bands = [{"code": code, "title": title, "count": counted[code]} for code, title in _BANDS]
    return {name: counted[name] for name in _COUNTED} | {"age_bands": bands}


def _statuses(rows: Iterable[Row[Any]]) -> list[dict[str, Any]]:
    counted: Counter[str] = Counter()
    for row in rows:
        counted[row.status] += row.total
    return [
        {"code": code, "title": title, "count": counted[code]} for code, title in STATUS_TITLES.items() if counted[code]
    ]
