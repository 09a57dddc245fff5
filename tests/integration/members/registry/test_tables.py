import pytest
from sqlalchemy import Table, inspect

from services.members import tables

OWN = sorted(table.name for table in vars(tables).values() if isinstance(table, Table))


@pytest.mark.parametrize("name", OWN)
def test_the_tables_in_code_are_those_of_the_migrations(province, name):
    there = {column["name"]: column["nullable"] for column in inspect(province.database.engine).get_columns(name)}

    assert {column.name: column.nullable for column in tables.metadata.tables[name].c if column.computed is None} == {
        name: nullable for name, nullable in there.items() if name not in ("search_text", "accent_text")
    }


def test_the_rules_of_the_charter_come_with_their_marks_and_sources(ask):
    found = ask("list_rules", by="24-01-001-001")

    keys = {parameter["key"] for parameter in found["parameters"]}
    assert {"admission_min_age", "quorum", "vote_majority", "fee_rate", "numbering_reset"} <= keys
    assert all(parameter["mark"] and parameter["source"] for parameter in found["parameters"])
