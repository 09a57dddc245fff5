"""Named facts that guards look at, read when first looked at: for one case, or for a batch of them in one statement."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, tuple_

from services.workflows.domain import words
from services.workflows.domain.case import Case, Unit
from services.workflows.domain.view import PersonFact
from services.workflows.store import Tx
from services.workflows.tables import cases as cases_table
from services.workflows.tables import people

_PERSON = (
    people.c.id,
    people.c.full_name,
    people.c.status,
    people.c.unit_id,
    people.c.born_on,
    people.c.joined_on,
    people.c.status_on,
)


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
            for name, keys in _DEPENDS.items():
                if any(_part(before, key) != _part(case, key) for key in keys):
                    self._found.get(name, {}).pop(case.id, None)
        return CaseFacts(self, case.id)

    def value(self, name: str, case_id: UUID) -> Any:
        """One fact. Raises KeyError for a name that nobody knows."""
        reader, known = READERS[name], self._found.setdefault(name, {})
        if case_id not in known:
            unread = [case for case in self._cases.values() if case.id not in known]
            found = reader(self._tx, unread)
            known.update({case.id: found.get(case.id) for case in unread})
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


def _units(tx: Tx, cases: list[Case]) -> dict[UUID, Unit | None]:
    tx.places.load(case.unit_id for case in cases)
    return {case.id: tx.places.unit(case.unit_id) for case in cases}


def _joined_units(tx: Tx, cases: list[Case]) -> dict[UUID, Unit | None]:
    named = {case.id: UUID(case.form["join_unit_id"]) for case in cases if case.form.get("join_unit_id")}
    tx.places.load(named.values())
    return {case_id: tx.places.unit(unit_id) for case_id, unit_id in named.items()}


def _people(tx: Tx, wanted: Mapping[UUID, UUID | None]) -> dict[UUID, PersonFact]:
    keys = {person_id for person_id in wanted.values() if person_id}
    if not keys:
        return {}
    rows = tx.execute(select(*_PERSON).where(people.c.id.in_(keys)))
    found = {row.id: PersonFact(**row._mapping) for row in rows}
    return {case_id: found[key] for case_id, key in wanted.items() if key in found}


def _introducers(tx: Tx, cases: list[Case]) -> dict[UUID, PersonFact]:
    return _people(tx, {case.id: _uuid(case.form.get("introducer_id")) for case in cases})


def _subjects(tx: Tx, cases: list[Case]) -> dict[UUID, PersonFact]:
    return _people(tx, {case.id: case.subject_id for case in cases})


def _unit_sizes(tx: Tx, cases: list[Case]) -> dict[UUID, int]:
    keys = {case.unit_id for case in cases}
    query = (
        select(people.c.unit_id, func.count().label("size"))
        .where(people.c.unit_id.in_(keys), people.c.status.in_(("ACTIVE", "IN_TRANSIT")))
        .group_by(people.c.unit_id)
    )
    counted: dict[UUID, int] = {row.unit_id: row.size for row in tx.execute(query)}
    return {case.id: counted.get(case.unit_id, 0) for case in cases}


def _other_cases(tx: Tx, cases: list[Case]) -> dict[UUID, str]:
    keys = {case.id: subject_key(case) for case in cases}
    table = cases_table.c
    query = select(table.id, table.number, table.subject_key).where(
        table.subject_key.in_(set(keys.values())), table.changes_membership, table.closed_at.is_(None)
    )
    rows = tx.execute(query).all()
    return {
        case_id: row.number
        for case_id, key in keys.items()
        for row in rows
        if row.subject_key == key and row.id != case_id
    }


def _namesakes(tx: Tx, cases: list[Case]) -> dict[UUID, int]:
    wanted = {case.id: (_born(case), case.subject_name.lower()) for case in cases if case.form.get("born_on")}
    if not wanted:
        return {}
    pair = tuple_(people.c.born_on, func.lower(people.c.full_name))
    query = select(people.c.id, people.c.born_on, func.lower(people.c.full_name).label("name")).where(
        pair.in_(set(wanted.values()))
    )
    rows = tx.execute(query).all()
    own = {case.id: case.subject_id for case in cases}
    return {
        case_id: sum((row.born_on, row.name) == key and row.id != own[case_id] for row in rows)
        for case_id, key in wanted.items()
    }


READERS: dict[str, Callable[[Tx, list[Case]], Mapping[UUID, Any]]] = {
    "unit": _units,
    "join_unit": _joined_units,
    "introducer": _introducers,
    "subject": _subjects,
    "unit_size": _unit_sizes,
    "other_case": _other_cases,
    "namesakes": _namesakes,
}


_DEPENDS = {
    "join_unit": ("join_unit_id",),
    "introducer": ("introducer_id",),
    "subject": ("subject_id",),
    "other_case": ("subject_id", "citizen_id", "full_name", "born_on"),
    "namesakes": ("subject_id", "full_name", "born_on"),
}
"""What of a case each fact is read from, where that can change."""


def _part(case: Case, name: str) -> Any:
    return case.subject_id if name == "subject_id" else case.form.get(name)


def subject_key(case: Case) -> str:
    """What makes two cases be about one person: their id, else their citizen id, else name and birth date at the unit."""
    if case.subject_id:
        return f"person:{case.subject_id}"
    if number := case.form.get("citizen_id"):
        return f"citizen:{hashlib.sha256(str(number).encode()).hexdigest()}"
    return f"name:{words.folded(case.subject_name)}|{case.form.get('born_on')}|{case.unit_id}"


def _born(case: Case) -> Any:
    from_text = case.form.get("born_on")
    return date.fromisoformat(from_text) if from_text else None


def _uuid(text: Any) -> UUID | None:
    return UUID(str(text)) if text else None
