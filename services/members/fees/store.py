"""Books, receipts and remittances: kept, and found again. Sums that people trust are locked before they are taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Date, Row, Select, and_, cast, func, insert, literal, or_, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from services.kit.faults import Conflict, NotFound
from services.members.domain.units import Unit
from services.members.fees.domain import RemittanceState
from services.members.fees.tables import (
    fee_books,
    fee_payments,
    fee_receipt_counters,
    fee_receipts,
    fee_remittances,
    fee_waivers,
)
from services.members.tables import people, units

if TYPE_CHECKING:
    from services.members.store import Tx


@dataclass(frozen=True)
class Unsent:
    """What a unit has received and not sent up: receipts of its own, and remittances that arrived from below."""

    receipt_ids: tuple[UUID, ...]
    incoming_ids: tuple[UUID, ...]
    received: int
    first: date | None
    last: date | None


class FeeStore:
    """Writes of fees."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    # books and receipts

    def book(self, unit_id: UUID) -> date | None:
        """The month from which the unit keeps fees here."""
        found: date | None = self._tx.execute(
            select(fee_books.c.from_month).where(fee_books.c.unit_id == unit_id)
        ).scalar()
        return found

    def holds_members(self, unit: Unit) -> bool:
        """Members belong to the unit itself: to a chapter, or to a grassroots unit that has none."""
        anybody = select(literal(1)).where(people.c.unit_id == unit.id).limit(1)
        return unit.level == "CHAPTER" or self._tx.execute(anybody).scalar() is not None

    def lock_book(self, unit_id: UUID) -> date | None:
        """The same, and nobody else writes in the unit's book until the transaction ends."""
        mine = select(fee_books.c.from_month).where(fee_books.c.unit_id == unit_id).with_for_update()
        found: date | None = self._tx.execute(mine).scalar()
        return found

    def open_book(self, unit_id: UUID, from_month: date) -> None:
        """The unit keeps fees from the month on; its members' standings are to be reckoned anew."""
        opened = insert_or(fee_books).values(
            unit_id=unit_id, from_month=from_month, opened_by=self._tx.actor.person_id, opened_at=self._tx.now
        )
        again = {"from_month": from_month, "swept_at": None}
        self._tx.execute(opened.on_conflict_do_update(index_elements=["unit_id"], set_=again))

    def has_receipts(self, unit_id: UUID) -> bool:
        """Something was collected in the unit, cancelled or not."""
        found = select(literal(1)).where(fee_receipts.c.unit_id == unit_id).limit(1)
        return self._tx.execute(found).scalar() is not None

    def next_numbers(self, unit_id: UUID, year: int, how_many: int) -> range:
        """So many numbers of the unit's receipts that nobody has had, without gap; held until the transaction ends."""
        counting = insert_or(fee_receipt_counters).values(unit_id=unit_id, year=year, last=how_many)
        counted = counting.on_conflict_do_update(
            index_elements=["unit_id", "year"], set_={"last": fee_receipt_counters.c.last + how_many}
        ).returning(fee_receipt_counters.c.last)
        last = int(self._tx.execute(counted).scalar_one())
        return range(last - how_many + 1, last + 1)

    def add_receipts(self, receipts: Sequence[dict[str, Any]], payments: Sequence[dict[str, Any]]) -> None:
        """The receipts and what they pay for. Raises Conflict("fee-already-settled") when another act paid a month first."""
        self._tx.execute(insert(fee_receipts), list(receipts))
        once = insert_or(fee_payments).on_conflict_do_nothing().returning(fee_payments.c.month)
        kept = self._tx.execute(once.values(list(payments))).scalars().all()
        if len(kept) < len(payments):
            raise Conflict(
                "fee-already-settled",
                text="Có tháng vừa được người khác thu trong lúc bạn đang ghi. Chưa ghi khoản nào.",
                mend="Tải lại sổ thu rồi thu các tháng còn lại.",
            )

    def lock_receipts(self, receipt_ids: Iterable[UUID]) -> list[Row[Any]]:
        """The receipts, held in one order for all."""
        wanted = select(fee_receipts).where(fee_receipts.c.id.in_(list(receipt_ids))).order_by(fee_receipts.c.id)
        return list(self._tx.execute(wanted.with_for_update()))

    def cancel(self, receipt_ids: Sequence[UUID], reason: str) -> None:
        """The receipts are void, and their months unpaid."""
        void = {"cancelled_at": self._tx.now, "cancelled_by": self._tx.actor.person_id, "cancel_reason": reason}
        self._tx.execute(update(fee_receipts).where(fee_receipts.c.id.in_(receipt_ids)).values(void))
        unpaid = update(fee_payments).where(fee_payments.c.receipt_id.in_(receipt_ids))
        self._tx.execute(unpaid.values(is_cancelled=True))

    # waivers

    def add_waiver(self, values: dict[str, Any]) -> None:
        self._tx.execute(insert(fee_waivers).values(values))

    def lock_waiver(self, waiver_id: UUID) -> Row[Any]:
        """The waiver, held. Raises NotFound("waiver-unknown")."""
        found = select(fee_waivers).where(fee_waivers.c.id == waiver_id).with_for_update()
        row = self._tx.execute(found).one_or_none()
        if row is None:
            raise NotFound("waiver-unknown")
        return row

    def end_waiver(self, waiver_id: UUID) -> None:
        ended = {"ended_at": self._tx.now, "ended_by": self._tx.actor.person_id}
        self._tx.execute(update(fee_waivers).where(fee_waivers.c.id == waiver_id).values(ended))

    # money on its way up

    def unsent(self, unit_id: UUID) -> Unsent:
        """What the unit, and those that were merged into it, have received and not sent up."""
        receipts, incoming = self._unsent(unit_id)
        return _unsent(self._tx.execute(receipts).all(), self._tx.execute(incoming).all())

    def hold_unsent(self, unit_id: UUID, *, first: date, last: date) -> Unsent:
        """The same, of what came in between the days alone, held until the transaction ends."""
        receipts, incoming = self._unsent(unit_id)
        own = self._tx.execute(receipts.with_for_update()).all()
        arrived = self._tx.execute(incoming.with_for_update()).all()
        return _unsent(
            [row for row in own if first <= row.on <= last], [row for row in arrived if first <= row.on <= last]
        )

    def _unsent(self, unit_id: UUID) -> tuple[Select[Any], Select[Any]]:
        heirs = self._with_predecessors(unit_id)
        own = and_(
            fee_receipts.c.unit_id.in_(heirs),
            fee_receipts.c.remittance_id.is_(None),
            fee_receipts.c.cancelled_at.is_(None),
            fee_receipts.c.shared > 0,
        )
        receipts = select(
            fee_receipts.c.id, fee_receipts.c.shared.label("amount"), fee_receipts.c.collected_on.label("on")
        )
        arrived_on = cast(func.timezone("Asia/Ho_Chi_Minh", fee_remittances.c.settled_at), Date)
        arrived = and_(
            fee_remittances.c.to_unit_id.in_(heirs),
            fee_remittances.c.state == RemittanceState.CONFIRMED.value,
            fee_remittances.c.forwarded_in.is_(None),
            fee_remittances.c.amount > 0,
        )
        incoming = select(fee_remittances.c.id, fee_remittances.c.amount, arrived_on.label("on"))
        # One order for all, so that two officers who declare at once never wait for each other.
        return receipts.where(own).order_by(fee_receipts.c.id), incoming.where(arrived).order_by(fee_remittances.c.id)

    def _with_predecessors(self, unit_id: UUID) -> list[UUID]:
        """The unit and closed ones that live on in it, however many steps ago."""
        heirs = select(units.c.id).where(units.c.id == unit_id).cte("heirs", recursive=True)
        before = select(units.c.id).join(
            heirs, and_(units.c.successor_id == heirs.c.id, units.c.closed_on.is_not(None))
        )
        return list(self._tx.execute(select(heirs.union(before).c.id)).scalars())

    def add_remittance(self, values: dict[str, Any], sent: Unsent) -> None:
        """The remittance, with what it sends frozen in it."""
        self._tx.execute(insert(fee_remittances).values(values))
        within = {"remittance_id": values["id"]}
        self._tx.execute(update(fee_receipts).where(fee_receipts.c.id.in_(sent.receipt_ids)).values(within))
        gone = update(fee_remittances).where(fee_remittances.c.id.in_(sent.incoming_ids))
        self._tx.execute(gone.values(forwarded_in=values["id"]))

    def lock_remittance(self, remittance_id: UUID) -> Row[Any]:
        """The remittance, held. Raises NotFound("remittance-unknown")."""
        found = select(fee_remittances).where(fee_remittances.c.id == remittance_id).with_for_update()
        row = self._tx.execute(found).one_or_none()
        if row is None:
            raise NotFound("remittance-unknown")
        return row

    def settle(self, remittance_id: UUID, state: RemittanceState, reason: str | None) -> None:
        """The remittance has come to this; a withdrawn one lets go of what it held."""
        settled = {
            "state": state.value,
            "reason": reason,
            "settled_by": self._tx.actor.person_id,
            "settled_at": self._tx.now,
            "version": fee_remittances.c.version + 1,
        }
        self._tx.execute(update(fee_remittances).where(fee_remittances.c.id == remittance_id).values(settled))
        if state is RemittanceState.WITHDRAWN:
            free = update(fee_receipts).where(fee_receipts.c.remittance_id == remittance_id)
            self._tx.execute(free.values(remittance_id=None))
            back = update(fee_remittances).where(fee_remittances.c.forwarded_in == remittance_id)
            self._tx.execute(back.values(forwarded_in=None))

    # sweeping

    def claim_books(self, *, before: Any, how_many: int) -> list[UUID]:
        """Books whose standings were last looked through before the instant, held for this look."""
        stale = or_(fee_books.c.swept_at.is_(None), fee_books.c.swept_at < before)
        due = select(fee_books.c.unit_id).where(stale).order_by(fee_books.c.swept_at.nulls_first()).limit(how_many)
        found = list(self._tx.execute(due.with_for_update(skip_locked=True)).scalars())
        if found:
            swept = update(fee_books).where(fee_books.c.unit_id.in_(found)).values(swept_at=self._tx.now)
            self._tx.execute(swept)
        return found


def _unsent(receipts: Sequence[Row[Any]], incoming: Sequence[Row[Any]]) -> Unsent:
    days = [row.on for row in (*receipts, *incoming)]
    return Unsent(
        tuple(row.id for row in receipts),
        tuple(row.id for row in incoming),
        sum(row.amount for row in (*receipts, *incoming)),
        min(days, default=None),
        max(days, default=None),
    )
