"""Pages of a service's audit: acts within a scope, newest first, with the names of whom and what they mention.

Which acts the caller sees, what each is called and what it was about the service says; values that were changed are never
told.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Table, Uuid, case, cast, func, literal, select, tuple_

from services.kit import clock
from services.kit.database import Tx
from services.kit.faults import Invalid
from services.kit.policy import Tree
from services.kit.tables import audit_log

Names = Mapping[UUID | None, Row[Any]]
"""People and units by id: `id`, `name`, and `code`, which is a unit's level."""
_SAID = frozenset({"reason", "because"})
_LARGEST_ID = 2**63 - 1
_UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"


@dataclass(frozen=True)
class Page:
    """Rows of the audit, where the next page begins, and how many rows there are if asked."""

    rows: Sequence[Row[Any]]
    next: str | None
    total: int | None


def load_page(
    tx: Tx,
    tree: Tree,
    scope: ColumnElement[bool],
    *,
    limit: int,
    cursor: str | None,
    count: str | None,
    **asked: Any,
) -> Page:
    """One page of the acts within the scope. asked: as of `_filters`. Raises Invalid for a cursor that is none."""
    where = [scope, *_filters(tree, **asked)]
    total = tx.execute(select(func.count()).select_from(audit_log).where(*where)).scalar_one() if count else None
    order = (audit_log.c.at, audit_log.c.id)
    if cursor is not None:
        where.append(tuple_(*order) < tuple_(*map(literal, _parse_cursor(cursor))))
    page = select(audit_log).where(*where).order_by(*(column.desc() for column in order)).limit(limit + 1)
    rows = tx.execute(page).all()
    shown = rows[:limit]
    following = f"{shown[-1].at.isoformat()}/{shown[-1].id}" if len(rows) > limit else None
    return Page(shown, following, total)


def subject_uuid() -> ColumnElement[Any]:
    """The subject of an act as an id to join with; null for one that is no id."""
    held = audit_log.c.subject_id
    return case((held.regexp_match(_UUID), cast(held, Uuid)))


def load_names(tx: Tx, rows: Iterable[Row[Any]], people: Table, units: Table) -> Names:
    """People and units that the acts mention, two statements a page."""
    keys: set[UUID | None] = set()
    for row in rows:
        actor = row.actor or {}
        places = (to_uuid(claim[1]) for claim in actor.get("positions", ()))
        keys |= {to_uuid(actor.get("person_id")), to_uuid(row.subject_id), row.unit_id, *places}
    wanted = [key for key in keys if key is not None]
    named = select(people.c.id, people.c.full_name.label("name"), people.c.code).where(people.c.id.in_(wanted))
    placed = select(units.c.id, units.c.name, units.c.level.label("code")).where(units.c.id.in_(wanted))
    return {row.id: row for statement in (named, placed) for row in tx.execute(statement)} if wanted else {}


def serialize(
    row: Row[Any],
    names: Names,
    *,
    title: str,
    office_title: Callable[[str], str],
    subject: str | None = None,
    changed: Collection[str] | None = None,
) -> dict[str, Any]:
    """The act for a reply. subject: where it is neither a person nor a unit; changed: where `before` and `after` hold more
    than names of fields."""
    actor, after, before = row.actor or {}, row.after or {}, row.before or {}
    who, unit, about = (
        names.get(key) for key in (to_uuid(actor.get("person_id")), row.unit_id, to_uuid(row.subject_id))
    )
    reason = next((after[name] for name in sorted(_SAID & after.keys()) if after[name]), None)
    held = [(claim[4], names.get(to_uuid(claim[1]))) for claim in actor.get("positions", ())]
    told = {*before, *after} if changed is None else {*changed}
    return {
        "id": str(row.id),
        "at": row.at,
        "action": row.action,
        "title": title,
        "who": None if who is None else {"id": who.id, "full_name": who.name, "code": who.code},
        "is_anonymous": who is None and not actor.get("is_admin", True),
        "offices": [f"{office_title(code)} {place.name}" for code, place in held if place is not None],
        "subject": subject or (None if about is None else about.name),
        "unit": None if unit is None else {"id": unit.id, "name": unit.name, "level": unit.code},
        "changed": sorted(told - _SAID),
        "reason": None if reason is None else str(reason),
    }


def to_uuid(value: Any) -> UUID | None:
    """The id that a text is, if it is one."""
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _filters(
    tree: Tree,
    *,
    group: str | None,
    person_id: UUID | None,
    unit_id: UUID | None,
    since: date | None,
    until: date | None,
) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if group is not None:
        where.append(audit_log.c.action.startswith(f"{group}.", autoescape=True))
    if person_id is not None:
        where.append(audit_log.c.actor["person_id"].astext == str(person_id))
    if unit_id is not None:
        where.append(tree.below(audit_log.c.unit_id, frozenset({unit_id}), or_self=True))
    if since is not None:
        where.append(audit_log.c.at >= datetime.combine(since, time.min, tzinfo=clock.UNION_ZONE))
    if until is not None:
        where.append(audit_log.c.at <= datetime.combine(until, time.max, tzinfo=clock.UNION_ZONE))
    return where


def _parse_cursor(cursor: str) -> tuple[datetime, int]:
    at, _, key = cursor.partition("/")
    try:
        place = (datetime.fromisoformat(at), int(key))
        if place[0].tzinfo is None or not 0 <= place[1] <= _LARGEST_ID:
            raise ValueError(cursor)
    except ValueError:
        raise Invalid(errors={"cursor": ["Trang này không còn, hãy xem lại từ đầu danh sách."]}) from None
    return place
