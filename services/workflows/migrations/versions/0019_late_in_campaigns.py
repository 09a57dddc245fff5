"""How much of a campaign is late is counted from an index.

Revision ID: 0019
Revises: 0018
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

UP = """
CREATE INDEX cases_late_in_campaign ON cases (campaign_id, due_at) INCLUDE (unit_id, state)
    WHERE campaign_id IS NOT NULL AND closed_at IS NULL;
"""


def upgrade() -> None:
    """Late cases are found by their day."""
    op.execute(UP)


def downgrade() -> None:
    """They are found by looking through the campaign."""
    op.execute("DROP INDEX cases_late_in_campaign")
