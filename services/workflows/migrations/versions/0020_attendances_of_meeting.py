"""Who was at a meeting is found by the meeting.

Revision ID: 0020
Revises: 0019
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A meeting that a form names is looked up in an index."""
    op.execute("CREATE INDEX attendances_of_meeting ON attendances (meeting_id, unit_id)")


def downgrade() -> None:
    """It is looked for among all attendances."""
    op.execute("DROP INDEX attendances_of_meeting")
