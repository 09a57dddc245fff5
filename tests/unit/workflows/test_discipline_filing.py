"""When a complaint was filed, whom it goes to, and how often the correction of a fault is commented on."""

from dataclasses import replace
from datetime import date

import pytest

from services.workflows.domain import machine, relations
from services.workflows.domain.discipline_dossier import serialize_dossier
from services.workflows.processes.discipline import PROCESS
from tests.unit.workflows.builders import (
    AROUND,
    COMMUNE_ID,
    DISTRICT_ID,
    MEMBER_DOER,
    PROVINCE_ID,
    SECRETARY,
    a_member_view,
)
from tests.unit.workflows.discipline_cases import announced, made, refused, viewed

COMPLAINT = {"content": "Hình thức quá nặng"}
ANSWER = {"outcome": "UPHELD", "findings": "Đúng", "answered_on": "2026-11-24"}


@pytest.mark.parametrize(("announced_on", "codes_"), [("2026-10-24", ["complaint-too-late"]), ("2026-10-25", [])])
@pytest.mark.parametrize("complained_on", [None, "2026-11-24", "2026-10-30"], ids=["no day", "today", "dated back"])
def test_whoever_complains_files_within_thirty_days_whatever_day_they_write(announced_on, codes_, complained_on):
    view = viewed("in_force", announced(on=announced_on))
    form = {**COMPLAINT, "complained_on": complained_on}

    found = [] if not codes_ else refused("complain", view, MEMBER_DOER, form)
    assert found == codes_
    assert codes_ or made("complain", view, MEMBER_DOER, form).case.form["complaints"][-1]["filed_on"] == "2026-11-24"


RECEIVED = {"complained_on": "2026-11-20", "received_reason": "Đơn gửi bưu điện, đến trụ sở ngày 20/11"}


@pytest.mark.parametrize(
    ("announced_on", "form", "codes_"),
    [
        ("2026-10-21", {**RECEIVED, "received_reason": None}, ["received-reason"]),
        ("2026-10-21", RECEIVED, []),
        ("2026-10-20", RECEIVED, ["complaint-too-late"]),
        ("2026-11-21", RECEIVED, ["complained-on"]),
    ],
    ids=["without a reason", "with a reason", "the paper came too late too", "before the announcement"],
)
def test_an_earlier_paper_counts_where_the_receiving_officer_says_why(announced_on, form, codes_):
    view, form = viewed("in_force", announced(on=announced_on)), {**COMPLAINT, **form}

    found = [] if not codes_ else refused("complain", view, SECRETARY, form)
    assert [code for code in found if code in ("received-reason", "complaint-too-late", "complained-on")] == codes_
    assert codes_ or made("complain", view, SECRETARY, form).case.state == "complained"


def test_whoever_complains_gives_no_reason_for_an_earlier_day():
    view = viewed("in_force", announced(on="2026-10-30"))

    assert refused("complain", view, MEMBER_DOER, {**COMPLAINT, **RECEIVED}) == ["reason-of-the-officer"]


def test_a_complaint_of_an_earlier_day_is_marked_in_the_dossier_with_its_reason():
    case = made("complain", viewed("in_force", announced(on="2026-10-21")), SECRETARY, {**COMPLAINT, **RECEIVED}).case

    [shown] = serialize_dossier(a_member_view(case), lambda key: key and {"id": key, "name": ""})["complaint"]["items"]
    assert (shown["complained_on"], shown["filed_on"]) == ("2026-11-20", "2026-11-24")
    assert shown["received_reason"] == RECEIVED["received_reason"]


def authority(**form):
    """Who answers, or answered last."""
    return relations.complaint_authority(viewed("in_force", announced(**form)).case, AROUND)


@pytest.mark.parametrize(
    ("complaints", "answers", "unit_id"),
    [(1, 0, DISTRICT_ID), (1, 1, DISTRICT_ID), (2, 1, PROVINCE_ID), (2, 2, PROVINCE_ID)],
    ids=["the first waits", "the first is answered", "the second waits", "the second is answered"],
)
def test_a_complaint_reaches_the_next_level_with_the_complaint_and_not_before(complaints, answers, unit_id):
    assert authority(complaints=[COMPLAINT] * complaints, answers=[ANSWER] * answers) == unit_id


def test_whoever_decided_has_a_part_in_the_case_for_good():
    case = viewed("in_force", announced()).case
    later = replace(case, seats={}, deciders=(COMMUNE_ID, DISTRICT_ID))

    assert later.parties == {COMMUNE_ID, DISTRICT_ID}


def test_a_comment_is_due_three_months_after_the_decision_came_into_force_and_after_each_comment():
    first, second = announced(on="2026-10-30"), announced(on="2026-10-30", comments=[{"commented_on": "2026-11-20"}])
    due = [
        machine.due_at(PROCESS, viewed("in_force", form), state="in_force", since=date(2026, 11, 24))
        for form in (first, second)
    ]

    assert [f"{each:%Y-%m-%d}" for each in due] == ["2027-01-30", "2027-02-20"]


def test_the_dossier_says_how_often_a_comment_is_due():
    shown = serialize_dossier(viewed("in_force", announced()), lambda key: key and {"id": key, "name": ""})

    assert shown["progress"]["comment_every_months"] == 3
