"""Named facts that guards look at, read when first looked at: for one case, or for a batch of them in one statement."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from services.contracts.offices import COMMITTEE, INSPECTION
from services.workflows import voters
from services.workflows.domain import rules, words
from services.workflows.domain.case import Case, Unit
from services.workflows.domain.view import AttendanceFact, CaseFact, FeeFact, OfficeFact, PastFact, PersonFact
from services.workflows.store import Tx
from services.workflows.tables import fee_standings, people

# One round trip for all that is told of people: five look-ups by index cost less than a second statement.
_TOLD = text("""
    WITH sizes AS MATERIALIZED (
        SELECT unit_id, count(*) AS people FROM people
        WHERE unit_id = ANY (CAST(:unit_ids AS uuid[])) AND status IN ('ACTIVE', 'IN_TRANSIT')
        GROUP BY unit_id
    )
    SELECT asked.case_id, coalesce((SELECT people FROM sizes WHERE unit_id = asked.unit_id), 0) AS unit_size,
        (SELECT number FROM cases
            WHERE subject_key = asked.subject_key AND changes_membership AND closed_at IS NULL AND id <> asked.case_id
            LIMIT 1) AS other_case,
        (SELECT count(*) FROM people
            WHERE born_on = asked.born_on AND lower(full_name) = asked.name
            AND id IS DISTINCT FROM asked.subject_id) AS namesakes,
        (SELECT count(*) FROM people
            WHERE born_on = asked.born_on AND lower(full_name) = asked.name AND status IN ('ACTIVE', 'IN_TRANSIT')
            AND id IS DISTINCT FROM asked.subject_id) AS active_namesakes,
        introducer.id AS introducer_id, introducer.full_name AS introducer_full_name, introducer.status AS introducer_status,
        introducer.unit_id AS introducer_unit_id, introducer.born_on AS introducer_born_on,
        introducer.joined_on AS introducer_joined_on, introducer.status_on AS introducer_status_on,
        subject.id AS subject_id, subject.full_name AS subject_full_name, subject.status AS subject_status,
        subject.unit_id AS subject_unit_id, subject.born_on AS subject_born_on,
        subject.joined_on AS subject_joined_on, subject.status_on AS subject_status_on,
        subject.code AS subject_code, subject.sex AS subject_sex, subject.flags AS subject_flags,
        subject.extended_until AS subject_extended_until, subject.unit_since AS subject_unit_since,
        subject.born_precision AS subject_born_precision
    FROM unnest(
        CAST(:case_ids AS uuid[]), CAST(:unit_ids AS uuid[]), CAST(:subject_keys AS text[]), CAST(:born_on AS date[]),
        CAST(:names AS text[]), CAST(:subject_ids AS uuid[]), CAST(:introducer_ids AS uuid[])
    ) AS asked (case_id, unit_id, subject_key, born_on, name, subject_id, introducer_id)
    LEFT JOIN people introducer ON introducer.id = asked.introducer_id
    LEFT JOIN people subject ON subject.id = asked.subject_id
