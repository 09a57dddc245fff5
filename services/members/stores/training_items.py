"""Items that units add to the training catalogue, by the day."""

from collections.abc import Iterable
from dataclasses import asdict, fields
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from services.members.domain.unit_training_items import Item
from services.members.tables import unit_training_items

if TYPE_CHECKING:
    from services.members.store import Tx

_COLUMNS = [unit_training_items.c[each.name] for each in fields(Item)]


class TrainingItemStore:
    """Wordings of the items of units."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def of(self, unit_ids: Iterable[UUID]) -> list[Item]:
        """Every wording that the units' items have and had, in the order in which they were added."""
        mine = unit_training_items.c.unit_id.in_(list(unit_ids))
        found = select(*_COLUMNS).where(mine).order_by(unit_training_items.c.id)
        return [Item(**row._mapping) for row in self._tx.execute(found)]

    def save(self, items: Iterable[Item]) -> None:
        """The wordings are as given; those that give way come first, since an item has one a day."""
        for item in items:
            said = asdict(item) | {"set_at": self._tx.now, "set_by": self._tx.actor.person_id}
            ended = {"ended_on": item.ended_on, "version": item.version}
            row = insert(unit_training_items).values(said)
            self._tx.execute(row.on_conflict_do_update(index_elements=["id"], set_=ended))
