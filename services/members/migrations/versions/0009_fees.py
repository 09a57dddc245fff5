"""Fees: books, receipts, what they pay for, waivers, remittances, standings; which rate applied to whom in which month.

Revision ID: 0009
Revises: 0007
"""

from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

CATEGORIES = """
-- A month as a number, for reckoning with spans of months.
CREATE FUNCTION fee_month(day date) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (date_part('year', day) * 12 + date_part('month', day) - 1)::integer $$;
CREATE FUNCTION fee_category(salaried boolean, flags text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE WHEN 'abroad' = ANY (flags) THEN 'abroad' WHEN salaried THEN 'salaried' ELSE 'no_salary' END $$;

-- Those who pay another rate than most.
CREATE INDEX people_of_another_fee ON people (id) INCLUDE (salaried, flags) WHERE salaried OR flags @> '{abroad}';

CREATE TABLE fee_categories (
    person_id uuid NOT NULL REFERENCES people ON DELETE CASCADE,
    category text NOT NULL CHECK (category IN ('no_salary', 'salaried', 'abroad')),
    from_month date NOT NULL CHECK (extract(day FROM from_month) = 1),
    -- The first month that belongs to the next category.
    before_month date NOT NULL CHECK (extract(day FROM before_month) = 1),
    PRIMARY KEY (person_id, from_month),
    CHECK (before_month > from_month)
);

-- The file says what somebody is today; what they were in a month that is past must not change with it.
CREATE FUNCTION fee_category_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    seen timestamptz := CASE WHEN NEW.updated_at IS DISTINCT FROM OLD.updated_at THEN NEW.updated_at ELSE now() END;
    turned date := date_trunc('month', seen AT TIME ZONE 'Asia/Ho_Chi_Minh')::date;
    was text := fee_category(OLD.salaried, OLD.flags);
    becomes text := fee_category(NEW.salaried, NEW.flags);
BEGIN
    IF NOT EXISTS (SELECT FROM fee_categories WHERE person_id = NEW.id) THEN
        INSERT INTO fee_categories VALUES (NEW.id, was, DATE '1900-01-01', DATE '9999-12-01');
    END IF;
    DELETE FROM fee_categories WHERE person_id = NEW.id AND from_month >= turned;
    UPDATE fee_categories SET before_month = turned WHERE person_id = NEW.id AND before_month > turned;
    INSERT INTO fee_categories VALUES (NEW.id, becomes, turned, DATE '9999-12-01');
    RETURN NULL;
END $$;
CREATE TRIGGER fee_category_changed AFTER UPDATE OF salaried, flags ON people FOR EACH ROW
    WHEN (fee_category(OLD.salaried, OLD.flags) IS DISTINCT FROM fee_category(NEW.salaried, NEW.flags))
    EXECUTE FUNCTION fee_category_changed();
"""

