"""Merging and splitting units: members, offices and units below follow on one day, by one decision."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.kit.faults import Invalid
from services.members.accounts.sessions import void_tokens
from services.members.actions import announcing
from services.members.actions.units import changed_by, day_of, new_unit, view
from services.members.domain import positions, reorganising
from services.members.domain import units as rules
from services.members.domain.positions import Position
from services.members.domain.units import Unit
from services.members.store import Tx
from services.members.stores.people import Person


def merge_units(
    tx: Tx,
    *,
    unit_id: UUID,
    target_id: UUID,
    also_ids: list[UUID],
    decision_no: str | None,
    on: date | None,
    version: int | None,
) -> dict[str, Any]:
    """The units are closed, and all that was theirs is the target's from the day. Answers the target."""
    tx.units.lock_tree()
    target = changed_by(tx, "unit.merge", tx.units.lock(target_id))
    for source_id in dict.fromkeys((unit_id, *also_ids)):
        seen = version if source_id == unit_id else None
        source = changed_by(tx, "unit.merge", tx.units.lock(source_id, version=seen))
        _merge(tx, source, tx.units.get(target.id), on=day_of(tx, on, source), decision_no=decision_no)
    return view(tx, tx.units.get(target.id))


def _merge(tx: Tx, source: Unit, target: Unit, *, on: date, decision_no: str | None) -> None:
    # First what is held there: a change that is being carried out comes before, or finds the target.
    tx.units.follow_successor(source.id, target.id)
    children = tx.units.children(source)
    members = tx.units.own_members(source.id)
    closed = reorganising.merged(source, into=target, members=len(members), children=children, on=on, today=tx.today)
    moved = [each for child in children for each in _move_below(tx, child, target, on=on, decision_no=decision_no)]
    people = _move_people(tx, source.id, target.id, members, on=on, why="merge", decision_no=decision_no)
    offices = _end_offices(tx, tx.positions.at(source.id, on=on), on=on)
    tx.units.close(closed)
    tx.record(
        "unit.merge",
        subject_id=source.id,
        unit_id=target.id,
        before=source.copy(),
        after={"into": target.id, "on": on, "decision_no": decision_no, "members": len(people), "units": len(children)},
    )
    announcing.units_changed(tx, [closed, *moved])
    announcing.people_changed(tx, people)
    announcing.positions_changed(tx, offices)


def _move_below(tx: Tx, child: Unit, target: Unit, *, on: date, decision_no: str | None) -> list[Unit]:
    day = max(on, child.opened_on or on)
    moved = rules.move(child, parent=target, today=tx.today)
    return tx.units.move(moved, old_path=child.path, on=day, decision_no=decision_no)


def _move_people(
    tx: Tx, source_id: UUID, target_id: UUID, who: Iterable[UUID], *, on: date, why: str, decision_no: str | None
) -> list[Person]:
    """The members go on in the other unit from the day, in the same bond, without a hole."""
    keys = [person.id for person in tx.people.lock_all(who)]
    decision = (decision_no, on) if decision_no else None
    tx.memberships.move_all(source_id, target_id, keys, on=on, why=why, decision=decision)
    return tx.people.place_all(keys, target_id)


def _end_offices(tx: Tx, held: Sequence[Position], *, on: date) -> list[Position]:
    ended = [tx.positions.save(positions.cut(office, on=on)) for office in held]
    void_tokens(tx, {office.person_id for office in ended})
    return ended


# ---------------------------------------------------------------- splitting


def split_unit(
    tx: Tx,
    *,
    unit_id: UUID,
    name: str,
    kind: str | None,
    person_ids: list[UUID],
    child_ids: list[UUID],
    decision_no: str | None,
    on: date | None,
    version: int | None,
) -> dict[str, Any]:
    """A new unit stands beside this one, with the members and units below that were chosen. Answers the new unit."""
    tx.units.lock_tree()
    source = changed_by(tx, "unit.split", tx.units.lock(unit_id, version=version))
    day = day_of(tx, on, source)
    children = _chosen_children(tx, source, child_ids)
    chosen = frozenset(person_ids)
    if not (chosen or children):
        raise Invalid(errors={"person_ids": ["Chưa chọn ai sang đơn vị mới. Chọn ít nhất một đoàn viên."]})
    if chosen:
        reorganising.require_part(source, chosen=chosen, own=frozenset(tx.units.own_members(source.id)))
    made = _founded(tx, source, name=name, kind=kind or source.kind, on=day, decision_no=decision_no)
    moved = [each for child in children for each in _move_below(tx, child, made, on=day, decision_no=decision_no)]
    people = _move_people(tx, source.id, made.id, chosen, on=day, why="split", decision_no=decision_no)
    held = [office for office in tx.positions.at(source.id, on=day) if office.person_id in chosen]
    offices = _end_offices(tx, held, on=day)
    tx.record(
        "unit.split",
        subject_id=source.id,
        unit_id=source.id,
        after={"into": made.id, "on": day, "decision_no": decision_no, "members": len(people), "units": len(children)},
    )
    announcing.units_changed(tx, [made, *moved])
    announcing.people_changed(tx, people)
    announcing.positions_changed(tx, offices)
    return view(tx, tx.units.get(made.id))


def _chosen_children(tx: Tx, source: Unit, child_ids: list[UUID]) -> list[Unit]:
    known = {child.id: child for child in tx.units.children(source)}
    if not set(child_ids) <= known.keys():
        raise Invalid(errors={"child_ids": ["Có đơn vị không trực thuộc đơn vị này. Chọn lại."]})
    return [known[child_id] for child_id in dict.fromkeys(child_ids)]


def _founded(tx: Tx, source: Unit, *, name: str, kind: str, on: date, decision_no: str | None) -> Unit:
    if source.parent_id is None:
        raise Invalid(errors={"name": ["Cấp tỉnh không chia tách được."]})
    parent = tx.units.lock(source.parent_id)
    unit = new_unit(tx, parent, name=name, level=source.level, kind=kind, code=None, opened_on=on)
    level = next((known.level for known in tx.units.kinds() if known.code == kind), "")
    made = rules.create(unit, parent=parent, kind_level=level, today=tx.today)
    return tx.units.add(made, decision_no=decision_no)
