"""Copies of units, people and positions.

Revision ID: 0001
Revises:
"""

from alembic import op

from services.kit import tables as kit_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

COPIES = """
CREATE TABLE units (
    id uuid PRIMARY KEY,
    code text NOT NULL,
    name text NOT NULL,
    level text NOT NULL,
    kind text NOT NULL,
    abbr text NOT NULL,
    place text NOT NULL,
    parent_id uuid,
    path ltree NOT NULL,
    upper_power boolean NOT NULL,
    closed_on date,
    term_code text NOT NULL,
    version integer NOT NULL
);
CREATE INDEX units_by_path ON units USING gist (path);
CREATE TABLE people (
    id uuid PRIMARY KEY,
    code text,
    full_name text NOT NULL,
    sex text NOT NULL,
    born_on date,
    unit_id uuid,
    status text NOT NULL,
    joined_on date,
    version integer NOT NULL
);
CREATE INDEX people_of_a_unit ON people (unit_id);
CREATE TABLE positions (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    role text NOT NULL,
    code text NOT NULL,
    from_on date NOT NULL,
    until date,
    version integer NOT NULL
);
CREATE INDEX positions_of_a_unit ON positions (unit_id);
CREATE INDEX positions_of_a_person ON positions (person_id);
"""


def upgrade() -> None:
    op.execute("CREATE EXTENSION IF NOT EXISTS ltree")
    kit_tables.create(op)
    op.execute(COPIES)


def downgrade() -> None:
    op.execute("DROP TABLE positions, people, units")
    kit_tables.drop(op)
