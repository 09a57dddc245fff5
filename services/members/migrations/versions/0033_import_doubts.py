"""A row of a list that would change who somebody is waits until a person has decided (domain rule 17.7).

Revision ID: 0033
Revises: 0032
"""

from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE import_rows
    -- Codes of the fields that people must decide on: full_name, birth_date, sex.
    ADD COLUMN doubts text[] NOT NULL DEFAULT '{}',
    -- What was decided: take what the row says, or keep what the file says; null while nobody has.
    ADD COLUMN decision text CHECK (decision IN ('accept', 'keep')),
    -- The row says nothing that the file does not say already.
    ADD COLUMN unchanged boolean NOT NULL DEFAULT false;
"""


def upgrade() -> None:
    """Rows can wait for a decision."""
    op.execute(UP)


def downgrade() -> None:
    """Rows wait for nothing; what was entered stays."""
    op.execute("ALTER TABLE import_rows DROP COLUMN doubts, DROP COLUMN decision, DROP COLUMN unchanged")
