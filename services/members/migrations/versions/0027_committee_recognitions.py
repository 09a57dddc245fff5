"""The recognition of a committee is kept with all that it changed, so that it can be revoked.

Revision ID: 0027
Revises: 0026
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE committee_recognitions (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    term_id uuid NOT NULL REFERENCES unit_terms ON DELETE CASCADE,
    recognised_at timestamptz NOT NULL,
    recognised_by uuid,
    changed jsonb NOT NULL,
    revoked_at timestamptz,
    revoked_by uuid
);
CREATE INDEX committee_recognitions_of_unit ON committee_recognitions (unit_id, recognised_at DESC);
CREATE INDEX committee_recognitions_of_term ON committee_recognitions (term_id);
-- An office that was given by a decision which counts no more ends on the day before its first: it never was.
ALTER TABLE positions DROP CONSTRAINT positions_check, ADD CHECK (until >= from_on - 1);
ALTER TABLE positions DROP CONSTRAINT one_secretary_a_day,
    ADD CONSTRAINT one_secretary_a_day EXCLUDE USING gist (unit_id WITH =, daterange(from_on, until + 1) WITH &&) WHERE (code = 'BT');
ALTER TABLE positions DROP CONSTRAINT positions_person_id_unit_id_code_daterange_excl,
    ADD CONSTRAINT positions_once EXCLUDE USING gist (
        person_id WITH =, unit_id WITH =, code WITH =, daterange(from_on, until + 1) WITH &&
    );
"""
DOWN = """
DELETE FROM positions WHERE until < from_on;
ALTER TABLE positions DROP CONSTRAINT positions_once,
    ADD EXCLUDE USING gist (person_id WITH =, unit_id WITH =, code WITH =, daterange(from_on, until, '[]') WITH &&);
ALTER TABLE positions DROP CONSTRAINT one_secretary_a_day,
    ADD CONSTRAINT one_secretary_a_day
        EXCLUDE USING gist (unit_id WITH =, daterange(from_on, until, '[]') WITH &&) WHERE (code = 'BT');
ALTER TABLE positions DROP CONSTRAINT positions_check, ADD CHECK (until IS NULL OR until >= from_on);
DROP TABLE committee_recognitions;
"""


def upgrade() -> None:
    """Recognitions from here on can be revoked."""
    op.execute(UP)


def downgrade() -> None:
    """Offices that never were go; those that were given back stay."""
    op.execute(DOWN)
