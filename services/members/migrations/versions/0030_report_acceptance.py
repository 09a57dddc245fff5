"""The unit directly above accepts a report; what is accepted is not returned any more (domain rule 18).

Revision ID: 0030
Revises: 0029
"""

from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

UP = """
ALTER TABLE report_submissions ADD COLUMN accepted_at timestamptz, ADD COLUMN accepted_by uuid;
-- It counts for good or it was sent back, never both.
ALTER TABLE report_submissions ADD CONSTRAINT report_submissions_one_end CHECK (accepted_at IS NULL OR returned_at IS NULL);
DROP TRIGGER report_submission_is_locked ON report_submissions;
-- What was submitted stays as it was: it may be accepted or returned, once, and nothing else.
CREATE TRIGGER report_submission_is_locked BEFORE UPDATE ON report_submissions FOR EACH ROW
    WHEN (OLD.returned_at IS NOT NULL OR OLD.accepted_at IS NOT NULL
        OR (OLD.unit_id, OLD.report, OLD.period, OLD.figures, OLD.note, OLD.due_on, OLD.submitted_at, OLD.submitted_by)
        IS DISTINCT FROM (NEW.unit_id, NEW.report, NEW.period, NEW.figures, NEW.note, NEW.due_on, NEW.submitted_at, NEW.submitted_by))
    EXECUTE FUNCTION report_submission_is_locked();
"""
DOWN = """
DROP TRIGGER report_submission_is_locked ON report_submissions;
CREATE TRIGGER report_submission_is_locked BEFORE UPDATE ON report_submissions FOR EACH ROW
    WHEN (OLD.returned_at IS NOT NULL OR (OLD.unit_id, OLD.report, OLD.period, OLD.figures, OLD.note, OLD.due_on, OLD.submitted_at, OLD.submitted_by)
        IS DISTINCT FROM (NEW.unit_id, NEW.report, NEW.period, NEW.figures, NEW.note, NEW.due_on, NEW.submitted_at, NEW.submitted_by))
    EXECUTE FUNCTION report_submission_is_locked();
ALTER TABLE report_submissions DROP COLUMN accepted_at, DROP COLUMN accepted_by;
"""


def upgrade() -> None:
    """Reports can be accepted."""
    op.execute(UP)


def downgrade() -> None:
    """Accepted reports are submitted ones again."""
    op.execute(DOWN)
