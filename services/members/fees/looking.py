"""Fees looked at: a unit's book, a member's account, those who owe, and the year's figures by level (report BM-10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, and_, func, literal, or_, select, text, true, tuple_

from services.kit.faults import Unauthenticated
from services.kit.policy import Subject, is_allowed, require, visible
from services.members.actions import cursors
from services.members.actions.members import subject_of, visible_person
from services.members.actions.units import reference, visible_unit
from services.members.domain import names
from services.members.domain.memberships import IN_FORCE
from services.members.domain.units import Unit, label
from services.members.fees import domain, figures, receipts
from services.members.fees.domain import Month, MonthState, Payer
from services.members.fees.figures import Figures, Year
from services.members.fees.ledger import Guest, Ledger
from services.members.fees.tables import fee_standings, fee_waivers
from services.members.policy import POLICY
from services.members.queries.members import Place
from services.members.queries.units import add_units_above
from services.members.store import Tx
from services.members.stores.people import Person
from services.members.tables import people, unit_levels, units
from services.members.tree import inside

UNPAID: Final = (MonthState.OWED, MonthState.DUE, MonthState.AHEAD)
_ROLL: Final = text("""
    SELECT p.id, p.full_name, p.code, p.flags, p.salaried, p.search_key,
        p.unit_id = :unit AND p.status = ANY(:in_force) AS is_present,
        coalesce(p.unit_id <> :unit, false) AND p.status = ANY(:in_force) AND p.id = ANY(CAST(:guests AS uuid[])) AS is_guest
    FROM people p WHERE p.id IN (
        SELECT id FROM people WHERE unit_id = :unit AND status = ANY(:in_force)
        UNION SELECT unnest(CAST(:guests AS uuid[]))
        UNION SELECT person_id FROM memberships
            WHERE unit_id = :unit AND superseded_at IS NULL AND valid && daterange(:first, :after))
    ORDER BY p.sort_key, p.id
""")

# ---------------------------------------------------------------- a unit's book


def get_unit_fees(tx: Tx, *, unit_id: UUID, year: int | None, q: str | None) -> dict[str, Any]:
    """The unit's fee book of a year, and the figures of what stands below it."""
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "fee.view", of=Subject(unit.id))
    wanted, ledger, book = year or tx.today.year, Ledger(tx), tx.fees.book(unit.id)
    rows, holds = book_rows(tx, ledger, unit, wanted, q), tx.fees.holds_members(unit)
    below = figures.units_below(tx, unit.path)
    known = Year(tx, ledger, wanted, unit.path)
    return {
        "unit": reference(unit),
        "year": wanted,
        "this_month": domain.month_of(tx.today),
        "book_from": book,
        "holds_members": holds,
        "months": [date(wanted, month, 1) for month in range(1, 13)],
        "people": rows,
        "total": len(rows),
        "children": _children(unit, below, known),
        "figures": _whole(known, below).view(),
        "allowed_actions": _allowed(tx, unit, book, holds),
    }


def book_rows(tx: Tx, ledger: Ledger, unit: Unit, year: int, q: str | None) -> list[dict[str, Any]]:
    """A line for each member of the roll, for those who have left and owed here in the year, and for guests who pay here."""
    given = {"unit": unit.id, "in_force": sorted(IN_FORCE), "first": date(year, 1, 1), "after": date(year + 1, 1, 1)}
    given |= {"guests": ledger.guests(unit.id)}
    words = names.search_key(q or "").split()
    rows = [row for row in tx.execute(_ROLL, given) if _is_meant(row.search_key, words)]
    last = max(date(year, 12, 1), domain.month_at(domain.number_of(tx.today) + int(ledger.rules["fee_away_months"])))
    months: dict[UUID, list[Month]] = {row.id: [] for row in rows}
    for month in ledger.months(months, first=date.min, last=last):
        months[month.person_id].append(month)
    shown = [row for row in rows if row.is_present or any(unit.id in (m.unit_id, m.host_id) for m in months[row.id])]
    return [_book_row(tx, ledger, unit.id, year, row, months[row.id]) for row in shown]


