"""Lists: cases in the caller's scope, and what waits for them."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Select,
    Uuid,
    and_,
    cast,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
    tuple_,
    union,
)

from services.contracts.offices import OFFICER_ROLES
from services.kit.faults import Invalid
from services.kit.policy import visible
from services.workflows.domain import words
from services.workflows.domain.case import Case
from services.workflows.policy import POLICY
from services.workflows.rows import case_of
from services.workflows.store import Tx
from services.workflows.tables import cases, delegations

_FAR = "infinity"
_NO_CURSOR = Invalid(errors={"cursor": ["Con trỏ trang không hợp lệ."]})


def listed(
    tx: Tx,
    *,
    limit: int,
    cursor: str | None,
    count: str | None,
    q: str | None,
    process: str | None,
    state: str | None,
    unit_id: UUID | None,
    below: bool,
    subject_id: UUID | None,
    open: bool | None,
    waiting_for_me: bool,
    sort: str = "-opened",
    towards_id: UUID | None = None,
) -> tuple[list[Case], str | None, int | None]:
    """Cases that the caller may see, in the order asked for; where the next page begins, and how many there are if asked."""
    held = cases.c
    conditions: list[ColumnElement[bool]] = [
        visible(POLICY, tx, "case.view", unit=held.unit_id, person=held.subject_id, party=_party)
    ]
    conditions.append(or_(~held.confidential, _may_know(tx)))
    conditions += [held.process == process] if process else []
    conditions += [held.state.in_(state.split(","))] if state else []
    conditions += [_goes_to(tx, towards_id)] if towards_id else []
    conditions += [held.subject_id == subject_id] if subject_id else []
    conditions += [_named(q)] if q else []
    if unit_id:
        conditions.append(
            tx.tree.below(held.unit_id, frozenset({unit_id}), or_self=True) if below else held.unit_id == unit_id
        )
    if open is not None:
        conditions.append(held.closed_at.is_(None) if open else held.closed_at.is_not(None))
    if waiting_for_me:
        conditions.append(_waiting(tx))
    query = select(cases).where(*conditions)
    total = tx.execute(select(func.count()).select_from(query.subquery())).scalar() if count else None
    exact = _numbered(tx, query, q) if q else None
    if exact is None:
        return *page_of(tx, query, sort, limit=limit, cursor=cursor), total
    if cursor is None and limit == 1:
        return [exact], None, total
    others, following = page_of(
        tx, query.where(held.id != exact.id), sort, limit=limit if cursor else limit - 1, cursor=cursor
    )
    return ([] if cursor else [exact]) + others, following, total


def _numbered(tx: Tx, query: Select[Any], q: str) -> Case | None:
    """The case whose very number was typed: it stands before all that merely hold it."""
    row = tx.execute(query.where(cases.c.number == "-".join(q.upper().replace("-", " ").split()))).first()
    return case_of(row) if row else None


def _may_know(tx: Tx) -> ColumnElement[bool]:
    held = cases.c
    return visible(POLICY, tx, "case.view_confidential", unit=held.unit_id, person=held.subject_id, party=_party)


def is_hidden(tx: Tx) -> ColumnElement[bool]:
    """The case is confidential, and the caller is none of those who know of it."""
    return and_(cases.c.confidential, ~_may_know(tx))


def _goes_to(tx: Tx, unit_id: UUID) -> ColumnElement[bool]:
    """The case's destination is the unit or lies below it."""
    place = cases.c.form["destination_id"].astext
    return tx.tree.below(cast(func.nullif(place, ""), Uuid), frozenset({unit_id}), or_self=True)


def _party(person_id: UUID | None, units: frozenset[UUID]) -> ColumnElement[bool]:
    seated: ColumnElement[bool] = cases.c.seat_units.overlap(list(units))
    return or_(seated, cases.c.subject_id == person_id) if person_id else seated


def _named(q: str) -> ColumnElement[bool]:
    """Each word of the text is in the number, or begins a word of the name: “uyên” is not in “Nguyễn”."""
    text = words.folded(q).replace("\\", "").replace("%", "").replace("_", "")
    return and_(true(), *(_holds(token) for token in text.split()))


def _holds(token: str) -> ColumnElement[bool]:
    held = cases.c.search_key.like(f"%{token}%")
    # The index finds by any part; whether the part begins a word is looked at in what it found.
    return and_(held, (" " + cases.c.search_key).like(f"% {token}%")) if token.isalpha() else held


def _waiting(tx: Tx) -> ColumnElement[bool]:
    """Cases that wait for a position of the caller's, or for the caller."""
    return or_(*_lines_of(tx))


