"""Lists of members: filtered, searched, in Vietnamese order, page by page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, false, not_, true

from services.contracts.titles import STATUS_TITLES
from services.members.actions import cursors
from services.members.domain import search, spelling
from services.members.domain.memberships import IN_FORCE
from services.members.domain.search import Query
from services.members.queries import discipline
from services.members.queries import members as queries
from services.members.queries import units as unit_queries
from services.members.queries.members import EXACT, FOLDED, NEAR, Filter, Place
from services.members.store import Tx
from services.members.tables import people


def list_members(
    tx: Tx, *, q: str | None, limit: int, cursor: str | None, count: str | None, sort: str | None, **asked: Any
) -> dict[str, Any]:
    """Members in the caller's scope: the very number or names with the typed accents first, then those without.

    Where nobody is found, words that nobody bears are taken for those they may have been meant to be.
    """
    query = search.parse(q or "")
    after = cursors.read(cursor, is_day=sort is not None and "name" not in sort)
    base = [*standing(asked["status"], query), *queries.conditions(tx, Filter(**asked)), queries.scope(tx)]
    is_near = after is not None and after.phase == NEAR
    where = [*base, *typed(tx, query, is_near=is_near)]
    phases = [(NEAR, true())] if is_near else _phases(query)
    rows, following = _pages(tx, where, phases, sort=sort or "name", after=after, limit=limit)
    if not rows and after is None and query.words and (meant := _corrected(tx, query)):
        where = [*base, *meant]
        rows, following = _pages(tx, where, [(NEAR, true())], sort=sort or "name", after=None, limit=limit)
    total = queries.count(tx, where) if count else None
    flags = discipline.flags_shown(tx, rows)
    above = unit_queries.names_above(tx, {row.unit_id for row in rows if row.unit_id})
    items = [item(row, flags[row.id], above=above.get(row.unit_id)) for row in rows]
    return {"items": items, "next": following, "total": total}


def item(row: Row[Any], flags: list[str], *, above: str | None = None) -> dict[str, Any]:
    """One line of a list. above: the unit above the person's, where the name of that one does not tell it apart."""
    named = {"id": row.unit_id, "name": row.unit_name, "level": row.unit_level}
    unit = None if row.unit_id is None else named | ({"parent_name": above} if above else {})
    return {
        "id": row.id,
        "code": row.code,
        "full_name": row.full_name,
        "born_on": row.born_on,
        "born_precision": row.born_precision,
        "sex": row.sex,
        "status": row.status,
        "status_title": STATUS_TITLES[row.status],
        "unit": unit,
        "card_no": row.card_no,
        "completeness": row.completeness,
        "flags": flags,
    }


def standing(status: str | None, query: Query) -> list[ColumnElement[bool]]:
    """Without a wish: those in force; somebody searched for is found whatever became of them, lapsed candidates and merged files aside."""
    if status is not None:
        return [not_(people.c.flags.contains(["merged"]))]
    if query.is_empty:
        return [people.c.status.in_(sorted(IN_FORCE))]
    return [not_(people.c.flags.overlap(["lapsed", "merged"]))]


def typed(tx: Tx, query: Query, *, is_near: bool) -> list[ColumnElement[bool]]:
    """What was typed as conditions: as it stands, or with its words taken for those they may have been meant to be."""
    return (_corrected(tx, query) or [false()]) if is_near else queries.matching(tx, query)


def is_found_only_near(tx: Tx, query: Query, asked: Filter) -> bool:
    """A list of the same wish shows nobody by the words as they stand, and so takes them for others."""
    if not query.words:
        return False
    as_it_stands = [*standing(asked.status, query), *queries.conditions(tx, asked), *queries.matching(tx, query)]
    return queries.count(tx, [*as_it_stands, queries.scope(tx)]) == 0


def _phases(query: Query) -> list[tuple[str, ColumnElement[bool]]]:
    found = [each for each in (queries.accented(query), queries.numbered_exactly(query)) if each is not None]
    if not found:
        return [(FOLDED, true())]
    exact = and_(*found)
    return [(EXACT, exact), (FOLDED, not_(exact))]


def _pages(
    tx: Tx,
    where: Sequence[ColumnElement[bool]],
    phases: Sequence[tuple[str, ColumnElement[bool]]],
    *,
    sort: str,
    after: Place | None,
    limit: int,
) -> tuple[list[Row[Any]], str | None]:
    """Rows of one phase after another, until there is a page; and where the next one begins."""
    rows: list[tuple[str, Row[Any]]] = []
    for phase, more in phases:
        if after is not None and (after.phase, phase) == (FOLDED, EXACT):
            continue
        place = after if after is not None and after.phase == phase else None
        asked = queries.page([*where, more], sort=sort, after=place, limit=limit + 1 - len(rows))
        rows += [(phase, row) for row in tx.execute(asked)]
        if len(rows) > limit:
            phase_of_last, last = rows[limit - 1]
            return [row for _, row in rows[:limit]], cursors.write(Place(phase_of_last, last.order_key, last.id))
    return [row for _, row in rows], None


def _corrected(tx: Tx, query: Query) -> list[ColumnElement[bool]]:
    """The query with words that nobody bears taken for those they may have been meant to be; empty when none can be."""
    known = queries.VOCABULARY.of(tx)
    meant = [spelling.corrections(word, known) for word in query.words]
    if not any(meant):
        return []
    rest = queries.matching(tx, replace(query, words=()))
    return [*rest, *(queries.any_of(ways or (word,)) for word, ways in zip(query.words, meant, strict=True))]
