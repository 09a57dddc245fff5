"""Where dossiers stand in time: boards per level, bottlenecks, expected ends."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from services.kit.faults import Denied, NotFound
from services.workflows import board
from services.workflows.actions import cases, progress
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    DISTRICT_SECRETARY,
    NOW,
    OTHER_SECRETARY,
    PROVINCE_SECRETARY,
    SECRETARY,
)

LATE = NOW + timedelta(days=30)


@pytest.fixture
def seen(workflows):
    def at(by=DISTRICT_SECRETARY, unit_id=None, process=None, now=NOW):
        with workflows.asking(by, now=now) as tx:
            return progress.get_progress(tx, unit_id=unit_id, process=process)

    return at


@pytest.fixture(autouse=True)
def no_paces(workflows, database):
    with database.transaction() as tx:
        tx.execute(text("DELETE FROM paces"))
    board._kept.clear()


def test_each_child_counts_what_is_open_in_its_whole_subtree(workflows, seen):
    workflows.open()
    workflows.submitted(full_name="Trần Văn Bình", citizen_id="024208001235")

    shown = seen(by=PROVINCE_SECRETARY)
    below = seen(by=PROVINCE_SECRETARY, unit_id=DISTRICT)

    assert [(row["unit"]["id"], row["open"]) for row in shown["items"]] == [(DISTRICT, 2)]
    assert {row["unit"]["id"]: row["open"] for row in below["items"]}[COMMUNE] == 2
    assert {row["unit"]["id"]: row["open"] for row in below["items"]}[BARE_COMMUNE] == 0
    assert shown["total"]["open"] == below["total"]["open"] == 2


def test_a_unit_shows_its_own_cases_beside_its_childrens(workflows, seen):
    workflows.open()

    shown = seen(by=APPROVER)

    assert shown["unit"]["id"] == COMMUNE
    assert [(row["unit"]["id"], row["open"], row["has_children"]) for row in shown["items"]] == [(CHAPTER, 1, False)]
    assert [row["unit"]["id"] for row in seen(by=SECRETARY)["items"]] == [CHAPTER]


def test_late_cases_are_overdue_at_their_step_and_named_with_whoever_holds_most(workflows, seen):
    workflows.submitted()

    shown = seen(now=LATE)
    [step] = shown["bottlenecks"]

    assert shown["total"]["overdue"] == 1
    assert shown["items"][0]["oldest_at"] == NOW
    assert (step["state_title"], step["overdue"], step["median_days"]) == ("Đã gửi, đang xét", 1, 30.0)
    assert step["slowest_unit"]["id"] == COMMUNE
    assert seen()["total"]["overdue"] == 0


def test_a_process_can_be_looked_at_alone(workflows, seen):
    workflows.open()

    assert seen(process="admission")["total"]["open"] == 1
    with pytest.raises(NotFound):
        seen(process="flying")


def test_another_branch_is_nobodys_business(workflows, seen):
    with pytest.raises(Denied):
        seen(by=OTHER_SECRETARY, unit_id=CHAPTER)
    with pytest.raises(Denied):
        seen(by=APPROVER, unit_id=DISTRICT)


def test_an_end_is_expected_once_enough_cases_have_shown_it(workflows):
    for number in range(5):
        case = workflows.submitted(full_name=f"Trần Thị {'ABCDE'[number]}", citizen_id=f"02430800123{number}")
        with workflows.asking(APPROVER, now=NOW + timedelta(days=6)) as tx:
            cases.take_action(tx, case_id=case["id"], action="reject", form={}, note="Chưa đủ", version=None)
    waiting = workflows.submitted(citizen_id="024308009999")
    assert workflows.get(waiting)["expected_on"] is None

    with workflows.asking(now=NOW + timedelta(days=7)) as tx:
        progress.measure(tx)
    shown = workflows.get(waiting)

    assert shown["expected_on"] == (NOW + timedelta(days=6)).date()
    assert shown["comes_next"] == {"title": "Đã chuẩn y", "holder_title": "Chi đoàn"}


def test_without_closed_cases_there_is_no_pace(workflows, rows):
    for _ in range(2):
        with workflows.asking() as tx:
            progress.measure(tx)

    assert rows("SELECT * FROM paces") == []
