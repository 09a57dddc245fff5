"""Units and officers are read once a process, and never older than they are."""

import threading
from uuid import UUID

import pytest
from sqlalchemy import event, text

from services.kit.actor import Actor
from services.workflows.actions import seats
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DEPUTY,
    NOW,
    OFFICERS,
    SECRETARY,
    TREE,
    a_position,
    a_unit,
)


@pytest.fixture
def statements(database):
    """The statements that are sent."""
    heard = []

    def hear(_connection, _cursor, statement, *_more):
        heard.append(statement)

    event.listen(database.engine, "before_cursor_execute", hear)
    yield heard
    event.remove(database.engine, "before_cursor_execute", hear)


def of_places(heard):
    return [each for each in heard if "FROM units" in each or "FROM delegations" in each]


def names(workflows, unit_id=COMMUNE):
    with workflows.asking() as tx:
        return [officer.full_name for officer in tx.places.officers(unit_id)]


def test_a_second_transaction_asks_for_the_stamp_alone(workflows, statements):
    names(workflows)
    statements.clear()

    assert "Phạm Văn Minh" in names(workflows)

    assert len(statements) == 1
    assert "places_stamp" in statements[0]


def test_a_case_brings_the_stamp_along(workflows, statements):
    case = workflows.open()
    workflows.get(case)
    statements.clear()

    workflows.get(case)

    assert of_places(statements) == []
    assert [each for each in statements if each.startswith("SELECT places_stamp")] == []


def test_an_office_that_ended_is_seen_at_once(workflows):
    assert "Phạm Văn Minh" in names(workflows)

    with workflows.asking() as tx:
        [held] = [row for row in OFFICERS if row[0] == APPROVER]
        seats.on_positions_changed(tx, [a_position(held[0], *held[2:], until=NOW.date().replace(day=1), version=2)])

    assert "Phạm Văn Minh" not in names(workflows)


def test_a_renamed_unit_is_seen_at_once(workflows):
    with workflows.asking() as tx:
        assert tx.places.unit(CHAPTER).name == "Chi đoàn thôn Hạ"

    [row] = [row for row in TREE if row[0] == CHAPTER]
    with workflows.asking() as tx:
        seats.on_units_changed(tx, [a_unit(row[0], "Chi đoàn thôn Hạ 1", *row[2:], version=2)])

    with workflows.asking() as tx:
        assert tx.places.unit(CHAPTER).name == "Chi đoàn thôn Hạ 1"


def test_a_renamed_officer_is_seen_at_once(workflows):
    assert "Phạm Văn Minh" in names(workflows)

    workflows.know(APPROVER, "Phạm Văn Mình", COMMUNE, version=2)

    assert "Phạm Văn Mình" in names(workflows)


def test_an_officer_whose_name_comes_after_the_office_is_named(workflows):
    newcomer = UUID(int=0xF7)
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, [a_position(newcomer, COMMUNE, "GRASSROOTS_OFFICER", "UVBCH")])
    assert "" in names(workflows)

    workflows.know(newcomer, "Giáp Thị Yên", COMMUNE)

    assert "Giáp Thị Yên" in names(workflows)


def test_members_who_hold_no_office_leave_what_is_known(workflows, statements):
    names(workflows)
    workflows.know(UUID(int=0xF8), "Nguyễn Văn Tám", CHAPTER)
    statements.clear()

    names(workflows)

    assert of_places(statements) == []


def test_what_a_transaction_changed_and_took_back_was_never_known(workflows):
    assert "Phạm Văn Minh" in names(workflows)
    held = next(row for row in OFFICERS if row[0] == APPROVER)
    ended = a_position(held[0], *held[2:], until=NOW.date().replace(day=1), version=2)

    def change_and_fail():
        with workflows.asking() as tx:
            seats.on_positions_changed(tx, [ended])
            raise RuntimeError(*(officer.full_name for officer in tx.places.officers(COMMUNE)))

    with pytest.raises(RuntimeError) as failed:
        change_and_fail()

    assert "Phạm Văn Minh" not in failed.value.args
    assert "Phạm Văn Minh" in names(workflows)


def test_whoever_waited_for_a_case_knows_the_places_of_after_the_wait(workflows, database):
    """A move that waits while offices change must not put the case back where it was."""
    case = workflows.open()
    names(workflows, CHAPTER)
    held = next(row for row in OFFICERS if row[0] == DEPUTY)
    ended = a_position(held[0], *held[2:], until=NOW.date().replace(day=1), version=2)
    seen = []

    def wait():
        with database.transaction(actor=Actor.SYSTEM, now=NOW) as tx:
            tx.cases.lock(case["id"])
            seen.extend(officer.person_id for officer in tx.places.officers(CHAPTER))

    waiting = threading.Thread(target=wait)
    with workflows.asking() as tx:
        tx.cases.lock_many([case["id"]])
        seats.on_positions_changed(tx, [ended])
        tx.execute(text("UPDATE cases SET search_key = search_key || ' ' WHERE id = :id"), {"id": case["id"]})
        waiting.start()
        with database.engine.connect() as other:
            _until_somebody_waits(other)
    waiting.join(timeout=10)

    assert SECRETARY in seen
    assert DEPUTY not in seen


def _until_somebody_waits(connection):
    for _ in range(500):
        if connection.execute(text("SELECT count(*) FROM pg_locks WHERE NOT granted")).scalar():
            return
        connection.execute(text("SELECT pg_sleep(0.01)"))
    raise AssertionError("nobody waits for the case")
