"""Moves that were made are kept: rows, history, due dates, audit, the news, and what they ask of other services."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.contracts import messaging
from services.contracts import workflows as contract
from services.kit.faults import Conflict
from services.kit.outbox import Audience
from services.workflows import registry
from services.workflows.actions import attachments, errands, opening, references
from services.workflows.actions.views import seat_units, with_current_holders
from services.workflows.actions.wishes import Wish
from services.workflows.domain import calendar, machine, relations
from services.workflows.domain.case import SYSTEM, Case
from services.workflows.domain.machine import Step
from services.workflows.domain.process import Open, Process
from services.workflows.domain.view import View
from services.workflows.facts import subject_key
from services.workflows.rows import Due
from services.workflows.store import Tx

STAGES = ("soon", "due", "late", "escalated")
_BEFORE, _AFTER = timedelta(days=3), timedelta(days=3)
_NEWS = 500


def keep(tx: Tx, moved: Sequence[tuple[Process, View, Step]], *, opened: bool = False) -> list[Case]:
    """The cases as they stand now. They were locked, or are new.

    Raises Conflict("case-refused") where another open case about the person came first, or a form names nobody known.
    """
    references.require_known(tx, [(view, step) for _, view, step in moved])
    cases = [_reassign(tx, process, view.case, step) for process, view, step in moved]
    wishes = [
        Wish(view.of(case), step.effects, step.line.note, None if step.line.actor_id is None else tx.today)
        for (_, view, step), case in zip(moved, cases, strict=True)
    ]
    cases = errands.run(tx, wishes)
    rows = [
        (case, process, step.line, _due(tx, process, replace(view, case=case), case), subject_key(case))
        for (process, view, step), case in zip(moved, cases, strict=True)
    ]
    for (_, view, _), case in zip(moved, cases, strict=True):
        if opened or case.form != view.case.form:
            attachments.keep_files(case.form)
    try:
        if opened:
            tx.cases.open(rows)
        else:
            tx.cases.move(rows)
    except IntegrityError as error:
        raise _taken(error) from error
    for (_, view, step), case in zip(moved, cases, strict=True):
        _record(tx, view.case, step, case)
    _share(tx, [(view, case) for (_, view, _), case in zip(moved, cases, strict=True)])
    announce(
        tx, [case for (process, view, _), case in zip(moved, cases, strict=True) if _is_news(process, view.case, case)]
    )
    for (_, view, step), case in zip(moved, cases, strict=True):
        _open_what_follows(tx, view.of(case), step)
    return cases


def _open_what_follows(tx: Tx, view: View, step: Step) -> None:
    """Cases that this one asks for are open. Raises Conflict("case-refused") with the reasons against them."""
    for effect in step.effects:
        if not isinstance(effect, Open):
            continue
        process, case = registry.get(effect.process), view.case
        made, seen = opening.opened(
            tx,
            process,
            SYSTEM,
            unit_id=effect.unit(view) if effect.unit else case.unit_id,
            subject_id=case.subject_id,
            form=effect.form(view),
            because=f"Mở tiếp từ hồ sơ {case.number}.",
        )
        keep(tx, [(process, seen, made)], opened=True)


def _share(tx: Tx, moved: Sequence[tuple[View, Case]]) -> None:
    """Units that have a part in a case by the move read the papers that it has; a confidential one's register says who reads,
    unless they are for the parties alone."""
    told = [
        {"id": document.id, "unit_ids": sorted(units)}
        for view, after in moved
        if _are_shared(view) and (units := seat_units(after) - seat_units(view.case))
        for document in after.documents
    ]
    for start in range(0, len(told), _NEWS):
        tx.ask(messaging.ShareDocuments, documents=told[start : start + _NEWS])


def _are_shared(view: View) -> bool:
    process = registry.of(view.case)
    return not process.confidential or process.parties_only(view)


def _record(tx: Tx, before: Case, step: Step, after: Case) -> None:
    """The audit row of a move, with the values that it changed in the case's own form."""
    was, now = ({name: case.form.get(name) for name in step.line.changed} for case in (before, after))
    tx.record(
        f"case.{step.line.action}",
        subject_id=after.id,
        unit_id=after.unit_id,
        before={"form": was} if was else None,
        after={"state": after.state, "version": after.version} | ({"form": now} if now else {}),
    )


