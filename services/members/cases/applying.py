"""Applying: the registry says what the decisions say. Nothing here can refuse any more."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
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
from services.members.stores.memberships import Begun
from services.members.stores.people import Person

Line = dict[str, Any]


def apply(tx: Tx, *, batch_id: UUID, lines: Sequence[Line]) -> None:
    """Held changes are carried out; each leaves its line with what it writes. Applied twice, it is the same."""
    tx.records.no_strike_comes(line["case_id"] for line in lines)
    held = tx.holds.lock_batch(batch_id, [line["case_id"] for line in lines])
    due = {case_id: hold for case_id, hold in held.items() if hold.state == "HELD"}
    known = {person.id: person for person in tx.people.lock_all({hold.person_id for hold in due.values()})}
    place_of = cache(lambda unit_id: _place_of(tx, tx.units.get(unit_id)))
    changed: dict[UUID, Person] = {}
    for turn in _turns([line for line in lines if line["case_id"] in due], due):
        acts = [_Act(tx, hold, known[hold.person_id], line, place_of) for line, hold in turn]
        saved = _carry_out_all(tx, [act for act in acts if act.hold.kind != "note"])
        for act in acts:
            _note(act, saved.get(act.person.id, act.person))
        known |= saved
        changed |= saved
    tx.holds.settle(list(due.values()), "APPLIED")
    kept = [_with_holder(line, due[line["case_id"]]) for line in lines if line["case_id"] in due]
    changed |= keeping.write(tx, kept)
    announcing.people_changed(tx, changed.values())
    tx.emit(contract.ChangesApplied, batch_id=batch_id, outcomes=[_outcome(line, held) for line in lines])


def _with_holder(line: Line, hold: Hold) -> Line:
    return {**line, "person_id": hold.person_id, "unit_id": hold.unit_id}


def _outcome(line: Line, held: dict[UUID, Hold]) -> dict[str, Any]:
    hold = held.get(line["case_id"])
    ok = hold is not None and hold.state in ("HELD", "APPLIED")
    if not ok:
        log.get().error("change_not_held", case=str(line["case_id"]), state=hold and hold.state)
    return {"id": str(line["case_id"]), "ok": ok, "code": None if ok else "change-not-held", "detail": None}


def _turns(lines: Sequence[Line], due: Mapping[UUID, Hold]) -> list[list[tuple[Line, Hold]]]:
    """What is carried out at once: of one person no more than one change, in their order."""
    turns: list[list[tuple[Line, Hold]]] = []
    count = Counter[UUID]()
    for line in lines:
        hold = due[line["case_id"]]
        if count[hold.person_id] == len(turns):
            turns.append([])
        turns[count[hold.person_id]].append((line, hold))
        count[hold.person_id] += 1
    return turns


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


def _note(act: _Act, saved: Person) -> None:
    after = {"case_id": act.hold.case_id, "status": saved.status, "document": act.line.get("document_number")}
    act.tx.record(
        "change.apply",
        subject_id=act.person.id,
        unit_id=saved.unit_id,
        before={"status": act.person.status},
        after=after,
    )


def _carry_out_all(tx: Tx, acts: Sequence[_Act]) -> dict[UUID, Person]:
    """Changes of different people; those whom they changed, by id."""
    entering = [act for act in acts if _enters(act)]
    latest = tx.memberships.latest_of(act.person.id for act in entering)
    tx.memberships.begin_all(_begun(act, latest.get(act.person.id)) for act in entering)
    saved, waiting = list[Person](), list[tuple[Person, dict[str, Any]]]()
    for act in acts:
        values = _values(act)
        if "citizen_id" in values:
            saved.append(tx.people.save(act.person, values))  # at once: the next one may bring the same number
        elif values:
            waiting.append((act.person, values))
    return {person.id: person for person in [*saved, *tx.people.save_all(waiting)]}


def _enters(act: _Act) -> bool:
    """A stretch begins for the person. Who goes without an end is counted where they are until another unit has them."""
    stays = act.hold.kind in ("honour", "depart") or (act.hold.kind == "restore" and act.person.status == "IN_TRANSIT")
    return not stays and not memberships.ends_bond(act.status())


def _values(act: _Act) -> dict[str, Any]:
    """What changes in the person's file; everything else about the change is written."""
    status = act.status()
    values: dict[str, Any] = {"status": status, "status_on": act.on, "status_reason": act.line["title"]}
    if act.hold.kind == "honour":
        return _honour(act, values)
    if memberships.ends_bond(status):
        return values | _left(act, status)
    if not _enters(act):
        return values
    if act.hold.kind == "transfer":
        end_offices(act.tx, act.person.id, on=act.on, but_at=[unit.id for unit in _above(act)])
    return values | _written(act) | {"unit_id": act.hold.unit_id}


def _left(act: _Act, status: str) -> dict[str, Any]:
    """What the file loses with the bond; the offices that end are remembered for a later decision."""
    lost, cut = end_bond(act.tx, act.person, on=act.on, ended_as=status)
    if cut:
        act.tx.holds.remember(act.hold, {"offices": cut})
    return lost


def _honour(act: _Act, values: dict[str, Any]) -> dict[str, Any]:
    """The register has them; their status changes only when they are nobody else's yet."""
    merits = act.line.get("writes", {}).get("honour", {}).get("merits") or act.hold.data.get("merits")
    act.tx.writes.confer(act.person.id, act.hold.case_id, on=act.on, merits=merits)
    if act.person.status == values["status"]:
        return {}
    return values | {"flags": sorted(act.person.flags - {"lapsed"})}


def _above(act: _Act) -> list[Unit]:
    return act.tx.units.above(act.tx.units.get(act.hold.unit_id))


def _begun(act: _Act, latest: Stretch | None) -> Begun:
    """The stretch in the unit, in the bond that goes on or in one of its own."""
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
    return Begun(
        stretch=stretch, why=act.hold.kind, case_id=act.hold.case_id, decision=act.decision, is_new_bond=is_new_bond
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
