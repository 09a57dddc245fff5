"""What was done to units, and the numbers of the decisions that come later."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, insert, select, update

from services.members.domain.decisions import Basis
from services.members.domain.unit_history import Act
from services.members.tables import unit_acts, unit_links, unit_names

if TYPE_CHECKING:
    from services.members.store import Tx

MOST = 200
"""Acts that a history shows: units see a few in their lives."""


class UnitActStore:
    """The histories of units."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def add(self, acts: Iterable[Act]) -> None:
        rows = [_row(act) for act in acts]
        if rows:
            self._tx.execute(insert(unit_acts), rows)

    def of(self, unit_id: UUID) -> list[tuple[UUID, Act]]:
        """The newest first, with their keys."""
        newest = (unit_acts.c.happened_on.desc(), unit_acts.c.id.desc())
        asked = select(unit_acts).where(unit_acts.c.unit_id == unit_id).order_by(*newest).limit(MOST)
        return [(row.id, _act(row)) for row in self._tx.execute(asked)]

    def number(self, key: str, *, number: str, on: date, document_id: UUID) -> list[UUID]:
        """The decision that was asked for under the key has its number, wherever an act rests on it; answers the units.

        Told again, nothing changes.
        """
        waits = and_(unit_acts.c.decision_key == key, unit_acts.c.document_id.is_(None))
        known = {"decision_no": number, "decision_on": on, "document_id": document_id}
        numbered = self._tx.execute(update(unit_acts).where(waits).values(known).returning(unit_acts.c.unit_id))
        units = sorted(set(numbered.scalars()))
        for table in (unit_names, unit_links):
            mine = and_(table.c.decision_key == key, table.c.decision_no.is_(None))
            self._tx.execute(update(table).where(mine).values(decision_no=number))
        return units


def _row(act: Act) -> dict[str, Any]:
    return {
        "unit_id": act.unit_id,
        "kind": act.kind,
        "happened_on": act.on,
        "said": dict(act.said),
        "decision_key": act.basis.key,
        "decision_no": act.basis.number,
        "decision_on": act.basis.on,
        "document_id": act.basis.document_id,
    }


def _act(row: Any) -> Act:
    basis = Basis(number=row.decision_no, on=row.decision_on, document_id=row.document_id, key=row.decision_key)
    return Act(unit_id=row.unit_id, kind=row.kind, on=row.happened_on, basis=basis, said=row.said)
