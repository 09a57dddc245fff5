"""Lists of cases read what they show, however many cases there are: each filter and order has an index that fits it."""

import pytest
from sqlalchemy import event, text

from services.contracts.workflows import ListCases
from services.kit import ids, schema
from services.kit.copies import PathTree
from services.workflows.actions import lists
from services.workflows.tables import cases, units
from tests.integration.workflows.conftest import APPROVER, CHAPTER, COMMUNE, DISTRICT, PROVINCE, PROVINCE_SECRETARY

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
