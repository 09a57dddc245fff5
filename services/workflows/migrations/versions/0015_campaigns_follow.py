"""Campaigns are carried on by the unit that followed the one that opened them.

Revision ID: 0015
Revises: 0014
"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

UP = """
-- Units that ran the campaign before, the first first, each with the day on which it was over and the units that came along.
ALTER TABLE campaigns ADD COLUMN hops jsonb NOT NULL DEFAULT '[]';
DROP INDEX campaigns_once;
-- A unit opens one of its own; those that came to it go on beside it.
CREATE UNIQUE INDEX campaigns_once ON campaigns (process, unit_id, year, period)
    WHERE state <> 'CANCELLED' AND hops = '[]'::jsonb;
"""
DOWN = """
DROP INDEX campaigns_once;
UPDATE campaigns SET unit_id = CAST(hops -> 0 ->> 'unit_id' AS uuid) WHERE hops <> '[]'::jsonb;
CREATE UNIQUE INDEX campaigns_once ON campaigns (process, unit_id, year, period) WHERE state <> 'CANCELLED';
ALTER TABLE campaigns DROP COLUMN hops;
"""


def upgrade() -> None:
    """Those that run today are their own units'."""
    op.execute(UP)


def downgrade() -> None:
    """Campaigns are again of the units that opened them."""
    op.execute(DOWN)
