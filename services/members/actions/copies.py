"""Pages of references from which another service fills, compares or rebuilds its copies."""

from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Table, case, select

from services.kit.policy import Subject, require
from services.members.domain.positions import Position
from services.members.domain.unit_training_items import Item
from services.members.domain.units import Unit
from services.members.policy import POLICY
from services.members.queries.memberships import with_memberships
from services.members.store import Tx
from services.members.stores.people import Person
from services.members.tables import people, positions, unit_training_items, units

_COPIED = {
    "units": (units, Unit.COPIED),
    "people": (people, Person.COPIED),
    "positions": (positions, Position.COPIED),
    "training_items": (unit_training_items, Item.COPIED),
}


def page(tx: Tx, what: str, *, after: UUID | None, limit: int) -> dict[str, Any]:
    """Copies ordered by id, from `after` on."""
    require(POLICY, tx, "copy.read", of=Subject())
    table: Table
    table, names = _COPIED[what]
    asked = select(*(_copied(table.c[name]) for name in names)).order_by(table.c.id).limit(limit)
    if after is not None:
        asked = asked.where(table.c.id > after)
    items = [dict(row._mapping) for row in tx.execute(asked)]
    if what == "people":
        items = with_memberships(tx, items)
    return {"items": items, "next": str(items[-1]["id"]) if len(items) == limit else None, "total": None}


def _copied(column: Column[Any]) -> ColumnElement[Any]:
    """The column as copies have it: of an office as `Position.copy` says."""
    if column is not positions.c.until:
        return column
    was_ended = positions.c.ended_at.is_not(None)
    return case((was_ended, positions.c.until - 1), else_=positions.c.until).label("until")
