"""Releasing what was held, and undoing by a later decision what was applied."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.contracts import changes as contract
from services.kit import ids, log
from services.members.actions import announcing
from services.members.cases import keeping
from services.members.cases.applying import without_taken_number
from services.members.cases.leaving import end_bond, give_back_offices
from services.members.cases.store import Hold, Struck
from services.members.domain import changes, memberships
from services.members.domain.memberships import Stretch
from services.members.store import Tx
from services.members.stores.people import Person


def release(tx: Tx, *, case_ids: Sequence[UUID]) -> None:
    """The people are free again; a candidate who never became a member is marked, and no list shows them."""
    for held in tx.holds.lock(case_ids).values():
        for hold in held:
            if hold.state == "HELD":
                _released(tx, hold)


def _released(tx: Tx, hold: Hold) -> None:
    tx.holds.settle([hold], "RELEASED")
    person = tx.people.lock(hold.person_id)
    if person.status == "CANDIDATE":
        # Their citizen id is free for whoever comes next: a file that led nowhere must not block anyone.
        tx.people.save(person, {"flags": sorted(person.flags | {"lapsed"}), "citizen_id": None})
    tx.record("change.release", subject_id=person.id, unit_id=hold.unit_id, after={"case_id": hold.case_id})


def revoke(
    tx: Tx, *, batch_id: UUID, on: date, reason: str, case_ids: Sequence[UUID], lines: Sequence[Mapping[str, Any]] = ()
) -> None:
    """What the cases changed is undone by a later decision, the newest first: an admission is annulled, a departure given back."""
    tx.records.no_line_comes([*case_ids, *(line["case_id"] for line in lines)])
    held = tx.holds.lock(case_ids)
    applied = [hold for case in held.values() for hold in reversed(case) if hold.state == "APPLIED"]
    changed: dict[UUID, Person] = {}
    for hold in applied:
        changed[hold.person_id] = _revoked(tx, hold, on=on, reason=reason)
    tx.holds.settle(applied, "REVOKED")
    kept = {line["case_id"]: keeping.struck_line(line) for line in lines}
    struck = [kept.get(hold.case_id, Struck(hold.case_id)) for hold in applied]
    tx.records.add_strikes_once([key for key in struck if key in kept.values()], on=on, reason=reason)
    changed |= keeping.take_back(tx, struck, on=on, reason=reason)
    announcing.people_changed(tx, changed.values())
    outcomes = [{"id": str(case_id), "ok": case_id in held, "code": None, "detail": None} for case_id in case_ids]
    tx.emit(contract.ChangesApplied, batch_id=batch_id, outcomes=outcomes)


def _revoked(tx: Tx, hold: Hold, *, on: date, reason: str) -> Person:
    person = tx.people.lock(hold.person_id)
    saved = _undone(tx, hold, person, on=on, reason=reason)
    tx.record(
        "change.revoke", subject_id=person.id, unit_id=hold.unit_id, after={"case_id": hold.case_id, "reason": reason}
    )
    return saved


def _undone(tx: Tx, hold: Hold, person: Person, *, on: date, reason: str) -> Person:
    values: dict[str, Any] = {"status_on": on, "status_reason": reason}
    if hold.kind == "note":
        return person
    if hold.kind in ("admit", "come_back"):
        return tx.people.save(person, values | _not_admitted(tx, hold, person, on=on))
    if hold.kind == "honour":
        tx.writes.end_honour(hold.person_id, on=on)
        return tx.people.save(person, values | {"status": "HONOUR_ENDED"}) if hold.is_newcomer else person
    if _is_overtaken(tx, hold, person):
        # Another decision has come since: what it says stands.
        log.get().error("revocation_overtaken", case=str(hold.case_id), kind=hold.kind, status=person.status)
        return person
    saved = tx.people.save(person, values | _as_before(tx, hold, person, on=on))
    give_back_offices(tx, hold.before.get("offices", ()))
    return saved


def _is_overtaken(tx: Tx, hold: Hold, person: Person) -> bool:
    """The person is no longer what the change made of them."""
    moved = hold.kind == "transfer" and person.unit_id != _standing(tx, hold.unit_id)
    return moved or person.status not in memberships.TRANSITIONS[hold.kind].values()


def _not_admitted(tx: Tx, hold: Hold, person: Person, *, on: date) -> dict[str, Any]:
    """Whoever came in by the decision has come in no more; who had been outside is outside again."""
    status = "TRANSFERRED_EXTERNAL" if hold.before["status"] == "TRANSFERRED_EXTERNAL" else "ANNULLED"
    lost, _ = end_bond(tx, person, on=on, ended_as=status)
    given_back = changes.given_back(hold.before.get("file", {}), person.columns)
    return without_taken_number(tx, person, given_back) | lost | {"status": status}


def _as_before(tx: Tx, hold: Hold, person: Person, *, on: date) -> dict[str, Any]:
    status, flags = hold.before["status"], set(person.flags)
    if memberships.ends_bond(status):
        lost, _ = end_bond(tx, person, on=on, ended_as=status)
        return lost | {"status": status}
    before_id = hold.before["unit_id"] or person.unit_id
    unit_id = _standing(tx, UUID(str(before_id)))
    if memberships.ends_bond(person.status):
        flags |= memberships.LOST_WITH_BOND & set(hold.before.get("flags", ()))
    if memberships.ends_bond(person.status) or unit_id != person.unit_id:
        _give_back(tx, hold, person, unit_id, on=on)
    return {"status": status, "unit_id": unit_id, "flags": sorted(flags)}


def _standing(tx: Tx, unit_id: UUID) -> UUID:
    """The unit, or whoever has taken over from it; of one that was dissolved the union above, where the person waits for a
    chapter (domain rule 5)."""
    unit = tx.units.get(unit_id)
    while unit.successor_id is not None:
        unit = tx.units.get(unit.successor_id)
    above = (each for each in reversed(tx.units.above(unit)) if each.is_open(tx.today))
    return next((each.id for each in above), unit.id)


def _give_back(tx: Tx, hold: Hold, person: Person, unit_id: UUID, *, on: date) -> None:
    """The bond goes on in the unit of before, from the day it was broken where that left nothing behind.

    One that was over on its first day left no stretch that stands: it begins again on that day.
    """
    is_over = memberships.ends_bond(person.status)
    at_once = tx.memberships.over_at_once(person.id, since=hold.effective_on) if is_over else None
    broken = at_once or tx.memberships.latest(person.id)
    if broken is None:
        return
    going_on = broken.since if is_over else max(on, broken.since)
    stretch = Stretch(
        id=ids.new(),
        bond_id=broken.bond_id,
        person_id=person.id,
        unit_id=unit_id,
        since=broken.until or going_on,
        until=None,
    )
    tx.memberships.begin(stretch, why="restore", case_id=hold.case_id)
