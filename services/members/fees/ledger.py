"""What is owed, reckoned from memberships: no row waits for a month to come.

A member owes for each month on whose eve they belonged to the unit, from the month after admission, and no longer once the
membership is over; one who moves owes the month of moving where they were. In transit and away they owe at home; who stays elsewhere for a time
owes there where rule "temp_fee_at" says HOST and the host keeps a book, with the same borders: the month of coming is still the
home's, the month of leaving the host's. Once the stay is over, what is left of it is paid at home.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from sqlalchemy import Row, text

from services.contracts.rules import DEFAULTS
from services.members.fees import domain, rolls
from services.members.fees.domain import Month, Rate, RuleSpan

if TYPE_CHECKING:
    from services.members.store import Tx

_RATES: Final = f"{rolls.RATES}, {rolls.SPECIAL}"
_HOSTED: Final = """
    stay AS (
        -- On the eve of a month of the stay they were there; after the last day that was agreed they pay at home again.
        SELECT l.person_id, l.host_unit_id AS unit_id, l.from_on, t.ends IS NULL OR t.ends > :today AS goes_on,
            greatest(fee_month(l.from_on) + 1, fee_month(b.from_month), h.from_m) AS from_m,
            least(h.until_m, :last, CASE WHEN t.ends IS NULL THEN 99999 ELSE fee_month(t.ends) END) AS until_m
        FROM unnest(CAST(:host_from AS integer[]), CAST(:host_until AS integer[])) AS h (from_m, until_m)
        CROSS JOIN secondary_memberships l
        JOIN fee_books b ON b.unit_id = l.host_unit_id
        CROSS JOIN LATERAL (SELECT coalesce(l.ended_on, l.until + 1) AS ends) t
        WHERE l.kind = 'TEMP'
    ), hosted AS (
        SELECT DISTINCT ON (s.person_id, n) s.person_id, n, s.unit_id, s.goes_on
        FROM stay s CROSS JOIN LATERAL generate_series(s.from_m, s.until_m) AS n
        ORDER BY s.person_id, n, s.from_on DESC
    )"""
"""`hosted`: months that somebody owes where they stay for a time, by rule "temp_fee_at"; none while it says HOME."""
_SPANS: Final = """
    stretch AS (
        SELECT m.person_id, m.unit_id,
            greatest(:first, fee_month(b.from_month),
                CASE WHEN lower(m.valid) < :first_day THEN :first ELSE fee_month(lower(m.valid)) + 1 END) AS from_m,
            CASE WHEN upper(m.valid) IS NULL THEN :last
                -- The end of a membership is the first day without it; who only moves owes the month of moving.
                WHEN m.ended_as IS NULL THEN least(:last, fee_month(upper(m.valid)))
                ELSE least(:last, fee_month(upper(m.valid) - 1)) END AS until_m
        FROM memberships m JOIN fee_books b ON b.unit_id = m.unit_id
        WHERE m.superseded_at IS NULL AND NOT isempty(m.valid) AND {who}
            AND (upper(m.valid) IS NULL OR upper(m.valid) >= :first_day)
    ), span AS (
        SELECT s.person_id, s.unit_id, c.category, r.amount,
            greatest(s.from_m, c.from_m, r.from_m) AS from_m, least(s.until_m, c.until_m, r.until_m) AS until_m
        FROM stretch s
        LEFT JOIN fee_categories h ON h.person_id = s.person_id
        LEFT JOIN special p ON p.id = s.person_id
        CROSS JOIN LATERAL (SELECT
            coalesce(h.category, p.category, 'no_salary') AS category,
            CASE WHEN h.from_month IS NULL THEN 0 ELSE fee_month(h.from_month) END AS from_m,
            CASE WHEN h.before_month IS NULL THEN 99999 ELSE fee_month(h.before_month) - 1 END AS until_m) c
        JOIN rate r ON r.category = c.category
        WHERE s.from_m <= s.until_m AND greatest(s.from_m, c.from_m, r.from_m) <= least(s.until_m, c.until_m, r.until_m)
    )"""
"""`span`: what a person owes a month, from a month until a month, both with it."""

_OWED: Final = """
    owed AS (
        SELECT d.person_id, d.unit_id AS home_id, d.category, d.month, d.amount, paid.amount AS paid, paid.receipt_id,
            -- What has been paid was due where it was paid.
            CASE WHEN hosted.n IS NULL THEN d.unit_id ELSE coalesce(paid.unit_id, hosted.unit_id) END AS unit_id,
            CASE WHEN hosted.goes_on AND paid.unit_id IS NULL THEN hosted.unit_id END AS host_id,
            EXISTS (SELECT FROM fee_exemptions e WHERE e.person_id = d.person_id AND e.revoked_on IS NULL
                AND d.month BETWEEN e.from_month AND e.until_month) AS is_exempt,
            EXISTS (SELECT FROM fee_waivers w WHERE w.person_id = d.person_id AND w.ended_at IS NULL
                AND d.month BETWEEN w.from_month AND w.until_month) AS is_waived
        FROM (SELECT s.person_id, s.unit_id, s.category, s.amount, n, make_date(n / 12, n % 12 + 1, 1) AS month
            FROM span s CROSS JOIN LATERAL generate_series(s.from_m, s.until_m) AS n) d
        LEFT JOIN hosted ON hosted.person_id = d.person_id AND hosted.n = d.n
        LEFT JOIN fee_payments paid
            ON paid.person_id = d.person_id AND paid.month = d.month AND NOT paid.is_cancelled
    )"""
"""`owed`: each month of a person, with what became of it."""


def _owed(who: str) -> str:
    return f"{_RATES}, {_HOSTED}, {_SPANS.format(who=who)}, {_OWED}"


_OF_PEOPLE: Final = "m.person_id = ANY(CAST(:people AS uuid[]))"

_LIST: Final = text(
    f"WITH {_owed(_OF_PEOPLE)} SELECT owed.*, r.number AS receipt_number"  # noqa: S608  # our own words alone
    " FROM owed LEFT JOIN fee_receipts r ON r.id = owed.receipt_id ORDER BY owed.person_id, owed.month"
)

_STAND: Final = text(
    f"""
    WITH {_owed(_OF_PEOPLE)}, seen AS (
        SELECT *, paid IS NOT NULL OR is_exempt OR is_waived AS is_settled FROM owed
    ), first_open AS (
        SELECT person_id, min(month) FILTER (WHERE NOT is_settled) AS month FROM seen GROUP BY person_id
    ), stands AS (
        SELECT s.person_id,
            max(s.month) FILTER (WHERE s.is_settled AND (f.month IS NULL OR s.month < f.month)) AS paid_until,
            array_agg(s.month ORDER BY s.month) FILTER (WHERE NOT s.is_settled AND s.month < :this_month) AS owed_months,
            sum(s.amount) FILTER (WHERE NOT s.is_settled AND s.month < :this_month) AS owed_amount
        FROM seen s JOIN first_open f ON f.person_id = s.person_id GROUP BY s.person_id
    ), wanted AS (
        -- Who is no member any more owes to no unit that could collect it.
        SELECT p.id, CASE WHEN p.status IN ('ACTIVE', 'IN_TRANSIT') THEN p.unit_id END AS unit_id, stands.paid_until, coalesce(stands.owed_months, '{{}}') AS owed_months,
            coalesce(stands.owed_amount, 0) AS owed_amount
        FROM people p LEFT JOIN stands ON stands.person_id = p.id WHERE p.id = ANY(CAST(:people AS uuid[]))
    )
    INSERT INTO fee_standings AS known (person_id, unit_id, paid_until, owed_months, owed_amount, version, changed_at)
    SELECT w.id, w.unit_id, w.paid_until, w.owed_months, w.owed_amount, 1, :now
    FROM wanted w LEFT JOIN fee_standings f ON f.person_id = w.id
    WHERE CASE WHEN f.person_id IS NULL THEN w.paid_until IS NOT NULL OR w.owed_months <> '{{}}'
        ELSE (w.unit_id, w.paid_until, w.owed_months, w.owed_amount)
            IS DISTINCT FROM (f.unit_id, f.paid_until, f.owed_months, f.owed_amount) END
    ORDER BY w.id
    ON CONFLICT (person_id) DO UPDATE SET unit_id = excluded.unit_id, paid_until = excluded.paid_until,
        owed_months = excluded.owed_months, owed_amount = excluded.owed_amount, changed_at = excluded.changed_at,
        version = known.version + 1
    RETURNING person_id, unit_id, paid_until, owed_months, version"""  # noqa: S608  # our own words alone
)

_INSIDE: Final = "(SELECT id FROM units WHERE path <@ text2ltree(:path))"
_UNITS_INSIDE: Final = text("SELECT id FROM units WHERE path <@ text2ltree(:path)")
_OF_GUESTS: Final = f"""m.person_id IN (SELECT person_id FROM stay WHERE unit_id IN {_INSIDE}
    UNION SELECT s.person_id FROM stay s JOIN memberships b ON b.person_id = s.person_id
        WHERE b.superseded_at IS NULL AND b.unit_id IN {_INSIDE})"""  # noqa: S608  # our own words alone
"""Whoever stays inside the branch, or is of it and stays somewhere."""
_OF_LIFTED: Final = f"""(m.unit_id IN {_INSIDE} OR {_OF_GUESTS}) AND m.person_id IN (
    SELECT person_id FROM fee_exemptions WHERE revoked_on IS NULL AND until_month >= :first_day
    UNION SELECT person_id FROM fee_waivers WHERE ended_at IS NULL AND until_month >= :first_day)"""  # noqa: S608  # our own words alone
_LIFTED: Final = text(
    f"""
    WITH {_owed(_OF_LIFTED)}
    SELECT unit_id, coalesce(sum(amount) FILTER (WHERE is_exempt), 0) AS exempt,
        coalesce(sum(amount) FILTER (WHERE is_waived AND NOT is_exempt), 0) AS waived
    FROM owed WHERE paid IS NULL AND (is_exempt OR is_waived) AND unit_id IN {_INSIDE} GROUP BY unit_id"""  # noqa: S608  # our own words alone
)
_MOVED: Final = text(
    f"WITH {_owed(_OF_GUESTS)} SELECT home_id, unit_id, sum(amount) AS amount"  # noqa: S608  # our own words alone
    " FROM owed WHERE unit_id <> home_id GROUP BY home_id, unit_id"
)
_GUESTS: Final = text(f"WITH {_HOSTED} SELECT DISTINCT person_id FROM stay WHERE unit_id = :unit AND from_m <= until_m")  # noqa: S608
_OWED_BY_GUESTS: Final = text(f"""
    WITH {_owed(_OF_GUESTS)}
    SELECT o.person_id, CASE WHEN p.status IN ('ACTIVE', 'IN_TRANSIT') THEN p.unit_id END AS home_id, o.host_id,
        array_agg(o.month ORDER BY o.month) AS months, sum(o.amount) AS amount
    FROM owed o JOIN people p ON p.id = o.person_id
    WHERE o.paid IS NULL AND NOT o.is_exempt AND NOT o.is_waived AND o.month < :this_month
    GROUP BY o.person_id, p.id, o.host_id""")  # noqa: S608  # our own words alone
_RULES: Final = text("""
    SELECT lower(s.valid) AS since, coalesce(jsonb_object_agg(p.key, p.value) FILTER (WHERE p.key IS NOT NULL), '{}') AS said
    FROM rule_sets s LEFT JOIN rule_parameters p ON p.rule_set = s.code AND p.key = ANY(:keys)
    GROUP BY s.code, s.valid ORDER BY lower(s.valid)
