"""Somebody who left is admitted again before the wait is over where the superior says why; nobody else may say so."""

from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Denied, Invalid
from services.workflows.domain import early_return, guards, machine
from services.workflows.domain.view import PersonFact
from services.workflows.processes.admission import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    SECRETARY,
    VOTE,
    a_case,
    a_view,
    allowed,
    refusals,
    take,
)

LEFT = PersonFact(
    UUID(int=15), "Nguyễn Thu Hà", "STRUCK_OFF", None, born_on=date(2008, 2, 3), status_on=date(2026, 1, 10)
)
PLANNED = {"planned_on": "2027-01-10"}
REASON = {"reason": "Có xác nhận của cấp uỷ, đã sửa chữa"}


def file(state="applied", **form):
    return a_view(a_case(state, **{**PLANNED, **form}), subject=LEFT)


def test_the_chapter_opens_the_file_for_the_day_on_which_the_wait_is_over():
    assert guards.may_return(file()) is None
    assert guards.may_return(file(planned_on=None)).code == "readmission-too-soon"
    assert "Cho phép kết nạp lại sớm" in guards.may_return(file(planned_on=None)).text


def test_a_vote_before_that_day_waits_for_the_superior():
    assert "readmission-too-soon" in refusals(lambda: take("record_vote", file(), form=VOTE))

    allowed_early = file().of(take("allow_early_return", file(), APPROVER, REASON).case)
    assert take("record_vote", allowed_early, form=VOTE).case.state == "voted"


def test_the_superior_says_why_and_it_stays_with_the_file():
    step = take("allow_early_return", file(), APPROVER, REASON)

    assert (step.case.form["early_return"], step.line.actor_id) == (REASON, APPROVER.person_id)
    assert REASON["reason"] in early_return.returns_early(file().of(step.case)).text
    assert [warning.code for warning in step.case.warnings] == ["returns-early"]


def test_neither_a_blank_reason_nor_the_chapter_makes_it_sooner():
    assert "incomplete" in refusals(lambda: take("allow_early_return", file(), APPROVER, {}))
    with pytest.raises(Denied):
        take("allow_early_return", file(), SECRETARY, REASON)
    with pytest.raises(Invalid):
        take("amend", file(), SECRETARY, {**file().case.form, "early_return": REASON})


def test_it_is_offered_to_the_superior_of_somebody_who_waits_alone():
    assert "allow_early_return" in allowed(PROCESS, file(), APPROVER)
    assert "allow_early_return" not in allowed(PROCESS, file(), SECRETARY)
    offers = {each.move.action: each.refusals for each in machine.offers(PROCESS, a_view(a_case("applied")), APPROVER)}
    assert [each.code for each in offers["allow_early_return"]] == ["no-wait"]
