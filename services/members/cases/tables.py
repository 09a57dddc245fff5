"""Tables of what cases ask and leave. Constraints, and why each stands, are spelled in migrations 0001, 0007 and 0012."""

from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from services.members.columns import INSTANT, NOW, key, person, unit
from services.members.tables import metadata


def _line() -> tuple[Column[Any], ...]:
    """What a stage of a case leaves, of people and units alike."""
    return (
        Column("case_id", Uuid, nullable=False),
        Column("stage", Text, nullable=False, server_default=""),
        Column("case_number", Text, nullable=False),
        Column("process", Text, nullable=False),
        Column("title", Text, nullable=False),
        Column("happened_on", Date, nullable=False),
        Column("document_id", Uuid),
        Column("document_number", Text),
        Column("document_on", Date),
        Column("confidential", Boolean, nullable=False, server_default=text("false")),
        Column("data", JSONB, nullable=False, server_default="{}"),
        Column("revoked_on", Date),
        Column("revoked_reason", Text),
        Column("recorded_at", INSTANT, nullable=False, server_default=NOW),
    )


record_lines = Table(
    "record_lines",
    metadata,
    key(),
    person(),
    unit(nullable=True),
    *_line(),
    Column("writes", JSONB, nullable=False, server_default="{}"),
    Column("before", JSONB, nullable=False, server_default="{}"),
)
"""What cases leave on people's records; `writes` is what a line wrote into the file beside itself, `before` what stood there."""

unit_records = Table("unit_records", metadata, key(), unit(), *_line())
"""What cases leave about units themselves: rated, rewarded."""

strikes = Table(
    "strikes",
    metadata,
    key(),
    Column("case_id", Uuid, nullable=False),
    Column("stage", Text),
    Column("before", Integer),
    Column("struck_on", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("recorded_at", INSTANT, nullable=False, server_default=NOW),
)
"""Lines that cases have struck, whether they were here or are still on their way."""

secondary_memberships = Table(
    "secondary_memberships",
    metadata,
    key(),
    person(),
    Column("case_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    unit("host_unit_id", nullable=True),
    Column("host_place", Text),
    Column("from_on", Date, nullable=False),
    Column("until", Date),
    Column("ended_on", Date),
    Column("comments", JSONB, nullable=False, server_default="[]"),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("recorded_at", INSTANT, nullable=False, server_default=NOW),
)
"""Where members take part besides their own chapter; they count at home alone. `comments`: [{on, comment, grade, year}]."""

fee_exemptions = Table(
    "fee_exemptions",
    metadata,
    key(),
    person(),
    Column("case_id", Uuid, nullable=False),
    Column("from_month", Date, nullable=False),
    Column("until_month", Date, nullable=False),
    Column("reason", Text),
    Column("revoked_on", Date),
    Column("recorded_at", INSTANT, nullable=False, server_default=NOW),
)
"""Months of which members owe no fee, as first days, both included."""

cards_void = Table(
    "cards_void",
    metadata,
    key(),
    person(),
    Column("case_id", Uuid, nullable=False),
    Column("card_no", Text),
    Column("card_on", Date),
    Column("reason", Text),
    Column("voided_on", Date, nullable=False),
    Column("recorded_at", INSTANT, nullable=False, server_default=NOW),
)
"""Cards that a new one has replaced."""

honorary_members = Table(
    "honorary_members",
    metadata,
    key(),
    person(),
    Column("case_id", Uuid, nullable=False),
    Column("card_no", Text, nullable=False),
    Column("from_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("merits", Text),
    Column("recorded_at", INSTANT, nullable=False, server_default=NOW),
)
"""The register of honorary members, apart from the roll."""

holds = Table(
    "holds",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("batch_id", Uuid, primary_key=True),
    person(),
    unit(),
    Column("kind", Text, nullable=False),
    Column("data", JSONB, nullable=False, server_default="{}"),
    Column("effective_on", Date, nullable=False),
    Column("is_newcomer", Boolean, nullable=False, server_default=text("false")),
    Column("state", Text, nullable=False),
    Column("before", JSONB, nullable=False, server_default="{}"),
    Column("created_at", INSTANT, nullable=False, server_default=NOW),
    Column("settled_at", INSTANT),
)
"""Changes that cases have prepared; `before` is what the person was, for release and revocation."""
