"""Units submit their statistic reports: what was submitted is a locked snapshot (domain rules 18, 20).

Revision ID: 0028
Revises: 0027
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE report_submissions (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL REFERENCES units,
    report text NOT NULL,
    period text NOT NULL CHECK (period ~ '^[0-9]{4}(-(Q[1-4]|H[12]))?$'),
    figures jsonb NOT NULL,
    note text,
    due_on date NOT NULL,
    submitted_at timestamptz NOT NULL,
    submitted_by uuid,
    returned_at timestamptz,
    returned_by uuid,
    return_reason text,
    version integer NOT NULL DEFAULT 1,
    -- Whoever sends a report back says why.
    CHECK ((returned_at IS NULL) = (return_reason IS NULL))
);
-- Two officers at once: one report of a unit for a period counts.
CREATE UNIQUE INDEX report_submissions_once ON report_submissions (unit_id, report, period) WHERE returned_at IS NULL;
CREATE INDEX report_submissions_of_period ON report_submissions (unit_id, period);

-- What was submitted stays as it was: it may be returned, and nothing else.
CREATE FUNCTION report_submission_is_locked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'report submission % is locked', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'report_submission_is_locked';
END $$;
CREATE TRIGGER report_submission_is_locked BEFORE UPDATE ON report_submissions FOR EACH ROW
    WHEN (OLD.returned_at IS NOT NULL OR (OLD.unit_id, OLD.report, OLD.period, OLD.figures, OLD.note, OLD.due_on, OLD.submitted_at, OLD.submitted_by)
        IS DISTINCT FROM (NEW.unit_id, NEW.report, NEW.period, NEW.figures, NEW.note, NEW.due_on, NEW.submitted_at, NEW.submitted_by))
    EXECUTE FUNCTION report_submission_is_locked();
"""
DOWN = """
DROP TABLE report_submissions;
DROP FUNCTION report_submission_is_locked;
"""


def upgrade() -> None:
    """Reports from here on can be submitted."""
    op.execute(UP)


def downgrade() -> None:
    """What was submitted is lost."""
    op.execute(DOWN)
