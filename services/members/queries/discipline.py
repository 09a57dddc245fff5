"""Whose discipline the asker may see: its subject, those who decide, inspectors (domain rule 12B, confidentiality)."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from services.kit.policy import Subject, is_allowed, visible
from services.members.cases.tables import record_lines
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import people, units

GUARDED: Final = frozenset({"suspended", "examined"})
"""Flags that tell of a discipline case."""


def is_on_record() -> ColumnElement[bool]:
    """The line is one of the record: that somebody is being examined is known to the registry, and stands nowhere."""
    line = record_lines.c
    return or_(line.process != "discipline", func.coalesce(line.data.op("->>")("stage"), "") != "EXAMINED")


def may_see(tx: Tx, *, person_id: UUID, unit_id: UUID | None) -> bool:
    """The asker may see the discipline of the person; the direct superior of their unit is a party to it."""
    above = None if unit_id is None else tx.units.get(unit_id).parent_id
    subject = Subject(unit_id, person_id, frozenset(() if above is None else (above,)))
    return is_allowed(POLICY, tx, "member.view_discipline", of=subject)


def may_see_each(tx: Tx, *, unit: Any, person: Any) -> ColumnElement[bool]:
    """The same as a condition, for every row at once."""

    def deciding(_person_id: UUID | None, held: frozenset[UUID]) -> ColumnElement[bool]:
        below: ColumnElement[bool] = unit.in_(select(units.c.id).where(units.c.parent_id.in_(held)))
        return below

    return visible(POLICY, tx, "member.view_discipline", unit=unit, person=person, party=deciding)


def flags_shown(tx: Tx, rows: Iterable[Any]) -> dict[UUID, list[str]]:
    """The flags of each person, without those that tell of discipline where that is not the asker's to see.

    rows: people with their id and flags.
    """
    flags = {row.id: frozenset(row.flags) for row in rows}
    guarded = [person_id for person_id, held in flags.items() if held & GUARDED]
    seen = frozenset[UUID]()
    if guarded:
        mine = may_see_each(tx, unit=people.c.unit_id, person=people.c.id)
        seen = frozenset(tx.execute(select(people.c.id).where(people.c.id.in_(guarded), mine)).scalars())
    return {person_id: sorted(held if person_id in seen else held - GUARDED) for person_id, held in flags.items()}
