"""What the other processes need: campaigns' cases, confidential ones, and copies of standings that guards look at.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE cases ADD COLUMN campaign_id uuid, ADD COLUMN confidential boolean NOT NULL DEFAULT false;
-- A campaign's progress is counted by unit and state.
CREATE INDEX cases_of_campaign ON cases (campaign_id, unit_id, state) WHERE campaign_id IS NOT NULL;
ALTER TABLE people ADD COLUMN flags text[] NOT NULL DEFAULT '{}', ADD COLUMN extended_until date, ADD COLUMN unit_since date;
ALTER TABLE units ADD COLUMN successor_id uuid;
CREATE TABLE fee_standings (
    -- As members told them last: who owes which months.
    person_id uuid PRIMARY KEY,
    unit_id uuid,
    paid_until date,
    owed_months date[] NOT NULL,
    version bigint NOT NULL
);
CREATE TABLE attendances (
    -- Who was where, as meetings told it: evidence of taking part.
    person_id uuid NOT NULL,
    meeting_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    held_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('present', 'late', 'excused', 'absent')),
    PRIMARY KEY (person_id, meeting_id)
);
"""

DOWN = """
DROP TABLE attendances;
DROP TABLE fee_standings;
ALTER TABLE units DROP COLUMN successor_id;
ALTER TABLE people DROP COLUMN flags, DROP COLUMN extended_until, DROP COLUMN unit_since;
DROP INDEX cases_of_campaign;
ALTER TABLE cases DROP COLUMN campaign_id, DROP COLUMN confidential;
"""


def upgrade() -> None:
    """Columns with constant defaults: nothing is rewritten."""
    op.execute(UP)


def downgrade() -> None:
    """The older release knows none of it."""
    op.execute(DOWN)
