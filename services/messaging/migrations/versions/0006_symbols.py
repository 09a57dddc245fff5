"""Units write the symbols of their papers in their own way.

Revision ID: 0006
Revises: 0005
"""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A unit without a row writes them as usual."""
    op.execute("""
        CREATE TABLE unit_symbols (
            unit_id uuid PRIMARY KEY,
            -- Of the unit itself, where it is not that of the registry.
            body text CHECK (body <> ''),
            -- By usual abbreviation of the type: what the unit writes instead.
            types jsonb NOT NULL DEFAULT '{}' CHECK (jsonb_typeof(types) = 'object'),
            changed_at timestamptz NOT NULL
        )
    """)


def downgrade() -> None:
    """Numbers that were given keep their symbols."""
    op.execute("DROP TABLE unit_symbols")
