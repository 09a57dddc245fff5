"""Accounts as an administrator keeps them: found, locked, opened again, signed out."""

from datetime import datetime
from typing import Any
from uuid import UUID

from services.kit import clock
from services.kit.faults import Conflict, NotFound
from services.kit.policy import Subject, is_allowed, require
from services.members.accounts import sessions
from services.members.accounts.domain import Account, state_of
from services.members.accounts.listing import AccountRows
from services.members.accounts.store import AccountStore
from services.members.actions import cursors
from services.members.policy import POLICY
from services.members.queries.members import Place
from services.members.store import Tx

STATE_TITLES = {"open": "Đang dùng", "invited": "Đã mời", "locked": "Đã khoá", "none": "Chưa có tài khoản"}
_REASON = {"type": "string", "title": "Lý do", "maxLength": 300, "x-order": 1, "x-widget": "textarea"}
_LOCK_FORM = {
    "type": "object",
    "properties": {"reason": _REASON},
    "required": ["reason"],
    "additionalProperties": False,
}


def list_accounts(
    tx: Tx, *, q: str | None, state: str | None, administrators: bool, limit: int, cursor: str | None, count: str | None
) -> dict[str, Any]:
    """Accounts by name, or whoever bears the words, a page at a time."""
    require(POLICY, tx, "account.view", Subject())
    rows, at = AccountRows(tx, at=clock.real_now()), clock.real_now()
    where = rows.conditions(q=q, state=state, administrators=administrators)
    found = rows.page(where, after=cursors.read(cursor), limit=limit + 1)
    offices = rows.offices([row.id for row in found], on=tx.today)
    following = cursors.write(Place("", found[limit - 1].sort_key, found[limit - 1].id)) if len(found) > limit else None
    items = [_item(tx, row, offices.get(row.id, []), at=at) for row in found[:limit]]
    return {"items": items, "next": following, "total": rows.count(where) if count else None}


def _item(tx: Tx, row: Any, offices: list[str], *, at: datetime) -> dict[str, Any]:
    state = state_of(has_password=row.has_password, closed_at=row.closed_at, invited_until=row.invited_until, at=at)
    unit = None if row.unit_id is None else {"id": row.unit_id, "name": row.unit_name, "level": row.unit_level}
    return {
        "id": row.id,
        "person": {"id": row.id, "full_name": row.full_name, "code": row.code},
        "unit": unit,
        "unit_above": row.unit_above,
        "offices": offices,
        "state": state,
        "state_title": STATE_TITLES[state],
        "is_admin": bool(row.is_admin),
        "second_factor": bool(row.second_factor),
        "devices": row.devices,
        "seen_at": row.seen_at,
        "locked_at": row.closed_at,
        "invited_until": row.invited_until if state in ("invited", "none") else None,
        "allowed_actions": _actions(tx, row, state),
    }


def _actions(tx: Tx, row: Any, state: str) -> list[dict[str, Any]]:
    is_own = row.id == tx.actor.person_id
    if is_own or not is_allowed(POLICY, tx, "account.lock", Subject()):
        return []
    if state == "locked":
        return [_action("unlock_account", "Mở khoá")]
    acts = [_action("invite", "Cấp liên kết mới" if state in ("open", "invited") else "Mời dùng tài khoản")]
    if row.devices:
        text = f"{row.devices} thiết bị đang đăng nhập phải đăng nhập lại."
        acts.append(_action("end_sessions", "Đăng xuất mọi thiết bị", consequences=[text]))
    if state == "open":
        text = "Người này không đăng nhập được nữa và bị đăng xuất ngay trên mọi thiết bị."
        acts.append(_action("lock_account", "Khoá tài khoản", form=_LOCK_FORM, destructive=True, consequences=[text]))
    return acts


def _action(action: str, label: str, *, form: dict[str, Any] | None = None, **said: Any) -> dict[str, Any]:
    return {"action": action, "label": label, "form_schema": form, **said}


def lock_account(tx: Tx, *, person_id: UUID, reason: str) -> dict[str, Any]:
    """The person cannot sign in any more, and is signed out everywhere. Locking again changes nothing."""
    account = _others(tx, person_id, "account.lock")
    if account.closed_at is None:
        store, at = AccountStore(tx.connection), clock.real_now()
        store.change(person_id, closed_at=at)
        store.withdraw_invitations(person_id, at=at)
        tx.record("account.lock", subject_id=person_id, after={"reason": reason})
        sessions.end_sessions(tx, person_id, because="locked")
    return {"ok": True}


def unlock_account(tx: Tx, *, person_id: UUID) -> dict[str, Any]:
    """The person can sign in again, with the password of before."""
    account = _others(tx, person_id, "account.lock")
    if account.closed_at is not None:
        AccountStore(tx.connection).change(person_id, closed_at=None)
        tx.record("account.unlock", subject_id=person_id)
    return {"ok": True}


def end_account_sessions(tx: Tx, *, person_id: UUID) -> dict[str, Any]:
    """The person is signed out on every device."""
    _others(tx, person_id, "account.end_sessions")
    sessions.end_sessions(tx, person_id, because="ended-by-administrator")
    return {"ok": True}


def _others(tx: Tx, person_id: UUID, action: str) -> Account:
    """Somebody else's account, held. Raises Denied, NotFound("unknown-account"), Conflict("own-account")."""
    require(POLICY, tx, action, Subject())
    if person_id == tx.actor.person_id:
        text = "Đây là tài khoản của chính bạn."
        raise Conflict("own-account", text=text, mend="Nhờ một người quản trị khác, hoặc dùng trang Tài khoản của tôi.")
    account = AccountStore(tx.connection).locked(person_id)
    if account is None:
        raise NotFound(
            "unknown-account", text="Người này chưa có tài khoản.", mend="Mời người này dùng tài khoản trước."
        )
    return account
