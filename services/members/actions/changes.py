"""Prepare → apply: what cases ask of the registry. Preparing may refuse; applying cannot any more.

Each change is prepared in a savepoint of its own and repeated messages change nothing: a case prepared or applied before
gives the same outcome again.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.contracts import members as contract
from services.kit import ids, log
from services.kit.faults import Conflict, NotFound
from services.members.actions import announcing
from services.members.domain import changes, memberships, profile
from services.members.domain.changes import Refused
from services.members.domain.memberships import Stretch
from services.members.domain.units import Unit
from services.members.store import Tx
from services.members.stores.changes import Hold
from services.members.stores.people import Person

LIKE_SCORE = 80

# ---------------------------------------------------------------- prepare


def prepare(tx: Tx, *, batch_id: UUID, effective_on: date, subjects: Sequence[dict[str, Any]]) -> None:
    """Each change is held or refused with reasons; the outcomes are announced together."""
    known = tx.holds.lock(subject["case_id"] for subject in subjects)
    units = _units_held(tx, subjects)
    outcomes = [
        _prepared(tx, units, batch_id, effective_on, subject, known.get(subject["case_id"])) for subject in subjects
    ]
    tx.emit(contract.ChangesPrepared, batch_id=batch_id, outcomes=outcomes)


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


def _prepared(
    tx: Tx,
    units: dict[UUID, _Held],
    batch_id: UUID,
    effective_on: date,
    subject: dict[str, Any],
    before: Hold | None,
) -> dict[str, Any]:
    if before is not None and before.state in ("HELD", "APPLIED"):
        return _outcome(subject, person=tx.people.get(before.person_id))
    if before is not None and before.state == "RELEASED":
        # The case comes back: its candidate keeps the code that was reserved.
        subject = {**subject, "person_id": before.person_id, "is_own_candidate": before.is_newcomer}
    try:
        with tx.savepoint():
            return _outcome(subject, person=_hold(tx, units, batch_id, effective_on, subject))
    except Refused as refused:
        return _outcome(subject, refusals=refused.reasons)
    except (Conflict, NotFound) as fault:
        return _outcome(subject, refusals=[changes.reason_of(fault)])
    except IntegrityError as error:
        return _outcome(subject, refusals=[_collision(error)])


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


def _hold(tx: Tx, units: dict[UUID, _Held], batch_id: UUID, effective_on: date, subject: dict[str, Any]) -> Person:
    """The person is held for the case. Raises Refused with every reason that can be known now."""
    if subject["unit_id"] not in units:
        raise NotFound("unit-unknown")
    held = units[subject["unit_id"]]
    unit = held.unit
    person, is_newcomer = _person_for(tx, held, effective_on, subject)
    if subject["kind"] != "admit" or subject["person_id"] is not None:
        _require_free(tx, person, subject)
    before = {name: person.columns[name] for name in changes.KEPT_FOR_UNDO}
    # A newcomer's file is theirs already; that of someone known waits with the change for its decision.
    data = {name: value for name, value in subject["data"].items() if name != "profile" or not is_newcomer}
    hold = Hold(
        case_id=subject["case_id"],
        batch_id=batch_id,
        person_id=person.id,
        unit_id=unit.id,
        kind=subject["kind"],
        data=data,
        effective_on=effective_on,
        is_newcomer=is_newcomer,
        state="HELD",
        before=before,
    )
    tx.holds.add(hold)
    tx.record(
        "change.prepare", subject_id=person.id, unit_id=unit.id, after={"case_id": hold.case_id, "kind": hold.kind}
    )
    return person


def _person_for(tx: Tx, held: _Held, effective_on: date, subject: dict[str, Any]) -> tuple[Person, bool]:
    unit = held.unit
    if subject["kind"] != "admit":
        person = _known_person(tx, subject)
        changes.require(changes.possible(subject["kind"], status=person.status, unit=unit, today=tx.today))
        return person, False
    draft = profile.read(subject["data"].get("profile") or {}, current={}, today=tx.today)
    if subject["person_id"] is not None:
        return _readmitted(tx, held, effective_on, subject, draft)
    taken = _citizen_id_taken(tx, draft, by=None)
    changes.require([*changes.admissible(draft, unit=unit, today=tx.today), *taken])
    return _newcomer(tx, held, effective_on, draft), True


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


def _readmitted(
    tx: Tx, held: _Held, effective_on: date, subject: dict[str, Any], draft: profile.Draft
) -> tuple[Person, bool]:
    """Someone known: their file stays as it is until the case is decided. A candidate's is a case's own, and written now."""
    unit = held.unit
    person = _known_person(tx, subject)
    if not subject.get("is_own_candidate"):
        changes.require(changes.same_person(person.columns, draft))
    changes.require(
        [
            *changes.profile_reasons(draft),
            *_citizen_id_taken(tx, draft, by=person.id),
            *changes.possible("admit", status=person.status, unit=unit, today=tx.today),
            *changes.not_merged(person.flags),
        ]
    )
    changes.require(changes.after_earlier(tx.memberships.latest(person.id), effective_on=effective_on))
    given: dict[str, Any] = {} if person.code else {"code": _new_code(tx, held, effective_on)}
    if person.status != "CANDIDATE":
        return tx.people.save(person, given) if given else person, False
    given |= {name: value for name, value in draft.columns.items() if value is not None}
    given |= {"unit_id": unit.id, "flags": sorted(person.flags - {"lapsed"})}
    return tx.people.save(person, given), True


def _require_free(tx: Tx, person: Person, subject: dict[str, Any]) -> None:
    if subject["kind"] == "note":
        return
    held = tx.holds.of_person(person.id)
    if held is not None and held.case_id != subject["case_id"]:
        raise Refused([changes.HELD_ELSEWHERE])


# ---------------------------------------------------------------- apply


def apply(tx: Tx, *, batch_id: UUID, lines: Sequence[dict[str, Any]]) -> None:
    """The registry says what the decisions say; each case leaves its record line. Applied twice, it is the same."""
    held = tx.holds.lock(line["case_id"] for line in lines)
    due = [hold for hold in held.values() if hold.state == "HELD"]
    known = {person.id: person for person in tx.people.lock_all({hold.person_id for hold in due})}
    place_of = cache(lambda unit_id: _place_of(tx, tx.units.get(unit_id)))
    changed: dict[UUID, Person] = {}
    outcomes = []
    for line in lines:
        hold = held.get(line["case_id"])
        if hold is None or hold.state not in ("HELD", "APPLIED"):
            log.get().error("change_not_held", case=str(line["case_id"]), state=hold and hold.state)
            outcomes.append({"id": str(line["case_id"]), "ok": False, "code": "change-not-held", "detail": None})
            continue
        if hold.state == "HELD":
            person = _applied(tx, hold, known[hold.person_id], line, place_of)
            known[person.id] = changed[person.id] = person
        outcomes.append({"id": str(line["case_id"]), "ok": True, "code": None, "detail": None})
    tx.holds.settle([hold.case_id for hold in due], "APPLIED")
    announcing.people_changed(tx, changed.values())
    tx.emit(contract.ChangesApplied, batch_id=batch_id, outcomes=outcomes)


def _applied(tx: Tx, hold: Hold, person: Person, line: dict[str, Any], place_of: Callable[[UUID], str]) -> Person:
    saved = person if hold.kind == "note" else _carry_out(tx, hold, person, line, place_of)
    tx.records.add_once(person.id, line)
    after = {"case_id": hold.case_id, "status": saved.status, "document": line["document_number"]}
    tx.record(
        "change.apply", subject_id=person.id, unit_id=saved.unit_id, before={"status": person.status}, after=after
    )
    return saved


def _carry_out(tx: Tx, hold: Hold, person: Person, line: dict[str, Any], place_of: Callable[[UUID], str]) -> Person:
    on = hold.effective_on
    status = memberships.TRANSITIONS[hold.kind].get(person.status, "ACTIVE" if hold.kind == "admit" else person.status)
    values: dict[str, Any] = {"status": status, "status_on": on, "status_reason": line["title"]}
    decision = (line["document_number"], line["document_on"] or on) if line["document_number"] else None
    if memberships.ends_bond(status):
        _end_bond(tx, person, on=on, ended_as=status)
        return tx.people.save(person, values | _left(person))
    if hold.kind == "admit":
        written = _brought(tx, hold, person)
        unit_name = place_of(hold.unit_id)
        written |= changes.admitted(person.columns, hold.data, unit_name=unit_name, on=on, decision=decision)
        _remember(tx, hold, person, written)
        values |= written
    bond_id = None if hold.kind == "admit" else _open_bond(tx, person)
    stretch = Stretch(
        id=ids.new(),
        bond_id=bond_id or ids.new(),
        person_id=person.id,
        unit_id=hold.unit_id,
        since=hold.effective_on,
        until=None,
    )
    tx.memberships.begin(stretch, why=hold.kind, case_id=hold.case_id, decision=decision, is_new_bond=bond_id is None)
    values["unit_id"] = hold.unit_id
    return tx.people.save(person, values)


def _brought(tx: Tx, hold: Hold, person: Person) -> dict[str, Any]:
    """What the decided case writes into the file of someone known."""
    said = changes.brought(hold.data.get("profile") or {}, person.columns, today=tx.today)
    return _without_taken_number(tx, person, said)


def _remember(tx: Tx, hold: Hold, person: Person, written: dict[str, Any]) -> None:
    """What a case wrote over the file of someone known is there for a later decision to give back."""
    over = {
        name: [person.columns[name], new]
        for name, new in written.items()
        if name != "flags" and person.columns[name] != new
    }
    if over and not hold.is_newcomer:
        tx.holds.remember(hold, {"file": over})


def _without_taken_number(tx: Tx, person: Person, written: dict[str, Any]) -> dict[str, Any]:
    """A decision is carried out all the same when someone else has come to the citizen id: the two wait to be compared."""
    number = written.get("citizen_id")
    other = tx.people.by_citizen_id(number) if number else None
    if other is None or other.id == person.id:
        return written
    tx.records.add_pair(person.id, other.id, score=LIKE_SCORE, reasons=["citizen_id"])
    return {name: value for name, value in written.items() if name != "citizen_id"}


def _left(person: Person) -> dict[str, Any]:
    return {"flags": sorted(person.flags - {"away", "temp_elsewhere", "suspended", "fee_exempt"})}


def _open_bond(tx: Tx, person: Person) -> UUID | None:
    """The bond that goes on; none when the person's last one is over."""
    latest = tx.memberships.latest(person.id)
    return latest.bond_id if latest is not None and latest.until is None else None


