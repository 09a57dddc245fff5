"""Whoever was nothing but an honorary member, and is none any more, has a status of their own.

Revision ID: 0029
Revises: 0028
"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

ENDED = "'Thôi công nhận đoàn viên danh dự'"


def upgrade() -> None:
    """Nobody's admission was annulled where an honour has ended."""
    op.execute("""
        INSERT INTO membership_statuses VALUES ('HONOUR_ENDED', 'Thôi đoàn viên danh dự', 12, false) ON CONFLICT DO NOTHING
    """)
    op.execute(f"""
        UPDATE people SET status = 'HONOUR_ENDED', version = version + 1
        WHERE status = 'ANNULLED' AND status_reason = {ENDED}
    """)  # noqa: S608  # our own words alone


def downgrade() -> None:
    """They share the status of annulled admissions again; the reason still tells them apart."""
    op.execute(f"""
        UPDATE people SET status = 'ANNULLED', version = version + 1,
            status_reason = coalesce(status_reason, {ENDED})
        WHERE status = 'HONOUR_ENDED'
    """)  # noqa: S608  # our own words alone
    op.execute("DELETE FROM membership_statuses WHERE code = 'HONOUR_ENDED'")
