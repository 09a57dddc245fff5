"""Time passes: cases are reminded of, escalated and ended, each stage once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.contracts import workflows as contract
from services.kit import log
from services.kit.faults import Conflict
from services.kit.outbox import Audience
from services.workflows import registry
from services.workflows.actions.keep import STAGES, holder_unit, keep, next_stage
from services.workflows.actions.views import seat_units, view_of
from services.workflows.domain import calendar, machine
from services.workflows.domain.case import SYSTEM, Case
from services.workflows.domain.machine import Act
from services.workflows.facts import subject_key
from services.workflows.store import Tx

_MANY = 200
_TOMORROW = timedelta(days=1)


def pass_due(tx: Tx) -> int:
    """Every due date that the clock has passed has had its effect; returns how many.

    Cases are locked before their due dates, as moves do; one that is being moved just now waits for the next round.
    """
    cases = {case.id: case for case in tx.cases.lock_many(tx.cases.due_now(_MANY), skip_locked=True)}
    rows = tx.cases.claim_due(cases)
    for row in sorted(rows, key=lambda row: row.kind):
        case = cases[row.case_id]
        if case.closed_at is not None:
            tx.cases.set_stage([_row(row, stage=row.stage, next_at=None)])
        elif row.kind == "expiry":
            cases[case.id] = _expire(tx, case, row)
        else:
            cases[case.id] = _remind(tx, case, row)
    return len(rows)


def _expire(tx: Tx, case: Case, row: Any) -> Case:
    """The services' own move that time makes. One that is refused just now is tried again tomorrow."""
    process, view = registry.of(case), view_of(tx, case)
    since = case.since.astimezone(calendar.ZONE).date()
    move = machine.timed_move(process, view, state=case.state, since=since)
    if move is None:
        tx.cases.set_stage([_row(row, stage=row.stage, next_at=None)])
        return case
    try:
        with tx.savepoint():
            step = machine.advance(process, view, Act(move.action, SYSTEM, tx.now, tx.today))
            [moved] = keep(tx, [(process, view, step)])
    except Conflict as fault:
        log.get().warning("timed_move_refused", case=str(case.id), action=move.action, code=fault.code)
        tx.cases.set_stage([_row(row, stage=row.stage, next_at=tx.now + _TOMORROW)])
        return case
    if moved.state == case.state:
        tx.cases.set_stage([_row(row, stage=row.stage, next_at=None)])
    _tell(tx, [moved], "expired")
    return moved


def _remind(tx: Tx, case: Case, row: Any) -> Case:
    stage = STAGES[row.stage]
    if stage == "escalated":
        case = _escalate(tx, case)
    days = tx.rules.get(case.rule_set).number("escalate_days")
    later, next_at = next_stage(row.due_at, after=tx.now, escalate_days=days, stage=row.stage + 1)
    tx.cases.set_stage([_row(row, stage=later, next_at=next_at)])
    _tell(tx, [case], stage)
    return case


def _row(row: Any, *, stage: int, next_at: Any) -> dict[str, Any]:
    return {"case_id": row.case_id, "kind": row.kind, "stage": stage, "next_at": next_at}


def _escalate(tx: Tx, case: Case) -> Case:
    """The level above the holder sees the case among its own work; the holder keeps it.

    A confidential one is shown to nobody who has no part in it.
    """
    waiting_at = holder_unit(case)
    above = _above(tx, waiting_at) if waiting_at else None
    if above is None or (registry.of(case).confidential and above not in seat_units(case)):
        return case
    escalated = replace(case, escalated_unit_id=above)
    tx.cases.save([(escalated, registry.of(case), subject_key(case))])
    tx.record("case.escalate", subject_id=case.id, unit_id=above, after={"holder_unit_id": waiting_at})
    return escalated


def _above(tx: Tx, unit_id: UUID) -> UUID | None:
    tx.places.load_with_above([unit_id])
    unit = tx.places.unit(unit_id)
    ahead = reversed(unit.path[:-1]) if unit else ()
    return next((key for key in ahead if tx.places.officers(key)), None)


def _tell(tx: Tx, cases: Sequence[Case], stage: str) -> None:
    notices = [
        {
            "case_id": case.id,
            "number": case.number,
            "process": case.process,
            "stage": stage,
            "holder_unit_id": holder_unit(case),
            "escalated_unit_id": case.escalated_unit_id,
            "due_at": case.due_at,
        }
        for case in cases
    ]
    units = {key for case in cases for key in (case.unit_id, holder_unit(case), case.escalated_unit_id) if key}
    tx.emit(contract.DeadlinesReached, audience=Audience(units=sorted(units)), notices=notices)
