"""Reports that units submitted. Constraints, and why each stands, are spelled in migrations 0028, 0030 and 0031."""

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Integer, Table, Text, Uuid, text
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

report_overrides = Table(
    "report_overrides",
    metadata,
    Column("unit_id", Uuid, ForeignKey("units.id"), primary_key=True),
    Column("report", Text, primary_key=True),
    Column("period", Text, primary_key=True),
    Column("figure", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("set_at", INSTANT, nullable=False),
    Column("set_by", Uuid),
)
"""Figures of drafts that an officer has set, each with a reason; a snapshot keeps them for good."""
