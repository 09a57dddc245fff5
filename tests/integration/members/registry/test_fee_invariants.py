"""Whatever offices do, in a tree of any depth: nothing is lost, nothing doubled, no number missing."""

import random

import pytest

from services.kit.faults import Conflict
from services.members.fees import collecting, looking, remitting
from services.members.fees.tables import metadata
from tests.integration.members.registry.fees import month

STEPS = 120
LEVELS = ("PROVINCE", "DISTRICT", "GRASSROOTS", "GRASSROOTS", "GRASSROOTS")
FEE_TABLES = sorted(name for name in metadata.tables if name.startswith("fee_") and name != "fee_exemptions")


class Office:
    """A tree of that depth in which offices act at random, each only with what is open to it."""

    def __init__(self, province, chance, depth):
        self.province, self.chance = province, chance
        self.above = []
        for level in range(depth):
            code = f"T{depth}-{level}"
            province.add_unit(code, LEVELS[level], self.above[-1] if self.above else None)
            self.above.append(code)
        self.chapters = [f"T{depth}-C{number}" for number in range(3)]
        for chapter in self.chapters:
            province.add_unit(chapter, "CHAPTER", chance.choice(self.above))
            self.by(chapter, collecting.open_fee_book, from_month=month(11))
        self.people = {code: [province.add_member("Ai Đó", code) for _ in range(4)] for code in self.chapters}

    def by(self, code, act, **given):
        with self.province.database.transaction(actor=self.province.officer(code)) as tx:
            return act(tx, unit_id=self.province.id(code), **given)

    def step(self):
        try:
            self.chance.choice((self.collect, self.collect, self.cancel, self.declare, self.declare, self.settle))()
        except Conflict:
            return  # the month was paid, the receipt had gone up, there was nothing to send

    def collect(self):
        chapter = self.chance.choice(self.chapters)
        person = self.chance.choice(self.people[chapter])
        ago = self.chance.sample(range(11), self.chance.randint(1, 3))
        line = {"person_id": person.id, "months": [month(each) for each in ago], "monthly": None}
        self.by(chapter, collecting.collect_fees, lines=[line])

    def cancel(self):
        chapter = self.chance.choice(self.chapters)
        with self.province.database.transaction(actor=self.province.officer(chapter)) as tx:
            found = looking.receipts.list_fee_receipts(
                tx, unit_id=self.province.id(chapter), year=None, q=None, limit=100, cursor=None, count=None
            )["items"]
            if found:
                receipt = self.chance.choice(found)
                collecting.cancel_fee_receipts(tx, receipt_ids=[receipt["id"]], reason="Nhầm")

    def declare(self):
        code = self.chance.choice([*self.chapters, *self.above])
        self.by(code, remitting.declare_fee_remittance, from_month=month(0), until_month=month(0))

    def settle(self):
        code = self.chance.choice([*self.chapters, *self.above])
        with self.province.database.transaction(actor=self.province.officer(code)) as tx:
            for direction, states in (("in", ("CONFIRMED", "DISPUTED")), ("out", ("WITHDRAWN",))):
                page = remitting.list_fee_remittances(
                    tx,
                    unit_id=self.province.id(code),
                    direction=direction,
                    state="DECLARED",
                    limit=100,
                    cursor=None,
                    count=None,
                )
                if page["items"]:
                    chosen, state = self.chance.choice(page["items"]), self.chance.choice(states)
                    remitting.settle_fee_remittance(tx, remittance_id=chosen["id"], state=state, reason="Ngẫu nhiên")


@pytest.mark.parametrize(("depth", "seed"), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 5)])
def test_random_offices_lose_and_double_nothing(province, sql, depth, seed):
    office = Office(province, random.Random(seed), depth)

    for _ in range(STEPS):
        office.step()

    top = office.by(office.above[0], looking.get_fee_summary, year=None)
    figures = top["figures"]
    assert figures["collected"] == _valid_receipts(sql, province, office) > 0
    assert figures["collected"] + figures["received"] == figures["kept"] + figures["remitted"] + figures["on_way"]
    assert figures["remitted"] == _left_the_tree(sql, province, office)
    assert all(level["figures"]["kept"] >= 0 for level in top["levels"])
    assert _sums_apart(sql) == []
    assert _gaps(sql) == []
    assert _frozen_wrongly(sql) == []


def _valid_receipts(sql, province, office):
    units = [province.id(code) for code in office.chapters]
    found = sql.execute(
        "SELECT sum(p.amount) FROM fee_payments p JOIN fee_receipts r ON r.id = p.receipt_id"
        " WHERE NOT p.is_cancelled AND r.unit_id = ANY(%s)",
        (units,),
    )
    return found.fetchone()[0]


def _left_the_tree(sql, province, office):
    """What the top sent to nobody here."""
    found = sql.execute(
        "SELECT coalesce(sum(amount), 0) FROM fee_remittances"
        " WHERE from_unit_id = %s AND to_unit_id IS NULL AND state = 'CONFIRMED'",
        (province.id(office.above[0]),),
    )
    return found.fetchone()[0]


def _gaps(sql):
    """Units and years whose receipts do not run from one to the last number given out."""
    return sql.execute(
        "SELECT c.unit_id FROM fee_receipt_counters c JOIN fee_receipts r ON r.unit_id = c.unit_id AND r.year = c.year"
        " GROUP BY c.unit_id, c.year, c.last HAVING count(*) <> c.last OR max(r.number) <> c.last OR min(r.number) <> 1"
    ).fetchall()


def _sums_apart(sql):
    """Units and years whose kept sums are not those of their receipts."""
    return sql.execute(
        """SELECT c.unit_id FROM fee_receipt_counters c LEFT JOIN fee_receipts r
             ON r.unit_id = c.unit_id AND r.year = c.year AND r.cancelled_at IS NULL
           GROUP BY c.unit_id, c.year, c.collected, c.shared
           HAVING (c.collected, c.shared) <> (coalesce(sum(r.amount), 0), coalesce(sum(r.shared), 0))"""
    ).fetchall()


def _frozen_wrongly(sql):
    """Remittances whose receipts and arrivals are not what they say they received."""
    return sql.execute(
        """SELECT m.id FROM fee_remittances m WHERE m.state <> 'WITHDRAWN' AND m.received <>
             coalesce((SELECT sum(shared) FROM fee_receipts r WHERE r.remittance_id = m.id), 0)
             + coalesce((SELECT sum(amount) FROM fee_remittances i WHERE i.forwarded_in = m.id), 0)"""
    ).fetchall()


@pytest.mark.parametrize("name", FEE_TABLES)
def test_the_tables_in_code_are_those_of_the_migrations(province, sql, name):
    columns = "SELECT column_name, is_nullable = 'YES' FROM information_schema.columns WHERE table_name = %s"
    there = dict(sql.execute(columns, (name,)).fetchall())

    assert {column.name: column.nullable for column in metadata.tables[name].c} == there
