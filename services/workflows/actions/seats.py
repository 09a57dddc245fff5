"""Seats follow the tree, positions and delegations: open cases find their holder again when any of them changes."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from services.kit import ids
from services.kit.faults import Conflict, NotFound
from services.kit.policy import Subject, require
from services.workflows import registry
from services.workflows.actions.keep import announce
from services.workflows.copies import PEOPLE, POSITIONS, UNITS
from services.workflows.domain import relations
from services.workflows.domain.case import Case
from services.workflows.facts import subject_key
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import delegations, positions


def on_units_changed(tx: Tx, units: list[dict[str, Any]]) -> None:
    """The copy of the tree is as told, and cases around the units have the right holders."""
    if UNITS.apply(tx, units):
        seat_again(tx, {unit["id"] for unit in units})


def on_people_changed(tx: Tx, people: list[dict[str, Any]]) -> None:
    """The copy of people is as told."""
    PEOPLE.apply(tx, people)


def on_positions_changed(tx: Tx, told: list[dict[str, Any]]) -> None:
    """The copy of positions is as told, and cases at their units have the right holders."""
    if POSITIONS.apply(tx, told):
        seat_again(tx, {position["unit_id"] for position in told})


def seat_again(tx: Tx, unit_ids: Iterable[UUID]) -> None:
    """Open cases with a seat at one of the units are held by whoever should hold them today."""
    tx.places.forget()
    changed = [seated for case in tx.cases.lock_seated(unit_ids) if (seated := _seated(tx, case)) != case]
    tx.cases.save([(case, registry.get(case.process), subject_key(case)) for case in changed])
    if changed:
        announce(tx, changed)


def _seated(tx: Tx, case: Case) -> Case:
    try:
        seats = relations.seats(case, registry.get(case.process).relations, tx.places.around(case))
    except Conflict:  # the tree has no superior just now: the case stays where it was until it has one again
        return case
    return case if seats == dict(case.seats) else replace(case, seats=seats)


def delegate(tx: Tx, **given: Any) -> dict[str, Any]:
    """A unit lets one below it act in its place in one process, and open cases go there."""
    require(POLICY, tx, "delegation.make", of=Subject(unit_id=given["from_unit_id"]))
    registry.get(given["process"])
    below, above = tx.places.unit(given["to_unit_id"]), given["from_unit_id"]
    if below is None:
        raise NotFound("unit-not-found", unit_id=given["to_unit_id"])
    if above not in below.path[:-1]:
        raise Conflict(
            "not-below", text=f"{below.name} không trực thuộc đơn vị uỷ quyền.", mend="Chọn một đơn vị cấp dưới."
        )
    made = {"id": ids.new(), "made_at": tx.now, "made_by": tx.actor.person_id, **given}
    tx.execute(delegations.insert().values(**made))
    tx.record("delegation.make", subject_id=made["id"], unit_id=above, after=given)
    seat_again(tx, {above})
    return {"ok": True}


def follow_days(tx: Tx) -> None:
    """Terms and delegations begin and end with a day: what changed hands overnight finds its holder."""
    seat_again(tx, turning_units(tx))


def turning_units(tx: Tx) -> set[UUID]:
    """Units where a term or a delegation began today or ended yesterday."""
    yesterday = tx.today - timedelta(days=1)
    terms = select(positions.c.unit_id).where(or_(positions.c.from_on == tx.today, positions.c.until == yesterday))
    lent = select(delegations.c.from_unit_id).where(
        or_(delegations.c.from_on == tx.today, delegations.c.until == yesterday)
    )
    return {row[0] for query in (terms, lent) for row in tx.execute(query)}
