"""The tables that every service has. `create(op)` makes them in a service's first migration; `attach(metadata)` joins them.

Outbox and inbox are cut by month, so that old months are dropped whole (`keep_months`).
"""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import BIGINT, JSONB
from sqlalchemy.types import UserDefinedType

from services.kit import ids
from services.kit.clock import real_now

metadata = MetaData()
Instant = DateTime(timezone=True)


class Ltree(UserDefinedType[str]):
    """A place in a tree: labels from the root, joined by dots."""

    cache_ok = True

    def get_col_spec(self, **_given: Any) -> str:
        return "ltree"


class Xid8(UserDefinedType[str]):
    """A transaction's number, which never wraps."""

    cache_ok = True

    def get_col_spec(self, **_given: Any) -> str:
        return "xid8"


outbox = Table(
    "outbox",
    metadata,
    Column(
        "id", BIGINT, Identity(always=True), nullable=False
    ),  # taken after the subject's lock: its order is the subject's
    Column("created_at", Instant, nullable=False, server_default=func.now()),
    Column("message_id", Uuid, nullable=False),
    Column("exchange", Text, nullable=False),
    Column("routing_key", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("published_at", Instant),
    PrimaryKeyConstraint("id", "created_at"),
    Index("outbox_waiting", "id", postgresql_where=text("published_at IS NULL")),
    postgresql_partition_by="RANGE (created_at)",
)
inbox = Table(
    "inbox",
    metadata,
    Column("reader", Text, nullable=False),
    Column("message_id", Uuid, nullable=False),
    PrimaryKeyConstraint("reader", "message_id"),  # an effect happens once, however often the message comes
    postgresql_partition_by="RANGE (message_id)",
)
failed_messages = Table(
    "failed_messages",
    metadata,
    Column("reader", Text, nullable=False),
    Column("message_id", Uuid, nullable=False),
    Column("routing_key", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("fault", Text, nullable=False),
    Column("tries", Integer, nullable=False, server_default=text("1")),
    Column("next_try_at", Instant),  # null once dead
    Column("failed_at", Instant, nullable=False, server_default=func.now()),
    PrimaryKeyConstraint("reader", "message_id"),
    Index("failed_messages_due", "next_try_at", postgresql_where=text("next_try_at IS NOT NULL")),
)
audit_log = Table(
    "audit_log",
    metadata,
    Column("id", BIGINT, Identity(always=True), primary_key=True),
    Column("xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    Column("at", Instant, nullable=False),
    Column("actor", JSONB, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject_id", Text),
    Column("unit_id", Uuid),
    Column("before", JSONB(none_as_null=True)),
    Column("after", JSONB(none_as_null=True)),
    Column("request_id", Text),
    Column("trace", Text),
    Column("block", BIGINT),
    Index("audit_log_unsealed", "id", postgresql_where=text("block IS NULL")),
    Index("audit_log_of_subject", "subject_id", "id"),
    Index("audit_log_block", "block", "id"),
    Index("audit_log_by_time", "at", "id"),
    Index("audit_log_of_unit", "unit_id", "at", "id"),
)
audit_blocks = Table(
    "audit_blocks",
    metadata,
    Column("number", BIGINT, primary_key=True, autoincrement=False),
    Column("rows", Integer, nullable=False),
    Column("hash", Text, nullable=False),
    Column("sealed_at", Instant, nullable=False, server_default=func.now()),
)
audit_witnesses = Table(
    "audit_witnesses",
    metadata,
    Column("service", Text, nullable=False),
    Column("number", BIGINT, nullable=False),
    Column("hash", Text, nullable=False),
    Column("seen_at", Instant, nullable=False, server_default=func.now()),
    PrimaryKeyConstraint("service", "number"),
)
jobs = Table(
    "jobs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("params", JSONB, nullable=False),
    Column("state", JSONB, nullable=False, server_default=text("'{}'")),
    Column("status", Text, nullable=False),  # held, waiting, running, done, failed, cancelled
    Column("done", Integer, nullable=False, server_default=text("0")),
    Column("total", Integer),
    Column("fault", JSONB(none_as_null=True)),
    Column("actor", JSONB, nullable=False),
    Column("trace", Text),
    Column("tries", Integer, nullable=False, server_default=text("0")),
    Column("created_at", Instant, nullable=False, server_default=func.now()),
    Column("not_before", Instant, nullable=False, server_default=func.now()),
    Column("lease", Uuid),  # of the host that has it: another host's writes find no row
    Column("leased_until", Instant),
    Column("started_at", Instant),
    Column("ended_at", Instant),
    Index("jobs_open", "not_before", postgresql_where=text("status IN ('held', 'waiting', 'running')")),
    Index("jobs_of_person", text("(actor->>'person_id')"), "id"),
)
remembered_requests = Table(
    "remembered_requests",
    metadata,
    Column("actor", Text, nullable=False),
    Column("method", Text, nullable=False),
    Column("request_id", Text, nullable=False),
    Column("body_hash", LargeBinary, nullable=False),
    Column("reply", LargeBinary),
    Column("created_at", Instant, nullable=False, server_default=func.now()),
    PrimaryKeyConstraint("actor", "method", "request_id"),  # a second call waits here for the first
    Index("remembered_requests_age", "created_at"),
)
revoked_sessions = Table(
    "revoked_sessions",
    metadata,
    Column("id", Uuid, primary_key=True),  # of a session or of a person
    Column("before", Instant, nullable=False),  # tokens issued earlier are void
    Column("until", Instant, nullable=False),  # when the last of them would have expired
)


def attach(target: MetaData) -> None:
    """A service's metadata knows the kit's tables, so that a comparison with the database finds no strangers."""
    for table in metadata.sorted_tables:
        table.to_metadata(target)


def create(op: Any) -> None:
    """The kit's tables exist, with months cut ahead; for the first migration of a service."""
    connection: Connection = op.get_bind()
    metadata.create_all(connection)
    for name in ("outbox", "inbox"):
        connection.execute(text(f"CREATE TABLE {name}_rest PARTITION OF {name} DEFAULT"))
    keep_months(connection, real_now(), start=0)


def drop(op: Any) -> None:
    """The kit's tables are gone."""
    metadata.drop_all(op.get_bind())


def keep_months(connection: Connection, now: datetime, *, kept: int = 3, start: int = 1) -> None:
    """Partitions for this month and the next ones exist; months older than `kept` are dropped.

    start: the first month to make, counted from this one; this one itself only while the tables are empty, since rows that
    already lie in the rest would be in the way.
    """
    for name, bound in (("outbox", _instant), ("inbox", ids.first_of)):
        held = set(
            connection.scalars(
                text("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = to_regclass(:t)"), {"t": name}
            )
        )
        for low, high in (_month(now, plus) for plus in range(start, 3)):
            part = f"{name}_{low:%Y_%m}"
            if part not in held:
                bounds = {"low": bound(low), "high": bound(high)}
                connection.execute(
                    text(
                        f"CREATE TABLE {part} PARTITION OF {name} FOR VALUES FROM ('{bounds['low']}') TO ('{bounds['high']}')"
                    )
                )
        oldest = f"{name}_{_month(now, -kept)[0]:%Y_%m}"
        for part in sorted(part for part in held if part < oldest and not part.endswith("_rest")):
            connection.execute(text(f"DROP TABLE {part}"))


def _instant(moment: datetime) -> str:
    return moment.isoformat()


def _month(now: datetime, plus: int) -> tuple[datetime, datetime]:
    def first(count: int) -> datetime:
        year, month = divmod(count, 12)
        return now.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)

    count = now.year * 12 + now.month - 1 + plus
    return first(count), first(count + 1)