def waiting_in(tx: Tx, campaign_id: UUID, unit_id: UUID) -> int:
    """How many cases of the campaign, of the unit and all below it, wait for an office of the caller's."""
    below = tx.tree.below(cases.c.unit_id, frozenset({unit_id}), or_self=True)
    wanted = (cases.c.campaign_id == campaign_id, waits_for_an_office(tx), below)
    found: int = tx.execute(select(func.count()).select_from(cases).where(*wanted)).scalar_one()
    return found


def ids_waiting_in(tx: Tx, campaign_id: UUID, unit_id: UUID, states: Collection[str], *, limit: int) -> list[UUID]:
    """Of these cases those that stand in one of the states, the oldest first."""
    below = tx.tree.below(cases.c.unit_id, frozenset({unit_id}), or_self=True)
    wanted = (cases.c.campaign_id == campaign_id, waits_for_an_office(tx), below, cases.c.state.in_(states))
    return list(tx.execute(select(cases.c.id).where(*wanted).order_by(cases.c.id).limit(limit)).scalars())


def counted_by_state(tx: Tx, wanted: Select[Any]) -> dict[str, int]:
    """State → how many of the cases stand there."""
    found = wanted.subquery()
    counted = select(found.c.state, func.count().label("number")).group_by(found.c.state)
    return {row.state: row.number for row in tx.execute(counted)}


def waits_for_an_office(tx: Tx) -> ColumnElement[bool]:
    """Cases that wait for an office of the caller's, not for the person."""
    return or_(false(), *_lines_of_offices(tx))


def _lines_of(tx: Tx) -> list[ColumnElement[bool]]:
    """Each line in which cases wait for the caller; an index has each in the order in which they are due."""
    return [cases.c.holder_person_id == tx.actor.person_id, *_lines_of_offices(tx)]


def _lines_of_offices(tx: Tx) -> list[ColumnElement[bool]]:
    units = sorted(tx.actor.unit_ids(*OFFICER_ROLES, on=tx.today))
    return [column == unit_id for column in (cases.c.holder_unit_id, cases.c.escalated_unit_id) for unit_id in units]


def waiting(
    tx: Tx, *, limit: int, cursor: str | None, sort: str = "due", **narrowed: Any
) -> tuple[list[Case], str | None]:
    """What waits for the caller. Of each line no more than a page is read by urgency, however much waits."""
    wanted = _narrowed(tx, **narrowed)
    if sort != "due":
        return page_of(tx, select(cases).where(_waiting(tx), *wanted), sort, limit=limit, cursor=cursor)
    after = _later_than(cursor, _DUE) if cursor else true()
    heads = [
        select(cases.c.id).where(each, after, *wanted).order_by(*_SOONEST).limit(limit + 1).subquery()
        for each in _lines_of(tx)
    ]
    query = select(cases).where(cases.c.id.in_(union(*(select(head.c.id) for head in heads))))
    return _fetched(tx, query.order_by(*_SOONEST), limit, _place_by_due)


def how_many_wait(tx: Tx, **narrowed: Any) -> tuple[int, int]:
    """How much of it waits for the caller, and how much of that has no warning."""
    counts = select(func.count().label("all"), func.count().filter(_IS_CALM).label("calm")).select_from(cases)
    found = tx.execute(counts.where(_waiting(tx), *_narrowed(tx, **narrowed))).one()
    return found.all, found.calm


def calm_ids_waiting(tx: Tx, *, limit: int, **narrowed: Any) -> list[UUID]:
    """What of it has no warning, the oldest first."""
    wanted = select(cases.c.id).where(_waiting(tx), _IS_CALM, *_narrowed(tx, **narrowed))
    return list(tx.execute(wanted.order_by(cases.c.id).limit(limit)).scalars())


_IS_CALM = func.jsonb_array_length(cases.c.warnings) == 0


def _narrowed(
    tx: Tx, *, process: str | None = None, state: str | None = None, q: str | None = None, unit_id: UUID | None = None
) -> list[ColumnElement[bool]]:
    """Of one process, at one step, of a name, below a unit: what is not said narrows nothing."""
    asked = ((process, cases.c.process == process), (state, cases.c.state == state))
    wanted = [condition for said, condition in asked if said] + ([_named(q)] if q else [])
    return wanted + ([tx.tree.below(cases.c.unit_id, frozenset({unit_id}), or_self=True)] if unit_id else [])


def _later_than(cursor: str, at: ColumnElement[Any]) -> ColumnElement[bool]:
    """After the place that the cursor names, in the order of moments."""
    moment, _, key = cursor.partition("|")
    return tuple_(at, cases.c.id) > tuple_(_moment(moment).cast(cases.c.due_at.type), _key(key))


