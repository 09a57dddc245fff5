"""Facts of who counts at meetings: members of a unit, those who live there, officers of its committee, each by the day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.workflows.domain.case import Case
from services.workflows.domain.view import VoterFact
from services.workflows.store import Tx

Found = dict[str, dict[UUID, tuple[VoterFact, ...]]]

# Somebody who was a member before the copy told of past memberships counts until their status changed.
_MEMBERS = text("""
    WITH asked AS (SELECT DISTINCT unnest(CAST(:units AS uuid[])) AS unit_id)
    SELECT asked.unit_id, people.id, people.joined_on, coalesce(people.unit_since, people.joined_on) AS from_on, NULL::date AS until
    FROM asked JOIN people USING (unit_id) WHERE people.status IN ('ACTIVE', 'IN_TRANSIT')
    UNION ALL
    SELECT asked.unit_id, people.id, people.joined_on, past.from_on, past.until
    FROM asked JOIN people ON people.past_memberships @> jsonb_build_array(jsonb_build_object('unit_id', asked.unit_id::text))
        AND people.past_memberships <> '[]'::jsonb
    CROSS JOIN LATERAL jsonb_to_recordset(people.past_memberships) AS past (unit_id uuid, from_on date, until date)
    WHERE past.unit_id = asked.unit_id
    UNION ALL
    SELECT asked.unit_id, people.id, people.joined_on, coalesce(people.unit_since, people.joined_on), people.status_on
    FROM asked JOIN people USING (unit_id)
    WHERE people.status NOT IN ('ACTIVE', 'IN_TRANSIT', 'ANNULLED') AND people.past_memberships IS NULL AND people.status_on IS NOT NULL
""")
_RESIDENTS = text("""
    SELECT CAST(coalesce(form->>'chapter_id', form->>'destination_id') AS uuid) AS unit_id, subject_id AS id, NULL::date AS joined_on,
        (SELECT min((at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) FROM case_history
            WHERE case_id = cases.id AND to_state = 'active') AS from_on,
        (closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS until
    FROM cases
    WHERE process = 'residence' AND coalesce(form->>'chapter_id', form->>'destination_id') = ANY (CAST(:units AS text[]))
        AND EXISTS (SELECT 1 FROM case_history WHERE case_id = cases.id AND to_state = 'active')
""")
_COMMITTEES = text("""
    SELECT unit_id, person_id AS id, NULL::date AS joined_on, from_on, until + 1 AS until, code FROM positions
    WHERE unit_id = ANY (CAST(:units AS uuid[])) AND code IN ('BT', 'PBT_TT', 'PBT', 'UVBTV', 'UVBCH')
""")


def read_rolls(tx: Tx, cases: list[Case]) -> Found:
    """Who is, or was, a member of each case's unit. Whoever joined the Union on a day is a member from the next day on: a
    meeting does not vote with those whom it admits."""
    rows = tx.execute(_MEMBERS, {"units": [case.unit_id for case in cases]}).all()
    return {"roll": {case.id: _of_unit(rows, case.unit_id) for case in cases}}


def members_on(tx: Tx, unit_id: UUID, day: date) -> frozenset[UUID]:
    """Return who was a member of the unit on the day."""
    rows = tx.execute(_MEMBERS, {"units": [unit_id]}).all()
    return frozenset(each.person_id for each in _of_unit(rows, unit_id) if each.covers(day))


def read_residents(tx: Tx, cases: list[Case]) -> Found:
    """Members of other units who take, or took, part where they live."""
    rows = tx.execute(_RESIDENTS, {"units": [str(case.unit_id) for case in cases]}).all()
    return {"residents": {case.id: _of_unit(rows, case.unit_id) for case in cases}}


def read_committees(tx: Tx, cases: list[Case]) -> Found:
    """Officers of the committee of each case's unit, and of its superior's."""
    above = {case.id: seat.due_unit_id if (seat := case.seats.get("superior")) else None for case in cases}
    units = {case.unit_id for case in cases} | {key for key in above.values() if key}
    rows = tx.execute(_COMMITTEES, {"units": sorted(units)}).all()
    return {
        "committee": {case.id: _of_unit(rows, case.unit_id) for case in cases},
        "superior_committee": {case.id: _of_unit(rows, above[case.id]) for case in cases},
    }


def _of_unit(rows: Sequence[Any], unit_id: UUID | None) -> tuple[VoterFact, ...]:
    return tuple(
        VoterFact(row.id, _first_day(row), row.until, getattr(row, "code", None))
        for row in rows
        if row.unit_id == unit_id
    )


def _first_day(row: Any) -> date | None:
    since: date | None = row.from_on
    return since + timedelta(days=1) if since is not None and since == row.joined_on else since