def _is_meant(search_key: str, words: Sequence[str]) -> bool:
    """Every typed word begins a word of the name."""
    return all(f" {word}" in f" {search_key}" for word in words)


def _book_row(
    tx: Tx, ledger: Ledger, unit_id: UUID, year: int, row: Row[Any], months: Sequence[Month]
) -> dict[str, Any]:
    payer = Payer(row.id, row.full_name, frozenset(row.flags), is_guest=row.is_guest)
    last = domain.last_payable(payer, today=tx.today, rules=ledger.rules)
    here = [month for month in months if domain.is_paid_at(month, unit_id, payer=payer)]
    owed = [month for month in here if month.state(tx.today) is MonthState.OWED]
    unpaid = [month for month in here if month.month <= last and month.state(tx.today) in UNPAID]
    category = domain.category_of(row.salaried, row.flags)
    return {
        "person": {"id": row.id, "full_name": row.full_name, "code": row.code},
        "category": category,
        "category_title": domain.CATEGORY_TITLES[category],
        "is_away": bool(payer.flags & domain.FROM_FAR),
        "is_present": row.is_present,
        "is_guest": row.is_guest,
        "months": [
            _month(month, tx.today, unit_id)
            for month in months
            if month.month.year == year and (not row.is_guest or month.unit_id == unit_id)
        ],
        "payable": [{"month": month.month, "amount": month.rate} for month in unpaid]
        if row.is_present or row.is_guest
        else [],
        "monthly": domain.rate_of(ledger.rates, category, tx.today),
        "owed_months": [month.month for month in owed],
        "owed_amount": sum(month.rate for month in owed),
    }


def _month(month: Month, today: date, unit_id: UUID | None) -> dict[str, Any]:
    receipt_no = None if month.receipt_number is None else f"{month.receipt_number:04}"
    return {
        "month": month.month,
        "state": month.state(today).value,
        "amount": month.amount(),
        "category": month.category,
        "receipt_id": month.receipt_id,
        "receipt_no": receipt_no,
        "here": month.unit_id == unit_id,
    }


def _children(unit: Unit, below: Sequence[Row[Any]], known: Year) -> list[dict[str, Any]]:
    """Each unit directly below, with all that stands below it."""
    depth = unit.path.count(".") + 1
    child_of = {row.id: row.path.split(".")[depth] for row in below if row.id != unit.id}
    grouped = known.grouped({row.id: child_of.get(row.id, "") for row in below})
    books: dict[str, int] = {}
    for row in below:
        if row.keeps_book and row.id in child_of:
            books[child_of[row.id]] = books.get(child_of[row.id], 0) + 1
    return [
        {
            "unit": {"id": row.id, "name": row.name, "level": row.level},
            "books": books.get(label(row.id), 0),
            "figures": grouped.get(label(row.id), Figures()).view(),
        }
        for row in below
        if row.parent_id == unit.id and (row.is_open or label(row.id) in grouped)
    ]


def _whole(known: Year, below: Sequence[Row[Any]]) -> Figures:
    return known.grouped(dict.fromkeys((row.id for row in below), "whole")).get("whole", Figures())


def _allowed(tx: Tx, unit: Unit, book: date | None, holds: bool) -> list[dict[str, Any]]:
    offers = (
        ("fee.collect", "collect", "Thu đoàn phí", book is not None),
        ("fee.open_book", "open_book", "Mở sổ thu" if book is None else "Đổi tháng mở sổ", holds),
        ("fee.remit", "remit", "Khai nộp cấp trên", True),
        ("fee.view", "export", "Xuất Excel", True),
    )
    return [
        {"action": action, "label": name, "form_schema": None, "primary": action == "collect"}
        for right, action, name, is_apt in offers
        if is_apt and is_allowed(POLICY, tx, right, of=Subject(unit.id))
    ]


