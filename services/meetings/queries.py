"""Reads that go straight to SQL."""

from sqlalchemy import func, select

from services.meetings.store import Tx
from services.meetings.tables import people, positions, units


def counts(tx: Tx) -> dict[str, int]:
    """How many rows each local copy holds."""
    counted = [
        select(func.count()).select_from(table).scalar_subquery().label(table.name)
        for table in (units, people, positions)
    ]
    return dict(tx.execute(select(*counted)).mappings().one())
