"""Lists of cases over a whole district or province find what they filter and sort by.

Revision ID: 0012
Revises: 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

INDEXES = {
    "cases_by_state": "(state, id)",
    "cases_by_process": "(process, id)",
    "cases_by_due": "(coalesce(due_at, TIMESTAMPTZ 'infinity'), id)",
    "cases_by_since": "(since, id)",
}


def upgrade() -> None:
    """One index for each."""
    for name, columns in INDEXES.items():
        op.execute(f"CREATE INDEX {name} ON cases {columns}")


def downgrade() -> None:
    """They hold nothing of their own."""
    for name in INDEXES:
        op.execute(f"DROP INDEX {name}")
