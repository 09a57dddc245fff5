"""Items that units add to the training catalogue, as the registry tells of them.

Revision ID: 0013
Revises: 0012
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ITEMS = """
-- A copy: the unit may be news that comes later, so nothing is referenced.
CREATE TABLE training_items (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL,
    "group" text NOT NULL,
    text text NOT NULL,
    measure text NOT NULL,
    target text NOT NULL,
    from_on date NOT NULL,
    ended_on date,
    version bigint NOT NULL
);
CREATE INDEX training_items_of_unit ON training_items (unit_id);
"""


def upgrade() -> None:
    """Empty until news come, or `./doanso resync workflows` fills it."""
    op.execute(ITEMS)


def downgrade() -> None:
    """The registry has them all."""
    op.execute("DROP TABLE training_items")
