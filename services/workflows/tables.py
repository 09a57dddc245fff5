"""Tables of workflows. Constraints, and why each stands, are spelled in migrations/versions."""

from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.kit.tables import Ltree, attach

metadata = MetaData()
attach(metadata)
Instant = DateTime(timezone=True)


def _texts(*names: str, nullable: bool = False) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Text, nullable=nullable) for name in names)


def _days(*names: str) -> tuple[Column[Any], ...]:
    return tuple(Column(name, Date) for name in names)


cases = Table(
    "cases",
    metadata,
    Column("id", Uuid, primary_key=True),
    *_texts("number", "process"),
    Column("process_version", Integer, nullable=False),
    *_texts("rule_set", "state"),
    Column("is_system", Boolean, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("subject_id", Uuid),
    *_texts("subject_name", "search_key"),
    Column("subject_key", Text),
    Column("changes_membership", Boolean, nullable=False),
    Column("form", JSONB, nullable=False),
    Column("seats", JSONB, nullable=False),
    Column("seat_units", ARRAY(Uuid), nullable=False),
    Column("holder_unit_id", Uuid),
    Column("holder_person_id", Uuid),
    Column("escalated_unit_id", Uuid),
    Column("documents", JSONB, nullable=False),
    Column("asked", JSONB, nullable=False),
    Column("acted", JSONB, nullable=False),
    Column("deciders", ARRAY(Uuid), nullable=False),
    Column("signer", JSONB, nullable=False),
    Column("warnings", JSONB, nullable=False),
    Column("batch_id", Uuid),
    Column("decided_on", Date),
    Column("asked_at", Instant),
    Column("campaign_id", Uuid),
    Column("confidential", Boolean, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("since", Instant, nullable=False),
    Column("due_at", Instant),
    Column("closed_at", Instant),
    Column("version", Integer, nullable=False),
)
case_history = Table(
    "case_history",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("seq", Integer, primary_key=True),
    *_texts("action", "label"),
    Column("from_state", Text),
    Column("to_state", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("actor_id", Uuid),
    Column("actor_name", Text, nullable=False),
    Column("position", Text),
    Column("unit_id", Uuid),
    Column("note", Text),
    Column("refusals", JSONB, nullable=False),
    Column("form", JSONB, nullable=False),
)
handed_over = Table(
    "handed_over",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("field", Text, primary_key=True),
    Column("unit_id", Uuid, primary_key=True),
    Column("successor_id", Uuid, nullable=False),
)
"""Cases, and places named by their forms (field), that came from a closed unit to its successor."""
due_dates = Table(
    "due_dates",
    metadata,
    Column("case_id", Uuid, primary_key=True),
    Column("kind", Text, primary_key=True),
    Column("due_at", Instant),
    Column("stage", SmallInteger, nullable=False),
    Column("next_at", Instant),
)
delegations = Table(
    "delegations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("from_unit_id", Uuid, nullable=False),
    Column("to_unit_id", Uuid, nullable=False),
    *_texts("process", "decision_no"),
    Column("from_on", Date, nullable=False),
    Column("until", Date),
    Column("made_at", Instant, nullable=False),
    Column("made_by", Uuid),
    Column("ended_at", Instant),
    Column("ended_by", Uuid),
)
followed_days = Table(
    "followed_days",
    metadata,
    Column("one", Boolean, primary_key=True),
    Column("day", Date, nullable=False),
)
rule_sets = Table(
    "rule_sets",
    metadata,
    Column("code", Text, primary_key=True),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("parameters", JSONB, nullable=False),
    Column("version", BigInteger, nullable=False),
)
campaigns = Table(
    "campaigns",
    metadata,
    Column("id", Uuid, primary_key=True),
    *_texts("process", "title"),
    Column("unit_id", Uuid, nullable=False),
    Column("year", Integer, nullable=False),
    *_texts("period"),
    *(Column(name, Date, nullable=False) for name in ("from_on", "until", "closing_on")),
    Column("form", JSONB, nullable=False),
    *_texts("state"),
    Column("counts", JSONB, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", Uuid),
    Column("followed_on", Date),
    Column("ended_at", Instant),
    Column("hops", JSONB, nullable=False, server_default="[]"),
    Column("version", Integer, nullable=False),
)

units = Table(
    "units",
    metadata,
    Column("id", Uuid, primary_key=True),
    *_texts("code", "name", "level", "kind", "abbr", "place"),
    Column("parent_id", Uuid),
    Column("path", Ltree, nullable=False),
    Column("upper_power", Boolean, nullable=False),
    Column("closed_on", Date),
    Column("successor_id", Uuid),
    Column("term_code", Text, nullable=False),
    Column("version", BigInteger, nullable=False),
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
    *_days("status_on", "joined_on"),
    Column("flags", ARRAY(Text), nullable=False),
    *_days("extended_until", "unit_since"),
    Column("born_precision", Text, nullable=False, server_default="day"),
    Column("past_memberships", JSONB(none_as_null=True)),
    Column("version", BigInteger, nullable=False),
)
"""People; `past_memberships` lists their times in units that are over, null in news of a release that did not tell of them."""
positions = Table(
    "positions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    *_texts("role", "code"),
    Column("from_on", Date, nullable=False),
    Column("until", Date),
    Column("version", BigInteger, nullable=False),
)
fee_standings = Table(
    "fee_standings",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("unit_id", Uuid),
    Column("paid_until", Date),
    Column("owed_months", ARRAY(Date), nullable=False),
    Column("version", BigInteger, nullable=False),
)
attendances = Table(
    "attendances",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("meeting_id", Uuid, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
    Column("held_on", Date, nullable=False),
    Column("state", Text, nullable=False),
)
training_items = Table(
    "training_items",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
    *(Column(name, Text, nullable=False) for name in ("group", "text", "measure", "target")),
    Column("from_on", Date, nullable=False),
    Column("ended_on", Date),
    Column("version", BigInteger, nullable=False),
)
"""What units add to the training catalogue, by the day; `ended_on` is the first day without it."""
paces = Table(
    "paces",
    metadata,
    *(Column(name, Text, primary_key=True) for name in ("process", "state")),
    Column("days", REAL, nullable=False),
    Column("cases", Integer, nullable=False),
    Column("measured_on", Date, nullable=False),
)
places_stamp = Table("places_stamp", metadata, Column("value", BigInteger, nullable=False))
"""One row: a number that triggers change with units, positions, delegations and names of officers."""
trusted_keys = Table(
    "trusted_keys",
    metadata,
    Column("id", Uuid, primary_key=True),
    *_texts("name", "public_key", "fingerprint"),
    Column("added_at", Instant, nullable=False),
    Column("added_by", Uuid),
    Column("revoked_at", Instant),
)
used_packages = Table(
    "used_packages",
    metadata,
    Column("package_id", Uuid, primary_key=True),
    Column("case_id", Uuid, nullable=False),
    Column("key_id", Uuid, nullable=False),
    Column("used_at", Instant, nullable=False),
)
application_links = Table(
    "application_links",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("unit_id", Uuid, nullable=False),
    *_texts("process"),
    Column("token_hash", LargeBinary, nullable=False),
    *_texts("label", nullable=True),
    Column("created_at", Instant, nullable=False),
    Column("created_by", Uuid),
    Column("expires_at", Instant, nullable=False),
    Column("revoked_at", Instant),
    Column("revoked_by", Uuid),
    Column("uses", Integer, nullable=False, server_default="0"),
    Column("max_uses", Integer, nullable=False),
)
"""Links by which applicants write; each is known by the hash of its token."""
applications = Table(
    "applications",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("link_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    *_texts("process"),
    Column("form", JSONB(none_as_null=True)),
    Column("sent_at", Instant, nullable=False),
    Column("kept_until", Instant, nullable=False),
    Column("case_id", Uuid),
    *_texts("case_number", "dismissed_reason", nullable=True),
    Column("closed_at", Instant),
    Column("closed_by", Uuid),
)
"""What applicants wrote. Once it waits no more, only that it was sent and what became of it is left."""
