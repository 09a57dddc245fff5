"""People of one name born on one day are found by index.

Revision ID: 0019
Revises: 0018
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The trigrams of a name that thousands bear are no way to it."""
    op.execute("DROP INDEX people_born")
    op.execute("CREATE INDEX people_born ON people (born_on, search_text)")


def downgrade() -> None:
    """By the day alone."""
    op.execute("DROP INDEX people_born")
    op.execute("CREATE INDEX people_born ON people (born_on)")
