"""Who holds which office, decided by those above."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.kit import ids
from services.kit.actor import Actor
from services.kit.faults import Conflict, NotFound
from services.kit.policy import Subject, is_allowed, require
from services.members import papers
from services.members.accounts.sessions import void_tokens
from services.members.actions import announcing, committee_terms
from services.members.domain import decisions, sittings
from services.members.domain import positions as rules
from services.members.domain.memberships import IN_FORCE
from services.members.domain.positions import Position
from services.members.domain.units import Unit
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.stores.people import Person

_TAKEN = {
    "one_secretary_a_day": (
        "secretary-exists",
        "Đơn vị đã có Bí thư trong thời gian này.",
        "Kết thúc nhiệm kỳ của Bí thư hiện tại trước.",
    ),
}


def appoint_officer(
    tx: Tx,
    *,
    unit_id: UUID,
    person_id: UUID,
    code: str,
    from_on: date | None,
    until: date | None,
    decision_no: str | None,
    engagement: str | None,
    is_provisional: bool = False,
) -> dict[str, Any]:
    """The person holds the office at the unit from the day.

    Raises Conflict("own-office" | "secretary-exists" | "position-held" | "unit-closed" | "honorary-no-office" |
    "guest-no-office"), NotFound for a unit or person out of scope.
    """
    unit = appointing_unit(tx, unit_id)
    person, since = candidate(tx, person_id, unit), from_on or tx.today
    rules.require_possible_days(since, until, today=tx.today, born_on=person.born_on)
    running = tx.committee_terms.running_provisional(unit.id, on=since) if is_provisional else None
    position = rules.appoint(
        Position(
            id=ids.new(),
            person_id=person.id,
            unit_id=unit.id,
            role=rules.role_of(code, level=unit.level, kind=unit.kind),
            code=code,
            from_on=since,
            until=until,
            decision_no=decision_no,
            engagement=engagement,
            is_provisional=is_provisional,
        ),
        level=unit.level,
        kind=unit.kind,
        provisional_months=int(tx.rules.on(tx.today).values["provisional_max_months"]),
        committee_until=running.until if running else None,
    )
    add(tx, position)
    if position.is_provisional and running is None:
        committee_terms.begin(tx, position, name=None)
    tx.record("position.appoint", subject_id=person.id, unit_id=unit.id, after=announcing.position_copy(position))
    announcing.positions_changed(tx, [position])
    if position.code in rules.COMMITTEE:
        _recognise(tx, unit, position, person)
    return _view(position, unit)


def _view(position: Position, unit: Unit) -> dict[str, Any]:
    return {
        "id": position.id,
        "role": position.role,
        "code": position.code,
        "title": rules.title_of(position.code, is_provisional=position.is_provisional),
        "unit": {"id": unit.id, "name": unit.name, "level": unit.level},
        "until": position.until,
    }


def _recognise(tx: Tx, unit: Unit, position: Position, person: Person) -> None:
    """The superior recognises the officer by a decision of its own, where none was taken on paper."""
    decision, day = decisions.recognised(unit, [(position, person.columns)]), position.from_on
    papers.decide_above(tx, unit, decision, effective_on=day, decision_no=position.decision_no)


def appointing_unit(tx: Tx, unit_id: UUID) -> Unit:
    """The unit, held, when the caller may say who its officers are. Raises NotFound, Denied, Conflict("unit-closed")."""
    unit = tx.units.hold_open(unit_id)
    if not _sees_unit(tx, unit_id):
        raise NotFound("unit-or-member-unknown")
    require(POLICY, tx, "position.appoint", of=Subject(unit.id))
    if not unit.is_open(tx.today):
        raise Conflict("unit-closed", text=f"{unit.name} đã kết thúc hoạt động.", mend="Chọn đơn vị đang hoạt động.")
    return unit


def candidate(tx: Tx, person_id: UUID, unit: Unit) -> Person:
    """Somebody who may hold an office at the unit.

    Raises NotFound, Conflict("own-office" | "honorary-no-office" | "guest-no-office").
    """
    person = seen_person(tx, person_id)
    require_others([person.id], by=tx.actor)
    is_member = person.status in IN_FORCE
    rules.require_candidate(
        is_honorary=not is_member and person.id in tx.records.honoured([person.id]),
        is_guest=tx.writes.stays_at(person.id, unit.id),
    )
    return person


def require_others(holders: Iterable[UUID], *, by: Actor) -> None:
    """Nobody gives themselves an office, lets their own last longer or opens it again. Raises Conflict("own-office")."""
    if by.person_id in set(holders):
        text = "Không ai tự bổ nhiệm, gia hạn hoặc khôi phục chức vụ cho chính mình."
        mend = "Nhờ một cán bộ khác có thẩm quyền thực hiện."
        raise Conflict(
            "own-office", text=text, mend=mend, refusals=[{"code": "own-office", "text": text, "mend": mend}]
        )


def seen_person(tx: Tx, person_id: UUID) -> Person:
    """Raises NotFound("unit-or-member-unknown") out of the caller's scope."""
    person = tx.people.get(person_id)
    if not _sees_person(tx, person.unit_id, person.id):
        raise NotFound("unit-or-member-unknown")
    return person


