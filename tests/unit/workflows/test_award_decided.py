"""A proposal goes upward to the owner of the form, who decides; what comes after."""

from dataclasses import replace
from datetime import date

import pytest

from services.contracts.rules import AWARD_FORMS, DEFAULTS
from services.kit.faults import Denied
from services.workflows.domain import award_forms, forms, machine, relations
from services.workflows.domain import award_rules as fits
from services.workflows.domain.case import SYSTEM, Doer, Office, Unit
from services.workflows.domain.process import Issue, Record, Settle, Strike
from services.workflows.domain.relations import Surroundings
from services.workflows.domain.rules import INSTALLED, Rules
from services.workflows.forms.award import AwardForm
from services.workflows.processes.award import PROCESS
from tests.unit.workflows.award_cases import (
    DISTRICT_OFFICER,
    DOSSIER,
    PROVINCE_OFFICER_ID,
    WHOLE,
    made,
    refused,
    viewed,
)
from tests.unit.workflows.builders import (
    APPROVER,
    APPROVER_ID,
    CHAPTER_ID,
    COMMUNE,
    COMMUNE_ID,
    DISTRICT_ID,
    PROVINCE,
    PROVINCE_ID,
    SECRETARY,
    UNITS,
    a_document,
    effect,
)

PROVINCE_OFFICER = Doer(PROVINCE_OFFICER_ID, "Thân Trung Kiên", (Office("PROVINCE_OFFICER", PROVINCE_ID, "BT"),))


FILE = {"digest": "a" * 64, "name": "bien-ban.pdf"}


PAPERS = {"minutes_file": FILE, "report_file": FILE}


REVIEW = {"reviewed_on": "2026-11-24", "opinion": "Nhất trí"}


# ---------------------------------------------------------------- upward to the owner


@pytest.mark.parametrize(
    ("award_form", "reviews", "holder"),
    [
        ("CS_GIAY_KHEN", 0, COMMUNE_ID),
        ("H_GIAY_KHEN", 0, COMMUNE_ID),
        ("H_GIAY_KHEN", 1, DISTRICT_ID),
        ("T_BANG_KHEN", 2, PROVINCE_ID),
        ("TW_LY_TU_TRONG", 2, PROVINCE_ID),
        ("T_BANG_KHEN", 5, PROVINCE_ID),
    ],
)
def test_a_proposal_goes_up_level_by_level_to_the_owner(award_form, reviews, holder):
    view = viewed("reviewing", {**DOSSIER, "award_form": award_form, "reviews": [REVIEW] * reviews})

    assert view.case.seats["award_reviewer"].due_unit_id == holder


def test_where_a_level_is_missing_the_next_one_owns_the_form():
    chapter = Unit(CHAPTER_ID, "Chi đoàn Văn phòng", "CHAPTER", "CO_QUAN", (PROVINCE_ID, CHAPTER_ID))
    around = Surroundings({PROVINCE_ID: PROVINCE, CHAPTER_ID: chapter}, WHOLE.officers)
    view = viewed("reviewing", {**DOSSIER, "award_form": "H_GIAY_KHEN"}, around, unit=chapter)

    assert view.case.seats["award_owner"].due_unit_id == PROVINCE_ID


def test_a_unit_reviews_its_own_proposal_when_it_owns_the_form():
    view = viewed("reviewing", DOSSIER, unit=COMMUNE)

    assert view.case.seats["award_reviewer"].due_unit_id == COMMUNE_ID
    assert made("decide", view, APPROVER).case.state == "issuing"


def test_a_level_that_agrees_passes_it_on_within_its_own_days():
    form = {**DOSSIER, "award_form": "H_GIAY_KHEN"}
    step = made("review", viewed("reviewing", form), APPROVER, REVIEW)
    due = machine.due_at(PROCESS, viewed("reviewing", step.case.form), state="reviewing", since=date(2026, 11, 1))

    assert (step.case.state, step.case.form["reviews"]) == ("reviewing", [REVIEW])
    assert f"{due:%Y-%m-%d}" == "2026-12-01"


