"""A campaign in mid-year goes with its unit: the successor carries it on, and gives it back when the merger is undone."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import text

from services.kit.faults import Conflict, NotFound
from services.workflows.actions import campaigns, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    OFFICERS,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    PROVINCE,
    SECRETARY,
    TREE,
    a_person,
    a_position,
    a_unit,
)
from tests.integration.workflows.test_campaigns import MEMBERS, begin, follow, get, opened, run_jobs

SUCCESSOR = UUID(int=0xB9)
"""Secretary of the commune that takes the other one in."""
NEWCOMER, STRANGER = UUID(int=0xF01), UUID(int=0xF02)
MERGED_ON = date(2026, 11, 24)
ROWS = {row[0]: row for row in TREE}


@pytest.fixture
def peopled(workflows, monkeypatch):
    """Two members in a chapter of the one commune, two in one of the other; a secretary in each."""
    office = (SUCCESSOR, "Bùi Văn Hải", BARE_COMMUNE, "GRASSROOTS_OFFICER", "BT")
    monkeypatch.setattr("tests.integration.workflows.conftest.OFFICERS", (*OFFICERS, office))
    apply_units = [
        a_person(key, f"Đoàn viên {n}", (CHAPTER, OTHER_CHAPTER)[n // 2]) for n, key in enumerate(MEMBERS[:4])
    ]
    with workflows.asking() as tx:
        tx.execute(text("UPDATE people SET unit_id = NULL"))
        seats.on_people_changed(tx, [*apply_units, a_person(SUCCESSOR, "Bùi Văn Hải", None)])
        seats.on_positions_changed(tx, [a_position(SUCCESSOR, BARE_COMMUNE, "GRASSROOTS_OFFICER", "BT")])
    return workflows


def apply_units(workflows, *units):
    with workflows.asking() as tx:
        seats.on_units_changed(tx, list(units))


def over(unit_id, into, version=2, **given):
    return a_unit(*ROWS[unit_id], version=version, **{"closed_on": MERGED_ON, "successor_id": into, **given})


def standing(unit_id, version):
    return a_unit(*ROWS[unit_id], version=version)


def below(unit_id, *path, version):
    row = ROWS[unit_id]
    return a_unit(*row[:4], (*path, unit_id), version=version)


def merge_communes(workflows):
    """The first commune is merged into the other; its chapter stands below that one."""
    apply_units(workflows, over(COMMUNE, BARE_COMMUNE), below(CHAPTER, PROVINCE, DISTRICT, BARE_COMMUNE, version=2))


def know(workflows, person_id, unit_id, **given):
    with workflows.asking() as tx:
        seats.on_people_changed(tx, [a_person(person_id, "Đoàn viên mới", unit_id, **given)])


def subjects(rows, campaign):
    found = rows("SELECT subject_id FROM cases WHERE campaign_id = :id", id=campaign["id"])
    return {case.subject_id for case in found}


def end(workflows, act, campaign, by):
    with workflows.asking(by) as tx:
        act(tx, campaign_id=campaign["id"])
    run_jobs(workflows)


def test_the_successor_sees_it_and_closes_it(peopled):
    campaign = opened(peopled, by=APPROVER, unit_id=COMMUNE)
    with pytest.raises(NotFound, match="campaign-not-found"):
        get(peopled, campaign, by=SUCCESSOR)
    merge_communes(peopled)

    seen = get(peopled, campaign, by=SUCCESSOR)
    end(peopled, campaigns.close_campaign, campaign, SUCCESSOR)

    after = get(peopled, campaign, by=SUCCESSOR)
    assert (seen["unit"]["id"], [unit["id"] for unit in seen["came_from"]]) == (BARE_COMMUNE, [COMMUNE])
    assert {act["action"] for act in seen["allowed_actions"]} == {"close", "cancel"}
    assert (seen["total"], after["state"], after["done"]) == (2, "CLOSED", 2)


def test_newcomers_of_what_came_along_get_their_cases_and_nobody_else_does(peopled, rows):
    campaign = opened(peopled, by=APPROVER, unit_id=COMMUNE)
    merge_communes(peopled)
    know(peopled, NEWCOMER, CHAPTER)
    know(peopled, STRANGER, OTHER_CHAPTER)

    follow(peopled, days=1)

    assert subjects(rows, campaign) == {*MEMBERS[:2], NEWCOMER}


def test_members_who_came_with_a_chapter_before_their_case_was_opened_get_it(peopled, rows):
    campaign = begin(peopled, by=SECRETARY, unit_id=CHAPTER)
    apply_units(peopled, over(CHAPTER, OTHER_CHAPTER))
    for key in MEMBERS[:2]:
        know(peopled, key, OTHER_CHAPTER, version=2, unit_since=MERGED_ON)

    follow(peopled, days=1)

    assert subjects(rows, campaign) == set(MEMBERS[:2])
    assert get(peopled, campaign, by=OTHER_SECRETARY)["total"] == 2


def test_it_goes_on_beside_the_successors_own(peopled, rows):
    came = opened(peopled, by=APPROVER, unit_id=COMMUNE)
    own = opened(peopled, by=SUCCESSOR, unit_id=BARE_COMMUNE)
    merge_communes(peopled)

    follow(peopled, days=1)

    assert (subjects(rows, came), subjects(rows, own)) == (set(MEMBERS[:2]), set(MEMBERS[2:4]))
    with pytest.raises(Conflict, match="campaign-already-open"):
        begin(peopled, by=SUCCESSOR, unit_id=BARE_COMMUNE)


def test_undone_it_goes_back_and_concerns_its_own_again(peopled, rows):
    campaign = opened(peopled, by=APPROVER, unit_id=COMMUNE)
    merge_communes(peopled)
    apply_units(peopled, standing(COMMUNE, 3), standing(CHAPTER, 3))
    know(peopled, NEWCOMER, CHAPTER)

    follow(peopled, days=1)

    back = get(peopled, campaign, by=APPROVER)
    assert (back["unit"]["id"], back["came_from"], back["total"]) == (COMMUNE, [], 3)
    with pytest.raises(NotFound, match="campaign-not-found"):
        get(peopled, campaign, by=SUCCESSOR)


def test_told_again_nothing_changes(peopled, rows):
    campaign = opened(peopled, by=APPROVER, unit_id=COMMUNE)
    for _ in range(2):
        merge_communes(peopled)

    [stored] = rows("SELECT unit_id, hops FROM campaigns WHERE id = :id", id=campaign["id"])
    assert (stored.unit_id, [hop["units"] for hop in stored.hops]) == (BARE_COMMUNE, [[str(CHAPTER)]])
    assert len(rows("SELECT * FROM audit_log WHERE action = 'campaign.follow'")) == 1


def test_a_closing_still_to_come_moves_it_on_the_day(peopled):
    campaign = opened(peopled, by=SECRETARY, unit_id=CHAPTER)
    apply_units(peopled, over(CHAPTER, OTHER_CHAPTER, closed_on=date(2026, 11, 25)))
    before = get(peopled, campaign, by=SECRETARY)

    with peopled.asking(now=datetime(2026, 11, 25, 2, tzinfo=UTC)) as tx:
        seats.follow_days(tx)

    assert (before["unit"]["id"], get(peopled, campaign, by=OTHER_SECRETARY)["unit"]["id"]) == (CHAPTER, OTHER_CHAPTER)


def test_one_that_is_over_stays_where_it_was_run(peopled):
    campaign = opened(peopled, by=APPROVER, unit_id=COMMUNE)
    end(peopled, campaigns.cancel_campaign, campaign, APPROVER)
    merge_communes(peopled)

    assert get(peopled, campaign, by=APPROVER)["unit"]["id"] == COMMUNE


def test_none_is_opened_at_a_unit_that_is_over(peopled):
    merge_communes(peopled)

    with pytest.raises(Conflict, match="unit-closed"):
        begin(peopled, by=APPROVER, unit_id=COMMUNE)
