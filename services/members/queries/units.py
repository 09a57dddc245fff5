"""Lists and counts of units."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, case, cast, func, literal, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text, Uuid

from services.kit.tables import Ltree
from services.kit.units_above import UnitsAbove
from services.members.queries.members import Place
from services.members.store import Tx
from services.members.tables import WAS_HELD, memberships, people, positions, unit_paths, units

IN_FORCE = ("ACTIVE", "IN_TRANSIT")
# Made once: an alias copies every column of its table.
_ABOVE, _CHILD = units.alias("above"), units.alias("child")
_UNITS_ABOVE = UnitsAbove(units, alike="search_key")
_ITEM = (units.c.id, units.c.code, units.c.name, units.c.level, units.c.kind, units.c.parent_id, units.c.path)


def page(
    where: Sequence[ColumnElement[bool]], *, after: Place | None, limit: int, exact: ColumnElement[bool] | None = None
) -> Select[Any]:
    """Units by name, each with its superior's name and the number of open units directly below it.

    exact: those for which it is true come before all others; the row's `place` is 0 for these.
    """
    is_open_child = and_(_CHILD.c.parent_id == units.c.id, _CHILD.c.closed_on.is_(None))
    children = select(func.count()).select_from(_CHILD).where(is_open_child).correlate(units).scalar_subquery()
    place: ColumnElement[Any] = literal("1") if exact is None else case((exact, "0"), else_="1")
    columns = (
        *_ITEM,
        units.c.sort_key,
        place.label("place"),
        _ABOVE.c.name.label("parent_name"),
        children.label("child_count"),
    )
    asked = select(*columns).outerjoin(_ABOVE, _ABOVE.c.id == units.c.parent_id).where(*where)
    in_order = (place, units.c.sort_key, units.c.id)
    if after is not None:
        ended = (literal(after.phase or "1"), literal(after.key), literal(after.id))
        asked = asked.where(tuple_(*in_order) > tuple_(*ended))
    return asked.order_by(*in_order).limit(limit)


def names_above(tx: Tx, unit_ids: Collection[UUID]) -> dict[UUID, str]:
    """Of each of the units whose name another open one bears too, the name of the one above it."""
    return _UNITS_ABOVE.names(tx, unit_ids)


def add_units_above(
    tx: Tx, items: Iterable[dict[str, Any]], *, keys: Sequence[str] = ("unit",)
) -> list[dict[str, Any]]:
    """Return the items, in whose references to units stands the one above where the name alone tells nothing."""
    return _UNITS_ABOVE.add_to(tx, items, keys=keys)


def count(tx: Tx, where: Sequence[ColumnElement[bool]]) -> int:
    """How many units there are in all."""
    return int(tx.execute(select(func.count()).select_from(units).where(*where)).scalar_one())


def member_counts(tx: Tx, paths: Mapping[UUID, str]) -> dict[UUID, int]:
    """People in force at each of the units and below it, in one statement."""
    if not paths:
        return {}
    places = func.unnest(cast(literal(list(paths), ARRAY(Uuid)), ARRAY(Uuid)), cast(list(paths.values()), ARRAY(Text)))
    top = places.table_valued("unit_id", "path", name="top").render_derived()
    below = units.c.path.op("<@")(func.text2ltree(top.c.path))
    living = and_(people.c.unit_id == units.c.id, people.c.status.in_(IN_FORCE))
    counted = (
        select(top.c.unit_id, func.count().label("people"))
        .select_from(top.join(units, below).join(people, living))
        .group_by(top.c.unit_id)
    )
    found = {UUID(str(row.unit_id)): int(row.people) for row in tx.execute(counted)}
    return {unit_id: found.get(unit_id, 0) for unit_id in paths}


def officers(tx: Tx, unit_id: UUID, *, on: date, past: bool) -> list[Row[Any]]:
    """Who holds an office at the unit on the day (or ever held one), with names."""
    columns = (positions, people.c.full_name, people.c.code.label("member_code"), units.c.name, units.c.level)
    found = (
        select(*columns)
        .join(people, people.c.id == positions.c.person_id)
        .join(units, units.c.id == positions.c.unit_id)
    )
    found = found.where(positions.c.unit_id == unit_id, WAS_HELD)
    if not past:
        found = found.where(positions.c.from_on <= on, func.coalesce(positions.c.until, on) >= on)
    return list(tx.execute(found.order_by(positions.c.from_on.desc(), people.c.sort_key)))


def named(tx: Tx, person_ids: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """The people by id, code and name, in the order of their names."""
    asked = select(people.c.id, people.c.full_name, people.c.code).where(people.c.id.in_(list(person_ids)))
    return {row.id: dict(row._mapping) for row in tx.execute(asked.order_by(people.c.sort_key))}


# ---------------------------------------------------------------- statistics


def statistics(tx: Tx, path: str, bounds: Sequence[date], *, on: date | None) -> list[Row[Any]]:
    """One row for each unit directly below (child "": the unit itself) and each status; `on`: as it was on that day.

    bounds: birthdays that part the age bands, youngest first.
    """
    source, place, status = _people_now() if on is None else _people_then(on)
    depth = path.count(".") + 1
    child = func.coalesce(case((func.nlevel(place) > depth, func.ltree2text(func.subpath(place, depth, 1)))), "")
    counted = (
        func.count().label("total"),
        func.count().filter(people.c.sex == "female").label("female"),
        func.count().filter(people.c.ethnicity > 1, people.c.ethnicity < 55).label("minority"),
        func.count().filter(people.c.religion > 0).label("religious"),
        func.count().filter(people.c.party_join_on.is_not(None)).label("party"),
        func.count().filter(people.c.completeness < 100).label("incomplete"),
        *(func.count().filter(*_band(bounds, n)).label(f"age_{n}") for n in range(len(bounds) + 1)),
    )
    asked = select(child.label("child"), status.label("status"), *counted).select_from(source)
    grouped = asked.where(place.op("<@")(literal(path, Ltree))).group_by(child, status)
    return list(tx.execute(grouped))


def _people_now() -> tuple[Any, Any, Any]:
    return people.join(units, units.c.id == people.c.unit_id), units.c.path, people.c.status


def _people_then(on: date) -> tuple[Any, Any, Any]:
    was = and_(
        memberships.c.person_id == people.c.id, memberships.c.superseded_at.is_(None), memberships.c.valid.op("@>")(on)
    )
    stood = and_(unit_paths.c.unit_id == memberships.c.unit_id, unit_paths.c.valid.op("@>")(on))
    return people.join(memberships, was).join(unit_paths, stood), unit_paths.c.path, literal("ACTIVE")


def _band(bounds: Sequence[date], number: int) -> list[ColumnElement[bool]]:
    younger = [people.c.born_on > bounds[number]] if number < len(bounds) else []
    older = [people.c.born_on <= bounds[number - 1]] if number else []
    return [*younger, *older]


def children(tx: Tx, unit_id: UUID) -> list[Row[Any]]:
    """Open units directly below, in their order."""
    asked = select(units.c.id, units.c.name, units.c.level, units.c.kind, units.c.path)
    below = asked.where(units.c.parent_id == unit_id, units.c.closed_on.is_(None)).order_by(
        units.c.sort_key, units.c.id
    )
    return list(tx.execute(below))
