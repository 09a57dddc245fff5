"""Money on its way up: a unit declares its superior's share, the superior confirms or disputes."""

import calendar
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, select

from services.kit import ids
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.policy import Subject, is_allowed, require
from services.members.actions import cursors
from services.members.actions.units import reference, visible_unit
from services.members.domain.units import Unit
from services.members.fees import domain
from services.members.fees.domain import RemittanceState
from services.members.fees.ledger import Ledger
from services.members.fees.store import Unsent
from services.members.fees.tables import fee_remittances
from services.members.policy import POLICY
from services.members.queries.members import Place
from services.members.store import Tx
from services.members.tables import people, units

_FROM, _TO = units.alias("from_unit"), units.alias("to_unit")
_DECLARER, _SETTLER = people.alias("declarer"), people.alias("settler")
_NOTHING = {
    "code": "nothing-to-remit",
    "text": "Không có khoản đoàn phí nào đã thu hoặc đã nhận mà chưa nộp.",
    "mend": "Thu đoàn phí, hoặc xác nhận khoản cấp dưới nộp, rồi khai nộp.",
}
_LABELS = {
    RemittanceState.CONFIRMED: ("confirm", "Xác nhận đã nhận"),
    RemittanceState.DISPUTED: ("dispute", "Báo chưa khớp"),
    RemittanceState.WITHDRAWN: ("withdraw", "Rút lại"),
}


# ---------------------------------------------------------------- declaring


def declare_fee_remittance(tx: Tx, *, unit_id: UUID, from_month: date, until_month: date) -> dict[str, Any]:
    """The unit sends up its superior's share of what came in during the months; its receipts are frozen.

    Raises Conflict("nothing-to-remit"). A unit at the top records what it has paid outside: nobody here confirms it.
    """
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "fee.remit", of=Subject(unit.id))
    if until_month < from_month:
        raise Invalid(errors={"until_month": ["Tháng cuối trước tháng đầu. Nhập lại kỳ nộp."]})
    sent = tx.fees.hold_unsent(unit.id, first=from_month, last=_last_day(until_month))
    if sent.received == 0:
        raise Conflict(_NOTHING["code"], text=_NOTHING["text"], mend=_NOTHING["mend"])
    key = ids.new()
    values = {"from_unit_id": unit.id, "from_month": from_month, "until_month": until_month}
    values |= _declared(tx, unit, sent, Ledger(tx).rules["fee_keep_ratio"])
    tx.fees.add_remittance({"id": key, **values}, sent)
    tx.record("fee.remit", subject_id=key, unit_id=unit.id, after=values)
    return _one(tx, key)


def _declared(tx: Tx, unit: Unit, sent: Unsent, keep_ratio: str) -> dict[str, Any]:
    is_top = unit.parent_id is None
    return {
        "to_unit_id": unit.parent_id,
        "received": sent.received,
        "amount": domain.split(sent.received, keep_ratio).sent,
        "receipts": len(sent.receipt_ids),
        "incoming": len(sent.incoming_ids),
        "state": (RemittanceState.CONFIRMED if is_top else RemittanceState.DECLARED).value,
        "declared_by": tx.actor.person_id,
        "declared_at": tx.now,
        "settled_by": tx.actor.person_id if is_top else None,
        "settled_at": tx.now if is_top else None,
    }


def _last_day(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


# ---------------------------------------------------------------- settling


def settle_fee_remittance(tx: Tx, *, remittance_id: UUID, state: str, reason: str | None) -> dict[str, Any]:
    """The receiver confirms or disputes; the sender withdraws what is not confirmed."""
    found = tx.fees.lock_remittance(remittance_id)
    _visible(tx, found)
    wanted = RemittanceState(state)
    side, action = _side(found, wanted)
    require(POLICY, tx, action, of=Subject(side))
    is_own = found.declared_by is not None and found.declared_by == tx.actor.person_id
    following = domain.following(RemittanceState(found.state), has_receiver=found.to_unit_id is not None)
    domain.settle(RemittanceState(found.state), wanted, following, reason=reason, is_own=is_own)
    tx.fees.settle(found.id, wanted, reason)
    before, after = {"state": found.state}, {"state": state, "reason": reason, "amount": found.amount}
    tx.record("fee.settle_remittance", subject_id=found.id, unit_id=side, before=before, after=after)
    return _one(tx, found.id)


def _side(found: Row[Any], wanted: RemittanceState) -> tuple[UUID | None, str]:
    """Whose word it is, and by which right."""
    if wanted in domain.BY_RECEIVER:
        return found.to_unit_id, "fee.confirm"
    return found.from_unit_id, "fee.remit"


def _visible(tx: Tx, found: Row[Any]) -> None:
    sides = [side for side in (found.from_unit_id, found.to_unit_id) if side is not None]
    if not any(is_allowed(POLICY, tx, "fee.view", of=Subject(side)) for side in sides):
        raise NotFound("remittance-unknown")


# ---------------------------------------------------------------- looking


def list_fee_remittances(
    tx: Tx, *, unit_id: UUID, direction: str, state: str | None, limit: int, cursor: str | None, count: str | None
) -> dict[str, Any]:
    """What a unit sends up or is sent from below, newest first, and what it could declare now."""
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "fee.view", of=Subject(unit.id))
    side = fee_remittances.c.to_unit_id if direction == "in" else fee_remittances.c.from_unit_id
    where = [side == unit.id, *([fee_remittances.c.state == state] if state else [])]
    rows, following = _page(tx, where, limit=limit, cursor=cursor)
    counting = select(func.count()).select_from(fee_remittances)
    waiting = [fee_remittances.c.to_unit_id == unit.id, fee_remittances.c.state == RemittanceState.DECLARED.value]
    return {
        "items": [_view(tx, row) for row in rows],
        "next": following,
        "total": tx.execute(counting.where(*where)).scalar_one() if count else None,
        "outlook": _outlook(tx, unit),
        "waiting": tx.execute(counting.where(*waiting)).scalar_one(),
    }


