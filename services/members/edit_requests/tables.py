"""What members ask to have changed. Constraints, and why each stands, are spelled in migration 0037."""

from sqlalchemy import Column, Integer, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from services.members.columns import INSTANT, person, texts
from services.members.tables import metadata

edit_requests = Table(
    "edit_requests",
    metadata,
    Column("id", Uuid, primary_key=True),
    person(),
    Column("field", Text, nullable=False),
    Column("old_value", JSONB(none_as_null=True)),
    Column("new_value", JSONB(none_as_null=True)),
    *texts("reason", "paper_digest", "paper_name"),
    Column("state", Text, nullable=False),
    Column("requested_at", INSTANT, nullable=False),
    Column("decided_by", Uuid),
    Column("decided_at", INSTANT),
    Column("decision_reason", Text),
    Column("reopened_by", Uuid),
    Column("reopened_at", INSTANT),
    Column("acknowledged_at", INSTANT),
    Column("version", Integer, nullable=False, server_default=text("1")),
)
"""One field of a member's file as the member asks it to read: the value seen, the value wanted, and what was answered."""
