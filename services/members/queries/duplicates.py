"""Rows behind the comparison of people: pairs of files, and rows of workbooks whose citizen id is taken."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, func, literal, select, tuple_, update
from sqlalchemy import text as sql

from services.kit.policy import visible
from services.members.importing.tables import comparison_requests, import_rows
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import duplicates, people, units

WAITING, SETTLED = ("OPEN", "SAME"), ("DIFFERENT", "MERGED")
_SIDE = (
    *("id", "code", "full_name", "born_on", "born_precision", "sex", "status", "unit_id", "card_no", "completeness"),
    *("flags", "joined_on"),
)

# ---------------------------------------------------------------- pairs


def _seen(tx: Tx, *columns: Any, is_settled: bool) -> Select[Any]:
    """Pairs of which the asker may compare both sides. A file that was merged away waits in no other pair."""
    left, right = people.alias("left_side"), people.alias("right_side")
    states = SETTLED if is_settled else WAITING
    asked = (
        select(*columns)
        .select_from(duplicates)
        .join(left, left.c.id == duplicates.c.left_id)
        .join(right, right.c.id == duplicates.c.right_id)
        .where(
            duplicates.c.state.in_(states),
            visible(POLICY, tx, "member.compare", unit=left.c.unit_id),
            visible(POLICY, tx, "member.compare", unit=right.c.unit_id),
        )
    )
    return asked if is_settled else asked.where(left.c.merged_into.is_(None), right.c.merged_into.is_(None))


def waiting(tx: Tx, *, after: tuple[int, UUID] | None, limit: int) -> list[Row[Any]]:
    """Waiting pairs, likeliest first."""
    asked = _seen(tx, duplicates, is_settled=False)
    if after is not None:
        asked = asked.where(tuple_(duplicates.c.score, duplicates.c.id) < tuple_(literal(after[0]), literal(after[1])))
    return list(tx.execute(asked.order_by(duplicates.c.score.desc(), duplicates.c.id.desc()).limit(limit)))


def settled(tx: Tx, *, after: tuple[datetime, UUID] | None, limit: int) -> list[Row[Any]]:
    """Settled pairs, latest first."""
    asked = _seen(tx, duplicates, is_settled=True)
    if after is not None:
        place = tuple_(literal(after[0]), literal(after[1]))
        asked = asked.where(tuple_(duplicates.c.settled_at, duplicates.c.id) < place)
    return list(tx.execute(asked.order_by(duplicates.c.settled_at.desc(), duplicates.c.id.desc()).limit(limit)))


def count(tx: Tx, *, is_settled: bool) -> int:
    """How many pairs there are in all."""
    return int(tx.execute(_seen(tx, func.count(), is_settled=is_settled)).scalar_one())


def sides(tx: Tx, person_ids: set[UUID]) -> dict[UUID, Row[Any]]:
    """The people with their units, as lines of a list."""
    named = (units.c.name.label("unit_name"), units.c.level.label("unit_level"))
    asked = select(*(people.c[name] for name in _SIDE), *named).outerjoin(units, units.c.id == people.c.unit_id)
    return {row.id: row for row in tx.execute(asked.where(people.c.id.in_(person_ids)))}


def names(tx: Tx, person_ids: set[UUID]) -> dict[UUID, str]:
    """What the people are called."""
    asked = select(people.c.id, people.c.full_name).where(people.c.id.in_(person_ids))
    return {row.id: row.full_name for row in tx.execute(asked)}


def get(tx: Tx, duplicate_id: UUID) -> Row[Any] | None:
    return tx.execute(select(duplicates).where(duplicates.c.id == duplicate_id)).one_or_none()


def lock(tx: Tx, duplicate_id: UUID) -> Row[Any] | None:
    """The pair, held until the transaction ends."""
    return tx.execute(select(duplicates).where(duplicates.c.id == duplicate_id).with_for_update()).one_or_none()


def settle(
    tx: Tx, duplicate_id: UUID, state: str, *, kept_id: UUID | None = None, before: dict[str, Any] | None = None
) -> None:
    """The pair is settled so; OPEN is not settled at all."""
    is_open = state == "OPEN"
    settled_so = {
        "state": state,
        "kept_id": kept_id,
        "before": before,
        "settled_by": None if is_open else tx.actor.person_id,
        "settled_at": None if is_open else tx.now,
    }
    tx.execute(update(duplicates).where(duplicates.c.id == duplicate_id).values(settled_so))


# ---------------------------------------------------------------- what a file carries

_HISTORY = sql("""
    SELECT p.id AS person_id, 'cases' AS mark FROM people p WHERE p.id = ANY(CAST(:ids AS uuid[])) AND (
        EXISTS (SELECT 1 FROM record_lines l WHERE l.person_id = p.id)
        OR EXISTS (SELECT 1 FROM holds h WHERE h.person_id = p.id AND h.state IN ('HELD', 'APPLIED')))
    UNION ALL SELECT DISTINCT o.person_id, 'positions' FROM positions o WHERE o.person_id = ANY(CAST(:ids AS uuid[]))
    UNION ALL SELECT a.person_id, 'account' FROM accounts a WHERE a.person_id = ANY(CAST(:ids AS uuid[]))
    UNION ALL SELECT DISTINCT f.person_id, 'receipts' FROM fee_receipts f WHERE f.person_id = ANY(CAST(:ids AS uuid[]))
