"""Who takes part where they live is counted by unit, without reading all cases.

Revision ID: 0011
Revises: 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Residents of a unit by index."""
    op.execute("""
        CREATE INDEX cases_of_residents ON cases ((coalesce(form->>'chapter_id', form->>'destination_id')))
            WHERE process = 'residence' AND closed_at IS NULL
    """)


def downgrade() -> None:
    """Every case is read again."""
    op.execute("DROP INDEX cases_of_residents")
