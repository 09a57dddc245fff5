"""Applicants write their own part of an admission by a link of the chapter.

Revision ID: 0018
Revises: 0017
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE application_links (
    id uuid PRIMARY KEY,
    unit_id uuid NOT NULL,
    process text NOT NULL,
    -- The token itself is known to whoever holds the link alone.
    token_hash bytea NOT NULL UNIQUE,
    label text,
    created_at timestamptz NOT NULL,
    created_by uuid,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    revoked_by uuid,
    uses integer NOT NULL DEFAULT 0,
    max_uses integer NOT NULL,
    -- However many send at once, no link takes more than it may.
    CONSTRAINT application_links_uses CHECK (uses BETWEEN 0 AND max_uses)
);
CREATE INDEX application_links_of_unit ON application_links (unit_id, created_at);

CREATE TABLE applications (
    id uuid PRIMARY KEY,
    link_id uuid NOT NULL REFERENCES application_links (id),
    unit_id uuid NOT NULL,
    process text NOT NULL,
    -- What the applicant wrote; gone as soon as it waits no more.
    form jsonb,
    sent_at timestamptz NOT NULL,
    kept_until timestamptz NOT NULL,
    case_id uuid,
    case_number text,
    dismissed_reason text,
    closed_at timestamptz,
    closed_by uuid,
    CONSTRAINT applications_wait_or_are_empty CHECK ((form IS NULL) = (closed_at IS NOT NULL)),
    -- One case comes of an application.
    CONSTRAINT applications_case UNIQUE (case_id)
);
-- Deleting a link looks for what was sent by it.
CREATE INDEX applications_of_link ON applications (link_id);
CREATE INDEX applications_waiting ON applications (unit_id, sent_at, id) WHERE closed_at IS NULL;
CREATE INDEX applications_to_delete ON applications (kept_until);
"""
DOWN = """
DROP TABLE applications;
DROP TABLE application_links;
"""


def upgrade() -> None:
    """Applications can be sent and wait."""
    op.execute(UP)


def downgrade() -> None:
    """There are none, and no links."""
    op.execute(DOWN)
