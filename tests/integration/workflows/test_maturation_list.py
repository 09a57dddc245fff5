"""The year's list: everyone who comes of age below a unit has a case; officers join it the day after their term."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from services.kit import jobs
from services.workflows.actions import campaign_jobs, campaign_opening, campaigns, seats
from tests.integration.workflows.conftest import (
    CHAPTER,
    DISTRICT,
    DISTRICT_SECRETARY,
    NOW,
    a_person,
    a_position,
)

OF_AGE, YOUNG, OFFICER, BORN_IN_A_YEAR, NEXT_YEAR = (UUID(int=0xE00 + place) for place in range(5))
KINDS = {
    campaign_jobs.OPEN: campaign_jobs.open_campaign,
    campaign_jobs.CLOSE: campaign_jobs.close_campaign,
    campaign_jobs.CANCEL: campaign_jobs.cancel_campaign,
}


@pytest.fixture
def peopled(workflows):
    """One who comes of age this year, one who is young, an officer of age, and two of whom a year alone is known."""
    born = {
        OF_AGE: {"born_on": date(1996, 5, 17)},
        YOUNG: {"born_on": date(2000, 5, 17)},
        OFFICER: {"born_on": date(1994, 5, 17)},
        BORN_IN_A_YEAR: {"born_on": date(1995, 1, 1), "born_precision": "year"},
        NEXT_YEAR: {"born_on": date(1996, 1, 1), "born_precision": "year"},
    }
    told = [
        a_person(key, f"Đoàn viên {place}", CHAPTER, **{"born_precision": "day", **given})
        for place, (key, given) in enumerate(born.items())
    ]
    with workflows.asking() as tx:
        tx.execute(text("UPDATE people SET unit_id = NULL"))
        seats.on_people_changed(tx, told)
        seats.on_positions_changed(tx, [a_position(OFFICER, CHAPTER, "CHAPTER_OFFICER", "UVBCH")])
    return workflows


def run_jobs(workflows):
    with workflows.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE jobs SET not_before = now() - interval '1 second', status = 'waiting' WHERE status = 'held'")
        )
    for kind, work in KINDS.items():
        while (job := jobs.claim(workflows.database, kind)) is not None:
            jobs.run(job, work)


def opened(workflows):
    days = {"from_on": date(2026, 1, 5), "until": date(2026, 12, 15), "closing_on": date(2026, 12, 31)}
    asked = {"process": "maturation", "unit_id": DISTRICT, "title": None, "year": 2026, "period": "", **days}
    with workflows.asking(DISTRICT_SECRETARY) as tx:
        made = campaign_opening.open_campaign(tx, **asked)
    run_jobs(workflows)
    return made


def listed(rows):
    found = rows("SELECT subject_id, state FROM cases WHERE process = 'maturation'")
    return {row.subject_id: row.state for row in found}


def test_everyone_who_comes_of_age_this_year_is_on_the_list_and_nobody_else(peopled, rows):
    opened(peopled)

    assert listed(rows) == {OF_AGE: "due", BORN_IN_A_YEAR: "due"}


def test_who_is_not_concerned_is_no_refusal(peopled):
    made = opened(peopled)
    with peopled.asking(DISTRICT_SECRETARY) as tx:
        seen = campaigns.get_campaign(tx, campaign_id=made["id"])

    assert (seen["counts"]["opened"], seen["counts"]["refused"]) == (2, 0)


def test_an_officer_is_due_once_the_term_is_over(peopled, rows):
    opened(peopled)
    with peopled.asking() as tx:
        ended = a_position(OFFICER, CHAPTER, "CHAPTER_OFFICER", "UVBCH", until=date(2026, 11, 24), version=2)
        seats.on_positions_changed(tx, [ended])
    with peopled.asking(now=NOW + timedelta(days=1)) as tx:
        tx.execute(text("UPDATE campaigns SET followed_on = DATE '2026-11-24'"))
        campaign_jobs.follow_campaigns(tx)
    run_jobs(peopled)

    assert listed(rows)[OFFICER] == "due"
