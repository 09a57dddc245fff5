"""Tables of messaging. Constraints, and why each stands, are spelled in migrations/versions/0001_documents.py."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, DateTime, Integer, MetaData, SmallInteger, Table, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB

from services.kit.tables import Ltree, attach

metadata = MetaData()
attach(metadata)
Instant = DateTime(timezone=True)


def _texts(*names: str, nullable: bool = False) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Text, nullable=nullable) for name in names)


documents = Table(
    "documents",
    metadata,
    Column("id", Uuid, primary_key=True),
    *_texts("key", "template", "layout_hash"),
    Column("unit_id", Uuid, nullable=False),
    *_texts("kind", "period"),
    Column("ordinal", Integer, nullable=False),
    *_texts("symbol", "number_key", "title", "search_key"),
    Column("dated_on", Date, nullable=False),
    Column("content", JSONB, nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("signer", Text),
    Column("signer_id", Uuid),
    *_texts("token", "state"),
    Column("verify_url", Text),
    Column("reason", Text),
    Column("corrects_id", Uuid),
    Column("settled_by_id", Uuid),
    Column("dissolves", Uuid),
    Column("issued_at", Instant, nullable=False),
    Column("settled_at", Instant),
    Column("version", Integer, nullable=False),
    Column("file_digest", Text),
    Column("file_size", Integer),
    Column("draw_tries", Integer, nullable=False, server_default="0"),
)
layouts = Table(
    "layouts",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("template", Text, nullable=False),
    Column("sources", JSONB, nullable=False),
)
document_cases = Table(
    "document_cases",
    metadata,
    Column("document_id", Uuid, primary_key=True),
    Column("case_id", Uuid, primary_key=True),
    Column("place", SmallInteger),
    Column("struck_at", Instant),
    Column("struck_reason", Text),
    Column("struck_by_id", Uuid),
)
"""The cases that a document names, in its order; struck: it no longer counts for that one alone."""

document_parties = Table(
    "document_parties",
    metadata,
    Column("document_id", Uuid, primary_key=True),
    Column("party_id", Uuid, primary_key=True),
    Column("is_subject", Boolean, nullable=False, server_default="false"),
)
"""Who may look at a document wherever they are; is_subject: a unit that it is about."""

number_counters = Table(
    "number_counters",
    metadata,
    Column("unit_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("last", Integer, nullable=False),
)

unit_symbols = Table(
    "unit_symbols",
    metadata,
    Column("unit_id", Uuid, primary_key=True),
    Column("body", Text),
    Column("types", JSONB, nullable=False),
    Column("changed_at", Instant, nullable=False),
)
"""How units write the symbols of their papers where it is not as usual; types: by usual abbreviation."""

units = Table(
    "units",
    metadata,
    Column("id", Uuid, primary_key=True),
    *_texts("code", "name", "level", "kind", "abbr", "place"),
    Column("parent_id", Uuid),
    Column("path", Ltree, nullable=False),
    Column("upper_power", Boolean, nullable=False),
    Column("closed_on", Date),
    Column("term_code", Text, nullable=False),
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
    Column("status", Text, nullable=False),
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
