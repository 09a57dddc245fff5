"""A decision of many names may be revoked for some of them.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Each case knows its place among the names of its document, and whether the document still counts for it."""
    op.execute("ALTER TABLE document_cases ADD COLUMN place smallint")
    op.execute("ALTER TABLE document_cases ADD COLUMN struck_at timestamptz, ADD COLUMN struck_reason text")


def downgrade() -> None:
    """Documents count for all whom they name."""
    op.execute("ALTER TABLE document_cases DROP COLUMN place, DROP COLUMN struck_at, DROP COLUMN struck_reason")
