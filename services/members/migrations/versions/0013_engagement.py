"""Whether an officer works for the Union alone, or beside another occupation (report BM-04).

Revision ID: 0013
Revises: 0012
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ENGAGEMENT = """
-- Null where nobody has said.
ALTER TABLE positions ADD COLUMN engagement text CHECK (engagement IN ('FULL_TIME', 'PART_TIME'));
"""


def upgrade() -> None:
    """Offices may say so; those that stand do not yet."""
    op.execute(ENGAGEMENT)


def downgrade() -> None:
    """Nobody knows any more."""
    op.execute("ALTER TABLE positions DROP COLUMN engagement")
