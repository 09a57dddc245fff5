"""Members ask to have fields of their own file changed, and officers answer (domain rule 2.1).

Revision ID: 0037
Revises: 0036
"""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE edit_requests (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES people,
    field text NOT NULL,
    -- What the member saw: an approval compares it with what the file says by then.
    old_value jsonb,
    new_value jsonb,
    reason text,
    paper_digest text,
    paper_name text,
    state text NOT NULL CHECK (state IN ('WAITING', 'APPROVED', 'REJECTED', 'WITHDRAWN')),
    requested_at timestamptz NOT NULL,
    decided_by uuid,
    decided_at timestamptz,
    decision_reason text,
    reopened_by uuid,
    reopened_at timestamptz,
    acknowledged_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CHECK ((state = 'WAITING') = (decided_at IS NULL)),
    -- A member who is refused reads why.
    CHECK (state <> 'REJECTED' OR decision_reason IS NOT NULL),
    -- Nobody decides on their own request; taking one back is the member's own.
    CHECK (state NOT IN ('APPROVED', 'REJECTED') OR decided_by IS DISTINCT FROM person_id)
);
-- One waiting request a field: two would be decided against each other.
CREATE UNIQUE INDEX one_edit_request_waits ON edit_requests (person_id, field) WHERE state = 'WAITING';
CREATE INDEX edit_requests_of_person ON edit_requests (person_id, id);
"""


def upgrade() -> None:
    """Requests have a place."""
    op.execute(UP)


def downgrade() -> None:
    """Members ask in person again."""
    op.execute("DROP TABLE edit_requests")
