"""Two files of one person: merged into one, and parted again.

Revision ID: 0005
Revises: 0004
"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MERGING = """
ALTER TABLE people ADD COLUMN merged_into uuid REFERENCES people;
-- Whoever removes a person looks for files that were merged into theirs.
CREATE INDEX people_merged ON people (merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX comparison_requests_of_person ON comparison_requests (person_id);
-- The file that was merged away is a trace, never a member.
ALTER TABLE people ADD CONSTRAINT merged_is_over CHECK (merged_into IS NULL OR status = 'ANNULLED');

ALTER TABLE duplicates ADD COLUMN kept_id uuid, ADD COLUMN before jsonb;
ALTER TABLE duplicates DROP CONSTRAINT duplicates_state_check;
ALTER TABLE duplicates ADD CONSTRAINT duplicates_state_check CHECK (state IN ('OPEN', 'DIFFERENT', 'SAME', 'MERGED'));
ALTER TABLE duplicates ADD CONSTRAINT merged_pair_keeps_one CHECK ((state = 'MERGED') = (kept_id IS NOT NULL));
UPDATE duplicates SET reasons = ARRAY['name_birth'] WHERE reasons @> ARRAY['born_on'];

INSERT INTO membership_flags VALUES ('merged', 'Đã gộp vào hồ sơ khác', 9);
"""

PARTING = """
DROP INDEX comparison_requests_of_person;
DELETE FROM membership_flags WHERE code = 'merged';
ALTER TABLE duplicates DROP CONSTRAINT merged_pair_keeps_one;
UPDATE duplicates SET state = 'SAME' WHERE state = 'MERGED';
ALTER TABLE duplicates DROP CONSTRAINT duplicates_state_check;
ALTER TABLE duplicates ADD CONSTRAINT duplicates_state_check CHECK (state IN ('OPEN', 'DIFFERENT', 'SAME'));
ALTER TABLE duplicates DROP COLUMN kept_id, DROP COLUMN before;
ALTER TABLE people DROP COLUMN merged_into;
"""


def upgrade() -> None:
    """Files can be merged, and what was merged can be parted."""
    op.execute(MERGING)


def downgrade() -> None:
    """What was merged stays annulled; nothing is lost of either file."""
    op.execute(PARTING)
