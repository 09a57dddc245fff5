"""The shop's tables, beside the kit's."""

from types import SimpleNamespace

from sqlalchemy import create_engine, text

from services.kit import tables

MADE = (
    "CREATE TABLE sales (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, book text NOT NULL)",
    "CREATE TABLE heard (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, book text, number int, message_id uuid)",
    "CREATE TABLE ticks (pid int, at timestamptz DEFAULT clock_timestamp())",
)


def build(url):
    """Everything a shop needs, in an empty database."""
    engine = create_engine(url)
    with engine.begin() as connection:
        tables.create(SimpleNamespace(get_bind=lambda: connection))
        for statement in MADE:
            connection.execute(text(statement))
    engine.dispose()
