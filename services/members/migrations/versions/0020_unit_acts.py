"""Acts upon units with the decisions that they rest on; decisions that dissolve a unit, as messaging tells of them.

Revision ID: 0020
Revises: 0019
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ACTS = """
CREATE TABLE unit_acts (
    id uuid PRIMARY KEY DEFAULT uuidv7(),
    unit_id uuid NOT NULL REFERENCES units,
    kind text NOT NULL,
    happened_on date NOT NULL,
    -- Names as they were: later names of the same units change nothing of what was done.
    said jsonb NOT NULL DEFAULT '{}',
    -- What the decision was asked for under; none for one that was named, or that nobody took.
    decision_key text,
    decision_no text,
    decision_on date,
    document_id uuid,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CHECK (document_id IS NULL OR decision_no IS NOT NULL)
);
CREATE INDEX unit_acts_of_a_unit ON unit_acts (unit_id, happened_on, id);
-- Numbers come by the key, for the few that wait for theirs.
CREATE INDEX unit_acts_by_decision ON unit_acts (decision_key) WHERE decision_key IS NOT NULL;
ALTER TABLE unit_names ADD COLUMN decision_key text;
ALTER TABLE unit_links ADD COLUMN decision_key text;
CREATE INDEX unit_names_by_decision ON unit_names (decision_key) WHERE decision_key IS NOT NULL;
CREATE INDEX unit_links_by_decision ON unit_links (decision_key) WHERE decision_key IS NOT NULL;
"""

# What was done before is read from the dated names and superiors, and from mergers that stand.
NAMES = """
INSERT INTO unit_acts (unit_id, kind, happened_on, said, decision_no)
SELECT unit_id, 'RENAMED', lower(valid), jsonb_build_object('before', before, 'after', name), decision_no
FROM (SELECT *, lag(name) OVER (PARTITION BY unit_id ORDER BY valid) AS before FROM unit_names) AS named
WHERE before <> name
"""
LINKS = """
INSERT INTO unit_acts (unit_id, kind, happened_on, said, decision_no)
SELECT linked.unit_id, 'MOVED', lower(linked.valid), jsonb_build_object('before', was.name, 'after', now_.name),
    linked.decision_no
FROM (SELECT *, lag(parent_id) OVER (PARTITION BY unit_id ORDER BY valid) AS before FROM unit_links) AS linked
JOIN units AS was ON was.id = linked.before
JOIN units AS now_ ON now_.id = linked.parent_id
WHERE linked.before <> linked.parent_id
"""
MERGERS = """
INSERT INTO unit_acts (unit_id, kind, happened_on, said, decision_no)
SELECT merger.unit_id, 'MERGED', merger.merged_on, jsonb_build_object('after', target.name), merger.decision_no
FROM unit_mergers AS merger JOIN units AS target ON target.id = merger.into_id
WHERE merger.undone_at IS NULL
"""
CLOSINGS = """
INSERT INTO unit_acts (unit_id, kind, happened_on, said)
SELECT unit.id, 'CLOSED', unit.closed_on, jsonb_strip_nulls(jsonb_build_object('after', next.name))
FROM units AS unit LEFT JOIN units AS next ON next.id = unit.successor_id
WHERE unit.closed_on IS NOT NULL
  AND NOT EXISTS (SELECT FROM unit_mergers AS merger WHERE merger.unit_id = unit.id AND merger.undone_at IS NULL)
"""

DISSOLUTIONS = """
ALTER TABLE unit_papers ADD COLUMN dissolves uuid, ADD COLUMN case_id uuid;
CREATE INDEX unit_papers_dissolving ON unit_papers (dissolves) WHERE dissolves IS NOT NULL;
"""


def upgrade() -> None:
    """Units have their history; `./doanso resync members` reads the dissolutions of before."""
    for statement in (ACTS, NAMES, LINKS, MERGERS, CLOSINGS, DISSOLUTIONS):
        op.execute(statement)


def downgrade() -> None:
    """Names, superiors and mergers keep what they say of their decisions."""
    op.execute("DELETE FROM unit_papers WHERE dissolves IS NOT NULL")
    op.execute("ALTER TABLE unit_papers DROP COLUMN dissolves, DROP COLUMN case_id")
    op.execute("ALTER TABLE unit_links DROP COLUMN decision_key")
    op.execute("ALTER TABLE unit_names DROP COLUMN decision_key")
    op.execute("DROP TABLE unit_acts")
