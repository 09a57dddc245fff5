"""A whole committee is recognised by the superior, by one decision (domain rule 1.5, template T17)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import ids
from services.kit.faults import Conflict
from services.members import papers
from services.members.accounts.sessions import void_tokens
from services.members.actions import announcing, positions
from services.members.actions.units import view
from services.members.domain import decisions
from services.members.domain import positions as rules
from services.members.domain.positions import Position
from services.members.domain.units import Unit
from services.members.store import Tx


def recognise_committee(
    tx: Tx,
    *,
    unit_id: UUID,
    seats: Sequence[Mapping[str, Any]],
    term: str | None,
    is_provisional: bool,
    from_on: date | None,
    until: date | None,
    decision_no: str | None,
) -> dict[str, Any]:
    """The unit has this committee from the day; the one before ends with the day before. Answers the unit.

    Raises Conflict("seated-twice" | "secretary-exists" | "position-held" | "unit-closed"), NotFound for whom the caller does
    not see.
    """
    unit, since = positions.appointing_unit(tx, unit_id), from_on or tx.today
    people = [positions.seen_person(tx, seat["person_id"]) for seat in seats]
    _require_one_seat(people)
    ended = _end_before(tx, unit, on=since)
    office = Office(unit, since, until, decision_no, is_provisional)
    months = int(tx.rules.on(tx.today).values["provisional_max_months"])
    new = [_seat(office, seat["person_id"], seat["code"], provisional_months=months) for seat in seats]
    for position in new:
        positions.add(tx, position)
    after = {"seats": [announcing.position_copy(position) for position in new], "ended": len(ended)}
    tx.record("committee.recognise", subject_id=unit.id, unit_id=unit.id, after=after)
    announcing.positions_changed(tx, [*ended, *new])
    held = [(position, person.columns) for position, person in zip(new, people, strict=True)]
    decision = decisions.recognised(unit, held, term=term)
    papers.decide_above(tx, unit, decision, effective_on=since, decision_no=decision_no)
    return view(tx, unit)


def _require_one_seat(people: Sequence[Any]) -> None:
    names = {person.id: person.full_name for person in people}
    if len(names) == len(people):
        return
    twice = next(name for key, name in names.items() if sum(person.id == key for person in people) > 1)
    text = f"{twice} được ghi hai lần trong danh sách Ban Chấp hành."
    raise Conflict("seated-twice", text=text, mend="Giữ một dòng, với chức vụ cao nhất của người đó.")


def _end_before(tx: Tx, unit: Unit, *, on: date) -> list[Position]:
    held = [office for office in tx.positions.at(unit.id, on=on) if office.code in rules.COMMITTEE]
    ended = [tx.positions.save(rules.cut(office, on=on)) for office in held]
    void_tokens(tx, {office.person_id for office in ended})
    return ended


@dataclass(frozen=True)
class Office:
    """What all seats of a committee have in common."""

    unit: Unit
    since: date
    until: date | None
    decision_no: str | None
    is_provisional: bool


def _seat(office: Office, person_id: UUID, code: str, *, provisional_months: int) -> Position:
    unit = office.unit
    position = Position(
        id=ids.new(),
        person_id=person_id,
        unit_id=unit.id,
        role=rules.role_of(code, level=unit.level, kind=unit.kind),
        code=code,
        from_on=office.since,
        until=office.until,
        decision_no=office.decision_no,
        is_provisional=office.is_provisional,
    )
    return rules.appoint(position, level=unit.level, kind=unit.kind, provisional_months=provisional_months)
