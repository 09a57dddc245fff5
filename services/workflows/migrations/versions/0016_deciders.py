"""Units that have decided on a case read it for good.

Revision ID: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

UP = """
-- In whose name decisions on the case were made; a process of the release before leaves it as it is.
ALTER TABLE cases ADD COLUMN deciders uuid[] NOT NULL DEFAULT '{}';
-- Confidential cases are read by their parties alone: whoever decided or answered before is one again.
WITH decided AS (
    SELECT line.case_id, array_agg(DISTINCT line.unit_id) AS units
    FROM case_history line JOIN cases ON cases.id = line.case_id
    WHERE cases.confidential AND line.unit_id IS NOT NULL
        AND line.action IN ('decide', 'recognise_progress', 'answer_complaint')
    GROUP BY line.case_id
)
UPDATE cases SET deciders = decided.units,
    seat_units = ARRAY(SELECT DISTINCT unit FROM unnest(cases.seat_units || decided.units) AS unit ORDER BY unit)
FROM decided WHERE cases.id = decided.case_id;
"""
DOWN = "ALTER TABLE cases DROP COLUMN deciders"


def upgrade() -> None:
    """Who decided on confidential cases is read off their history."""
    op.execute(UP)


def downgrade() -> None:
    """Whoever has no relation to a case any more reads it no more, from its next move on."""
    op.execute(DOWN)
