"""Two years of fee books and reports in the chapters that have accounts, made by their officers under the registry's own rules.

Some members owe, some remittances wait or were disputed, some reports came back and some never came.
"""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from services.kit.actor import Actor, Position
from services.kit.database import Database
from services.kit.faults import Fault
from services.members.fees import collecting, remitting
from services.members.figures import accepting, submitting
from services.members.store import Tx
from services.members.tables import memberships, people, positions, units

Say = Callable[[str], None]
_LEADS: Final = ("BT", "PBT_TT", "PBT")
_MORNING: Final = time(2, 30)
_EVERY: Final = 5
"""Every so many members stopped paying."""
_REPORT: Final = "BM-01"


def make(database: Database[Tx], accounts: Path, *, on: date, say: Say) -> None:
    """Fill the books and submit the reports; say what was refused."""
    chapters = list(_chapters(json.loads(accounts.read_text(encoding="utf-8"))))
    for place, (chapter_id, above_id) in enumerate(chapters):
        if place % 2:
            _keep_fees(database, chapter_id, above_id, place, on=on, say=say)
    _report(database, chapters, on=on, say=say)


def _chapters(accounts: list[dict[str, str]]) -> Iterator[tuple[UUID, UUID]]:
    """Each chapter that has accounts, with the unit above it."""
    above, seen = "", set[str]()
    for account in accounts:
        if account["level"] == "grassroots":
            above = account["unit_id"]
        if account["level"] == "chapter" and account["unit_id"] not in seen:
            seen.add(account["unit_id"])
            yield UUID(account["unit_id"]), UUID(above)


def _do(database: Database[Tx], unit_id: UUID, day: date, say: Say, act: Callable[[Tx], Any]) -> Any:
    """What the act returns, made by whoever leads the unit on that day; None where it was refused."""
    try:
        with database.transaction(now=datetime.combine(day, _MORNING, UTC)) as tx:
            tx.actor = _leader(tx, unit_id)
            return act(tx)
    except Fault as fault:
        say(f"stopped on {day}: {fault.code}")
        return None


def _leader(tx: Tx, unit_id: UUID) -> Actor:
    held = positions.c
    leads = select(held.person_id, held.code).where(
        held.unit_id == unit_id, held.code.in_(_LEADS), held.until >= tx.today
    )
    person_id = min(tx.execute(leads).all(), key=lambda row: _LEADS.index(row.code)).person_id
    rows = tx.execute(
        select(positions, units.c.level).join(units, units.c.id == held.unit_id).where(held.person_id == person_id)
    )
    offices = tuple(Position(row.role, row.unit_id, row.level, row.until, row.code) for row in rows)
    name = tx.execute(select(people.c.full_name).where(people.c.id == person_id)).scalar_one()
    return Actor(person_id, None, name, offices, is_admin=False)


# ---------------------------------------------------------------- fees


def _keep_fees(database: Database[Tx], chapter_id: UUID, above_id: UUID, place: int, *, on: date, say: Say) -> None:
    """A book since the beginning of last year, paid by the quarter, and what was sent up of it."""
    first = date(on.year - 1, 1, 1)
    _do(database, chapter_id, first, say, lambda tx: collecting.open_fee_book(tx, unit_id=chapter_id, from_month=first))
    with database.transaction() as tx:
        there = select(memberships.c.person_id).where(
            memberships.c.unit_id == chapter_id, memberships.c.valid.contains(first)
        )
        mine = (people.c.unit_id == chapter_id, people.c.status == "ACTIVE", people.c.id.in_(there))
        payers = list(tx.execute(select(people.c.id).where(*mine).order_by(people.c.code)).scalars())
    quarters = [date(year, month, 1) for year in (on.year - 1, on.year) for month in (1, 4, 7, 10)]
    over = [start for start in quarters if _last_month(start).replace(day=25) < on]
    for number, start in enumerate(over):
        paying = [key for at, key in enumerate(payers) if at % _EVERY or number < 2 + at % 3]
        months = [start.replace(month=start.month + more) for more in range(3)]
        lines = [{"person_id": key, "months": months, "monthly": None} for key in paying]
        day = _last_month(start).replace(day=25)
        if not lines or _do(database, chapter_id, day, say, _collect(chapter_id, lines)) is None:
            continue
        sent = _do(database, chapter_id, day.replace(day=27), say, _declare(chapter_id, months))
        state, reason = _answer(number, len(over), place)
        if sent is not None and state is not None:
            _do(database, above_id, day.replace(day=28), say, _settle(sent["id"], state, reason))


