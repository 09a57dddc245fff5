"""Who below a unit may be considered for removal: what fee standings and attendances show, in one statement."""

from typing import Any
from uuid import UUID

from sqlalchemy import Date, Text, Uuid, column, func, select, text
from sqlalchemy.dialects.postgresql import ARRAY

from services.kit.faults import Invalid
from services.workflows.domain import inactivity, maturity, words
from services.workflows.domain.rules import add_months
from services.workflows.store import Tx

_SQL = """
    WITH scope AS (
        -- Members below the unit of whom nothing says that they are away with leave, of age, or in another procedure.
        SELECT p.id, p.code, p.full_name, p.unit_id, below.name AS unit_name, below.level AS unit_level, late.reported_on
        FROM units asked
        JOIN units below ON below.path <@ asked.path
        JOIN people p ON p.unit_id = below.id
        LEFT JOIN LATERAL (
            -- A report after the departure gives no leave for the months until then.
            SELECT max((c.opened_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) AS reported_on FROM cases c
            WHERE p.flags && CAST(:away AS text[]) AND c.subject_id = p.id AND c.process = 'away' AND c.closed_at IS NULL
                AND (c.opened_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date > (c.form ->> 'depart_on')::date
        ) late ON true
        WHERE asked.id = :unit_id AND p.status = 'ACTIVE' AND NOT p.flags && CAST(:spared AS text[])
            AND (late.reported_on IS NOT NULL OR NOT p.flags && CAST(:away AS text[]))
            AND (
                p.born_on IS NULL OR p.extended_until >= :today
                OR CASE p.born_precision
                    WHEN 'year' THEN (date_trunc('year', p.born_on) + interval '1 year - 1 day')::date
                    WHEN 'month' THEN (date_trunc('month', p.born_on) + interval '1 month - 1 day')::date
                    ELSE p.born_on
                END > :born_by
                OR EXISTS (
                    SELECT 1 FROM positions o
                    WHERE o.person_id = p.id AND o.role LIKE '%OFFICER' AND o.from_on <= :today
                        AND (o.until IS NULL OR o.until >= :today)
                )
            )
            AND NOT EXISTS (
                SELECT 1 FROM cases c WHERE c.subject_id = p.id AND c.changes_membership AND c.closed_at IS NULL
            )
    ), months AS (
        SELECT person_id, 'NO_FEE' AS ground, month
        FROM (
            SELECT f.person_id, unnest(f.owed_months) AS month, scope.reported_on
            FROM fee_standings f JOIN scope ON scope.id = f.person_id
        ) owed
        WHERE month < :this_month AND (reported_on IS NULL OR month <= reported_on)
        UNION ALL
        SELECT a.person_id, 'NO_ACTIVITY', date_trunc('month', a.held_on)::date
        FROM attendances a JOIN scope ON scope.id = a.person_id
        WHERE a.held_on >= :since AND a.held_on < :this_month
            AND (scope.reported_on IS NULL OR date_trunc('month', a.held_on) <= scope.reported_on)
        GROUP BY 1, 2, 3
        HAVING bool_and(a.state = 'absent')
    ), placed AS (
        -- Months that follow one another have the same run.
        SELECT person_id, ground, month,
            (extract(year FROM month) * 12 + extract(month FROM month))::int
                - row_number() OVER (PARTITION BY person_id, ground ORDER BY month)::int AS run
        FROM months
    ), grouped AS (
        SELECT person_id, ground, max(month) AS last, array_agg(month ORDER BY month) AS found
        FROM placed WHERE :consecutive GROUP BY person_id, ground, run
        UNION ALL
        SELECT person_id, ground, month, array_agg(month) OVER (
            PARTITION BY person_id, ground ORDER BY month RANGE BETWEEN interval '11 months' PRECEDING AND CURRENT ROW
        )
        FROM months WHERE NOT :consecutive
    ), counted AS (
        SELECT DISTINCT ON (person_id, ground) person_id, ground, found
        FROM grouped WHERE cardinality(found) >= :needed ORDER BY person_id, ground, last DESC
    )
    SELECT scope.id, scope.code, scope.full_name, scope.unit_id, scope.unit_name, scope.unit_level,
        fees.found AS owed, activity.found AS absent
    FROM scope
    LEFT JOIN counted fees ON fees.person_id = scope.id AND fees.ground = 'NO_FEE'
    LEFT JOIN counted activity ON activity.person_id = scope.id AND activity.ground = 'NO_ACTIVITY'
    WHERE fees.found IS NOT NULL OR activity.found IS NOT NULL
"""
_FOUND = (
    text(_SQL)
    .columns(
        *(column("id", Uuid), column("code", Text), column("full_name", Text)),
        *(column("unit_id", Uuid), column("unit_name", Text), column("unit_level", Text)),
        *(column("owed", ARRAY(Date)), column("absent", ARRAY(Date))),
    )
    .subquery("candidates")
)
SPARED = ("temp_elsewhere", "suspended")
"""Flags of members who do not take part for a reason that is known."""
AWAY = ("away", "abroad")
"""Flags of members who are away with leave, if they told the chapter in time."""


def page(tx: Tx, *, unit_id: UUID, limit: int, cursor: str | None) -> tuple[list[Any], str | None]:
    """Candidates below the unit in Vietnamese order of names, and where the next page begins."""
    found = sorted(tx.execute(select(_FOUND), _given(tx, unit_id)), key=lambda row: _order(row.full_name, row.id))
    if cursor:
        after = _order(*_place(cursor))
        found = [row for row in found if _order(row.full_name, row.id) > after]
    following = f"{found[limit - 1].id}|{found[limit - 1].full_name}" if len(found) > limit else None
    return found[:limit], following


def how_many(tx: Tx, *, unit_id: UUID) -> int:
    return int(tx.execute(select(func.count()).select_from(_FOUND), _given(tx, unit_id)).scalar_one())


def _given(tx: Tx, unit_id: UUID) -> dict[str, Any]:
    rules, this_month = tx.rules.in_force(), inactivity.first_day(tx.today)
    return {
        "unit_id": unit_id,
        "today": tx.today,
        "this_month": this_month,
        "since": add_months(this_month, -inactivity.YEAR),
        "born_by": maturity.born_before(tx.today, rules),
        "consecutive": rules.flag("inactivity_consecutive"),
        "needed": rules.number("inactivity_months"),
        "spared": list(SPARED),
        "away": list(AWAY),
    }


def _order(full_name: str, person_id: UUID) -> tuple[Any, UUID]:
    """PostgreSQL need not know Vietnamese: a candidate's place is found here."""
    return words.by_given_name(full_name), person_id


def _place(cursor: str) -> tuple[str, UUID]:
    key, _, name = cursor.partition("|")
    try:
        return name, UUID(key)
    except ValueError:
        raise Invalid(errors={"cursor": ["Con trỏ trang không hợp lệ."]}) from None
