"""A unit that reports for others may say another figure than theirs come to, with a reason (domain rule 18).

Revision ID: 0031
Revises: 0030
"""

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE report_overrides (
    unit_id uuid NOT NULL REFERENCES units,
    report text NOT NULL,
    period text NOT NULL CHECK (period ~ '^[0-9]{4}(-(Q[1-4]|H[12]))?$'),
    figure text NOT NULL,
    value bigint NOT NULL CHECK (value >= 0),
    -- Whoever says another figure says why.
    reason text NOT NULL CHECK (reason <> ''),
    set_at timestamptz NOT NULL,
    set_by uuid,
    PRIMARY KEY (unit_id, report, period, figure)
);
"""


def upgrade() -> None:
    """Drafts of reports can have figures of their own."""
    op.execute(UP)


def downgrade() -> None:
    """Drafts have none; what was submitted keeps them."""
    op.execute("DROP TABLE report_overrides")
