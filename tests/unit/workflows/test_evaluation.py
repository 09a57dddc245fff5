"""A member is rated for a year: who speaks first, what the meeting voted, how high the rating may be, who decides."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import evaluation_rules, machine, relations
from services.workflows.domain.case import SYSTEM, Doer, Office
from services.workflows.domain.process import Drop, Issue, Record
from services.workflows.domain.view import FeeFact, OfficeFact
from services.workflows.processes.evaluation import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    AROUND,
    CHAPTER_ID,
    COMMUNE_ID,
    MEMBER,
    MEMBER_DOER,
    SECRETARY,
    SECRETARY_ID,
    a_member_case,
    a_member_view,
    an_act,
    codes,
)
from tests.unit.workflows.evaluation_cases import (
    DISTRICT_OFFICER,
    LATER,
    MEETING,
    PERIOD,
    RATED,
    SELF,
    a_case,
    a_past_case,
    a_rating_view,
    meetings_of,
    refused,
    take,
)

# ---------------------------------------------------------------- the way through


def test_a_case_is_opened_for_a_member_once_a_year():
    view = a_member_view(a_member_case(PROCESS, form={}))

    step = machine.open_case(PROCESS, view, an_act("open", form=PERIOD))

    assert step.case.state == "open"
    assert step.case.due_at is not None


def test_who_was_let_stay_after_the_age_is_rated_like_anyone():
    staying = replace(MEMBER, born_on=date(1994, 5, 17), flags=("extended_after_30",))
    view = a_rating_view(subject=staying)

    assert take("rate", view, form=RATED).case.state == "chapter_rated"
    assert machine.open_case(
        PROCESS, a_member_view(a_member_case(PROCESS, form={}), subject=staying), an_act("open", form=PERIOD)
    )


def test_the_same_year_is_not_opened_twice():
    earlier = a_past_case("evaluation", {"year": 2026}, state="confirmed")
    view = a_member_view(a_member_case(PROCESS, form={}), cases=(earlier,))

    with pytest.raises(Conflict) as fault:
        machine.open_case(PROCESS, view, an_act("open", form=PERIOD))
    assert codes(fault) == ["already-this-year"]


@pytest.mark.parametrize(
    "other", [{"year": 2025}, {"year": 2026, "period": "Học kỳ I"}], ids=["last-year", "other-period"]
)
def test_another_year_or_period_is_another_evaluation(other):
    view = a_member_view(a_member_case(PROCESS, form={}), cases=(a_past_case("evaluation", other),))

    assert machine.open_case(PROCESS, view, an_act("open", form=PERIOD)).case.state == "open"


def test_whoever_left_is_not_rated():
    view = a_member_view(a_member_case(PROCESS, form={}), subject=replace(MEMBER, status="MATURED"))

    with pytest.raises(Conflict) as fault:
        machine.open_case(PROCESS, view, an_act("open", form=PERIOD))
    assert codes(fault) == ["not-a-member"]


def test_the_member_speaks_for_themselves():
    step = take("review_self", a_rating_view(a_case("open", {"self": None})), doer=MEMBER_DOER, form=SELF)

    assert step.case.state == "self_done"
    assert step.case.form["self"]["rating"] == "HTT"


def test_the_chapter_may_record_a_review_on_paper():
    assert take("review_self", a_rating_view(a_case("open")), form=SELF).case.state == "self_done"


def test_a_review_without_a_rating_is_no_review():
    with pytest.raises(Invalid):
        take("review_self", a_rating_view(a_case("open")), form={"strengths": "Chăm chỉ"})


def test_votes_may_be_recorded_before_the_rating():
    voted = take("record_vote", form={**MEETING, "votes_htt": 14})
    rated = take("rate", a_rating_view(voted.case), form={"rating": "HTT", "comment": "Tốt"})

    assert (voted.case.state, rated.case.state) == ("voted", "chapter_rated")


def test_meeting_votes_and_rating_may_come_at_once():
    assert take("rate", form=RATED).case.state == "chapter_rated"


def test_the_list_goes_up_with_its_paper():
    step = take("submit", a_rating_view(a_case("chapter_rated", {"chapter": RATED})))

    issue, _, minutes = (effect for effect in step.effects if isinstance(effect, Issue))
    person = issue.person(a_rating_view(step.case))
    assert step.case.state == "submitted"
    assert (issue.template, issue.in_force) == ("T10", True)
    assert (person["rating"], person["self_rating"], person["comment"]) == ("HTT", "HTT", "Tích cực, gương mẫu.")
    assert issue.common(a_rating_view(step.case))["about"] == {"year": 2026}
    assert (minutes.template, minutes.person(a_rating_view(step.case))["vote"]["agree"]) == ("T01", 14)
    assert minutes.person(a_rating_view(step.case))["verdict"] == "Hoàn thành tốt nhiệm vụ"


def test_each_member_has_a_sheet_of_their_own_word_and_what_came_of_it():
    said = {"strengths": "Gương mẫu", "weaknesses": "Còn rụt rè", "direction": "Học thêm", "rating": "HTXS"}
    view = a_rating_view(a_case("chapter_rated", {"chapter": RATED, "self": said}), fees=FeeFact(date(2026, 11, 30)))
    step = take("submit", view)

    [sheet] = [effect for effect in step.effects if isinstance(effect, Issue) and effect.template == "T10P"]
    person = sheet.person(view.of(step.case))
    assert (sheet.by, sheet.single) == ("chapter_officer", True)
    assert (person["strengths"], person["weaknesses"], person["direction"]) == ("Gương mẫu", "Còn rụt rè", "Học thêm")
    assert (person["self_rating"], person["rating"], person["fee_paid_until"]) == ("HTXS", "HTT", "2026-11-01")


def test_an_officers_sheet_is_of_the_unit_that_rates_them():
    case = a_case("superior_rating", {"is_officer": True})
    step = take("rate_officer", a_rating_view(case), form={"rating": "HTT", "comment": "Tốt"}, doer=APPROVER)

    decision, sheet = (effect for effect in step.effects if isinstance(effect, Issue))
    assert (decision.template, sheet.template, sheet.by) == ("T10D", "T10P", "rater")
    assert sheet.person(a_rating_view(step.case))["rating"] == "HTT"


def test_the_superior_recognises_under_a_decision():
    step = take("confirm", a_rating_view(a_case("submitted", {"chapter": RATED})), doer=APPROVER)

    [issue] = [effect for effect in step.effects if isinstance(effect, Issue)]
    assert step.case.state == "issuing"
    assert issue.template == "T10D"


def test_the_numbered_decision_is_on_record():
    case = a_case("issuing", {"chapter": RATED}, campaign_id=UUID(int=900))
    step = take("issued", a_rating_view(case, attendances=meetings_of(9, 10)), doer=SYSTEM)

    [record] = [effect for effect in step.effects if isinstance(effect, Record)]
    data = record.data(a_rating_view(step.case, attendances=meetings_of(9, 10)))
    assert step.case.state == "confirmed"
    assert data == {
        "year": 2026,
        "campaign_id": str(UUID(int=900)),
        "rating": "HTT",
        "self_rating": "HTT",
        "comment": "Tích cực, gương mẫu.",
        "attendance_percent": 90,
        "is_officer": False,
        "unit_id": str(CHAPTER_ID),
    }


def test_a_returned_list_is_rated_again_and_gets_another_paper():
    returned = take("return", a_rating_view(a_case("submitted", {"chapter": RATED})), doer=APPROVER, note="Xem lại")
    again = take("rate", a_rating_view(returned.case), form={**RATED, "rating": "HT", "votes_htt": 0, "votes_ht": 14})

    assert again.case.state == "chapter_rated"
    assert {Drop("T10"), Drop("T10P")} <= set(again.effects)


# ---------------------------------------------------------------- who may


def test_the_chapter_waits_for_the_members_own_word():
    view = a_rating_view(a_case("open", {"self": None}))

    assert refused("rate", view=view, form=RATED) == ["no-self-review"]


@pytest.mark.parametrize(("today", "expected"), [(date(2026, 12, 14), ["no-self-review"]), (date(2026, 12, 15), [])])
def test_a_members_time_that_ends_on_a_saturday_runs_until_monday_as_the_case_says(today, expected):
    opened = a_case("open", {"self": None}, opened_at=datetime(2026, 11, 27, 2, tzinfo=UTC))
    view = a_member_view(opened, today=today)

    refusals = [evaluation_rules.member_has_spoken(view)]
    assert [each.code for each in refusals if each] == expected
    assert all("14/12/2026" in each.text for each in refusals if each)


def test_the_chapter_goes_on_without_it_once_its_time_is_over():
    view = a_member_view(a_case("open", {"self": None}), today=LATER)

    assert take("rate", view, form=RATED).case.state == "chapter_rated"


def test_nobody_rates_themselves():
    view = a_rating_view(a_case(subject_id=SECRETARY_ID), subject=replace(MEMBER, id=SECRETARY_ID))

    assert refused("rate", view=view, form=RATED) == ["own-case"]


def test_another_member_says_nothing():
    with pytest.raises(Denied):
        take("review_self", a_rating_view(a_case("open")), doer=Doer(UUID(int=77), "Người khác"), form=SELF)


def test_the_chapter_does_not_recognise_its_own_list():
    with pytest.raises(Denied):
        take("confirm", a_rating_view(a_case("submitted", {"chapter": RATED})))


def test_whoever_rated_for_the_chapter_does_not_recognise_it():
    both = Doer(SECRETARY_ID, "Lê Thị Thu", (*SECRETARY.offices, Office("GRASSROOTS_OFFICER", COMMUNE_ID, "PBT")))
    rated = take("rate", form=RATED)
    submitted = take("submit", a_rating_view(rated.case))

    assert refused("confirm", view=a_rating_view(submitted.case), doer=both) == ["conflict-of-interest"]


# ---------------------------------------------------------------- officers


@pytest.mark.parametrize("code", ["BT", "PBT_TT", "PBT", "UVBTV"])
def test_leading_officers_are_rated_by_the_superior(code):
    office = OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", code)
    known = evaluation_rules.known(a_rating_view(offices=(office,)))
    view = a_rating_view(a_case("open", {**known, "self": None}))

    step = take("review_self", view, doer=MEMBER_DOER, form=SELF)

    assert known == {"is_officer": True, "office_unit_id": str(CHAPTER_ID)}
    assert step.case.state == "superior_rating"


def test_a_committee_member_is_rated_by_the_chapter():
    office = OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", "UVBCH")

    assert evaluation_rules.known(a_rating_view(offices=(office,))) == {}


def test_the_highest_office_counts():
    offices = (
        OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", "BT"),
        OfficeFact(COMMUNE_ID, "GRASSROOTS", "GRASSROOTS_OFFICER", "PBT"),
    )

    assert evaluation_rules.known(a_rating_view(offices=offices))["office_unit_id"] == str(COMMUNE_ID)


def test_an_officer_of_the_commune_is_rated_by_the_district():
    case = a_case("superior_rating", {"is_officer": True, "office_unit_id": str(COMMUNE_ID)})
    form = {"rating": "HTT", "comment": "Hoàn thành tốt"}

    with pytest.raises(Denied):
        take("rate_officer", a_rating_view(case), doer=APPROVER, form=form)
    step = take("rate_officer", a_rating_view(case), doer=DISTRICT_OFFICER, form=form)
    assert step.case.state == "recognising"


def test_the_province_rates_its_own_since_nobody_is_above():
    province = AROUND.units[UUID(int=1)]
    case = a_member_case(PROCESS, form={"office_unit_id": str(province.id)})

    assert relations.rater(case, AROUND) == province.id


def test_the_chapter_is_told_that_an_officer_is_not_its_to_rate():
    view = a_rating_view(a_case(form={"is_officer": True, "office_unit_id": str(CHAPTER_ID)}))

    assert refused("rate", view=view, form=RATED) == ["rated-by-superior"]


def test_a_chapter_that_cannot_judge_passes_a_member_up():
    step = take("pass_up", note="Chi đoàn chỉ có một cán bộ")

    assert step.case.state == "superior_rating"


# ---------------------------------------------------------------- the meeting


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"present": 10, "votes_htt": 10}, "no-quorum"),
        ({"present": None}, "no-meeting"),
        ({"present": 20}, "present-exceeds-members"),
        ({"met_on": "2026-12-01"}, "meeting-in-future"),
        ({"votes_ht": 1}, "votes-do-not-add-up"),
        ({"votes_htt": 0}, "no-vote"),
        ({"votes_htt": 2, "votes_ht": 12}, "not-as-voted"),
        ({"rating": "HT"}, "not-as-voted"),
    ],
    ids=["quorum", "no-meeting", "too-many", "future", "sum", "none", "other-majority", "lower-than-voted"],
)
def test_a_rating_rests_on_its_meeting(given, code):
    assert refused("rate", form={**RATED, **given}) == [code]


def test_of_equal_votes_either_rating_may_be_given():
    tied = {**RATED, "votes_htt": 7, "votes_ht": 7}

    assert {take("rate", form={**tied, "rating": rating}).case.state for rating in ("HTT", "HT")} == {"chapter_rated"}


def test_members_without_an_opinion_are_in_no_count():
    assert take("rate", form={**RATED, "votes_htt": 10}).case.state == "chapter_rated"
