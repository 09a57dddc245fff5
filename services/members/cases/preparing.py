"""Preparing: each change that a case asks of the registry is held for it, or refused with reasons.

Each change is prepared in a savepoint of its own and repeated messages change nothing: what a batch prepared or applied
before gives the same outcome again.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.contracts import changes as contract
from services.kit.faults import Conflict, NotFound
from services.members.cases.store import Hold
from services.members.domain import changes, memberships, profile, writes
from services.members.domain.changes import Refused
from services.members.domain.units import Unit
from services.members.store import Tx
from services.members.stores.people import Person

LIKE_SCORE = 80


def prepare(tx: Tx, *, batch_id: UUID, effective_on: date, subjects: Sequence[dict[str, Any]]) -> None:
    """Each change is held or refused with reasons; the outcomes are announced together."""
    known = tx.holds.lock(subject["case_id"] for subject in subjects)
    units = _units_held(tx, subjects)
    asked = [_Asked(batch_id, effective_on, subject) for subject in subjects]
    outcomes = [_prepared(tx, units, one, known.get(one.case_id, [])) for one in asked]
    tx.emit(contract.ChangesPrepared, batch_id=batch_id, outcomes=outcomes)


@dataclass(frozen=True)
class _Asked:
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


@dataclass(frozen=True)
class _Held:
    """A unit that nobody closes or moves before the transaction ends, and its superiors."""

    unit: Unit
    above: list[Unit]


def _units_held(tx: Tx, subjects: Sequence[dict[str, Any]]) -> dict[UUID, _Held]:
    """The units of the changes, held in one order for all and before any savepoint; an unknown one is not among them."""
    held = {}
    for unit_id in sorted({subject["unit_id"] for subject in subjects}):
        with suppress(NotFound):
            unit = tx.units.hold_open(unit_id)
            held[unit_id] = _Held(unit, tx.units.above(unit))
    return held


def _prepared(tx: Tx, units: dict[UUID, _Held], asked: _Asked, before: Sequence[Hold]) -> dict[str, Any]:
    mine = next((hold for hold in before if hold.batch_id == asked.batch_id), None)
    if mine is not None and mine.state in ("HELD", "APPLIED"):
        return _outcome(asked.subject, person=tx.people.get(mine.person_id))
    asked = replace(asked, departed=any(hold.kind == "depart" and hold.state == "APPLIED" for hold in before))
    again = next((hold for hold in reversed(before) if hold.kind == asked.kind and hold.state != "REVOKED"), None)
    if again is not None:
        # The case comes back: its candidate keeps the code that was reserved, and nobody becomes two people.
        subject = {**asked.subject, "person_id": again.person_id, "is_own_candidate": again.is_newcomer}
        asked = replace(asked, subject=subject)
    try:
        with tx.savepoint():
            # The same case asks anew under another batch: what it held under the earlier one is let go.
            tx.holds.settle([hold for hold in before if hold.state == "HELD"], "RELEASED")
            return _outcome(asked.subject, person=_hold(tx, units, asked))
    except Refused as refused:
        return _outcome(asked.subject, refusals=refused.reasons)
    except (Conflict, NotFound) as fault:
        return _outcome(asked.subject, refusals=[changes.reason_of(fault)])
    except IntegrityError as error:
        return _outcome(asked.subject, refusals=[_collision(error)])


def _collision(error: IntegrityError) -> dict[str, Any]:
    """Somebody was quicker. Raises the error again when it is no such thing."""
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", "") or ""
    if name == "one_open_change_a_person":
        return changes.HELD_ELSEWHERE
    if "citizen_id" in name:
        return changes.CITIZEN_ID_TAKEN
    raise error


def _outcome(
    subject: dict[str, Any], *, person: Person | None = None, refusals: Iterable[dict[str, Any]] = ()
) -> dict[str, Any]:
    return {
        "case_id": subject["case_id"],
        "ok": person is not None,
        "person_id": person.id if person else subject["person_id"],
        "code": person.code if person else None,
        "refusals": list(refusals),
    }


def _hold(tx: Tx, units: dict[UUID, _Held], asked: _Asked) -> Person:
    """The person is held for the case. Raises Refused with every reason that can be known now."""
    subject = asked.subject
    if subject["unit_id"] not in units:
        raise NotFound("unit-unknown")
    held = units[subject["unit_id"]]
    person, is_newcomer = _person_for(tx, held, asked)
    # A newcomer's file is theirs already; that of someone known waits with the change for its decision.
    data = {name: value for name, value in subject["data"].items() if name != "profile" or not is_newcomer}
    hold = Hold(
        case_id=subject["case_id"],
        batch_id=asked.batch_id,
        person_id=person.id,
        unit_id=held.unit.id,
        kind=asked.kind,
        data=data,
        effective_on=asked.effective_on,
        is_newcomer=is_newcomer,
        state="HELD",
        before={name: person.columns[name] for name in changes.KEPT_FOR_UNDO},
    )
    tx.holds.add(hold)
    tx.record(
        "change.prepare", subject_id=person.id, unit_id=hold.unit_id, after={"case_id": hold.case_id, "kind": hold.kind}
    )
    return person


def _person_for(tx: Tx, held: _Held, asked: _Asked) -> tuple[Person, bool]:
    subject = asked.subject
    if asked.kind not in memberships.FROM_FILE:
        return _fitting_person(tx, held.unit, asked), False
    draft = profile.read(subject["data"].get("profile") or {}, current={}, today=tx.today)
    if subject["person_id"] is not None:
        return _with_file(tx, held, asked, draft)
    taken = _citizen_id_taken(tx, draft, by=None)
    found = changes.admissible(draft, kind=asked.kind, unit=held.unit, today=tx.today)
    changes.require([*found, *taken])
    return _newcomer(tx, held, asked.effective_on, draft), True


def _fitting_person(tx: Tx, unit: Unit, asked: _Asked) -> Person:
    """Someone on the roll. What ends with the bond is asked about their unit, whichever one the case names."""
    person = _known_person(tx, asked.subject)
    is_note = asked.kind == "note"
    if not is_note:
        _require_free(tx, person, asked)
    changes.require(
        [
            *changes.possible(asked.kind, status=person.status, unit=unit, today=tx.today),
            *(changes.still_on_the_way(asked.kind, status=person.status) if asked.departed else ()),
        ]
    )
    if is_note:
        changes.require(_link_reasons(tx, person, asked))
        return person
    reasons = changes.fitting(
        asked.kind,
        unit=unit,
        own_unit_id=person.unit_id,
        flags=person.flags,
        latest=tx.memberships.latest(person.id),
        effective_on=asked.effective_on,
    )
    changes.require(reasons)
    return person


def _link_reasons(tx: Tx, person: Person, asked: _Asked) -> list[dict[str, Any]]:
    """Why the case's link cannot be written anew, where that is what the note does."""
    kind = asked.subject["data"].get("link")
    if kind is None:
        return []
    key = (asked.case_id, str(kind))
    return writes.goes_on(tx.writes.links([key]).get(key), status=person.status)


