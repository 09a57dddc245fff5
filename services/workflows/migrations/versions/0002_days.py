"""A delegation can be ended before its last day; which days have been followed is kept.

Revision ID: 0002
Revises: 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ENDING = """
ALTER TABLE delegations ADD COLUMN ended_at timestamptz, ADD COLUMN ended_by uuid;
ALTER TABLE delegations DROP CONSTRAINT delegations_from_unit_id_process_daterange_to_unit_id_excl;
-- The same power is not lent twice on one day; what was ended is lent no more.
ALTER TABLE delegations ADD CONSTRAINT delegated_once EXCLUDE USING gist (
    from_unit_id WITH =, process WITH =, daterange(from_on, until, '[]') WITH &&, to_unit_id WITH =
) WHERE (ended_at IS NULL);
CREATE INDEX delegations_received ON delegations (to_unit_id);

CREATE TABLE followed_days (
    -- One row: the last day whose beginnings and ends of terms and delegations open cases know of.
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    day date NOT NULL
);
-- A delegation that ran out unnoticed is followed too.
INSERT INTO followed_days (day) SELECT least(min(until), current_date - 1) FROM delegations;
"""

KEEPING = """
DROP TABLE followed_days;
DROP INDEX delegations_received;
DELETE FROM delegations WHERE ended_at IS NOT NULL;
ALTER TABLE delegations DROP CONSTRAINT delegated_once;
ALTER TABLE delegations ADD EXCLUDE USING gist (
    from_unit_id WITH =, process WITH =, daterange(from_on, until, '[]') WITH &&, to_unit_id WITH =
);
ALTER TABLE delegations DROP COLUMN ended_at, DROP COLUMN ended_by;
"""


def upgrade() -> None:
    """Delegations end early, and no day is skipped."""
    op.execute(ENDING)


def downgrade() -> None:
    """What was ended is gone: the older shape could only say that it goes on."""
    op.execute(KEEPING)
