"""The tree of units, as policies ask about it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Text, and_, cast, false, literal, select
from sqlalchemy.dialects.postgresql import ARRAY

from services.kit.database import Tx
from services.kit.tables import Ltree
from services.members.domain.units import Unit
from services.members.tables import units


def inside(column: Any, paths: list[str]) -> ColumnElement[bool]:
    """The column's unit stands at one of the paths or below it."""
    found: ColumnElement[bool] = column.in_(select(units.c.id).where(_path_below(paths)))
    return found


def _path_below(paths: list[str]) -> ColumnElement[bool]:
    if len(paths) == 1:
        return units.c.path.op("<@", is_comparison=True)(literal(paths[0], Ltree))
    return units.c.path.op("<@", is_comparison=True)(cast(literal(paths, ARRAY(Text)), ARRAY(Ltree)))


class UnitTree:
    """Places of today, each read once a transaction."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._paths: dict[UUID, str | None] = {}

    def paths(self, unit_ids: Iterable[UUID]) -> dict[UUID, str]:
        """Where the units stand; unknown ones are left out."""
        wanted = list(dict.fromkeys(unit_ids))
        unread = [unit_id for unit_id in wanted if unit_id not in self._paths]
        if unread:
            rows = self._tx.execute(select(units.c.id, units.c.path).where(units.c.id.in_(unread)))
            self._paths.update(dict.fromkeys(unread) | {row.id: row.path for row in rows})
        return {unit_id: path for unit_id in wanted if (path := self._paths[unit_id]) is not None}

    def know(self, placed: Iterable[Unit]) -> None:
        """Where these units stand need not be read again."""
        self._paths.update({unit.id: unit.path for unit in placed})

    def forget(self) -> None:
        """Places have changed in this transaction."""
        self._paths.clear()

    def is_below(self, unit_id: UUID, ancestor_id: UUID) -> bool:
        """The unit is strictly below the other."""
        places = self.paths((unit_id, ancestor_id))
        above, below = places.get(ancestor_id), places.get(unit_id)
        return above is not None and below is not None and below.startswith(above + ".")

    def below(self, column: Any, unit_ids: frozenset[UUID], or_self: bool) -> ColumnElement[bool]:
        """The column's unit is below one of the units, or one of them."""
        places = self.paths(unit_ids)
        if not places:
            return false()
        strictly = and_(_everywhere_or_inside(column, list(places.values())), column.not_in(list(places)))
        return _everywhere_or_inside(column, list(places.values())) if or_self else strictly


def _everywhere_or_inside(column: Any, paths: list[str]) -> ColumnElement[bool]:
    # Everything stands below the root: asking for each row would only cost.
    if any("." not in path for path in paths):
        anywhere: ColumnElement[bool] = column.is_not(None)
        return anywhere
    return inside(column, paths)
