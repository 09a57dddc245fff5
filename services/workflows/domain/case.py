"""What a case is: values alone, changed by `machine.advance` and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from services.contracts.offices import COMMITTEE, OFFICER_ROLES, SIGNING


@dataclass(frozen=True)
class Refusal:
    """Why a move is refused, and what would mend it: two Vietnamese sentences."""

    code: str
    text: str
    mend: str | None = None

    def plain(self) -> dict[str, str | None]:
        return {"code": self.code, "text": self.text, "mend": self.mend}


@dataclass(frozen=True)
class Unit:
    """A unit as the local copy knows it. path: ids from the root down to the unit itself."""

    id: UUID
    name: str
    level: str
    kind: str
    path: tuple[UUID, ...]
    upper_power: bool = False
    place: str = ""
    closed: bool = False


@dataclass(frozen=True)
class Officer:
    """A person who holds a position at a unit today."""

    person_id: UUID
    full_name: str
    unit_id: UUID
    role: str
    code: str


@dataclass(frozen=True)
class Delegation:
    """`from_unit_id` lets `to_unit_id` act in its place in one process."""

    from_unit_id: UUID
    to_unit_id: UUID


@dataclass(frozen=True)
class Seat:
    """Who fills a relation of a case: the unit that should, the unit that does, and why they differ.

    unit_id None: nobody is left to act, all the way up; people are told so.
    """

    due_unit_id: UUID
    unit_id: UUID | None
    note: str | None = None

    @property
    def is_vacant(self) -> bool:
        return self.unit_id is None


@dataclass(frozen=True)
class Office:
    """A position that someone acts from."""

    role: str
    unit_id: UUID
    code: str

    @property
    def can_decide(self) -> bool:
        """It is an officer's of a committee: staff of a department and administrators have no part in cases."""
        return self.role in OFFICER_ROLES and self.code in COMMITTEE

    @property
    def can_sign(self) -> bool:
        """Its holder signs in the name of the committee or the bureau."""
        return self.can_decide and self.code in SIGNING


@dataclass(frozen=True)
class Doer:
    """Who makes a move."""

    person_id: UUID | None
    name: str = ""
    offices: tuple[Office, ...] = ()
    is_system: bool = False

    def office_at(self, unit_id: UUID | None) -> Office | None:
        """The office that the doer decides from at the unit, the highest one that they hold there."""
        held = [office for office in self.offices if office.unit_id == unit_id and office.can_decide]
        return min(held, key=lambda office: COMMITTEE.index(office.code), default=None)


SYSTEM = Doer(None, is_system=True)


@dataclass(frozen=True)
class Document:
    """A document of the case, as messaging announced it. shared_by: how many cases it names."""

    id: UUID
    key: str
    template: str
    title: str
    number: str
    on: str
    state: str
    shared_by: int = 1

    def plain(self) -> dict[str, Any]:
        return {**self.__dict__, "id": str(self.id)}


@dataclass(frozen=True)
class Case:
    """One run of a process about a subject.

    form: plain JSON values, one group for each move that keeps its form apart (`vote`, `ceremony`).
    asked: template → key of the document that was last asked for.
    acted: what people did that bars them from deciding: action → person.
    stood_in: what of that a unit above did in place of one without officers: action → the unit above.
    deciders: units in whose name a decision on it was made; they read it for good.
    signer: who made the last move of people's: they sign the document that it asks for.
    batch_id: the cases that are carried out together, under one document. decided_on: the day of the decision, which the
    register keeps however late it is carried out. asked_at: when another service was last asked to go on. campaign_id: what
    opened it together with others.
    """

    id: UUID
    number: str
    process: str
    process_version: int
    rule_set: str
    state: str
    unit_id: UUID
    subject_id: UUID | None
    subject_name: str
    form: Mapping[str, Any]
    opened_at: datetime
    since: datetime
    version: int = 1
    seats: Mapping[str, Seat] = field(default_factory=dict)
    documents: tuple[Document, ...] = ()
    asked: Mapping[str, str] = field(default_factory=dict)
    acted: Mapping[str, str] = field(default_factory=dict)
    stood_in: Mapping[str, UUID] = field(default_factory=dict)
    deciders: tuple[UUID, ...] = ()
    signer: Mapping[str, str | None] = field(default_factory=dict)
    batch_id: UUID | None = None
    decided_on: date | None = None
    asked_at: datetime | None = None
    campaign_id: UUID | None = None
    escalated_unit_id: UUID | None = None
    due_at: datetime | None = None
    closed_at: datetime | None = None
    warnings: tuple[Refusal, ...] = ()

    @property
    def parties(self) -> frozenset[UUID]:
        """Units that have a part in the case: those that fill its relations, and those that have decided on it."""
        seated = {key for seat in self.seats.values() for key in (seat.due_unit_id, seat.unit_id) if key}
        return frozenset(seated | set(self.deciders))

    def document(self, template: str) -> Document | None:
        """The document of that kind which the case asked for last, once it has its number."""
        key = self.asked.get(template)
        return next((document for document in self.documents if document.key == key), None)


CHANGED = "changed"
"""What a line's form calls the fields of the case's own form that the move changed."""


@dataclass(frozen=True)
class Line:
    """One move in the history of a case. form: the group that the move filled in, or the names of the fields it changed."""

    action: str
    label: str
    from_state: str | None
    to_state: str
    at: datetime
    actor_id: UUID | None
    actor_name: str
    position: str | None
    unit_id: UUID | None
    note: str | None = None
    refusals: tuple[Refusal, ...] = ()
    form: Mapping[str, Any] = field(default_factory=dict)

    @property
    def changed(self) -> tuple[str, ...]:
        """Names of the fields of the case's own form that the move changed."""
        return tuple(self.form.get(CHANGED, ()))
