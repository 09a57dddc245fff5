"""Discipline besides the decision: removal from office, suspension, complaints, comments, progress, and who may know."""

from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Denied
from services.workflows.domain import machine, relations, standing
from services.workflows.domain.case import SYSTEM, Doer, Office
from services.workflows.domain.process import Issue, Record, Revoke, Settle, Strike
from services.workflows.domain.view import CaseFact, OfficeFact
from services.workflows.processes.discipline import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER,
    CHAPTER_ID,
    COMMUNE,
    COMMUNE_ID,
    DISTRICT_ID,
    MEMBER_DOER,
    MEMBER_ID,
    PROVINCE_ID,
    SECRETARY,
    SECRETARY_ID,
    UNITS,
    a_document,
    a_member_case,
    a_member_view,
    allowed,
    effect,
    line,
)
from tests.unit.workflows.discipline_cases import (
    ABOVE,
    DISTRICT_OFFICER,
    HERE,
    OFFENCE,
    WITH_DEPUTY,
    announced,
    decided,
    made,
    refused,
    viewed,
    voted,
)

# ---------------------------------------------------------------- removal from office

OFFICER_FORM = {"whom": "OFFICER"}


def removal(offices, **decision):
    given = {"form": "CACH_CHUC", "reason": "X", **decision}
    document = a_document("T15C", on="2026-11-18")
    form = decided("CACH_CHUC", whom="OFFICER", decision=given)
    view = viewed("decided", form, offices=offices, documents=(document,), asked={"T15C": document.key})
    return line(made("announce", view, APPROVER, {"announced_on": "2026-11-20"}), view)[1]["remove_position"]


