"""Taking fees: a book is opened, members pay months, receipts are cancelled while nothing has gone up, months are waived."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, or_, select

from services.kit import ids
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.policy import Subject, require
from services.members.actions.members import visible_person
from services.members.actions.units import visible_unit
from services.members.domain.units import Unit
from services.members.fees import domain, receipts, standings
from services.members.fees.domain import Line, Month, Payer
from services.members.fees.ledger import Ledger
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import people

DONE = {"ok": True}
_NO_BOOK = "Đơn vị chưa mở sổ thu đoàn phí nên chưa biết ai phải đóng từ tháng nào."
_OPEN_FIRST = "Mở sổ thu đoàn phí và chọn tháng bắt đầu."


def open_fee_book(tx: Tx, *, unit_id: UUID, from_month: date) -> dict[str, Any]:
    """The unit keeps fees from a month on. Raises Conflict("fee-book-in-use") for a later month once something was collected."""
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "fee.open_book", of=Subject(unit.id))
    if from_month > tx.today:
        raise Invalid(errors={"from_month": [f"Sổ mở sớm nhất từ tháng này ({tx.today:%m/%Y}), không mở trước."]})
    if not tx.fees.holds_members(unit):
        text = f"{unit.name} không trực tiếp quản lý đoàn viên nên không có sổ thu."
        raise Conflict("unit-without-members", text=text, mend="Mở sổ ở chi đoàn.")
    before = tx.fees.lock_book(unit.id)
    if before is not None and from_month > before and tx.fees.has_receipts(unit.id):
        text = f"Sổ đã mở từ tháng {before:%m/%Y} và đã có biên lai, nên không dời sang tháng {from_month:%m/%Y} được."
        raise Conflict("fee-book-in-use", text=text, mend="Chọn tháng sớm hơn, hoặc giữ tháng đang mở.")
    tx.fees.open_book(unit.id, from_month)
    standings.reckon(tx, _roll(tx, unit.id))
    tx.record("fee.open_book", subject_id=unit.id, unit_id=unit.id, before={"from": before}, after={"from": from_month})
    return DONE


def _roll(tx: Tx, unit_id: UUID) -> list[UUID]:
    return list(tx.execute(select(people.c.id).where(people.c.unit_id == unit_id)).scalars())


# ---------------------------------------------------------------- collecting


def collect_fees(tx: Tx, *, unit_id: UUID, lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Members of the unit have paid months, each with a receipt; all of it or nothing."""
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "fee.collect", of=Subject(unit.id))
    if tx.fees.lock_book(unit.id) is None:
        raise Conflict("fee-book-closed", text=_NO_BOOK, mend=_OPEN_FIRST)
    ledger, asked = Ledger(tx), _lines(lines)
    payers = _payers(tx, ledger, unit.id, asked)
    owed = _owed(ledger, asked)
    _require_payable(tx, ledger, unit.id, payers, asked, owed)
    made, paid = _written(tx, unit, asked, owed)
    tx.fees.add_receipts(made, paid)
    standings.reckon(tx, payers, ledger=ledger)
    amount, key = sum(receipt["amount"] for receipt in made), made[0]["collection_id"]
    after = {"receipts": [f"{one['number']:04}/{one['year']}" for one in made], "amount": amount}
    tx.record("fee.collect", subject_id=key, unit_id=unit.id, after=after)
    return {"id": key, "receipts": receipts.of(tx, [one["id"] for one in made]), "amount": amount}


def _lines(given: Sequence[dict[str, Any]]) -> list[Line]:
    lines = [Line(line["person_id"], tuple(sorted(set(line["months"]))), line["monthly"]) for line in given]
    if len({line.person_id for line in lines}) < len(lines):
        raise Invalid(errors={"lines": ["Một đoàn viên chỉ ghi một dòng. Gộp các tháng của cùng một người."]})
    return lines


def _payers(tx: Tx, ledger: Ledger, unit_id: UUID, lines: Sequence[Line]) -> dict[UUID, Payer]:
    """Those who pay, as long as all of them are the unit's or its guests. Raises NotFound("member-unknown")."""
    wanted = [line.person_id for line in lines]
    mine = select(people.c.id, people.c.full_name, people.c.flags, people.c.unit_id).where(
        people.c.id.in_(wanted), or_(people.c.unit_id == unit_id, people.c.id.in_(ledger.guests(unit_id)))
    )
    found = {
        row.id: Payer(row.id, row.full_name, frozenset(row.flags), is_guest=row.unit_id != unit_id)
        for row in tx.execute(mine)
    }
    if len(found) < len(wanted):
        raise NotFound("member-unknown")
    return found


def _owed(ledger: Ledger, lines: Sequence[Line]) -> dict[UUID, dict[date, Month]]:
    asked = [month for line in lines for month in line.months]
    owed: dict[UUID, dict[date, Month]] = {line.person_id: {} for line in lines}
    for month in ledger.months(owed, first=min(asked), last=max(asked)):
        owed[month.person_id][month.month] = month
    return owed


def _require_payable(
    tx: Tx,
    ledger: Ledger,
    unit_id: UUID,
    payers: Mapping[UUID, Payer],
    lines: Iterable[Line],
    owed: Mapping[UUID, Mapping[date, Month]],
) -> None:
    found = [
        refusal
        for line in lines
        for refusal in domain.refusals(
            payers[line.person_id], line, owed[line.person_id], today=tx.today, rules=ledger.rules, at=unit_id
        )
    ]
    if found:
        first = found[0]
        raise Conflict("fees-not-payable", text=first["text"], mend=first["mend"], refusals=found[:20])


