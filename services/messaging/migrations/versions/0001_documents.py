"""Documents, their registers, and copies of units, people and positions.

Revision ID: 0001
Revises:
"""

from alembic import op

from services.kit import tables as kit_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

DOCUMENTS = """
CREATE TABLE layouts (
    hash text PRIMARY KEY,
    template text NOT NULL,
    sources jsonb NOT NULL
);
CREATE TABLE documents (
    id uuid PRIMARY KEY,
    -- Asked for twice, issued once.
    key text NOT NULL CONSTRAINT documents_key UNIQUE,
    template text NOT NULL,
    -- A page can always be drawn again with the layout it was frozen with.
    layout_hash text NOT NULL REFERENCES layouts,
    unit_id uuid NOT NULL,
    kind text NOT NULL,
    period text NOT NULL,
    -- Registers begin at 01.
    ordinal integer NOT NULL CHECK (ordinal > 0),
    symbol text NOT NULL,
    number_key text NOT NULL,
    title text NOT NULL,
    search_key text NOT NULL,
    dated_on date NOT NULL,
    content jsonb NOT NULL,
    content_hash text NOT NULL,
    signer text,
    signer_id uuid,
    -- One code leads to one paper.
    token text NOT NULL CONSTRAINT documents_token UNIQUE,
    state text NOT NULL CHECK (state IN ('issued', 'in_force', 'cancelled', 'revoked')),
    reason text,
    issued_at timestamptz NOT NULL,
    settled_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    file_digest text,
    file_size integer,
    draw_tries smallint NOT NULL DEFAULT 0,
    -- A number is given once in its register.
    CONSTRAINT documents_number UNIQUE (unit_id, kind, period, ordinal),
    -- A drawn page has a digest and a size.
    CHECK ((file_digest IS NULL) = (file_size IS NULL))
);
CREATE INDEX documents_of_unit ON documents (unit_id, id);
CREATE INDEX documents_by_number ON documents (number_key text_pattern_ops);
CREATE INDEX documents_search ON documents USING gin (search_key gin_trgm_ops);
CREATE INDEX documents_undrawn ON documents (id) WHERE file_digest IS NULL;
CREATE TABLE document_cases (
    document_id uuid NOT NULL REFERENCES documents,
    case_id uuid NOT NULL,
    PRIMARY KEY (document_id, case_id)
);
CREATE INDEX document_cases_of_a_case ON document_cases (case_id);
CREATE TABLE document_parties (
    document_id uuid NOT NULL REFERENCES documents,
    party_id uuid NOT NULL,
    PRIMARY KEY (document_id, party_id)
);
CREATE INDEX document_parties_of_a_party ON document_parties (party_id);
CREATE TABLE number_counters (
    unit_id uuid NOT NULL,
    kind text NOT NULL,
    period text NOT NULL,
    last integer NOT NULL CHECK (last >= 0),
    -- The one row to lock for a register.
    PRIMARY KEY (unit_id, kind, period)
);
"""

# What has a number is what was signed: no later hand changes or removes it, not even ours.
FROZEN = """
CREATE FUNCTION documents_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
       OR (old.id, old.key, old.template, old.layout_hash, old.unit_id, old.kind, old.period, old.ordinal, old.symbol)
          IS DISTINCT FROM
          (new.id, new.key, new.template, new.layout_hash, new.unit_id, new.kind, new.period, new.ordinal, new.symbol)
       OR (old.dated_on, old.content, old.content_hash, old.signer, old.token, old.issued_at)
          IS DISTINCT FROM
          (new.dated_on, new.content, new.content_hash, new.signer, new.token, new.issued_at)
    THEN
        RAISE EXCEPTION 'document % is frozen', old.symbol;
    END IF;
    RETURN new;
END $$;
CREATE TRIGGER documents_stay BEFORE UPDATE OR DELETE ON documents FOR EACH ROW EXECUTE FUNCTION documents_stay();
"""

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

DOWN = """
DROP TABLE positions, people, units, number_counters, document_parties, document_cases, documents, layouts;
DROP FUNCTION documents_stay;
"""


def upgrade() -> None:
    for extension in ("pg_trgm", "ltree"):
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    kit_tables.create(op)
    for statements in (DOCUMENTS, FROZEN, COPIES):
        op.execute(statements)


def downgrade() -> None:
    op.execute(DOWN)
    kit_tables.drop(op)
