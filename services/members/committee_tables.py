"""Tables of committees: their terms, how their units' documents are numbered, and how they were recognised.

Constraints, and why each stands, are spelled in migrations 0001, 0022, 0025, 0026 and 0027.
"""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import DATERANGE, JSONB

from services.members.columns import INSTANT, key, unit
from services.members.tables import metadata

unit_term_codes = Table(
    "unit_term_codes",
    metadata,
    key(),
    unit(),
    Column("code", Text, nullable=False),
    Column("valid", DATERANGE, nullable=False),
)
"""Within which term a unit's documents are numbered, by the day; `units.term_code` is today's."""

unit_terms = Table(
    "unit_terms",
    metadata,
    key(),
    unit(),
    Column("code", Text, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("until", Date),
    Column("state", Text, nullable=False),
    Column("is_provisional", Boolean, nullable=False, server_default=text("false")),
    Column("planned_until", Date),
)
"""Terms of the committees of units; `planned_until` is the last day as it was first set."""

term_extensions = Table(
    "term_extensions",
    metadata,
    key(),
    Column("term_id", Uuid, ForeignKey("unit_terms.id"), nullable=False),
    Column("before", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("party_paper", Text),
    Column("decision_no", Text),
    Column("recorded_at", INSTANT, nullable=False),
    Column("recorded_by", Uuid),
)

committee_recognitions = Table(
    "committee_recognitions",
    metadata,
    Column("id", Uuid, primary_key=True),
    unit(),
    Column("term_id", Uuid, ForeignKey("unit_terms.id"), nullable=False),
    Column("recognised_at", INSTANT, nullable=False),
    Column("recognised_by", Uuid),
    Column("changed", JSONB, nullable=False),
    Column("revoked_at", INSTANT),
    Column("revoked_by", Uuid),
)
"""Committees that were recognised, with what each recognition changed."""