def _page(
    tx: Tx, where: list[ColumnElement[bool]], *, limit: int, cursor: str | None
) -> tuple[list[Row[Any]], str | None]:
    # Ids are made in the order of time.
    asked = _select().where(*where).order_by(fee_remittances.c.id.desc())
    after = cursors.read(cursor)
    if after is not None:
        asked = asked.where(fee_remittances.c.id < after.id)
    found = tx.execute(asked.limit(limit + 1)).all()
    rows = list(found[:limit])
    return rows, cursors.write(Place("", "", rows[-1].id)) if len(found) > limit else None


def _outlook(tx: Tx, unit: Unit) -> dict[str, Any]:
    unsent = tx.fees.unsent(unit.id)
    shares = domain.split(unsent.received, Ledger(tx).rules["fee_keep_ratio"])
    may = is_allowed(POLICY, tx, "fee.remit", of=Subject(unit.id))
    return {
        "to_unit": None if unit.parent_id is None else reference(tx.units.get(unit.parent_id)),
        "received": unsent.received,
        "amount": shares.sent,
        "kept": shares.kept,
        "receipts": len(unsent.receipt_ids),
        "incoming": len(unsent.incoming_ids),
        "from_month": unsent.first and domain.month_of(unsent.first),
        "until_month": unsent.last and domain.month_of(unsent.last),
        "may_declare": may and unsent.received > 0,
        "refusals": [_NOTHING] if may and unsent.received == 0 else [],
    }


def _select() -> Select[Any]:
    held = fee_remittances
    columns = (
        _FROM.c.name.label("from_name"),
        _FROM.c.level.label("from_level"),
        _TO.c.name.label("to_name"),
        _TO.c.level.label("to_level"),
        _DECLARER.c.full_name.label("declarer"),
        _SETTLER.c.full_name.label("settler"),
    )
    return (
        select(held, *columns)
        .join(_FROM, _FROM.c.id == held.c.from_unit_id)
        .outerjoin(_TO, _TO.c.id == held.c.to_unit_id)
        .outerjoin(_DECLARER, _DECLARER.c.id == held.c.declared_by)
        .outerjoin(_SETTLER, _SETTLER.c.id == held.c.settled_by)
    )


def _one(tx: Tx, remittance_id: UUID) -> dict[str, Any]:
    return _view(tx, tx.execute(_select().where(fee_remittances.c.id == remittance_id)).one())


def _view(tx: Tx, row: Row[Any]) -> dict[str, Any]:
    same = ("id", "from_month", "until_month", "received", "amount", "receipts", "incoming", "state", "reason")
    to_unit = row.to_unit_id and {"id": row.to_unit_id, "name": row.to_name, "level": row.to_level}
    return {name: getattr(row, name) for name in same} | {
        "from_unit": {"id": row.from_unit_id, "name": row.from_name, "level": row.from_level},
        "to_unit": to_unit,
        "kept": row.received - row.amount,
        "state_title": domain.STATE_TITLES[RemittanceState(row.state)],
        "declared_at": row.declared_at,
        "declared_by": row.declarer,
        "settled_at": row.settled_at,
        "settled_by": row.settler,
        "allowed_actions": _allowed(tx, row),
        "version": row.version,
    }


def _allowed(tx: Tx, row: Row[Any]) -> list[dict[str, Any]]:
    acts = []
    for wanted, (action, label) in _LABELS.items():
        side, right = _side(row, wanted)
        if wanted not in domain.following(RemittanceState(row.state), has_receiver=row.to_unit_id is not None):
            continue
        is_own = wanted in domain.BY_RECEIVER and row.declared_by == tx.actor.person_id
        if side is None or is_own or not is_allowed(POLICY, tx, right, of=Subject(side)):
            continue
        acts.append(
            {
                "action": action,
                "label": label,
                "form_schema": None,
                "primary": wanted is RemittanceState.CONFIRMED,
                "destructive": wanted is RemittanceState.WITHDRAWN,
                "needs_note": wanted is RemittanceState.DISPUTED,
            }
        )
    return acts
