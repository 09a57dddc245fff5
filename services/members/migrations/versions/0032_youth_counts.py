"""Grassroots units say how many young people live, study or work in their area (report BM-11, domain rule 18).

Revision ID: 0032
Revises: 0031
"""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE youth_counts (
    unit_id uuid NOT NULL REFERENCES units,
    counted_on date NOT NULL,
    youth integer NOT NULL CHECK (youth >= 0),
    -- Members of the Youth Federation who are not members of the Union: nobody is counted twice.
    federation integer NOT NULL CHECK (federation >= 0),
    set_at timestamptz NOT NULL,
    set_by uuid,
    PRIMARY KEY (unit_id, counted_on)
);
"""


def upgrade() -> None:
    """Counts of young people have a place."""
    op.execute(UP)


def downgrade() -> None:
    """Nobody says any more how many young people there are."""
    op.execute("DROP TABLE youth_counts")
