"""A unit is disciplined: it reviews itself, the committee above decides, and a dissolution ends in the registry."""

from dataclasses import replace

import pytest

from services.kit.faults import Denied
from services.workflows.domain import relations
from services.workflows.domain import unit_discipline as fits
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Issue, Record, Settle, Strike
from services.workflows.processes.unit_discipline import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    AROUND,
    CHAPTER,
    CHAPTER_ID,
    COMMUNE,
    SECRETARY,
    a_document,
    a_member_case,
    a_member_view,
    effect,
    refusals,
    take,
)
from tests.unit.workflows.evaluation_cases import DISTRICT_OFFICER

ACCUSED = {"unit_name": CHAPTER.name, "accused_id": str(CHAPTER_ID)}
OFFENCE = {**ACCUSED, "violation": "Không sinh hoạt một năm", "violated_on": "2026-09-01"}
REVIEW = {
    "met_on": "2026-11-10", "self_criticism": "Nhận khuyết điểm", "ballot": "secret", "members_total": 5, "present": 5,
    "for_canh_cao": 4, "for_none": 1,
}  # fmt: skip
REVIEWED = {**OFFENCE, "vote": REVIEW}
DECISION = {
    "form": "CANH_CAO",
    "reason": "Vi phạm kéo dài",
    "decided_on": "2026-11-20",
    "members_total": 9,
    "present": 8,
    "agree": 7,
}
DECIDED = {**REVIEWED, "decision": DECISION}
ANNOUNCED = {**DECIDED, "announcement": {"announced_on": "2026-11-24"}}
NEIGHBOUR = replace(CHAPTER, id=COMMUNE.id, name="Chi đoàn thôn Thượng")
DISSOLVED = {**ANNOUNCED, "decision": {**DECISION, "form": "GIAI_TAN", "special_reason": "Không còn hoạt động"}}


def viewed(state, form, documents=(), unit=CHAPTER, destination=None, unit_size=12, **given):
    case = a_member_case(PROCESS, state, form, unit_id=unit.id, documents=documents, **given)
    case = replace(case, subject_id=None, seats=relations.seats(case, PROCESS.relations, AROUND))
    return a_member_view(case, unit=unit, subject=None, destination=destination, unit_size=unit_size)


def made(action, view, doer=APPROVER, form=None, note="Lý do"):
    return take(action, view, doer=doer, form=form, note=note, process=PROCESS)


def refused(action, view, doer=APPROVER, form=None):
    return refusals(lambda: made(action, view, doer, form))


def issued(step):
    return [each for each in step.effects if isinstance(each, Issue)]


def test_the_unit_reviews_itself_and_its_minutes_go_up():
    step = made("review_self", viewed("opened", OFFENCE), SECRETARY, REVIEW)

    [minutes] = issued(step)
    told = minutes.common(viewed("reviewed", step.case.form))["about"]["minutes"][0]
    assert (step.case.state, minutes.template, minutes.by) == ("reviewed", "T15M", "unit_officer")
    assert "cảnh cáo 4 phiếu" in told["discussion"].lower()
    assert told["conclusion"] == "Đề nghị hình thức cảnh cáo"
    assert minutes.common(viewed("reviewed", step.case.form))["concerns"] == [str(CHAPTER_ID)]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"ballot": "hands"}, "not-secret"),
        ({"present": 3, "for_canh_cao": 3, "for_none": 0}, "no-quorum"),
        ({"for_canh_cao": 5}, "votes-do-not-add-up"),
        ({"met_on": "2026-11-25"}, "meeting-in-future"),
        ({"self_criticism": None}, "incomplete"),
    ],
)
def test_a_review_that_is_none_is_refused(given, code):
    assert refused("review_self", viewed("opened", OFFENCE), SECRETARY, {**REVIEW, **given}) == [code]


def test_a_unit_that_does_not_review_itself_stops_nothing():
    view = viewed("opened", OFFENCE)

    assert refused("go_on_without", view, form={}) == ["incomplete"]
    assert made("go_on_without", view, form={"refused_review": True}).case.state == "reviewed"


def test_the_committee_above_decides_and_the_decision_names_the_unit():
    step = made("decide", viewed("reviewed", REVIEWED), form=DECISION)

    [order] = issued(step)
    person = order.person(viewed("issuing", step.case.form))
    assert (step.case.state, order.template, order.by) == ("issuing", "T15C", "superior")
    assert (person["full_name"], person["form"], person["is_collective"]) == (CHAPTER.name, "CANH_CAO", True)


def test_the_unit_does_not_decide_on_itself():
    with pytest.raises(Denied):
        made("decide", viewed("reviewed", REVIEWED), SECRETARY, DECISION)
    with pytest.raises(Denied):
        take("amend", viewed("opened", OFFENCE), doer=SECRETARY, form=OFFENCE, process=PROCESS)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"present": 5, "agree": 5}, "no-quorum"),
        ({"agree": 4}, "no-majority"),
        ({"agree": 9}, "votes-do-not-add-up"),
        ({"form": "KHIEN_TRACH"}, "other-than-voted"),
        ({"decided_on": "2026-11-25"}, "meeting-in-future"),
    ],
)
def test_a_decision_needs_a_quorum_a_majority_and_its_reason(given, code):
    assert refused("decide", viewed("reviewed", REVIEWED), form={**DECISION, **given}) == [code]


