"""Honorary members: who may be honoured, who agrees, which level approves, and how an honour ends."""

from dataclasses import replace
from datetime import date

import pytest

from services.kit.faults import Denied
from services.workflows.domain import machine, relations
from services.workflows.domain.case import SYSTEM, Doer, Office
from services.workflows.domain.process import Apply, Issue, Prepare, Record, Settle
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.processes.honorary import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    AROUND,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    DISTRICT_ID,
    DISTRICT_OFFICER_ID,
    MEMBER,
    PROVINCE_ID,
    RULES,
    SECRETARY,
    UNITS,
    a_document,
    a_member_case,
    a_member_view,
    an_act,
    effect,
    refusals,
    take,
)

DISTRICT_OFFICER = Doer(DISTRICT_OFFICER_ID, "Trần Quốc Việt", (Office("DISTRICT_OFFICER", DISTRICT_ID, "BT"),))
MATURED = replace(MEMBER, status="MATURED")
ASKED = {"approver_level": "DISTRICT", "merits": "Ủng hộ phong trào thanh niên nhiều năm"}
STRANGER = {**ASKED, "full_name": "Nguyễn Văn An", "sex": "male", "born_on": "1960-05-19"}
AGREED = {"met_on": "2026-11-20", "members_total": 9, "present": 8, "agree": 7}
CONSENT = {"consents": True, "consent_file": {"digest": "a" * 64, "name": "dong-y.pdf"}}
WHOLE = {**ASKED, **CONSENT, "agreement": AGREED}


def viewed(state, form, unit=CHAPTER, rules=RULES, **given):
    known = {name: given.pop(name) for name in ("subject_unit", "other_case", "active_namesakes") if name in given}
    subject = given.pop("subject", MATURED)
    case = a_member_case(PROCESS, state, form, **{"unit_id": unit.id, "subject_id": subject and subject.id, **given})
    case = replace(case, seats=relations.seats(case, PROCESS.relations, AROUND))
    return a_member_view(case, unit=unit, rules=rules, subject=subject, **known)


def made(action, view, doer=SECRETARY, form=None, note="Lý do"):
    return take(action, view, doer=doer, form=form, note=note, process=PROCESS)


def refused(action, view, doer=SECRETARY, form=None):
    return refusals(lambda: made(action, view, doer, form))


def opened(form=ASKED, doer=SECRETARY, **given):
    return machine.open_case(PROCESS, viewed("proposed", {}, **given), an_act("open", doer, form))


def opening_refused(**given):
    return refusals(lambda: opened(**given))


def test_whoever_matured_keeps_the_one_file():
    view = viewed("submitted", WHOLE)
    step = made("approve", view, DISTRICT_OFFICER)

    prepared = effect(step, Prepare)
    assert (prepared.kind, prepared.data(view.of(step.case))) == ("honour", {"merits": ASKED["merits"]})


def test_somebody_unknown_comes_with_a_light_file():
    view = viewed("submitted", {**WHOLE, **STRANGER}, subject=None, subject_name="Nguyễn Văn An")
    step = made("approve", view, DISTRICT_OFFICER)

    assert effect(step, Prepare).data(view.of(step.case))["profile"] == {
        "full_name": "Nguyễn Văn An",
        "sex": "male",
        "born_on": "1960-05-19",
    }


@pytest.mark.parametrize("status", ["ACTIVE", "IN_TRANSIT", "EXPELLED", "STRUCK_OFF"])
def test_nobody_is_a_member_and_an_honorary_one_at_once(status):
    assert opening_refused(subject=replace(MEMBER, status=status)) == ["not-to-be-honoured"]


@pytest.mark.parametrize(
    ("born_on", "codes"),
    [(date(1991, 11, 24), ["member-elsewhere"]), (date(1991, 11, 23), []), (None, ["member-elsewhere"])],
    ids=["thirty-five today", "older", "nobody knows"],
)
def test_whoever_is_still_a_member_in_another_province_is_not_honoured_here(born_on, codes):
    subject = replace(MEMBER, status="TRANSFERRED_EXTERNAL", born_on=born_on)

    assert (opening_refused(subject=subject) if codes else []) == codes
    assert codes or opened(subject=subject).case.state == "proposed"


def test_somebody_described_like_an_active_member_is_compared_first():
    given = {"subject": None, "subject_name": "Nguyễn Văn An", "active_namesakes": 1}

    assert opening_refused(form={**ASKED, **STRANGER}, **given) == ["member-of-that-name"]
    assert opened({**ASKED, **STRANGER, "is_another_person": True}, **given).case.state == "proposed"


def test_whose_honour_ended_may_be_proposed_again():
    assert opened(subject=replace(MEMBER, status="HONOUR_ENDED")).case.state == "proposed"


@pytest.mark.parametrize("missing", ["full_name", "sex", "born_on"])
def test_somebody_unknown_is_described(missing):
    form = {name: value for name, value in STRANGER.items() if name != missing}

    assert opening_refused(form=form, subject=None, subject_name="") == ["person-incomplete"]


