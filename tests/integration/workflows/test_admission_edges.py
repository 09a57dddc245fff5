"""Edges of an admission: a class without a chapter, a place without the Union, two cases of one person at one moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from services.kit.faults import Conflict, Denied
from services.workflows import registry
from services.workflows.actions import cases
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    COMMUNE,
    DEPUTY,
    DISTRICT_SECRETARY,
    OTHER_APPROVER,
    SECRETARY,
    a_vote,
)
from tests.integration.workflows.member_cases import MEMBER, a_member, opened


@pytest.mark.parametrize(
    "introducer",
    [
        {"introducer_kind": "member", "introducer_id": str(DEPUTY)},
        {"introducer_kind": "party_member", "introducer_id": None, "introducer_name": "Nguyễn Văn Bảy"},
    ],
    ids=["a class without a chapter", "a place without the Union"],
)
def test_the_union_itself_approves_whom_it_proposes_for_a_place_without_an_organisation(workflows, introducer):
    case = workflows.open(by=APPROVER, unit_id=COMMUNE, join_unit_id=str(CHAPTER), **introducer)
    workflows.act(case, "record_vote", by=APPROVER, form=a_vote())
    workflows.act(case, "submit", by=APPROVER)
    workflows.number_resolutions()
    with pytest.raises(Denied):
        workflows.act(case, "approve", by=DISTRICT_SECRETARY)
    workflows.act(case, "approve", by=OTHER_APPROVER)
    workflows.prepare(case)

    [asked] = workflows.sent("members.prepare_changes.v1")
    [decision] = workflows.orders("T03")
    assert asked["subjects"][0]["unit_id"] == str(CHAPTER)
    assert decision["unit_id"] == str(COMMUNE)
    assert decision["content"]["people"][0]["unit_id"] == str(CHAPTER)


def test_a_case_that_was_open_before_stays_with_the_district(workflows, monkeypatch):
    monkeypatch.setitem(registry.PROCESSES, "admission", registry.EARLIER["admission", 1])
    case = workflows.open(by=APPROVER, unit_id=COMMUNE, join_unit_id=str(CHAPTER))
    monkeypatch.undo()
    workflows.act(case, "record_vote", by=APPROVER, form=a_vote())
    workflows.act(case, "submit", by=APPROVER)
    workflows.number_resolutions()

    assert workflows.act(case, "approve", by=DISTRICT_SECRETARY)["state"] == "preparing"


def test_of_two_cases_opened_at_one_moment_the_later_is_refused(workflows, eventually, rows):
    a_member(workflows, born_on=date(2000, 5, 17))
    moves = {"destination_id": str(BARE_COMMUNE), "reason": "WORK"}
    with ThreadPoolExecutor(1) as pool:
        with workflows.asking(SECRETARY) as tx:
            cases.open_case(tx, process="transfer", unit_id=CHAPTER, subject_id=MEMBER, form=moves)
            later = pool.submit(opened, workflows, "removal", ending="WITHDRAWN", applied_on="2026-11-20")
            eventually(lambda: rows("SELECT 1 FROM pg_locks WHERE NOT granted"))
        with pytest.raises(Conflict) as refused:
            later.result()

    assert [each["code"] for each in refused.value.fields["refusals"]] == ["another-case-open"]
    assert [row.process for row in rows("SELECT process FROM cases")] == ["transfer"]
