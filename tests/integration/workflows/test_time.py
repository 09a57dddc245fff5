"""Deadlines, silence of other services, and seats that change hands."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied
from services.workflows import registry
from services.workflows.actions import cases, deadlines, lists, seats, watch
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DEPUTY,
    DISTRICT,
    DISTRICT_SECRETARY,
    GRASSROOTS_CHAPTER,
    NOW,
    OFFICERS,
    OTHER_APPROVER,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    POST_SECRETARY,
    PROVINCE,
    SECRETARY,
    TREE,
    a_position,
    a_unit,
    a_vote,
)
from tests.unit.workflows.two_parties import LENDING


def at(workflows, days):
    with workflows.asking(now=NOW + timedelta(days=days)) as tx:
        return deadlines.pass_due(tx)


def stages(workflows):
    return [notice["stage"] for told in workflows.sent("workflows.deadlines_reached.v1") for notice in told["notices"]]


def test_a_deadline_is_told_in_its_four_stages_each_once(workflows):
    workflows.submitted()
    for days in (11, 13, 13, 16, 16, 19, 23, 23, 40):
        at(workflows, days)

    assert stages(workflows) == ["soon", "due", "late", "escalated"]


def test_a_scheduler_that_slept_skips_nothing_but_tells_only_what_is_true_now(workflows):
    workflows.submitted()
    at(workflows, 40)
    at(workflows, 41)

    assert stages(workflows)[0] == "soon"
    assert len(stages(workflows)) == 1


def test_two_schedulers_at_once_tell_it_once(workflows):
    workflows.submitted()
    with workflows.asking(now=NOW + timedelta(days=13)) as first:
        deadlines.pass_due(first)
        second = at(workflows, 13)

    assert second == 0
    assert stages(workflows) == ["soon"]


def test_an_escalated_case_waits_in_the_inbox_of_the_level_above_too(workflows):
    workflows.submitted()
    for days in (13, 16, 19, 23):
        at(workflows, days)
    with workflows.asking(DISTRICT_SECRETARY) as tx:
        above = lists.list_inbox(tx, limit=20, cursor=None, count=None)["items"]
    with workflows.asking(APPROVER) as tx:
        held = lists.list_inbox(tx, limit=20, cursor=None, count=None)["items"]

    assert [item["escalated"] for item in above] == [True]
    assert len(held) == 1


def test_a_decided_case_is_not_reminded_of_its_old_deadline(workflows):
    workflows.act(workflows.submitted(), "reject", by=APPROVER, note="Chưa đủ điều kiện")
    at(workflows, 13)

    assert stages(workflows) == []


def test_a_forgotten_file_ends_by_itself(workflows):
    case = workflows.open()
    at(workflows, 370)

    assert workflows.get(case)["state"] == "expired"
    assert stages(workflows) == ["expired"]


def test_a_silent_registry_is_asked_again_under_the_same_batch(workflows):
    workflows.approved_file()
    for minutes in (1, 3, 4):
        with workflows.asking(now=NOW + timedelta(minutes=minutes)) as tx:
            watch.ask_again(tx)

    first, second = workflows.sent("members.prepare_changes.v1")
    assert second == first


def test_a_silent_register_is_asked_again_under_the_same_key(workflows):
    case = workflows.approved_file()
    workflows.prepare(case)
    with workflows.asking(now=NOW + timedelta(minutes=5)) as tx:
        watch.ask_again(tx)

    first, second = workflows.orders("T03")
    assert second["key"] == first["key"]


def test_a_silent_registry_is_asked_again_to_apply(workflows):
    case = workflows.approved_file()
    workflows.prepare(case)
    workflows.issue(workflows.orders("T03")[0])
    with workflows.asking(now=NOW + timedelta(minutes=5)) as tx:
        watch.ask_again(tx)

    first, second = workflows.sent("members.apply_changes.v1")
    assert second == first


def end_terms(workflows, *people):
    told = [
        a_position(row[0], row[2], row[3], row[4], until=date(2026, 11, 1), version=2)
        for row in OFFICERS
        if row[0] in people
    ]
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, told)


def test_a_vacant_secretary_leaves_the_case_to_the_deputy_with_a_note(workflows):
    case = workflows.submitted()
    end_terms(workflows, APPROVER)

    holder = workflows.get(case)["holder"]
    assert holder["note"] == "Chức vụ Bí thư đang trống; Phó Bí thư xử lý thay."
    assert [person["full_name"] for person in holder["people"]] == ["Đỗ Thị Lan"]


def test_a_union_without_officers_leaves_its_cases_to_the_district(workflows):
    case = workflows.submitted()
    end_terms(workflows, APPROVER, OTHER_APPROVER)
    approved = workflows.act(case, "return", by=DISTRICT_SECRETARY, note="Bổ sung")

    assert approved["state"] == "returned"
    assert workflows.get(case, by=SECRETARY)["state"] == "returned"


@pytest.fixture
def carried(workflows):
    """A file that the commune carried and sent for its chapter, which has no officer."""
    end_terms(workflows, SECRETARY, DEPUTY)
    case = workflows.open(by=APPROVER)
    workflows.act(case, "record_vote", by=APPROVER, form=a_vote())
    return workflows.act(case, "submit", by=APPROVER)


def test_a_union_that_carried_a_file_for_its_chapter_does_not_decide_it(workflows, carried):
    with pytest.raises(Denied):
        workflows.act(carried, "approve", by=OTHER_APPROVER)

    assert carried["holder"]["unit"]["id"] == DISTRICT
    assert carried["holder"]["note"].startswith("Đoàn xã Tân Mỹ đã làm thay đơn vị chưa có cán bộ")
    assert workflows.act(carried, "approve", by=DISTRICT_SECRETARY)["state"] == "preparing"


def test_a_secretary_elected_later_does_not_give_the_decision_back_to_who_carried_the_file(workflows, carried):
    back = [a_position(*officer_of(SECRETARY), version=3)]
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, back)

    assert workflows.get(carried, by=DISTRICT_SECRETARY)["holder"]["unit"]["id"] == DISTRICT


def test_a_file_that_the_chapter_carries_anew_is_decided_by_the_union_again(workflows, carried):
    workflows.act(carried, "return", by=DISTRICT_SECRETARY, note="Chi đoàn họp lại")
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, [a_position(*officer_of(SECRETARY), version=3)])
    workflows.act(carried, "record_vote", form=a_vote())

    assert workflows.act(carried, "submit")["holder"]["unit"]["id"] == COMMUNE


def officer_of(person_id):
    return next((row[0], row[2], row[3], row[4]) for row in OFFICERS if row[0] == person_id)


def test_a_chapter_that_lost_its_officers_after_sending_is_still_decided_by_the_union(workflows):
    case = workflows.submitted()
    end_terms(workflows, SECRETARY, DEPUTY)

    assert workflows.act(case, "approve", by=APPROVER)["state"] == "preparing"


def test_a_new_officer_takes_the_case_back(workflows):
    case = workflows.submitted()
    end_terms(workflows, APPROVER, OTHER_APPROVER)
    elected = a_position(UUID(int=0xB9), COMMUNE, "GRASSROOTS_OFFICER", "BT")
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, [elected])

    assert workflows.get(case)["holder"]["unit"]["id"] == COMMUNE


def test_a_chapter_whose_union_never_had_officers_is_decided_by_the_district(workflows):
    case = workflows.open(by=OTHER_SECRETARY, unit_id=OTHER_CHAPTER)
    workflows.act(case, "record_vote", by=OTHER_SECRETARY, form=a_vote())
    sent = workflows.act(case, "submit", by=OTHER_SECRETARY)

    assert sent["holder"]["unit"]["id"] == DISTRICT
    assert sent["holder"]["note"].startswith("Đoàn xã Tư Mại chưa có cán bộ")


def test_a_grassroots_chapter_is_decided_by_the_district_until_it_is_delegated(workflows):
    case = workflows.open(by=POST_SECRETARY, unit_id=GRASSROOTS_CHAPTER)
    before = workflows.get(case, by=POST_SECRETARY)
    with workflows.asking(DISTRICT_SECRETARY) as tx:
        seats.delegate(
            tx, from_unit_id=DISTRICT, to_unit_id=GRASSROOTS_CHAPTER, process="admission",
            from_on=date(2026, 11, 1), until=None, decision_no="05-QĐ/HĐTN",
        )  # fmt: skip
    workflows.act(case, "record_vote", by=POST_SECRETARY, form=a_vote())
    sent = workflows.act(case, "submit", by=POST_SECRETARY)

    assert before["state"] == "applied"
    assert sent["holder"]["unit"]["id"] == DISTRICT
    assert "có liên quan" in sent["holder"]["note"]


def test_a_unit_delegates_only_downwards(workflows):
    given = {"process": "admission", "from_on": date(2026, 11, 1), "until": None, "decision_no": "1"}

    with pytest.raises(Conflict), workflows.asking(DISTRICT_SECRETARY) as tx:
        seats.delegate(tx, from_unit_id=DISTRICT, to_unit_id=PROVINCE, **given)
    with pytest.raises(Denied), workflows.asking(SECRETARY) as tx:
        seats.delegate(tx, from_unit_id=DISTRICT, to_unit_id=COMMUNE, **given)


def test_a_commune_that_moves_to_another_district_takes_its_cases_along(workflows):
    case = workflows.submitted()
    end_terms(workflows, APPROVER, OTHER_APPROVER)
    chapter = next(row for row in TREE if row[1] == "Chi đoàn thôn Hạ")
    moved = (*chapter[:4], (PROVINCE, COMMUNE, chapter[0]))
    commune = next(row for row in TREE if row[0] == COMMUNE)
    with workflows.asking() as tx:
        seats.on_units_changed(tx, [a_unit(*moved, version=2), a_unit(*commune[:4], (PROVINCE, COMMUNE), version=2)])

    assert workflows.get(case)["holder"]["unit"]["id"] == PROVINCE


def test_a_move_that_says_where_the_case_goes_leaves_it_with_whoever_holds_it_there(workflows, monkeypatch):
    place = next(move for move in LENDING.moves if move.action == "place")
    at_once = (replace(place, to="asked", needs=()), *(move for move in LENDING.moves if move is not place))
    monkeypatch.setitem(registry.PROCESSES, "lending", replace(LENDING, moves=at_once))
    with workflows.asking(SECRETARY) as tx:
        form = {"what": "Tủ sách", "count": 1}
        case = cases.open_case(tx, process="lending", unit_id=CHAPTER, subject_id=None, form=form)
    placed = workflows.act(case, "place", form={"destination_id": str(OTHER_CHAPTER), "from_on": "2026-11-24"})

    assert placed["holder"]["unit"]["id"] == DISTRICT


def test_older_news_of_a_position_changes_nothing(workflows):
    case = workflows.submitted()
    end_terms(workflows, APPROVER)
    row = next(row for row in OFFICERS if row[0] == APPROVER)
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, [a_position(row[0], row[2], row[3], row[4], version=1)])

    assert [person["full_name"] for person in workflows.get(case)["holder"]["people"]] == ["Đỗ Thị Lan"]
