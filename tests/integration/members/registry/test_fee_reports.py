"""The report of fees (BM-10) of a quarter, a half year or a year, from the ledger's months, and as units submit it."""

from datetime import date, timedelta

import pytest

from services.kit.faults import NotFound
from services.members.fees.figures import Money, Year
from services.members.fees.ledger import Ledger
from services.members.figures import periods
from tests.integration.members.registry.fees import line, today

COMMUNE, FIRST, SECOND = "24-01-002", "24-01-002-001", "24-01-002-002"
RATE = 2000
QUARTER = periods.latest(("QUARTER",), today(), {"report_early_days": 0})
RUNNING = next(each for each in periods.choices(("QUARTER",), today()))


@pytest.fixture(scope="module", autouse=True)
def payers(province, host):
    """Two chapters that have kept books for two years, with three members, one of whom has paid a month of the last quarter."""
    with province.database.transaction(actor=province.officer(COMMUNE)) as tx:
        for chapter in (FIRST, SECOND):
            tx.fees.open_book(province.id(chapter), date(today().year - 2, 1, 1))
    return [province.add_member(name, chapter) for name, chapter in (("An", FIRST), ("Bình", FIRST), ("Chi", SECOND))]


@pytest.fixture
def submit(ask, province):
    def run(unit, period=QUARTER, **given):
        return ask("submit_report", by=unit, unit_id=province.id(unit), report="BM-10", period=period.code, **given)

    return run


@pytest.fixture
def shown(ask, province):
    def run(unit, period, *, by=None):
        last = min(period.last, today())
        days = {"since": period.first.isoformat(), "on": last.isoformat()}
        return ask("get_report", by=by or unit, code="BM-10", unit_id=province.id(unit), period=period.code, **days)

    return run


def test_what_is_due_in_a_quarter_is_that_of_its_months(shown):
    report = shown(FIRST, QUARTER)

    assert (report["total"]["due"], report["total"]["collected"], report["may_export"]) == (2 * 3 * RATE, 0, False)


def test_what_was_collected_counts_in_the_quarter_of_its_day(ask, province, payers, shown):
    before = shown(COMMUNE, RUNNING)["total"]["collected"]
    ask("collect_fees", by=FIRST, unit_id=province.id(FIRST), lines=[line(payers[0], _months_ago(QUARTER.last))])

    assert shown(COMMUNE, RUNNING)["total"]["collected"] == before + RATE
    assert shown(COMMUNE, QUARTER)["total"]["collected"] == 0


def _months_ago(day):
    return (today().year - day.year) * 12 + today().month - day.month


def test_the_quarters_of_a_year_come_to_what_the_year_says(province):
    path, year = province.units[COMMUNE].path, today().year - 1
    with province.database.transaction() as tx:
        ledger, units = Ledger(tx), dict.fromkeys(map(province.id, (COMMUNE, FIRST, SECOND)), "all")
        whole = Year(tx, ledger, year, path).grouped(units)["all"]
        parts = [
            Money(tx, ledger, part.first, part.last, path).grouped(units)["all"]
            for part in periods.parts(("QUARTER",), periods.period_of(str(year)))
        ]

    assert whole.due == sum(part.due for part in parts) == 3 * 12 * RATE
    assert whole.collected == sum(part.collected for part in parts)


def test_it_is_submitted_accepted_and_adds_up_in_the_unit_above(ask, submit, shown):
    for chapter in (FIRST, SECOND):
        snapshot = submit(chapter)
        ask("accept_report", by=COMMUNE, submission_id=snapshot["id"])
    draft = shown(COMMUNE, QUARTER)["draft"]
    made = submit(COMMUNE, draft=draft["mark"])["report"]

    figures = {each["code"]: each for each in draft["figures"]}
    assert draft["basis"] == "CHILDREN"
    assert (figures["due"]["accepted"], figures["due"]["figure"]) == (3 * 3 * RATE, 3 * 3 * RATE)
    assert (figures["received"]["accepted"], figures["kept"]["may_override"]) == (None, False)
    assert (made["total"]["due"], [row["figures"]["due"] for row in made["rows"]]) == (9 * RATE, [6 * RATE, 3 * RATE])


def test_the_people_behind_it_are_in_the_fee_book_alone(ask, province):
    for method, given in (
        ("list_report_people", {"column": "due"}),
        ("export_report", {}),
    ):
        with pytest.raises(NotFound, match="report-unknown"):
            ask(method, by=COMMUNE, code="BM-10", unit_id=province.id(COMMUNE), **given)


def test_days_that_begin_amid_a_month_leave_that_month_to_the_days_before(province):
    path = province.units[FIRST].path
    with province.database.transaction() as tx:
        first, last = QUARTER.first + timedelta(days=3), QUARTER.last
        found = Money(tx, Ledger(tx), first, last, path).grouped({province.id(FIRST): "all"})["all"]

    assert found.due == 2 * 2 * RATE
