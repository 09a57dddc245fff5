"""Accounts and what they are signed in with. Secrets are kept as hashes alone; the TOTP secret must be read back."""

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    text,
)

from services.members.tables import metadata

INSTANT = DateTime(timezone=True)

accounts = Table(
    "accounts",
    metadata,
    Column("person_id", Uuid, primary_key=True),
    Column("password_hash", Text),
    Column("password_set_at", INSTANT),
    Column("totp_secret", Text),
    Column("totp_confirmed_at", INSTANT),
    # A six-digit code is good once: the 30-second step it belonged to.
    Column("totp_step", Integer),
    Column("is_admin", Boolean, nullable=False, server_default=text("false")),
    Column("closed_at", INSTANT),
    Column("created_at", INSTANT, nullable=False),
    Column("version", Integer, nullable=False, server_default=text("1")),
    CheckConstraint("totp_confirmed_at IS NULL OR totp_secret IS NOT NULL", name="accounts_second_factor_has_secret"),
)

recovery_codes = Table(
    "recovery_codes",
    metadata,
    Column("person_id", Uuid, ForeignKey("accounts.person_id"), primary_key=True),
    Column("code_hash", LargeBinary, primary_key=True),
    Column("used_at", INSTANT),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, ForeignKey("accounts.person_id"), nullable=False),
    Column("device", Text),
    Column("device_key_hash", LargeBinary),
    Column("created_at", INSTANT, nullable=False),
    Column("seen_at", INSTANT, nullable=False),
    Column("ended_at", INSTANT),
    Column("ended_because", Text),
    CheckConstraint("(ended_at IS NULL) = (ended_because IS NULL)", name="sessions_end_has_a_reason"),
    Index("sessions_of_a_person", "person_id", "created_at"),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("token_hash", LargeBinary, primary_key=True),
    Column("session_id", Uuid, ForeignKey("sessions.id"), nullable=False),
    Column("generation", Integer, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    Column("used_at", INSTANT),
    Index("refresh_tokens_of_a_session", "session_id", "generation"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("person_id", Uuid, nullable=False),
    Column("token_hash", LargeBinary, nullable=False),
    Column("is_admin", Boolean, nullable=False, server_default=text("false")),
    Column("invited_by", Uuid),
    Column("created_at", INSTANT, nullable=False),
    Column("expires_at", INSTANT, nullable=False),
    Column("used_at", INSTANT),
    Column("withdrawn_at", INSTANT),
    UniqueConstraint("token_hash", name="invitations_token"),
    # One link a person is good at a time: a new one withdraws the last.
    Index(
        "invitations_open",
        "person_id",
        unique=True,
        postgresql_where=text("used_at IS NULL AND withdrawn_at IS NULL"),
    ),
)

sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    # The account's person, or the stand-in of a login that nobody bears: a lock-out does not tell which.
    Column("person_id", Uuid, primary_key=True),
    # Who failed: one known device, one network address, or all strangers together.
    Column("source", Text, primary_key=True),
    Column("failed_at", ARRAY(INSTANT), nullable=False),
    Column("locked_until", INSTANT),
)
