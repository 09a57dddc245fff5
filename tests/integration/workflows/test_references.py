"""Ids that a form names lead somewhere, or the move is refused: people and units of the registry, meetings with their attendance."""

from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict
from services.workflows.actions import attendances, evidence
from tests.integration.workflows.conftest import (
    CHAPTER,
    MEMBER,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
    a_vote,
)

MET_ON = date(2026, 11, 20)


def refusal_of(workflows, case, action, **form):
    with pytest.raises(Conflict) as fault:
        workflows.act(case, action, form=form)
    [refusal] = fault.value.fields["refusals"]
    return refusal


def record_list(workflows, by=SECRETARY, unit_id=CHAPTER):
    with workflows.asking(by) as tx:
        attendances.record_attendance(tx, unit_id=unit_id, held_on=MET_ON, away=[])
    return attendances.meeting_of(unit_id, MET_ON)


def record_person(workflows, meeting_id, **given):
    told = {"meeting_id": meeting_id, "person_id": MEMBER, "unit_id": CHAPTER, "recorded_at": NOW, "held_on": MET_ON}
    with workflows.asking() as tx:
        evidence.on_attendance_recorded(tx, **{**told, "state": "present", "body": "MEMBERS", **given})


def test_a_unit_that_is_not_there_is_refused_by_its_title(workflows):
    case = workflows.open()

    refusal = refusal_of(workflows, case, "amend", **{**case["form"], "join_unit_id": str(UUID(int=0x999))})

    assert refusal["code"] == "reference-unknown"
    assert refusal["text"] == "Mục “Chi đoàn sẽ sinh hoạt” ghi một đơn vị không có trong danh bộ."


def test_a_meeting_of_which_nothing_is_known_is_refused_with_what_to_do(workflows):
    refusal = refusal_of(workflows, workflows.open(), "record_vote", **a_vote(meeting_id=str(UUID(int=0x900))))

    assert refusal["code"] == "reference-unknown"
    assert refusal["text"] == "Mục “Cuộc họp” ghi một cuộc họp chưa có điểm danh của đơn vị này."
    assert refusal["mend"].startswith("Ghi điểm danh ở trang đơn vị, mục “Điểm danh họp chi đoàn”")


def test_a_vote_names_the_meeting_whose_list_an_officer_entered(workflows):
    held = str(record_list(workflows))

    assert workflows.act(workflows.open(), "record_vote", form=a_vote(meeting_id=held))["form"]["vote"][
        "meeting_id"
    ] == (held)


def test_a_vote_names_a_meeting_that_has_told_who_was_there(workflows):
    held = UUID(int=0x901)
    record_person(workflows, held)

    assert workflows.act(workflows.open(), "record_vote", form=a_vote(meeting_id=str(held)))["form"]["vote"]


def test_a_meeting_of_another_chapter_is_as_unknown_as_none(workflows):
    held = UUID(int=0x902)
    record_person(workflows, held, unit_id=OTHER_CHAPTER, person_id=OTHER_SECRETARY)

    refusal = refusal_of(workflows, workflows.open(), "record_vote", **a_vote(meeting_id=str(held)))

    assert refusal["code"] == "reference-unknown"
