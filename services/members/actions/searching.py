"""Lists of members: filtered, searched, in Vietnamese order, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, not_

from services.members.actions import cursors
from services.members.domain import search
from services.members.domain.memberships import IN_FORCE, TITLES
from services.members.domain.search import Query
from services.members.queries import members as queries
from services.members.queries.members import EXACT, FOLDED, Filter, Place
from services.members.store import Tx
from services.members.tables import people

_FEW = 3
"""So few hits, and names that only sound like what was typed are added."""


def list_members(
    tx: Tx, *, q: str | None, limit: int, cursor: str | None, count: str | None, sort: str | None, **asked: Any
) -> dict[str, Any]:
    """Members in the caller's scope: names with the typed accents first, then those without, then similar ones."""
    query = search.parse(q or "")
    after = cursors.read(cursor, is_day=sort is not None and "name" not in sort)
    base = [*standing(asked["status"], query), *queries.conditions(tx, Filter(**asked)), queries.scope(tx)]
    where = [*base, *queries.matching(tx, query)]
    rows, following = _pages(tx, where, query, sort=sort or "name", after=after, limit=limit)
    total = queries.count(tx, where) if count else None
    if after is None and len(rows) < min(_FEW, limit) and _is_name(query):
        similar = _similar(tx, base, query, besides=rows, limit=limit - len(rows))
        rows, total = [*rows, *similar], None if total is None else total + len(similar)
    return {"items": [item(row) for row in rows], "next": following, "total": total}


def item(row: Row[Any]) -> dict[str, Any]:
    """One line of a list."""
    unit = None if row.unit_id is None else {"id": row.unit_id, "name": row.unit_name, "level": row.unit_level}
    return {
        "id": row.id,
        "code": row.code,
        "full_name": row.full_name,
        "born_on": row.born_on,
        "born_precision": row.born_precision,
        "sex": row.sex,
        "status": row.status,
        "status_title": TITLES[row.status],
        "unit": unit,
        "card_no": row.card_no,
        "completeness": row.completeness,
        "flags": row.flags,
    }


def standing(status: str | None, query: Query) -> list[ColumnElement[bool]]:
    """Without a wish: those in force; somebody searched for is found whatever became of them, lapsed candidates aside."""
    if status is not None:
        return []
    if query.is_empty:
        return [people.c.status.in_(sorted(IN_FORCE))]
    return [not_(people.c.flags.contains(["lapsed"]))]


def _is_name(query: Query) -> bool:
    return query.number is None and any(len(word) >= queries.LONG_WORD for word in query.words)


def _pages(
    tx: Tx, where: Sequence[ColumnElement[bool]], query: Query, *, sort: str, after: Place | None, limit: int
) -> tuple[list[Row[Any]], str | None]:
    accented = queries.accented(query)
    phases = [(EXACT, [accented]), (FOLDED, [not_(accented)])] if accented is not None else [(FOLDED, [])]
    rows: list[tuple[str, Row[Any]]] = []
    for phase, more in phases:
        if after is not None and (after.phase, phase) == (FOLDED, EXACT):
            continue
        place = after if after is not None and after.phase == phase else None
        asked = queries.page([*where, *more], sort=sort, after=place, limit=limit + 1 - len(rows))
        rows += [(phase, row) for row in tx.execute(asked)]
        if len(rows) > limit:
            phase_of_last, last = rows[limit - 1]
            return [row for _, row in rows[:limit]], cursors.write(Place(phase_of_last, last.order_key, last.id))
    return [row for _, row in rows], None


def _similar(
    tx: Tx, base: Sequence[ColumnElement[bool]], query: Query, *, besides: Sequence[Row[Any]], limit: int
) -> list[Row[Any]]:
    sounds, distance = queries.near(query)
    known = [row.id for row in besides]
    others = [people.c.id.not_in(known)] if known else []
    rest = queries.matching(tx, replace(query, words=()))
    queries.allow_slips(tx)
    found = tx.execute(
        queries.page([*base, *others, *rest, *sounds], sort="name", after=None, limit=limit, order=distance)
    )
    return list(found)