# ---------------------------------------------------------------- a member's account


def get_member_fees(tx: Tx, *, member_id: UUID | None, year: int | None) -> dict[str, Any]:
    """How a member stands, whichever units they were in."""
    wanted = member_id or tx.actor.person_id
    if wanted is None:
        raise Unauthenticated("sign-in-required")
    person = visible_person(tx, tx.people.get(wanted))
    require(POLICY, tx, "fee.view", of=subject_of(person))
    ledger, shown = Ledger(tx), year or tx.today.year
    months = ledger.months([person.id], first=date.min, last=date(max(shown, tx.today.year), 12, 1))
    owed = [month for month in months if month.state(tx.today) is MonthState.OWED]
    unit = None if person.unit_id is None else tx.units.get(person.unit_id)
    return {
        "person": {"id": person.id, "full_name": person.full_name, "code": person.code},
        "unit": unit and reference(unit),
        "year": shown,
        "keeps_book": bool(months) or (unit is not None and tx.fees.book(unit.id) is not None),
        **_terms(tx, ledger, person),
        "paid_until": paid_until(months, tx.today),
        "owed_months": [month.month for month in owed],
        "owed_amount": sum(month.rate for month in owed),
        "months": [_month(month, tx.today, person.unit_id) for month in months if month.month.year == shown],
        "receipts": receipts.of_person(tx, person.id, first=date(shown, 1, 1), last=date(shown, 12, 1)),
        **_waivers(tx, person),
    }


def _terms(tx: Tx, ledger: Ledger, person: Person) -> dict[str, Any]:
    category = domain.category_of(person.columns["salaried"], person.flags)
    return {
        "category": category,
        "category_title": domain.CATEGORY_TITLES[category],
        "monthly": domain.rate_of(ledger.rates, category, tx.today),
    }


def paid_until(months: Iterable[Month], today: date) -> date | None:
    """The last month of an unbroken row that is paid, exempt or waived; months in their order."""
    last = None
    for month in months:
        if month.state(today) in UNPAID:
            break
        last = month.month
    return last


def _waivers(tx: Tx, person: Person) -> dict[str, Any]:
    mine = select(fee_waivers).where(fee_waivers.c.person_id == person.id, fee_waivers.c.ended_at.is_(None))
    may = is_allowed(POLICY, tx, "fee.waive", of=Subject(person.unit_id)) and person.id != tx.actor.person_id
    shown = ("id", "from_month", "until_month", "reason")
    rows = tx.execute(mine.order_by(fee_waivers.c.from_month))
    return {
        "waivers": [{name: getattr(row, name) for name in shown} | {"may_end": may} for row in rows],
        "may_waive": may,
    }


# ---------------------------------------------------------------- those who owe