""")


def histories(tx: Tx, person_ids: list[UUID]) -> dict[UUID, set[str]]:
    """What each file carries that must not lose its subject: `cases`, `positions`, `account`, `receipts`."""
    found: dict[UUID, set[str]] = {person_id: set() for person_id in person_ids}
    for row in tx.execute(_HISTORY, {"ids": person_ids}):
        found[row.person_id].add(row.mark)
    return found


# ---------------------------------------------------------------- rows of workbooks


def _requests(tx: Tx, *columns: Any) -> Select[Any]:
    asked = select(*columns).select_from(comparison_requests)
    joined = asked.join(people, people.c.id == comparison_requests.c.person_id).join(
        import_rows,
        and_(
            import_rows.c.import_id == comparison_requests.c.import_id,
            import_rows.c.number == comparison_requests.c.number,
        ),
    )
    return joined.where(
        comparison_requests.c.settled_at.is_(None),
        visible(POLICY, tx, "member.compare", unit=comparison_requests.c.unit_id),
        visible(POLICY, tx, "member.compare", unit=people.c.unit_id),
    )


def requests(tx: Tx, *, after: tuple[UUID, int] | None, limit: int) -> list[Row[Any]]:
    """Requests of which the asker may see both sides, latest import first."""
    columns = (comparison_requests, import_rows.c.columns.label("said"), units.c.name, units.c.level)
    asked = _requests(tx, *columns).join(units, units.c.id == comparison_requests.c.unit_id)
    key = (comparison_requests.c.import_id, comparison_requests.c.number)
    if after is not None:
        asked = asked.where(tuple_(*key) < tuple_(literal(after[0]), literal(after[1])))
    return list(tx.execute(asked.order_by(*(column.desc() for column in key)).limit(limit)))


def request_count(tx: Tx) -> int:
    return int(tx.execute(_requests(tx, func.count())).scalar_one())


def settle_request(tx: Tx, import_id: UUID, number: int) -> Row[Any] | None:
    """The request is dealt with; None when the asker has no such one waiting."""
    mine = (comparison_requests.c.import_id == import_id, comparison_requests.c.number == number)
    if not tx.execute(_requests(tx, literal(1)).where(*mine)).first():
        return None
    done = update(comparison_requests).where(*mine, comparison_requests.c.settled_at.is_(None))
    returned = done.values(settled_at=tx.now).returning(comparison_requests)
    return tx.execute(returned).one_or_none()
