"""A chapter's meeting is entered as a list of who was away, and counts as fact for ratings and removals."""

from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.workflows.actions import attendances, evidence
from services.workflows.facts import Facts
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DEPUTY,
    MEMBER,
    NOW,
    OTHER_SECRETARY,
    SECRETARY,
)

MET_ON = date(2026, 10, 3)


def recorded(workflows, held_on=MET_ON, by=SECRETARY, unit_id=CHAPTER, **away):
    rows = [{"person_id": person, "state": state} for person, state in away.get("away", {}).items()]
    with workflows.asking(by) as tx:
        return attendances.record_attendance(tx, unit_id=unit_id, held_on=held_on, away=rows)


def listed(workflows, by=SECRETARY, unit_id=CHAPTER):
    with workflows.asking(by) as tx:
        return attendances.list_attendances(tx, unit_id=unit_id)


def known_of(workflows, person_id):
    """What guards see of the member's meetings."""
    case = workflows.begin("evaluation", by=SECRETARY, subject_id=person_id, year=2026)
    with workflows.asking() as tx:
        found, _ = tx.cases.get(case["id"])
        return [(each.held_on, each.state) for each in Facts(tx, [found]).of(found)["attendances"]]


def test_everybody_who_is_not_named_was_there(workflows):
    [meeting] = recorded(workflows, away={MEMBER: "absent", DEPUTY: "excused"})["items"]

    assert (meeting["held_on"], meeting["present"], meeting["source"]) == (MET_ON, 1, "list")
    assert [each["full_name"] for each in meeting["absent"]] == ["Trần Thị Mai"]
    assert [each["full_name"] for each in meeting["excused"]] == ["Ngô Văn Sơn"]


def test_a_list_is_a_fact_of_each_member(workflows):
    recorded(workflows, away={MEMBER: "absent"})

    assert known_of(workflows, MEMBER) == [(MET_ON, "absent")]
    assert known_of(workflows, DEPUTY) == [(MET_ON, "present")]


def test_a_day_entered_again_says_what_was_entered_last(workflows):
    recorded(workflows, away={MEMBER: "absent"})
    [meeting] = recorded(workflows)["items"]

    assert (meeting["present"], meeting["absent"]) == (3, [])
    assert known_of(workflows, MEMBER) == [(MET_ON, "present")]


def test_members_of_the_day_count_and_nobody_else(workflows):
    workflows.know(UUID(int=0x777), "Người đến sau", unit_since=date(2026, 11, 1), past_memberships=[])

    assert recorded(workflows)["items"][0]["present"] == 3
    with pytest.raises(Invalid) as fault:
        recorded(workflows, away={UUID(int=0x777): "absent"})
    assert "không phải đoàn viên" in fault.value.fields["errors"]["away"][0]


def test_a_day_that_meetings_have_told_of_is_theirs(workflows):
    told = {"meeting_id": UUID(int=0x900), "person_id": MEMBER, "unit_id": CHAPTER, "recorded_at": NOW}
    with workflows.asking() as tx:
        evidence.on_attendance_recorded(tx, **told, held_on=MET_ON, state="present", body="MEMBERS")

    with pytest.raises(Conflict) as fault:
        recorded(workflows)

    assert fault.value.code == "attendance-recorded"
    assert listed(workflows)["items"][0]["source"] == "meeting"


@pytest.mark.parametrize("held_on", [date(2026, 11, 25), date(2024, 11, 23), date(9999, 1, 1)])
def test_a_meeting_is_of_the_last_two_years(workflows, held_on):
    with pytest.raises(Invalid) as fault:
        recorded(workflows, held_on)

    assert list(fault.value.fields["errors"]) == ["held_on"]


def test_those_above_see_and_record_and_strangers_do_not(workflows):
    assert recorded(workflows, by=APPROVER)["items"]
    assert listed(workflows, by=APPROVER)["allowed_actions"]
    for ask in (recorded, listed):
        with pytest.raises(Denied):
            ask(workflows, by=OTHER_SECRETARY)


def test_a_union_of_chapters_meets_in_none_of_these_lists(workflows):
    assert listed(workflows, by=APPROVER, unit_id=COMMUNE)["allowed_actions"] == []
    with pytest.raises(Conflict) as fault:
        recorded(workflows, by=APPROVER, unit_id=COMMUNE)
    assert fault.value.code == "no-members"


def test_a_unit_that_is_not_there_has_no_meetings(workflows):
    with pytest.raises(NotFound):
        listed(workflows, unit_id=UUID(int=0x999))


def test_the_form_offers_the_members_by_name(workflows):
    [act] = listed(workflows)["allowed_actions"]
    row = act["form_schema"]["properties"]["away"]["items"]["properties"]

    assert row["person_id"]["x-labels"] == ["Trần Thị Mai", "Ngô Văn Sơn", "Lê Thị Thu"]
    assert row["state"]["x-labels"] == ["Vắng không lý do", "Vắng có lý do"]
    assert act["form_schema"]["properties"]["held_on"]["x-max"] == "2026-11-24"
