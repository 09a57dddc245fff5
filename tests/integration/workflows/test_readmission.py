"""Somebody of the registry is proposed again: as themselves, and of nobody else is anything told."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from services.contracts.workflows import ListCases
from services.kit import schema
from services.kit.faults import Conflict, Invalid
from services.workflows import registry
from services.workflows.actions import lists, seats
from services.workflows.tables import cases
from tests.integration.workflows.conftest import (
    APPROVER,
    OTHER_CHAPTER,
    SECRETARY,
    a_person,
    a_vote,
)


@pytest.fixture
def struck_off(workflows):
    """Someone whose name was struck off two years ago."""
    told = a_person(UUID(int=0xF1), "Nguyễn Thu Hà", OTHER_CHAPTER, born_on=date(2008, 2, 3), status="STRUCK_OFF")
    with workflows.asking() as tx:
        seats.on_people_changed(tx, [told | {"status_on": date(2024, 11, 1)}])
    return told["id"]


def test_a_person_of_the_registry_is_proposed_again_as_themselves(workflows, struck_off):
    case = workflows.approved_file(subject_id=struck_off)

    [asked] = workflows.sent("members.prepare_changes.v1")
    assert case["state"] == "preparing"
    assert asked["subjects"][0]["person_id"] == str(struck_off)
    assert asked["subjects"][0]["data"]["is_readmission"] is True


def test_a_file_in_another_name_does_not_go_by_a_person_of_the_registry(workflows, struck_off):
    with pytest.raises(Conflict) as refused:
        workflows.open(subject_id=struck_off, full_name="Trần Văn Bình", citizen_id=None)
    assert [refusal["code"] for refusal in refused.value.fields["refusals"]] == ["another-person"]
    assert "Thu Hà" not in str(refused.value.fields)


def test_the_definition_says_whom_a_case_is_about(workflows):
    with workflows.asking(SECRETARY) as tx:
        assert lists.get_process(tx, code="admission")["subject"] == "optional"


@pytest.mark.parametrize(("subject", "subject_id"), [("none", UUID(int=0xF1)), ("member", None)])
def test_a_case_is_about_whom_its_process_says(workflows, monkeypatch, subject, subject_id):
    told = {"admission": replace(registry.PROCESSES["admission"], subject=subject)}
    monkeypatch.setattr(registry, "PROCESSES", told)

    with pytest.raises(Invalid) as refused:
        workflows.open(subject_id=subject_id)
    assert list(refused.value.fields["errors"]) == ["subject_id"]


@pytest.mark.parametrize(
    ("sort", "order"),
    [("-opened", (2, 1, 0)), ("opened", (0, 1, 2)), ("due", (1, 2, 0)), ("since", (1, 2, 0))],
)
def test_cases_are_read_page_by_page_in_the_order_asked_for(workflows, sort, order):
    waiting, first, second = (
        workflows.open(citizen_id="024308000100"),
        workflows.submitted(citizen_id="024308000101"),
        workflows.submitted(citizen_id="024308000102"),
    )
    with workflows.asking(APPROVER) as tx:
        later = tx.now + timedelta(days=1)
        tx.execute(update(cases).where(cases.c.id == waiting["id"]).values(due_at=None, since=later))
    opened = [case["number"] for case in (waiting, first, second)]
    pages, cursor = [], None

    for _ in opened:
        with workflows.asking(APPROVER) as tx:
            page = lists.list_cases(tx, **schema.load(ListCases, {"sort": sort, "limit": 1, "cursor": cursor}))
        pages += [item["number"] for item in page["items"]]
        cursor = page["next"]

    assert pages == [opened[place] for place in order]
    assert cursor is None


@pytest.mark.parametrize("sort", ["-opened", "opened", "due", "since"])
def test_a_cursor_of_no_list_of_cases_is_refused(workflows, sort):
    with pytest.raises(Invalid), workflows.asking(APPROVER) as tx:
        lists.list_cases(tx, **schema.load(ListCases, {"sort": sort, "cursor": "x|y"}))


def test_a_form_may_hold_anything_and_is_refused_for_it(workflows):
    with pytest.raises(Invalid) as refused:
        workflows.open(destination_id={"a": 1}, sex=["female"], born_on=12)
    assert set(refused.value.fields["errors"]) == {"destination_id", "sex", "born_on"}


def test_a_new_vote_gets_a_resolution_of_its_own(workflows):
    case = workflows.submitted()
    workflows.number_resolutions()
    workflows.act(case, "return", by=APPROVER, note="Biểu quyết lại")
    workflows.act(case, "record_vote", form=a_vote(agree=13, disagree=0))
    workflows.act(case, "submit")

    first, second = workflows.orders("T02")
    assert first["key"] != second["key"]
