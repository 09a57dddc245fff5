"""What discipline leaves in the registry does not outlast its reason: suspensions, removals, the book of who is expelled."""

from datetime import date

import pytest

from services.workflows.domain import machine
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Apply, Revoke, Strike
from services.workflows.domain.view import OfficeFact
from services.workflows.processes.discipline import PROCESS
from tests.unit.workflows.builders import APPROVER, CHAPTER_ID, a_document, allowed, effect, line
from tests.unit.workflows.discipline_cases import OFFENCE, announced, decided, made, viewed, voted

SUSPENSION = {
    "what": "MEMBERSHIP",
    "from_on": "2026-11-01",
    "until": "2026-11-20",
    "reason": "X",
    "party_opinion": "Đồng ý",
}
SUSPENDED = {"suspensions": [SUSPENSION]}
COMPLAINT = {"complained_on": "2026-11-20", "content": "Không đồng ý"}
SINCE = date(2026, 11, 10)

# ---------------------------------------------------------------- suspension


@pytest.mark.parametrize("state", ["suspended", "meeting_held", "voted", "submitted", "decided"])
def test_time_ends_a_suspension_wherever_the_case_has_come_to(state):
    view = viewed(state, decided(**SUSPENDED))

    ends = machine.expires_at(PROCESS, view, state=state, since=SINCE)
    step = made("end_suspension", view, SYSTEM)

    assert f"{ends:%Y-%m-%d}" == "2026-11-20"
    assert step.case.state == ("verifying" if state == "suspended" else state)
    assert line(step, view)[1] == {"flags_remove": ["suspended"]}


@pytest.mark.parametrize("state", ["meeting_held", "voted", "submitted", "decided"])
def test_time_ends_a_suspension_once_and_none_that_was_lifted_or_never_was(state):
    over = made("end_suspension", viewed(state, decided(**SUSPENDED)), SYSTEM).case.form
    lifted = decided(suspensions=[SUSPENSION, {"lifted_on": "2026-11-15"}])

    ends = [
        machine.expires_at(PROCESS, viewed(state, form), state=state, since=SINCE) for form in (over, lifted, decided())
    ]

    assert ends == [None, None, None]


def test_a_suspension_that_time_ended_is_nobodys_to_lift():
    over = made("end_suspension", viewed("submitted", voted(for_canh_cao=14) | SUSPENDED), SYSTEM)
    view = viewed("submitted", over.case.form)

    assert "lift_suspension" not in allowed(PROCESS, view, APPROVER)
    assert over.case.form["suspensions"][0] == SUSPENSION


def test_what_time_ended_may_be_ordered_once_more_and_no_third_time():
    over = made("end_suspension", viewed("suspended", OFFENCE | SUSPENDED), SYSTEM).case.form
    again = {**SUSPENSION, "from_on": "2026-11-24", "until": "2027-02-20"}
    twice = made("suspend", viewed("verifying", over), APPROVER, again)
    over_again = made("end_suspension", viewed("suspended", twice.case.form), SYSTEM).case.form

    assert "suspend" not in allowed(PROCESS, viewed("verifying", over_again), APPROVER)


# ---------------------------------------------------------------- complaints


def answered(first, outcome, form=None):
    answer = {"outcome": outcome, "form": form, "findings": "X", "answered_on": "2026-11-24"}
    given = announced(first, complaints=[COMPLAINT], answers=[answer], whom="OFFICER")
    return made("issued", viewed("answering", given), SYSTEM)


@pytest.mark.parametrize(
    ("first", "form", "effects"),
    [("CACH_CHUC", "CANH_CAO", [Strike]), ("CANH_CAO", "KHIEN_TRACH", []), ("KHAI_TRU", "CACH_CHUC", [Revoke])],
    ids=["removal", "warning", "expulsion"],
)
def test_a_form_made_lighter_takes_back_what_the_first_one_wrote(first, form, effects):
    step = answered(first, "CHANGED", form)

    assert step.case.state == "changed"
    assert [type(each) for each in step.effects] == effects


def test_a_removal_that_a_complaint_upheld_takes_nothing_back():
    step = answered("CACH_CHUC", "UPHELD")

    assert step.case.state == "in_force"
    assert Strike not in [type(each) for each in step.effects]


# ---------------------------------------------------------------- expulsion


def test_whoever_is_expelled_keeps_neither_card_nor_book():
    document = a_document("T15C", on="2026-11-18")
    office = OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", "PBT")
    view = viewed(
        "decided", decided("KHAI_TRU"), offices=(office,), documents=(document,), asked={"T15C": document.key}
    )

    applied = effect(made("announce", view, APPROVER, {"announced_on": "2026-11-20"}), Apply)

    assert applied.writes(view) == {"book_location": "Lưu, hết giá trị"}
