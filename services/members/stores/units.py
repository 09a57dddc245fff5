"""Units of today and their dated history."""

from collections.abc import Iterable
from dataclasses import asdict, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, Table, delete, func, insert, literal, select, text, update
from sqlalchemy.dialects.postgresql import Range

from services.kit.faults import NotFound, Stale
from services.kit.tables import Ltree
from services.members.committee_tables import unit_term_codes
from services.members.domain import names
from services.members.domain.decisions import Basis
from services.members.domain.units import Kind, Unit
from services.members.tables import people, unit_kinds, unit_links, unit_names, unit_paths, units

if TYPE_CHECKING:
    from services.members.store import Tx

_TREE_LOCK = 0x7472_6565
_UNIT_COLUMNS = [units.c[field.name] for field in fields(Unit)]


# Spelt out, so that the index of just these rows is seen to fit.
_UNCONFIRMED = text("people.flags @> '{unconfirmed}' AND people.status IN ('ACTIVE', 'IN_TRANSIT')")


class Counts(NamedTuple):
    """People in force below a unit, open units directly below it, people who wait to be confirmed."""

    members: int
    children: int
    unconfirmed: int


class UnitStore:
    """Units of today and their dated history. They stand in the order of their codes, which is the Union's own."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def get(self, unit_id: UUID) -> Unit:
        """The unit. Raises NotFound("unit-unknown")."""
        return _unit(self._tx.execute(select(*_UNIT_COLUMNS).where(units.c.id == unit_id)).one_or_none())

    def of(self, unit_ids: Iterable[UUID]) -> dict[UUID | None, Unit]:
        """Those of the units that there are, by id."""
        found = select(*_UNIT_COLUMNS).where(units.c.id.in_(list(unit_ids)))
        return {row.id: Unit(**row._mapping) for row in self._tx.execute(found)}

    def lock(self, unit_id: UUID, *, version: int | None = None) -> Unit:
        """The unit, held until the transaction ends. Raises NotFound("unit-unknown"), Stale("unit-changed")."""
        found = _unit(
            self._tx.execute(select(*_UNIT_COLUMNS).where(units.c.id == unit_id).with_for_update()).one_or_none()
        )
        if version is not None and version != found.version:
            raise Stale("unit-changed", version=found.version)
        return found

    def hold_open(self, unit_id: UUID) -> Unit:
        """The unit, which nobody closes or moves before the transaction ends; others may hold it too."""
        return _unit(
            self._tx.execute(
                select(*_UNIT_COLUMNS).where(units.c.id == unit_id).with_for_update(read=True)
            ).one_or_none()
        )

    def lock_tree(self) -> None:
        """One change of the tree at a time: two moves cannot make a circle."""
        self._tx.execute(select(func.pg_advisory_xact_lock(_TREE_LOCK)))

    def kinds(self) -> list[Kind]:
        """Kinds of units in the order of the Union's own list."""
        asked = select(unit_kinds.c.code, unit_kinds.c.level, unit_kinds.c.title).order_by(unit_kinds.c.rank)
        return [Kind(**row._mapping) for row in self._tx.execute(asked)]

    def above(self, unit: Unit) -> list[Unit]:
        """The unit's superiors, root first, and itself."""
        keys = [UUID(part[1:]) for part in unit.path.split(".")]
        rows = self._tx.execute(select(*_UNIT_COLUMNS).where(units.c.id.in_(keys)).order_by(func.nlevel(units.c.path)))
        return [_unit(row) for row in rows]

    def counts(self, unit: Unit) -> Counts:
        """How many there are below it."""
        inside = select(units.c.id).where(units.c.path.op("<@")(literal(unit.path, Ltree)))
        members = select(func.count()).where(
            people.c.unit_id.in_(inside), people.c.status.in_(("ACTIVE", "IN_TRANSIT"))
        )
        children = select(func.count()).where(units.c.parent_id == unit.id, units.c.closed_on.is_(None))
        waiting = select(func.count()).where(people.c.unit_id.in_(inside), _UNCONFIRMED)
        counted = select(*(each.scalar_subquery() for each in (members, children, waiting)))
        return Counts._make(self._tx.execute(counted).one())

    def known(self, unit_ids: Iterable[UUID]) -> set[UUID]:
        """Those of the units that there are."""
        return set(self._tx.execute(select(units.c.id).where(units.c.id.in_(list(unit_ids)))).scalars())

    def children(self, unit: Unit) -> list[Unit]:
        """The open units directly below it, held until the transaction ends."""
        below = (units.c.parent_id == unit.id, units.c.closed_on.is_(None))
        rows = self._tx.execute(select(*_UNIT_COLUMNS).where(*below).order_by(units.c.id).with_for_update())
        return [_unit(row) for row in rows]

    def own_members(self, unit_id: UUID) -> list[UUID]:
        """Members of the unit itself, those on their way elsewhere too."""
        own = (people.c.unit_id == unit_id, people.c.status.in_(("ACTIVE", "IN_TRANSIT")))
        return list(self._tx.execute(select(people.c.id).where(*own)).scalars())

    def next_code(self, parent: Unit) -> str:
        """A code below the parent's that no unit has had. The tree must be locked."""
        start = f"{parent.code}-"
        last = func.max(func.substring(units.c.code, len(start) + 1).op("::")(text("int")))
        numbered = units.c.code.op("~")(f"^{parent.code.replace('.', '[.]')}-[0-9]{{1,6}}$")
        highest = self._tx.execute(
            select(last).where(units.c.code.startswith(start, autoescape=True), numbered)
        ).scalar()
        return f"{start}{(highest or 0) + 1:03d}"

    def has_code(self, code: str) -> bool:
        return self._tx.execute(select(1).where(units.c.code == code)).first() is not None

    def next_seq(self) -> int:
        """Two digits for member codes that no district-level unit has had. The tree must be locked."""
        return int(self._tx.execute(select(func.coalesce(func.max(units.c.seq), 0) + 1)).scalar_one())

    def add(self, unit: Unit, *, decision_no: str | None) -> Unit:
        """The unit is there, with its name, its superior and its place from the day it opened."""
        values = asdict(unit) | {
            "search_key": names.search_key(unit.name),
            "sort_key": _order_of(unit.name),
            "decision_no": decision_no,
            "path": literal(unit.path, Ltree),
        }
        self._tx.execute(insert(units).values(values))
        since = Range(unit.opened_on, None)
        dated = {"unit_id": unit.id, "valid": since}
        self._tx.execute(insert(unit_names).values(**dated, name=unit.name, decision_no=decision_no))
        self._tx.execute(insert(unit_links).values(**dated, parent_id=unit.parent_id, decision_no=decision_no))
        self._tx.execute(insert(unit_paths).values(**dated, path=literal(unit.path, Ltree)))
        self._tx.execute(insert(unit_term_codes).values(**dated, code=unit.term_code))
        return unit

    def rename(self, unit: Unit, *, on: date, basis: Basis) -> Unit:
        """The name is the unit's from the day; the one before stays in its history."""
        self._follow(unit_names, [unit.id], on, [{"unit_id": unit.id, "name": unit.name, **_decided(basis)}])
        return self._save(unit, name=unit.name, search_key=names.search_key(unit.name), sort_key=_order_of(unit.name))

    def move(self, unit: Unit, *, old_path: str, on: date, basis: Basis) -> list[Unit]:
        """The unit and all below it stand elsewhere from the day; answers them all. The tree must be locked."""
        link = {"unit_id": unit.id, "parent_id": unit.parent_id, **_decided(basis)}
        self._follow(unit_links, [unit.id], on, [link])
        moved = units.c.path.op("<@")(literal(old_path, Ltree))
        new_path = literal(unit.path, Ltree).op("||")(func.subpath(units.c.path, func.nlevel(literal(old_path, Ltree))))
        same = units.c.id == unit.id
        bumped = {"version": units.c.version + 1, "updated_at": self._tx.now}
        self._tx.execute(update(units).where(moved, ~same).values(path=new_path, **bumped))
        self._tx.execute(
            update(units).where(same).values(path=literal(unit.path, Ltree), parent_id=unit.parent_id, **bumped)
        )
        self._tx.tree.forget()
        below = units.c.path.op("<@")(literal(unit.path, Ltree))
        changed = [_unit(row) for row in self._tx.execute(select(*_UNIT_COLUMNS).where(below).order_by(units.c.path))]
        rows = [{"unit_id": each.id, "path": each.path} for each in changed]
        self._follow(unit_paths, [each.id for each in changed], on, rows)
        return changed

    def close(self, unit: Unit) -> Unit:
        """The unit's name, superior, place and term end with it."""
        for table in (unit_names, unit_links, unit_paths, unit_term_codes):
            self._cut(table, [unit.id], unit.closed_on)
        return self._save(unit, closed_on=unit.closed_on, successor_id=unit.successor_id)

    def reopen(self, unit: Unit, *, on: date) -> Unit:
        """The unit's name, superior, place and term go on from the day on which they ended. The tree must be locked."""
        said = (
            (unit_names, {"name": unit.name}),
            (unit_links, {"parent_id": unit.parent_id}),
            (unit_paths, {"path": unit.path}),
            (unit_term_codes, {"code": unit.term_code}),
        )
        for table, row in said:
            self._follow(table, [unit.id], on, [{"unit_id": unit.id, **row}])
        self._tx.tree.forget()
        return self._save(unit, closed_on=None, successor_id=None, path=literal(unit.path, Ltree))

    def enter_term(self, unit: Unit, *, code: str, on: date) -> Unit:
        """The unit's documents are numbered within the term from the day, and until then within the one before."""
        self._follow(unit_term_codes, [unit.id], on, [{"unit_id": unit.id, "code": code}])
        if on > self._tx.today or code == unit.term_code:
            return unit
        return self._save(replace(unit, term_code=code, version=unit.version + 1), term_code=code)

    def follow_terms(self) -> list[Unit]:
        """Units are in the terms that have begun by today; answers those whose term is another one now."""
        dated = unit_term_codes.c
        now = (dated.unit_id == units.c.id, dated.valid.op("@>")(self._tx.today), dated.code != units.c.term_code)
        values = {"term_code": dated.code, "version": units.c.version + 1, "updated_at": self._tx.now}
        return [
            _unit(row) for row in self._tx.execute(update(units).where(*now).values(values).returning(*_UNIT_COLUMNS))
        ]

    def _save(self, unit: Unit, **changed: Any) -> Unit:
        values = changed | {"version": unit.version, "updated_at": self._tx.now}
        self._tx.execute(update(units).where(units.c.id == unit.id).values(values))
        return unit

    def _cut(self, table: Table, unit_ids: list[UUID], on: date | None) -> None:
        mine = table.c.unit_id.in_(unit_ids)
        self._tx.execute(delete(table).where(mine, func.lower(table.c.valid) >= on))
        shorter = func.daterange(func.lower(table.c.valid), on)
        self._tx.execute(update(table).where(mine, table.c.valid.op("@>")(on)).values(valid=shorter))

    def _follow(self, table: Table, unit_ids: list[UUID], on: date, rows: list[dict[str, Any]]) -> None:
        self._cut(table, unit_ids, on)
        self._tx.execute(insert(table), [row | {"valid": Range(on, None)} for row in rows])


def _decided(basis: Basis) -> dict[str, str | None]:
    return {"decision_no": basis.number, "decision_key": basis.key}


def _unit(row: Row[Any] | None) -> Unit:
    if row is None:
        raise NotFound("unit-unknown")
    return Unit(**row._mapping)


def _order_of(name: str) -> str:
    return names.unit_sort_key(name).decode()
