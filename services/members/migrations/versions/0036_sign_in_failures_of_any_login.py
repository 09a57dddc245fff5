"""Failures at logins that nobody bears are counted as those at accounts are, so that a lock-out does not tell which exist.

Revision ID: 0036
Revises: 0035
"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Failures need no account."""
    op.execute("ALTER TABLE sign_in_failures DROP CONSTRAINT sign_in_failures_person_id_fkey")


def downgrade() -> None:
    """Those without one are forgotten."""
    op.execute("DELETE FROM sign_in_failures WHERE person_id NOT IN (SELECT person_id FROM accounts)")
    op.execute(
        "ALTER TABLE sign_in_failures ADD CONSTRAINT sign_in_failures_person_id_fkey"
        " FOREIGN KEY (person_id) REFERENCES accounts"
    )
