"""Who was in a chapter on a day of the past, out of the copies that the registry feeds."""

from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict
from services.workflows.actions import seats
from services.workflows.domain import electorate
from services.workflows.facts import Facts
from services.workflows.tables import people
from tests.integration.workflows.conftest import APPROVER, CHAPTER, OTHER_CHAPTER, a_person, a_vote

MET_ON = date(2026, 11, 20)
NEWCOMERS = [UUID(int=0x5000 + number) for number in range(40)]


@pytest.fixture
def case(workflows):
    """Three people are in the chapter: two officers and a member."""
    return workflows.open()


def count_on(workflows, case, day=MET_ON, body=electorate.MEMBERS):
    with workflows.asking() as tx:
        found, _ = tx.cases.get(case["id"])
        facts = Facts(tx, [found]).of(found)
        who = facts["roll"] if body == electorate.MEMBERS else facts["committee"]
        return len({each.person_id for each in who if each.covers(day)})


def know(workflows, number, unit_id=CHAPTER, **given):
    told = {"joined_on": date(2020, 3, 26), "unit_since": date(2024, 9, 5), "past_memberships": [], **given}
    with workflows.asking() as tx:
        seats.on_people_changed(tx, [a_person(UUID(int=0x6000 + number), f"Đoàn viên {number}", unit_id, **told)])


def past(unit_id, from_on, until):
    return [{"unit_id": unit_id, "from_on": from_on, "until": until}]


@pytest.mark.parametrize(
    ("given", "more"),
    [
        ({}, 1),
        ({"unit_since": date(2026, 11, 21)}, 0),
        ({"unit_id": OTHER_CHAPTER, "past_memberships": past(CHAPTER, date(2024, 9, 5), date(2026, 11, 21))}, 1),
        ({"unit_id": OTHER_CHAPTER, "past_memberships": past(CHAPTER, date(2024, 9, 5), date(2026, 11, 20))}, 0),
        ({"status": "STRUCK_OFF", "past_memberships": past(CHAPTER, date(2024, 9, 5), date(2026, 11, 23))}, 1),
        ({"status": "STRUCK_OFF", "status_on": date(2026, 11, 23), "past_memberships": None}, 1),
        ({"status": "STRUCK_OFF", "status_on": date(2026, 11, 20), "past_memberships": None}, 0),
        ({"joined_on": MET_ON, "unit_since": MET_ON}, 0),
        ({"status": "IN_TRANSIT"}, 1),
        ({"status": "ANNULLED", "status_on": date(2026, 11, 23), "past_memberships": None}, 0),
    ],
    ids=[
        "has been there", "came after", "left after", "left on the day", "struck off after", "struck off after, by old news",
        "struck off on the day, by old news", "admitted by the meeting's own decision", "on the way", "merged file",
    ],
)  # fmt: skip
def test_a_person_counts_by_the_day_of_the_meeting(workflows, case, given, more):
    before = count_on(workflows, case)

    know(workflows, 1, **given)

    assert count_on(workflows, case) == before + more


def test_news_of_the_same_version_fills_in_missing_memberships(workflows, rows):
    know(workflows, 1, past_memberships=None, unit_id=OTHER_CHAPTER)
    know(workflows, 1, past_memberships=past(CHAPTER, date(2024, 9, 5), MET_ON), unit_id=OTHER_CHAPTER)
    know(workflows, 1, past_memberships=[], unit_id=OTHER_CHAPTER)

    [row] = rows(f"SELECT past_memberships FROM {people.name} WHERE id = :id", id=UUID(int=0x6001))

    assert row.past_memberships == [{"unit_id": str(CHAPTER), "from_on": "2024-09-05", "until": "2026-11-20"}]


def test_officers_of_the_committee_count_by_the_day(workflows, case):
    assert count_on(workflows, case, body=electorate.COMMITTEE) == 2
    assert count_on(workflows, case, date(2024, 12, 31), body=electorate.COMMITTEE) == 0


def test_the_forty_first_of_one_meeting_is_approved_after_forty_were_admitted(workflows):
    case = workflows.submitted()
    workflows.number_resolutions()
    for key in NEWCOMERS:
        joined = {"joined_on": date(2026, 11, 22), "unit_since": date(2026, 11, 22), "past_memberships": []}
        workflows.know(key, "Đoàn viên mới", **joined)

    shown = workflows.get(case, by=APPROVER)
    approved = workflows.act(case, "approve", by=APPROVER)

    assert "approve" in {action["action"] for action in shown["allowed_actions"]}
    assert approved["state"] == "preparing"


def test_a_meeting_with_fewer_people_than_the_registry_is_not_recorded(workflows, case):
    with pytest.raises(Conflict) as fault:
        workflows.act(case, "record_vote", form=a_vote(members_total=1, present=1, agree=1, disagree=0, blank=0))

    [refusal] = fault.value.fields["refusals"]
    assert refusal["text"] == "Biên bản ghi 1 đoàn viên, danh sách chi đoàn ngày họp 20/11/2026 có 3."