def _end_bond(tx: Tx, person: Person, *, on: date, ended_as: str) -> None:
    latest = tx.memberships.latest(person.id)
    if latest is not None and latest.until is None:
        tx.memberships.finish(latest, on=on, ended_as=ended_as)


def _place_of(tx: Tx, unit: Unit) -> str:
    above = [each.name for each in tx.units.above(unit) if each.level in ("GRASSROOTS", "SUB_GRASSROOTS", "CHAPTER")]
    return ", ".join(reversed(above)) or unit.name


# ---------------------------------------------------------------- release, revoke


def release(tx: Tx, *, case_ids: Sequence[UUID]) -> None:
    """The people are free again; a candidate who never became a member is marked, and no list shows them."""
    for hold in tx.holds.lock(case_ids).values():
        if hold.state != "HELD":
            continue
        tx.holds.settle([hold.case_id], "RELEASED")
        person = tx.people.lock(hold.person_id)
        if person.status == "CANDIDATE":
            # Their citizen id is free for whoever comes next: a file that led nowhere must not block anyone.
            tx.people.save(person, {"flags": sorted(person.flags | {"lapsed"}), "citizen_id": None})
        tx.record("change.release", subject_id=person.id, unit_id=hold.unit_id, after={"case_id": hold.case_id})


