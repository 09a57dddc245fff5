"""Dossier GPS: how long cases take, and which units and steps hold them up."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from services.kit.faults import NotFound
from services.kit.policy import Subject, require
from services.workflows import board, registry
from services.workflows.actions.present import unit_reference
from services.workflows.policy import POLICY
from services.workflows.store import Tx

LOOKED_BACK = timedelta(days=365)
BOTTLENECKS = 10


def get_progress(tx: Tx, *, unit_id: UUID | None, process: str | None) -> dict[str, Any]:
    """What is open below a unit, child by child, and the steps where most of it is late.

    Without a unit: the highest one that the caller is an officer of. Confidential cases are counted, never named.
    """
    unit_id = unit_id or _highest(tx)
    require(POLICY, tx, "progress.view", of=Subject(unit_id=unit_id))
    unit = tx.places.unit(unit_id)
    if unit is None or unit_id is None:
        raise NotFound("unit-not-found", unit_id=unit_id)
    if process is not None:
        registry.get(process)
    rows = board.children(tx, unit_id, process=process)
    return {
        "unit": unit_reference(unit, unit_id),
        "items": [_row(row) for row in rows],
        "total": {
            name: sum(getattr(row, name) for row in rows) for name in ("open", "overdue", "soon", "held", "vacant")
        },
        "bottlenecks": [_bottleneck(row) for row in board.bottlenecks(tx, unit_id, process=process, limit=BOTTLENECKS)],
    }


def _highest(tx: Tx) -> UUID | None:
    tx.places.load(tx.actor.unit_ids(on=tx.today))
    held = [unit for key in tx.actor.unit_ids(on=tx.today) if (unit := tx.places.unit(key))]
    return min(held, key=lambda unit: len(unit.path)).id if held else None


def _row(row: Any) -> dict[str, Any]:
    return {
        "unit": {"id": row.id, "name": row.name, "level": row.level},
        "has_children": row.has_children,
        **{name: getattr(row, name) for name in ("open", "overdue", "soon", "held", "vacant", "oldest_at")},
    }


def _bottleneck(row: Any) -> dict[str, Any]:
    process = registry.get(row.process)
    return {
        "process": row.process,
        "process_title": process.title,
        "state": row.state,
        "state_title": process.state(row.state).title,
        "open": row.open,
        "overdue": row.overdue,
        "median_days": round(row.median_days, 1),
        "usual_days": None if row.usual_days is None else round(row.usual_days, 1),
        "slowest_unit": None if row.slowest_id is None else {"id": row.slowest_id, "name": row.slowest_name},
    }


def measure(tx: Tx) -> None:
    """Once a day: how long last year's closed cases took from each state to their end."""
    board.measure(tx, since=tx.now - LOOKED_BACK)
