"""Units stand in the order of their names as the Vietnamese alphabet has it, numbers by value; not in that of their codes.

Revision ID: 0034
Revises: 0033
"""

from alembic import op
from sqlalchemy import text

from services.members.domain.names import unit_sort_key

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    connection = op.get_bind()
    rows = connection.execute(text("SELECT id, name FROM units")).all()
    if rows:
        keys = [{"id": row.id, "key": unit_sort_key(row.name).decode()} for row in rows]
        connection.execute(text("UPDATE units SET sort_key = :key WHERE id = :id"), keys)


def downgrade() -> None:
    op.execute("UPDATE units SET sort_key = code")
