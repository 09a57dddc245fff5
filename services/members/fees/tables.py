"""Fee books and what stands in them. Constraints, and why each stands, are spelled in migrations/versions/0009_fees.py."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Integer,
    SmallInteger,
    Table,
    Text,
    Uuid,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY

from services.members.columns import INSTANT, person, unit
from services.members.tables import metadata


def _key() -> Column[Any]:
    return Column("id", Uuid, primary_key=True)


def _months() -> tuple[Column[Any], ...]:
    return Column("from_month", Date, nullable=False), Column("until_month", Date, nullable=False)


fee_books = Table(
    "fee_books",
    metadata,
    Column("unit_id", Uuid, ForeignKey("units.id"), primary_key=True),
    Column("from_month", Date, nullable=False),
    Column("opened_by", Uuid),
    Column("opened_at", INSTANT, nullable=False),
    Column("swept_at", INSTANT),
)
"""Units that keep fees here, and from which month on: nobody owes for an earlier one."""

fee_categories = Table(
    "fee_categories",
    metadata,
    Column("person_id", Uuid, ForeignKey("people.id"), primary_key=True),
    Column("category", Text, nullable=False),
    Column("from_month", Date, primary_key=True),
    Column("before_month", Date, nullable=False),
)
"""Which rate applied when, of those for whom it ever changed; kept by a trigger upon people."""

fee_receipt_counters = Table(
    "fee_receipt_counters",
    metadata,
    Column("unit_id", Uuid, ForeignKey("units.id"), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("collected", BigInteger, nullable=False, server_default=text("0")),
    Column("shared", BigInteger, nullable=False, server_default=text("0")),
)
"""The last number of a unit's receipts of a year; triggers keep beside it what those that count come to."""

fee_remittances = Table(
    "fee_remittances",
    metadata,
    _key(),
    unit("from_unit_id"),
    unit("to_unit_id", nullable=True),
    *_months(),
    Column("received", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("receipts", Integer, nullable=False),
    Column("incoming", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("declared_by", Uuid),
    Column("declared_at", INSTANT, nullable=False),
    Column("settled_by", Uuid),
    Column("settled_at", INSTANT),
    Column("reason", Text),
    Column("forwarded_in", Uuid, ForeignKey("fee_remittances.id")),
    Column("version", Integer, nullable=False, server_default=text("1")),
)

fee_receipts = Table(
    "fee_receipts",
    metadata,
    _key(),
    Column("collection_id", Uuid, nullable=False),
    unit(),
    person(),
    Column("year", SmallInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("collected_on", Date, nullable=False),
    Column("collected_by", Uuid),
    Column("collected_at", INSTANT, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("shared", Integer, nullable=False),
    Column("cancelled_at", INSTANT),
    Column("cancelled_by", Uuid),
    Column("cancel_reason", Text),
    Column("remittance_id", Uuid, ForeignKey("fee_remittances.id")),
)

fee_payments = Table(
    "fee_payments",
    metadata,
    Column("receipt_id", Uuid, ForeignKey("fee_receipts.id"), primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("unit_id", Uuid, nullable=False),
    Column("month", Date, primary_key=True),
    Column("category", Text, nullable=False),
    Column("amount", Integer, nullable=False),
    Column("is_cancelled", Boolean, nullable=False, server_default=text("false")),
)

fee_waivers = Table(
    "fee_waivers",
    metadata,
    _key(),
    person(),
    unit(),
    *_months(),
    Column("reason", Text, nullable=False),
    Column("waived_by", Uuid),
    Column("waived_at", INSTANT, nullable=False),
    Column("ended_by", Uuid),
    Column("ended_at", INSTANT),
)

fee_standings = Table(
    "fee_standings",
    metadata,
    Column("person_id", Uuid, ForeignKey("people.id"), primary_key=True),
    unit(nullable=True),
    Column("paid_until", Date),
    Column("owed_months", ARRAY(Date), nullable=False),
    Column("owed_amount", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed_at", INSTANT, nullable=False),
)
"""How members stood when last reckoned: what other services have been told."""