def _citizen_id_taken(tx: Tx, draft: profile.Draft, *, by: UUID | None) -> list[dict[str, Any]]:
    citizen_id = draft.columns.get("citizen_id")
    other = tx.people.by_citizen_id(citizen_id) if citizen_id else None
    return [changes.CITIZEN_ID_TAKEN] if other is not None and other.id != by else []


def _known_person(tx: Tx, subject: dict[str, Any]) -> Person:
    if subject["person_id"] is None:
        raise Refused([changes.PERSON_UNKNOWN])
    return tx.people.lock(subject["person_id"])


def _newcomer(tx: Tx, held: _Held, effective_on: date, draft: profile.Draft) -> Person:
    """A candidate with a member code of their own. They are told to other services when admitted, not before."""
    person = tx.people.add(
        {
            **draft.columns,
            "profile": draft.tail,
            "code": _new_code(tx, held, effective_on),
            "unit_id": held.unit.id,
            "status": "CANDIDATE",
            "status_on": tx.today,
            "origin": "case",
        }
    )
    for other in tx.records.like(person.id, search_key=person.columns["search_key"], born_on=person.born_on):
        # Likeness never holds anyone up: the two wait to be compared.
        tx.records.add_pair(person.id, other, score=LIKE_SCORE, reasons=["name_birth"])
    return person


def _new_code(tx: Tx, held: _Held, effective_on: date) -> str:
    district = next((above for above in held.above if above.level == "DISTRICT"), None)
    return tx.people.next_code(district_seq=(district and district.seq) or 0, year=effective_on.year)


def _with_file(tx: Tx, held: _Held, asked: _Asked, draft: profile.Draft) -> tuple[Person, bool]:
    """Someone known: their file stays as it is until the case is decided. A candidate's is a case's own, and written now."""
    person = _known_person(tx, asked.subject)
    _require_free(tx, person, asked)
    if not asked.subject.get("is_own_candidate"):
        changes.require(changes.same_person(person.columns, draft))
    changes.require(
        [
            *changes.profile_reasons(draft),
            *_citizen_id_taken(tx, draft, by=person.id),
            *changes.possible(asked.kind, status=person.status, unit=held.unit, today=tx.today),
            *changes.not_merged(person.flags),
            *([changes.HONOURED] if asked.kind == "honour" and tx.records.is_honoured(person.id) else ()),
        ]
    )
    if asked.kind in memberships.INTO_UNIT:
        changes.require(changes.after_earlier(tx.memberships.latest(person.id), effective_on=asked.effective_on))
    given: dict[str, Any] = {} if person.code else {"code": _new_code(tx, held, asked.effective_on)}
    if person.status != "CANDIDATE":
        return tx.people.save(person, given) if given else person, False
    given |= {name: value for name, value in draft.columns.items() if value is not None}
    given |= {"unit_id": held.unit.id, "flags": sorted(person.flags - {"lapsed"})}
    return tx.people.save(person, given), True


def _require_free(tx: Tx, person: Person, asked: _Asked) -> None:
    held = tx.holds.of_person(person.id)
    if held is not None and held.case_id != asked.case_id:
        raise Refused([changes.HELD_ELSEWHERE])
