"""Open cases go with a unit that is merged, and come back with one whose merger is undone."""

from datetime import date

import pytest

from services.workflows.actions import seats
from tests.integration.workflows.conftest import (
    CHAPTER,
    GRASSROOTS_CHAPTER,
    MEMBER,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    POST_SECRETARY,
    SECRETARY,
    TREE,
    a_unit,
)

TRIP = {"destination_kind": "PROVINCE", "destination": "Bình Dương", "depart_on": "2026-12-01"}
OFFENCE = {"whom": "MEMBER", "violation": "Gian lận trong thi cử", "violated_on": "2026-11-01"}


@pytest.fixture
def unit_changes(workflows):
    """`told(CHAPTER, 2, into=OTHER_CHAPTER)`: the registry says that the unit is merged, or without `into` that it stands."""

    def news(unit_id, version, into=None):
        row = next(row for row in TREE if row[0] == unit_id)
        over = {"closed_on": date(2026, 11, 24), "successor_id": into} if into else {}
        with workflows.asking() as tx:
            seats.on_units_changed(tx, [a_unit(*row, version=version, **over)])

    return news


def test_a_case_that_came_with_a_merger_goes_back_when_it_is_undone(workflows, unit_changes, rows):
    workflows.know(MEMBER)
    case = workflows.begin("discipline", subject_id=MEMBER, **OFFENCE)
    unit_changes(CHAPTER, 2, into=OTHER_CHAPTER)
    there = workflows.get(case, by=OTHER_SECRETARY)
    unit_changes(CHAPTER, 3)

    back = workflows.get(case, by=SECRETARY)
    assert (there["unit"]["id"], back["unit"]["id"]) == (OTHER_CHAPTER, CHAPTER)
    assert back["holder"]["unit"]["id"] == CHAPTER
    assert rows("SELECT * FROM handed_over") == []


def test_a_case_of_the_successors_own_stays_with_it(workflows, unit_changes):
    unit_changes(CHAPTER, 2, into=OTHER_CHAPTER)
    workflows.know(MEMBER, unit_id=OTHER_CHAPTER, version=2)
    case = workflows.open_about("away", MEMBER, by=OTHER_SECRETARY, unit_id=OTHER_CHAPTER, **TRIP)
    unit_changes(CHAPTER, 3)

    assert workflows.get(case, by=OTHER_SECRETARY)["unit"]["id"] == OTHER_CHAPTER


def test_a_case_on_the_way_to_the_unit_is_on_the_way_to_it_again(workflows, unit_changes, rows):
    case = workflows.open_about("transfer", destination_id=str(GRASSROOTS_CHAPTER), reason="WORK")
    form = "SELECT form ->> 'destination_id' AS destination FROM cases WHERE id = :id"
    unit_changes(GRASSROOTS_CHAPTER, 2, into=OTHER_CHAPTER)
    [there] = rows(form, id=case["id"])
    unit_changes(GRASSROOTS_CHAPTER, 3)

    [back] = rows(form, id=case["id"])
    assert (there.destination, back.destination) == (str(OTHER_CHAPTER), str(GRASSROOTS_CHAPTER))


def test_a_case_that_has_gone_on_to_a_third_unit_stays_there(workflows, unit_changes):
    workflows.know(MEMBER)
    case = workflows.begin("discipline", subject_id=MEMBER, **OFFENCE)
    unit_changes(CHAPTER, 2, into=OTHER_CHAPTER)
    unit_changes(OTHER_CHAPTER, 2, into=GRASSROOTS_CHAPTER)
    unit_changes(CHAPTER, 3)
    assert workflows.get(case, by=POST_SECRETARY)["unit"]["id"] == GRASSROOTS_CHAPTER

    unit_changes(OTHER_CHAPTER, 3)

    assert workflows.get(case, by=OTHER_SECRETARY)["unit"]["id"] == OTHER_CHAPTER


def test_late_news_of_the_unit_as_it_was_brings_nothing_back(workflows, unit_changes):
    workflows.know(MEMBER)
    case = workflows.begin("discipline", subject_id=MEMBER, **OFFENCE)
    unit_changes(CHAPTER, 3, into=OTHER_CHAPTER)
    unit_changes(CHAPTER, 2)

    assert workflows.get(case, by=OTHER_SECRETARY)["unit"]["id"] == OTHER_CHAPTER
