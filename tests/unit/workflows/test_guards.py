"""Conditions of an admission, each with what it found and what would mend it."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.workflows.domain import ballots, electorate, forms, guards
from services.workflows.domain.case import Document, Unit
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.domain.view import PersonFact
from services.workflows.forms.candidate import CandidateForm
from services.workflows.processes import admission
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER,
    CHAPTER_ID,
    COMMUNE,
    SECRETARY,
    a_case,
    a_roll,
    a_view,
)


def test_a_person_of_fifteen_and_a_day_is_old_enough():
    assert guards.old_enough(a_view(a_case(born_on="2011-11-23"))) is None


def test_a_person_of_fifteen_today_is_told_the_first_possible_day():
    refusal = guards.old_enough(a_view(a_case(born_on="2011-11-24")))

    assert refusal.text == (
        "Nguyễn Thu Hà sinh ngày 24/11/2011, chưa đủ tuổi vào Đoàn vào ngày xét 24/11/2026; quy định cần đủ 15 tuổi 1 ngày."
    )
    assert refusal.mend == "Ngày sớm nhất có thể xét: 25/11/2026."


def test_age_is_tested_on_the_day_of_the_meeting():
    refusal = guards.old_enough(a_view(a_case(vote={"met_on": "2026-11-20"}, born_on="2011-11-22")))

    assert refusal.code == "too-young"


def test_a_planned_day_of_consideration_counts_before_the_meeting():
    assert guards.old_enough(a_view(a_case(born_on="2011-12-20", planned_on="2026-12-22"))) is None


def test_another_charter_may_ask_for_sixteen_years():
    later = Rules("XIII", {**DEFAULTS, "admission_min_age": "16y"})

    assert guards.old_enough(a_view(a_case(born_on="2011-01-01"), rules=later)).code == "too-young"


def test_someone_who_turns_thirty_one_after_the_vote_stays_eligible():
    case = a_case(vote={"met_on": "2026-11-20"}, born_on="1996-11-20")

    assert guards.young_enough(a_view(case, today=date(2027, 1, 5))) is None


def test_someone_past_the_thirtieth_birthday_at_the_vote_is_too_old():
    assert guards.young_enough(a_view(a_case(vote={"met_on": "2026-11-20"}, born_on="1996-11-19"))).code == "too-old"


def test_a_leap_day_birth_comes_of_age_on_the_last_of_february():
    assert guards.old_enough(a_view(a_case(born_on="2012-02-29"), today=date(2027, 3, 1))) is None


def test_a_foreign_national_is_refused():
    assert guards.vietnamese(a_view(a_case(foreign_national=True))).code == "not-vietnamese"


@pytest.mark.parametrize(
    ("education", "special_area", "refused"),
    [("4/12", None, True), ("5/12", None, False), ("3/10", None, True), ("4/10", None, False), ("4/12", True, False)],
    ids=["grade 4 of 12", "primary done", "grade 3 of 10", "old primary done", "special area"],
)
def test_primary_school_must_be_done(education, special_area, refused):
    refusal = guards.schooled(a_view(a_case(general_education=education, special_area=special_area)))

    assert (refusal is not None) == refused


def test_a_certificate_of_the_class_is_needed():
    assert guards.trained(a_view(a_case(class_certificate_no=None))).code == "class-certificate"


def test_an_introducer_known_for_two_months_is_too_new():
    refusal = guards.known_long_enough(a_view(a_case(known_since="2026-09-20")))

    assert refusal.text == "Người giới thiệu mới cùng học tập, công tác 2 tháng; quy định cần ít nhất 3 tháng liên tục."


def test_an_introducer_known_for_exactly_three_months_will_do():
    assert guards.known_long_enough(a_view(a_case(known_since="2026-08-24"))) is None


def test_an_introducer_who_left_the_union_is_refused():
    gone = PersonFact(UUID(int=14), "Ngô Văn Sơn", "MATURED", None)

    assert guards.introduced(a_view(introducer=gone)).code == "introducer-not-member"


def test_a_collective_introduces_without_months():
    case = a_case(introducer_kind="chi_doi", introducer_name="Chi đội 9A", introducer_id=None, known_since=None)

    assert guards.introduced(a_view(case)) is None
    assert guards.known_long_enough(a_view(case)) is None


def test_a_collective_has_a_name_in_the_field_that_the_refusal_names():
    refusal = guards.introduced(a_view(a_case(introducer_kind="chi_doi")))

    assert refusal.code == "introducer"
    assert f"“{forms.title(CandidateForm, 'introducer_name')}”" in refusal.mend


def test_a_candidate_under_sixteen_needs_a_guardian():
    view = a_view(a_case(born_on="2011-03-01"))

    assert guards.guardian_agrees(view).code == "guardian-consent"
    assert guards.guardian_agrees(view.with_form({"guardian_consent": True})) is None


def test_relatives_in_detention_need_the_opinion_of_the_party_committee():
    view = a_view(a_case(relatives_detained=True))

    assert guards.clear_background(view).code == "party-opinion"
    assert guards.clear_background(view.with_form({"party_opinion": "Đồng ý"})) is None


def test_someone_under_prosecution_is_not_considered():
    assert guards.clear_background(a_view(a_case(under_prosecution=True))).code == "under-prosecution"


def test_a_candidate_without_citizen_id_says_so():
    view = a_view(a_case(citizen_id=None))

    assert "Số CCCD" in guards.profile_complete(view).text
    assert guards.profile_complete(view.with_form({"no_citizen_id": True})) is None


def test_someone_who_studies_here_and_is_registered_in_another_province_is_admitted():
    view = a_view(a_case(citizen_id="001308001234", permanent_address="Số 5 Hàng Bài, Hoàn Kiếm, Hà Nội"))
    process = admission.PROCESS

    approving = next(move for move in process.moves if move.action == "submit")
    asked = [guard for guard in approving.needs if guard.__module__ == guards.__name__]
    assert [refusal.code for guard in (*asked, *process.warnings) if (refusal := guard(view))] == []


def test_missing_parts_of_the_file_are_named_together():
    refusal = guards.profile_complete(a_view(a_case(ethnicity=None, phone=None)))

    assert refusal.text == "Lý lịch còn thiếu: Dân tộc và Số điện thoại."


def left(status, on=None):
    return PersonFact(UUID(int=15), "Nguyễn Thu Hà", status, None, status_on=on)


@pytest.mark.parametrize("status", ["STRUCK_OFF", "EXPELLED", "WITHDRAWN"])
def test_someone_who_left_waits_twelve_months(status):
    refusal = guards.may_return(a_view(subject=left(status, date(2026, 1, 10))))

    assert refusal.mend == "Ngày sớm nhất có thể xét: 10/01/2027."


def test_someone_struck_off_long_ago_may_come_back():
    assert guards.may_return(a_view(subject=left("STRUCK_OFF", date(2025, 11, 24)))) is None


def test_a_return_without_a_known_day_asks_for_it():
    assert guards.may_return(a_view(subject=left("EXPELLED"))).code == "readmission-date"


def test_an_honour_that_ended_makes_nobody_wait_for_an_admission():
    assert guards.may_return(a_view(subject=left("HONOUR_ENDED", date(2026, 11, 1)))) is None


def test_a_member_is_not_admitted_again_and_nobody_is_named():
    refusal = guards.may_return(a_view(subject=left("ACTIVE")))

    assert refusal.code == "already-member"
    assert "Nguyễn Thu Hà" not in refusal.text


@pytest.mark.parametrize("form", [{"full_name": "Trần Văn Bình"}, {"born_on": "2007-02-03"}], ids=["name", "year"])
def test_of_a_person_who_is_not_the_one_in_the_file_nothing_is_told(form):
    known = replace(left("STRUCK_OFF", date(2026, 1, 10)), born_on=date(2008, 2, 3))
    refusal = guards.may_return(a_view(a_case(**form), subject=known))

    assert refusal.code == "another-person"
    assert "2026" not in refusal.text + refusal.mend


def test_someone_unknown_here_waits_from_the_day_that_the_file_says():
    refusal = guards.may_return(a_view(a_case(left_on="2026-01-10")))

    assert refusal.mend == "Ngày sớm nhất có thể xét: 10/01/2027."
    assert guards.may_return(a_view(a_case(left_on="2025-11-24"))) is None


def test_a_school_union_that_proposes_for_a_class_names_the_chapter_to_join():
    school = a_view(unit=COMMUNE)
    chapter = Unit(CHAPTER_ID, "Chi đoàn 10A1", "CHAPTER", "TRUONG_HOC_LOP", (*COMMUNE.path, CHAPTER_ID))
    named = a_view(a_case(join_unit_id=str(CHAPTER_ID)), unit=COMMUNE, join_unit=chapter)

    assert guards.has_chapter(school).code == "chapter-to-join"
    assert guards.has_chapter(named) is None


def test_a_chapter_of_another_union_cannot_be_joined():
    elsewhere = Unit(CHAPTER_ID, "Chi đoàn khác", "CHAPTER", "", (UUID(int=1), CHAPTER_ID))
    view = a_view(a_case(join_unit_id=str(CHAPTER_ID)), unit=COMMUNE, join_unit=elsewhere)

    assert guards.has_chapter(view).code == "join-elsewhere"


@pytest.mark.parametrize("named", [Unit(UUID(int=50), "Chi đoàn khác", "CHAPTER", "", (UUID(int=50),)), None])
def test_a_chapter_admits_into_no_other_chapter(named):
    view = a_view(a_case(join_unit_id=str(UUID(int=50))), join_unit=named)

    assert guards.has_chapter(view).code == "join-elsewhere"


def test_a_chapter_may_name_itself_as_the_one_to_join():
    assert guards.has_chapter(a_view(a_case(join_unit_id=str(CHAPTER_ID)), join_unit=CHAPTER)) is None


def test_a_second_open_case_is_named():
    assert "KN-2026-0007" in guards.only_case(a_view(other_case="KN-2026-0007")).text


@pytest.mark.parametrize(("present", "total", "needed"), [(9, 16, 11), (10, 16, 11), (1, 3, 2), (7, 11, 8)])
def test_a_meeting_without_two_thirds_of_the_members_is_no_quorum(present, total, needed):
    refusal = ballots.quorum(a_view(a_case(vote={"present": present, "members_total": total}), unit_size=total))

    assert refusal.text == (
        f"Chưa đủ điều kiện biểu quyết: có mặt {present}/{total} đoàn viên, cần ít nhất {needed} (2/3)."
    )


@pytest.mark.parametrize(("present", "total"), [(11, 16), (2, 3), (16, 16), (8, 12)])
def test_two_thirds_of_the_members_are_a_quorum(present, total):
    assert ballots.quorum(a_view(a_case(vote={"present": present, "members_total": total}), unit_size=total)) is None


def test_the_roll_counts_where_the_minutes_do_not_say():
    assert ballots.quorum(a_view(a_case(vote={"present": 9, "members_total": None}), unit_size=16)).code == "no-quorum"


@pytest.mark.parametrize(("members_total", "unit_size"), [(16, 16), (None, 0)], ids=["known roll", "empty roll"])
def test_a_meeting_of_nobody_decides_nothing(members_total, unit_size):
    held = {"members_total": members_total, "present": 0, "agree": 0, "disagree": 0, "blank": 0}
    view = a_view(a_case(vote=held), unit_size=unit_size)

    assert ballots.quorum(view).code == "nobody-present"
    assert ballots.majority(view).code == "vote-failed"


@pytest.mark.parametrize("members_total", [None, 0])
def test_without_a_roll_the_minutes_say_how_many_should_meet(members_total):
    view = a_view(a_case(vote={"members_total": members_total}), unit_size=0)

    assert ballots.quorum(view).code == "members-unknown"
    assert ballots.quorum(view.with_form({"vote": {"present": 14, "members_total": 16}})) is None


def test_more_people_than_members_are_a_mistake():
    assert ballots.quorum(a_view(a_case(vote={"present": 17}))).code == "present-exceeds-members"


def test_votes_add_up_to_those_present():
    refusal = ballots.votes_add_up(a_view(a_case(vote={"present": 14, "agree": 12, "disagree": 2, "blank": 1})))

    assert refusal.text == "Số phiếu cộng lại là 15 nhưng chỉ có 14 người có mặt."


def test_of_a_secret_ballot_votes_add_up_to_the_slips_that_came_back():
    vote = {"present": 14, "issued": 14, "collected": 13, "agree": 11, "disagree": 1, "blank": 1}

    assert ballots.votes_add_up(a_view(a_case(vote=vote))) is None
    refusal = ballots.votes_add_up(a_view(a_case(vote={**vote, "blank": 2})))
    assert refusal.text == "Số phiếu cộng lại là 14 nhưng thu về 13 phiếu."


@pytest.mark.parametrize(
    ("slips", "text"),
    [
        ({"issued": 15}, "Phát ra 15 phiếu nhưng chỉ có 14 người có mặt."),
        ({"issued": 13, "collected": 14}, "Thu về 14 phiếu nhưng chỉ phát ra 13 phiếu."),
        ({"collected": 15}, "Thu về 15 phiếu nhưng chỉ có 14 người có mặt."),
        ({"issued": 14, "collected": 13}, None),
        ({}, None),
    ],
)
def test_no_more_slips_come_back_than_were_handed_out_to_those_present(slips, text):
    refusal = ballots.slips_add_up(a_view(a_case(vote={"present": 14, **slips})))

    assert (refusal and refusal.text) == text


def test_half_of_those_present_is_not_a_majority():
    refusal = ballots.majority(a_view(a_case(vote={"agree": 7})))

    assert refusal.text == "Không đạt: 7/14 phiếu tán thành, cần ít nhất 8 (quá 1/2 số có mặt)."


@pytest.mark.parametrize(("agree", "present"), [(8, 14), (8, 15), (2, 3), (1, 1)])
def test_more_than_half_of_those_present_pass(agree, present):
    assert ballots.majority(a_view(a_case(vote={"agree": agree, "present": present}))) is None


def test_a_committee_votes_alone_only_with_consent_from_above():
    view = a_view(a_case(vote={"voters": "committee"}))

    assert ballots.committee_may_vote(view).code == "committee-consent"


def test_a_meeting_lies_in_the_past():
    assert ballots.met_by_now(a_view(a_case(vote={"met_on": "2026-11-25"}))).code == "meeting-in-future"


def test_nobody_decides_what_they_carried_for_the_chapter():
    case = replace(a_case("submitted"), acted={"record_vote": str(APPROVER.person_id)})

    assert guards.decided_by_another(replace(a_view(case), doer=APPROVER)).code == "conflict-of-interest"
    assert guards.decided_by_another(replace(a_view(case), doer=SECRETARY)) is None


def test_a_ceremony_is_not_before_the_decision():
    decision = Document(UUID(int=7), "k", "T03", "Quyết định", "12-QĐ/ĐTN", "2026-11-24", "in_force")
    case = replace(a_case("approved", ceremony={"held_on": "2026-11-20"}), documents=(decision,), asked={"T03": "k"})

    assert guards.ceremony_after_decision(a_view(case)).code == "ceremony-too-early"


def test_a_citizen_id_of_another_year_is_doubted():
    assert guards.citizen_id_doubt(a_view(a_case(born_on="2007-02-03"))).text == (
        "Số CCCD ghi năm sinh 2008 nhưng ngày sinh là 2007."
    )


def test_a_namesake_is_told_without_saying_where():
    refusal = guards.namesake(a_view(namesakes=1))

    assert refusal.text == "Hệ thống đã có người cùng họ tên và ngày sinh."


@pytest.mark.parametrize(("says", "roll"), [(False, 16), (True, 19)])
def test_those_who_live_here_vote_where_the_rules_say_so(says, roll):
    view = a_view(a_case(), rules=Rules("test", {**DEFAULTS, "residence_vote": says}), residents=a_roll(3, first=5000))

    assert electorate.registered(view) == roll
    assert electorate.members_total(view) == roll


@pytest.mark.parametrize(("says", "code"), [(False, "present-exceeds-members"), (True, None)])
def test_no_more_are_present_than_may_vote(says, code):
    case = a_case(vote={"present": 18, "agree": 18, "disagree": 0, "blank": 0, "invalid": 0, "members_total": None})
    refusal = ballots.quorum(
        a_view(case, rules=Rules("test", {**DEFAULTS, "residence_vote": says}), residents=a_roll(3, first=5000))
    )

    assert (refusal and refusal.code) == code
