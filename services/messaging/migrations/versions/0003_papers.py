"""Papers without a number, addresses with a seal, and papers that put right or revoke others.

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

NUMBERS = """
-- 0 is a paper that takes no number; every other number is given once in its register.
CREATE UNIQUE INDEX IF NOT EXISTS documents_numbered ON documents (unit_id, kind, period, ordinal) WHERE ordinal > 0;
ALTER TABLE documents
    DROP CONSTRAINT IF EXISTS documents_number,
    DROP CONSTRAINT documents_ordinal_check,
    ADD CONSTRAINT documents_ordinal_check CHECK (ordinal >= 0);
"""

TIES = """
ALTER TABLE documents
    -- The whole address in the code on the page, with its seal: a page drawn again is the same.
    ADD COLUMN verify_url text,
    ADD COLUMN corrects_id uuid REFERENCES documents,
    ADD COLUMN settled_by_id uuid REFERENCES documents;
ALTER TABLE document_cases ADD COLUMN struck_by_id uuid REFERENCES documents;
CREATE INDEX documents_correcting ON documents (corrects_id) WHERE corrects_id IS NOT NULL;
"""

FROZEN = """
CREATE OR REPLACE FUNCTION documents_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
       OR (old.id, old.key, old.template, old.layout_hash, old.unit_id, old.kind, old.period, old.ordinal, old.symbol)
          IS DISTINCT FROM
          (new.id, new.key, new.template, new.layout_hash, new.unit_id, new.kind, new.period, new.ordinal, new.symbol)
       OR (old.dated_on, old.content, old.content_hash, old.signer, old.token, old.issued_at{more_old})
          IS DISTINCT FROM
          (new.dated_on, new.content, new.content_hash, new.signer, new.token, new.issued_at{more_new})
    THEN
        RAISE EXCEPTION 'document % is frozen', old.symbol;
    END IF;
    RETURN new;
END $$;
"""


def upgrade() -> None:
    """Registers allow papers without a number; address and tie of a paper are frozen with it."""
    for statements in (NUMBERS, TIES):
        op.execute(statements)
    op.execute(
        FROZEN.format(more_old=", old.verify_url, old.corrects_id", more_new=", new.verify_url, new.corrects_id")
    )


def downgrade() -> None:
    """Ties and addresses are forgotten. Papers without a number stay, so their place in the register stays allowed."""
    op.execute(FROZEN.format(more_old="", more_new=""))
    op.execute("ALTER TABLE documents DROP COLUMN verify_url, DROP COLUMN corrects_id, DROP COLUMN settled_by_id")
    op.execute("ALTER TABLE document_cases DROP COLUMN struck_by_id")
