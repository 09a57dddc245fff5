"""What ends with a membership: the bond, every office, secondary links, and flags that say how a member takes part."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.members.accounts.sessions import void_tokens
from services.members.actions import announcing
from services.members.domain import positions
from services.members.domain.memberships import IN_FORCE, LOST_WITH_BOND
from services.members.domain.positions import Position
from services.members.store import Tx
from services.members.stores.people import Person

Cut = dict[str, Any]
"""An office that was cut short, as it is remembered: which one, its last day before, and since."""


def end_bond(tx: Tx, person: Person, *, on: date, ended_as: str) -> tuple[dict[str, Any], list[Cut]]:
    """The day is the first without the bond, its offices and links; answers what the file loses with it, and those offices."""
    latest = tx.memberships.latest(person.id)
    if latest is not None and latest.until is None:
        tx.memberships.finish(latest, on=on, ended_as=ended_as)
    cut = end_offices(tx, person.id, on=on)
    tx.writes.end_links(person.id, on=on)
    return {"flags": sorted(person.flags - LOST_WITH_BOND)}, cut


def end_offices(tx: Tx, person_id: UUID, *, on: date, but_at: Collection[UUID] = ()) -> list[Cut]:
    """The day is the first without offices, those at some units left alone; what they allowed ends with them."""
    reaching = [held for held in tx.positions.reaching(person_id, on=on) if held.unit_id not in but_at]
    return _cut(tx, person_id, reaching, on=on)


def cut_offices(tx: Tx, person_id: UUID, *, unit_id: UUID, code: str | None, on: date) -> list[Cut]:
    """The day is the first without the person's offices at one unit, or without the one of the code there."""
    held = [office for office in tx.positions.reaching(person_id, on=on) if office.unit_id == unit_id]
    return _cut(tx, person_id, [office for office in held if code is None or office.code == code], on=on)


def _cut(tx: Tx, person_id: UUID, offices: Sequence[Position], *, on: date) -> list[Cut]:
    ended = [tx.positions.end(positions.cut(office, on=on)) for office in offices]
    if ended:
        announcing.positions_changed(tx, ended)
        void_tokens(tx, [person_id])
    return [
        {"id": str(office.id), "until": _iso(office.until), "since": _iso(short.until)}
        for office, short in zip(offices, ended, strict=True)
    ]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def give_back_offices(tx: Tx, cut: Sequence[Cut]) -> None:
    """The offices last as long as they did, where their holder is a member still and somebody else than who decides, the unit
    goes on, and neither the office was changed since nor anybody else has come to it."""
    held = [(tx.positions.lock(UUID(each["id"])), each) for each in cut]
    back = [
        tx.positions.save(positions.last(office, until=each["until"] and date.fromisoformat(each["until"])))
        for office, each in held
        if _iso(office.until) == each["since"] and office.person_id != tx.actor.person_id and _is_free(tx, office)
    ]
    if back:
        announcing.positions_changed(tx, back)


def _is_free(tx: Tx, office: Position) -> bool:
    since = office.until or tx.today
    others = [each for each in tx.positions.at(office.unit_id, on=since) if each.id != office.id]
    is_taken = any(each.code == office.code and each.from_on > since for each in others)
    is_member = tx.people.get(office.person_id).status in IN_FORCE
    return is_member and not is_taken and tx.units.get(office.unit_id).is_open(tx.today)
