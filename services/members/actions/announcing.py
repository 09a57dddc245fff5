"""What other services keep copies of is told to them with every change."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from services.contracts import members as contract
from services.kit.outbox import Audience
from services.members.domain.positions import Position
from services.members.domain.units import Unit
from services.members.queries import memberships as queries
from services.members.store import Tx
from services.members.stores.people import Person

T = TypeVar("T")
_BATCH = 500


def people_changed(tx: Tx, changed: Iterable[Person]) -> None:
    """The people are as they are now."""
    publish_people(tx, [person.copy() for person in changed])


def publish_people(tx: Tx, told: Sequence[dict[str, Any]]) -> None:
    """The people are as told, each with their memberships by the day."""
    for batch in _batches(told):
        people = queries.with_memberships(tx, batch)
        audience = Audience(people=[person["id"] for person in batch], units=_units(each["unit_id"] for each in batch))
        tx.emit(contract.PeopleChanged, audience=audience, people=people)


def units_changed(tx: Tx, changed: Iterable[Unit]) -> None:
    """The units are as they are now."""
    for batch in _batches(list(changed)):
        audience = Audience(units=[unit.id for unit in batch])
        tx.emit(contract.UnitsChanged, audience=audience, units=[unit.copy() for unit in batch])


def positions_changed(tx: Tx, changed: Iterable[Position]) -> None:
    """The positions are as they are now."""
    for batch in _batches(list(changed)):
        audience = Audience(people=[held.person_id for held in batch], units=_units(held.unit_id for held in batch))
        tx.emit(contract.PositionsChanged, audience=audience, positions=[position_copy(held) for held in batch])


def position_copy(held: Position) -> dict[str, object]:
    """The position as other services keep it."""
    return held.copy()


def _units(given: Iterable[UUID | None]) -> list[UUID]:
    return sorted({unit_id for unit_id in given if unit_id is not None})


def _batches(items: Sequence[T]) -> Iterable[Sequence[T]]:
    return (items[start : start + _BATCH] for start in range(0, len(items), _BATCH))
