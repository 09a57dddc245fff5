"""Deadlines follow the plan of the year that is known when they are counted, whatever set the case was opened under."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, text

from services.workflows.actions.views import views_of
from services.workflows.copies import RULE_SETS
from services.workflows.domain.calendar import ZONE
from services.workflows.store import RuleSets
from tests.integration.workflows.conftest import NOW, a_vote

TODAY = NOW.date()
DUE = date(2026, 12, 9)
"""Fifteen days after the case is submitted, a Wednesday."""


@pytest.fixture(autouse=True)
def as_installed(database):
    yield
    with database.transaction() as tx:
        tx.execute(text("DELETE FROM rule_sets"))
    RuleSets._kept.clear()


def tell(workflows, *days, code="xii", start=date(2022, 12, 16), end=None, version=1):
    rows = [{"code": f"{on:%Y_%m_%d}", "on": on.isoformat(), "kind": kind, "note": "Kế hoạch"} for on, kind in days]
    told = {
        "code": code,
        "valid_from": start,
        "valid_to": end,
        "parameters": {"calendar_days": rows},
        "version": version,
    }
    with workflows.asking() as tx:
        RULE_SETS.apply(tx, [told])
    RuleSets._kept.clear()


def due_on(case):
    return case["due_at"].astimezone(ZONE).date()


def voted(workflows):
    case = workflows.open()
    workflows.act(case, "record_vote", form=a_vote())
    return case


def test_a_deadline_that_falls_on_an_extra_day_off_moves_past_it(workflows):
    tell(workflows, (DUE, "OFF"), (DUE + timedelta(days=1), "OFF"))

    assert due_on(workflows.submitted()) == DUE + timedelta(days=2)


def test_a_deadline_stays_on_a_saturday_that_is_worked_on(workflows):
    tell(workflows, *((DUE + timedelta(days=after), "OFF") for after in (0, 1, 2)), (DUE + timedelta(days=3), "WORKED"))

    assert due_on(workflows.submitted()) == date(2026, 12, 12)


def test_a_case_opened_before_follows_the_plan_that_has_come_since(workflows):
    tell(workflows)
    case = voted(workflows)
    tell(workflows, end=TODAY - timedelta(days=1), version=2)
    tell(workflows, (DUE, "OFF"), code="xii.1", start=TODAY)

    submitted = workflows.act(case, "submit")

    assert (submitted["rule_set"], due_on(submitted)) == ("xii", DUE + timedelta(days=1))


def test_a_deadline_that_was_counted_stays_and_a_plan_to_come_moves_none(workflows):
    tell(workflows)
    counted = workflows.submitted()
    tell(workflows, end=TODAY, version=2)
    tell(workflows, (DUE, "OFF"), code="xii.1", start=TODAY + timedelta(days=1))
    case = workflows.open(full_name="Đến Sau", citizen_id="024308005678", phone="0912345679")
    workflows.act(case, "record_vote", form=a_vote())

    assert [due_on(workflows.get(counted)), due_on(workflows.act(case, "submit"))] == [DUE, DUE]


@pytest.fixture
def asked(database):
    """The statements that are sent."""
    sent = []

    def hear(*given):
        sent.append(given[2])

    event.listen(database.engine, "before_cursor_execute", hear)
    yield sent
    event.remove(database.engine, "before_cursor_execute", hear)


def test_the_plan_is_read_with_its_set_and_costs_no_statement_a_case(workflows, asked):
    tell(workflows, (DUE, "OFF"))
    case = workflows.submitted()
    with workflows.asking() as tx:
        whole, _ = tx.cases.get(case["id"])
        tx.rules.in_force()
        asked.clear()
        views = views_of(tx, [whole] * 3)

    assert {id(view.calendar) for view in views} == {id(tx.rules.in_force().calendar)}
    assert not [statement for statement in asked if "rule_sets" in statement]
