"""One move over many cases, as a job.

A batch is one transaction with an outcome for each item; a host that is killed leaves whole batches, and another goes on.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.kit import jobs
from services.kit.faults import Conflict, Fault, Invalid, Stale
from services.kit.jobs import Job
from services.kit.policy import Subject, is_allowed, require
from services.workflows import queries, registry
from services.workflows.actions import attachments
from services.workflows.actions.campaigns import visible_campaign
from services.workflows.actions.keep import keep
from services.workflows.actions.outcomes import reason_of, refused
from services.workflows.actions.views import doer_of, may_see, subject_of, views_of, with_current_holders
from services.workflows.domain import machine
from services.workflows.domain.case import Case, Doer
from services.workflows.domain.machine import Act, Step
from services.workflows.domain.process import Process
from services.workflows.domain.view import View
from services.workflows.policy import POLICY
from services.workflows.store import Tx

ACT = "act_on_many"
BATCH = 50
"""Cases of one transaction, and names of one decision."""
MATCHING = 5000
"""Cases of one job over all that match: with their outcomes they are kept in its row."""
Moved = tuple[Process, View, Step]


def take_bulk_action(
    tx: Tx,
    *,
    action: str,
    case_ids: Sequence[UUID],
    items: Sequence[Mapping[str, Any]] = (),
    matching: Mapping[str, UUID] | None = None,
    waiting: Mapping[str, Any] | None = None,
    form: Mapping[str, Any],
    note: str | None,
    hold_s: int,
) -> dict[str, Any]:
    """A job will make the move over the cases, after the time in which it can be cancelled."""
    require(POLICY, tx, "case.act_on_many", of=Subject())
    own = {str(item["case_id"]): _own(item) for item in items}
    found = _matching(tx, action, **matching) if matching else _waiting(tx, action, **waiting) if waiting else ()
    asked = list(dict.fromkeys([*case_ids, *(item["case_id"] for item in items), *found]))
    if not asked:
        raise Invalid(errors={"case_ids": ["Chưa chọn hồ sơ nào. Chọn ít nhất một hồ sơ."]})
    params = {"action": action, "case_ids": asked, "form": dict(form), "note": note, "own": own}
    return jobs.read(tx, tx.start_job(ACT, params, total=len(asked), hold_s=hold_s))


def _matching(tx: Tx, action: str, *, campaign_id: UUID, unit_id: UUID) -> list[UUID]:
    """All cases of the campaign that wait for the caller where the move begins."""
    campaign = visible_campaign(tx, campaign_id)
    require(POLICY, tx, "campaign.view_progress", of=Subject(unit_id=unit_id))
    moves = [move for move in registry.get(campaign.process).moves if move.action == action]
    states = {state for move in moves for state in move.from_}
    return queries.ids_waiting_in(tx, campaign_id, unit_id, states, limit=MATCHING)


def _waiting(tx: Tx, action: str, *, process: str, state: str, **narrowed: Any) -> list[UUID]:
    """All cases at the step that wait for the caller and have no warning, if the move begins there."""
    begins = any(move.action == action and state in move.from_ for move in registry.get(process).moves)
    return queries.calm_ids_waiting(tx, process=process, state=state, limit=MATCHING, **narrowed) if begins else []


def _own(item: Mapping[str, Any]) -> dict[str, Any]:
    """What the item says that the others do not."""
    return {name: item[name] for name in ("form", "note", "version") if item[name]}


def act_on_many(job: Job) -> dict[str, Any]:
    """Each case has made the move, or its outcome says why not. Cases of one unit go together, under one decision."""
    results: list[dict[str, Any]] = list(job.state.get("results", []))
    order = job.state.get("order") or _ordered(job)
    while len(results) < len(order):
        part = [UUID(key) for key in order[len(results) : len(results) + BATCH]]
        with job.transaction() as tx:
            results += _act_on(tx, part, job.params)
            job.progress(len(results), order=order, results=results)
    return {"results": results}


def _ordered(job: Job) -> list[str]:
    asked = job.params["case_ids"]
    with job.transaction() as tx:
        found = [str(key) for key in queries.in_order(tx, [UUID(key) for key in asked])]
        order = found + [key for key in asked if key not in set(found)]
        job.progress(0, len(order), order=order, results=[])
    return order


def _act_on(tx: Tx, case_ids: Sequence[UUID], params: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The caller's authority is looked up anew for each batch: a job outlives a token."""
    doer = doer_of(tx)
    outcomes = {case_id: refused(case_id, "case-not-found", "Không có hồ sơ này.") for case_id in case_ids}
    moved: list[Moved] = []
    cases = tx.cases.lock_many(case_ids)
    tx.places.load_with_above([case.unit_id for case in cases])
    known = {case.id: case for case in cases}
    for view in views_of(tx, [with_current_holders(tx, case) for case in cases]):
        key = view.case.id
        try:
            moved.append(_advanced(tx, view, doer, params))
            outcomes[key] = {"id": str(key), "ok": True, "code": None, "detail": view.case.number}
        except Fault as fault:
            outcomes[key] = refused(key, fault.code, reason_of(fault))
    outcomes |= _save_moves(tx, sorted(moved, key=lambda one: case_ids.index(one[1].case.id)))
    return [{**outcomes[case_id], **_named(tx, known.get(case_id))} for case_id in case_ids]


def _named(tx: Tx, case: Case | None) -> dict[str, str]:
    """The case by number and name, for whoever may know of it."""
    if case is None or not may_see(tx, case):
        return {}
    return {"title": f"{case.number} · {case.subject_name}"}


def _advanced(tx: Tx, view: View, doer: Doer, params: Mapping[str, Any]) -> Moved:
    process = registry.of(view.case)
    if not (may_see(tx, view.case) and is_allowed(POLICY, tx, "case.act", of=subject_of(view.case))):
        raise Conflict("case-not-found", text="Không có hồ sơ này.", mend="Tải lại bảng để xem các hồ sơ đang có.")
    own = params.get("own", {}).get(str(view.case.id), {})
    if own.get("version", view.case.version) != view.case.version:
        raise Stale(
            "case-changed", text="Hồ sơ đã thay đổi sau khi bạn mở bảng.", mend="Tải lại bảng rồi làm lại dòng này."
        )
    given = {**params["form"], **own.get("form", {})}
    form = attachments.checked(process.form_of(view.case.state, params["action"]), given)
    act = Act(params["action"], doer, tx.now, tx.today, form, own.get("note") or params["note"])
    return process, view, machine.advance(process, view, act)


def _save_moves(tx: Tx, moved: list[Moved]) -> dict[UUID, dict[str, Any]]:
    """All moves at once; where the database refuses one of them, each by itself."""
    try:
        with tx.savepoint():
            keep(tx, moved)
        return {}
    except (Conflict, IntegrityError):
        return {one[1].case.id: refusal for one in moved if (refusal := _save_move(tx, one))}


def _save_move(tx: Tx, moved: Moved) -> dict[str, Any] | None:
    try:
        with tx.savepoint():
            keep(tx, [moved])
    except Conflict as fault:
        return refused(moved[1].case.id, fault.code, reason_of(fault))
    return None
