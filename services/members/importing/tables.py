"""Tables of imports. Constraints, and why each stands, are spelled in migrations/versions/0004_imports.py."""

from sqlalchemy import Boolean, Column, Date, DateTime, ForeignKey, Integer, SmallInteger, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.members.tables import metadata

Instant = DateTime(timezone=True)

imports = Table(
    "imports",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("unit_id", Uuid, ForeignKey("units.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("created_by", Uuid),
    Column("confirmed", Boolean, nullable=False),
    Column("choices", JSONB, nullable=False, server_default="{}"),
    Column("columns", JSONB, nullable=False, server_default="[]"),
    Column("notes", JSONB, nullable=False, server_default="[]"),
    Column("rows", Integer, nullable=False, server_default=text("0")),
    Column("ok", Integer, nullable=False, server_default=text("0")),
    Column("warnings", Integer, nullable=False, server_default=text("0")),
    Column("errors", Integer, nullable=False, server_default=text("0")),
    Column("counts", JSONB, nullable=False, server_default="{}"),
    Column("problem", JSONB(none_as_null=True)),
    Column("job_id", Text),
    Column("report_digest", Text),
    Column("report_version", Integer, nullable=False, server_default=text("0")),
    Column("applied_at", Instant),
    Column("undone_at", Instant),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
)
"""`confirmed` false: a chapter enters its own roll, and its superior confirms it afterwards. `choices`: what people said columns mean."""

import_rows = Table(
    "import_rows",
    metadata,
    Column("import_id", Uuid, ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("sheet", Text, nullable=False),
    Column("cells", JSONB, nullable=False),
    Column("context", JSONB, nullable=False),
    Column("columns", JSONB, nullable=False),
    Column("tail", JSONB, nullable=False),
    Column("problems", JSONB, nullable=False),
    Column("errors", SmallInteger, nullable=False),
    Column("warnings", SmallInteger, nullable=False),
    Column("unit_id", Uuid),
    Column("member_code", Text),
    Column("citizen_id", Text),
    Column("search_key", Text),
    Column("born_on", Date),
    Column("phone", Text),
    Column("mended", Boolean, nullable=False, server_default=text("false")),
    Column("state", Text, nullable=False),
    Column("person_id", Uuid),
    Column("doubts", ARRAY(Text), nullable=False, server_default="{}"),
    Column("decision", Text),
    Column("unchanged", Boolean, nullable=False, server_default=text("false")),
)
"""State: new, added, updated, same, failed, undone. `person_id`: whom the row will update, or became. `doubts`: fields of who they are
that the row would change; until a `decision` (accept, keep) is there, the row is not entered."""

import_changes = Table(
    "import_changes",
    metadata,
    Column("import_id", Uuid, ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True),
    Column("subject_id", Uuid, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("is_new", Boolean, nullable=False),
    Column("before", JSONB, nullable=False, server_default="{}"),
    Column("version", Integer, nullable=False),
)
"""What an import did to each person or unit, and what they were before: for undo."""

import_meanings = Table(
    "import_meanings",
    metadata,
    Column("unit_id", Uuid, ForeignKey("units.id"), primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("heading", Text, primary_key=True),
    Column("field", Text),
)
"""What people of a unit said a heading means; remembered for their next workbook."""

comparison_requests = Table(
    "comparison_requests",
    metadata,
    Column("import_id", Uuid, ForeignKey("imports.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("unit_id", Uuid, ForeignKey("units.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("people.id", ondelete="CASCADE"), nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("settled_at", Instant),
)
"""Rows whose number belongs to someone else: those who see both sides compare."""
