"""Cases, their history and due dates, delegations, rule sets, and copies of the registry.

Revision ID: 0001
Revises:
"""

from alembic import op

from services.kit import tables as kit_tables

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EXTENSIONS = "pg_trgm", "unaccent", "ltree", "btree_gist", "citext"

CASES = """
CREATE TABLE cases (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    process text NOT NULL,
    process_version integer NOT NULL,
    rule_set text NOT NULL,
    state text NOT NULL,
    is_system boolean NOT NULL,
    unit_id uuid NOT NULL,
    subject_id uuid,
    subject_name text NOT NULL,
    search_key text NOT NULL,
    subject_key text,
    changes_membership boolean NOT NULL,
    form jsonb NOT NULL,
    seats jsonb NOT NULL,
    seat_units uuid[] NOT NULL,
    holder_unit_id uuid,
    holder_person_id uuid,
    escalated_unit_id uuid,
    documents jsonb NOT NULL DEFAULT '[]',
    asked jsonb NOT NULL DEFAULT '{}',
    acted jsonb NOT NULL DEFAULT '{}',
    signer jsonb NOT NULL DEFAULT '{}',
    warnings jsonb NOT NULL DEFAULT '[]',
    batch_id uuid,
    decided_on date,
    asked_at timestamptz,
    opened_at timestamptz NOT NULL,
    since timestamptz NOT NULL,
    due_at timestamptz,
    closed_at timestamptz,
    version integer NOT NULL CHECK (version > 0)
) WITH (fillfactor = 80);
-- One open case that changes membership, for one person: two officers may open one at the same moment.
CREATE UNIQUE INDEX cases_one_open ON cases (subject_key) WHERE changes_membership AND closed_at IS NULL;
CREATE INDEX cases_of_unit ON cases (unit_id, id DESC);
CREATE INDEX cases_of_subject ON cases (subject_id, id DESC) WHERE subject_id IS NOT NULL;
CREATE INDEX cases_waiting_unit ON cases (holder_unit_id, due_at, id) WHERE holder_unit_id IS NOT NULL;
CREATE INDEX cases_waiting_person ON cases (holder_person_id, due_at, id) WHERE holder_person_id IS NOT NULL;
CREATE INDEX cases_escalated ON cases (escalated_unit_id, due_at, id) WHERE escalated_unit_id IS NOT NULL;
CREATE INDEX cases_carried_out ON cases (asked_at) WHERE is_system;
CREATE INDEX cases_of_batch ON cases (batch_id) WHERE is_system;
CREATE INDEX cases_seats ON cases USING gin (seat_units);
CREATE INDEX cases_search ON cases USING gin (search_key gin_trgm_ops);
CREATE TABLE case_history (
    case_id uuid NOT NULL REFERENCES cases,
    seq integer NOT NULL,
    action text NOT NULL,
    label text NOT NULL,
    from_state text,
    to_state text NOT NULL,
    at timestamptz NOT NULL,
    actor_id uuid,
    actor_name text NOT NULL,
    position text,
    unit_id uuid,
    note text,
    refusals jsonb NOT NULL DEFAULT '[]',
    form jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (case_id, seq)
);
CREATE TABLE due_dates (
    case_id uuid NOT NULL REFERENCES cases,
    kind text NOT NULL CHECK (kind IN ('deadline', 'expiry')),
    due_at timestamptz,
    stage smallint NOT NULL,
    next_at timestamptz,
    PRIMARY KEY (case_id, kind)
) WITH (fillfactor = 80);
CREATE INDEX due_dates_next ON due_dates (next_at) WHERE next_at IS NOT NULL;
"""

# A sequence a year and process: taking a number waits for nobody, and a gap is no harm here.
NUMBERS = """
CREATE FUNCTION next_case_number(prefix text, year integer) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    counter text := format('case_numbers_%s_%s', lower(prefix), year);
BEGIN
    IF to_regclass(counter) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtext(counter));
        EXECUTE format('CREATE SEQUENCE IF NOT EXISTS %I', counter);
    END IF;
    RETURN nextval(counter::regclass);
END
$$;
"""

RULES = """
CREATE TABLE delegations (
    id uuid PRIMARY KEY,
    from_unit_id uuid NOT NULL,
    to_unit_id uuid NOT NULL CHECK (to_unit_id <> from_unit_id),
    process text NOT NULL,
    decision_no text NOT NULL,
    from_on date NOT NULL,
    until date CHECK (until >= from_on),
    made_at timestamptz NOT NULL,
    made_by uuid,
    -- The same power is not lent twice on one day.
    EXCLUDE USING gist (from_unit_id WITH =, process WITH =, daterange(from_on, until, '[]') WITH &&, to_unit_id WITH =)
);
CREATE TABLE rule_sets (
    code text PRIMARY KEY,
    valid_from date NOT NULL,
    valid_to date,
    parameters jsonb NOT NULL,
    version bigint NOT NULL,
    -- One set is in force on a day.
    EXCLUDE USING gist (daterange(valid_from, valid_to, '[]') WITH &&)
);
INSERT INTO rule_sets VALUES ('XII-2022', '2022-12-15', NULL, '{}', 1);
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
    version bigint NOT NULL
);
CREATE INDEX units_path ON units USING gist (path);
CREATE TABLE people (
    id uuid PRIMARY KEY,
    code text,
    full_name text NOT NULL,
    sex text NOT NULL,
    born_on date,
    unit_id uuid,
    status text NOT NULL,
    status_on date,
    joined_on date,
    version bigint NOT NULL
);
CREATE INDEX people_of_unit ON people (unit_id, status);
CREATE INDEX people_born ON people (born_on, lower(full_name));
CREATE TABLE positions (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    role text NOT NULL,
    code text NOT NULL,
    from_on date NOT NULL,
    until date,
    version bigint NOT NULL
);
CREATE INDEX positions_of_unit ON positions (unit_id);
CREATE INDEX positions_of_person ON positions (person_id);
"""


def upgrade() -> None:
    for extension in EXTENSIONS:
        op.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
    kit_tables.create(op)
    for statements in (CASES, NUMBERS, RULES, COPIES):
        op.execute(statements)


def downgrade() -> None:
    for table in ("case_history", "due_dates", "cases", "delegations", "rule_sets", "units", "people", "positions"):
        op.execute(f"DROP TABLE {table}")
    op.execute("DROP FUNCTION next_case_number")
    kit_tables.drop(op)
