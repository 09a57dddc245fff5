"""What members may undertake for a year: the province's items, and those that the units above them add."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from services.kit.policy import Subject, require
from services.workflows.domain import training_catalogue
from services.workflows.domain.training_catalogue import Entry
from services.workflows.policy import OFFICERS, POLICY
from services.workflows.store import Tx
from services.workflows.tables import people, training_items


def get_training_catalogue(
    tx: Tx, *, rule_set: str | None = None, unit_id: UUID | None = None, on: date | None = None
) -> dict[str, Any]:
    """By group: the province's as the rule set says, that of today unless named, then those of the unit and of those above it.

    unit_id: the caller's own units unless named. on: as units had it on that day, today unless named.
    """
    require(POLICY, tx, "process.view", of=Subject())
    rules = tx.rules.get(rule_set) if rule_set else tx.rules.in_force()
    groups = training_catalogue.of(rules, _items(tx, _units(tx, unit_id), on=on or tx.today))
    return {
        "items": [
            {"code": group.code, "title": group.title, "proposals": [asdict(each) for each in group.proposals]}
            for group in groups
        ]
    }


def _units(tx: Tx, unit_id: UUID | None) -> list[UUID]:
    """The unit, when its items are the caller's to see; without one, the caller's own."""
    mine = _chapter(tx)
    if unit_id is None:
        return sorted({*tx.actor.unit_ids(*OFFICERS, on=tx.today), *((mine,) if mine else ())})
    is_mine = mine is not None and (mine == unit_id or tx.tree.is_below(mine, unit_id))
    parties = frozenset({tx.actor.person_id}) if is_mine and tx.actor.person_id else frozenset()
    require(POLICY, tx, "training_item.view", of=Subject(unit_id=unit_id, parties=parties))
    return [unit_id]


def _chapter(tx: Tx) -> UUID | None:
    """The unit of which the caller is a member."""
    found: UUID | None = tx.execute(select(people.c.unit_id).where(people.c.id == tx.actor.person_id)).scalar()
    return found


def _items(tx: Tx, unit_ids: Iterable[UUID], *, on: date) -> list[Entry]:
    """The items of the units and of those above them that hold on the day, from the top down."""
    named = list(unit_ids)
    tx.places.load_with_above(named)
    paths = [unit.path for unit in map(tx.places.unit, named) if unit is not None]
    depth = {key: place for path in paths for place, key in enumerate(path)}
    item = training_items.c
    holds = (item.unit_id.in_(depth), item.from_on <= on, or_(item.ended_on.is_(None), item.ended_on > on))
    rows = tx.execute(select(training_items).where(*holds).order_by(item.id)).all()
    return [row._asdict() for row in sorted(rows, key=lambda row: depth[row.unit_id])]
