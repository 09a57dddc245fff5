"""Where requests wait: with the nearest unit, from the member's own upward, in which somebody else may decide."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, ScalarSelect, and_, func, or_, select

from services.contracts.offices import OFFICER_ROLES
from services.kit.policy import visible
from services.members.domain import profile
from services.members.edit_requests.domain import State
from services.members.edit_requests.store import select_named
from services.members.edit_requests.tables import edit_requests
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import WAS_HELD, people, positions, units

_HELD = edit_requests.c
_LOCKED = frozenset(code for code, field in profile.FIELDS.items() if field.locked)
_HOME, _ABOVE = units.alias("home"), units.alias("above")
_PEOPLE = people.join(_HOME, _HOME.c.id == people.c.unit_id)
_REQUESTS = edit_requests.join(_PEOPLE, people.c.id == _HELD.person_id)
_WAITS = and_(_HELD.state == State.WAITING, people.c.merged_into.is_(None))


def _deciding_unit(tx: Tx) -> ScalarSelect[Any]:
    """The unit whose officers decide; of a field that is settled, one above the member's own. Over requests, people, homes."""
    is_confirmed = or_(people.c.admission_no.is_not(None), ~people.c.flags.contains(["unconfirmed"]))
    is_settled = and_(_HELD.field.in_(_LOCKED), _HELD.old_value.is_not(None), is_confirmed)
    return _nearest(tx, or_(~is_settled, _ABOVE.c.id != _HOME.c.id))


def _nearest(tx: Tx, *where: ColumnElement[bool]) -> ScalarSelect[Any]:
    """The nearest unit, from the home of the person upward, where somebody else holds an office that may edit files."""
    held = positions.c
    is_over = and_(held.until <= tx.today, held.ended_at.is_not(None))
    lasts = and_(held.from_on <= tx.today, or_(held.until.is_(None), held.until >= tx.today), WAS_HELD, ~is_over)
    decides = and_(held.unit_id == _ABOVE.c.id, held.role.in_(OFFICER_ROLES), held.person_id != people.c.id, lasts)
    found = (
        select(_ABOVE.c.id).join_from(_ABOVE, positions, decides).where(_ABOVE.c.path.op("@>")(_HOME.c.path), *where)
    )
    nearest = found.order_by(func.nlevel(_ABOVE.c.path).desc()).limit(1)
    return nearest.correlate(edit_requests, people, _HOME).scalar_subquery()


def waiting_at(tx: Tx, unit_id: UUID) -> list[Row[Any]]:
    """Requests that wait for the unit's officers, the oldest first, with the name of each member."""
    asked = (
        select(_HELD.id, _HELD.requested_at, _HELD.person_id, people.c.full_name)
        .select_from(_REQUESTS)
        .where(_WAITS, people.c.id != tx.actor.person_id, _deciding_unit(tx) == unit_id)
    )
    return list(tx.execute(asked.order_by(_HELD.id)))


def deciding_units(tx: Tx, person_id: UUID) -> dict[UUID, UUID | None]:
    """Of each waiting request of the member the unit whose officers decide; None where nobody may."""
    asked = (
        select(_HELD.id, _deciding_unit(tx).label("unit_id"))
        .select_from(_REQUESTS)
        .where(_WAITS, _HELD.person_id == person_id)
    )
    return {row.id: row.unit_id for row in tx.execute(asked)}


def has_decider(tx: Tx, person_id: UUID) -> bool:
    """Somebody else than the member holds an office, in the member's unit or above it, that may edit the file."""
    asked = select(_nearest(tx)).select_from(_PEOPLE)
    return tx.execute(asked.where(people.c.id == person_id)).scalar() is not None


def page(tx: Tx, *, view: str, after: UUID | None, limit: int, mine: Iterable[UUID]) -> list[Row[Any]]:
    """Requests that the caller may decide, with all that is known of each; those answered come newest first."""
    order = _HELD.id.desc() if view == "settled" else _HELD.id
    asked = select_named().join(people, people.c.id == _HELD.person_id).where(*_where(tx, view, mine))
    if after is not None:
        asked = asked.where(_HELD.id < after if view == "settled" else _HELD.id > after)
    return list(tx.execute(asked.order_by(order).limit(limit)))


def count(tx: Tx, *, view: str, mine: Iterable[UUID]) -> int:
    """How many there are."""
    asked = select(func.count()).join_from(edit_requests, people, people.c.id == _HELD.person_id)
    return int(tx.execute(asked.where(*_where(tx, view, mine))).scalar_one())


def _where(tx: Tx, view: str, mine: Iterable[UUID]) -> list[ColumnElement[bool]]:
    scope = visible(POLICY, tx, "edit_request.decide", unit=people.c.unit_id)
    match view:
        case "mine":
            return [scope, _HELD.id.in_(list(mine))]
        case "waiting":
            return [scope, _WAITS]
        case _:
            return [scope, _HELD.state.in_([State.APPROVED, State.REJECTED])]
