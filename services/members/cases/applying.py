"""Applying: the registry says what the decisions say. Nothing here can refuse any more."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from services.contracts import changes as contract
from services.kit import ids, log
from services.members.actions import announcing
from services.members.cases import keeping
from services.members.cases.leaving import end_bond, end_offices
from services.members.cases.preparing import LIKE_SCORE
from services.members.cases.store import Hold
from services.members.domain import changes, memberships
from services.members.domain.memberships import Stretch
from services.members.domain.units import Unit
from services.members.store import Tx
from services.members.stores.people import Person

Line = dict[str, Any]


def apply(tx: Tx, *, batch_id: UUID, lines: Sequence[Line]) -> None:
    """Held changes are carried out; each leaves its line with what it writes. Applied twice, it is the same."""
    tx.records.no_strike_comes()
    held = tx.holds.lock_batch(batch_id, [line["case_id"] for line in lines])
    due = {case_id: hold for case_id, hold in held.items() if hold.state == "HELD"}
    known = {person.id: person for person in tx.people.lock_all({hold.person_id for hold in due.values()})}
    place_of = cache(lambda unit_id: _place_of(tx, tx.units.get(unit_id)))
    changed: dict[UUID, Person] = {}
    for line in lines:
        if (hold := due.get(line["case_id"])) is not None:
            person = known[hold.person_id]
            saved = person if hold.kind == "note" else _carry_out(_Act(tx, hold, person, line, place_of))
            _note(tx, hold, person, saved, line)
            known[person.id] = saved
            if saved is not person:
                changed[person.id] = saved
    tx.holds.settle(list(due.values()), "APPLIED")
    kept = [_kept(line, due[line["case_id"]]) for line in lines if line["case_id"] in due]
    changed |= keeping.write(tx, kept)
    announcing.people_changed(tx, changed.values())
    tx.emit(contract.ChangesApplied, batch_id=batch_id, outcomes=[_outcome(line, held) for line in lines])


def _kept(line: Line, hold: Hold) -> Line:
    return {**line, "person_id": hold.person_id, "unit_id": hold.unit_id}


def _outcome(line: Line, held: dict[UUID, Hold]) -> dict[str, Any]:
    hold = held.get(line["case_id"])
    ok = hold is not None and hold.state in ("HELD", "APPLIED")
    if not ok:
        log.get().error("change_not_held", case=str(line["case_id"]), state=hold and hold.state)
    return {"id": str(line["case_id"]), "ok": ok, "code": None if ok else "change-not-held", "detail": None}


def _note(tx: Tx, hold: Hold, person: Person, saved: Person, line: Line) -> None:
    after = {"case_id": hold.case_id, "status": saved.status, "document": line.get("document_number")}
    tx.record(
        "change.apply", subject_id=person.id, unit_id=saved.unit_id, before={"status": person.status}, after=after
    )


# ---------------------------------------------------------------- one change


@dataclass(frozen=True)
class _Act:
    """A held change with the person and the line that carries it out."""

    tx: Tx
    hold: Hold
    person: Person
    line: Line
    place_of: Callable[[UUID], str]

    @property
    def on(self) -> date:
        return self.hold.effective_on

    @property
    def decision(self) -> tuple[str, date] | None:
        number = self.line.get("document_number")
        return (number, self.line.get("document_on") or self.on) if number else None

    def status(self) -> str:
        """The status that follows; people admitted are members whatever happened to the file meanwhile."""
        usual = "ACTIVE" if self.hold.kind in memberships.INTO_UNIT else self.person.status
        return memberships.TRANSITIONS[self.hold.kind].get(self.person.status, usual)


def _carry_out(act: _Act) -> Person:
    status = act.status()
    values: dict[str, Any] = {"status": status, "status_on": act.on, "status_reason": act.line["title"]}
    if act.hold.kind == "honour":
        return _honour(act, values)
    if memberships.ends_bond(status):
        left = end_bond(act.tx, act.person, on=act.on, ended_as=status)
        return act.tx.people.save(act.person, values | left)
    if act.hold.kind == "depart" or (act.hold.kind == "restore" and act.person.status == "IN_TRANSIT"):
        # Counted where they are until another unit has them.
        return act.tx.people.save(act.person, values)
    if act.hold.kind == "transfer":
        end_offices(act.tx, act.person.id, on=act.on, but_at=[unit.id for unit in _above(act)])
    values |= _written(act)
    _begin(act)
    return act.tx.people.save(act.person, values | {"unit_id": act.hold.unit_id})


def _honour(act: _Act, values: dict[str, Any]) -> Person:
    """The register has them; their status changes only when they are nobody else's yet."""
    merits = act.line.get("writes", {}).get("honour", {}).get("merits") or act.hold.data.get("merits")
    act.tx.writes.confer(act.person.id, act.hold.case_id, on=act.on, merits=merits)
    if act.person.status == values["status"]:
        return act.person
    flags = sorted(act.person.flags - {"lapsed"})
    return act.tx.people.save(act.person, values | {"flags": flags})