def test_nobody_decides_before_the_levels_below_have_agreed():
    view = viewed("reviewing", {**DOSSIER, "award_form": "H_GIAY_KHEN"})

    assert refused("decide", view, DISTRICT_OFFICER) == ["not-reviewed"]


def test_the_owner_does_not_pass_it_on():
    assert refused("review", viewed("reviewing", DOSSIER), APPROVER, REVIEW) == ["at-owner"]


def test_each_level_may_return_or_reject():
    form = {**DOSSIER, "award_form": "T_BANG_KHEN", "reviews": [REVIEW]}
    returned = made("return", viewed("reviewing", form), DISTRICT_OFFICER)
    rejected = made("reject", viewed("reviewing", form), DISTRICT_OFFICER)

    assert (returned.case.state, "reviews" in returned.case.form) == ("proposed", False)
    assert rejected.case.state == "rejected"
    with pytest.raises(Denied):
        made("return", viewed("reviewing", form), APPROVER)


def test_nobody_decides_about_themselves():
    view = viewed("reviewing", DOSSIER, subject_id=APPROVER_ID)

    with pytest.raises(Denied):
        made("decide", view, APPROVER)


# ---------------------------------------------------------------- decision and after


def test_a_decision_tells_form_merits_and_money():
    view = viewed("reviewing", DOSSIER)
    step = made("decide", view, APPROVER, {"money": 300000, "reason": "Thành tích xuất sắc"})
    order, seen = effect(step, Issue), view.of(step.case)

    assert (order.template, order.by) == ("T14", "award_owner")
    assert order.common(seen)["about"]["form_title"] == "Giấy khen của Đoàn cơ sở"
    person = order.person(seen)
    assert (person["money"], person["merits"], person["is_collective"]) == (300000, DOSSIER["merits"], False)


def test_the_award_stands_on_the_record_of_the_person():
    view = viewed("issuing", {**DOSSIER, "decision": {"money": 300000}})
    kept = effect(made("issued", view, SYSTEM), Record)

    assert (kept.about_unit, kept.template) == (False, "T14")
    assert kept.data(view) == {
        "level": "GRASSROOTS",
        "form": "CS_GIAY_KHEN",
        "form_title": "Giấy khen của Đoàn cơ sở",
        "kind": "THUONG_XUYEN",
        "occasion": "Tổng kết năm 2026",
        "reason": DOSSIER["merits"],
        "money": 300000,
        "is_collective": False,
        "unit_id": str(CHAPTER_ID),
    }


def test_the_award_of_a_collective_stands_on_the_record_of_the_unit():
    form = {**DOSSIER, "award_form": "CS_GIAY_KHEN_TT", "name": "Chi đoàn thôn Hạ"}
    view = viewed("issuing", form, subject_id=None, subject=None, subject_name="Chi đoàn thôn Hạ")
    kept = effect(made("issued", view, SYSTEM), Record)

    assert (kept.about_unit, kept.data(view)["is_collective"]) == (True, True)


CENTRAL = {**DOSSIER, **PAPERS, "award_form": "TW_LY_TU_TRONG", "reviews": [REVIEW] * 2}


def test_the_province_forwards_what_the_centre_owns():
    view = viewed("reviewing", CENTRAL)

    assert refused("decide", view, PROVINCE_OFFICER) == ["decided-by-the-centre"]
    assert made("forward", view, PROVINCE_OFFICER).case.state == "forwarded"


def test_the_province_does_not_forward_what_it_owns_itself():
    view = viewed("reviewing", {**CENTRAL, "award_form": "T_BANG_KHEN"})

    assert refused("forward", view, PROVINCE_OFFICER) == ["decided-in-the-province"]


