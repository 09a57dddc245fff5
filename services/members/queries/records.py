"""Rows behind a member's timeline and the access ledger."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, func, select

from services.members.cases.tables import record_lines
from services.members.queries import discipline
from services.members.store import Tx
from services.members.tables import (
    WAS_HELD,
    access_ledger,
    membership_flags,
    memberships,
    people,
    positions,
    units,
)


def stretches(tx: Tx, person_id: UUID) -> list[Row[Any]]:
    """The person's stretches that stand, with unit names."""
    stands = and_(memberships.c.person_id == person_id, memberships.c.superseded_at.is_(None))
    asked = select(memberships, units.c.name.label("unit_name")).join(units, units.c.id == memberships.c.unit_id)
    return list(tx.execute(asked.where(stands)))


def offices(tx: Tx, person_id: UUID) -> list[Row[Any]]:
    """The person's offices, with unit names; not those that were revoked as if they had never been."""
    asked = select(positions, units.c.name.label("unit_name")).join(units, units.c.id == positions.c.unit_id)
    return list(tx.execute(asked.where(positions.c.person_id == person_id, WAS_HELD)))


def lines(tx: Tx, person_id: UUID) -> list[Row[Any]]:
    """What closed cases left."""
    return list(
        tx.execute(select(record_lines).where(record_lines.c.person_id == person_id, discipline.is_on_record()))
    )


def flags(tx: Tx) -> list[Row[Any]]:
    """Flags of a membership, in order."""
    return list(tx.execute(select(membership_flags).order_by(membership_flags.c.rank)))


def accesses(tx: Tx, person_id: UUID, *, after: UUID | None, limit: int) -> list[Row[Any]]:
    """Who saw the person's data, newest first."""
    asked = (
        select(access_ledger, people.c.full_name, units.c.name.label("unit_name"))
        .outerjoin(people, people.c.id == access_ledger.c.viewer_id)
        .outerjoin(units, units.c.id == access_ledger.c.viewer_unit_id)
        .where(access_ledger.c.person_id == person_id)
    )
    if after is not None:
        asked = asked.where(access_ledger.c.id < after)
    return list(tx.execute(asked.order_by(access_ledger.c.id.desc()).limit(limit)))


def access_count(tx: Tx, person_id: UUID) -> int:
    counted = select(func.count()).select_from(access_ledger).where(access_ledger.c.person_id == person_id)
    return int(tx.execute(counted).scalar_one())
