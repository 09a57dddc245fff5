"""Transfer packages of other installations: keys that are trusted, and packages that were taken in.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE trusted_keys (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    public_key text NOT NULL,
    fingerprint text NOT NULL,
    added_at timestamptz NOT NULL,
    added_by uuid,
    revoked_at timestamptz
);
-- A key is trusted once at a time; after it was revoked it may be trusted again.
CREATE UNIQUE INDEX key_trusted_once ON trusted_keys (fingerprint) WHERE revoked_at IS NULL;
CREATE TABLE used_packages (
    -- A package opens one case, however often it is brought.
    package_id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases (id),
    key_id uuid NOT NULL REFERENCES trusted_keys (id),
    used_at timestamptz NOT NULL
);
CREATE INDEX used_packages_case ON used_packages (case_id);
"""

DOWN = """
DROP TABLE used_packages;
DROP TABLE trusted_keys;
"""


def upgrade() -> None:
    """Packages are taken in from installations whose keys are trusted."""
    op.execute(UP)


def downgrade() -> None:
    """They are not."""
    op.execute(DOWN)