def revoke(tx: Tx, *, batch_id: UUID, on: date, reason: str, case_ids: Sequence[UUID]) -> None:
    """What the cases changed is undone by a later decision: an admission is annulled, a departure given back."""
    held = tx.holds.lock(case_ids)
    changed = []
    for hold in held.values():
        if hold.state == "APPLIED":
            changed.append(_revoked(tx, hold, on=on, reason=reason))
    announcing.people_changed(tx, changed)
    outcomes = [{"id": str(case_id), "ok": case_id in held, "code": None, "detail": None} for case_id in case_ids]
    tx.emit(contract.ChangesApplied, batch_id=batch_id, outcomes=outcomes)


def _revoked(tx: Tx, hold: Hold, *, on: date, reason: str) -> Person:
    person = tx.people.lock(hold.person_id)
    values: dict[str, Any] = {"status_on": on, "status_reason": reason}
    if hold.kind == "admit":
        _end_bond(tx, person, on=on, ended_as="ANNULLED")
        given_back = changes.given_back(hold.before.get("file", {}), person.columns)
        values |= _without_taken_number(tx, person, given_back) | {"status": "ANNULLED"}
    elif hold.kind != "note":
        values |= {"status": hold.before["status"], "unit_id": hold.before["unit_id"]}
        _give_back(tx, hold, person, on=on)
    saved = tx.people.save(person, values) if hold.kind != "note" else person
    tx.records.strike(hold.case_id, on=on)
    tx.holds.settle([hold.case_id], "REVOKED")
    tx.record(
        "change.revoke", subject_id=person.id, unit_id=hold.unit_id, after={"case_id": hold.case_id, "reason": reason}
    )
    return saved


def _give_back(tx: Tx, hold: Hold, person: Person, *, on: date) -> None:
    """The bond goes on in the unit of before, from the day it was broken where that left nothing behind."""
    latest = tx.memberships.latest(person.id)
    if latest is None or hold.before["unit_id"] is None:
        return
    since = latest.until if latest.until is not None else max(on, latest.since)
    stretch = Stretch(
        id=ids.new(),
        bond_id=latest.bond_id,
        person_id=person.id,
        unit_id=UUID(str(hold.before["unit_id"])),
        since=since,
        until=None,
    )
    tx.memberships.begin(stretch, why="restore", case_id=hold.case_id)
