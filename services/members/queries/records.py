"""Rows behind a member's timeline, the access ledger and the queue of pairs."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, literal, select, tuple_, update

from services.kit.policy import visible
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import (
    access_ledger,
    duplicates,
    membership_flags,
    memberships,
    people,
    positions,
    record_lines,
    units,
)


def stretches(tx: Tx, person_id: UUID) -> list[Row[Any]]:
    """The person's stretches that stand, with unit names."""
    stands = and_(memberships.c.person_id == person_id, memberships.c.superseded_at.is_(None))
    asked = select(memberships, units.c.name.label("unit_name")).join(units, units.c.id == memberships.c.unit_id)
    return list(tx.execute(asked.where(stands)))


def offices(tx: Tx, person_id: UUID) -> list[Row[Any]]:
    """The person's offices, with unit names."""
    asked = select(positions, units.c.name.label("unit_name")).join(units, units.c.id == positions.c.unit_id)
    return list(tx.execute(asked.where(positions.c.person_id == person_id)))


def lines(tx: Tx, person_id: UUID) -> list[Row[Any]]:
    """What closed cases left."""
    return list(tx.execute(select(record_lines).where(record_lines.c.person_id == person_id)))


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


def _open_pairs(tx: Tx, *columns: Any) -> Select[Any]:
    left, right = people.alias("left_side"), people.alias("right_side")
    return (
        select(*columns)
        .select_from(duplicates)
        .join(left, left.c.id == duplicates.c.left_id)
        .join(right, right.c.id == duplicates.c.right_id)
        .where(
            duplicates.c.state == "OPEN",
            visible(POLICY, tx, "member.compare", unit=left.c.unit_id),
            visible(POLICY, tx, "member.compare", unit=right.c.unit_id),
        )
    )


def pairs(tx: Tx, *, after: tuple[int, UUID] | None, limit: int) -> list[Row[Any]]:
    """Open pairs of which the asker may compare both sides, likeliest first."""
    asked = _open_pairs(tx, duplicates)
    if after is not None:
        asked = asked.where(tuple_(duplicates.c.score, duplicates.c.id) < tuple_(literal(after[0]), literal(after[1])))
    return list(tx.execute(asked.order_by(duplicates.c.score.desc(), duplicates.c.id.desc()).limit(limit)))


def pair_count(tx: Tx) -> int:
    return int(tx.execute(_open_pairs(tx, func.count())).scalar_one())


def sides(tx: Tx, person_ids: set[UUID]) -> dict[UUID, dict[str, Any]]:
    """What of two people is compared side by side."""
    columns = (people.c.id, people.c.code, people.c.full_name, people.c.sex, people.c.born_on, people.c.native_place)
    asked = select(*columns, people.c.status, units.c.name.label("unit_name"))
    joined = asked.outerjoin(units, units.c.id == people.c.unit_id).where(people.c.id.in_(person_ids))
    return {row.id: dict(row._mapping) for row in tx.execute(joined)}


def lock_pair(tx: Tx, duplicate_id: UUID) -> Row[Any] | None:
    """The pair, held until the transaction ends."""
    return tx.execute(select(duplicates).where(duplicates.c.id == duplicate_id).with_for_update()).one_or_none()


def settle_pair(tx: Tx, duplicate_id: UUID, state: str) -> None:
    settled = {"state": state, "settled_by": tx.actor.person_id, "settled_at": tx.now}
    tx.execute(update(duplicates).where(duplicates.c.id == duplicate_id).values(settled))
