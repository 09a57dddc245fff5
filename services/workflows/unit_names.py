"""Units whose name others bear too are told apart by the one above them."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import exists, select

from services.workflows.store import Tx
from services.workflows.tables import units

# Made once: an alias copies every column of its table.
_ABOVE, _OTHER = units.alias("above"), units.alias("other")
_IS_SHARED = exists().where(_OTHER.c.name == units.c.name, _OTHER.c.id != units.c.id, _OTHER.c.closed_on.is_(None))


def names_above(tx: Tx, unit_ids: Collection[UUID]) -> dict[UUID, str]:
    """Of each of the units whose name another open one bears too, the name of the one above it."""
    asked = select(units.c.id, _ABOVE.c.name).join(_ABOVE, _ABOVE.c.id == units.c.parent_id)
    return {row.id: row.name for row in tx.execute(asked.where(units.c.id.in_(list(unit_ids)), _IS_SHARED))}


def add_units_above(
    tx: Tx, items: Sequence[dict[str, Any]], *, keys: Sequence[str] = ("unit", "holder_unit")
) -> list[dict[str, Any]]:
    """Return the items, in whose references to units stands the one above where the name alone tells nothing."""
    references = [reference for item in items for key in keys if (reference := item.get(key))]
    above = names_above(tx, {reference["id"] for reference in references}) if references else {}
    for reference in references:
        if name := above.get(reference["id"]):
            reference["parent_name"] = name
    return list(items)
