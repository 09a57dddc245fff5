"""Merging and splitting units: members, offices and units below follow on one day, by one decision."""

import functools
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import clock, ids
from services.kit.faults import Conflict, Invalid
from services.members import papers
from services.members.accounts.sessions import void_tokens
from services.members.actions import announcing, dissolving
from services.members.actions.changing_units import changed_by, day_of, new_unit
from services.members.actions.positions import require_others
from services.members.actions.units import view
from services.members.domain import decisions, positions, recognitions, reorganising, unit_history
from services.members.domain import units as rules
from services.members.domain.decisions import Basis
from services.members.domain.positions import Position
from services.members.domain.reorganising import Merger, Step
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
    """The units are closed, and all that was theirs is the target's from the day, by one decision. Answers the target."""
    tx.units.lock_tree()
    target = changed_by(tx, "unit.merge", tx.units.lock(target_id))
    asked = dict.fromkeys((unit_id, *also_ids))
    sources = [_source(tx, source_id, version if source_id == unit_id else None) for source_id in asked]
    days = {source.id: day_of(tx, on, source) for source in sources}
    carried = {
        source.id: dissolving.carried_out(tx, source, on=days[source.id], decision_no=decision_no) for source in sources
    }
    left = [source for source in sources if carried[source.id] is None]
    decided, decision = _decided(tx, left, target, effective_on=on or tx.today, decision_no=decision_no)
    for source in sources:
        now, held = tx.units.get(source.id), carried[source.id]
        by = None if held else decision
        _merge(tx, now, tx.units.get(target.id), on=days[source.id], basis=held or decided, decision=by)
    return view(tx, tx.units.get(target.id))


def _decided(
    tx: Tx, sources: Sequence[Unit], target: Unit, *, effective_on: date, decision_no: str | None
) -> tuple[Basis, tuple[str, UUID] | None]:
    """What the mergers rest on that carry out no earlier decision, and whose decision it is under which key."""
    by = None if decision_no or not sources else _decider_on(tx, (*sources, target))
    merged = decisions.merged(f"T17/{ids.new()}/merged", sources, into=target)
    concerned = [*sources, target]
    basis = papers.decide(tx, merged, by, of=concerned, effective_on=effective_on, decision_no=decision_no)
    return basis, None if by is None else (merged.key, by.id)


def _source(tx: Tx, unit_id: UUID, version: int | None) -> Unit:
    return changed_by(tx, "unit.merge", tx.units.lock(unit_id, version=version))


def _decider_on(tx: Tx, concerned: Iterable[Unit]) -> Unit | None:
    """In whose name the one who acts decides on all of these."""
    first, *others = (tx.units.above(unit)[:-1] for unit in concerned)
    return papers.decider(tx, functools.reduce(decisions.common, others, first))


def _merge(tx: Tx, source: Unit, target: Unit, *, on: date, basis: Basis, decision: tuple[str, UUID] | None) -> None:
    # First what is held there: a change that is being carried out comes before, or finds the target.
    waiting = tx.mergers.follow(source.id, target.id)
    children = tx.units.children(source)
    members = tx.units.own_members(source.id)
    closed = reorganising.merged(source, into=target, members=len(members), children=children, on=on, today=tx.today)
    moved = [each for child in children for each in _move_below(tx, child, source, target, on=on, basis=basis)]
    people, steps = _move_people(tx, source.id, target.id, members, on=on, why="merge", basis=basis)
    held = tx.positions.at(source.id, on=on)
    offices = _end_offices(tx, held, on=on)
    carried = _carry_offices(tx, held, target, on=on, basis=basis)
    tx.units.close(closed)
    merger = Merger(
        id=ids.new(),
        unit_id=source.id,
        into_id=target.id,
        merged_on=on,
        merged_at=tx.now,
        merged_by=tx.actor.person_id,
        decision_no=basis.number,
        steps=tuple(steps),
        units=tuple(child.id for child in children),
        offices=tuple((office.id, office.until) for office in held),
        carried=tuple((office.id, office.until) for office in carried),
        decision=decision,
    )
    tx.mergers.add(merger, waiting=waiting)
    tx.acts.add(unit_history.merged((source.id, source.name), (target.id, target.name), on, basis))
    tx.record(
        "unit.merge",
        subject_id=source.id,
        unit_id=target.id,
        before=source.copy(),
        after={
            "into": target.id,
            "on": on,
            "decision_no": basis.number,
            "members": len(people),
            "units": len(children),
            "offices": len(carried),
        },
    )
    announcing.units_changed(tx, [closed, *moved])
    announcing.people_changed(tx, people)
    announcing.positions_changed(tx, [*offices, *carried])


def _move_below(tx: Tx, child: Unit, source: Unit, target: Unit, *, on: date, basis: Basis) -> list[Unit]:
    day = max(on, child.opened_on or on)
    moved = rules.move(child, parent=target, today=tx.today)
    tx.acts.add(unit_history.moved(child.id, day, basis, before=source.name, after=target.name))
    return tx.units.move(moved, old_path=child.path, on=day, basis=basis)


def _move_people(
    tx: Tx, source_id: UUID, target_id: UUID, who: Iterable[UUID], *, on: date, why: str, basis: Basis
) -> tuple[list[Person], list[Step]]:
    """The members go on in the other unit from the day, in the same bond, without a hole."""
    keys = [person.id for person in tx.people.lock_all(who)]
    decision = (basis.number, basis.on or on) if basis.number else None
    steps = tx.memberships.move_all(source_id, target_id, keys, on=on, why=why, decision=decision)
    return tx.people.place_all(keys, target_id), steps


