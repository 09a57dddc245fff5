"""Who did what in the registry: acts and the names of what they changed, never the values."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, func, or_, select

from services.kit import clock
from services.kit.faults import Denied
from services.kit.policy import Subject, is_allowed, refusal, visible
from services.kit.tables import audit_log
from services.members.domain import acts, positions
from services.members.policy import POLICY
from services.members.queries.units import add_units_above
from services.members.store import Tx
from services.members.tables import people, units

_OF_ACCOUNTS = or_(audit_log.c.action.startswith("account."), audit_log.c.action.startswith("administrator."))
_SAID = frozenset({"reason", "because"})


def list_audit(
    tx: Tx,
    *,
    limit: int,
    cursor: int | None,
    group: str | None,
    person_id: UUID | None,
    unit_id: UUID | None,
    since: date | None,
    until: date | None,
    count: str | None = None,
) -> dict[str, Any]:
    """Acts within the caller's scope, newest first. Raises Denied for whoever may look at none."""
    where = [_scope(tx)]
    if group is not None:
        where.append(audit_log.c.action.startswith(f"{group}.", autoescape=True))
    if person_id is not None:
        where.append(audit_log.c.actor["person_id"].astext == str(person_id))
    if unit_id is not None:
        where.append(tx.tree.below(audit_log.c.unit_id, frozenset({unit_id}), or_self=True))
    if since is not None:
        where.append(audit_log.c.at >= _midnight(since))
    if until is not None:
        where.append(audit_log.c.at < _midnight(until + timedelta(days=1)))
    total = tx.execute(select(func.count()).select_from(audit_log).where(and_(*where))).scalar_one() if count else None
    if cursor is not None:
        where.append(audit_log.c.id < cursor)
    rows = tx.execute(select(audit_log).where(and_(*where)).order_by(audit_log.c.id.desc()).limit(limit + 1)).all()
    shown = rows[:limit]
    names = _names(tx, shown)
    items = add_units_above(tx, (_item(row, names) for row in shown))
    return {"items": items, "next": str(shown[-1].id) if len(rows) > limit else None, "total": total}


def _scope(tx: Tx) -> ColumnElement[bool]:
    of_accounts = is_allowed(POLICY, tx, "audit.view_accounts", Subject())
    reason = refusal(POLICY, tx, "audit.view", Subject())
    if reason == "no-role" and not of_accounts:
        raise Denied("not-allowed", action="audit.view", reason=reason)
    seen = visible(POLICY, tx, "audit.view", unit=audit_log.c.unit_id)
    return or_(seen, _OF_ACCOUNTS) if of_accounts else seen


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.UNION_ZONE)


def _item(row: Row[Any], names: Mapping[UUID | None, Any]) -> dict[str, Any]:
    actor, after, before = row.actor or {}, row.after or {}, row.before or {}
    who = names.get(_key(actor.get("person_id")))
    unit = names.get(row.unit_id)
    subject = names.get(_key(row.subject_id))
    reason = next((after[name] for name in sorted(_SAID & after.keys()) if after[name]), None)
    held = [(claim[4], names.get(_key(claim[1]))) for claim in actor.get("positions", ())]
    return {
        "id": str(row.id),
        "at": row.at,
        "action": row.action,
        "title": acts.title_of(row.action),
        "who": None if who is None else {"id": who.id, "full_name": who.name, "code": who.code},
        "offices": [f"{positions.title_of(code)} {place.name}" for code, place in held if place is not None],
        "subject": None if subject is None else subject.name,
        "unit": None if unit is None else {"id": unit.id, "name": unit.name, "level": unit.code},
        "changed": sorted({*before, *after} - _SAID),
        "reason": None if reason is None else str(reason),
    }


def _names(tx: Tx, rows: Iterable[Row[Any]]) -> Mapping[UUID | None, Any]:
    """People and units that the lines mention, two statements a page."""
    keys: set[UUID | None] = set()
    for row in rows:
        actor = row.actor or {}
        places = (_key(claim[1]) for claim in actor.get("positions", ()))
        keys |= {_key(actor.get("person_id")), _key(row.subject_id), row.unit_id, *places}
    wanted = [key for key in keys if key is not None]
    named = select(people.c.id, people.c.full_name.label("name"), people.c.code).where(people.c.id.in_(wanted))
    placed = select(units.c.id, units.c.name, units.c.level.label("code")).where(units.c.id.in_(wanted))
    return {row.id: row for statement in (named, placed) for row in tx.execute(statement)}


def _key(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None
