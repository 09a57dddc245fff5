"""What cases have struck is remembered: a line that comes later is struck too.

Revision ID: 0012
Revises: 0011
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STRIKES = """
CREATE TABLE strikes (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    case_id uuid NOT NULL,
    -- Of one stage; without a stage of those before one; without either of all.
    stage text CHECK (length(stage) <= 40),
    before integer,
    struck_on date NOT NULL,
    reason text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    -- The same message twice is one strike.
    CONSTRAINT one_strike UNIQUE NULLS NOT DISTINCT (case_id, stage, before)
);
"""


def upgrade() -> None:
    """Strikes wait for the lines that they pass on the way."""
    op.execute(STRIKES)


def downgrade() -> None:
    """Lines that come late count again."""
    op.execute("DROP TABLE strikes")
