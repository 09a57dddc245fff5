"""Discipline: who is examined where, how the ballot goes, who decides, and what comes before and after the decision."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied
from services.workflows.domain import discipline, machine, relations, standing
from services.workflows.domain.case import SYSTEM, Doer, Office, Officer
from services.workflows.domain.process import Apply, Issue, Prepare, Record, Revoke, Settle, Strike
from services.workflows.domain.relations import Surroundings
from services.workflows.domain.view import CaseFact, OfficeFact
from services.workflows.processes.discipline import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    APPROVER_ID,
    AROUND,
    CHAPTER,
    CHAPTER_ID,
    COMMUNE,
    COMMUNE_ID,
    DISTRICT_ID,
    DISTRICT_OFFICER_ID,
    MEMBER,
    MEMBER_DOER,
    MEMBER_ID,
    OFFICERS,
    PROVINCE_ID,
    SECRETARY,
    SECRETARY_ID,
    UNITS,
    a_document,
    a_member_case,
    a_member_view,
    an_act,
    codes,
    take,
)

OFFENCE = {"whom": "MEMBER", "violation": "Gian lận trong thi cử", "violated_on": "2026-10-01"}
CHECK = {"started_on": "2026-10-10"}
VERIFICATION = {"ended_on": "2026-10-20", "findings": "Có vi phạm"}
MEETING = {"held_on": "2026-11-01", "self_criticism": True, "report_read": True, "conclusion": "Vi phạm lần đầu"}
VOTE = {"voters": "members", "ballot": "secret", "members_total": 16, "present": 14}
DISTRICT_OFFICER = Doer(DISTRICT_OFFICER_ID, "Trần Quốc Việt", (Office("DISTRICT_OFFICER", DISTRICT_ID, "BT"),))
HERE = OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", "PBT")
ABOVE = OfficeFact(COMMUNE_ID, "GRASSROOTS", "GRASSROOTS_OFFICER", "UVBCH")


def examined(**given):
    """The form of a case that was verified and met on; a group given as None never was."""
    form = {**OFFENCE, "check": CHECK, "verification": VERIFICATION, "meeting": MEETING, **given}
    return {name: value for name, value in form.items() if value is not None}


def voted(**votes):
    return examined(vote={**VOTE, **votes})


def decided(form="CANH_CAO", **given):
    """The form of a case on which the superior decided as the chapter voted."""
    vote = {**VOTE, f"for_{form.lower()}": 10, "blank": 4}
    return examined(**{"vote": vote, "decision": {"form": form, "reason": "Vi phạm"}, **given})


def announced(form="CANH_CAO", on="2026-11-10", **given):
    return decided(form, announcement={"announced_on": on}, **given)


def viewed(state, form, around=AROUND, today=date(2026, 11, 24), unit=CHAPTER, **given):
    known = {name: given.pop(name) for name in ("offices", "subject", "unit_size") if name in given}
    case = a_member_case(PROCESS, state, form, **{"unit_id": unit.id, **given})
    case = replace(case, seats=relations.seats(case, PROCESS.relations, around))
    return a_member_view(case, today=today, unit=unit, **known)


def made(action, view, doer=SECRETARY, form=None, note="Lý do"):
    return take(action, view, doer=doer, form=form, note=note, process=PROCESS)


def refused(action, view, doer=SECRETARY, form=None):
    with pytest.raises(Conflict) as fault:
        made(action, view, doer, form)
    return codes(fault)


def opened(doer=SECRETARY, around=AROUND, unit=CHAPTER, offices=(), subject=MEMBER, **form):
    view = viewed("opened", {}, around, unit=unit, offices=offices, subject=subject)
    return machine.open_case(PROCESS, view, an_act("open", doer, {**OFFENCE, **form}))


def opening_refused(**given):
    with pytest.raises(Conflict) as fault:
        opened(**given)
    return codes(fault)


def effect(step, kind):
    return next(each for each in step.effects if isinstance(each, kind))


def line(step, view):
    """What the move leaves in the registry: data and writes."""
    kept = effect(step, Record)
    seen = view.of(step.case)
    return kept.data(seen), kept.writes(seen)


# ---------------------------------------------------------------- whom it is about, and where


def test_a_plain_member_is_examined_in_their_chapter():
    assert opened().case.state == "opened"


def test_an_officer_of_the_unit_is_not_examined_as_a_plain_member():
    assert opening_refused(offices=(HERE,)) == ["accused-is-officer"]


def test_somebody_without_an_office_here_is_not_examined_as_an_officer():
    assert opening_refused(whom="OFFICER", offices=(ABOVE,)) == ["accused-not-officer"]


def test_a_commune_examines_its_own_officers_but_no_plain_member():
    given = {"doer": APPROVER, "unit": COMMUNE}

    assert opened(whom="OFFICER", offices=(ABOVE,), **given).case.state == "opened"
    assert opening_refused(**given) == ["accused-elsewhere"]


def test_a_member_of_the_inspection_committee_is_examined_like_one_of_the_committee():
    inspector = OfficeFact(DISTRICT_ID, "DISTRICT", "INSPECTOR", "UV_UBKT")
    view = viewed("opened", {}, unit=UNITS[DISTRICT_ID], offices=(inspector,))

    step = machine.open_case(PROCESS, view, an_act("open", DISTRICT_OFFICER, {**OFFENCE, "whom": "OFFICER"}))

    assert step.case.seats["superior"].due_unit_id == PROVINCE_ID


def test_who_is_no_member_any_more_is_not_examined():
    assert "not-a-member" in opening_refused(subject=replace(MEMBER, status="MATURED"))


def test_an_offence_is_told_in_words():
    assert opening_refused(violation="") == ["incomplete"]


DEPUTY = Officer(UUID(int=50), "Ngô Văn Sơn", CHAPTER_ID, "CHAPTER_OFFICER", "PBT")
WITH_DEPUTY = Surroundings(UNITS, {**OFFICERS, CHAPTER_ID: (*OFFICERS[CHAPTER_ID], DEPUTY)})


def test_nobody_examines_their_own_case():
    view = viewed("opened", {**OFFENCE, "whom": "OFFICER"}, WITH_DEPUTY, subject_id=SECRETARY_ID)

    assert refused("start_verification", view, form=CHECK) == ["own-case"]


def test_the_superior_examines_in_place_of_a_chapter_whose_only_officer_is_accused():
    case = a_member_case(PROCESS, "opened", {**OFFENCE, "whom": "OFFICER"}, subject_id=SECRETARY_ID)

    seat = relations.seats(case, PROCESS.relations, AROUND)["handler"]

    assert (seat.due_unit_id, seat.unit_id) == (CHAPTER_ID, COMMUNE_ID)


def test_the_superior_examines_where_the_whole_committee_is_involved():
    view = viewed("opened", {**OFFENCE, "whom": "OFFICER", "committee_involved": True}, offices=(HERE,))

    assert view.case.seats["handler"].due_unit_id == COMMUNE_ID
    with pytest.raises(Denied):
        made("start_verification", view, SECRETARY, CHECK)


def test_the_case_stays_where_it_was_opened_when_the_accused_moves_away():
    moved = replace(MEMBER, unit_id=UUID(int=77))
    step = made("submit", viewed("voted", voted(for_canh_cao=14), subject=moved))

    assert not PROCESS.follows_subject
    assert (step.case.unit_id, step.case.state) == (CHAPTER_ID, "submitted")


def test_only_those_with_a_part_in_it_know_of_the_case():
    view = viewed("in_force", announced())

    assert PROCESS.confidential
    assert "complaint_authority" not in view.case.seats


# ---------------------------------------------------------------- verification and meeting


def test_the_verification_report_gets_a_number():
    step = made("conclude_verification", viewed("verifying", {**OFFENCE, "check": CHECK}), form=VERIFICATION)

    report = effect(step, Issue)
    assert (report.template, step.case.state) == ("T15A", "verifying")
    assert report.person(viewed("verifying", step.case.form))["findings"] == "Có vi phạm"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"verification": None}, "not-verified"),
        ({"violated_on": "2026-11-03"}, "days-out-of-order"),
    ],
    ids=["no report", "met before it happened"],
)
def test_the_meeting_needs_a_verification_before_it(given, code):
    assert code in refused("record_meeting", viewed("verifying", examined(**given, meeting=None)), form=MEETING)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"self_criticism": None}, "self-criticism"),
        ({"report_read": None}, "report-unread"),
        ({"held_on": "2026-10-12"}, "days-out-of-order"),
        ({"held_on": "2026-11-30"}, "day-in-future"),
    ],
)
def test_the_meeting_hears_self_criticism_and_report(given, code):
    form = {name: value for name, value in {**MEETING, **given}.items() if value is not None}

    assert refused("record_meeting", viewed("verifying", examined(meeting=None)), form=form) == [code]


def test_who_cannot_criticise_themselves_is_considered_all_the_same():
    form = {"held_on": "2026-11-01", "absence_reason": "Đang chấp hành án", "report_read": True}

    assert made("record_meeting", viewed("verifying", examined(meeting=None)), form=form).case.state == "meeting_held"


# ---------------------------------------------------------------- the ballot


def vote_refused(**votes):
    return refused("record_vote", viewed("meeting_held", examined()), form={**VOTE, **votes})


def test_the_ballot_is_secret():
    assert vote_refused(ballot="hands", for_canh_cao=14) == ["not-secret"]


def test_two_thirds_of_the_members_take_part():
    assert vote_refused(present=10, for_canh_cao=10) == ["no-quorum"]


def test_two_thirds_exactly_are_enough():
    step = made(
        "record_vote",
        viewed("meeting_held", examined()),
        form={**VOTE, "members_total": 15, "present": 10, "for_canh_cao": 10},
    )

    assert step.case.state == "voted"


def test_ballots_add_up_to_those_present():
    assert vote_refused(for_canh_cao=9, blank=1, invalid=1) == ["votes-do-not-add-up"]


def test_a_plain_member_has_no_office_to_be_removed_from():
    assert vote_refused(for_cach_chuc=14) == ["form-not-for-them"]


def test_the_committee_does_not_vote_on_a_plain_member():
    assert vote_refused(voters="committee", for_canh_cao=14) == ["wrong-voters"]


@pytest.mark.parametrize(("unit_size", "who"), [(9, "committee"), (8, "members")])
def test_a_chapter_too_small_for_a_committee_votes_as_a_whole_on_its_officers(unit_size, who):
    form = examined(whom="OFFICER")
    view = viewed("meeting_held", form, offices=(HERE,), subject_id=MEMBER_ID, unit_size=unit_size)

    assert discipline.voters(view) == who


def test_the_accused_votes_too():
    form = {**VOTE, "for_canh_cao": 13, "for_none": 1, "accused_voted": True}
    step = made("record_vote", viewed("meeting_held", examined()), form=form)

    assert step.case.form["vote"]["accused_voted"] is True


@pytest.mark.parametrize(("agree", "form"), [(7, None), (8, "CANH_CAO")], ids=["half", "more than half"])
def test_a_form_passes_with_more_than_half_of_those_present(agree, form):
    assert discipline.voted_form(viewed("voted", voted(for_canh_cao=agree, blank=14 - agree))) == form


# ---------------------------------------------------------------- who decides


def test_the_chapter_decides_a_reprimand_of_a_plain_member_at_once():
    view = viewed("meeting_held", examined())
    step = made("record_vote", view, form={**VOTE, "for_khien_trach": 14})
    after = viewed("issuing_own", step.case.form)
    issued = made("issued", after, SYSTEM)
    data, _ = line(issued, after)

    order = effect(step, Issue)
    assert (step.case.state, order.template, order.by, order.in_force) == ("issuing_own", "T15C", "handler", True)
    assert issued.case.state == "in_force"
    assert (data["stage"], data["form"], data["from_on"]) == ("DECIDED", "KHIEN_TRACH", "2026-11-01")


def test_a_reprimand_of_an_officer_is_for_the_superior():
    view = viewed("meeting_held", examined(whom="OFFICER"), offices=(HERE,))
    step = made("record_vote", view, form={**VOTE, "voters": "committee", "for_khien_trach": 14})

    assert step.case.state == "voted"


@pytest.mark.parametrize("form", ["CANH_CAO", "KHAI_TRU"])
def test_a_warning_or_expulsion_is_proposed_to_the_superior(form):
    view = viewed("meeting_held", examined())
    step = made("record_vote", view, form={**VOTE, f"for_{form.lower()}": 14})

    assert step.case.state == "voted"
    assert made("submit", viewed("voted", step.case.form)).case.state == "submitted"


def test_what_did_not_pass_is_not_simply_sent():
    assert refused("submit", viewed("voted", voted(for_canh_cao=7, for_none=7))) == ["no-majority"]


def test_the_superior_may_decide_although_the_vote_failed_and_says_why():
    sent = made("submit_special", viewed("voted", voted(for_canh_cao=7, for_none=7)))
    view = viewed("submitted", sent.case.form, acted=sent.case.acted)
    plain = {"form": "CANH_CAO", "reason": "Vi phạm"}

    assert refused("decide", view, APPROVER, plain) == ["against-the-vote"]
    assert made("decide", view, APPROVER, {**plain, "special_reason": "Hậu quả lớn"}).case.state == "issuing"


def test_what_passed_is_no_special_case():
    assert refused("submit_special", viewed("voted", voted(for_canh_cao=14))) == ["vote-passed"]


def test_the_superior_says_why_it_decides_otherwise_than_voted():
    view = viewed("submitted", voted(for_canh_cao=14))

    assert refused("decide", view, APPROVER, {"form": "KHAI_TRU", "reason": "Nặng"}) == ["against-the-vote"]


def test_the_superior_removes_no_plain_member_from_office():
    view = viewed("submitted", voted(for_canh_cao=14))
    form = {"form": "CACH_CHUC", "reason": "Nặng", "special_reason": "Nặng"}

    assert refused("decide", view, APPROVER, form) == ["form-not-for-them"]


def test_nobody_decides_who_recorded_the_vote_in_place_of_the_unit():
    view = viewed("submitted", voted(for_canh_cao=14), acted={"record_vote": str(APPROVER_ID)})

    with pytest.raises(Denied):
        made("decide", view, APPROVER, {"form": "CANH_CAO", "reason": "Vi phạm"})


def test_a_warning_is_ordered_and_waits_for_its_announcement():
    step = made("decide", viewed("submitted", voted(for_canh_cao=14)), APPROVER, {"form": "CANH_CAO", "reason": "X"})
    numbered = made("issued", viewed("issuing", step.case.form), SYSTEM)

    assert effect(step, Issue).template == "T15C"
    assert (numbered.case.state, numbered.effects) == ("decided", ())


def test_a_warning_is_in_force_from_its_announcement():
    view = viewed("decided", decided())
    step = made("announce", view, APPROVER, {"announced_on": "2026-11-20"})
    data, writes = line(step, view)

    assert step.case.state == "in_force"
    assert (data["form"], data["is_officer"], data["from_on"]) == ("CANH_CAO", False, "2026-11-20")
    assert writes == {}
    assert effect(step, Settle).state == "in_force"


def test_a_decision_is_announced_after_it_was_made():
    document = a_document("T15C", on="2026-11-22")
    view = viewed("decided", decided(), documents=(document,), asked={"T15C": document.key})

    assert refused("announce", view, APPROVER, {"announced_on": "2026-11-20"}) == ["announced-too-early"]
    assert refused("announce", view, APPROVER, {"announced_on": "2026-12-01"}) == ["announced-in-future"]


def test_an_expulsion_is_checked_by_the_registry_first():
    step = made("decide", viewed("submitted", voted(for_khai_tru=14)), APPROVER, {"form": "KHAI_TRU", "reason": "X"})

    assert step.case.state == "preparing"
    assert effect(step, Prepare).kind == "expel"


def test_an_expulsion_takes_effect_when_announced():
    step = made("announce", viewed("decided", decided("KHAI_TRU")), APPROVER, {"announced_on": "2026-11-20"})
    applied = made("applied", viewed("applying", step.case.form), SYSTEM)

    assert step.case.state == "applying"
    assert effect(step, Apply).template == "T15C"
    assert (applied.case.state, applied.case.closed_at is None) == ("expelled", False)


def test_an_expulsion_that_the_registry_refuses_is_back_with_who_decides():
    assert made("refused", viewed("preparing", decided("KHAI_TRU")), SYSTEM).case.state == "submitted"


def test_a_void_decision_is_forgotten_when_the_case_goes_back():
    step = made("return", viewed("submitted", decided("KHAI_TRU")), APPROVER)

    assert (step.case.state, "decision" in step.case.form) == ("verifying", False)


def test_whoever_is_found_innocent_has_no_line():
    step = made("acquit", viewed("submitted", voted(for_canh_cao=14)), APPROVER)

    assert (step.case.state, step.effects) == ("dropped", ())


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
    assert line(step, view)[1] == {"flags_remove": ["suspended"]}


def test_a_decision_ends_the_suspension():
    view = viewed("decided", decided(suspensions=FIRST))

    assert line(made("announce", view, APPROVER, {"announced_on": "2026-11-20"}), view)[1] == {
        "flags_remove": ["suspended"]
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


@pytest.mark.parametrize(("announced_on", "codes_"), [("2026-10-21", ["complaint-too-late"]), ("2026-10-22", [])])
def test_a_complaint_comes_within_thirty_days(announced_on, codes_):
    view = viewed("in_force", announced(on=announced_on))
    form = {**COMPLAINT, "complained_on": "2026-11-21"}

    found = [] if not codes_ else refused("complain", view, MEMBER_DOER, form)
    assert found == codes_
    assert codes_ or made("complain", view, MEMBER_DOER, form).case.state == "complained"


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

    allowed = machine.allowed_actions(PROCESS, view, Doer(MEMBER_ID, "Trần Thị Mai", everywhere))

    assert {move.action for move in allowed} <= {"complain"}
