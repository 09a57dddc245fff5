"""Of a birthday it is told how much of it is known: a member born in a year matures at its end.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE people ADD COLUMN born_precision text NOT NULL DEFAULT 'day';
-- The yearly list asks a whole subtree for whoever has reached an age.
CREATE INDEX people_of_age ON people (born_on) WHERE status = 'ACTIVE';
"""

DOWN = """
DROP INDEX people_of_age;
ALTER TABLE people DROP COLUMN born_precision;
"""


def upgrade() -> None:
    """A column with a constant default: nothing is rewritten."""
    op.execute(UP)


def downgrade() -> None:
    """The older release takes every birthday for a whole one."""
    op.execute(DOWN)