def test_the_decision_of_the_centre_is_recorded_when_it_comes():
    view = viewed("forwarded", CENTRAL)
    form = {"decision_no": "1364-QĐKT/TWĐTN-VP", "decided_on": "2026-11-20"}
    step = made("record_central", view, PROVINCE_OFFICER, form)

    assert step.case.state == "decided"
    assert effect(step, Record).data(view.of(step.case))["level"] == "CENTRAL"
    assert refused("record_central", view, PROVINCE_OFFICER, {**form, "decision_no": ""}) == ["incomplete"]


def test_an_award_is_conferred_after_its_decision():
    document = a_document("T14", on="2026-11-20")
    view = viewed("decided", DOSSIER, documents=(document,), asked={"T14": document.key})

    assert made("confer", view, form={"conferred_on": "2026-11-24"}).case.state == "conferred"
    assert refused("confer", view, form={"conferred_on": "2026-11-19"}) == ["conferred-on"]


@pytest.mark.parametrize("state", ["decided", "conferred"])
def test_the_owner_takes_an_award_back(state):
    step = made("revoke", viewed(state, DOSSIER), APPROVER)

    assert step.case.state == "revoked"
    assert [type(each) for each in step.effects] == [Issue, Strike, Settle]
    with pytest.raises(Denied):
        made("revoke", viewed(state, DOSSIER), SECRETARY)


def test_what_the_centre_decided_is_revoked_by_no_paper_of_the_province():
    step = made("revoke", viewed("decided", CENTRAL), PROVINCE_OFFICER)

    assert (step.case.state, [type(each) for each in step.effects]) == ("revoked", [Strike])


def test_the_unit_withdraws_its_proposal():
    assert made("cancel", viewed("reviewing", DOSSIER)).case.state == "cancelled"


def test_every_form_has_an_owner_and_a_title_of_its_own():
    known = award_forms.of(INSTALLED).values()

    assert {form.level for form in known} == set(award_forms.LEVELS)
    assert len({form.title for form in known}) == len(known) == len(AWARD_FORMS)


def with_forms(*forms):
    rows = [{"code": code, "level": level, "kind": kind, "title": title} for code, level, kind, title in forms]
    return Rules("later", {**DEFAULTS, "award_forms": rows})


def test_the_forms_are_those_of_the_rule_set_the_nearest_level_first():
    rules = with_forms(
        ("T_MOI", "PROVINCE", "individual", "Giải thưởng Thân Nhân Trung"), ("CS_MOI", "GRASSROOTS", "collective", "Cờ")
    )

    assert [form.code for form in award_forms.of(rules).values()] == ["CS_MOI", "T_MOI"]
    drawn = forms.json_schema(AwardForm, rules=rules)["properties"]["award_form"]
    assert (drawn["enum"], drawn["x-labels"], drawn["x-widget"]) == (
        ["CS_MOI", "T_MOI"],
        ["Cờ", "Giải thưởng Thân Nhân Trung"],
        "select",
    )


def test_a_form_that_the_case_rule_set_does_not_have_is_refused():
    view = replace(viewed("proposed", DOSSIER), rules=with_forms(("T_MOI", "PROVINCE", "individual", "Giải thưởng")))

    assert refused("propose", view) == ["form-unknown"]


def test_a_case_keeps_the_form_under_which_it_was_opened():
    renamed = with_forms((DOSSIER["award_form"], "GRASSROOTS", "individual", "Tên mới"))
    old, new = viewed("proposed", DOSSIER), replace(viewed("proposed", DOSSIER), rules=renamed)

    assert fits.form_of(old).title != fits.form_of(new).title == "Tên mới"


def test_whoever_owns_the_form_by_the_rule_set_decides():
    case = viewed("reviewing", DOSSIER).case
    to_the_province = with_forms((DOSSIER["award_form"], "PROVINCE", "individual", "Giấy khen"))

    near = relations.award_owner(case, WHOLE)
    far = relations.award_owner(case, replace(WHOLE, rules=to_the_province))
    assert UNITS[near].level != "PROVINCE"
    assert UNITS[far].level == "PROVINCE"
