"""The demonstration's two years of cases: something waits at each level, is late, came back, was refused, is on its way."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from services.members.seeding import demonstration, loading
from services.members.seeding.tree import SMALL
from services.workflows.actions import lists, seats
from services.workflows.seed import read_played
from services.workflows.seeding import history, together
from services.workflows.seeding.scene import actor_of
from tests.integration.workflows.conftest import a_person, a_position, a_unit, emptied

NOW = datetime(2026, 12, 2, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def province():
    return loading.make(SMALL, on=NOW.date())


@pytest.fixture(scope="module")
def workflows(database):
    """The same for all tests of this file: they only read what was played."""
    return emptied(database)


@pytest.fixture(scope="module")
def accounts(province, tmp_path_factory):
    chosen = [
        {"login": person.row["code"], "role": role, "level": unit.level.lower(), "unit_id": str(unit.id)}
        for person, role, unit in demonstration.chosen(province)
    ]
    path = tmp_path_factory.mktemp("seed") / "demo-accounts.json"
    path.write_text(json.dumps(chosen))
    return path


@pytest.fixture(scope="module")
def played(workflows, province, accounts):
    """The stories, as far as they go while no other service answers; what stopped them."""
    with workflows.asking(now=NOW) as tx:
        tx.execute(text("TRUNCATE units, people, positions"))
        seats.on_units_changed(tx, [_unit(each) for each in province.tree.units])
        seats.on_people_changed(tx, [_person(each) for each in province.people])
        seats.on_positions_changed(tx, [_position(each) for each in province.offices])
    with workflows.asking(now=NOW) as tx:
        told = read_played(tx, accounts)
    refused = together.make(workflows.database, [scene for scene, _ in told])
    return told, [*refused, *history.play(workflows.database, told, limit_s=0)]


def _unit(unit):
    path, above = [unit.id], unit.parent
    while above is not None:
        path, above = [above.id, *path], above.parent
    return a_unit(unit.id, unit.name, unit.level, unit.kind, path, code=unit.code, place=unit.place)


def _person(person):
    return a_person(
        person.id,
        person.row["full_name"],
        person.unit.id,
        code=person.row["code"],
        born_on=person.row["born_on"],
        joined_on=person.row["joined_on"],
        status=person.ended_as or "ACTIVE",
        unit_since=person.stretches[-1][1],
    )


def _position(office):
    return a_position(
        office.person.id,
        office.unit.id,
        office.role,
        office.code,
        id=office.id,
        from_on=office.from_on,
        until=office.until,
    )


def test_no_rule_stops_a_story(played):
    _, stopped = played

    assert [line for line in stopped if not line.endswith(": action-not-possible") and "removal 5" not in line] == []


def test_something_is_late_came_back_was_refused_and_waits_at_each_level(played, rows):
    states = {(row.process, row.state) for row in rows("SELECT process, state FROM cases")}
    late = rows(
        "SELECT process, count(*) AS number FROM cases WHERE due_at < :now AND closed_at IS NULL GROUP BY 1", now=NOW
    )
    levels = {
        row.level
        for row in rows("SELECT DISTINCT units.level FROM cases JOIN units ON units.id = cases.holder_unit_id")
    }

    assert {
        ("admission", "returned"),
        ("admission", "rejected"),
        ("admission", "submitted"),
        ("award", "proposed"),
    } <= states
    assert {"admission", "award", "card_reissue", "transfer"} <= {row.process for row in late}
    assert {"CHAPTER", "GRASSROOTS", "DISTRICT"} <= levels
    assert {row.year for row in rows("SELECT DISTINCT extract(year FROM opened_at)::integer AS year FROM cases")} == {
        2025,
        2026,
    }


def test_chapters_have_met_and_campaigns_run(played, rows):
    assert len(rows("SELECT DISTINCT unit_id FROM attendances WHERE state <> 'present'")) >= 8
    assert {row.year for row in rows("SELECT year FROM campaigns")} == {2025, 2026}


def test_the_inbox_of_every_officer_with_an_account_has_something(workflows, played):
    told, _ = played
    units = {scene.units[office] for scene, _ in told for office in ("chapter", "above", "district", "province")}

    with workflows.asking(now=NOW) as tx:
        actors = {unit_id: actor_of(tx, unit_id) for unit_id in units}
    empty = []
    for unit_id, actor in actors.items():
        with workflows.database.transaction(actor=actor, now=NOW) as tx:
            if not lists.list_inbox(tx, limit=20, cursor=None, count=None)["items"]:
                empty.append(unit_id)
    assert empty == []


def test_the_same_stories_are_told_each_time(workflows, played, accounts):
    told, _ = played
    with workflows.asking(now=NOW) as tx:
        names = [(scene.place, story.process, story.days) for scene, story in read_played(tx, accounts)]

    assert names == [(scene.place, story.process, story.days) for scene, story in told]
