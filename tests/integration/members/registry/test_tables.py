import pytest
from sqlalchemy import Table

from services.members import committee_tables, tables
from services.members.cases import tables as case_tables
from services.members.figures import tables as figure_tables

OWN = sorted(
    table.name
    for module in (tables, committee_tables, case_tables, figure_tables)
    for table in vars(module).values()
    if isinstance(table, Table)
)
COLUMNS = "SELECT column_name, is_nullable = 'YES' FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"


@pytest.mark.parametrize("name", OWN)
def test_the_tables_in_code_are_those_of_the_migrations(province, sql, name):
    there = dict(sql.execute(COLUMNS, (name,)).fetchall())

    assert {
        column.name: column.nullable for column in tables.metadata.tables[name].c if column.computed is None
    } == there


def test_the_rules_of_the_charter_come_with_their_marks_and_sources(ask):
    found = ask("list_rules", by="24-01-001-001")

    keys = {parameter["key"] for parameter in found["parameters"]}
    assert {"admission_min_age", "quorum", "vote_majority", "fee_rate_salaried", "numbering_reset"} <= keys
    assert all(parameter["mark"] and parameter["source"] for parameter in found["parameters"])


BARE = """
    SELECT f.conrelid::regclass || '.' || a.attname FROM pg_constraint f
    JOIN pg_attribute a ON a.attrelid = f.conrelid AND a.attnum = f.conkey[1]
    WHERE f.contype = 'f' AND f.confrelid = 'people'::regclass AND NOT EXISTS (
        SELECT 1 FROM pg_index i WHERE i.indrelid = f.conrelid AND i.indkey[0] = f.conkey[1])
"""


def test_removing_a_person_walks_through_no_table(sql):
    """Every reference to people is indexed: an undone import removes thousands of them."""
    assert [row[0] for row in sql.execute(BARE)] == []
