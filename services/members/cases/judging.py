"""What stands in the way of the changes of one batch: everything it takes to know that is read for all of them at once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from services.kit.faults import Conflict, NotFound
from services.members.cases.store import Hold
from services.members.domain import changes, memberships, profile, writes
from services.members.domain.changes import Refused
from services.members.domain.memberships import Stretch
from services.members.domain.units import Unit
from services.members.domain.writes import Link
from services.members.store import Tx
from services.members.stores.people import Person


@dataclass(frozen=True)
class Asked:
    """One change of a batch. departed: the case has sent the person on the way before."""

    batch_id: UUID
    effective_on: date
    subject: dict[str, Any]
    departed: bool = False

    @property
    def case_id(self) -> UUID:
        return UUID(str(self.subject["case_id"]))

    @property
    def kind(self) -> str:
        return str(self.subject["kind"])

    @property
    def person_id(self) -> UUID | None:
        person_id: UUID | None = self.subject["person_id"]
        return person_id

    @property
    def link(self) -> tuple[UUID, str] | None:
        """The case's link that a note writes anew."""
        kind = self.subject["data"].get("link") if self.kind == "note" else None
        return None if kind is None else (self.case_id, str(kind))


@dataclass(frozen=True)
class Place:
    """A unit that nobody closes or moves before the transaction ends, and its superiors."""

    unit: Unit
    above: list[Unit]


@dataclass(frozen=True)
class Fit:
    """A change that nothing stands in the way of. person: None for a newcomer; written: what goes into the file now."""

    asked: Asked
    place: Place
    person: Person | None
    written: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_of_newcomer(self) -> bool:
        """Nobody but this case knows the person yet: the file is theirs already, and does not wait for the decision."""
        return self.person is None or (self.asked.kind in memberships.FROM_FILE and self.person.status == "CANDIDATE")


@dataclass(frozen=True)
class Known:
    """What the registry knows of those whom a batch is about; the people are held."""

    people: Mapping[UUID, Person]
    open_holds: Mapping[UUID, Hold]
    latest: Mapping[UUID, Stretch]
    of_citizen_id: Mapping[str, UUID]
    honoured: Collection[UUID]
    links: Mapping[tuple[UUID, str], Link]
    drafts: Mapping[UUID, profile.Draft]

    def person(self, asked: Asked) -> Person:
        """Whom the change names. Raises Refused, NotFound("member-unknown")."""
        if asked.person_id is None:
            raise Refused([changes.PERSON_UNKNOWN])
        if asked.person_id not in self.people:
            raise NotFound("member-unknown")
        return self.people[asked.person_id]

    def require_free(self, person: Person, asked: Asked) -> None:
        """No other case holds the person. Raises Refused."""
        held = self.open_holds.get(person.id)
        if held is not None and held.case_id != asked.case_id:
            raise Refused([changes.HELD_ELSEWHERE])

    def citizen_id_taken(self, draft: profile.Draft, *, by: UUID | None) -> list[dict[str, Any]]:
        """Why the number cannot be theirs."""
        other = self.of_citizen_id.get(draft.columns.get("citizen_id") or "")
        return [changes.CITIZEN_ID_TAKEN] if other is not None and other != by else []


def read(tx: Tx, asked: Sequence[Asked]) -> Known:
    """All of it, in a handful of statements however many are asked about."""
    people = {person.id: person for person in tx.people.lock_all({one.person_id for one in asked if one.person_id})}
    drafts = {
        one.case_id: profile.read(one.subject["data"].get("profile") or {}, current={}, today=tx.today)
        for one in asked
        if one.kind in memberships.FROM_FILE
    }
    moving = {one.person_id for one in asked if one.kind != "note" and one.person_id in people}
    numbers = {draft.columns["citizen_id"] for draft in drafts.values() if draft.columns.get("citizen_id")}
    return Known(
        people=people,
        open_holds=tx.holds.of_people(moving),
        latest=tx.memberships.latest_of(moving),
        of_citizen_id=tx.people.of_citizen_ids(numbers),
        honoured=tx.records.honoured({one.person_id for one in asked if one.kind == "honour" and one.person_id}),
        links=tx.writes.links(keys) if (keys := [one.link for one in asked if one.link]) else {},
        drafts=drafts,
    )


def judged(known: Known, places: Mapping[UUID, Place], asked: Asked, *, today: date) -> Fit | list[dict[str, Any]]:
    """What is to be held; or every reason that can be known now why not."""
    try:
        return _fit(known, places, asked, today)
    except Refused as refused:
        return refused.reasons
    except (Conflict, NotFound) as fault:
        return [changes.reason_of(fault)]


def _fit(known: Known, places: Mapping[UUID, Place], asked: Asked, today: date) -> Fit:
    unit_id = asked.subject["unit_id"]
    if unit_id not in places:
        raise NotFound("unit-unknown")
    place = places[unit_id]
    if asked.kind not in memberships.FROM_FILE:
        return Fit(asked, place, _fitting_person(known, place.unit, asked, today))
    draft = known.drafts[asked.case_id]
    if asked.person_id is not None:
        return _with_file(known, place, asked, draft, today)
    found = changes.admissible(draft, kind=asked.kind, unit=place.unit, today=today)
    changes.require([*found, *known.citizen_id_taken(draft, by=None)])
    return Fit(asked, place, None, {**draft.columns, "profile": draft.tail})


def _fitting_person(known: Known, unit: Unit, asked: Asked, today: date) -> Person:
    """Someone on the roll. What ends with the bond is asked about their unit, whichever one the case names."""
    person = known.person(asked)
    is_note = asked.kind == "note"
    if not is_note:
        known.require_free(person, asked)
    changes.require(
        [
            *changes.possible(asked.kind, status=person.status, unit=unit, today=today),
            *(changes.still_on_the_way(asked.kind, status=person.status) if asked.departed else ()),
        ]
    )
    if is_note:
        if asked.link is not None:
            changes.require(writes.goes_on(known.links.get(asked.link), status=person.status))
        return person
    reasons = changes.fitting(
        asked.kind,
        unit=unit,
        own_unit_id=person.unit_id,
        flags=person.flags,
        latest=known.latest.get(person.id),
        effective_on=asked.effective_on,
    )
    changes.require(reasons)
    return person


def _with_file(known: Known, place: Place, asked: Asked, draft: profile.Draft, today: date) -> Fit:
    """Someone known: their file stays as it is until the case is decided. A candidate's is a case's own, and written now."""
    person = known.person(asked)
    known.require_free(person, asked)
    if not asked.subject.get("is_own_candidate"):
        changes.require(changes.same_person(person.columns, draft))
    changes.require(
        [
            *changes.profile_reasons(draft),
            *known.citizen_id_taken(draft, by=person.id),
            *changes.possible(asked.kind, status=person.status, unit=place.unit, today=today),
            *changes.not_merged(person.flags),
            *([changes.HONOURED] if asked.kind == "honour" and person.id in known.honoured else ()),
        ]
    )
    if asked.kind in memberships.INTO_UNIT:
        latest = known.latest.get(person.id)
        changes.require(changes.after_earlier(latest, effective_on=asked.effective_on))
    if person.status != "CANDIDATE":
        return Fit(asked, place, person)
    given = {name: value for name, value in draft.columns.items() if value is not None}
    return Fit(asked, place, person, given | {"unit_id": place.unit.id, "flags": sorted(person.flags - {"lapsed"})})
