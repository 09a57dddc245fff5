"""Members who owe alike, counted by unit for this year and kept, so that a province is summed without reading its members.

Triggers mark a unit whose members changed (migrations/versions/0016_fee_totals.py); until a sweep has counted it anew, what it
may expect is reckoned from the memberships themselves.
"""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from services.members.fees import domain

if TYPE_CHECKING:
    from services.members.store import Tx

RATES: Final = """
    rate AS (
        SELECT * FROM unnest(CAST(:rate_categories AS text[]), CAST(:rate_from AS integer[]),
            CAST(:rate_until AS integer[]), CAST(:rate_amounts AS integer[])) AS r (category, from_m, until_m, amount)
    )"""
SPECIAL: Final = """
    special AS (
        -- Those who pay another rate stand in an index of their own: nobody else's file is read.
        SELECT id, fee_category(salaried, flags) AS category FROM people WHERE salaried OR flags @> '{abroad}'
    )"""
_ALIKE: Final = f"""{SPECIAL}, owing AS (
        SELECT m.unit_id, coalesce(h.category, p.category, 'no_salary') AS category,
            greatest(fee_month(h.from_month),
                CASE WHEN lower(m.valid) < :first_day THEN :first ELSE fee_month(lower(m.valid)) + 1 END) AS from_month,
            -- The end of a membership is the first day without it; who only moves owes the month of moving.
            least(fee_month(h.before_month) - 1, CASE WHEN upper(m.valid) IS NULL THEN NULL
                WHEN m.ended_as IS NULL THEN fee_month(upper(m.valid))
                ELSE fee_month(upper(m.valid) - 1) END) AS until_month
        FROM memberships m
        LEFT JOIN special p ON p.id = m.person_id
        LEFT JOIN fee_categories h ON h.person_id = m.person_id
        WHERE m.superseded_at IS NULL AND m.valid && daterange(:before_first, NULL)
            AND m.unit_id = ANY(CAST(:units AS uuid[]))
    ), alike AS (
        -- Most of a chapter are alike: they are counted, and reckoned together.
        SELECT unit_id, category, from_month, until_month, count(*) AS people FROM owing
        WHERE until_month IS NULL OR until_month >= from_month GROUP BY unit_id, category, from_month, until_month
    )"""  # noqa: S608  # our own words alone
_AMOUNT: Final = """sum(a.people * r.amount * greatest(0,
        least(a.until_month, :last, r.until_m) - greatest(a.from_month, b.from_m, r.from_m) + 1))"""
DUE: Final = text(f"""
    WITH {RATES}, {_ALIKE}, book AS (
        SELECT unit_id, fee_month(from_month) AS from_m FROM fee_books WHERE unit_id = ANY(CAST(:units AS uuid[]))
    )
    SELECT a.unit_id, {_AMOUNT} AS amount
    FROM alike a JOIN book b ON b.unit_id = a.unit_id JOIN rate r ON r.category = a.category GROUP BY a.unit_id""")  # noqa: S608  # our own words alone
"""What each of the units may expect, reckoned from its members."""
DUE_AS_COUNTED: Final = text(f"""
    WITH {RATES}, book AS MATERIALIZED (
        SELECT b.unit_id, fee_month(b.from_month) AS from_m
        FROM fee_books b JOIN units u ON u.id = b.unit_id WHERE u.path <@ text2ltree(:path)
    ), counted AS (
        SELECT c.unit_id FROM fee_rolls_counted c
        WHERE c.year = :year AND NOT EXISTS (SELECT FROM fee_rolls_stale s WHERE s.unit_id = c.unit_id)
    )
    SELECT b.unit_id, c.unit_id IS NOT NULL AS is_counted, {_AMOUNT} AS amount
    FROM book b LEFT JOIN counted c ON c.unit_id = b.unit_id
    LEFT JOIN fee_rolls a ON a.unit_id = c.unit_id AND a.year = :year LEFT JOIN rate r ON r.category = a.category
    GROUP BY b.unit_id, c.unit_id""")  # noqa: S608  # our own words alone
"""What each unit at the path or below may expect, as its members were counted; which of them were not, or have changed since."""

_ALONE: Final = text("SELECT pg_try_advisory_xact_lock(hashtext('fee_rolls'))")
_FORGET_YEARS: Final = (
    text("DELETE FROM fee_rolls WHERE year <> :year"),
    text("DELETE FROM fee_rolls_counted WHERE year <> :year"),
)
_MARKS: Final = text("SELECT id, unit_id FROM fee_rolls_stale ORDER BY id LIMIT :most")
_UNCOUNTED: Final = text("""
    SELECT b.unit_id FROM fee_books b WHERE NOT EXISTS (
        SELECT FROM fee_rolls_counted c WHERE c.year = :year AND c.unit_id = b.unit_id) LIMIT :most""")
_FORGET: Final = text("DELETE FROM fee_rolls WHERE unit_id = ANY(CAST(:units AS uuid[]))")
_COUNT: Final = text(f"""
    INSERT INTO fee_rolls (unit_id, year, category, from_month, until_month, people)
    WITH {_ALIKE} SELECT a.unit_id, :year, a.category, a.from_month, a.until_month, a.people FROM alike a
    JOIN fee_books b ON b.unit_id = a.unit_id""")  # noqa: S608  # our own words alone
_COUNTED: Final = text("""
    INSERT INTO fee_rolls_counted (year, unit_id)
    SELECT :year, unit_id FROM fee_books WHERE unit_id = ANY(CAST(:units AS uuid[])) ON CONFLICT DO NOTHING""")
_UNMARK: Final = text("DELETE FROM fee_rolls_stale WHERE id = ANY(CAST(:marks AS bigint[]))")
MARKS_A_LOOK: Final = 2_000
BOOKS_A_LOOK: Final = 500


def sweep(tx: "Tx") -> int:
    """Units whose members changed, or were never counted this year, are counted. How many there were.

    Marks are read first and counting comes after: a change that is not seen yet has a mark that stays.
    """
    if not tx.execute(_ALONE).scalar():
        return 0
    year = {"year": tx.today.year}
    for forgetting in _FORGET_YEARS:
        tx.execute(forgetting, year)
    marks = tx.execute(_MARKS, {"most": MARKS_A_LOOK}).all()
    units = {mark.unit_id for mark in marks} | set(tx.execute(_UNCOUNTED, {**year, "most": BOOKS_A_LOOK}).scalars())
    if units:
        first = date(tx.today.year, 1, 1)
        window = {"first": domain.number_of(first), "first_day": first, "before_first": first - timedelta(days=1)}
        given = {**year, **window, "units": sorted(units)}
        for counting in (_FORGET, _COUNT, _COUNTED):
            tx.execute(counting, given)
        tx.execute(_UNMARK, {"marks": [mark.id for mark in marks]})
    return len(units)