def test_a_unit_with_members_is_dissolved_only_where_they_have_a_place():
    dissolving = {**DECISION, "form": "GIAI_TAN", "special_reason": "Không còn hoạt động"}

    assert refused("decide", viewed("reviewed", REVIEWED), form=dissolving) == ["members-without-place"]
    assert refused("decide", viewed("reviewed", REVIEWED, destination=CHAPTER), form=dissolving) == [
        "unfit-destination"
    ]
    closed = replace(NEIGHBOUR, closed=True)
    assert refused("decide", viewed("reviewed", REVIEWED, destination=closed), form=dissolving) == ["unfit-destination"]
    assert refused("decide", viewed("reviewed", REVIEWED, destination=COMMUNE), form=dissolving) == [
        "unfit-destination"
    ]
    assert made("decide", viewed("reviewed", REVIEWED, destination=NEIGHBOUR), form=dissolving).case.state == "issuing"
    assert made("decide", viewed("reviewed", REVIEWED, unit_size=0), form=dissolving).case.state == "issuing"


def test_a_warning_is_on_the_units_record_from_its_announcement():
    view = viewed("decided", DECIDED, documents=(a_document("T15C", on="2026-11-20"),))
    step = made("announce", view, form={"announced_on": "2026-11-24"})

    record = effect(step, Record)
    data = record.data(viewed("in_force", step.case.form))
    assert step.case.state == "in_force"
    assert (record.about_unit, record.confidential) == (True, True)
    assert (data["form"], data["is_collective"], data["unit_id"]) == ("CANH_CAO", True, str(CHAPTER_ID))


def test_a_dissolution_waits_for_the_registry_and_says_what_stands_in_the_way():
    documents = (a_document("T15C", on="2026-11-20"),)
    given = {**DISSOLVED, "announcement": None}
    step = made(
        "announce", viewed("decided", given, documents, destination=NEIGHBOUR), form={"announced_on": "2026-11-24"}
    )

    [paper] = issued(step)
    told = paper.common(viewed("dissolving", step.case.form, destination=NEIGHBOUR))["about"]
    assert (step.case.state, paper.template) == ("dissolving", "T17")
    assert (told["operation"], told["target_name"]) == ("DISSOLVE", NEIGHBOUR.name)

    waiting = viewed("dissolving", DISSOLVED, destination=NEIGHBOUR)
    why = fits.is_over(waiting)
    assert refused("record_dissolution", waiting) == ["unit-still-open"]
    assert why.text == f"{CHAPTER.name} vẫn đang hoạt động và còn 12 đoàn viên."
    assert NEIGHBOUR.name in why.mend


def test_the_number_of_the_dissolution_stands_in_the_registry_s_form_already():
    decision = a_document("T17", number="21-QĐ/ĐTN", on="2026-11-24")
    known = {"documents": (decision,), "asked": {"T17": "T17"}, "destination": NEIGHBOUR}
    why = fits.is_over(viewed("dissolving", DISSOLVED, **known))

    assert "số quyết định 21-QĐ/ĐTN đã ghi sẵn" in why.mend


def test_a_unit_that_was_ended_meanwhile_gets_no_second_decision():
    documents = (a_document("T15C", on="2026-11-20"),)
    over = replace(CHAPTER, closed=True)
    view = viewed("decided", {**DISSOLVED, "announcement": None}, documents, unit=over, unit_size=0)

    step = made("announce", view, form={"announced_on": "2026-11-24"})

    assert (step.case.state, issued(step)) == ("dissolved", [])
    assert effect(step, Record)


def test_a_unit_that_the_registry_has_ended_is_dissolved():
    closed = viewed("dissolving", DISSOLVED, unit=replace(CHAPTER, closed=True), unit_size=0)

    assert made("record_dissolution", closed).case.state == "dissolved"


def test_the_unit_complains_to_the_level_above_the_one_that_decided():
    complaint = {"complained_on": "2026-11-24", "content": "Mức kỷ luật quá nặng"}
    step = made("complain", viewed("in_force", ANNOUNCED), SECRETARY, complaint)
    answer = {
        "outcome": "CHANGED",
        "form": "KHIEN_TRACH",
        "findings": "Có tình tiết giảm nhẹ",
        "answered_on": "2026-11-24",
    }
    answered = made("answer_complaint", viewed("complained", step.case.form), DISTRICT_OFFICER, answer)

    [notice] = issued(answered)
    assert (step.case.state, answered.case.state, notice.template) == ("complained", "answering", "T15D")
    assert fits.decided_form(viewed("answering", answered.case.form)) == "KHIEN_TRACH"
    assert made("issued", viewed("answering", answered.case.form), SYSTEM).case.state == "in_force"


def test_a_complaint_never_makes_it_worse():
    complained = {**ANNOUNCED, "complaints": [{"complained_on": "2026-11-24", "content": "Nặng"}]}
    answer = {"outcome": "CHANGED", "form": "GIAI_TAN", "findings": "Nặng hơn", "answered_on": "2026-11-24"}

    assert refused("answer_complaint", viewed("complained", complained), DISTRICT_OFFICER, answer) == ["not-lighter"]


def test_an_annulled_decision_counts_no_more():
    answers = [{"outcome": "ANNULLED", "findings": "Sai", "answered_on": "2026-11-24"}]
    step = made("issued", viewed("answering", {**ANNOUNCED, "answers": answers}), SYSTEM)

    assert step.case.state == "annulled"
    assert isinstance(step.effects[0], Strike)
    settled = {each.template: each.by for each in step.effects if isinstance(each, Settle)}
    # The notice is confidential, the decision on the unit is not, and does not name it.
    assert settled == {"T15C": "T15D", "T17": None}
