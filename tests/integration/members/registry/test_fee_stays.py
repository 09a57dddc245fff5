"""Whoever stays elsewhere for a time pays there, month by month, where the rule says HOST (domain rules 13C, 14.3)."""

from datetime import timedelta

import pytest

from services.kit import ids
from services.kit.faults import Conflict, NotFound
from services.members.fees import exports, looking, standings
from services.members.fees.domain import MonthState
from services.members.fees.figures import Year
from services.members.fees.ledger import Ledger
from tests.integration.members.registry.fees import line, month, months, today
from tests.integration.members.registry.lines import link

HOME, HOST, BOOKLESS = "24-01-001-001", "24-02-001-001", "24-02-001-002"
MID, UNITS = timedelta(days=9), ("24", "24-01", "24-01-001", "24-02", "24-02-001", HOME, HOST)


@pytest.fixture(autouse=True)
def rule(province, sql):
    """Both chapters keep books since seven months ago; the rule says HOST in every month."""
    with province.database.transaction(actor=province.officer("24")) as tx:
        for chapter in (HOME, HOST):
            tx.fees.open_book(province.id(chapter), month(7))
    events = "INSERT INTO rule_parameters (rule_set, key, value, title, mark, source, rank) SELECT code, 'temp_fee_at', %s, '', 'S', '', 0 FROM rule_sets"
    sql.execute("DELETE FROM rule_parameters WHERE key = 'temp_fee_at'")
    sql.execute(events, ('"HOST"',))
    yield
    sql.execute("DELETE FROM rule_parameters WHERE key = 'temp_fee_at'")
    for table in ("fee_payments", "fee_receipts", "fee_waivers", "fee_standings", "secondary_memberships"):
        sql.execute(f"DELETE FROM {table}")
    sql.execute("UPDATE people SET status = 'ANNULLED'")
    sql.execute("DELETE FROM memberships")


@pytest.fixture
def guest(province):
    """`guest(from_on, until=…, ended_on=…)`: somebody of the home chapter who stays at the host."""

    def staying(from_on, host=HOST, **days):
        person = province.add_member("Ở Tạm Thời", HOME, flags=["temp_elsewhere"])
        link(province, person, "TEMP", host=host, from_on=from_on, **days)
        return person

    return staying


@pytest.fixture
def collect(ask, province):
    return lambda unit, *lines: ask("collect_fees", by=unit, unit_id=province.id(unit), lines=list(lines))


def due_at_host(province, person):
    """How many months ago the months are that are due at the host; the others are due at home."""
    with province.database.transaction(actor=province.officer("24")) as tx:
        found = Ledger(tx).months([person.id], first=month(7), last=month(0))
    assert {each.unit_id for each in found} <= {province.id(HOME), province.id(HOST)}
    assert [each.month for each in found] == [month(ago) for ago in range(7, -1, -1)]
    return [ago for ago, each in zip(range(7, -1, -1), found, strict=True) if each.unit_id == province.id(HOST)]


@pytest.mark.parametrize(
    ("from_on", "days", "ago"),
    [
        (month(5) + MID, {"ended_on": month(2) + MID}, [4, 3, 2]),
        (month(5), {"ended_on": month(2)}, [4, 3, 2]),
        (month(5) - timedelta(days=1), {"ended_on": month(2) - timedelta(days=1)}, [5, 4, 3]),
        (month(5) + MID, {"until": month(2) - timedelta(days=1)}, [4, 3, 2]),
        (month(5) + MID, {"until": month(2) - timedelta(days=2)}, [4, 3]),
        (month(2) + MID, {"until": month(-4)}, [1, 0]),
        (month(5) + MID, {"ended_on": month(5) + 2 * MID}, []),
        (month(0), {}, []),
    ],
    ids=[
        "from mid-month to mid-month", "from a first day to a first day", "from a last day to a last day",
        "agreed to a last day", "agreed to the day before a last day", "still there", "within a month", "begun this month",
    ],
)  # fmt: skip
def test_a_month_is_due_where_they_were_on_its_eve(province, guest, from_on, days, ago):
    assert due_at_host(province, guest(from_on, **days)) == ago


