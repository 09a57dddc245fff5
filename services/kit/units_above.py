"""Units whose name others bear too are told apart by the one above them."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Table, exists, select

from services.kit.database import Tx


class UnitsAbove:
    """Names of units above others, read from a table with `id`, `name`, `parent_id` and `closed_on`. Made once a table.

    alike: the column by which two names are the same.
    """

    def __init__(self, units: Table, *, alike: str = "name") -> None:
        self._units, self._above, other = units, units.alias("above"), units.alias("other")
        self._is_shared = exists().where(
            other.c[alike] == units.c[alike], other.c.id != units.c.id, other.c.closed_on.is_(None)
        )

    def names(self, tx: Tx, unit_ids: Collection[UUID]) -> dict[UUID, str]:
        """Of each of the units whose name another open one bears too, the name of the one above it."""
        columns = (self._units.c.id, self._above.c.name)
        asked = select(*columns).join(self._above, self._above.c.id == self._units.c.parent_id)
        found = tx.execute(asked.where(self._units.c.id.in_(list(unit_ids)), self._is_shared))
        return {row.id: row.name for row in found}

    def add_to(self, tx: Tx, items: Iterable[dict[str, Any]], *, keys: Sequence[str]) -> list[dict[str, Any]]:
        """Return the items, in whose references to units stands the one above where the name alone tells nothing."""
        listed = list(items)
        references = [reference for item in listed for key in keys if (reference := item.get(key))]
        above = self.names(tx, {reference["id"] for reference in references}) if references else {}
        for reference in references:
            if name := above.get(reference["id"]):
                reference["parent_name"] = name
        return listed
