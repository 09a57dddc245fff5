"""Reports that units submitted. Constraints, and why each stands, are spelled in migration 0028."""

from sqlalchemy import Column, Date, DateTime, ForeignKey, Integer, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from services.members.tables import metadata

_INSTANT = DateTime(timezone=True)

report_submissions = Table(
    "report_submissions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("unit_id", Uuid, ForeignKey("units.id"), nullable=False),
    Column("report", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("figures", JSONB, nullable=False),
    Column("note", Text),
    Column("due_on", Date, nullable=False),
    Column("submitted_at", _INSTANT, nullable=False),
    Column("submitted_by", Uuid),
    Column("returned_at", _INSTANT),
    Column("returned_by", Uuid),
    Column("return_reason", Text),
    Column("version", Integer, nullable=False, server_default=text("1")),
)
"""Snapshots of reports; of one unit, report and period at most one counts: the one that was not returned."""
