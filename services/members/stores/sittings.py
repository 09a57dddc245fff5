"""Who was at the sittings of committees."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as insert_or

from services.members.domain.sittings import Attendance
from services.members.tables import sitting_attendances

if TYPE_CHECKING:
    from services.members.store import Tx


class SittingStore:
    """Attendances of committees."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def of(self, unit_id: UUID, *, since: date) -> list[Attendance]:
        """All that is known of the unit's sittings from the day on."""
        row = sitting_attendances.c
        found = select(row.person_id, row.held_on, row.state, row.meeting_id.is_not(None).label("is_told"))
        return [
            Attendance(**each._mapping)
            for each in self._tx.execute(found.where(row.unit_id == unit_id, row.held_on >= since))
        ]

    def enter(self, unit_id: UUID, held_on: date, attendances: Sequence[Attendance]) -> None:
        """By hand the day says this alone."""
        row = sitting_attendances.c
        mine = (row.unit_id == unit_id, row.held_on == held_on, row.meeting_id.is_(None))
        self._tx.execute(delete(sitting_attendances).where(*mine))
        said = {
            "unit_id": unit_id,
            "held_on": held_on,
            "told_at": self._tx.now,
            "recorded_by": self._tx.actor.person_id,
        }
        values = [{**said, "person_id": each.person_id, "state": each.state} for each in attendances]
        self._tx.execute(insert(sitting_attendances), values)

    def tell(
        self, *, meeting_id: UUID, person_id: UUID, unit_id: UUID, held_on: date, state: str, told_at: datetime
    ) -> None:
        """The meeting says this of the person, unless it has said something later already."""
        said = {"unit_id": unit_id, "held_on": held_on, "state": state, "told_at": told_at}
        row = insert_or(sitting_attendances).values(meeting_id=meeting_id, person_id=person_id, **said)
        self._tx.execute(
            row.on_conflict_do_update(
                index_elements=["meeting_id", "person_id"],
                index_where=sitting_attendances.c.meeting_id.is_not(None),
                set_=said,
                where=sitting_attendances.c.told_at <= told_at,
            )
        )
