"""Receipts as people read them."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, func, literal, select, tuple_

from services.kit.policy import Subject, is_allowed, require
from services.members.actions import cursors
from services.members.actions.units import visible_unit
from services.members.domain import names
from services.members.fees.tables import fee_payments, fee_receipts
from services.members.policy import POLICY
from services.members.queries.members import Place
from services.members.queries.units import add_units_above
from services.members.store import Tx
from services.members.tables import people, units

TITLES = {"valid": "Đã thu", "remitted": "Đã nộp lên", "cancelled": "Đã huỷ"}


def number(receipt: Row[Any]) -> str:
    """0012/2026"""
    return f"{receipt.number:04}/{receipt.year}"


def of(tx: Tx, receipt_ids: Iterable[UUID]) -> list[dict[str, Any]]:
    """The receipts, in the order of their numbers."""
    rows = tx.execute(_select().where(fee_receipts.c.id.in_(list(receipt_ids))).order_by(fee_receipts.c.number))
    return _viewed(tx, rows)


def of_person(tx: Tx, person_id: UUID, *, first: date, last: date) -> list[dict[str, Any]]:
    """Receipts of the person that pay for months in the window, newest first, cancelled ones too."""
    within = select(fee_payments.c.receipt_id).where(
        fee_payments.c.person_id == person_id, fee_payments.c.month.between(first, last)
    )
    mine = _select().where(fee_receipts.c.person_id == person_id, fee_receipts.c.id.in_(within))
    return _viewed(tx, tx.execute(mine.order_by(fee_receipts.c.collected_at.desc(), fee_receipts.c.number.desc())))


def list_fee_receipts(
    tx: Tx, *, unit_id: UUID, year: int | None, q: str | None, limit: int, cursor: str | None, count: str | None
) -> dict[str, Any]:
    """Receipts of a unit in a year, the highest number first."""
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "fee.view", of=Subject(unit.id))
    where = [fee_receipts.c.unit_id == unit.id, fee_receipts.c.year == (year or tx.today.year), *named(q)]
    asked = _select().where(*where).order_by(fee_receipts.c.number.desc(), fee_receipts.c.id)
    after = cursors.read(cursor)
    if after is not None and re.fullmatch("[0-9]{1,9}", after.key):
        asked = asked.where(
            tuple_(fee_receipts.c.number, fee_receipts.c.id) < tuple_(literal(int(after.key)), literal(after.id))
        )
    found = tx.execute(asked.limit(limit + 1)).all()
    rows = found[:limit]
    following = cursors.write(Place("", str(rows[-1].number), rows[-1].id)) if len(found) > limit else None
    counting = select(func.count()).select_from(fee_receipts.join(people, people.c.id == fee_receipts.c.person_id))
    total = tx.execute(counting.where(*where)).scalar_one() if count else None
    return {"items": add_units_above(tx, _viewed(tx, rows)), "next": following, "total": total}


def named(q: str | None) -> list[ColumnElement[bool]]:
    """Every typed word begins a word of the name, whichever way it is accented."""
    return [people.c.search_text.like(f"% {word}%") for word in names.search_key(q or "").split()[:8]]


def _select() -> Select[Any]:
    paid = select(func.array_agg(fee_payments.c.month)).where(fee_payments.c.receipt_id == fee_receipts.c.id)
    columns = (people.c.full_name, people.c.code, units.c.name.label("unit_name"), units.c.level)
    return (
        select(fee_receipts, *columns, paid.scalar_subquery().label("months"))
        .join(people, people.c.id == fee_receipts.c.person_id)
        .join(units, units.c.id == fee_receipts.c.unit_id)
    )


def _viewed(tx: Tx, rows: Iterable[Row[Any]]) -> list[dict[str, Any]]:
    may: dict[UUID, bool] = {}
    return [_view(tx, row, may) for row in rows]


def _view(tx: Tx, row: Row[Any], may: dict[UUID, bool]) -> dict[str, Any]:
    if row.unit_id not in may:
        may[row.unit_id] = is_allowed(POLICY, tx, "fee.collect", of=Subject(row.unit_id))
    state = "cancelled" if row.cancelled_at else "remitted" if row.remittance_id else "valid"
    return {
        "id": row.id,
        "number": number(row),
        "unit": {"id": row.unit_id, "name": row.unit_name, "level": row.level},
        "person": {"id": row.person_id, "full_name": row.full_name, "code": row.code},
        "collected_on": row.collected_on,
        "collected_at": row.collected_at,
        "amount": row.amount,
        "months": sorted(row.months),
        "state": state,
        "state_title": TITLES[state],
        "cancel_reason": row.cancel_reason,
        "may_cancel": state == "valid" and may[row.unit_id],
    }
