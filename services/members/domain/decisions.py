"""What a superior's decision on an act upon a unit says (template T17), and who takes it (domain rules 1.5, 1.6)."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from services.members.domain import positions
from services.members.domain.committee_terms import Term
from services.members.domain.positions import Position
from services.members.domain.units import Unit

TEMPLATE, REVOKING = "T17", "T19R"
DECIDING: Final = frozenset({"PROVINCE", "DISTRICT", "GRASSROOTS"})
"""Levels that take decisions: those below a grassroots unit have no seal."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One decision of a bureau. key: the same for the same act; concerns: units that it is about; readers: others that read it."""

    key: str
    about: Mapping[str, Any]
    concerns: Sequence[UUID]
    readers: Sequence[UUID] = field(default=())
    people: Sequence[Mapping[str, Any]] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Basis:
    """What an act rests on: a decision by its number, or by the key of one that has none yet; nothing where nobody took one.

    document_id: where it stands in our own registers.
    """

    number: str | None = None
    on: date | None = None
    document_id: UUID | None = None
    key: str | None = None


def is_same_number(one: str, other: str | None) -> bool:
    """Numbers are typed with and without spaces and hyphens."""
    return _plain(one) == _plain(other or "")


def _plain(number: str) -> str:
    return re.sub(r"[\s\-–]", "", number).casefold().lstrip("0")


def decider(above: Sequence[Unit], *, offices: Collection[UUID]) -> Unit | None:
    """The nearest superior that takes decisions and where the one who acts holds an office; none for whoever holds none there.

    above: the superiors, the highest first.
    """
    able = [unit for unit in above if unit.level in DECIDING and unit.id in offices]
    return able[-1] if able else None


def common(one: Sequence[Unit], other: Sequence[Unit]) -> list[Unit]:
    """Superiors of both, the highest first."""
    shared = {unit.id for unit in other}
    return [unit for unit in one if unit.id in shared]


def below(by: Unit, above: Sequence[Unit]) -> list[UUID]:
    """Those of the superiors that stand below the one that decides."""
    return [unit.id for unit in above if unit.path.startswith(f"{by.path}.")]


def founded(unit: Unit, *, below: Unit) -> Decision:
    about = {"operation": "ESTABLISH", "unit_name": unit.name, "superior_name": below.name}
    return Decision(key=f"T17/{unit.id}/founded", about=about, concerns=(unit.id,), readers=(below.id,))


def renamed(before: Unit, after: Unit) -> Decision:
    about = {"operation": "RENAME", "unit_name": before.name, "new_name": after.name}
    return Decision(key=f"T17/{after.id}/{after.version}", about=about, concerns=(after.id,))


def moved(unit: Unit, *, to: Unit) -> Decision:
    about = {"operation": "MOVE", "unit_name": unit.name, "target_name": to.name}
    readers = tuple(key for key in (unit.parent_id, to.id) if key)
    return Decision(key=f"T17/{unit.id}/{unit.version + 1}", about=about, concerns=(unit.id,), readers=readers)


def closed(unit: Unit, *, successor: Unit | None) -> Decision:
    about = {"operation": "DISSOLVE", "unit_name": unit.name}
    if successor is not None:
        about["target_name"] = successor.name
    concerns = (unit.id, *((successor.id,) if successor else ()))
    return Decision(key=f"T17/{unit.id}/closed", about=about, concerns=concerns)


def merged(key: str, sources: Sequence[Unit], *, into: Unit) -> Decision:
    about = {"operation": "MERGE", "from_names": [unit.name for unit in sources], "target_name": into.name}
    return Decision(key=key, about=about, concerns=(*(unit.id for unit in sources), into.id))


def split(source: Unit, made: Unit) -> Decision:
    about = {
        "operation": "SPLIT",
        "unit_name": source.name,
        "into_names": [source.name, made.name],
        "remainder": f"thuộc {source.name}",
    }
    return Decision(key=f"T17/{made.id}/split", about=about, concerns=(source.id, made.id))


Seats = Sequence[tuple[Position, Mapping[str, Any]]]
"""An office each, with the columns of the one who holds it."""


def recognised(unit: Unit, seats: Seats, *, term: str | None = None) -> Decision:
    """The committee of the unit, or one of its members, is recognised."""
    people = [_serialize_holder(unit, held, person) for held, person in seats]
    about = {"operation": "COMMITTEE", "unit_name": unit.name}
    if term is not None:
        about["term"] = term
    return Decision(key=f"T17/{seats[0][0].id}", about=about, concerns=(unit.id,), people=people)


def extended(extension_id: UUID, unit: Unit, before: Term, after: Term, *, party_paper: str | None) -> Decision:
    """The unit's committee works longer, as a party committee agreed where one had to."""
    about = {"operation": "EXTEND", "unit_name": unit.name, "provisional": after.is_provisional}
    days = {"planned_until": before.until, "until": after.until}
    about |= {name: day.isoformat() for name, day in days.items() if day is not None}
    if not after.is_provisional:
        about["term"] = after.code
    if party_paper is not None:
        about["party_paper"] = party_paper
    return Decision(key=f"T17/{extension_id}/extended", about=about, concerns=(unit.id,))


def shortened(shortening_id: UUID, unit: Unit, before: Term, after: Term) -> Decision:
    """The term of the unit's committee ends earlier."""
    about: dict[str, Any] = {"operation": "SHORTEN", "unit_name": unit.name, "term": after.code}
    days = {"planned_until": before.until, "until": after.until}
    about |= {name: day.isoformat() for name, day in days.items() if day is not None}
    return Decision(key=f"T17/{shortening_id}/shortened", about=about, concerns=(unit.id,))


def _serialize_holder(unit: Unit, held: Position, person: Mapping[str, Any]) -> dict[str, Any]:
    told = {"full_name": person["full_name"], "code": person["code"], "person_id": str(held.person_id)}
    born = person["born_on"]
    return {
        **told,
        "born_on": born and born.isoformat(),
        "unit_id": str(unit.id),
        "office": positions.title_of(held.code),
        "is_provisional": held.is_provisional,
    }


def undone(key: str, decision: str, unit: Unit, *, into: Unit, reason: str, is_one_of_several: bool) -> Decision:
    """The decision of a merger counts no more (template T19R), or no more for this one of the units that it named."""
    about = {"corrects": {"document_key": decision}, "reason": reason}
    named = {"full_name": unit.name, "unit_id": str(unit.id), "is_collective": True}
    return Decision(key=key, about=about, concerns=(unit.id, into.id), people=(named,) if is_one_of_several else ())


def unrecognised(key: str, decision: str, unit: Unit, *, reason: str) -> Decision:
    """The decision by which the unit's committee was recognised counts no more (template T19R)."""
    return Decision(key=key, about={"corrects": {"document_key": decision}, "reason": reason}, concerns=(unit.id,))


def content(decision: Decision, *, effective_on: date) -> dict[str, Any]:
    """The decision as messaging is told of it."""
    return {
        "people": [dict(person) for person in decision.people],
        "about": {**decision.about, "effective_on": effective_on.isoformat()},
        "body": "BTV",
        "concerns": [str(unit_id) for unit_id in dict.fromkeys(decision.concerns)],
        "readers": [str(unit_id) for unit_id in dict.fromkeys(decision.readers)],
    }