def test_a_removed_secretary_keeps_the_seat_in_the_committee():
    secretary, seat = (OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", code) for code in ("BT", "UVBCH"))

    assert removal((seat, secretary, ABOVE)) == {
        "unit_id": str(CHAPTER_ID),
        "on": "2026-11-20",
        "decision_no": "12-QĐ/ĐTN",
        "code": "BT",
    }


def test_a_removal_ends_the_committee_seat_too_where_it_says_so():
    assert "code" not in removal((HERE,), all_seats=True)


def test_offices_at_other_levels_stay():
    assert removal((HERE, ABOVE))["unit_id"] == str(CHAPTER_ID)


# ---------------------------------------------------------------- suspension

SUSPENSION = {
    "what": "MEMBERSHIP",
    "from_on": "2026-11-20",
    "until": "2027-02-20",
    "reason": "Đang xác minh",
    "party_opinion": "Đồng ý",
}
EXTENSION = {"until": "2027-05-20", "reason": "Chưa xong", "party_opinion": "Đồng ý"}
FIRST = [SUSPENSION]


def test_a_suspension_is_ordered_and_flagged_with_its_end():
    step = made("suspend", viewed("verifying", OFFENCE), APPROVER, SUSPENSION)
    view = viewed("suspending", step.case.form)
    issued = made("issued", view, SYSTEM)
    data, writes = line(issued, view)

    assert effect(step, Issue).template == "T15B"
    assert issued.case.state == "suspended"
    assert (data["stage"], data["from_on"], data["until"]) == ("SUSPENDED", "2026-11-20", "2027-02-20")
    assert writes == {"flags_add": ["suspended"]}


def test_the_chapter_does_not_suspend():
    with pytest.raises(Denied):
        made("suspend", viewed("verifying", OFFENCE), SECRETARY, SUSPENSION)


def test_the_party_committee_agrees_to_a_suspension():
    assert refused("suspend", viewed("verifying", OFFENCE), APPROVER, {**SUSPENSION, "party_opinion": ""}) == [
        "incomplete"
    ]


def test_a_suspension_lasts_three_months_at_most():
    form = {**SUSPENSION, "until": "2027-02-21"}

    assert refused("suspend", viewed("verifying", OFFENCE), APPROVER, form) == ["suspension-too-long"]


def test_a_suspension_is_prolonged_by_three_months_once():
    view = viewed("suspended", {**OFFENCE, "suspensions": FIRST})
    step = made("extend_suspension", view, APPROVER, EXTENSION)
    paper = effect(step, Issue).person(viewed("suspending", step.case.form))
    again = viewed("suspended", step.case.form)

    assert (paper["from_on"], paper["until"], paper["is_extension"]) == ("2027-02-20", "2027-05-20", True)
    assert "extended-before" in refused("extend_suspension", again, APPROVER, {**EXTENSION, "until": "2027-06-20"})


def test_a_suspension_lasts_six_months_in_all():
    view = viewed("suspended", {**OFFENCE, "suspensions": FIRST})

    assert refused("extend_suspension", view, APPROVER, {**EXTENSION, "until": "2027-05-21"}) == ["suspension-too-long"]


def test_time_ends_a_suspension():
    view = viewed("suspended", {**OFFENCE, "suspensions": [SUSPENSION, EXTENSION]})
    step = made("end_suspension", view, SYSTEM)

    due = machine.expires_at(PROCESS, view, state="suspended", since=date(2026, 11, 24))
    assert f"{due:%Y-%m-%d %H:%M}" == "2027-05-20 16:59"
    assert line(step, view)[1] == {"flags_remove": ["suspended"]}


def test_a_suspension_ends_with_the_case():
    view = viewed("suspended", {**OFFENCE, "suspensions": FIRST})
    step = made("drop", view)

    assert step.case.state == "dropped"
    assert line(step, view)[1] == {"flags_remove": ["examined", "suspended"]}


def test_a_decision_ends_the_suspension():
    view = viewed("decided", decided(suspensions=FIRST))

    assert line(made("announce", view, APPROVER, {"announced_on": "2026-11-20"}), view)[1] == {
        "flags_remove": ["examined", "suspended"]
    }


def test_the_superior_lifts_a_suspension():
    view = viewed("submitted", voted(for_canh_cao=14) | {"suspensions": FIRST})
    step = made("lift_suspension", view, APPROVER, {"lifted_on": "2026-11-24"})

    assert line(step, view)[0]["until"] == "2026-11-24"
    again = viewed("submitted", step.case.form)
    assert refused("lift_suspension", again, APPROVER, {"lifted_on": "2026-11-24"}) == ["not-suspended"]


# ---------------------------------------------------------------- complaints

COMPLAINT = {"complained_on": "2026-11-20", "content": "Không đồng ý"}
ANSWER = {"outcome": "UPHELD", "findings": "Đúng quy định", "answered_on": "2026-11-24"}


def complained(state="complained", form="CANH_CAO", **given):
    return viewed(state, announced(form, complaints=[COMPLAINT]), **given)


def answered(first="CANH_CAO", **answer):
    """The case once the answer has its number."""
    given = announced(first, complaints=[COMPLAINT], answers=[{**ANSWER, **answer}])
    return made("issued", viewed("answering", given), SYSTEM)


def test_a_decision_stays_in_force_while_a_complaint_is_answered():
    step = made("complain", viewed("in_force", announced()), MEMBER_DOER, COMPLAINT)

    assert (step.case.state, step.effects) == ("complained", ())


def test_a_complaint_goes_to_the_superior_of_who_decided():
    assert complained().case.seats["complaint_authority"].due_unit_id == DISTRICT_ID


def test_a_complaint_about_the_chapter_goes_to_the_grassroots_union():
    form = voted(for_khien_trach=14) | {"complaints": [COMPLAINT]}

    assert viewed("complained", form).case.seats["complaint_authority"].due_unit_id == COMMUNE_ID


def test_a_second_complaint_goes_one_level_up_and_the_province_has_more_time():
    form = announced(complaints=[COMPLAINT], answers=[ANSWER])
    step = made("complain", viewed("in_force", form), MEMBER_DOER, {**COMPLAINT, "complained_on": "2026-11-24"})
    after = viewed(step.case.state, step.case.form)

    assert step.case.state == "complained_province"
    assert after.case.seats["complaint_authority"].due_unit_id == PROVINCE_ID


@pytest.mark.parametrize(("state", "due"), [("complained", "2027-01-25"), ("complained_province", "2027-02-22")])
def test_complaints_are_answered_in_sixty_or_ninety_days(state, due):
    assert f"{machine.due_at(PROCESS, complained(state), state=state, since=date(2026, 11, 24)):%Y-%m-%d}" == due


def test_beyond_the_province_nobody_answers_here():
    view = viewed("in_force", announced(complaints=[COMPLAINT] * 2, answers=[ANSWER] * 2))

    assert "no-higher-authority" in refused("complain", view, MEMBER_DOER, COMPLAINT)


def test_whoever_was_expelled_may_still_complain():
    step = made("complain", viewed("expelled", announced("KHAI_TRU")), MEMBER_DOER, COMPLAINT)

    assert (step.case.state, step.case.closed_at) == ("complained", None)


def test_an_answer_is_a_paper_of_the_unit_that_answers():
    step = made("answer_complaint", complained(), DISTRICT_OFFICER, ANSWER)

    notice = effect(step, Issue)
    assert (step.case.state, notice.template, notice.by) == ("answering", "T15D", "complaint_authority")


def test_an_upheld_decision_stays_with_a_line():
    step = answered()
    data, _ = line(step, viewed("in_force", step.case.form))

    assert (step.case.state, data["stage"], data["outcome"]) == ("in_force", "COMPLAINED", "UPHELD")


def test_an_upheld_expulsion_stays():
    assert answered("KHAI_TRU").case.state == "expelled"


def test_an_annulled_decision_takes_back_what_it_wrote():
    step = answered(outcome="ANNULLED")
    data, _ = line(step, viewed("annulled", step.case.form))

    assert step.case.state == "annulled"
    assert [type(each) for each in step.effects] == [Strike, Record, Settle]
    assert (data["stage"], data["outcome"]) == ("COMPLAINED", "ANNULLED")


def test_an_annulled_expulsion_gives_back_the_membership():
    step = answered("KHAI_TRU", outcome="ANNULLED")

    assert step.case.state == "annulled"
    assert [type(each) for each in step.effects] == [Revoke, Record, Settle]


def test_a_changed_form_is_announced_and_then_in_force():
    step = answered(outcome="CHANGED", form="KHIEN_TRACH")
    view = viewed("changed", step.case.form)
    known = made("announce_change", view, APPROVER, {"announced_on": "2026-11-24"})
    data, _ = line(known, view)

    assert (step.case.state, step.effects, known.case.state) == ("changed", (), "in_force")
    assert (data["outcome"], data["form"]) == ("CHANGED", "KHIEN_TRACH")


def test_an_expulsion_changed_to_a_warning_gives_back_the_membership():
    step = answered("KHAI_TRU", outcome="CHANGED", form="CANH_CAO")

    assert step.case.state == "changed"
    assert [type(each) for each in step.effects] == [Revoke]


@pytest.mark.parametrize(
    ("form", "code"),
    [(None, "changed-form"), ("CACH_CHUC", "changed-form"), ("CANH_CAO", "not-lighter"), ("KHAI_TRU", "not-lighter")],
)
def test_a_changed_form_is_a_lighter_one(form, code):
    answer = {**ANSWER, "outcome": "CHANGED", "form": form}

    assert refused("answer_complaint", complained(), DISTRICT_OFFICER, answer) == [code]


# ---------------------------------------------------------------- comments, progress, end


def test_the_unit_comments_every_three_months():
    view = viewed("in_force", announced(comments=[{"commented_on": "2026-11-20", "comment": "Tốt"}]))

    due = machine.due_at(PROCESS, view, state="in_force", since=date(2026, 11, 10))
    assert f"{due:%Y-%m-%d}" == "2027-02-20"


def test_a_comment_leaves_a_line_and_the_case_where_it_is():
    view = viewed("in_force", announced())
    step = made("comment", view, form={"commented_on": "2026-11-24", "comment": "Có tiến bộ"})

    assert step.case.state == "in_force"
    assert line(step, view)[0]["comment"] == "Có tiến bộ"


COMMENTED = {"comments": [{"commented_on": "2026-08-01", "comment": "Tốt"}]}


@pytest.mark.parametrize(
    ("on", "given", "code"),
    [("2026-05-25", COMMENTED, "progress-too-soon"), ("2026-05-24", {}, "no-comment")],
    ids=["before six months", "without a comment"],
)
def test_progress_is_proposed_after_six_months_with_comments(on, given, code):
    view = viewed("in_force", announced(on=on, **given))

    assert refused("propose_progress", view, form={"comment": "Đã sửa chữa"}) == [code]


def test_the_one_who_decided_recognises_progress():
    view = viewed("in_force", announced(on="2026-05-24", **COMMENTED))
    proposed = made("propose_progress", view, form={"comment": "Đã sửa chữa"})
    waiting = viewed("progress_proposed", proposed.case.form)
    step = made("recognise_progress", waiting, APPROVER)
    after = viewed("recognising", step.case.form)
    ended = made("issued", after, SYSTEM)

    assert effect(step, Issue).template == "T15E"
    assert (ended.case.state, line(ended, after)[0]["stage"]) == ("progress_recognised", "PROGRESS")


def test_the_chapter_recognises_progress_after_its_own_reprimand():
    case = viewed("progress_proposed", voted(for_khien_trach=14)).case

    assert case.seats["decider"].due_unit_id == CHAPTER_ID


def test_a_decision_ends_by_time():
    due = machine.expires_at(PROCESS, viewed("in_force", announced()), state="in_force", since=date(2026, 11, 24))

    assert f"{due:%Y-%m-%d}" == "2027-11-10"
    assert made("expire", viewed("in_force", announced()), SYSTEM).case.state == "expired"


# ---------------------------------------------------------------- what others see of it


@pytest.mark.parametrize(("state", "code"), [("verifying", "discipline-open"), ("in_force", None)])
def test_somebody_under_examination_neither_leaves_nor_moves(state, code):
    other = CaseFact(UUID(int=5), "KL-1", "discipline", state, date(2026, 11, 1), None, None, None, {})
    found = standing.no_open_discipline(a_member_view(a_member_case(PROCESS), cases=(other,)))

    assert (found and found.code) == code


def test_every_state_whose_decision_stands_is_known_to_other_processes():
    after_decision = {state.code for state in PROCESS.states if state.step in {"in_force", "progress_recognised"}}

    ends = {state.code for state in PROCESS.states if state.is_end}
    assert (after_decision | {"in_force"}) - ends - {"applying"} == standing.DECIDED_DISCIPLINE


def test_a_deputy_examines_in_place_of_the_accused_secretary():
    case = a_member_case(PROCESS, "opened", {**OFFENCE, "whom": "OFFICER"}, subject_id=SECRETARY_ID)

    assert relations.seats(case, PROCESS.relations, WITH_DEPUTY)["handler"].unit_id == CHAPTER_ID


@pytest.mark.parametrize("state", [state.code for state in PROCESS.states])
def test_whoever_is_examined_does_nothing_in_their_case_but_complain_whatever_offices_they_hold(state):
    suspension = [{"what": "OFFICE", "from_on": "2026-11-01", "until": "2026-12-31"}]
    view = viewed(state, announced(suspensions=suspension, complaints=[COMPLAINT]))
    everywhere = tuple(
        Office(f"{unit.level}_OFFICER", unit.id, "BT") for unit in (CHAPTER, COMMUNE, UNITS[DISTRICT_ID])
    )

    offered = allowed(PROCESS, view, Doer(MEMBER_ID, "Trần Thị Mai", everywhere))

    assert set(offered) <= {"complain"}
