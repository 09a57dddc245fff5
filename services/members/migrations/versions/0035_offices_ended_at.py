"""An office that is ended on its last day gives nothing from that moment on (domain rule 2.1).

Revision ID: 0035
Revises: 0034
"""

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Offices know the moment of their end; those that ended before have none, and their last day is over."""
    op.execute("ALTER TABLE positions ADD COLUMN ended_at timestamptz")


def downgrade() -> None:
    """Offices end with their last day."""
    op.execute("ALTER TABLE positions DROP COLUMN ended_at")