def _above(act: _Act) -> list[Unit]:
    return act.tx.units.above(act.tx.units.get(act.hold.unit_id))


def _begin(act: _Act) -> None:
    """The stretch in the unit begins, in the bond that goes on or in one of its own."""
    latest = act.tx.memberships.latest(act.person.id)
    is_new_bond = _is_new_bond(act, latest)
    since = act.on
    if act.hold.kind == "restore" and latest is not None and latest.until is not None and not is_new_bond:
        since = latest.until  # the annulled decision never broke the bond
    stretch = Stretch(
        id=ids.new(),
        bond_id=ids.new() if latest is None or is_new_bond else latest.bond_id,
        person_id=act.person.id,
        unit_id=act.hold.unit_id,
        since=since,
        until=None,
    )
    act.tx.memberships.begin(
        stretch, why=act.hold.kind, case_id=act.hold.case_id, decision=act.decision, is_new_bond=is_new_bond
    )


def _is_new_bond(act: _Act, latest: Stretch | None) -> bool:
    if latest is None or act.hold.kind in ("admit", "come_back"):
        return True
    if act.hold.kind == "restore":
        return bool(act.hold.data.get("anew"))
    return latest.until is not None


def _written(act: _Act) -> dict[str, Any]:
    """What coming in writes into the file; what it replaced is remembered for a later decision."""
    if act.hold.kind not in ("admit", "come_back"):
        return {}
    columns, data = act.person.columns, act.hold.data
    written = _brought(act)
    if act.hold.kind == "admit":
        unit_name = act.place_of(act.hold.unit_id)
        written |= changes.admitted(columns, data, unit_name=unit_name, on=act.on, decision=act.decision)
    else:
        written = {**changes.arrived(columns, data, on=act.on), **written}
    over = {name: [columns[name], new] for name, new in written.items() if name != "flags" and columns[name] != new}
    if over and not act.hold.is_newcomer:
        act.tx.holds.remember(act.hold, {"file": over})
    return written


def _brought(act: _Act) -> dict[str, Any]:
    """What the decided case writes into the file of someone known."""
    said = changes.brought(act.hold.data.get("profile") or {}, act.person.columns, today=act.tx.today)
    return without_taken_number(act.tx, act.person, said)


def without_taken_number(tx: Tx, person: Person, written: dict[str, Any]) -> dict[str, Any]:
    """A decision is carried out all the same when someone else has come to the citizen id: the two wait to be compared."""
    number = written.get("citizen_id")
    other = tx.people.by_citizen_id(number) if number else None
    if other is None or other.id == person.id:
        return written
    tx.records.add_pair(person.id, other.id, score=LIKE_SCORE, reasons=["citizen_id"])
    return {name: value for name, value in written.items() if name != "citizen_id"}


def _place_of(tx: Tx, unit: Unit) -> str:
    above = [each.name for each in tx.units.above(unit) if each.level in ("GRASSROOTS", "SUB_GRASSROOTS", "CHAPTER")]
    return ", ".join(reversed(above)) or unit.name