_DUE = func.coalesce(cases.c.due_at, literal_column("TIMESTAMPTZ 'infinity'"))  # as the index says it
_SOONEST = (cases.c.due_at.asc().nulls_last(), cases.c.id)


def _place_by_due(case: Case) -> str:
    return f"{case.due_at.isoformat() if case.due_at else _FAR}|{case.id}"


def page_of(tx: Tx, query: Select[Any], sort: str, *, limit: int, cursor: str | None) -> tuple[list[Case], str | None]:
    """One page in the order, after the place that the cursor names. Ids grow with time: by opening they are enough."""
    if sort in _MOMENTS:
        at, place = _MOMENTS[sort]
        query = query.where(_later_than(cursor, at)) if cursor else query
        return _fetched(tx, query.order_by(at, cases.c.id), limit, place)
    is_down = sort.startswith("-")
    if cursor:
        query = query.where(cases.c.id < _key(cursor) if is_down else cases.c.id > _key(cursor))
    return _fetched(tx, query.order_by(cases.c.id.desc() if is_down else cases.c.id), limit, lambda case: str(case.id))


_MOMENTS: Mapping[str, tuple[ColumnElement[Any], Callable[[Case], str]]] = {
    "due": (_DUE, _place_by_due),
    "since": (cases.c.since, lambda case: f"{case.since.isoformat()}|{case.id}"),
}
"""What a list is sorted by, the earliest first, and how a cursor says where a case stands in it."""


def counted(tx: Tx) -> dict[str, Any]:
    """How much waits for the caller, and how much of it is overdue."""
    late = func.count().filter(cases.c.due_at < tx.now)
    step = (cases.c.process, cases.c.state)
    query = select(*step, func.count().label("number"), late.label("overdue")).where(_waiting(tx)).group_by(*step)
    rows: Sequence[Any] = tx.execute(query.order_by(literal_column("number").desc(), *step)).all()
    by_process: Counter[str] = Counter()
    for row in rows:
        by_process[row.process] += row.number
    steps = [{"process": row.process, "state": row.state, "count": row.number, "overdue": row.overdue} for row in rows]
    late_in_all = sum(row.overdue for row in rows)
    return {"total": by_process.total(), "overdue": late_in_all, "by_process": dict(by_process), "groups": steps}


def lent(
    tx: Tx, *, limit: int, cursor: str | None, count: str | None, unit_id: UUID | None
) -> tuple[list[Any], str | None, int | None]:
    """Delegations now and to come that the caller may see: their units', or one unit's, newest first."""
    held = delegations.c
    units = frozenset({unit_id}) if unit_id else tx.actor.unit_ids(on=tx.today)
    query = select(delegations).where(
        visible(POLICY, tx, "delegation.view", unit=held.from_unit_id, party=_lends),
        _lends(None, units),
        held.ended_at.is_(None),
        or_(held.until.is_(None), held.until >= tx.today),
    )
    total = tx.execute(select(func.count()).select_from(query.subquery())).scalar() if count else None
    if cursor:
        query = query.where(held.id < _key(cursor))
    found = list(tx.execute(query.order_by(held.id.desc()).limit(limit + 1)))
    return found[:limit], str(found[limit - 1].id) if len(found) > limit else None, total


def _lends(_person_id: UUID | None, units: frozenset[UUID]) -> ColumnElement[bool]:
    return or_(delegations.c.from_unit_id.in_(units), delegations.c.to_unit_id.in_(units))


def in_order(tx: Tx, case_ids: Sequence[UUID]) -> list[UUID]:
    """The cases that exist, those of one deciding unit and chapter beside each other, people by given name."""
    place = (cases.c.holder_unit_id, cases.c.unit_id)
    query = select(cases.c.id, cases.c.subject_name, *place).where(cases.c.id.in_(case_ids))
    rows = tx.execute(query.order_by(*place, cases.c.id)).all()
    by_place = {(row.holder_unit_id, row.unit_id): at for at, row in reversed(list(enumerate(rows)))}

    def order(row: Any) -> Any:
        return by_place[row.holder_unit_id, row.unit_id], words.by_given_name(row.subject_name or "")

    return [row.id for row in sorted(rows, key=order)]


def _fetched(tx: Tx, query: Select[Any], limit: int, place: Any) -> tuple[list[Case], str | None]:
    found = [case_of(row) for row in tx.execute(query.limit(limit + 1))]
    return found[:limit], place(found[limit - 1]) if len(found) > limit else None


def _key(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise _NO_CURSOR from None


def _moment(text: str) -> Any:
    try:
        return literal(text if text == _FAR else datetime.fromisoformat(text).isoformat())
    except ValueError:
        raise _NO_CURSOR from None
