"""A member's training programme: registered by groups, approved, lived, judged, confirmed; reopened before that."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import forms, machine, ratings, training_catalogue, training_rules
from services.workflows.domain.campaign import Campaign
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Drop, Issue, Record, Strike
from services.workflows.domain.rules import DEFAULTS, INSTALLED, Rules
from services.workflows.domain.training_catalogue import CODES
from services.workflows.domain.view import CaseFact
from services.workflows.forms.training import RegistrationForm
from services.workflows.processes.training import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    DISTRICT_ID,
    MEMBER,
    MEMBER_DOER,
    NOW,
    SECRETARY,
    SECRETARY_ID,
    STRANGER,
    TODAY,
    a_member_case,
    a_member_view,
    an_act,
    codes,
)

PERIOD = {"year": 2026, "from_on": "2026-01-05", "until": "2026-12-20", "assess_from": "2026-11-01"}
ITEMS = [{"group": code, "text": f"Việc {n}", "target": "1"} for n, code in enumerate(CODES)]
RESULT = {"group": "HEALTH", "on": "2026-10-02", "text": "Chạy bộ 5 km"}


def a_case(state="not_registered", form=None, **changed):
    return a_member_case(PROCESS, state, {**PERIOD, **(form or {})}, **changed)


def view_of(case=None, **known):
    return a_member_view(case or a_case(), **known)


def take(action, view=None, doer=SECRETARY, form=None, note=None):
    view = view or view_of()
    return machine.advance(PROCESS, view, an_act(action, doer, form, note, view.today))


def refused(action, **given):
    with pytest.raises(Conflict) as fault:
        take(action, **given)
    return codes(fault)


def test_the_catalogue_has_five_groups_with_proposals_each():
    groups = training_catalogue.of(INSTALLED)

    assert len(groups) == 5
    assert all(group.proposals for group in groups)


OWN = [
    {"code": f"TINH_{code}", "group": code, "text": f"Việc của tỉnh {code}", "measure": "Buổi", "target": "2"}
    for code in CODES
]
OF_PROVINCE = Rules("later", {**DEFAULTS, "training_items": OWN})


def test_registration_begins_with_the_catalogue_of_the_cases_rule_set():
    register = next(move for move in PROCESS.moves if move.action == "register")

    proposed = register.fills(replace(view_of(), rules=OF_PROVINCE))["items"]

    assert [item["text"] for item in proposed] == [row["text"] for row in OWN]


def test_what_may_be_ticked_is_of_the_cases_rule_set():
    drawn = forms.json_schema(RegistrationForm, rules=OF_PROVINCE)

    assert drawn["properties"]["items"]["x-proposed"]["at"] == "/training-catalogue?rule_set=later"


def test_a_member_registers_something_of_each_group():
    step = take("register", doer=MEMBER_DOER, form={"items": ITEMS})

    assert step.case.state == "registered"
    assert [item["group"] for item in step.case.form["items"]] == list(CODES)


def test_registration_begins_with_a_proposal_of_each_group():
    register = next(move for move in PROCESS.moves if move.action == "register")

    proposed = register.fills(view_of())["items"]
    assert [item["group"] for item in proposed] == list(CODES)
    assert take("register", doer=MEMBER_DOER, form={"items": proposed}).case.state == "registered"
    assert register.fills(view_of(a_case(form={"items": ITEMS})))["items"] == ITEMS


def test_the_chapter_may_register_for_a_member():
    assert take("register", form={"items": ITEMS}).case.state == "registered"


def test_a_stranger_registers_nobody():
    with pytest.raises(Denied):
        take("register", doer=STRANGER, form={"items": ITEMS})


def test_a_group_left_out_is_named():
    with pytest.raises(Conflict) as fault:
        take("register", doer=MEMBER_DOER, form={"items": ITEMS[1:]})

    assert codes(fault) == ["too-few-items"]
    assert "Tư tưởng chính trị" in fault.value.fields["refusals"][0]["text"]


def test_how_many_a_group_is_a_rule():
    strict = Rules("test", {**DEFAULTS, "training_items_per_group": 2})

    assert refused("register", view=view_of(rules=strict), doer=MEMBER_DOER, form={"items": ITEMS}) == ["too-few-items"]


@pytest.mark.parametrize(
    "items", [[], [{"group": "MUSIC", "text": "Hát"}], [{"text": "Không nhóm"}]], ids=["none", "unknown", "no-group"]
)
def test_items_are_of_a_group_of_the_catalogue(items):
    with pytest.raises(Invalid):
        take("register", doer=MEMBER_DOER, form={"items": items})


@pytest.mark.parametrize(
    ("joined_on", "groups"),
    [(date(2016, 3, 26), 5), (date(2026, 1, 5), 5), (date(2026, 6, 10), 3), (date(2026, 11, 1), 1)],
    ids=["old-member", "from-the-start", "mid-year", "at-the-end"],
)
def test_a_newcomer_registers_their_share_of_the_year(joined_on, groups):
    assert training_rules.needed_groups(view_of(subject=replace(MEMBER, joined_on=joined_on))) == groups


def test_the_programme_may_be_changed_until_it_is_approved():
    again = take(
        "register",
        view_of(a_case("registered", {"items": ITEMS})),
        doer=MEMBER_DOER,
        form={"items": [*ITEMS, ITEMS[0]]},
    )

    assert len(again.case.form["items"]) == 6
    with pytest.raises(Conflict) as fault:
        take("register", view_of(a_case("approved", {"items": ITEMS})), doer=MEMBER_DOER, form={"items": ITEMS})
    assert fault.value.code == "action-not-possible"


def test_approval_draws_the_sheet_and_stands_on_record():
    view = view_of(a_case("registered", {"items": ITEMS}))
    step = take("approve", view)

    [issue] = [effect for effect in step.effects if isinstance(effect, Issue)]
    [record] = [effect for effect in step.effects if isinstance(effect, Record)]
    assert step.case.state == "approved"
    assert (issue.template, issue.single) == ("T09", True)
    assert issue.person(view)["items"][0]["group"] == "Tư tưởng chính trị, đạo đức, lối sống"
    assert record.data(view)["stage"] == "REGISTERED"


def test_nobody_approves_or_judges_their_own():
    own = {"subject_id": SECRETARY_ID}
    subject = replace(MEMBER, id=SECRETARY_ID)

    assert refused("approve", view=view_of(a_case("registered", {"items": ITEMS}, **own), subject=subject)) == [
        "own-case"
    ]
    assert refused("assess", view=view_of(a_case("self_assessed", **own), subject=subject), form={"result": "DAT"}) == [
        "own-case"
    ]


def test_the_superior_approves_where_the_chapter_cannot():
    own = a_case("registered", {"items": ITEMS}, subject_id=SECRETARY_ID)

    assert take("approve", view_of(own), doer=APPROVER).case.state == "approved"


def test_results_are_logged_one_after_the_other():
    first = take("log", view_of(a_case("approved", {"items": ITEMS})), doer=MEMBER_DOER, form=RESULT)
    second = take("log", view_of(first.case), doer=MEMBER_DOER, form={**RESULT, "text": "Chạy bộ 10 km"})

    assert second.case.state == "in_progress"
    assert [each["text"] for each in second.case.form["log"]] == ["Chạy bộ 5 km", "Chạy bộ 10 km"]


def test_a_result_is_logged_once_it_is_there():
    view = view_of(a_case("approved", {"items": ITEMS}))

    assert refused("log", view=view, doer=MEMBER_DOER, form={**RESULT, "on": "2026-12-24"}) == ["result-in-future"]


def test_comments_of_both_chapters_stay_with_the_programme():
    commented = take("comment", view_of(a_case("in_progress")), form={"comment": "Rất đều"})
    again = take("comment", view_of(commented.case), form={"comment": "Ở nơi mới cũng vậy"})

    assert [each["comment"] for each in again.case.form["comments"]] == ["Rất đều", "Ở nơi mới cũng vậy"]
    assert PROCESS.follows_subject


def test_it_is_judged_by_the_member_the_chapter_and_the_superior():
    own = take("assess_self", view_of(a_case("in_progress", {"items": ITEMS})), doer=MEMBER_DOER, form={"score": 90})
    judged = take("assess", view_of(own.case), form={"result": "DAT", "score": 85, "comment": "Đạt"})
    confirmed = take("confirm", view_of(judged.case), doer=APPROVER)

    [record] = [effect for effect in confirmed.effects if isinstance(effect, Record)]
    assert [step.case.state for step in (own, judged, confirmed)] == ["self_assessed", "chapter_assessed", "confirmed"]
    assert record.data(view_of(confirmed.case)) | {"unit_id": None} == {
        "year": 2026,
        "stage": "CONFIRMED",
        "result": "DAT",
        "self_score": 90,
        "chapter_score": 85,
        "comment": "Đạt",
        "unit_id": None,
    }


def test_the_chapter_judges_by_what_the_host_said():
    stay = CaseFact(
        UUID(int=70), "SHTT-2026-0001", "temporary", "active", date(2026, 9, 1), None, None, None,
        {"comments": [{"comment": "Tham gia đều"}]},
    )  # fmt: skip
    move = next(move for move in PROCESS.moves if move.action == "assess")

    filled = move.fills(view_of(a_case("self_assessed"), cases=(stay,)))

    assert filled == {"comment": "Nơi sinh hoạt tạm thời, nơi cư trú nhận xét: Tham gia đều"}
    assert move.fills(view_of(a_case("self_assessed"))) == {}


def test_the_result_feeds_the_rating():
    form = {**PERIOD, "assessment": {"result": "CHUA_DAT"}}
    fact = CaseFact(UUID(int=1), "RL-1", "training", "confirmed", TODAY, TODAY, TODAY, None, form)

    assert ratings.training(view_of(cases=(fact,))) == "CHUA_DAT"
    assert ratings.training(view_of(cases=(replace(fact, closed_on=None),))) is None


def test_the_chapter_reopens_before_it_is_confirmed():
    items = take("reopen", view_of(a_case("in_progress", {"items": ITEMS})), note="Thêm nội dung")
    results = take("reopen", view_of(a_case("chapter_assessed", {"items": ITEMS})), note="Thiếu minh chứng")

    assert (items.case.state, results.case.state) == ("registered", "in_progress")
    assert items.effects == (Strike(), Drop("T09"))
    with pytest.raises(Conflict):
        take("reopen", view_of(a_case("confirmed")), note="Muộn")


def test_the_superior_may_return_it():
    step = take("return", view_of(a_case("chapter_assessed")), doer=APPROVER, note="Chưa có minh chứng")

    assert step.case.state == "self_assessed"


def test_registration_and_assessment_are_due():
    opened = machine.open_case(PROCESS, view_of(a_member_case(PROCESS, form={})), an_act("open", form=PERIOD)).case
    approved = take("approve", view_of(a_case("registered", {"items": ITEMS}))).case

    assert opened.due_at.date() == date(2026, 12, 24)
    assert approved.due_at.date() == date(2026, 12, 31)


def test_a_second_programme_of_the_year_is_refused():
    other = CaseFact(UUID(int=1), "RL-1", "training", "approved", TODAY, None, None, None, PERIOD)

    with pytest.raises(Conflict) as fault:
        machine.open_case(
            PROCESS, view_of(a_member_case(PROCESS, form={}), cases=(other,)), an_act("open", form=PERIOD)
        )
    assert codes(fault) == ["already-this-year"]


def test_a_campaign_says_when_assessment_begins():
    campaign = Campaign(
        UUID(int=1), "training", "Đợt", DISTRICT_ID, 2026, "", date(2026, 1, 5), date(2026, 12, 20), date(2026, 12, 31), "OPEN", NOW, None
    )  # fmt: skip

    assert training_rules.opening_form(campaign)["assess_from"] == "2026-11-01"


def test_what_is_not_done_on_the_closing_day_is_over():
    assert take("lapse", view_of(a_case("approved")), doer=SYSTEM).case.state == "undone"


def test_the_catalogue_is_proposed_as_rows_of_the_registration():
    items = forms.json_schema(RegistrationForm)["properties"]["items"]

    assert items["x-proposed"] == {"at": "/training-catalogue?rule_set=default", "by": "group"}
    assert set(items["items"]["properties"]) == {"group", "text", "measure", "target"}