def test_where_the_rule_says_home_a_stay_changes_nothing(province, guest, sql):
    sql.execute("DELETE FROM rule_parameters WHERE key = 'temp_fee_at'")

    assert due_at_host(province, guest(month(5))) == []


@pytest.mark.parametrize("kind", ["RESIDENCE", "AWAY"])
def test_where_one_lives_or_works_no_fee_is_paid(province, kind, collect):
    person = province.add_member("Cư Trú Nơi Khác", HOME)
    link(province, person, kind, host=HOST, from_on=month(5))

    assert due_at_host(province, person) == []
    with pytest.raises(NotFound):
        collect(HOST, line(person, 1))


def test_an_honorary_member_owes_nothing(province, registry, collect):
    person = registry.done(registry.subject(kind="honour", full_name="Danh Dự Không Phí"))

    with province.database.transaction(actor=province.officer("24")) as tx:
        found = Ledger(tx).months([person.id], first=month(7), last=month(0))
    assert found == []
    with pytest.raises(Conflict) as fault:
        collect(HOME, line(person, 1))
    assert [refusal["code"] for refusal in fault.value.fields["refusals"]] == ["fee-not-due"]


def test_a_month_goes_by_the_rule_that_was_in_force_on_its_first_day(province, guest, sql):
    sql.execute("UPDATE rule_parameters SET value = '\"HOME\"' WHERE key = 'temp_fee_at'")
    code = f"T{ids.new().hex[:8]}"
    sql.execute("UPDATE rule_sets SET valid = daterange(lower(valid), %s) WHERE upper_inf(valid)", (month(2),))
    sql.execute(
        "INSERT INTO rule_sets (code, title, charter_term, valid) VALUES (%s, 'Thử', 'Thử', daterange(%s, NULL))",
        (code, month(2)),
    )
    sql.execute(
        "INSERT INTO rule_parameters (rule_set, key, value, title, mark, source, rank)"
        " VALUES (%s, 'temp_fee_at', '\"HOST\"', '', 'S', '', 0)",
        (code,),
    )

    assert due_at_host(province, guest(month(6))) == [2, 1, 0]

    sql.execute("DELETE FROM rule_parameters WHERE rule_set = %s", (code,))
    sql.execute("DELETE FROM rule_sets WHERE code = %s", (code,))
    sql.execute("UPDATE rule_sets SET valid = daterange(lower(valid), NULL) WHERE upper(valid) = %s", (month(2),))


def test_a_host_that_keeps_no_book_leaves_the_fees_at_home(province, guest):
    assert due_at_host(province, guest(month(5), host=BOOKLESS)) == []


def test_the_host_takes_the_months_of_the_stay_and_home_the_others(province, guest, collect, ask):
    person = guest(month(3) + MID)

    for unit, ago in ((HOME, 1), (HOST, 4)):
        with pytest.raises(Conflict) as fault:
            collect(unit, line(person, ago))
        assert [refusal["code"] for refusal in fault.value.fields["refusals"]] == ["fee-elsewhere"]
        assert fault.value.fields["mend"]
    done = [collect(HOST, line(person, 2, 1)), collect(HOME, line(person, 4, 3))]

    assert [each["amount"] for each in done] == [4000, 4000]
    assert ask("get_member_fees", by=HOME, member_id=person.id)["owed_months"] == months(7, 6, 5)


def test_a_stranger_is_nobodys_guest(province, collect):
    person = province.add_member("Người Lạ", HOME)

    with pytest.raises(NotFound):
        collect(HOST, line(person, 1))


def test_the_books_of_both_say_what_is_paid_where(province, guest, collect, ask):
    person = guest(month(3) + MID)
    collect(HOST, line(person, 2))

    def row(unit):
        people = ask("get_unit_fees", by=unit, unit_id=province.id(unit), year=month(1).year)["people"]
        return next(each for each in people if each["person"]["id"] == str(person.id))

    home, host = row(HOME), row(HOST)
    assert (home["is_present"], home["is_guest"], host["is_present"], host["is_guest"]) == (True, False, False, True)
    assert [each["month"] for each in home["payable"]] == months(7, 6, 5, 4, 3)
    assert [each["month"] for each in host["payable"]][:2] == months(1, 0)
    assert host["owed_months"] == months(1)
    assert {each["month"] for each in host["months"]} <= set(months(2, 1, 0, -1, -2, -3))


