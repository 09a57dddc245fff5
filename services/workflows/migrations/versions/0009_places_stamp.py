"""One number that changes with the copies of units, positions and delegations: what was read under it holds while it stands.

Revision ID: 0009
Revises: 0008
"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

UP = """
CREATE TABLE places_stamp (value bigint NOT NULL);
INSERT INTO places_stamp VALUES (0);

CREATE FUNCTION stamp_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE places_stamp SET value = value + 1;
    RETURN NULL;
END $$;

-- Volatile, so that a statement which waited for a row's lock sees the stamp of after the wait, as it sees the row.
CREATE FUNCTION stamp_of_places() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$
BEGIN
    RETURN (SELECT value FROM places_stamp);
END $$;

CREATE TRIGGER stamp_places AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON units
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_places();
CREATE TRIGGER stamp_places AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON positions
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_places();
CREATE TRIGGER stamp_places AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON delegations
    FOR EACH STATEMENT EXECUTE FUNCTION stamp_places();

-- Officers are known by name; the names of all others are no matter of places.
CREATE FUNCTION stamp_officers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM positions WHERE person_id = NEW.id) THEN
        UPDATE places_stamp SET value = value + 1;
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER stamp_new_officers AFTER INSERT ON people FOR EACH ROW EXECUTE FUNCTION stamp_officers();
CREATE TRIGGER stamp_renamed_officers AFTER UPDATE ON people
    FOR EACH ROW WHEN (OLD.full_name IS DISTINCT FROM NEW.full_name) EXECUTE FUNCTION stamp_officers();
"""

DOWN = """
DROP TRIGGER stamp_renamed_officers ON people;
DROP TRIGGER stamp_new_officers ON people;
DROP TRIGGER stamp_places ON delegations;
DROP TRIGGER stamp_places ON positions;
DROP TRIGGER stamp_places ON units;
DROP FUNCTION stamp_officers();
DROP FUNCTION stamp_of_places();
DROP FUNCTION stamp_places();
DROP TABLE places_stamp;
"""


def upgrade() -> None:
    """What is read of places can be known again."""
    op.execute(UP)


def downgrade() -> None:
    """It cannot."""
    op.execute(DOWN)
