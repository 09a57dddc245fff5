"""Whether an office is of a provisional committee, which a superior appoints until the first congress.

Revision ID: 0017
Revises: 0016
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Offices that stand are of no provisional committee."""
    op.execute("ALTER TABLE positions ADD COLUMN is_provisional boolean NOT NULL DEFAULT false")


def downgrade() -> None:
    """Nobody knows any more."""
    op.execute("ALTER TABLE positions DROP COLUMN is_provisional")
