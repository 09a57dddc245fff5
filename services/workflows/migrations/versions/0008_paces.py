"""How long cases take from each state to their end, measured once a day.

Revision ID: 0008
Revises: 0006
"""

from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE paces (
    -- The median of last year's closed cases: days from entering the state to the end.
    process text NOT NULL,
    state text NOT NULL,
    days real NOT NULL,
    cases integer NOT NULL,
    measured_on date NOT NULL,
    PRIMARY KEY (process, state)
);
-- Closed cases are looked through by the day they ended.
CREATE INDEX cases_closed ON cases (closed_at) WHERE closed_at IS NOT NULL;
-- A board counts what is open; of 75,000 dossiers most are not.
CREATE INDEX cases_open ON cases (unit_id, process, state) INCLUDE (due_at, since, holder_unit_id) WHERE closed_at IS NULL;
"""

DOWN = """
DROP INDEX cases_open;
DROP INDEX cases_closed;
DROP TABLE paces;
"""


def upgrade() -> None:
    """Where a case stands in time can be told."""
    op.execute(UP)


def downgrade() -> None:
    """It cannot."""
    op.execute(DOWN)