def _end_offices(tx: Tx, held: Sequence[Position], *, on: date) -> list[Position]:
    ended = [tx.positions.end(positions.cut(office, on=on)) for office in held]
    void_tokens(tx, {office.person_id for office in ended})
    return ended


def _carry_offices(tx: Tx, held: Sequence[Position], target: Unit, *, on: date, basis: Basis) -> list[Position]:
    """The offices go on in the unit that takes over, secretaries first; answers those that do."""
    seated, begun = tx.positions.at(target.id, on=on), []
    for office in sorted(held, key=lambda each: positions.ORDER.get(each.code, len(positions.ORDER))):
        number, key = basis.number, ids.new()
        found = reorganising.carried(office, into=target, on=on, seated=seated, new_id=key, decision_no=number)
        if found is not None:
            begun.append(tx.positions.add(found))
            seated.append(found)
    return begun


# ---------------------------------------------------------------- undoing a merger


def unmerge_unit(tx: Tx, *, unit_id: UUID, reason: str, version: int | None) -> dict[str, Any]:
    """The unit stands again with all that its merger moved, as if it had not been. Answers the unit.

    Its members, offices, units below and what waited there come back from the day of the merger; what the other unit has got
    since stays with it. Raises Conflict with each reason, by name, where something would be lost.
    """
    tx.units.lock_tree()
    unit = changed_by(tx, "unit.merge", tx.units.lock(unit_id, version=version))
    found = tx.mergers.standing(unit.id)
    if found is None or unit.parent_id is None or unit.successor_id is None:
        remark = reorganising.NOT_MERGED
        raise Conflict(remark.code, text=remark.text, mend=remark.mend, refusals=[vars(remark)])
    merger, waiting = found
    went = tx.people.lock_all(step.person_id for step in merger.steps)
    parent, into = tx.units.lock(unit.parent_id), tx.units.lock(merger.into_id)
    reopened = reorganising.parted(
        unit,
        into=into,
        parent=parent,
        since=tx.mergers.since(merger),
        recorded_on=clock.day_of(merger.merged_at),
        today=tx.today,
        days=int(tx.rules.on(tx.today).values["unit_merge_undo_days"]),
    )
    tx.units.reopen(reopened, on=merger.merged_on)
    tx.mergers.undone(merger)
    basis = _revoke_decision(tx, merger, reopened, into=into, reason=reason)
    moved = [each for child in merger.units for each in _move_back(tx, child, into, merger, basis=basis)]
    tx.mergers.bring_back(merger.steps)
    people = tx.people.place_all([person.id for person in went], unit.id)
    tx.mergers.give_back(waiting, successor_id=into.id, unit_id=unit.id)
    offices = _give_offices_back(tx, merger)
    tx.acts.add(unit_history.parted((unit.id, unit.name), (into.id, into.name), tx.today, basis))
    after = {"from": into.id, "reason": reason, "members": len(people), "units": len(merger.units)}
    tx.record("unit.unmerge", subject_id=unit.id, unit_id=unit.id, before=unit.copy(), after=after)
    announcing.units_changed(tx, [reopened, *moved])
    announcing.people_changed(tx, people)
    announcing.positions_changed(tx, offices)
    return view(tx, tx.units.get(unit.id))


def _revoke_decision(tx: Tx, merger: Merger, unit: Unit, *, into: Unit, reason: str) -> Basis:
    """The decision of the merger is revoked by whose it was; one of several units leaves it standing for the others."""
    if merger.decision is None:
        return Basis()
    key, issuer_id = merger.decision
    shared = tx.mergers.share_decision(key)
    revoked = decisions.undone(f"T19R/{merger.id}", key, unit, into=into, reason=reason, is_one_of_several=shared)
    return papers.undo(tx, revoked, tx.units.get(issuer_id), revokes=None if shared else key, reason=reason)


def _move_back(tx: Tx, child_id: UUID, into: Unit, merger: Merger, *, basis: Basis) -> list[Unit]:
    child, parent = tx.units.lock(child_id), tx.units.get(merger.unit_id)
    return _move_below(tx, child, into, parent, on=merger.merged_on, basis=basis)


def _give_offices_back(tx: Tx, merger: Merger) -> list[Position]:
    """Offices of the unit go on: while it was closed nobody else can have had them."""
    held = [(tx.positions.lock(office_id), until) for office_id, until in merger.offices]
    require_others((office.person_id for office, until in held if office.until != until), by=tx.actor)
    back = [tx.positions.save(positions.last(office, until=until)) for office, until in held]
    carried = [tx.positions.end(recognitions.never_held(tx.positions.lock(key))) for key, _ in merger.carried]
    void_tokens(tx, {office.person_id for office in back})
    return [*carried, *back]


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
    decided = decisions.split(source, made)
    basis = papers.decide_above(tx, source, decided, effective_on=day, decision_no=decision_no)
    moved = [each for child in children for each in _move_below(tx, child, source, made, on=day, basis=basis)]
    people, _ = _move_people(tx, source.id, made.id, chosen, on=day, why="split", basis=basis)
    tx.acts.add(unit_history.split((source.id, source.name), (made.id, made.name), day, basis))
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
