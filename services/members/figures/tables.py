"""Reports that units submitted. Constraints, and why each stands, are spelled in migrations 0028 and 0030."""

from sqlalchemy import Column, Date, Integer, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from services.members.columns import INSTANT, unit
from services.members.tables import metadata

report_submissions = Table(
    "report_submissions",
    metadata,
    Column("id", Uuid, primary_key=True),
    unit(),
    Column("report", Text, nullable=False),
    Column("period", Text, nullable=False),
    Column("figures", JSONB, nullable=False),
    Column("note", Text),
    Column("due_on", Date, nullable=False),
    Column("submitted_at", INSTANT, nullable=False),
    Column("submitted_by", Uuid),
    Column("accepted_at", INSTANT),
    Column("accepted_by", Uuid),
    Column("returned_at", INSTANT),
    Column("returned_by", Uuid),
    Column("return_reason", Text),
    Column("version", Integer, nullable=False, server_default=text("1")),
)
"""Snapshots of reports; of one unit, report and period at most one counts: the one that was not returned."""