""")
_PEOPLE = ("introducer", "subject")
_COUNTS = ("unit_size", "other_case", "namesakes", "active_namesakes")


class Facts:
    """Facts of some cases. What one case needs is read for all of them at once."""

    def __init__(self, tx: Tx, cases: Sequence[Case]) -> None:
        self._tx = tx
        self._cases = {case.id: case for case in cases}
        self._found: dict[str, dict[UUID, Any]] = {}

    def of(self, case: Case) -> "CaseFacts":
        """The facts of one case, which may have changed since it was read."""
        before = self._cases.get(case.id)
        self._cases[case.id] = case
        if before is not None and before is not case:
            for key, names in _FROM.items():
                if _part(before, key) != _part(case, key):
                    self._forget(names, case.id)
        return CaseFacts(self, case.id)

    def _forget(self, names: Sequence[str], case_id: UUID) -> None:
        for name in names:
            self._found.get(name, {}).pop(case_id, None)

    def value(self, name: str, case_id: UUID) -> Any:
        """One fact. Raises KeyError for a name that nobody knows."""
        known = self._found.setdefault(name, {})
        if case_id not in known:
            unread = [case for case in self._cases.values() if case.id not in known]
            for told, values in READERS[name](self._tx, unread).items():
                self._found.setdefault(told, {}).update(values)
        return known[case_id]


class CaseFacts(Mapping[str, Any]):
    """The facts of one case, as its guards see them."""

    def __init__(self, facts: Facts, case_id: UUID) -> None:
        self._facts = facts
        self._case_id = case_id

    def __getitem__(self, name: str) -> Any:
        return self._facts.value(name, self._case_id)

    def __iter__(self) -> Iterator[str]:
        return iter(READERS)

    def __len__(self) -> int:
        return len(READERS)


FactValues = dict[str, dict[UUID, Any]]


def _units(tx: Tx, cases: list[Case]) -> FactValues:
    tx.places.load(case.unit_id for case in cases)
    return {"unit": {case.id: tx.places.unit(case.unit_id) for case in cases}}


def _named_units(tx: Tx, cases: list[Case]) -> FactValues:
    named = {name: {case.id: _named(case, path) for case in cases} for name, path in _NAMED_UNITS.items()}
    tx.places.load(key for keys in named.values() for key in keys.values())
    return {
        name: {case_id: tx.places.unit(unit_id) for case_id, unit_id in keys.items()} for name, keys in named.items()
    }


_NAMED_UNITS = {
    "join_unit": ("join_unit_id",),
    "destination": ("destination_id",),
    "chapter": ("chapter_id",),
    "elected_chapter": ("election", "chapter_id"),
}
"""Units that a form names: fact → field, with the group before it."""


def _named(case: Case, path: tuple[str, ...]) -> UUID | None:
    found: Any = case.form
    for part in path:
        found = (found or {}).get(part)
    return _uuid(found)


_STANDING = text("""
    WITH RECURSIVE chain AS (
        SELECT id AS case_unit_id, id, successor_id, closed_on, 0 AS hop
        FROM units WHERE id = ANY (CAST(:unit_ids AS uuid[]))
        UNION ALL
        SELECT chain.case_unit_id, units.id, units.successor_id, units.closed_on, chain.hop + 1
        FROM chain JOIN units ON units.id = chain.successor_id
        WHERE chain.closed_on <= :today AND chain.hop < 20
    )
    SELECT case_unit_id, id FROM chain WHERE closed_on IS NULL OR closed_on > :today
