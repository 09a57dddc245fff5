"""A term may also come to end earlier.

Revision ID: 0025
Revises: 0024
"""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """What changed a term's last day moves it either way."""
    op.execute("ALTER TABLE term_extensions DROP CONSTRAINT term_extensions_check, ADD CHECK (until <> before)")


def downgrade() -> None:
    """Shorter terms stay as they are, without what shortened them."""
    op.execute("DELETE FROM term_extensions WHERE until < before")
    op.execute("ALTER TABLE term_extensions DROP CONSTRAINT term_extensions_check, ADD CHECK (until > before)")
