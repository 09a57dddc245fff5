"""Money of many units in a year or a part of it, in a handful of statements whatever their number."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from services.members.fees import domain
from services.members.fees.ledger import Guest, Ledger
from services.members.store import Tx


@dataclass
class Figures:
    """What a group of units has to do with money; flows inside the group are none of its income."""

    due: int = 0
    exempt: int = 0
    waived: int = 0
    collected: int = 0
    abroad: int = 0
    received: int = 0
    remitted: int = 0
    on_way: int = 0
    owing_people: int = 0
    owed_amount: int = 0

    @property
    def retained(self) -> int:
        """What has stayed with them: all they got, less what went up or is on its way."""
        return self.collected - self.abroad + self.received - self.remitted - self.on_way

    def view(self) -> dict[str, int]:
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"kept": self.retained}


_UNITS: Final = text("""
    SELECT u.id, u.name, u.level, u.parent_id, ltree2text(u.path) AS path, u.closed_on IS NULL AS is_open,
        b.unit_id IS NOT NULL AS keeps_book
    FROM units u LEFT JOIN fee_books b ON b.unit_id = u.id
    WHERE u.path <@ text2ltree(:path) ORDER BY u.sort_key, u.id
""")
_COLLECTED: Final = text("""
    SELECT c.unit_id, c.collected, c.collected - c.shared AS abroad
    FROM fee_receipt_counters c JOIN units u ON u.id = c.unit_id
    WHERE c.year = :year AND c.collected > 0 AND u.path <@ text2ltree(:path)
""")
_COLLECTED_BETWEEN: Final = text("""
    SELECT r.unit_id, sum(r.amount) AS collected, sum(r.amount - r.shared) AS abroad
    FROM fee_receipts r JOIN units u ON u.id = r.unit_id
    WHERE r.year = :year AND r.collected_on BETWEEN :first AND :last AND r.cancelled_at IS NULL AND u.path <@ text2ltree(:path)
    GROUP BY r.unit_id
""")
_FLOWS: Final = text("""
    WITH inside AS (SELECT id FROM units WHERE path <@ text2ltree(:path))
    SELECT from_unit_id, to_unit_id, state = 'CONFIRMED' AS has_arrived, sum(amount) AS amount FROM fee_remittances
    WHERE state <> 'WITHDRAWN' AND amount > 0
        AND (from_unit_id IN (SELECT id FROM inside) OR to_unit_id IN (SELECT id FROM inside))
        AND (coalesce(CASE WHEN state = 'CONFIRMED' THEN settled_at END, declared_at)
            AT TIME ZONE 'Asia/Ho_Chi_Minh')::date BETWEEN :first AND :last
    GROUP BY 1, 2, 3
""")
_OWING: Final = text("""
    SELECT s.unit_id, count(*) AS people, sum(s.owed_amount) AS amount
    FROM fee_standings s JOIN units u ON u.id = s.unit_id
    WHERE s.owed_months <> '{}' AND u.path <@ text2ltree(:path) AND s.person_id <> ALL(CAST(:guests AS uuid[]))
    GROUP BY s.unit_id
""")


def units_below(tx: Tx, path: str) -> list[Row[Any]]:
    """The unit and all below it, closed ones too: their money counts on."""
    return list(tx.execute(_UNITS, {"path": path}))


def months_of(first: date, last: date, today: date) -> tuple[date, date] | None:
    """The months that begin between these days for which a fee could be due by now; none of days to come."""
    begins = first if first.day == 1 else domain.month_at(domain.number_of(first) + 1)
    ends = min(domain.month_of(last), domain.month_of(today))
    return (begins, ends) if begins <= ends else None


class Money:
    """What is known of money between two days of a year of the unit at a path and all below it, read once and grouped as often as
    is wanted. What is owed is that of now."""

    def __init__(self, tx: Tx, ledger: Ledger, first: date, last: date, path: str) -> None:
        given = {"path": path, "year": first.year, "first": first, "last": last}
        months = months_of(first, last, tx.today)
        self._due = ledger.due(path, first=months[0], last=months[1]) if months else {}
        self._lifted = ledger.lifted(path, first=months[0], last=months[1]) if months else {}
        # The counters of the year are the sum of its receipts, without reading them.
        is_year = (first.month, first.day) == (1, 1) and last >= min(date(first.year, 12, 31), tx.today)
        self._collected = tx.execute(_COLLECTED if is_year else _COLLECTED_BETWEEN, given).all()
        self._guests = ledger.owed_by_guests(path)
        elsewhere = sorted({guest.person_id for guest in self._guests})
        self._owing = tx.execute(_OWING, given | {"guests": elsewhere}).all()
        self._flows = tx.execute(_FLOWS, given).all()

    def grouped(self, group_of: Mapping[UUID, Any]) -> dict[Any, Figures]:
        """The figures of each group of units. group_of: unit → its group; whatever it leaves out is the world outside."""
        found: dict[Any, Figures] = defaultdict(Figures)
        for unit_id, amount in self._due.items():
            found[group_of[unit_id]].due += amount
        for unit_id, (exempt, waived) in self._lifted.items():
            found[group_of[unit_id]].exempt += exempt
            found[group_of[unit_id]].waived += waived
        for row in self._collected:
            found[group_of[row.unit_id]].collected += int(row.collected)
            found[group_of[row.unit_id]].abroad += int(row.abroad)
        for row in self._owing:
            found[group_of[row.unit_id]].owing_people += int(row.people)
            found[group_of[row.unit_id]].owed_amount += int(row.amount)
        _add_guests(self._guests, group_of, found)
        _add_flows(self._flows, group_of, found)
        return found


def _add_guests(guests: Iterable[Guest], group_of: Mapping[UUID, Any], found: dict[Any, Figures]) -> None:
    """Who stays elsewhere for a time owes there, and at home what is left of it: one person of a group that holds both."""
    owing: dict[Any, set[UUID]] = defaultdict(set)
    for guest in guests:
        unit_id = guest.host_id or guest.home_id
        group = group_of.get(unit_id) if unit_id else None
        if group is not None:
            owing[group].add(guest.person_id)
            found[group].owed_amount += guest.amount
    for group, people in owing.items():
        found[group].owing_people += len(people)


def _add_flows(rows: Iterable[Row[Any]], group_of: Mapping[UUID, Any], found: dict[Any, Figures]) -> None:
    for row in rows:
        sender, receiver, amount = group_of.get(row.from_unit_id), group_of.get(row.to_unit_id), int(row.amount)
        if sender is not None and not row.has_arrived:
            found[sender].on_way += amount
        elif row.has_arrived and sender != receiver:
            if sender is not None:
                found[sender].remitted += amount
            if receiver is not None:
                found[receiver].received += amount


class Year(Money):
    """The same of a whole year."""

    def __init__(self, tx: Tx, ledger: Ledger, year: int, path: str) -> None:
        super().__init__(tx, ledger, date(year, 1, 1), date(year, 12, 31), path)