""")


def _standing_units(tx: Tx, cases: list[Case]) -> FactValues:
    asked = {"unit_ids": list({case.unit_id for case in cases}), "today": tx.today}
    stands = {row.case_unit_id: row.id for row in tx.execute(_STANDING, asked)}
    tx.places.load(stands.values())
    return {"standing_unit": {case.id: tx.places.unit(stands.get(case.unit_id)) for case in cases}}


def _unions(tx: Tx, cases: list[Case]) -> FactValues:
    """The grassroots unions of both sides of a case that goes from one unit to another."""
    sides: dict[str, dict[UUID, UUID | None]] = {
        "origin_union": {case.id: case.unit_id for case in cases},
        "destination_union": {case.id: _uuid(case.form.get("destination_id")) for case in cases},
    }
    tx.places.load_with_above(key for keys in sides.values() for key in keys.values())
    return {name: {key: _union(tx, unit_id) for key, unit_id in keys.items()} for name, keys in sides.items()}


def _union(tx: Tx, unit_id: UUID | None) -> Unit | None:
    unit = tx.places.unit(unit_id)
    above = [tx.places.unit(key) for key in reversed(unit.path)] if unit else []
    return next((each for each in above if each is not None and each.level == "GRASSROOTS"), None)


def _people(tx: Tx, cases: list[Case]) -> FactValues:
    asked = {
        "case_ids": [case.id for case in cases],
        "unit_ids": [case.unit_id for case in cases],
        "subject_keys": [subject_key(case) for case in cases],
        "born_on": [_born(case) for case in cases],
        "names": [case.subject_name.lower() for case in cases],
        "subject_ids": [case.subject_id for case in cases],
        "introducer_ids": [_uuid(case.form.get("introducer_id")) for case in cases],
    }
    told: FactValues = {name: {} for name in (*_PEOPLE, *_COUNTS)}
    for row in tx.execute(_TOLD, asked).mappings():
        for name in _COUNTS:
            told[name][row["case_id"]] = row[name]
        for name in _PEOPLE:
            told[name][row["case_id"]] = _person(row, name)
    return told


def _person(row: Mapping[Any, Any], name: str) -> PersonFact | None:
    if row[f"{name}_id"] is None:
        return None
    told = {field.name: row.get(f"{name}_{field.name}") for field in fields(PersonFact)}
    whole = {"flags": tuple(told["flags"] or ()), "born_precision": told["born_precision"] or "day"}
    return PersonFact(**told | whole)


def _offices(tx: Tx, cases: list[Case]) -> FactValues:
    asked = {"people": _subjects(cases), "today": tx.today, "codes": [*COMMITTEE, *INSPECTION]}
    rows = tx.execute(_OFFICES, asked).all()
    return {"offices": _by_subject(cases, rows, lambda row: OfficeFact(*row[1:]))}


def _fees(tx: Tx, cases: list[Case]) -> FactValues:
    query = select(fee_standings).where(fee_standings.c.person_id.in_(_subjects(cases)))
    known = {row.person_id: FeeFact(row.paid_until, tuple(row.owed_months)) for row in tx.execute(query)}
    return {"fees": {case.id: known.get(case.subject_id) if case.subject_id else None for case in cases}}


def _subject_units(tx: Tx, cases: list[Case]) -> FactValues:
    query = select(people.c.id, people.c.unit_id).where(people.c.id.in_(_subjects(cases)))
    lives_in = {row.id: row.unit_id for row in tx.execute(query)}
    tx.places.load(lives_in.values())
    known = {person_id: tx.places.unit(unit_id) for person_id, unit_id in lives_in.items()}
    return {"subject_unit": {case.id: known.get(case.subject_id) if case.subject_id else None for case in cases}}


def _unit_cases(tx: Tx, cases: list[Case]) -> FactValues:
    asked = {"units": [case.unit_id for case in cases], "processes": sorted({case.process for case in cases})}
    rows: Sequence[Any] = tx.execute(_OF_UNITS, asked).all()
    found = {
        case.id: tuple(CaseFact(*row[2:]) for row in rows if (row[0], row[1]) == (case.unit_id, case.process))
        for case in cases
    }
    return {"unit_cases": {key: tuple(other for other in others if other.id != key) for key, others in found.items()}}


def _cases(tx: Tx, cases: list[Case]) -> FactValues:
    rows = tx.execute(_OTHERS, {"people": _subjects(cases)}).all()
    found = _by_subject(cases, rows, lambda row: CaseFact(*row[1:]))
    return {"cases": {key: tuple(other for other in others if other.id != key) for key, others in found.items()}}


def _past(tx: Tx, cases: list[Case]) -> FactValues:
    rows: Sequence[Any] = tx.execute(_MADE, {"cases": [case.id for case in cases]}).all()
    return {"past": {case.id: tuple(PastFact(*row[1:]) for row in rows if row[0] == case.id) for case in cases}}


def _attendances(tx: Tx, cases: list[Case]) -> FactValues:
    since = rules.add_months(tx.today, -_LOOKED_BACK_MONTHS)
    rows = tx.execute(_ATTENDED, {"people": _subjects(cases), "since": since}).all()
    return {"attendances": _by_subject(cases, rows, lambda row: AttendanceFact(*row[1:]))}


def _ratings(tx: Tx, cases: list[Case]) -> FactValues:
    asked = {
        "campaigns": [case.campaign_id for case in cases if case.campaign_id],
        "units": [case.unit_id for case in cases],
    }
    found: dict[tuple[UUID, UUID], dict[str, int]] = {}
    for row in tx.execute(_RATED, asked) if asked["campaigns"] else ():
        found.setdefault((row.campaign_id, row.unit_id), {})[row.rating] = row.number
    known = {case.id: found.get((case.campaign_id, case.unit_id), {}) if case.campaign_id else {} for case in cases}
    return {"ratings": known}


def _subjects(cases: list[Case]) -> list[UUID]:
    return [case.subject_id for case in cases if case.subject_id]


def _by_subject(cases: list[Case], rows: Sequence[Any], made: Callable[[Any], Any]) -> dict[UUID, tuple[Any, ...]]:
    """Rows of each case's subject, in their order; the first column of a row is the person."""
    found: dict[UUID | None, list[Any]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(made(row))
    return {case.id: tuple(found.get(case.subject_id, ())) if case.subject_id else () for case in cases}


_LOOKED_BACK_MONTHS = 24
_OFFICES = text("""
    SELECT positions.person_id, positions.unit_id, units.level, positions.role, positions.code, units.name
    FROM positions JOIN units ON units.id = positions.unit_id
    WHERE positions.person_id = ANY (CAST(:people AS uuid[]))
        AND (positions.role LIKE '%OFFICER' OR positions.code = ANY (CAST(:codes AS text[])))
        AND positions.from_on <= :today AND (positions.until IS NULL OR positions.until >= :today)
    ORDER BY positions.from_on
""")
_OTHERS = text("""
    SELECT subject_id, id, number, process, state, (opened_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, decided_on,
        (closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, campaign_id, form
    FROM cases WHERE subject_id = ANY (CAST(:people AS uuid[])) ORDER BY id DESC
""")
_OF_UNITS = text("""
    SELECT unit_id, process, id, number, process, state, (opened_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, decided_on,
        (closed_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date, campaign_id, form
    FROM cases WHERE unit_id = ANY (CAST(:units AS uuid[])) AND subject_id IS NULL AND process = ANY (CAST(:processes AS text[]))
    ORDER BY id DESC
""")
_MADE = text("""
    SELECT case_id, action, from_state, to_state, (at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
    FROM case_history WHERE case_id = ANY (CAST(:cases AS uuid[])) ORDER BY case_id, seq
""")
_ATTENDED = text("""
    SELECT person_id, meeting_id, held_on, state FROM attendances
    WHERE person_id = ANY (CAST(:people AS uuid[])) AND held_on >= :since ORDER BY held_on DESC
""")
_RATED = text("""
    SELECT campaign_id, unit_id, form->'chapter'->>'rating' AS rating, count(*)::integer AS number
    FROM cases
    WHERE campaign_id = ANY (CAST(:campaigns AS uuid[])) AND unit_id = ANY (CAST(:units AS uuid[]))
        AND state NOT IN ('cancelled', 'undone') AND form ? 'chapter'
    GROUP BY campaign_id, unit_id, rating
""")


READERS: dict[str, Callable[[Tx, list[Case]], FactValues]] = {
    "unit": _units,
    **dict.fromkeys(_NAMED_UNITS, _named_units),
    "origin_union": _unions,
    "destination_union": _unions,
    "offices": _offices,
    "roll": voters.read_rolls,
    "residents": voters.read_residents,
    **dict.fromkeys(("committee", "superior_committee"), voters.read_committees),
    "fees": _fees,
    "standing_unit": _standing_units,
    "cases": _cases,
    "subject_unit": _subject_units,
    "unit_cases": _unit_cases,
    "attendances": _attendances,
    "past": _past,
    "ratings": _ratings,
    **dict.fromkeys((*_PEOPLE, *_COUNTS), _people),
}
"""Who reads which fact, often with others at the same time."""
_FROM: dict[str, tuple[str, ...]] = {
    "destination_id": ("destination", "destination_union"),
    "join_unit_id": ("join_unit",),
    "chapter_id": ("chapter",),
    "election": ("elected_chapter",),
    "introducer_id": ("introducer",),
    "subject_id": ("subject", "other_case", "namesakes", "active_namesakes"),
    "citizen_id": ("other_case",),
    "full_name": ("other_case", "namesakes", "active_namesakes"),
    "born_on": ("other_case", "namesakes", "active_namesakes"),
}
"""What of a case can change, and the facts that are read from it."""


def _part(case: Case, name: str) -> Any:
    return case.subject_id if name == "subject_id" else case.form.get(name)


def subject_key(case: Case) -> str:
    """What makes two cases be about one person: their id, else their citizen id, else name and birth date at the unit."""
    if case.subject_id:
        return f"person:{case.subject_id}"
    if number := case.form.get("citizen_id"):
        return f"citizen:{hashlib.sha256(str(number).encode()).hexdigest()}"
    return f"name:{words.folded(case.subject_name)}|{case.form.get('born_on')}|{case.unit_id}"


def _born(case: Case) -> date | None:
    given = case.form.get("born_on")
    return date.fromisoformat(given) if given else None


def _uuid(given: Any) -> UUID | None:
    return UUID(str(given)) if given else None
