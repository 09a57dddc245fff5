"""Counting members who wait to be confirmed reads them alone.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Members whom chapters entered themselves are found by their unit."""
    op.execute(
        "CREATE INDEX people_unconfirmed ON people (unit_id)"
        " WHERE flags @> '{unconfirmed}' AND status IN ('ACTIVE', 'IN_TRANSIT')"
    )


def downgrade() -> None:
    """They are counted the long way."""
    op.execute("DROP INDEX people_unconfirmed")
