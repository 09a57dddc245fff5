"""Campaigns, and that nobody has two cases in one.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE campaigns (
    id uuid PRIMARY KEY,
    process text NOT NULL,
    title text NOT NULL,
    unit_id uuid NOT NULL,
    year integer NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    period text NOT NULL,
    from_on date NOT NULL,
    until date NOT NULL CHECK (until >= from_on),
    -- What is not done by then is closed without it.
    closing_on date NOT NULL CHECK (closing_on >= until),
    form jsonb NOT NULL DEFAULT '{}',
    state text NOT NULL CHECK (state IN ('OPENING', 'OPEN', 'CLOSING', 'CLOSED', 'CANCELLED')),
    counts jsonb NOT NULL DEFAULT '{}',
    opened_at timestamptz NOT NULL,
    opened_by uuid,
    -- Up to which day newcomers have been given their cases.
    followed_on date,
    ended_at timestamptz,
    version integer NOT NULL CHECK (version > 0)
) WITH (fillfactor = 80);
-- The same campaign is not opened twice for one unit: two officers may click at the same moment.
CREATE UNIQUE INDEX campaigns_once ON campaigns (process, unit_id, year, period) WHERE state <> 'CANCELLED';
CREATE INDEX campaigns_running ON campaigns (closing_on) WHERE state IN ('OPENING', 'OPEN', 'CLOSING');
CREATE INDEX campaigns_of_unit ON campaigns (unit_id, id DESC);
-- One case a person and campaign, and one a unit where units are rated: a job that is taken up again opens nobody twice.
CREATE UNIQUE INDEX cases_once_a_campaign ON cases (campaign_id, subject_id)
    WHERE campaign_id IS NOT NULL AND subject_id IS NOT NULL;
CREATE UNIQUE INDEX cases_once_a_campaign_and_unit ON cases (campaign_id, unit_id)
    WHERE campaign_id IS NOT NULL AND subject_id IS NULL;
"""

DOWN = """
DROP INDEX cases_once_a_campaign_and_unit;
DROP INDEX cases_once_a_campaign;
DROP TABLE campaigns;
"""


def upgrade() -> None:
    """No case had a campaign before: the indexes are empty, and built at once."""
    op.execute(UP)


def downgrade() -> None:
    """Cases that a campaign opened stay."""
    op.execute(DOWN)