def list_fee_arrears(
    tx: Tx, *, unit_id: UUID, q: str | None, months: int, limit: int, cursor: str | None, count: str | None
) -> dict[str, Any]:
    """Members of a unit and below who owe past months, in the order of their names."""
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "fee.view", of=Subject(unit.id))
    guests = _owing_guests(tx, unit.path)
    qualified = [key for key, owed in guests.items() if len(owed.months) >= months]
    of_the_roll = and_(
        inside(fee_standings.c.unit_id, [unit.path]),
        visible(POLICY, tx, "fee.view", unit=fee_standings.c.unit_id),
        fee_standings.c.owed_months != [],
        func.cardinality(fee_standings.c.owed_months) >= months,
        fee_standings.c.person_id.not_in(guests) if guests else true(),
    )
    where = [
        or_(of_the_roll, fee_standings.c.person_id.in_(qualified)) if qualified else of_the_roll,
        people.c.status.in_(sorted(IN_FORCE)),
        *receipts.named(q),
    ]
    joined = fee_standings.join(people, people.c.id == fee_standings.c.person_id)
    columns = (fee_standings, people.c.full_name, people.c.code, people.c.sort_key, units.c.name, units.c.level)
    asked = select(*columns).select_from(joined.join(units, units.c.id == fee_standings.c.unit_id)).where(*where)
    after = cursors.read(cursor)
    if after is not None:
        place = tuple_(literal(after.key), literal(after.id))
        asked = asked.where(tuple_(people.c.sort_key, people.c.id) > place)
    found = tx.execute(asked.order_by(people.c.sort_key, people.c.id).limit(limit + 1)).all()
    rows = found[:limit]
    total = tx.execute(select(func.count()).select_from(joined).where(*where)).scalar_one() if count else None
    following = cursors.write(Place("", rows[-1].sort_key, rows[-1].person_id)) if len(found) > limit else None
    hosts = _hosts(tx, [guests[row.person_id] for row in rows if row.person_id in guests])
    items = [_arrears(row, guests.get(row.person_id), hosts) for row in rows]
    return {"items": add_units_above(tx, items), "next": following, "total": total}


def _owing_guests(tx: Tx, path: str) -> dict[UUID, Guest]:
    """What each of those who stay elsewhere for a time owes to units of the branch; nothing where it is owed outside."""
    inside_it = {row.id for row in figures.units_below(tx, path)}
    found: dict[UUID, Guest] = {}
    for each in Ledger(tx).owed_by_guests(path):
        known = found.setdefault(each.person_id, replace(each, host_id=None, months=(), amount=0))
        if (each.host_id or each.home_id) in inside_it:
            found[each.person_id] = replace(
                known,
                host_id=known.host_id or each.host_id,
                months=tuple(sorted((*known.months, *each.months))),
                amount=known.amount + each.amount,
            )
    return found


def _hosts(tx: Tx, guests: Iterable[Guest]) -> dict[UUID, dict[str, Any]]:
    """The units where guests pay, as a reply names them."""
    wanted = {guest.host_id for guest in guests if guest.host_id}
    found = select(units.c.id, units.c.name, units.c.level).where(units.c.id.in_(wanted))
    return {row.id: dict(row._mapping) for row in tx.execute(found)} if wanted else {}


def _arrears(row: Row[Any], guest: Guest | None, hosts: Mapping[UUID, dict[str, Any]]) -> dict[str, Any]:
    unit = {"id": row.unit_id, "name": row.name, "level": row.level}
    return {
        "person": {"id": row.person_id, "full_name": row.full_name, "code": row.code},
        "unit": hosts[guest.host_id] if guest and guest.host_id else unit,
        "owed_months": list(guest.months) if guest else row.owed_months,
        "owed_amount": guest.amount if guest else row.owed_amount,
        "paid_until": row.paid_until,
    }


# ---------------------------------------------------------------- BM-10


def get_fee_summary(tx: Tx, *, unit_id: UUID, year: int | None) -> dict[str, Any]:
    """What was due, collected, exempt, remitted and kept, by level: each level's keep and what it sent is all it got."""
    unit = visible_unit(tx, unit_id)
    require(POLICY, tx, "fee.view", of=Subject(unit.id))
    wanted, below = year or tx.today.year, figures.units_below(tx, unit.path)
    known = Year(tx, Ledger(tx), wanted, unit.path)
    grouped = known.grouped({row.id: row.level for row in below})
    there = {row.level for row in below}
    levels = tx.execute(select(unit_levels.c.code, unit_levels.c.title).order_by(unit_levels.c.rank)).all()
    return {
        "unit": reference(unit),
        "year": wanted,
        "levels": [
            {
                "level": level.code,
                "title": level.title,
                "units": sum(row.level == level.code and row.is_open for row in below),
                "figures": grouped.get(level.code, Figures()).view(),
            }
            for level in levels
            if level.code in there
        ],
        "figures": _whole(known, below).view(),
    }