def _sees_unit(tx: Tx, unit_id: UUID) -> bool:
    return is_allowed(POLICY, tx, "unit.view", of=Subject(unit_id))


def _sees_person(tx: Tx, unit_id: UUID | None, person_id: UUID) -> bool:
    return is_allowed(POLICY, tx, "member.view", of=Subject(unit_id, person_id=person_id))


def add(tx: Tx, position: Position) -> None:
    try:
        with tx.savepoint():
            tx.positions.add(position)
    except IntegrityError as error:
        name = getattr(getattr(error.orig, "diag", None), "constraint_name", "") or ""
        if not name.startswith(("positions", "one_secretary")):
            raise
        held = (
            "position-held",
            "Người này đã giữ chức vụ đó trong thời gian này.",
            "Chọn chức vụ hoặc thời gian khác.",
        )
        code, text, mend = _TAKEN.get(name, held)
        raise Conflict(code, text=text, mend=mend, refusals=[{"code": code, "text": text, "mend": mend}]) from None


def change_position(tx: Tx, *, position_id: UUID, engagement: str | None) -> dict[str, Any]:
    """The office says whether its holder works for the Union alone. Others keep no copy of it: nothing is announced."""
    position = tx.positions.lock(position_id)
    if not _sees_unit(tx, position.unit_id):
        raise NotFound("position-unknown")
    require(POLICY, tx, "position.appoint", of=Subject(position.unit_id))
    changed = tx.positions.save(rules.engage(position, engagement=engagement))
    before, after = {"engagement": position.engagement}, {"engagement": changed.engagement}
    tx.record("position.change", subject_id=position.person_id, unit_id=position.unit_id, before=before, after=after)
    return {"ok": True}


def end_position(
    tx: Tx, *, position_id: UUID, on: date | None, because: str | None = None, absences: int | None = None
) -> dict[str, Any]:
    """The day is the last of the office; what it allowed ends with it, today at once."""
    position = tx.positions.lock(position_id)
    if not _sees_unit(tx, position.unit_id):
        raise NotFound("position-unknown")
    require(POLICY, tx, "position.end", of=Subject(position.unit_id))
    flags = tx.people.get(position.person_id).flags
    limit = int(tx.rules.on(tx.today).values["bch_absence_limit"])
    missed = _missed(tx, position)
    counted = rules.may_end(
        position.code, because, flags=frozenset(flags), absences=absences, limit=limit, missed=missed
    )
    ended = rules.end(position, on=on or tx.today, because=because)
    ended = tx.positions.end(ended)
    before, after = announcing.position_copy(position), announcing.position_copy(ended)
    after |= {"because": because, "absences": counted}
    tx.record("position.end", subject_id=position.person_id, unit_id=position.unit_id, before=before, after=after)
    announcing.positions_changed(tx, [ended])
    void_tokens(tx, [position.person_id])
    return {"ok": True}


def _missed(tx: Tx, position: Position) -> list[date] | None:
    """The last sittings in a row that the holder has missed, as far as they are on record."""
    held = sittings.sittings(tx.sittings.of(position.unit_id, since=position.from_on))
    return sittings.missed(held, position.person_id, since=position.from_on)
