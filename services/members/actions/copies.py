"""Pages of references from which another service fills, compares or rebuilds its copies."""

from typing import Any
from uuid import UUID

from sqlalchemy import Table, select

from services.kit.policy import Subject, require
from services.members.domain.units import Unit
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import people, positions, units

_COPIED = {
    "units": (units, Unit.COPIED),
    "people": (people, ("id", "code", "full_name", "sex", "born_on", "unit_id", "status", "joined_on", "version")),
    "positions": (positions, ("id", "person_id", "unit_id", "role", "code", "from_on", "until", "version")),
}


def page(tx: Tx, what: str, *, after: UUID | None, limit: int) -> dict[str, Any]:
    """Copies ordered by id, from `after` on."""
    require(POLICY, tx, "copy.read", of=Subject())
    table: Table
    table, names = _COPIED[what]
    asked = select(*(table.c[name] for name in names)).order_by(table.c.id).limit(limit)
    if after is not None:
        asked = asked.where(table.c.id > after)
    items = [dict(row._mapping) for row in tx.execute(asked)]
    return {"items": items, "next": str(items[-1]["id"]) if len(items) == limit else None, "total": None}
