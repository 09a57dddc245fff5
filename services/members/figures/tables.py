"""Tables of lines about units and of secondary links, as reports read them."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Table, Text, Uuid, text
from sqlalchemy.dialects.postgresql import JSONB

from services.members.tables import metadata, record_lines

__all__ = ["honorary_members", "record_lines", "secondary_memberships", "unit_records"]

unit_records = Table(
    "unit_records",
    metadata,
    Column("id", Uuid, primary_key=True, server_default=text("uuidv7()")),
    Column("unit_id", Uuid, ForeignKey("units.id"), nullable=False),
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
)

secondary_memberships = Table(
    "secondary_memberships",
    metadata,
    Column("id", Uuid, primary_key=True, server_default=text("uuidv7()")),
    Column("person_id", Uuid, ForeignKey("people.id"), nullable=False),
    Column("case_id", Uuid, nullable=False),
    Column("kind", Text, nullable=False),
    Column("host_unit_id", Uuid, ForeignKey("units.id")),
    Column("host_place", Text),
    Column("from_on", Date, nullable=False),
    Column("until", Date),
    Column("ended_on", Date),
    Column("comments", JSONB, nullable=False, server_default="[]"),
)

honorary_members = Table(
    "honorary_members",
    metadata,
    Column("id", Uuid, primary_key=True, server_default=text("uuidv7()")),
    Column("person_id", Uuid, ForeignKey("people.id"), nullable=False),
    Column("case_id", Uuid, nullable=False),
    Column("card_no", Text),
    Column("from_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("merits", Text),
)
