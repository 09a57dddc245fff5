"""What the copies know of units and people, and how units write the symbols of their papers."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Row, Uuid, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as upsert

from services.kit.faults import Conflict
from services.messaging.domain.facts import Issuer
from services.messaging.domain.issuing import Unit
from services.messaging.domain.symbols import Symbols
from services.messaging.tables import people, unit_symbols, units

if TYPE_CHECKING:
    from services.messaging.store import Tx


class Registry:
    """What the copies know of units and people."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def units(self, unit_ids: Iterable[UUID]) -> dict[UUID, Unit]:
        """Issuing units with the names of those above them. Raises Conflict("unit-not-known-yet"): its news is on the way."""
        wanted = set(unit_ids)
        above = units.alias()
        statement = (
            select(units, above.c.name.label("superior_name"), unit_symbols.c.body, unit_symbols.c.types)
            .select_from(
                units.outerjoin(above, above.c.id == units.c.parent_id).outerjoin(
                    unit_symbols, unit_symbols.c.unit_id == units.c.id
                )
            )
            .where(units.c.id == func.any(bindparam("keys", list(wanted), type_=ARRAY(Uuid))))
        )
        found = {row.id: _unit(row) for row in self._tx.execute(statement)}
        if missing := wanted - found.keys():
            raise Conflict("unit-not-known-yet", unit_ids=sorted(missing))
        return found

    def save_symbols(self, unit_id: UUID, said: Symbols) -> None:
        """The unit writes its symbols so from now on."""
        values = {"body": said.body, "types": dict(said.types), "changed_at": self._tx.now}
        row = upsert(unit_symbols).values(unit_id=unit_id, **values)
        self._tx.execute(row.on_conflict_do_update(index_elements=["unit_id"], set_=values))

    def unit_names(self, unit_ids: Iterable[UUID]) -> dict[UUID, str]:
        return self._names(units.c.id, units.c.name, set(unit_ids))

    def person_names(self, person_ids: Iterable[UUID]) -> dict[UUID, str]:
        return self._names(people.c.id, people.c.full_name, set(person_ids))

    def _names(self, key: Any, name: Any, wanted: set[UUID]) -> dict[UUID, str]:
        named = select(key.label("key"), name.label("name")).where(
            key == func.any(bindparam("keys", list(wanted), type_=ARRAY(Uuid)))
        )
        return {row.key: row.name for row in self._tx.execute(named)} if wanted else {}


def _unit(row: Row[Any]) -> Unit:
    issuer = Issuer(
        id=row.id,
        name=row.name,
        level=row.level,
        abbr=row.body or row.abbr,
        place=row.place,
        superior_id=row.parent_id,
        superior_name=row.superior_name,
    )
    return Unit(issuer=issuer, term=row.term_code, symbols=Symbols(row.body, row.types or {}), usual_abbr=row.abbr)
