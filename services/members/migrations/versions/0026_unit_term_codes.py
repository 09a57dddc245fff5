"""Within which term a unit's documents are numbered is known by the day.

Revision ID: 0026
Revises: 0025
"""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE unit_term_codes (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES units,
    code text NOT NULL,
    valid daterange NOT NULL CHECK (NOT isempty(valid)),
    -- A unit numbers within one term a day.
    EXCLUDE USING gist (unit_id WITH =, valid WITH &&)
);
INSERT INTO unit_term_codes (unit_id, code, valid)
    SELECT id, term_code, daterange(opened_on, closed_on) FROM units
    WHERE closed_on IS NULL OR opened_on IS NULL OR opened_on < closed_on;
"""


def upgrade() -> None:
    """Each unit has numbered within the term of today since it was founded."""
    op.execute(UP)


def downgrade() -> None:
    """Units number within the term of today."""
    op.execute("DROP TABLE unit_term_codes")
