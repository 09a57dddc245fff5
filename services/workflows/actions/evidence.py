"""Evidence that other services tell of: who owes fees, who took part. Guards see it as facts."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from services.workflows.copies import FEES
from services.workflows.domain import calendar
from services.workflows.store import Tx
from services.workflows.tables import attendances


def on_fee_standings_changed(tx: Tx, standings: list[dict[str, Any]]) -> None:
    """The members stand with their fees as told."""
    FEES.apply(tx, standings)


def on_attendance_recorded(
    tx: Tx,
    *,
    meeting_id: UUID,
    person_id: UUID,
    unit_id: UUID,
    recorded_at: datetime,
    held_on: date | None,
    state: str,
    body: str,
) -> None:
    """The person was at the meeting of members, or was not, as told last; sittings of a committee are the registry's to count."""
    if body != "MEMBERS":
        return
    values = {
        "meeting_id": meeting_id,
        "person_id": person_id,
        "unit_id": unit_id,
        "held_on": held_on or recorded_at.astimezone(calendar.ZONE).date(),
        "state": state,
    }
    known = insert(attendances).values(values)
    changed = {name: known.excluded[name] for name in ("unit_id", "held_on", "state")}
    tx.execute(known.on_conflict_do_update(index_elements=["person_id", "meeting_id"], set_=changed))
