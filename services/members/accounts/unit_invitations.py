"""A whole unit is invited at once: who can be, and a link for each."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.kit import clock
from services.kit.faults import NotFound
from services.kit.policy import Subject, is_allowed, require
from services.members.accounts import actions
from services.members.accounts.administration import STATE_TITLES
from services.members.accounts.domain import state_of
from services.members.accounts.listing import AccountRows
from services.members.policy import POLICY
from services.members.store import Tx

_OFFICER = "Giữ chức vụ; cấp trên trực tiếp mời người này."
_ADMINISTRATOR = "Là quản trị hệ thống; chỉ người quản trị khác mời được."
_LOCKED = "Tài khoản đã khoá; người quản trị mở khoá trước."


def list_invitable_members(tx: Tx, *, unit_id: UUID) -> dict[str, Any]:
    """The unit's own members, each with the state of the account and why the caller may not invite them."""
    unit, at = _unit(tx, unit_id), clock.real_now()
    rows = AccountRows(tx, at=at).of_unit(unit_id)
    refused = _refusals(tx, rows)
    items = []
    for row in rows:
        state = state_of(has_password=row.has_password, closed_at=row.closed_at, invited_until=row.invited_until, at=at)
        items.append(
            {
                "id": row.id,
                "person": {"id": row.id, "full_name": row.full_name, "code": row.code},
                "state": state,
                "state_title": STATE_TITLES[state],
                "invited_until": row.invited_until,
                "refused": refused.get(row.id),
            }
        )
    return {"unit": unit, "items": items}


def invite_members(tx: Tx, *, unit_id: UUID, person_ids: Sequence[UUID]) -> dict[str, Any]:
    """A link for each of these members of the unit; earlier ones are withdrawn. All or none."""
    unit = _unit(tx, unit_id)
    own = {row.id: row for row in AccountRows(tx, at=clock.real_now()).of_unit(unit_id)}
    chosen = list(dict.fromkeys(person_ids))
    if not own.keys() >= set(chosen):
        raise NotFound("unit-or-member-unknown")
    items = []
    for person_id in chosen:
        given, row = actions.invite(tx, person_id=person_id), own[person_id]
        slip = {"link": given["link"], "expires_at": given["expires_at"]}
        items.append({"id": person_id, "full_name": row.full_name, "login": row.code, **slip})
    return {"unit": unit, "items": items, "pdf": None}


def _unit(tx: Tx, unit_id: UUID) -> dict[str, Any]:
    """The unit, when the caller may invite its members. Raises NotFound outside their scope, Denied."""
    unit = tx.units.get(unit_id)
    if not is_allowed(POLICY, tx, "unit.view", Subject(unit.id)):
        raise NotFound("unit-unknown")
    require(POLICY, tx, "account.invite", Subject(unit.id))
    return {"id": unit.id, "name": unit.name, "level": unit.level}


def _refusals(tx: Tx, rows: Sequence[Any]) -> Mapping[UUID, str]:
    found: dict[UUID, str] = {}
    for held in tx.positions.of_people([row.id for row in rows], on=tx.today):
        if not is_allowed(POLICY, tx, "account.invite_officer", Subject(held.unit_id)):
            found[held.person_id] = _OFFICER
    for row in rows:
        if row.is_admin and not is_allowed(POLICY, tx, "account.invite_administrator", Subject()):
            found[row.id] = _ADMINISTRATOR
        if row.closed_at is not None:
            found[row.id] = _LOCKED
    return found
