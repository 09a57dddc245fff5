"""That a member is suspended tells of a discipline case: it is shown to those alone who may see that."""

import pytest
from sqlalchemy import event

from services.kit import ids
from services.kit.actor import Actor, Position
from services.members.actions import searching

CHAPTER, NEIGHBOUR = "24-01-001-001", "24-01-001-002"
SEEING, OTHERS = (CHAPTER, "24-01-001"), ("24-01", "24")
LISTED = {
    "q": None, "limit": 50, "cursor": None, "count": "exact", "sort": None, "unit_id": None, "below": True,
    "status": None, "sex": None, "age_from": None, "age_to": None, "category": None, "missing": None, "flag": None,
}  # fmt: skip


@pytest.fixture(scope="module")
def accused(province):
    return province.add_member("Đang Bị Đình Chỉ", CHAPTER, flags=["away", "suspended"], code="240126000101")


def flags_of(listed, person):
    return next(item["flags"] for item in listed["items"] if item["id"] == str(person.id))


@pytest.mark.parametrize("by", [*SEEING, *OTHERS])
def test_the_flag_is_in_lists_and_files_of_those_who_may_see_discipline_alone(ask, accused, by):
    shown = ["away", "suspended"] if by in SEEING else ["away"]

    assert flags_of(ask("list_members", by=by), accused) == shown
    assert ask("get_member", by=by, member_id=accused.id)["flags"] == shown


@pytest.mark.parametrize("by", [*SEEING, *OTHERS])
def test_nobody_else_finds_the_suspended_by_a_filter(ask, accused, by):
    found = ask("list_members", by=by, flag="suspended", count="exact")

    assert [item["id"] for item in found["items"]] == ([str(accused.id)] if by in SEEING else [])
    assert found["total"] == (by in SEEING)


@pytest.mark.parametrize(("by", "state"), [(CHAPTER, "suspended"), ("24", "valid")])
def test_the_card_says_so_to_the_same_people(ask, accused, by, state):
    assert ask("get_card", by=by, member_id=accused.id)["state"] == state


def test_an_inspector_and_the_member_see_it(rpc, host, province, token_for, accused):
    inspector = token_for(None, ("INSPECTOR", province.id("24-01"), "DISTRICT"))

    assert "suspended" in flags_of(rpc.call("members.list_members", {}, token=inspector), accused)
    own = rpc.call("members.get_member", {"member_id": accused.id}, token=token_for(accused.id))
    assert "suspended" in own["flags"]


def test_two_files_side_by_side_say_it_to_those_who_may_see_it(ask, province, accused):
    other = province.add_member("Đang Bị Đình Chỉ", NEIGHBOUR)
    with province.database.transaction() as tx:
        tx.records.add_pair(accused.id, other.id, score=80, reasons=["name"])

    def shown(by):
        [pair] = ask("list_duplicates", by=by)["items"]
        return next(side["flags"] for side in (pair["left"], pair["right"]) if side["id"] == str(accused.id))

    assert (shown("24-01-001"), shown("24-01")) == (["away", "suspended"], ["away"])


def test_a_list_of_many_suspended_costs_one_statement_more(province, accused):
    for number in range(5):
        province.add_member(f"Bị Đình Chỉ {number}", CHAPTER, flags=["suspended"])
    place = Position("GRASSROOTS_OFFICER", province.id("24-01-001"), "GRASSROOTS", None, "BT")
    actor = Actor(ids.new(), ids.new(), "", (place,), False)

    def statements(**asked):
        made = []
        listener = lambda *given: made.append(given[2])  # noqa: E731 - the event wants a name to remove
        event.listen(province.database.engine, "after_cursor_execute", listener)
        with province.database.transaction(actor=actor) as tx:
            searching.list_members(tx, **{**LISTED, **asked})
        event.remove(province.database.engine, "after_cursor_execute", listener)
        return len(made)

    assert statements() == statements(limit=1) <= 6


def test_that_somebody_is_examined_stands_on_no_record_and_is_known_to_those_alone_who_may_see_it(
    ask, province, registry
):
    person = province.add_member("Đang Xem Xét", CHAPTER)
    begun = registry.build_line(
        person, process="discipline", confidential=True, data={"stage": "EXAMINED"}, writes={"flags_add": ["examined"]}
    )

    registry.keep(begun)

    seen, unseen = (ask("get_member", by=by, member_id=person.id) for by in (CHAPTER, "24"))
    assert (seen["flags"], unseen["flags"]) == (["examined"], [])
    told = ask("get_timeline", by=CHAPTER, member_id=person.id)["items"]
    assert [each for each in told if each["kind"] == "discipline"] == []
    assert ask("get_book", by=CHAPTER, member_id=person.id)["discipline"] == []
    registry.strike(begun)
    assert registry.file(person).flags == frozenset()