def test_somebody_of_another_unit_is_not_proposed():
    assert opening_refused(subject_unit=UNITS[DISTRICT_ID]) == ["of-another-unit"]


def test_a_proposal_tells_of_merits():
    assert opening_refused(form={**ASKED, "merits": ""}) == ["incomplete"]


def test_one_open_case_a_person():
    assert opening_refused(other_case="DD-2026-0001") == ["another-case-open"]


def test_any_unit_proposes_for_people_below_it():
    assert opened(doer=APPROVER, unit=COMMUNE).case.state == "proposed"


@pytest.mark.parametrize(
    ("agreement", "code"),
    [
        ({"present": 5, "agree": 5}, "no-quorum"),
        ({"agree": 4}, "not-agreed"),
        ({"agree": 9}, "numbers-differ"),
        ({"met_on": "2026-11-25"}, "meeting-in-future"),
    ],
)
def test_the_committee_agrees_with_more_than_half(agreement, code):
    assert refused("agree", viewed("proposed", ASKED), form={**AGREED, **agreement}) == [code]


def test_two_thirds_and_more_than_half_are_enough():
    step = made("agree", viewed("proposed", ASKED), form={**AGREED, "present": 6, "agree": 4})

    assert step.case.state == "bch_agreed"


def test_the_person_consents_in_writing():
    view = viewed("bch_agreed", {**ASKED, "agreement": AGREED, "consents": True})

    assert refused("submit", view) == ["no-consent"]
    assert effect(made("submit", viewed("bch_agreed", WHOLE)), Issue).template == "T11T"


@pytest.mark.parametrize(("level", "unit_id"), [("DISTRICT", DISTRICT_ID), ("PROVINCE", PROVINCE_ID)])
def test_the_nearest_unit_of_the_level_approves(level, unit_id):
    view = viewed("submitted", {**WHOLE, "approver_level": level})

    assert view.case.seats["honorary_approver"].due_unit_id == unit_id


def test_a_district_that_proposes_approves_through_somebody_else():
    view = viewed("submitted", WHOLE, unit=DISTRICT, acted={"submit": str(DISTRICT_OFFICER_ID)})

    assert view.case.seats["honorary_approver"].due_unit_id == DISTRICT_ID
    with pytest.raises(Denied):
        made("approve", view, DISTRICT_OFFICER)


def test_the_rule_says_who_approves_at_the_least():
    rules = Rules("test", {**DEFAULTS, "honorary_approver_level": "PROVINCE"})

    assert opening_refused(rules=rules) == ["approver-too-low"]
    assert opened(form={**ASKED, "approver_level": "PROVINCE"}, rules=rules).case.state == "proposed"


def test_a_commune_does_not_approve():
    with pytest.raises(Denied):
        made("approve", viewed("submitted", WHOLE), APPROVER)


def test_an_approved_proposal_is_decided_applied_and_conferred():
    prepared = made("prepared", viewed("preparing", WHOLE), SYSTEM)
    issued = made("issued", viewed("issuing", WHOLE), SYSTEM)
    applied = made("applied", viewed("applying", WHOLE), SYSTEM)
    conferred = made("confer", viewed("approved", WHOLE), form={"conferred_on": "2026-11-24"})

    view = viewed("applying", WHOLE)
    assert effect(prepared, Issue).template == "T11"
    assert effect(issued, Apply).data(view)["stage"] == "CONFERRED"
    assert effect(applied, Settle).state == "in_force"
    assert conferred.case.state == "conferred"


def test_what_the_registry_refuses_is_back_with_the_approver():
    assert made("refused", viewed("preparing", WHOLE), SYSTEM).case.state == "submitted"


def test_an_honour_is_conferred_after_its_decision():
    document = a_document("T11", on="2026-11-22")
    view = viewed("approved", WHOLE, documents=(document,), asked={"T11": document.key})

    assert refused("confer", view, form={"conferred_on": "2026-11-21"}) == ["conferred-on"]


@pytest.mark.parametrize("state", ["approved", "conferred"])
def test_an_honour_ends_by_a_paper(state):
    step = made("withdraw", viewed(state, WHOLE), DISTRICT_OFFICER, {"cause": "OWN_WISH", "reason": "Theo đơn"})
    view = viewed("withdrawing", step.case.form)
    ended = made("issued", view, SYSTEM)
    kept = effect(ended, Record)

    assert (step.case.state, effect(step, Issue).template) == ("withdrawing", "T19R")
    assert (kept.data(view)["stage"], kept.writes(view)) == ("WITHDRAWN", {"honour": {"act": "end"}})
    assert (ended.case.state, effect(ended, Settle).state) == ("withdrawn", "revoked")


def test_an_honour_is_due_in_thirty_days():
    due = machine.due_at(PROCESS, viewed("submitted", WHOLE), state="submitted", since=date(2026, 11, 24))

    assert f"{due:%Y-%m-%d}" == "2026-12-24"