def _is_news(process: Process, before: Case, after: Case) -> bool:
    """From one hand of the services to the next is nothing that people see."""
    return not (process.state(before.state).is_system and process.state(after.state).is_system)


def announce(tx: Tx, cases: Sequence[Case]) -> None:
    """Readers and open screens hear how the cases stand."""
    for start in range(0, len(cases), _NEWS):
        part = cases[start : start + _NEWS]
        units = {key for case in part for key in seat_units(case)} | {case.unit_id for case in part}
        people = {case.subject_id for case in part if case.subject_id}
        tx.emit(
            contract.CasesChanged,
            audience=Audience(people=sorted(people), units=sorted(units)),
            cases=[_news(case) for case in part],
        )


def _news(case: Case) -> dict[str, Any]:
    return {
        "id": case.id,
        "number": case.number,
        "process": case.process,
        "state": case.state,
        "unit_id": case.unit_id,
        "holder_unit_id": holder_unit(case),
        "version": case.version,
    }


def holder_unit(case: Case) -> UUID | None:
    """The unit that the case waits for now."""
    seat = case.seats.get(registry.of(case).state(case.state).held_by or "")
    return seat.unit_id if seat else None


def _reassign(tx: Tx, process: Process, before: Case, step: Step) -> Case:
    """Seats are filled anew when a move bars someone, or a unit, that sits on the other side too, says where the case goes
    to, or gives it back to people."""
    case, left = step.case, step.line.from_state
    comes_back = left is not None and process.state(left).is_system
    if comes_back or process.relations & relations.TOLD_BY_FORM:
        return with_current_holders(tx, case)
    if case.stood_in == before.stood_in and not _sits_elsewhere(tx, step):
        return case
    return replace(
        case, seats=relations.seats(case, process.relations, tx.places.around(case, tx.rules.get(case.rule_set)))
    )


def _sits_elsewhere(tx: Tx, step: Step) -> bool:
    doer_id = step.line.actor_id
    if not step.move.bars or doer_id is None:
        return False
    others = {
        key
        for name, seat in step.case.seats.items()
        if name != step.move.by
        for key in (seat.due_unit_id, seat.unit_id)
    }
    tx.places.load(others)
    return any(officer.person_id == doer_id for key in others for officer in tx.places.officers(key))


def _due(tx: Tx, process: Process, view: View, case: Case) -> Due:
    if case.closed_at is not None:
        return Due()
    since = case.since.astimezone(calendar.ZONE).date()
    stage, next_at = next_stage(case.due_at, after=tx.now, escalate_days=view.rules.number("escalate_days"))
    expires = machine.expires_at(process, view, state=case.state, since=since)
    return Due(case.due_at, stage, next_at, expires)


def next_stage(
    due_at: datetime | None, *, after: datetime, escalate_days: int, stage: int = 0
) -> tuple[int, datetime | None]:
    """The first reminder from `stage` on that is still to come, and when."""
    if due_at is None:
        return 0, None
    moments = (due_at - _BEFORE, due_at, due_at + _AFTER, due_at + timedelta(days=escalate_days))
    ahead = [(place, at) for place, at in enumerate(moments) if place >= stage and at > after]
    return ahead[0] if ahead else (len(STAGES), None)


def _taken(error: IntegrityError) -> Exception:
    if "cases_one_open" not in str(error.orig):
        return error
    refusal = {
        "code": "another-case-open",
        "text": "Mỗi người chỉ có một hồ sơ làm thay đổi tư cách đoàn viên cùng lúc; người này đang có hồ sơ khác.",
        "mend": "Rút hoặc kết thúc hồ sơ đó trước.",
    }
    return Conflict("case-refused", refusals=[refusal])
