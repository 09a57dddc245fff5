"""Awards: who may be proposed for what, how a proposal goes up to the owner of the form, and what the decision leaves."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.workflows.domain import machine
from services.workflows.domain.process import Drop, Issue
from services.workflows.domain.view import CaseFact
from services.workflows.processes.award import PROCESS
from tests.unit.workflows.award_cases import ASKED, DISTRICT_OFFICER, DOSSIER, made, refused, viewed
from tests.unit.workflows.builders import (
    APPROVER,
    COMMUNE,
    COMMUNE_ID,
    DISTRICT_ID,
    MEMBER,
    MEMBER_DOER,
    SECRETARY,
    UNITS,
    a_document,
    an_act,
    refusals,
)


def opened(doer=SECRETARY, form=None, **given):
    view = viewed("proposed", {}, **given)
    return machine.open_case(PROCESS, view, an_act("open", doer, {**ASKED, **(form or {})}))


def opening_refused(**given):
    return refusals(lambda: opened(**given))


# ---------------------------------------------------------------- who may be proposed for what


def test_a_chapter_proposes_its_member():
    assert opened().case.state == "proposed"


def test_a_member_may_propose_themselves():
    assert opened(doer=MEMBER_DOER).case.state == "proposed"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"form": {"award_form": "CS_GIAY_KHEN_TT"}}, "collective-form"),
        ({"subject_id": None, "form": {"name": "Chi đoàn thôn Hạ"}}, "individual-form"),
        ({"subject_id": None, "form": {"award_form": "CS_GIAY_KHEN_TT"}}, "no-name"),
        ({"subject": replace(MEMBER, status="STRUCK_OFF")}, "not-a-member"),
        ({"form": {"occasion": ""}}, "incomplete"),
        ({"subject_unit": UNITS[COMMUNE_ID]}, "of-another-unit"),
        ({"subject_unit": None}, "of-another-unit"),
    ],
    ids=["a person for a unit's", "nobody for a person's", "no name", "no member", "no occasion", "above", "nowhere"],
)
def test_a_form_is_for_whom_it_is_for(given, code):
    assert opening_refused(**given) == [code]


def test_a_collective_is_the_unit_that_opens_the_case():
    form = {"award_form": "CS_GIAY_KHEN_TT", "name": "Chi đoàn thôn Hạ"}
    step = opened(subject_id=None, subject_name="", form=form)

    assert (step.case.subject_id, step.case.subject_name) == (None, "Chi đoàn thôn Hạ")


def test_a_contributor_need_not_be_a_member():
    form = {"award_form": "TW_VI_THE_HE_TRE", "kind": "CONG_HIEN"}

    assert opened(subject=replace(MEMBER, status="MATURED"), form=form).case.state == "proposed"
    assert opened(subject_id=None, form={**form, "name": "Nguyễn Văn An"}).case.subject_id is None


def test_a_commune_proposes_people_of_its_chapters():
    assert opened(doer=APPROVER, unit=COMMUNE).case.state == "proposed"


def test_a_district_does_not_propose_for_an_award_of_a_commune():
    found = opening_refused(doer=DISTRICT_OFFICER, unit=UNITS[DISTRICT_ID])

    assert found == ["form-of-a-lower-level"]


def other(state="reviewing", occasion="Tổng kết năm 2026", **form):
    whole = {**ASKED, "occasion": occasion, "award_form": "H_GIAY_KHEN", **form}
    closed = date(2026, 11, 1) if state in {"conferred", "rejected", "revoked", "cancelled"} else None
    return CaseFact(UUID(int=7), "KT-2026-0009", "award", state, date(2026, 10, 1), None, closed, None, whole)


@pytest.mark.parametrize("state", ["proposed", "reviewing", "decided", "conferred"])
def test_one_person_gets_one_form_an_occasion(state):
    assert opening_refused(cases=(other(state),)) == ["proposed-before"]


def test_an_occasion_is_the_same_however_it_is_spelled():
    assert opening_refused(cases=(other(occasion="  TỔNG KẾT  năm 2026 "),)) == ["proposed-before"]


@pytest.mark.parametrize(
    "known",
    [
        other("rejected"),
        other("cancelled"),
        other("revoked"),
        other(occasion="26/3/2026"),
        replace(other(), process="away"),
    ],
    ids=["rejected", "cancelled", "revoked", "another occasion", "another process"],
)
def test_what_is_over_or_of_another_occasion_stands_in_nobodys_way(known):
    assert opened(cases=(known,)).case.state == "proposed"


def test_one_collective_gets_one_form_an_occasion():
    form = {"award_form": "CS_GIAY_KHEN_TT", "name": "Chi đoàn thôn Hạ"}
    given = {"subject_id": None, "form": form}

    assert opening_refused(unit_cases=(other(name="chi đoàn  thôn Hạ"),), **given) == ["proposed-before"]
    assert opened(unit_cases=(other(name="Nhóm tình nguyện xanh"),), **given).case.state == "proposed"


# ---------------------------------------------------------------- the dossier


def test_a_proposal_is_a_paper_of_the_unit():
    step = made("propose", viewed("proposed", DOSSIER))

    minutes, proposal, account = (each for each in step.effects if isinstance(each, Issue))
    assert (step.case.state, proposal.template, proposal.by) == ("reviewing", "T13", "unit_officer")
    assert (account.template, account.by, account.single) == ("T13B", "unit_officer", True)
    assert (minutes.template, minutes.by, minutes.of_one_meeting) == ("T01", "unit_officer", True)


def test_a_proposal_made_again_has_new_minutes():
    step = made("propose", viewed("proposed", DOSSIER, documents=(a_document("T01"),), asked={"T01": "T01"}))

    assert "T01" in [each.template for each in step.effects if isinstance(each, Drop)]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"members_total": 18, "present": 11}, "no-quorum"),
        ({"members_total": 18, "present": 19}, "present-exceeds-members"),
        ({"members_total": 18, "present": 12, "agree": 6}, "vote-failed"),
        ({"members_total": 18, "present": 12, "agree": 10, "disagree": 3}, "votes-do-not-add-up"),
        ({"agree": 10}, "present-missing"),
    ],
    ids=["too few", "too many", "no majority", "more votes than people", "nobody counted"],
)
def test_a_meeting_whose_numbers_are_told_could_propose(told, code):
    assert refused("propose", viewed("proposed", {**DOSSIER, **told})) == [code]


def test_more_than_half_of_two_thirds_propose():
    told = {"members_total": 18, "present": 12, "agree": 7, "disagree": 5}

    assert made("propose", viewed("proposed", {**DOSSIER, **told})).case.state == "reviewing"


def test_the_report_of_merits_says_who_earned_what_where():
    view = viewed("proposed", {**DOSSIER, "workplace": "Trường THPT Yên Dũng"})
    [account] = [each for each in made("propose", view).effects if isinstance(each, Issue) and each.template == "T13B"]

    person = account.person(view)
    assert (person["merits"], person["workplace"]) == (DOSSIER["merits"], "Trường THPT Yên Dũng")
    assert account.common(view)["about"]["occasion"] == DOSSIER["occasion"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        (ASKED, "incomplete"),
        ({**DOSSIER, "met_on": "2026-11-25"}, "meeting-in-future"),
        ({**DOSSIER, "award_form": "T_BANG_KHEN"}, "papers-missing"),
        ({**DOSSIER, "plan_due_on": "2026-11-23"}, "too-late"),
    ],
    ids=["no merits", "not met yet", "no papers for the province", "after the plan's date"],
)
def test_a_dossier_is_whole_and_in_time(form, code):
    assert refused("propose", viewed("proposed", form)) == [code]


def test_a_dossier_on_the_last_day_is_in_time():
    assert made("propose", viewed("proposed", {**DOSSIER, "plan_due_on": "2026-11-24"})).case.state == "reviewing"


def test_a_plan_without_a_last_day_has_that_of_the_rules():
    view = viewed("proposed", DOSSIER)
    last = machine.due_at(PROCESS, view, state="proposed", since=view.case.opened_at.date()).date()

    assert last >= view.case.opened_at.date() + timedelta(days=60)
    assert made("propose", viewed("proposed", DOSSIER, today=last)).case.state == "reviewing"
    assert refused("propose", viewed("proposed", DOSSIER, today=last + timedelta(days=1))) == ["too-late"]


def test_a_proposal_is_due_on_the_last_day_of_the_plan():
    view = viewed("proposed", {**DOSSIER, "plan_due_on": "2026-12-10"})

    assert machine.due_at(PROCESS, view, state="proposed", since=view.today).date() == date(2026, 12, 10)


def test_a_returned_dossier_that_was_in_time_stays_so():
    document = a_document("T13", on="2026-11-20")
    form = {**DOSSIER, "plan_due_on": "2026-11-22"}
    view = viewed("proposed", form, documents=(document,), asked={"T13": document.key})

    assert made("propose", view).case.state == "reviewing"
