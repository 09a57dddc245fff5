"""Cases about a member: who may ask, lists that grow, terms counted from a day of the form, lines on the record."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.kit.faults import Conflict, Denied
from services.workflows.domain import inspect, machine, standing
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.machine import Act
from services.workflows.domain.view import CaseFact, FeeFact
from tests.unit.workflows.builders import (
    APPROVER,
    MEMBER,
    MEMBER_DOER,
    NOW,
    SECRETARY,
    STRANGER,
    TODAY,
    a_member_case,
    a_member_view,
    codes,
    take,
)
from tests.unit.workflows.long_stay import STAYING, STAYING_ON

FORM = {"from_on": "2026-12-01"}


def opened(doer, subject=MEMBER):
    view = a_member_view(a_member_case(STAYING), subject=subject)
    return machine.open_case(STAYING, view, Act("open", doer, NOW, TODAY, FORM))


def at(state, **form):
    return a_member_view(a_member_case(STAYING, state, {**FORM, **form}))


def test_the_made_up_processes_are_right_ones():
    assert inspect.problems(STAYING) == []
    assert inspect.problems(STAYING_ON) == []


@pytest.mark.parametrize("doer", [SECRETARY, MEMBER_DOER], ids=["the secretary", "the member"])
def test_each_of_several_relations_opens(doer):
    assert opened(doer).case.state == "asked"


def test_someone_of_no_relation_does_not_open():
    with pytest.raises(Denied):
        opened(STRANGER)


def test_what_follows_from_another_case_needs_nobody():
    view = a_member_view(a_member_case(STAYING_ON))

    step = machine.open_case(STAYING_ON, view, Act("open", SYSTEM, NOW, TODAY, FORM, follows=True))

    assert step.case.state == "asked"


def test_an_appended_form_is_one_more_of_its_kind():
    view = at("away", visits=[{"visited_on": "2026-11-01"}])

    step = take("visit", view, doer=MEMBER_DOER, form={"visited_on": "2026-11-20"}, process=STAYING)

    assert step.case.form["visits"] == [{"visited_on": "2026-11-01"}, {"visited_on": "2026-11-20"}]
    assert step.line.form == {"visited_on": "2026-11-20"}


def test_a_term_in_months_is_counted_from_the_day_of_the_form():
    ends = machine.expires_at(STAYING, at("away"), state="away", since=TODAY)

    assert ends == datetime(2027, 12, 1, 16, 59, 59, tzinfo=UTC)


def test_time_makes_the_move_that_the_definition_names():
    move = machine.timed_move(STAYING, at("away"), state="away", since=TODAY)

    assert move.action == "run_out"
    assert machine.timed_move(STAYING, at("asked"), state="asked", since=TODAY) is None


def test_a_second_change_of_the_registry_is_decided_on_its_own_day():
    view = a_member_view(a_member_case(STAYING, "away", FORM, decided_on=TODAY - timedelta(days=90)))

    assert take("return", view, doer=APPROVER, process=STAYING).case.decided_on == TODAY


@pytest.mark.parametrize("status", ["MATURED", "STRUCK_OFF", "IN_TRANSIT"])
def test_who_is_no_settled_member_is_told_why(status):
    with pytest.raises(Conflict) as refused:
        opened(SECRETARY, subject=MEMBER.__class__(MEMBER.id, "Trần Thị Mai", status, MEMBER.unit_id))
    assert codes(refused) == ["not-a-member"]


def test_an_open_discipline_case_stands_in_the_way_until_it_is_closed():
    pending = CaseFact(MEMBER.id, "KL-2026-0001", "discipline", "voted", TODAY, None, None, None, {})
    closed = CaseFact(MEMBER.id, "KL-2025-0001", "discipline", "ended", TODAY, TODAY, TODAY, None, {})
    case = a_member_case(STAYING)

    assert standing.no_open_discipline(a_member_view(case, cases=(closed,))) is None
    assert standing.no_open_discipline(a_member_view(case, cases=(pending,))).code == "discipline-open"


def test_owed_months_are_named():
    owing = FeeFact(date(2026, 8, 1), (date(2026, 9, 1), date(2026, 10, 1)))
    case = a_member_case(STAYING)

    assert standing.fees_paid(a_member_view(case)) is None
    assert "09/2026 và 10/2026" in standing.fees_paid(a_member_view(case, fees=owing)).text