def test_the_workbook_of_a_book_marks_who_is_a_guest(province, guest):
    person = guest(month(3) + MID)
    with province.database.transaction(actor=province.officer("24")) as tx:
        rows = looking.book_rows(tx, Ledger(tx), tx.units.get(province.id(HOST)), month(1).year, None)

    noted = {row["person"]["id"]: exports.book_line(row, "Chi đoàn", month(1).year)[-1] for row in rows}
    assert noted[person.id] == "Sinh hoạt tạm thời"


def test_once_the_stay_is_over_what_is_left_of_it_is_paid_at_home(province, guest, collect):
    person = guest(month(4) + MID, ended_on=month(2) + MID)
    done = collect(HOME, line(person, 3, 2, 1))

    assert done["amount"] == 6000
    with pytest.raises(Conflict):
        collect(HOST, line(guest(month(4) + MID, ended_on=month(2) + MID), 3))


def test_a_month_that_was_paid_at_home_stays_there_when_the_stay_is_written_later(province, collect):
    person = province.add_member("Ghi Muộn", HOME)
    collect(HOME, line(person, 2))
    link(province, person, "TEMP", host=HOST, from_on=month(4))

    assert due_at_host(province, person) == [3, 1, 0]


@pytest.mark.parametrize("unit", UNITS)
def test_totals_of_units_are_the_sums_of_the_months_that_are_due_there(province, guest, collect, sql, unit):
    guest(month(5) + MID, ended_on=month(2) + MID)
    guest(month(3))
    exempt, waived, paying = guest(month(6)), guest(month(6)), guest(month(6))
    province.add_member("Ở Nhà", HOME)
    province.add_member("Người Nơi Nhận", HOST)
    collect(HOST, line(paying, 3, 2))
    months_of = "(person_id, from_month, until_month, reason, {more}) VALUES (%s, %s, %s, 'x', {values})"
    between = (month(2), month(1))
    sql.execute(
        f"INSERT INTO fee_exemptions {months_of.format(more='case_id', values='uuidv7()')}", (exempt.id, *between)
    )
    waiving = months_of.format(more="id, unit_id, waived_at", values="uuidv7(), %s, now()")
    sql.execute(f"INSERT INTO fee_waivers {waiving}", (waived.id, *between, province.id(HOME)))

    path = province.units[unit].path
    with province.database.transaction(actor=province.officer("24")) as tx:
        ledger, year = Ledger(tx), today().year
        everybody = [row[0] for row in sql.execute("SELECT DISTINCT person_id FROM memberships").fetchall()]
        inside = ledger.inside(path)
        known = Year(tx, ledger, year, path).grouped(dict.fromkeys(inside, "whole"))["whole"]
        found = ledger.months(everybody, first=month(today().month - 1), last=month(0))

    here = [each for each in found if each.unit_id in inside]
    states = {state: [each for each in here if each.state(today()) is state] for state in MonthState}
    assert known.due == sum(each.rate for each in here)
    assert known.exempt == sum(each.rate for each in states[MonthState.EXEMPT])
    assert known.waived == sum(each.rate for each in states[MonthState.WAIVED])


def test_arrears_are_those_of_whoever_takes_the_money(province, guest, ask):
    person = guest(month(3) + MID)
    with province.database.transaction() as tx:
        standings.reckon(tx, [person.id])

    def owed(unit, **given):
        items = ask("list_fee_arrears", by=unit, unit_id=province.id(unit), **given)["items"]
        return [(each["unit"]["id"], each["owed_months"], each["owed_amount"]) for each in items]

    def owing(unit):
        figures = ask("get_unit_fees", by=unit, unit_id=province.id(unit))["figures"]
        return figures["owing_people"], figures["owed_amount"]

    assert owed(HOST) == [(str(province.id(HOST)), months(2, 1), 4000)]
    assert owed(HOME) == [(str(province.id(HOME)), months(7, 6, 5, 4, 3), 10000)]
    assert owed(HOST, months=3) == []
    assert [each[1] for each in owed("24")] == [months(7, 6, 5, 4, 3, 2, 1)]
    assert (owing(HOST), owing(HOME), owing("24")) == ((1, 4000), (1, 10000), (1, 14000))
