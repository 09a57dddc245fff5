"""What a workbook of members is made of, and judged by: members of a branch, units that can be named, cases that are open."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from services.workflows.domain import unit_names, words
from services.workflows.domain.unit_names import NamedUnit, UnitNames
from services.workflows.store import Tx
from services.workflows.tables import cases, people


@dataclass(frozen=True)
class Member:
    """A member of the branch. born: as a workbook shows it."""

    id: UUID
    code: str | None
    name: str
    born: str
    unit_id: UUID
    chapter: str


_MEMBERS = text("""
    SELECT people.id, people.code, people.full_name, people.born_on, people.born_precision, people.unit_id, units.name AS chapter
    FROM people JOIN units ON units.id = people.unit_id
    WHERE units.path <@ (SELECT path FROM units WHERE id = :unit_id) AND people.status = 'ACTIVE'
        AND (CAST(:codes AS text[]) IS NULL OR people.code = ANY(CAST(:codes AS text[])))
    ORDER BY units.path, people.id LIMIT :limit
""")
_BORN = {"year": "%Y", "month": "%m/%Y"}
_UNITS = text("SELECT id, code, name, level, path FROM units WHERE closed_on IS NULL")
_TAKES = ("GRASSROOTS", "SUB_GRASSROOTS", "CHAPTER")


def members_below(
    tx: Tx, unit_id: UUID, *, codes: Iterable[str] | None = None, limit: int | None = None
) -> list[Member]:
    """Active members of the unit and of those below it, by chapter and given name; those of the codes alone, when given."""
    asked = {"unit_id": unit_id, "codes": None if codes is None else list(codes), "limit": limit}
    rows = tx.execute(_MEMBERS, asked).all()
    found = [Member(row.id, row.code, row.full_name, _born(row), row.unit_id, row.chapter) for row in rows]
    return sorted(found, key=lambda one: (words.folded(one.chapter), words.by_given_name(one.name)))


def births(tx: Tx, person_ids: Iterable[UUID]) -> dict[UUID, str]:
    """Person → birth date as a workbook shows it."""
    query = select(people.c.id, people.c.born_on, people.c.born_precision).where(people.c.id.in_(list(person_ids)))
    return {row.id: _born(row) for row in tx.execute(query)}


def _born(row: Any) -> str:
    return row.born_on.strftime(_BORN.get(row.born_precision, "%d/%m/%Y")) if row.born_on else ""


def units_to_name(tx: Tx) -> UnitNames:
    """Every open unit that takes members in, with the names above it."""
    rows = tx.execute(_UNITS).all()
    names = {row.id: row.name for row in rows}
    return UnitNames(
        NamedUnit(row.id, row.code, row.name, unit_names.names_above(_path(row.path), names))
        for row in rows
        if row.level in _TAKES
    )


def _path(path: str) -> list[UUID]:
    return [UUID(label[1:]) for label in str(path).split(".")]


def open_cases_of(tx: Tx, process: str, subject_ids: Iterable[UUID]) -> dict[UUID, tuple[str, dict[str, Any]]]:
    """Subject → number and form of their open case of the process."""
    query = select(cases.c.subject_id, cases.c.number, cases.c.form).where(
        cases.c.process == process, cases.c.subject_id.in_(list(subject_ids)), cases.c.closed_at.is_(None)
    )
    return {row.subject_id: (row.number, row.form) for row in tx.execute(query)}
