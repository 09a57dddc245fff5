"""Which cases came from a closed unit to its successor: they go back when the merger is undone.

Revision ID: 0010
Revises: 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

HANDED_OVER = """
CREATE TABLE handed_over (
    case_id uuid NOT NULL REFERENCES cases,
    -- The place of the case's form that came along; empty for the case itself.
    field text NOT NULL,
    unit_id uuid NOT NULL,
    successor_id uuid NOT NULL,
    PRIMARY KEY (case_id, field, unit_id)
);
CREATE INDEX handed_over_by_unit ON handed_over (unit_id, successor_id);
"""


def upgrade() -> None:
    """It is known from here on."""
    op.execute(HANDED_OVER)


def downgrade() -> None:
    """Cases stay with the successor."""
    op.execute("DROP TABLE handed_over")
