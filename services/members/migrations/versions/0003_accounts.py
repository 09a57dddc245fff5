"""Accounts, sessions, refresh tokens, invitations, failed attempts.

Revision ID: 0003
Revises: 0001
"""

from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None

ACCOUNTS = """
CREATE TABLE accounts (
    person_id uuid PRIMARY KEY REFERENCES people,
    password_hash text,
    password_set_at timestamptz,
    totp_secret text,
    totp_confirmed_at timestamptz,
    -- A six-digit code is good once: the 30-second step it belonged to.
    totp_step integer,
    is_admin boolean NOT NULL DEFAULT false,
    closed_at timestamptz,
    created_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT accounts_second_factor_has_secret CHECK (totp_confirmed_at IS NULL OR totp_secret IS NOT NULL)
);
CREATE TABLE recovery_codes (
    person_id uuid NOT NULL REFERENCES accounts,
    code_hash bytea NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (person_id, code_hash)
);
CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES accounts,
    device text,
    device_key_hash bytea,
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    ended_at timestamptz,
    ended_because text,
    CONSTRAINT sessions_end_has_a_reason CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
CREATE INDEX sessions_of_a_person ON sessions (person_id, created_at);
CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES sessions,
    generation integer NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX refresh_tokens_of_a_session ON refresh_tokens (session_id, generation);
CREATE TABLE invitations (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES people,
    token_hash bytea NOT NULL CONSTRAINT invitations_token UNIQUE,
    is_admin boolean NOT NULL DEFAULT false,
    invited_by uuid,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    withdrawn_at timestamptz
);
-- One link a person is good at a time: a new one withdraws the last.
CREATE UNIQUE INDEX invitations_open ON invitations (person_id) WHERE used_at IS NULL AND withdrawn_at IS NULL;
CREATE TABLE sign_in_failures (
    person_id uuid NOT NULL REFERENCES accounts,
    -- Who failed: one known device, one network address, or all strangers together.
    source text NOT NULL,
    failed_at timestamptz[] NOT NULL,
    locked_until timestamptz,
    PRIMARY KEY (person_id, source)
);
"""


def upgrade() -> None:
    """People can sign in."""
    op.execute(ACCOUNTS)


def downgrade() -> None:
    """Nobody can."""
    for table in ("sign_in_failures", "invitations", "refresh_tokens", "sessions", "recovery_codes", "accounts"):
        op.execute(f"DROP TABLE {table}")
