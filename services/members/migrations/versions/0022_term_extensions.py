"""Terms of committees know their first last day, whether they are provisional, and by what they were extended.

Revision ID: 0022
Revises: 0021
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TERMS = """
ALTER TABLE unit_terms ADD COLUMN is_provisional boolean NOT NULL DEFAULT false, ADD COLUMN planned_until date;
-- Two committees may be of one name: the second of a year, or one recognised anew in its term.
ALTER TABLE unit_terms DROP CONSTRAINT unit_terms_unit_id_code_key;
CREATE INDEX unit_terms_by_day ON unit_terms (unit_id, from_on);
UPDATE unit_terms SET planned_until = until, is_provisional = (state = 'PROVISIONAL');
INSERT INTO unit_terms (unit_id, code, from_on, until, planned_until, state, is_provisional)
    SELECT unit_id, 'lâm thời', min(from_on), max(until), max(until), 'PROVISIONAL', true
    FROM positions WHERE is_provisional AND until >= CURRENT_DATE GROUP BY unit_id;
CREATE TABLE term_extensions (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    term_id uuid NOT NULL REFERENCES unit_terms ON DELETE CASCADE,
    before date NOT NULL,
    until date NOT NULL CHECK (until > before),
    party_paper text,
    decision_no text,
    recorded_at timestamptz NOT NULL,
    recorded_by uuid
);
CREATE INDEX term_extensions_of_term ON term_extensions (term_id);
"""


def upgrade() -> None:
    """Provisional committees that work today have their term."""
    op.execute(TERMS)


def downgrade() -> None:
    """Of several terms of one name the last stays."""
    op.execute("DROP TABLE term_extensions")
    op.execute("""
        DELETE FROM unit_terms AS earlier USING unit_terms AS later
            WHERE earlier.unit_id = later.unit_id AND earlier.code = later.code
                AND (earlier.from_on, earlier.id) < (later.from_on, later.id)
    """)
    op.execute("DROP INDEX unit_terms_by_day")
    op.execute("ALTER TABLE unit_terms DROP COLUMN is_provisional, DROP COLUMN planned_until")
    op.execute("ALTER TABLE unit_terms ADD CONSTRAINT unit_terms_unit_id_code_key UNIQUE (unit_id, code)")