LEDGER = """
CREATE TABLE fee_books (
    unit_id uuid PRIMARY KEY REFERENCES units,
    from_month date NOT NULL CHECK (extract(day FROM from_month) = 1),
    opened_by uuid,
    opened_at timestamptz NOT NULL,
    -- When its members' standings were last looked through.
    swept_at timestamptz
);
CREATE INDEX fee_books_by_sweep ON fee_books (swept_at NULLS FIRST);

CREATE TABLE fee_receipt_counters (
    unit_id uuid NOT NULL REFERENCES units,
    year smallint NOT NULL,
    last integer NOT NULL CHECK (last > 0),
    PRIMARY KEY (unit_id, year)
);

CREATE TABLE fee_remittances (
    id uuid PRIMARY KEY,
    from_unit_id uuid NOT NULL REFERENCES units,
    -- Null where the superior stands outside the tree.
    to_unit_id uuid REFERENCES units,
    from_month date NOT NULL CHECK (extract(day FROM from_month) = 1),
    until_month date NOT NULL CHECK (extract(day FROM until_month) = 1),
    received bigint NOT NULL CHECK (received > 0),
    amount bigint NOT NULL,
    receipts integer NOT NULL,
    incoming integer NOT NULL,
    state text NOT NULL CHECK (state IN ('DECLARED', 'CONFIRMED', 'DISPUTED', 'WITHDRAWN')),
    declared_by uuid,
    declared_at timestamptz NOT NULL,
    settled_by uuid,
    settled_at timestamptz,
    reason text,
    -- The remittance that sends the superior's share of this one further up.
    forwarded_in uuid REFERENCES fee_remittances,
    version integer NOT NULL DEFAULT 1,
    CHECK (until_month >= from_month),
    -- Nobody sends more than came in.
    CHECK (amount BETWEEN 0 AND received),
    CHECK ((state = 'DECLARED') = (settled_at IS NULL)),
    CHECK (state <> 'DISPUTED' OR reason IS NOT NULL),
    -- Only money that has arrived goes on.
    CHECK (forwarded_in IS NULL OR state = 'CONFIRMED')
);
CREATE INDEX fee_remittances_by_sender ON fee_remittances (from_unit_id, declared_at DESC);
CREATE INDEX fee_remittances_by_receiver ON fee_remittances (to_unit_id, declared_at DESC);
CREATE INDEX fee_remittances_by_forwarding ON fee_remittances (forwarded_in) WHERE forwarded_in IS NOT NULL;

CREATE TABLE fee_receipts (
    id uuid PRIMARY KEY,
    -- What was collected in one act.
    collection_id uuid NOT NULL,
    unit_id uuid NOT NULL REFERENCES units,
    person_id uuid NOT NULL REFERENCES people,
    year smallint NOT NULL,
    number integer NOT NULL CHECK (number > 0),
    collected_on date NOT NULL,
    collected_by uuid,
    collected_at timestamptz NOT NULL,
    amount integer NOT NULL CHECK (amount > 0),
    -- What of it is shared with those above: fees paid abroad stay there.
    shared integer NOT NULL CHECK (shared BETWEEN 0 AND amount),
    cancelled_at timestamptz,
    cancelled_by uuid,
    cancel_reason text,
    remittance_id uuid REFERENCES fee_remittances,
    -- A cancelled number stays in the book.
    CONSTRAINT fee_receipt_number UNIQUE (unit_id, year, number),
    CHECK ((cancelled_at IS NULL) = (cancel_reason IS NULL)),
    -- What is on its way up is not cancelled.
    CHECK (cancelled_at IS NULL OR remittance_id IS NULL)
);
CREATE INDEX fee_receipts_by_person ON fee_receipts (person_id, collected_at);
CREATE INDEX fee_receipts_by_remittance ON fee_receipts (remittance_id) WHERE remittance_id IS NOT NULL;
-- Sums of a year read this alone.
CREATE INDEX fee_receipts_of_year ON fee_receipts (year, unit_id) INCLUDE (amount, shared) WHERE cancelled_at IS NULL;
CREATE INDEX fee_receipts_unsent ON fee_receipts (unit_id)
    WHERE remittance_id IS NULL AND cancelled_at IS NULL AND shared > 0;

CREATE TABLE fee_payments (
    receipt_id uuid NOT NULL REFERENCES fee_receipts,
    person_id uuid NOT NULL,
    -- Where the month was due.
    unit_id uuid NOT NULL,
    month date NOT NULL CHECK (extract(day FROM month) = 1),
    category text NOT NULL CHECK (category IN ('no_salary', 'salaried', 'abroad')),
    amount integer NOT NULL CHECK (amount > 0),
    is_cancelled boolean NOT NULL DEFAULT false,
    PRIMARY KEY (receipt_id, month)
);
-- A month is paid once.
CREATE UNIQUE INDEX fee_month_paid_once ON fee_payments (person_id, month) WHERE NOT is_cancelled;

CREATE TABLE fee_waivers (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL REFERENCES people,
    unit_id uuid NOT NULL REFERENCES units,
    from_month date NOT NULL CHECK (extract(day FROM from_month) = 1),
    until_month date NOT NULL CHECK (extract(day FROM until_month) = 1),
    reason text NOT NULL,
    waived_by uuid,
    waived_at timestamptz NOT NULL,
    ended_by uuid,
    ended_at timestamptz,
    CHECK (until_month >= from_month)
);
CREATE INDEX fee_waivers_by_person ON fee_waivers (person_id);

CREATE TABLE fee_standings (
    person_id uuid PRIMARY KEY REFERENCES people ON DELETE CASCADE,
    unit_id uuid REFERENCES units,
    paid_until date,
    owed_months date[] NOT NULL DEFAULT '{}',
    owed_amount integer NOT NULL DEFAULT 0,
    version integer NOT NULL DEFAULT 1,
    changed_at timestamptz NOT NULL
);
-- Arrears are read from this alone.
CREATE INDEX fee_standings_owing ON fee_standings (unit_id) INCLUDE (owed_amount) WHERE owed_months <> '{}';
"""


def upgrade() -> None:
    """Units keep their fee books here."""
    for script in (CATEGORIES, LEDGER):
        op.execute(script)


def downgrade() -> None:
    """What was collected is forgotten; exemptions are the cases' and stay."""
    op.execute("DROP TRIGGER fee_category_changed ON people")
    op.execute("DROP FUNCTION fee_category_changed()")
    for table in (
        "standings",
        "waivers",
        "payments",
        "receipts",
        "remittances",
        "receipt_counters",
        "books",
        "categories",
    ):
        op.execute(f"DROP TABLE fee_{table}")
    op.execute("DROP INDEX people_of_another_fee")
    op.execute("DROP FUNCTION fee_category(boolean, text[])")
    op.execute("DROP FUNCTION fee_month(date)")
