"""Why an office ended, and who is being examined for discipline: nobody leaves a committee at their own wish meanwhile.

Revision ID: 0015
Revises: 0014
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

REASONS = """
-- Null where nobody has said.
ALTER TABLE positions ADD COLUMN ended_because text
    CHECK (ended_because IN ('TERM', 'OWN_WISH', 'MOVED', 'ABSENT', 'OTHER'));
INSERT INTO membership_flags VALUES ('examined', 'Đang được xem xét kỷ luật', 10);
"""


def upgrade() -> None:
    """Offices may say why they ended; those that have ended do not."""
    op.execute(REASONS)


def downgrade() -> None:
    """Nobody knows any more."""
    op.execute("UPDATE people SET flags = array_remove(flags, 'examined') WHERE flags @> '{examined}'")
    op.execute("DELETE FROM membership_flags WHERE code = 'examined'")
    op.execute("ALTER TABLE positions DROP COLUMN ended_because")
