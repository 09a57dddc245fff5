"""Lists of cases read what they show, however many cases there are: each filter and order has an index that fits it."""

from uuid import UUID

import pytest
from sqlalchemy import event, text

from services.contracts.workflows import ListCases
from services.kit import ids, schema
from services.kit.copies import PathTree
from services.workflows.actions import lists, seats
from services.workflows.tables import cases, units
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    PROVINCE,
    PROVINCE_SECRETARY,
    SECRETARY,
    a_unit,
)

NAMES = ("Bùi Thu Hà", "Lê Thu Hà", "Ngô Thu Hà", "Vũ Thu Hà")
TWIN = UUID(int=0x4F)
ORDERS = (
    ({"sort": "due"}, "cases_by_due"),
    ({"sort": "since"}, "cases_by_since"),
    ({"state": "preparing"}, "cases_by_state"),
    ({"process": "admission"}, "cases_by_process"),
)


@pytest.fixture
def plan_of(workflows, database):
    """`plan_of(asked)`: how the server would read the list, if reading all cases and sorting them were dear."""

    def plan(asked):
        with workflows.asking(PROVINCE_SECRETARY) as tx:
            heard = []

            def hear(_connection, _cursor, statement, parameters, *_more):
                heard.append((statement, parameters))

            event.listen(database.engine, "before_cursor_execute", hear)
            lists.list_cases(tx, **schema.load(ListCases, asked))
            event.remove(database.engine, "before_cursor_execute", hear)
            statement, parameters = next(each for each in heard if "\nFROM cases" in each[0])
            for dear in ("enable_seqscan", "enable_sort", "enable_bitmapscan"):
                tx.execute(text(f"SET LOCAL {dear} = off"))
            raw = tx.connection.connection.cursor()
            return "\n".join(row[0] for row in raw.execute(f"EXPLAIN {statement}", parameters))

    return plan


@pytest.mark.parametrize(("asked", "index"), ORDERS, ids=[index for _, index in ORDERS])
def test_what_a_list_is_filtered_and_sorted_by_has_an_index(plan_of, asked, index):
    assert index in plan_of(asked)


@pytest.mark.parametrize("or_self", [True, False])
@pytest.mark.parametrize("above", [PROVINCE, DISTRICT, COMMUNE, CHAPTER])
def test_what_stands_below_a_unit_is_what_the_tree_says(workflows, above, or_self):
    workflows.open()
    with workflows.asking(APPROVER) as tx:
        tree = PathTree(tx, units)
        asked = tree.below(units.c.id, frozenset({above}), or_self)
        found = set(tx.execute(units.select().with_only_columns(units.c.id).where(asked)).scalars())
        every = set(tx.execute(units.select().with_only_columns(units.c.id)).scalars())
        expected = {each for each in every if tree.is_below(each, above) or (or_self and each == above)}
    assert found == expected


def test_a_unit_that_is_not_known_has_nothing_below(workflows):
    case = workflows.open()
    with workflows.asking(APPROVER) as tx:
        nowhere = tx.tree.below(cases.c.unit_id, frozenset({ids.new()}), or_self=True)
        found = tx.execute(cases.select().with_only_columns(cases.c.id).where(nowhere)).scalars().all()
    assert case["id"] not in map(str, found)


def test_the_very_number_that_was_typed_stands_before_those_that_hold_it(workflows, database):
    first, *others = (_another(workflows, name) for name in NAMES)
    with database.engine.begin() as connection:
        changed = "UPDATE cases SET number = 'KN-2026-7', search_key = replace(search_key, lower(number), 'kn-2026-7')"
        connection.execute(text(f"{changed} WHERE id = :id"), {"id": first["id"]})
        held = "UPDATE cases SET search_key = search_key || ' 2026 7' WHERE id = ANY(:ids)"
        connection.execute(text(held), {"ids": [other["id"] for other in others]})
    seen, cursor = [], None

    for _ in range(2):
        with workflows.asking(SECRETARY) as tx:
            page = lists.list_cases(tx, **schema.load(ListCases, {"q": "kn 2026 7", "limit": 2, "cursor": cursor}))
        seen += [item["number"] for item in page["items"]]
        cursor = page["next"]

    assert seen == ["KN-2026-7", *(other["number"] for other in reversed(others))]
    assert cursor is None


def test_a_unit_whose_name_others_bear_is_listed_with_the_one_above_it(workflows):
    case = workflows.open()
    with workflows.asking() as tx:
        seats.on_units_changed(
            tx, [a_unit(TWIN, case["unit"]["name"], "CHAPTER", "CHI_DOAN", (PROVINCE, DISTRICT, TWIN))]
        )
    with workflows.asking(SECRETARY) as tx:
        [item] = lists.list_cases(tx, **schema.load(ListCases, {"q": case["number"]}))["items"]
        waiting = lists.list_inbox(tx, limit=20, cursor=None, count=None)["items"]

    assert item["unit"]["parent_name"] == "Đoàn xã Tân Mỹ"
    assert {each["unit"]["parent_name"] for each in waiting if each["id"] == case["id"]} == {"Đoàn xã Tân Mỹ"}


def test_a_unit_whose_name_is_its_own_is_listed_by_that_alone(workflows):
    case = workflows.open()
    with workflows.asking(SECRETARY) as tx:
        [item] = lists.list_cases(tx, **schema.load(ListCases, {"q": case["number"]}))["items"]

    assert "parent_name" not in item["unit"]


def test_a_longer_list_asks_no_more_about_its_units(workflows, database):
    def statements():
        heard = []

        def hear(_connection, _cursor, statement, *_more):
            heard.append(statement)

        with workflows.asking(SECRETARY) as tx:
            event.listen(database.engine, "before_cursor_execute", hear)
            found = lists.list_cases(tx, **schema.load(ListCases, {}))
            event.remove(database.engine, "before_cursor_execute", hear)
        return len(found["items"]), len(heard)

    _another(workflows, NAMES[0])
    statements()
    few, asked = statements()
    for name in NAMES[1:]:
        _another(workflows, name)
    more, asked_again = statements()

    assert more > few
    assert asked_again == asked


def _another(workflows, name):
    return workflows.open(full_name=name, citizen_id=None, no_citizen_id=True)
