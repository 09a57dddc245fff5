"""Figures in one statement for each kind of fact: by unit directly below, or by every unit; and the people behind one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Subquery, case, func, literal, or_, select, tuple_

from services.kit import clock
from services.kit.tables import Ltree
from services.members.figures.facts import Facts
from services.members.queries.members import Place
from services.members.store import Tx
from services.members.tables import people, units

Counted = dict[str, Counter[str]]
OWN = ""
"""The unit's own rows, among those of the units below it."""


@dataclass(frozen=True)
class Branch:
    """A unit of the tree with its place, as a row of a report. known_on: when it was put into this registry."""

    id: UUID
    name: str
    level: str
    parent_id: UUID | None
    path: str
    is_closed: bool
    opened_on: date | None
    known_on: date


def by_child(tx: Tx, facts: Iterable[Facts], path: str) -> Counted:
    """Label of the unit directly below (OWN for the unit itself) → column → how many."""
    depth = path.count(".") + 1
    below = func.ltree2text(func.subpath(units.c.path, depth, 1))
    return _counted(tx, facts, path, func.coalesce(case((func.nlevel(units.c.path) > depth, below)), OWN))


def by_unit(tx: Tx, facts: Iterable[Facts], path: str) -> Counted:
    """Path of every unit at or below the path that has anything → column → how many there are at that very unit."""
    return _counted(tx, facts, path, func.ltree2text(units.c.path))


def _counted(tx: Tx, facts: Iterable[Facts], path: str, label: ColumnElement[str]) -> Counted:
    counted: Counted = {}
    for each in facts:
        placed = _placed(path, label.label("label"))
        cells = [
            func.count().filter(condition).label(f"n{place}") for place, condition in enumerate(each.cells.values())
        ]
        sums = [func.coalesce(func.sum(amount), 0).label(f"s{n}") for n, amount in enumerate(each.amounts.values())]
        source = each.source.join(placed, placed.c.id == each.unit)
        asked = select(placed.c.label, *cells, *sums).select_from(source).where(*each.where).group_by(placed.c.label)
        for row in tx.execute(asked):
            numbers: Iterable[int] = tuple(row)[1:]
            found = dict(zip((*each.cells, *each.amounts), map(int, numbers), strict=True))
            counted.setdefault(row.label, Counter()).update({code: number for code, number in found.items() if number})
    return counted


def _placed(path: str, *columns: ColumnElement[Any]) -> Subquery:
    inside = units.c.path.op("<@", is_comparison=True)(literal(path, Ltree))
    return select(units.c.id, *columns).where(inside).subquery("placed")


def children(tx: Tx, unit_id: UUID) -> list[Branch]:
    """Units directly below, those that are closed as well, in their order."""
    return _branches(tx, units.c.parent_id == unit_id)


def subtree(tx: Tx, path: str) -> list[Branch]:
    """The unit and all below it."""
    return _branches(tx, units.c.path.op("<@", is_comparison=True)(literal(path, Ltree)))


def _branches(tx: Tx, where: ColumnElement[bool]) -> list[Branch]:
    columns = (units.c.id, units.c.name, units.c.level, units.c.parent_id, units.c.path)
    days = (units.c.opened_on, units.c.closed_on, units.c.created_at)
    return [
        _branch(row) for row in tx.execute(select(*columns, *days).where(where).order_by(units.c.sort_key, units.c.id))
    ]


def _branch(row: Row[Any]) -> Branch:
    return Branch(
        id=row.id,
        name=row.name,
        level=row.level,
        parent_id=row.parent_id,
        path=str(row.path),
        is_closed=row.closed_on is not None,
        opened_on=row.opened_on,
        known_on=clock.day_of(row.created_at),
    )


def forms(tx: Tx, facts: Iterable[Facts], path: str, *, limit: int) -> list[tuple[str, str]]:
    """Keys of the rows of the branch with their titles, most frequent first."""
    found, titles = Counter[str](), dict[str, str]()
    for each in facts:
        placed = _placed(path)
        source = each.source.join(placed, placed.c.id == each.unit)
        told = (each.key.label("code"), func.max(each.detail).label("title"), func.count().label("number"))
        counted = select(*told).select_from(source).where(*each.where)
        for row in tx.execute(counted.group_by(each.key)):
            found[row.code] += row.number
            titles[row.code] = row.title or titles.get(row.code) or row.code
    ordered = sorted(found, key=lambda code: (-found[code], code))
    return [(code, titles[code]) for code in ordered[:limit]]


# ---------------------------------------------------------------- people behind a figure


def build_drill_down(
    facts: Facts, columns: Sequence[str], path: str, *, only_here: bool, visible: ColumnElement[bool]
) -> tuple[Any, tuple[ColumnElement[bool], ...]]:
    """The rows of these columns whose people the asker may see: what is read, and the conditions."""
    placed = _placed(path, units.c.path)
    source = facts.source.join(placed, placed.c.id == facts.unit)
    holder = people.alias("holder")
    source = source.join(holder, holder.c.id == facts.person)
    seen = holder.c.id.in_(select(people.c.id).where(visible))
    where = [*facts.where, or_(*(facts.cells[code] for code in columns)), seen]
    if only_here:
        where.append(placed.c.path == literal(path, Ltree))
    at = units.alias("holder_unit")
    columns_of = (
        *(
            holder.c[name]
            for name in ("id", "code", "full_name", "born_on", "born_precision", "sex", "status", "sort_key")
        ),
        facts.key.label("key"),
        facts.detail.label("detail"),
        at.c.id.label("unit_id"),
        at.c.name.label("unit_name"),
        at.c.level.label("unit_level"),
    )
    return select(*columns_of).select_from(source.outerjoin(at, at.c.id == holder.c.unit_id)), tuple(where)


def page(
    tx: Tx, asked: Any, where: Iterable[ColumnElement[bool]], *, after: Place | None, limit: int
) -> list[Row[Any]]:
    """One page of them by name."""
    lines = asked.where(*where).subquery("lines")
    found = select(lines)
    if after is not None:
        found = found.where(tuple_(lines.c.sort_key, lines.c.key) > tuple_(literal(after.key), literal(after.id)))
    return list(tx.execute(found.order_by(lines.c.sort_key, lines.c.key).limit(limit)))


def count(tx: Tx, asked: Any, where: Iterable[ColumnElement[bool]]) -> int:
    """How many of them there are."""
    return int(tx.execute(select(func.count()).select_from(asked.where(*where).subquery("lines"))).scalar_one())
