"""Counts for the board of dossiers, and how long cases take: set-based, by the dated tree's local copy."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import select, text

from services.kit.database import Database
from services.workflows.domain.paces import Pace
from services.workflows.store import Tx
from services.workflows.tables import paces

_SOON = timedelta(days=3)

# Open cases below are counted once per unit and rolled up over paths: 5,200 units, however many cases.
_CHILDREN = text("""
    WITH counted AS (
        SELECT cases.unit_id, count(*) AS open, count(*) FILTER (WHERE due_at < :now) AS overdue,
            count(*) FILTER (WHERE due_at BETWEEN :now AND :soon) AS soon,
            count(*) FILTER (WHERE holder_unit_id = cases.unit_id) AS held,
            count(*) FILTER (WHERE holder_unit_id IS NULL AND holder_person_id IS NULL AND NOT is_system) AS vacant,
            min(since) FILTER (WHERE due_at < :now) AS oldest_at
        FROM cases JOIN units ON units.id = cases.unit_id
        WHERE closed_at IS NULL AND (CAST(:process AS text) IS NULL OR process = :process)
            AND units.path <@ (SELECT path FROM units WHERE id = :unit_id)
        GROUP BY cases.unit_id
    ), rows AS (
        SELECT child.id, child.name, child.level, child.path, child.id = :unit_id AS is_self
        FROM units child WHERE (child.parent_id = :unit_id OR child.id = :unit_id)
            AND (child.closed_on IS NULL OR child.closed_on > :today)
    )
    SELECT rows.id, rows.name, rows.level,
        NOT rows.is_self AND EXISTS (SELECT FROM units below WHERE below.parent_id = rows.id) AS has_children,
        COALESCE(sum(counted.open), 0)::integer AS open, COALESCE(sum(counted.overdue), 0)::integer AS overdue,
        COALESCE(sum(counted.soon), 0)::integer AS soon, COALESCE(sum(counted.held), 0)::integer AS held,
        COALESCE(sum(counted.vacant), 0)::integer AS vacant, min(counted.oldest_at) AS oldest_at
    FROM rows LEFT JOIN units inside ON CASE WHEN rows.is_self THEN inside.id = rows.id ELSE inside.path <@ rows.path END
    LEFT JOIN counted ON counted.unit_id = inside.id
    GROUP BY rows.id, rows.name, rows.level, rows.is_self
    HAVING NOT rows.is_self OR sum(counted.open) > 0
    ORDER BY overdue DESC, open DESC, rows.name
""")
_BOTTLENECKS = text("""
    WITH late AS (
        SELECT cases.process, cases.state, cases.due_at < :now AS is_late, cases.holder_unit_id,
            extract(epoch FROM CAST(:now AS timestamptz) - cases.since) / 86400 AS waited
        FROM cases JOIN units ON units.id = cases.unit_id
        WHERE cases.closed_at IS NULL AND NOT cases.is_system AND units.path <@ (SELECT path FROM units WHERE id = :unit_id)
            AND (CAST(:process AS text) IS NULL OR cases.process = :process)
    ), slow AS (
        SELECT DISTINCT ON (process, state) process, state, holder_unit_id
        FROM late WHERE is_late AND holder_unit_id IS NOT NULL
        GROUP BY process, state, holder_unit_id ORDER BY process, state, count(*) DESC
    )
    SELECT late.process, late.state, count(*) AS open, count(*) FILTER (WHERE is_late) AS overdue,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY waited) AS median_days, min(paces.days) AS usual_days,
        slowest.id AS slowest_id, slowest.name AS slowest_name
    FROM late LEFT JOIN slow USING (process, state) LEFT JOIN units slowest ON slowest.id = slow.holder_unit_id
    LEFT JOIN paces USING (process, state)
    GROUP BY late.process, late.state, slowest.id, slowest.name
    ORDER BY overdue DESC, open DESC LIMIT :most
""")
_MEASURE = text("""
    INSERT INTO paces
    SELECT cases.process, line.to_state,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM cases.closed_at - line.at) / 86400), count(*), :today
    FROM cases JOIN case_history line ON line.case_id = cases.id
    WHERE cases.closed_at >= :since AND line.to_state <> cases.state
    GROUP BY cases.process, line.to_state
    ON CONFLICT (process, state) DO UPDATE
        SET days = excluded.days, cases = excluded.cases, measured_on = excluded.measured_on
""")


def children(tx: Tx, unit_id: UUID, *, process: str | None) -> Sequence[Any]:
    """Each unit under the one given, with what is open in its whole subtree; the unit itself where it has cases of its own.

    overdue: past its day. soon: due within three days. held: still with the unit that opened it. vacant: nobody may act.
    """
    given = {"unit_id": unit_id, "process": process, "now": tx.now, "soon": tx.now + _SOON, "today": tx.today}
    return tx.execute(_CHILDREN, given).all()


def bottlenecks(tx: Tx, unit_id: UUID, *, process: str | None, limit: int) -> Sequence[Any]:
    """Steps below the unit where cases wait, those with most late ones first, and who holds most of the late ones.

    median_days: how long they have waited so far. usual_days: half of last year's took no longer from there to their end.
    """
    return tx.execute(_BOTTLENECKS, {"unit_id": unit_id, "process": process, "now": tx.now, "most": limit}).all()


def measure(tx: Tx, *, since: datetime) -> None:
    """Paces are those of cases closed since then."""
    if tx.execute(select(paces.c.measured_on).where(paces.c.measured_on == tx.today).limit(1)).first() is None:
        tx.execute(_MEASURE, {"since": since, "today": tx.today})
        _kept.pop(tx.database, None)


_KEPT_FOR = timedelta(minutes=1)
_kept: WeakKeyDictionary[Database[Any], tuple[datetime, Mapping[tuple[str, str], Pace]]] = WeakKeyDictionary()
"""Paces by database, and when they were read: they change once a day, and every case shows them."""


def paces_known(tx: Tx) -> Mapping[tuple[str, str], Pace]:
    """Process and state by state, as measured last; a minute old at most."""
    read_at, known = _kept.get(tx.database, (None, {}))
    if read_at is None or abs(tx.now - read_at) > _KEPT_FOR:
        known = {(row.process, row.state): Pace(row.days, row.cases) for row in tx.execute(select(paces))}
        _kept[tx.database] = (tx.now, known)
    return known
