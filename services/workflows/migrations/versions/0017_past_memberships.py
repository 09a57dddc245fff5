"""Who was in a unit on a day of the past, so that a meeting is judged by the members it had.

Revision ID: 0017
Revises: 0016
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

UP = """
-- Null: the copy came before the registry told of them; `resync workflows` fills it.
ALTER TABLE people ADD COLUMN past_memberships jsonb;
-- Who once was in a unit is found by the unit.
CREATE INDEX people_of_past_unit ON people USING gin (past_memberships jsonb_path_ops)
    WHERE past_memberships <> '[]'::jsonb;
-- Stays that are over count at meetings of their time.
CREATE INDEX cases_of_past_residents ON cases ((coalesce(form->>'chapter_id', form->>'destination_id')))
    WHERE process = 'residence';
"""
DOWN = """
DROP INDEX cases_of_past_residents;
DROP INDEX people_of_past_unit;
ALTER TABLE people DROP COLUMN past_memberships;
"""


def upgrade() -> None:
    """Members are counted by the day."""
    op.execute(UP)


def downgrade() -> None:
    """Members are counted as they are today."""
    op.execute(DOWN)
