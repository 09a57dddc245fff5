"""Items that units below the province add to the training catalogue, by the day.

Revision ID: 0021
Revises: 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ITEMS = """
CREATE TABLE unit_training_items (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES units,
    code text NOT NULL,
    "group" text NOT NULL,
    text text NOT NULL,
    measure text NOT NULL,
    target text NOT NULL,
    source text,
    from_on date NOT NULL,
    -- The first day without it: the same as from_on for a wording that gave way before it began.
    ended_on date CHECK (ended_on >= from_on),
    set_at timestamptz NOT NULL,
    set_by uuid,
    version integer NOT NULL DEFAULT 1,
    -- An item of a unit has one wording a day.
    EXCLUDE USING gist (unit_id WITH =, code WITH =, daterange(from_on, ended_on) WITH &&)
);
"""


def upgrade() -> None:
    """No unit has any yet."""
    op.execute(ITEMS)


def downgrade() -> None:
    """The province's catalogue is all there is."""
    op.execute("DROP TABLE unit_training_items")
