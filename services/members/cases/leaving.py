"""What ends with a membership: the bond, every office, secondary links, and flags that say how a member takes part."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.members.accounts.sessions import void_tokens
from services.members.actions import announcing
from services.members.domain import positions
from services.members.domain.memberships import LOST_WITH_BOND
from services.members.domain.positions import Position
from services.members.store import Tx
from services.members.stores.people import Person


def end_bond(tx: Tx, person: Person, *, on: date, ended_as: str) -> dict[str, Any]:
    """The day is the first without the bond, its offices and links; answers what the file loses with it."""
    latest = tx.memberships.latest(person.id)
    if latest is not None and latest.until is None:
        tx.memberships.finish(latest, on=on, ended_as=ended_as)
    end_offices(tx, person.id, on=on)
    tx.writes.end_links(person.id, on=on)
    return {"flags": sorted(person.flags - LOST_WITH_BOND)}


def end_offices(tx: Tx, person_id: UUID, *, on: date, but_at: Collection[UUID] = ()) -> None:
    """The day is the first without offices, those at some units left alone; what they allowed ends with them."""
    _cut(tx, person_id, [held for held in tx.positions.reaching(person_id, on=on) if held.unit_id not in but_at], on=on)


def cut_offices(tx: Tx, person_id: UUID, *, unit_id: UUID, code: str | None, on: date) -> None:
    """The day is the first without the person's offices at one unit, or without the one of the code there."""
    held = [office for office in tx.positions.reaching(person_id, on=on) if office.unit_id == unit_id]
    _cut(tx, person_id, [office for office in held if code is None or office.code == code], on=on)


def _cut(tx: Tx, person_id: UUID, offices: Sequence[Position], *, on: date) -> None:
    ended = [tx.positions.save(positions.cut(office, on=on)) for office in offices]
    if ended:
        announcing.positions_changed(tx, ended)
        void_tokens(tx, [person_id])