""")


@dataclass(frozen=True)
class Guest:
    """What somebody who stays elsewhere for a time owes: where they stay (host_id), or at home (none)."""

    person_id: UUID
    home_id: UUID | None
    host_id: UUID | None
    months: tuple[date, ...]
    amount: int


class Ledger:
    """What people owe, and what units may expect."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx
        self._spans = [
            RuleSpan(row.since, {key: row.said.get(key, DEFAULTS[key]) for key in domain.RULE_KEYS})
            for row in tx.execute(_RULES, {"keys": list(domain.RULE_KEYS)})
        ] or [RuleSpan(date.min, {key: DEFAULTS[key] for key in domain.RULE_KEYS})]
        self.rates: list[Rate] = domain.rates(self._spans)
        self._hosting = domain.hosting(self._spans)

    @property
    def rules(self) -> dict[str, Any]:
        """The fee rules in force today."""
        begun = [span for span in self._spans if span.since <= self._tx.today]
        return dict((begun or self._spans[:1])[-1].values)

    def months(self, people: Iterable[UUID], *, first: date, last: date) -> list[Month]:
        """Each month in the window for which one of the people owes, with what became of it."""
        rows = self._tx.execute(_LIST, self._given(first, last) | {"people": list(people)})
        return [_month(row) for row in rows]

    def guests(self, unit_id: UUID) -> list[UUID]:
        """Those who pay at the unit because they stay there, or did."""
        if not self._hosting:
            return []
        given = self._given(date.min, domain.month_at(domain.FAR_FUTURE - 12))
        return list(self._tx.execute(_GUESTS, given | {"unit": unit_id}).scalars())

    def reckon(self, people: Sequence[UUID]) -> list[Row[Any]]:
        """The people's standings are those of this moment; which of them are other than before."""
        this_month = domain.month_of(self._tx.today)
        ahead = max(int(self.rules["fee_away_months"]), int(self.rules["fee_ahead_months"]))
        last = domain.month_at(domain.number_of(this_month) + ahead)
        given = self._given(date.min, last) | {"this_month": this_month, "now": self._tx.now}
        return list(self._tx.execute(_STAND, given | {"people": list(people)}))

    def due(self, path: str, *, first: date, last: date) -> dict[UUID, int]:
        """What each unit at the path or below may expect from its members in the months, exempt ones with it."""
        given = self._given(first, last) | {"path": path, "before_first": first - timedelta(days=1), "year": first.year}
        rows = self._tx.execute(rolls.DUE_AS_COUNTED, given).all()
        is_counted = first == date(self._tx.today.year, 1, 1) and last.year == first.year
        found = {row.unit_id: int(row.amount) for row in rows if is_counted and row.amount is not None}
        if others := [row.unit_id for row in rows if not (is_counted and row.is_counted)]:
            reckoned = self._tx.execute(rolls.DUE, given | {"units": others})
            found |= {row.unit_id: int(row.amount) for row in reckoned}
        return self._moved(found, given) if self._hosting else found

    def _moved(self, due: dict[UUID, int], given: dict[str, Any]) -> dict[UUID, int]:
        """The same with the months of stays at their hosts."""
        inside = self.inside(given["path"])
        for row in self._tx.execute(_MOVED, given):
            for unit_id, amount in ((row.home_id, -int(row.amount)), (row.unit_id, int(row.amount))):
                if unit_id in inside:
                    due[unit_id] = due.get(unit_id, 0) + amount
        return due

    def inside(self, path: str) -> frozenset[UUID]:
        """The unit at the path and all below it."""
        return frozenset(self._tx.execute(_UNITS_INSIDE, {"path": path}).scalars())

    def owed_by_guests(self, path: str) -> list[Guest]:
        """What those who stay at a unit at the path or below, or are of one and stay somewhere, owe where they stay, and at home."""
        if not self._hosting:
            return []
        this_month = domain.month_of(self._tx.today)
        given = self._given(date.min, this_month) | {"path": path, "this_month": this_month}
        rows = self._tx.execute(_OWED_BY_GUESTS, given)
        return [Guest(row.person_id, row.home_id, row.host_id, tuple(row.months), int(row.amount)) for row in rows]

    def lifted(self, path: str, *, first: date, last: date) -> dict[UUID, tuple[int, int]]:
        """What each unit at the path or below need not expect after all: of exempt members, and waived."""
        rows = self._tx.execute(_LIFTED, self._given(first, last) | {"path": path})
        return {row.unit_id: (int(row.exempt), int(row.waived)) for row in rows}

    def _given(self, first: date, last: date) -> dict[str, Any]:
        return {
            "rate_categories": [rate.category for rate in self.rates],
            "rate_from": [rate.from_month for rate in self.rates],
            "rate_until": [rate.until_month for rate in self.rates],
            "rate_amounts": [rate.amount for rate in self.rates],
            "host_from": [first_month for first_month, _ in self._hosting],
            "host_until": [last_month for _, last_month in self._hosting],
            "today": self._tx.today,
            "first": domain.number_of(first),
            "first_day": first,
            "last": domain.number_of(last),
        }


def _month(row: Row[Any]) -> Month:
    return Month(
        person_id=row.person_id,
        unit_id=row.unit_id,
        host_id=row.host_id,
        month=row.month,
        category=row.category,
        rate=row.amount,
        paid=row.paid,
        receipt_id=row.receipt_id,
        receipt_number=row.receipt_number,
        is_exempt=row.is_exempt,
        is_waived=row.is_waived,
    )
