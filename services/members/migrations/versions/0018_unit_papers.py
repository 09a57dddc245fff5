"""Minutes and resolutions of units, as messaging tells of them: the chapter book lists them.

Revision ID: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

PAPERS = """
-- A copy: the unit may be news that comes later, so nothing is referenced.
CREATE TABLE unit_papers (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL,
    template text NOT NULL,
    title text NOT NULL,
    number text NOT NULL,
    dated_on date NOT NULL,
    state text NOT NULL,
    version integer NOT NULL
);
CREATE INDEX unit_papers_by_day ON unit_papers (unit_id, dated_on);
"""


def upgrade() -> None:
    """Empty until news come, or `./doanso resync members` fills it."""
    op.execute(PAPERS)


def downgrade() -> None:
    """Messaging has them all."""
    op.execute("DROP TABLE unit_papers")
