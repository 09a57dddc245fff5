"""The audit is read by time, and of a unit by time.

Revision ID: 0021
Revises: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A fresh database has the indexes from its first migration."""
    op.execute("CREATE INDEX IF NOT EXISTS audit_log_by_time ON audit_log (at, id)")
    op.execute("CREATE INDEX IF NOT EXISTS audit_log_of_unit ON audit_log (unit_id, at, id)")


def downgrade() -> None:
    """A page of the audit is sorted out of all of it."""
    op.execute("DROP INDEX IF EXISTS audit_log_of_unit")
    op.execute("DROP INDEX IF EXISTS audit_log_by_time")