def _last_month(start: date) -> date:
    return start.replace(month=start.month + 2)


def _answer(number: int, quarters: int, place: int) -> tuple[str | None, str | None]:
    """What the unit above said to a remittance: the last one waits, or the one before was disputed."""
    if number == quarters - 1:
        return None, None
    if number == quarters - 2 and place % 4 == 1:
        return "DISPUTED", "Số tiền nhận được thiếu so với phiếu nộp. Kiểm tra lại rồi nộp."
    return "CONFIRMED", None


def _collect(chapter_id: UUID, lines: list[dict[str, Any]]) -> Callable[[Tx], Any]:
    return lambda tx: collecting.collect_fees(tx, unit_id=chapter_id, lines=lines)


def _declare(chapter_id: UUID, months: list[date]) -> Callable[[Tx], Any]:
    return lambda tx: remitting.declare_fee_remittance(
        tx, unit_id=chapter_id, from_month=months[0], until_month=months[-1]
    )


def _settle(key: UUID, state: str, reason: str | None) -> Callable[[Tx], Any]:
    return lambda tx: remitting.settle_fee_remittance(tx, remittance_id=key, state=state, reason=reason)


# ---------------------------------------------------------------- reports


def _report(database: Database[Tx], chapters: list[tuple[UUID, UUID]], *, on: date, say: Say) -> None:
    """Reports of the last two quarters that are over: the earlier one accepted; of the later one some wait, some came back, and
    some units are late."""
    for number, (period, day) in enumerate(_quarters_before(on)):
        is_last = number == 1
        for place, (chapter_id, above_id) in enumerate(chapters):
            if is_last and place % 4 == 3:
                continue
            made = _do(database, chapter_id, day, say, _submit(chapter_id, period))
            if made is not None and is_last and place % 4 == 1:
                _do(database, above_id, day.replace(day=6), say, _return(made["id"]))
            elif made is not None and not (is_last and place % 4 == 2):
                _do(database, above_id, day.replace(day=6), say, _accept(made["id"]))
        for above_id in dict.fromkeys(above for _, above in chapters):
            _do(database, above_id, day.replace(day=8), say, _submit(above_id, period))


def _quarters_before(on: date) -> list[tuple[str, date]]:
    """The last two quarters whose reports were due by the day, each with the day on which they are sent."""
    ends = [
        (f"{year}-Q{quarter}", date(year + quarter // 4, quarter % 4 * 3 + 1, 3))
        for year in (on.year - 1, on.year)
        for quarter in (1, 2, 3, 4)
    ]
    return [(code, day) for code, day in ends if day.replace(day=9) <= on][-2:]


def _submit(unit_id: UUID, period: str) -> Callable[[Tx], Any]:
    return lambda tx: submitting.submit_report(
        tx, unit_id=unit_id, report=_REPORT, period=period, note=None, draft=None
    )


def _return(key: UUID) -> Callable[[Tx], Any]:
    return lambda tx: accepting.return_report(
        tx, submission_id=key, reason="Số kết nạp trong kỳ chưa khớp với sổ. Kiểm tra lại.", version=None
    )


def _accept(key: UUID) -> Callable[[Tx], Any]:
    return lambda tx: accepting.accept_report(tx, submission_id=key, version=None)
