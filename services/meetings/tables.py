"""Tables of meetings. Constraints, and why each stands, are spelled in migrations/versions/0001_copies.py."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, MetaData, Table, Text, Uuid

from services.kit.tables import Ltree, attach

metadata = MetaData()
attach(metadata)


def _texts(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Text, nullable=False) for name in names)


units = Table(
    "units",
    metadata,
    Column("id", Uuid, primary_key=True),
    *_texts("code", "name", "level", "kind", "abbr", "place"),
    Column("parent_id", Uuid),
    Column("path", Ltree, nullable=False),
    Column("upper_power", Boolean, nullable=False),
    Column("closed_on", Date),
    *_texts("term_code"),
    Column("version", Integer, nullable=False),
)
people = Table(
    "people",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("code", Text),
    *_texts("full_name", "sex"),
    Column("born_on", Date),
    Column("unit_id", Uuid),
    *_texts("status"),
    Column("joined_on", Date),
    Column("version", Integer, nullable=False),
)
positions = Table(
    "positions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    *_texts("role", "code"),
    Column("from_on", Date, nullable=False),
    Column("until", Date),
    Column("version", Integer, nullable=False),
)
