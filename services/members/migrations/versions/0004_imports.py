"""Imports from workbooks: rows, changes for undo, meanings of columns, requests for comparison.

Revision ID: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

IMPORTS = """
CREATE TABLE imports (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    kind text NOT NULL CHECK (kind IN ('members', 'units')),
    state text NOT NULL CHECK (state IN ('checking', 'checked', 'applying', 'applied', 'undoing', 'undone', 'failed')),
    digest text NOT NULL,
    file_name text NOT NULL,
    created_by uuid,
    confirmed boolean NOT NULL,
    choices jsonb NOT NULL DEFAULT '{}',
    columns jsonb NOT NULL DEFAULT '[]',
    notes jsonb NOT NULL DEFAULT '[]',
    rows integer NOT NULL DEFAULT 0,
    ok integer NOT NULL DEFAULT 0,
    warnings integer NOT NULL DEFAULT 0,
    errors integer NOT NULL DEFAULT 0,
    counts jsonb NOT NULL DEFAULT '{}',
    problem jsonb,
    job_id text,
    report_digest text,
    report_version integer NOT NULL DEFAULT 0,
    applied_at timestamptz,
    undone_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX imports_of_person ON imports (created_by, id DESC);
CREATE INDEX imports_of_unit ON imports (unit_id, id DESC);

CREATE TABLE import_rows (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    number integer NOT NULL,
    sheet text NOT NULL,
    cells jsonb NOT NULL,
    context jsonb NOT NULL,
    columns jsonb NOT NULL,
    tail jsonb NOT NULL,
    problems jsonb NOT NULL,
    errors smallint NOT NULL,
    warnings smallint NOT NULL,
    unit_id uuid,
    member_code text,
    citizen_id text,
    search_key text,
    born_on date,
    phone text,
    mended boolean NOT NULL DEFAULT false,
    state text NOT NULL CHECK (state IN ('new', 'added', 'updated', 'same', 'failed', 'undone')),
    person_id uuid,
    -- One line of the workbook is entered once, however often its job is taken up again.
    PRIMARY KEY (import_id, number)
);
CREATE INDEX import_rows_with_problems ON import_rows (import_id, number) WHERE problems <> '[]';
CREATE INDEX import_rows_by_citizen_id ON import_rows (import_id, citizen_id) WHERE citizen_id IS NOT NULL;

CREATE TABLE import_changes (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    subject_id uuid NOT NULL,
    number integer NOT NULL,
    is_new boolean NOT NULL,
    before jsonb NOT NULL DEFAULT '{}',
    version integer NOT NULL,
    PRIMARY KEY (import_id, subject_id)
);

CREATE TABLE import_meanings (
    unit_id uuid NOT NULL REFERENCES units,
    kind text NOT NULL,
    heading text NOT NULL,
    field text,
    PRIMARY KEY (unit_id, kind, heading)
);

CREATE TABLE comparison_requests (
    import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
    number integer NOT NULL,
    unit_id uuid NOT NULL REFERENCES units,
    person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
    requested_at timestamptz NOT NULL,
    settled_at timestamptz,
    PRIMARY KEY (import_id, number)
);
"""


def upgrade() -> None:
    """Imports can be kept."""
    op.execute(IMPORTS)


def downgrade() -> None:
    """Nothing of imports is left; people whom they entered stay."""
    for table in ("comparison_requests", "import_meanings", "import_changes", "import_rows", "imports"):
        op.execute(f"DROP TABLE {table}")
