"""Papers know the units that they are about, and decisions the unit that they dissolve.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

COLUMNS = """
ALTER TABLE document_parties ADD COLUMN is_subject boolean NOT NULL DEFAULT false;
ALTER TABLE documents ADD COLUMN dissolves uuid;
-- The papers of one unit, among the many that it may look at.
CREATE INDEX document_parties_of_a_subject ON document_parties (party_id) WHERE is_subject;
-- Few among all: other services read them page by page.
CREATE INDEX documents_dissolving ON documents (id) WHERE dissolves IS NOT NULL;
"""

# The registry asks for its decisions under `T17/…`; an act upon one unit has that unit in its key.
DECISIONS = """
UPDATE document_parties AS party SET is_subject = true
FROM documents AS paper
WHERE paper.id = party.document_id AND paper.key ~ '^(T17|T19R)/'
  AND paper.content -> 'readers' ? party.party_id::text
  AND (paper.key !~ '^T17/[^/]+/(founded|closed|[0-9]+)$' OR split_part(paper.key, '/', 2) = party.party_id::text)
"""

# A paper of a case that names no person but a unit, by the unit's own name.
COLLECTIVES = """
UPDATE document_parties AS party SET is_subject = true
FROM documents AS paper, units AS unit, jsonb_array_elements(paper.content -> 'people') AS named
WHERE paper.id = party.document_id AND unit.id = party.party_id
  AND (paper.template LIKE 'T15%' OR paper.template IN ('T10D', 'T13', 'T13B', 'T14', 'T17'))
  AND named ->> 'unit_id' = unit.id::text AND named ->> 'person_id' IS NULL AND named ->> 'full_name' = unit.name
"""

# The only cases that ask for this paper are those that dissolve a unit.
DISSOLUTIONS = """
UPDATE documents SET dissolves = CASE
    WHEN key LIKE 'T17/%' THEN split_part(key, '/', 2)::uuid
    ELSE (content -> 'people' -> 0 ->> 'unit_id')::uuid
END
WHERE template = 'T17' AND (key LIKE 'T17/%/closed' OR key NOT LIKE 'T17/%')
"""


def upgrade() -> None:
    """What earlier papers are about is read from what they were asked for and whom they name."""
    for statement in (COLUMNS, DECISIONS, COLLECTIVES, DISSOLUTIONS):
        op.execute(statement)


def downgrade() -> None:
    """What papers say stays as it is."""
    op.execute("DROP INDEX document_parties_of_a_subject, documents_dissolving")
    op.execute("ALTER TABLE document_parties DROP COLUMN is_subject")
    op.execute("ALTER TABLE documents DROP COLUMN dissolves")
