"""Discipline: who is examined where, how the ballot goes, who decides, and what comes before and after the decision."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied
from services.workflows.domain import discipline, machine, relations
from services.workflows.domain.process import Issue, Record, Strike
from services.workflows.domain.view import OfficeFact
from services.workflows.processes.discipline import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    AROUND,
    CHAPTER,
    CHAPTER_ID,
    COMMUNE,
    COMMUNE_ID,
    DISTRICT_ID,
    MEMBER,
    PROVINCE_ID,
    SECRETARY,
    SECRETARY_ID,
    UNITS,
    a_member_case,
    a_member_view,
    an_act,
    effect,
)
from tests.unit.workflows.discipline_cases import (
    ABOVE,
    CHECK,
    DISTRICT_OFFICER,
    HERE,
    MEETING,
    OFFENCE,
    VERIFICATION,
    VOTE,
    WITH_DEPUTY,
    announced,
    examined,
    made,
    opened,
    opening_refused,
    refused,
    viewed,
    voted,
)

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


def test_the_offices_held_are_kept_as_the_case_is_opened():
    assert PROCESS.known(viewed("opened", {}, offices=(HERE, ABOVE))) == {"offices_held": ["PBT"]}


@pytest.mark.parametrize(
    ("whom", "held", "offices"),
    [("OFFICER", ["PBT"], ()), ("MEMBER", [], (HERE,))],
    ids=["left-the-committee", "came-to-the-committee"],
)
def test_the_case_follows_the_office_held_at_its_opening(whom, held, offices):
    view = viewed("verifying", {**OFFENCE, "whom": whom, "offices_held": held}, offices=offices)

    step = made("amend", view, form={**OFFENCE, "whom": whom, "violation": "Vắng sinh hoạt"})

    assert step.case.form["violation"] == "Vắng sinh hoạt"


def test_who_left_the_committee_is_not_turned_into_a_plain_member():
    view = viewed("verifying", {**OFFENCE, "whom": "OFFICER", "offices_held": ["PBT"]}, offices=())

    assert refused("amend", view, form={**OFFENCE, "whom": "MEMBER"}) == ["accused-is-officer"]


def test_the_chapter_goes_on_examining_a_member_who_has_moved_away():
    view = viewed("verifying", OFFENCE, subject=replace(MEMBER, unit_id=COMMUNE_ID))

    assert made("amend", view, form={**OFFENCE, "violation": "Vắng sinh hoạt"}).case.state == "verifying"


def test_the_registry_knows_that_somebody_is_examined_until_it_is_settled():
    [line] = [each for each in opened().effects if isinstance(each, Record)]

    assert line.writes(viewed("opened", OFFENCE)) == {"flags_add": ["examined"]}
    assert made("drop", viewed("opened", OFFENCE)).effects == (Strike("Kết thúc, không kỷ luật"),)


def test_an_offence_is_told_in_words():
    assert opening_refused(violation="") == ["incomplete"]


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


def test_somebody_whom_a_court_has_convicted_goes_the_same_way():
    convicted = {**OFFENCE, "offence": "KET_AN", "violation": "Bị Toà án kết án", "verdict_no": "15/2026/HS-ST"}
    meeting = {"held_on": "2026-11-01", "absence_reason": "Đang chấp hành án", "report_read": True}
    view = viewed("meeting_held", {**examined(), **convicted, "meeting": meeting})

    assert opened(**convicted).case.state == "opened"
    assert made("record_vote", view, form={**VOTE, "for_khai_tru": 14}).case.state == "voted"


DEPUTY_ABOVE = OfficeFact(COMMUNE_ID, "GRASSROOTS", "GRASSROOTS_OFFICER", "PBT", "Đoàn xã Tân Mỹ")
SEAT_ABOVE = OfficeFact(COMMUNE_ID, "GRASSROOTS", "MEMBER", "UVBCH", "Đoàn xã Tân Mỹ")
INSPECTOR_ABOVE = OfficeFact(DISTRICT_ID, "DISTRICT", "INSPECTOR", "UV_UBKT", "Huyện đoàn Yên Dũng")
OF_PROVINCE = OfficeFact(PROVINCE_ID, "PROVINCE", "PROVINCE_OFFICER", "UVBTV", "Tỉnh đoàn Bắc Giang")
CLERK = OfficeFact(PROVINCE_ID, "PROVINCE", "PROVINCE_OFFICER", "CHUYEN_VIEN", "Tỉnh đoàn Bắc Giang")
CHAPTER_SEAT = {"doer": SECRETARY, "unit": CHAPTER}
COMMUNE_SEAT = {"doer": APPROVER, "unit": COMMUNE}


@pytest.mark.parametrize("office", [DEPUTY_ABOVE, SEAT_ABOVE, INSPECTOR_ABOVE, OF_PROVINCE])
@pytest.mark.parametrize(("whom", "here", "code"), [
    ("MEMBER", (), "accused-is-officer"),
    ("OFFICER", (), "accused-not-officer"),
    ("OFFICER", (HERE,), "accused-is-officer"),
])  # fmt: skip
def test_a_chapter_opens_no_case_about_somebody_who_leads_a_unit_above(office, whom, here, code):
    with pytest.raises(Conflict) as fault:
        opened(**CHAPTER_SEAT, whom=whom, offices=(*here, office))

    [refusal] = fault.value.fields["refusals"]
    assert (refusal["code"], office.unit_name in refusal["text"]) == (code, True)
    assert ("Trung ương Đoàn" if office is OF_PROVINCE else office.unit_name) in refusal["mend"]


@pytest.mark.parametrize("office", [DEPUTY_ABOVE, SEAT_ABOVE])
def test_a_commune_committee_votes_on_its_own_member_and_the_district_decides(office):
    case = opened(**COMMUNE_SEAT, whom="OFFICER", offices=(HERE, office)).case

    assert discipline.voters(a_member_view(case, unit=COMMUNE, offices=(HERE, office), unit_size=0)) == "committee"
    assert (case.seats["handler"].unit_id, case.seats["superior"].unit_id) == (COMMUNE_ID, DISTRICT_ID)


def test_staff_of_a_department_are_examined_as_the_members_that_they_are():
    assert opened(**CHAPTER_SEAT, whom="MEMBER", offices=(CLERK,)).case.state == "opened"
