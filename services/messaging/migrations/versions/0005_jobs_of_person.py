"""Jobs of a person are found by index.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A fresh database has the index from its first migration."""
    op.execute("CREATE INDEX IF NOT EXISTS jobs_of_person ON jobs ((actor->>'person_id'), id)")


def downgrade() -> None:
    """Every job is read again."""
    op.execute("DROP INDEX IF EXISTS jobs_of_person")