def _written(
    tx: Tx, unit: Unit, lines: Sequence[Line], owed: Mapping[UUID, Mapping[date, Month]]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """A receipt for each line, and what it pays for."""
    key, year, made, paid = ids.new(), tx.today.year, list[dict[str, Any]](), list[dict[str, Any]]()
    for line, number in zip(lines, tx.fees.next_numbers(unit.id, year, len(lines)), strict=True):
        receipt_id = ids.new()
        payments = [_payment(receipt_id, line, owed[line.person_id][month]) for month in line.months]
        shared = sum(one["amount"] for one in payments if domain.is_shared(one["category"]))
        made.append(
            {
                "id": receipt_id,
                "collection_id": key,
                "unit_id": unit.id,
                "person_id": line.person_id,
                "year": year,
                "number": number,
                "collected_on": tx.today,
                "collected_by": tx.actor.person_id,
                "collected_at": tx.now,
                "amount": sum(one["amount"] for one in payments),
                "shared": shared,
            }
        )
        paid += payments
    return made, paid


def _payment(receipt_id: UUID, line: Line, owed: Month) -> dict[str, Any]:
    return {
        "receipt_id": receipt_id,
        "person_id": line.person_id,
        "unit_id": owed.unit_id,
        "month": owed.month,
        "category": owed.category,
        "amount": domain.price(line, owed),
    }


# ---------------------------------------------------------------- taking back


def cancel_fee_receipts(tx: Tx, *, receipt_ids: Sequence[UUID], reason: str) -> dict[str, Any]:
    """The receipts are void, their numbers stay. Raises Conflict("receipt-not-cancellable") once the money has gone up."""
    found = tx.fees.lock_receipts(set(receipt_ids))
    if len(found) < len(set(receipt_ids)):
        raise NotFound("receipt-unknown")
    for unit_id in {receipt.unit_id for receipt in found}:
        visible_unit(tx, unit_id)
        require(POLICY, tx, "fee.collect", of=Subject(unit_id))
    _require_cancellable(found)
    tx.fees.cancel([receipt.id for receipt in found], reason)
    standings.reckon(tx, {receipt.person_id for receipt in found})
    for receipt in found:
        after = {"number": receipt.number, "year": receipt.year, "amount": receipt.amount, "reason": reason}
        tx.record("fee.cancel_receipt", subject_id=receipt.id, unit_id=receipt.unit_id, after=after)
    return DONE


def _require_cancellable(found: Iterable[Row[Any]]) -> None:
    reasons = []
    for receipt in found:
        name = f"Biên lai {receipts.number(receipt)}"
        if receipt.cancelled_at is not None:
            reasons.append(_not_cancellable(f"{name} đã huỷ trước đó.", "Tải lại danh sách biên lai."))
        elif receipt.remittance_id is not None:
            mend = "Rút lại khoản nộp đó trước; khoản đã xác nhận thì không huỷ được nữa."
            reasons.append(_not_cancellable(f"{name} đã nằm trong khoản nộp lên cấp trên.", mend))
    if reasons:
        first = reasons[0]
        raise Conflict("receipt-not-cancellable", text=first["text"], mend=first["mend"], refusals=reasons)


def _not_cancellable(text: str, mend: str) -> dict[str, str]:
    return {"code": "receipt-not-cancellable", "text": text, "mend": mend}


# ---------------------------------------------------------------- waiving


def waive_fees(tx: Tx, *, member_id: UUID, from_month: date, until_month: date, reason: str) -> dict[str, Any]:
    """The months are no arrears any more. Raises Conflict("own-fees") for one's own."""
    person = visible_person(tx, tx.people.get(member_id))
    require(POLICY, tx, "fee.waive", of=Subject(person.unit_id))
    if person.id == tx.actor.person_id:
        text = "Bạn không tự bỏ qua đoàn phí của chính mình được."
        raise Conflict("own-fees", text=text, mend="Đề nghị cán bộ khác của Đoàn cấp trên quyết định.")
    if until_month < from_month:
        raise Invalid(errors={"until_month": ["Tháng cuối trước tháng đầu. Nhập lại khoảng tháng."]})
    owed = Ledger(tx).months([person.id], first=from_month, last=until_month)
    if not any(month.state(tx.today) in (domain.MonthState.OWED, domain.MonthState.DUE) for month in owed):
        text = f"{person.full_name} không nợ đoàn phí tháng nào từ {from_month:%m/%Y} đến {until_month:%m/%Y}."
        raise Conflict("nothing-owed", text=text, mend="Chọn những tháng đang nợ.")
    values: dict[str, Any] = {"id": ids.new(), "person_id": person.id, "unit_id": person.unit_id, "reason": reason}
    values |= {"from_month": from_month, "until_month": until_month}
    tx.fees.add_waiver(values | {"waived_by": tx.actor.person_id, "waived_at": tx.now})
    standings.reckon(tx, [person.id])
    tx.record("fee.waive", subject_id=person.id, unit_id=person.unit_id, after=values)
    return DONE


def end_fee_waiver(tx: Tx, *, waiver_id: UUID) -> dict[str, Any]:
    """What was lifted is owed again."""
    waiver = tx.fees.lock_waiver(waiver_id)
    person = visible_person(tx, tx.people.get(waiver.person_id))
    require(POLICY, tx, "fee.waive", of=Subject(person.unit_id))
    if waiver.ended_at is not None:
        raise Conflict("waiver-ended", text="Quyết định bỏ qua này đã được thôi trước đó.", mend="Tải lại trang.")
    tx.fees.end_waiver(waiver.id)
    standings.reckon(tx, [person.id])
    tx.record("fee.end_waiver", subject_id=person.id, unit_id=person.unit_id, before={"waiver": waiver.id})
    return DONE
