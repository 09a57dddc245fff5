"""Mergers of units are kept with what they moved, so that one can be undone.

Revision ID: 0014
Revises: 0013
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

MERGERS = """
CREATE TABLE unit_mergers (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES units,
    into_id uuid NOT NULL REFERENCES units,
    merged_on date NOT NULL,
    merged_at timestamptz NOT NULL,
    merged_by uuid,
    decision_no text,
    -- {steps: [[person, stretch before, stretch after, cut short?]], units, offices: [[id, last day before]], holds, candidates, links}
    moved jsonb NOT NULL,
    undone_at timestamptz,
    undone_by uuid
);
-- A unit is over by one merger at a time.
CREATE UNIQUE INDEX one_merger_a_unit ON unit_mergers (unit_id) WHERE undone_at IS NULL;
"""


def upgrade() -> None:
    """Mergers from here on can be undone; earlier ones left no trace of what they moved."""
    op.execute(MERGERS)


def downgrade() -> None:
    """None can be undone any more."""
    op.execute("DROP TABLE unit_mergers")
