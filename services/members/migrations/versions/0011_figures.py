"""Reports and registers find lines and stretches by process, year and day.

Revision ID: 0011
Revises: 0009
"""

from alembic import op

revision = "0011"
down_revision = "0009"
branch_labels = None
depends_on = None

INDEXES = """
-- Ratings and training are told by the year they are of, which is not always that of their day.
CREATE INDEX record_lines_by_year ON record_lines (process, (data ->> 'year')) WHERE revoked_on IS NULL;
CREATE INDEX unit_records_by_day ON unit_records (process, happened_on) WHERE revoked_on IS NULL;
-- Who came and went between two days.
CREATE INDEX memberships_beginning ON memberships (lower(valid)) WHERE superseded_at IS NULL;
CREATE INDEX memberships_ending ON memberships (upper(valid)) WHERE superseded_at IS NULL AND NOT upper_inf(valid);
"""

DROPPED = """
DROP INDEX record_lines_by_year, unit_records_by_day, memberships_beginning, memberships_ending;
"""


def upgrade() -> None:
    """They read what they count, and no more."""
    op.execute(INDEXES)


def downgrade() -> None:
    """They are counted the long way."""
    op.execute(DROPPED)
