"""Preparing: each change that a case asks of the registry is held for it, or refused with reasons.

A batch is judged and written as one; where two of its changes collide, each is taken in a savepoint of its own. Repeated
messages change nothing: what a batch prepared or applied before gives the same outcome again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.contracts import changes as contract
from services.kit import ids
from services.kit.faults import NotFound
from services.members.cases import judging
from services.members.cases.judging import Asked, Fit, Place
from services.members.cases.store import Hold
from services.members.domain import changes, memberships
from services.members.store import Tx
from services.members.stores.people import Person

LIKE_SCORE = 80

Earlier = Mapping[UUID, Sequence[Hold]]
"""What each case has held before."""
Outcomes = dict[UUID, dict[str, Any]]


def prepare(tx: Tx, *, batch_id: UUID, effective_on: date, subjects: Sequence[dict[str, Any]]) -> None:
    """Each change is held or refused with reasons; the outcomes are announced together."""
    earlier = tx.holds.lock(subject["case_id"] for subject in subjects)
    places = _places_held(tx, subjects)
    outcomes: Outcomes = {}
    fresh = []
    for asked in (Asked(batch_id, effective_on, subject) for subject in subjects):
        mine = next((hold for hold in earlier.get(asked.case_id, ()) if hold.batch_id == batch_id), None)
        if mine is not None and mine.state in ("HELD", "APPLIED"):
            outcomes[asked.case_id] = _outcome(asked, person=tx.people.get(mine.person_id))
        else:
            fresh.append(_come_back(asked, earlier.get(asked.case_id, ())))
    outcomes |= _together(tx, places, fresh, earlier)
    said = [outcomes[UUID(str(subject["case_id"]))] for subject in subjects]
    tx.emit(contract.ChangesPrepared, batch_id=batch_id, outcomes=said)


def _places_held(tx: Tx, subjects: Sequence[dict[str, Any]]) -> dict[UUID, Place]:
    """The units of the changes, held in one order for all and before any savepoint; an unknown one is not among them."""
    held = {}
    for unit_id in sorted({subject["unit_id"] for subject in subjects}):
        with suppress(NotFound):
            unit = tx.units.hold_open(unit_id)
            held[unit_id] = Place(unit, tx.units.above(unit))
    return held


def _come_back(asked: Asked, before: Sequence[Hold]) -> Asked:
    """When the case comes back, its candidate keeps the code that was reserved, and nobody becomes two people."""
    asked = replace(asked, departed=any(hold.kind == "depart" and hold.state == "APPLIED" for hold in before))
    again = next((hold for hold in reversed(before) if hold.kind == asked.kind and hold.state != "REVOKED"), None)
    if again is None:
        return asked
    return replace(
        asked, subject={**asked.subject, "person_id": again.person_id, "is_own_candidate": again.is_newcomer}
    )


def _together(tx: Tx, places: Mapping[UUID, Place], asked: Sequence[Asked], earlier: Earlier) -> Outcomes:
    """The outcomes of changes that were not prepared before, by case."""
    if not asked:
        return {}
    known = judging.read(tx, asked)
    judged = {one.case_id: judging.judged(known, places, one, today=tx.today) for one in asked}
    fits = [found for found in judged.values() if isinstance(found, Fit)]
    try:
        with tx.savepoint():
            held = _hold_all(tx, fits, earlier)
    except IntegrityError as error:
        # Somebody was quicker, or two of the batch collide: then the first of them has it.
        if len(asked) == 1:
            return {asked[0].case_id: _outcome(asked[0], refusals=[_collision(error)])}
        return {key: said for one in asked for key, said in _together(tx, places, [one], earlier).items()}
    return {
        one.case_id: _outcome(one, person=held[one.case_id])
        if isinstance(found := judged[one.case_id], Fit)
        else _outcome(one, refusals=found)
        for one in asked
    }


def _collision(error: IntegrityError) -> dict[str, Any]:
    """Somebody was quicker. Raises the error again when it is no such thing."""
    name = getattr(getattr(error.orig, "diag", None), "constraint_name", "") or ""
    if name == "one_open_change_a_person":
        return changes.HELD_ELSEWHERE
    if "citizen_id" in name:
        return changes.CITIZEN_ID_TAKEN
    raise error


def _outcome(asked: Asked, *, person: Person | None = None, refusals: Iterable[dict[str, Any]] = ()) -> dict[str, Any]:
    return {
        "case_id": asked.subject["case_id"],
        "ok": person is not None,
        "person_id": person.id if person else asked.subject["person_id"],
        "code": person.code if person else None,
        "refusals": list(refusals),
    }


# ---------------------------------------------------------------- what is held


def _hold_all(tx: Tx, fits: Sequence[Fit], earlier: Earlier) -> dict[UUID, Person]:
    """The people are held for their cases. What a case held under an earlier batch is let go: it asks anew."""
    let_go = [hold for fit in fits for hold in earlier.get(fit.asked.case_id, ()) if hold.state == "HELD"]
    tx.holds.settle(let_go, "RELEASED")
    people = _people(tx, fits)
    holds = [_hold(fit, people[fit.asked.case_id]) for fit in fits]
    tx.holds.add_all(holds)
    for hold in holds:
        after = {"case_id": hold.case_id, "kind": hold.kind}
        tx.record("change.prepare", subject_id=hold.person_id, unit_id=hold.unit_id, after=after)
    return people


def _hold(fit: Fit, person: Person) -> Hold:
    # A newcomer's file is theirs already; that of someone known waits with the change for its decision.
    given = fit.asked.subject["data"]
    return Hold(
        case_id=fit.asked.subject["case_id"],
        batch_id=fit.asked.batch_id,
        person_id=person.id,
        unit_id=fit.place.unit.id,
        kind=fit.asked.kind,
        data={name: value for name, value in given.items() if name != "profile" or not fit.is_of_newcomer},
        effective_on=fit.asked.effective_on,
        is_newcomer=fit.is_of_newcomer,
        state="HELD",
        before={name: person.columns[name] for name in changes.KEPT_FOR_UNDO},
    )


def _people(tx: Tx, fits: Sequence[Fit]) -> dict[UUID, Person]:
    """By case, with what is written of them now: newcomers, and whoever has no code yet."""
    codes = _codes(tx, [fit for fit in fits if fit.person is None or not fit.person.code])
    rows = {fit.asked.case_id: _row(tx, fit, codes) for fit in fits if fit.person is None}
    added = tx.people.add_all(rows.values())
    _note_alike(tx, list(added.values()))
    people = {case_id: added[row["id"]] for case_id, row in rows.items()}
    for fit in fits:
        if fit.person is not None:
            new = {"code": codes[fit.asked.case_id]} if fit.asked.case_id in codes else {}
            written = {**new, **fit.written}
            people[fit.asked.case_id] = tx.people.save(fit.person, written) if written else fit.person
    return people


def _row(tx: Tx, fit: Fit, codes: Mapping[UUID, str]) -> dict[str, Any]:
    """A candidate with a member code of their own. They are told to other services when admitted, not before."""
    return {
        **fit.written,
        "id": ids.new(),
        "code": codes[fit.asked.case_id],
        "unit_id": fit.place.unit.id,
        "status": "CANDIDATE",
        "status_on": tx.today,
        "origin": "case",
    }


def _note_alike(tx: Tx, newcomers: Sequence[Person]) -> None:
    """Likeness never holds anyone up: the two wait to be compared."""
    for one, other in tx.records.like(newcomers):
        tx.records.add_pair(one, other, score=LIKE_SCORE, reasons=["name_birth"])


def _codes(tx: Tx, fits: Sequence[Fit]) -> dict[UUID, str]:
    """A code for each that comes from a file, of the district and year of the decision; by case."""
    wanted = [fit for fit in fits if fit.asked.kind in memberships.FROM_FILE]
    counts = Counter(_series(fit) for fit in wanted)
    fresh = {
        (district_seq, year): iter(tx.people.next_codes(count, district_seq=district_seq, year=year))
        for (district_seq, year), count in sorted(counts.items())
    }
    return {fit.asked.case_id: next(fresh[_series(fit)]) for fit in wanted}


def _series(fit: Fit) -> tuple[int, int]:
    district = next((above for above in fit.place.above if above.level == "DISTRICT"), None)
    return (district and district.seq) or 0, fit.asked.effective_on.year
