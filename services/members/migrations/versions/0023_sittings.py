"""Who was at the sittings of committees, entered by hand or told by meetings.

Revision ID: 0023
Revises: 0022
"""

from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

SITTINGS = """
-- What meetings tell may come before its unit or person, so nothing is referenced.
CREATE TABLE sitting_attendances (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL,
    person_id uuid NOT NULL,
    held_on date NOT NULL,
    state text NOT NULL CHECK (state IN ('present', 'late', 'excused', 'absent')),
    meeting_id uuid,
    told_at timestamptz NOT NULL,
    recorded_by uuid
);
CREATE INDEX sitting_attendances_by_day ON sitting_attendances (unit_id, held_on);
-- A meeting says one thing of a person, and so does what is entered by hand of a day.
CREATE UNIQUE INDEX one_state_a_meeting ON sitting_attendances (meeting_id, person_id) WHERE meeting_id IS NOT NULL;
CREATE UNIQUE INDEX one_state_a_day ON sitting_attendances (unit_id, held_on, person_id) WHERE meeting_id IS NULL;
"""


def upgrade() -> None:
    """Nobody knows of earlier sittings."""
    op.execute(SITTINGS)


def downgrade() -> None:
    """Absences are stated when an office ends, as before."""
    op.execute("DROP TABLE sitting_attendances")
