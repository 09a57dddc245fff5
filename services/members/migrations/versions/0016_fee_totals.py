"""Totals of fees are kept: what a unit collected in a year, and how many of its members owe alike.

Revision ID: 0016
Revises: 0015
"""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

COLLECTED = """
-- Whoever writes receipts of a unit and year holds this row already: their numbers come from it.
ALTER TABLE fee_receipt_counters
    ADD COLUMN collected bigint NOT NULL DEFAULT 0 CHECK (collected >= 0),
    ADD COLUMN shared bigint NOT NULL DEFAULT 0 CHECK (shared BETWEEN 0 AND collected);

CREATE FUNCTION fee_receipts_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fee_receipt_counters c SET collected = c.collected + n.amount, shared = c.shared + n.shared
    FROM (SELECT unit_id, year, sum(amount) AS amount, sum(shared) AS shared FROM written
        WHERE cancelled_at IS NULL GROUP BY unit_id, year) n
    WHERE (c.unit_id, c.year) = (n.unit_id, n.year);
    RETURN NULL;
END $$;
CREATE FUNCTION fee_receipts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE fee_receipt_counters c SET collected = c.collected + n.amount, shared = c.shared + n.shared
    FROM (SELECT unit_id, year, sum(amount) AS amount, sum(shared) AS shared FROM (
            SELECT unit_id, year, amount, shared FROM is_now WHERE cancelled_at IS NULL
            UNION ALL SELECT unit_id, year, -amount, -shared FROM was WHERE cancelled_at IS NULL) moved
        GROUP BY unit_id, year HAVING sum(amount) <> 0 OR sum(shared) <> 0) n
    WHERE (c.unit_id, c.year) = (n.unit_id, n.year);
    RETURN NULL;
END $$;
CREATE TRIGGER fee_receipts_written AFTER INSERT ON fee_receipts
    REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION fee_receipts_written();
CREATE TRIGGER fee_receipts_changed AFTER UPDATE ON fee_receipts
    REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION fee_receipts_changed();

UPDATE fee_receipt_counters c SET collected = n.amount, shared = n.shared
FROM (SELECT unit_id, year, sum(amount) AS amount, sum(shared) AS shared FROM fee_receipts
    WHERE cancelled_at IS NULL GROUP BY unit_id, year) n
WHERE (c.unit_id, c.year) = (n.unit_id, n.year);
"""

ALIKE = """
-- Members of a unit who owe in a year for the same months at the same rate; until_month null while the membership goes on.
CREATE TABLE fee_rolls (
    unit_id uuid NOT NULL REFERENCES units ON DELETE CASCADE,
    year smallint NOT NULL,
    category text NOT NULL,
    from_month integer NOT NULL,
    until_month integer,
    people integer NOT NULL CHECK (people > 0)
);
CREATE INDEX fee_rolls_of_year ON fee_rolls (year, unit_id);
-- Units whose members were counted for the year; one that stands in fee_rolls_stale has changed since.
CREATE TABLE fee_rolls_counted (
    year smallint NOT NULL,
    unit_id uuid NOT NULL REFERENCES units ON DELETE CASCADE,
    PRIMARY KEY (year, unit_id)
);
-- Marks are added and never changed: whoever moves members waits for nobody here.
CREATE TABLE fee_rolls_stale (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id uuid NOT NULL
);
CREATE INDEX fee_rolls_stale_by_unit ON fee_rolls_stale (unit_id);

CREATE FUNCTION fee_roll_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fee_rolls_stale (unit_id) SELECT DISTINCT unit_id FROM is_now;
    RETURN NULL;
END $$;
CREATE FUNCTION fee_roll_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fee_rolls_stale (unit_id) SELECT unit_id FROM was UNION SELECT unit_id FROM is_now;
    RETURN NULL;
END $$;
CREATE FUNCTION fee_roll_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fee_rolls_stale (unit_id) SELECT DISTINCT unit_id FROM was;
    RETURN NULL;
END $$;
CREATE TRIGGER fee_roll_written AFTER INSERT ON memberships
    REFERENCING NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION fee_roll_written();
CREATE TRIGGER fee_roll_changed AFTER UPDATE ON memberships
    REFERENCING OLD TABLE AS was NEW TABLE AS is_now FOR EACH STATEMENT EXECUTE FUNCTION fee_roll_changed();
CREATE TRIGGER fee_roll_deleted AFTER DELETE ON memberships
    REFERENCING OLD TABLE AS was FOR EACH STATEMENT EXECUTE FUNCTION fee_roll_deleted();

-- Whoever comes to pay another rate is counted anew wherever they have been.
CREATE FUNCTION fee_roll_of_another_rate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO fee_rolls_stale (unit_id)
        SELECT DISTINCT unit_id FROM memberships WHERE person_id = coalesce(NEW.person_id, OLD.person_id);
    RETURN NULL;
END $$;
CREATE TRIGGER fee_roll_of_another_rate AFTER INSERT OR UPDATE OR DELETE ON fee_categories
    FOR EACH ROW EXECUTE FUNCTION fee_roll_of_another_rate();
"""


def upgrade() -> None:
    """What was collected is summed once; members are counted as the sweep comes by, and reckoned from themselves until then."""
    op.execute(COLLECTED)
    op.execute(ALIKE)


def downgrade() -> None:
    """Everything is reckoned again whenever it is asked."""
    op.execute("DROP TRIGGER fee_roll_of_another_rate ON fee_categories; DROP FUNCTION fee_roll_of_another_rate")
    for name in ("written", "changed", "deleted"):
        op.execute(f"DROP TRIGGER fee_roll_{name} ON memberships; DROP FUNCTION fee_roll_{name}")
    op.execute("DROP TABLE fee_rolls_stale, fee_rolls_counted, fee_rolls")
    for name in ("written", "changed"):
        op.execute(f"DROP TRIGGER fee_receipts_{name} ON fee_receipts; DROP FUNCTION fee_receipts_{name}")
    op.execute("ALTER TABLE fee_receipt_counters DROP COLUMN collected, DROP COLUMN shared")
