"""Small local copies of what another service owns, fed by its events, where older news never wins."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Table, Uuid, and_, any_, exists, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, Insert, insert

from services.kit.actor import Actor, Position
from services.kit.database import Tx

_BATCH = 500


class LocalCopy:
    """A table of copies with a `version` column."""

    def __init__(self, table: Table, key: str = "id") -> None:
        self.table = table
        self.key = key

    def apply(self, tx: Tx, rows: Iterable[dict[str, Any]]) -> int:
        """Rows that are newer than ours are ours; returns how many were. Fields we do not keep are skipped."""
        newest: dict[Any, dict[str, Any]] = {}
        for row in rows:
            held = newest.get(row[self.key])
            if held is None or held["version"] <= row["version"]:
                newest[row[self.key]] = {name: value for name, value in row.items() if name in self.table.c}
        fresh = [newest[key] for key in sorted(newest, key=str)]  # one order for all: two readers do not deadlock
        return sum(self._upsert(tx, fresh[start : start + _BATCH]) for start in range(0, len(fresh), _BATCH))

    def _upsert(self, tx: Tx, rows: list[dict[str, Any]]) -> int:
        if len(rows) == 1:  # most news; its statement is compiled once
            return tx.execute(self._newer(insert(self.table), rows[0]), rows[0]).rowcount
        return tx.execute(self._newer(insert(self.table).values(rows), rows[0])).rowcount

    def _newer(self, statement: Insert, columns: Iterable[str]) -> Insert:
        changed = {name: statement.excluded[name] for name in columns if name != self.key}
        newer = self.table.c.version < statement.excluded.version
        return statement.on_conflict_do_update(index_elements=[self.key], set_=changed, where=newer)


def as_registered(tx: Tx, people: Table, positions: Table) -> Actor:
    """The caller by the name and with the positions that the copies say they have today: for jobs, which outlive a token."""
    if tx.actor.person_id is None:
        return tx.actor
    in_force = (positions.c.from_on <= tx.today, or_(positions.c.until.is_(None), positions.c.until >= tx.today))
    held = people.outerjoin(positions, and_(positions.c.person_id == people.c.id, *in_force))
    query = select(people.c.full_name, positions).select_from(held).where(people.c.id == tx.actor.person_id)
    rows = tx.execute(query).all()
    offices = tuple(Position(row.role, row.unit_id, "", row.until, row.code) for row in rows if row.role)
    return replace(tx.actor, name=rows[0].full_name if rows else tx.actor.name, positions=offices)


class PathTree:
    """The tree of units, read from a table with `id` and an ltree `path`: what policies need of it."""

    def __init__(self, tx: Tx, table: Table) -> None:
        self._tx = tx
        self._unit, self._above = table.alias(), table.alias()
        self._known: dict[tuple[UUID, UUID], bool] = {}
        self._reach: dict[frozenset[UUID], frozenset[UUID] | None] = {}

    def is_below(self, unit_id: UUID, ancestor_id: UUID) -> bool:
        """The unit is strictly below the other."""
        pair = (unit_id, ancestor_id)
        if pair not in self._known:
            condition = exists().where(
                and_(self._joined(), self._unit.c.id == unit_id, self._above.c.id == ancestor_id)
            )
            found = unit_id != ancestor_id and bool(self._tx.execute(select(condition)).scalar())
            self._known[pair] = found
        return self._known[pair]

    def below(self, column: Any, unit_ids: frozenset[UUID], or_self: bool) -> ColumnElement[bool]:
        """The column's unit is below one of the units, or one of them. Units are named one by one: indexes find them."""
        inside = self._inside(unit_ids)
        if inside is None:  # everything stands below the root: asking for each row would only cost
            anywhere: ColumnElement[bool] = column.is_not(None)
            return anywhere if or_self else and_(anywhere, column.not_in(unit_ids))
        named = inside | unit_ids if or_self else inside - unit_ids
        found: ColumnElement[bool] = column == any_(literal(sorted(named), ARRAY(Uuid)))
        return found

    def _inside(self, unit_ids: frozenset[UUID]) -> frozenset[UUID] | None:
        """Which units are the units or stand below them; None for all there are."""
        if unit_ids not in self._reach:
            above = self._tx.execute(select(self._above.c.path).where(self._above.c.id.in_(unit_ids))).scalars().all()
            is_all = any("." not in str(path) for path in above)
            within = select(self._unit.c.id).where(self._joined(), self._above.c.id.in_(unit_ids))
            self._reach[unit_ids] = None if is_all else frozenset(self._tx.execute(within).scalars())
        return self._reach[unit_ids]

    def _joined(self) -> ColumnElement[bool]:
        return self._unit.c.path.op("<@", is_comparison=True)(self._above.c.path)
