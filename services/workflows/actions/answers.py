"""Answers of other services to what cases asked. Each may come late, twice or out of order: a case that is not waiting
for it lets it pass."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.workflows import registry
from services.workflows.actions import errands, settling
from services.workflows.actions.keep import announce, keep
from services.workflows.actions.views import views_of
from services.workflows.actions.wishes import Wish
from services.workflows.domain import machine
from services.workflows.domain.case import SYSTEM, Case, Document, Refusal
from services.workflows.domain.machine import Act, Step
from services.workflows.domain.process import Apply, Issue, Move, Process, Record
from services.workflows.domain.view import View
from services.workflows.facts import subject_key
from services.workflows.store import Tx


def on_changes_prepared(tx: Tx, *, batch_id: Any, outcomes: Sequence[dict[str, Any]]) -> None:
    """Cases whose person is held go on to their document; refused ones are back with their holder, who reads why."""
    answered = {outcome["case_id"]: outcome for outcome in outcomes}
    cases = [case for case in tx.cases.lock_many(answered) if case.batch_id == batch_id]
    moved = []
    for view in views_of(tx, [_named(case, answered[case.id]) for case in cases]):
        outcome = answered[view.case.id]
        action = "prepared" if outcome["ok"] else "refused"
        reasons = tuple(Refusal(each["code"], each["text"], each.get("mend")) for each in outcome["refusals"])
        moved += _step(tx, view, action, reasons=reasons)
    keep(tx, moved)


def _named(case: Case, outcome: dict[str, Any]) -> Case:
    """A newcomer has become someone: the registry's id, and the code kept for them."""
    if not outcome["ok"] or outcome["person_id"] is None:
        return case
    return replace(case, subject_id=outcome["person_id"], form={**case.form, "member_code": outcome["code"]})


def on_documents_issued(tx: Tx, *, documents: Sequence[dict[str, Any]]) -> None:
    """Cases know the numbers of their documents, and go on where they waited for one."""
    told = {case_id: document for document in documents for case_id in document["case_ids"]}
    before = {case.id: case for case in tx.cases.lock_with_batch(told)}
    cases = dict(before)
    for document in documents:
        named = [cases[case_id] for case_id in document["case_ids"] if case_id in cases]
        waiting = [case for case in named if case.asked.get(document["template"]) == document["key"]]
        if named and not waiting:
            settling.ask_to_cancel(tx, document["id"], in_force=document["state"] == "in_force")
        elif document["state"] == "in_force":
            settling.ask_to_strike(tx, document["id"], [case.id for case in named if case not in waiting])
        cases |= {case.id: _with_issued(case, document) for case in waiting}
    _go_on(tx, before, list(cases.values()))


def _with_issued(case: Case, told: dict[str, Any]) -> Case:
    """Older news of a document never wins over what was asked for it since."""
    if any(known.id == told["id"] for known in case.documents):
        return case
    document = Document(
        id=told["id"],
        key=told["key"],
        template=told["template"],
        title=told["title"],
        number=told["number"],
        on=told["on"].isoformat(),
        state=told["state"],
        shared_by=len(told["case_ids"]),
    )
    return settling.with_document(case, document)


def _go_on(tx: Tx, before: dict[UUID, Case], cases: list[Case]) -> None:
    moved, others = [], []
    for view in views_of(tx, cases):
        step = _step(tx, view, "issued") if _has_what_it_waited_for(view) else []
        moved += step
        others += [] if step else [view]
    keep(tx, moved)
    changed = [case for case in _asked_again(tx, others) if case != before[case.id]]
    tx.cases.save([(case, registry.of(case), subject_key(case)) for case in changed])
    announce(tx, changed)


def _has_what_it_waited_for(view: View) -> bool:
    move = system_move(registry.of(view.case), view.case, "issued")
    cited = [effect.template for effect in move.then if isinstance(effect, Apply | Record)] if move else []
    wanted = {*filter(None, cited), *(effect.template for effect in documents_of(view.case))}
    return move is not None and all(view.case.document(template) for template in wanted)


def _asked_again(tx: Tx, views: Sequence[View]) -> list[Case]:
    """Cases that waited with their document for another one's number ask for it now, once all of their batch can."""
    cases = {view.case.id: view.case for view in views}
    put_off = {(case.batch_id, case.state) for case in cases.values() if is_put_off(case)}
    for together in put_off:
        wishes = [
            Wish(view, documents_of(view.case)) for view in views if (view.case.batch_id, view.case.state) == together
        ]
        cases |= {case.id: case for case in errands.run(tx, wishes)}
    return list(cases.values())


def is_put_off(case: Case) -> bool:
    """The case still has to ask for the document that its state is about."""
    return case.batch_id is not None and any(effect.template not in case.asked for effect in documents_of(case))


def documents_of(case: Case) -> tuple[Issue, ...]:
    """The documents that the services are to make while the case stands where it does."""
    process = registry.of(case)
    if not process.state(case.state).is_system:
        return ()
    return tuple(effect for effect in process.effects_into(case.state) if isinstance(effect, Issue))


def on_changes_applied(tx: Tx, *, batch_id: Any, outcomes: Sequence[dict[str, Any]]) -> None:
    """The registry says what the decisions say: the documents come into force and the cases are decided."""
    done = [UUID(outcome["id"]) for outcome in outcomes if outcome["ok"]]
    moved = []
    # A late answer about an earlier change of the case is not the answer that it waits for.
    for view in views_of(tx, [case for case in tx.cases.lock_many(done) if case.batch_id == batch_id]):
        moved += _step(tx, view, "applied")
    keep(tx, moved)


def system_move(process: Process, case: Case, action: str) -> Move | None:
    """The services' own move of that name from where the case stands."""
    return next(
        (move for move in process.moves_from(case.state) if move.action == action and move.by == "system"), None
    )


def _step(tx: Tx, view: View, action: str, *, reasons: tuple[Refusal, ...] = ()) -> list[tuple[Process, View, Step]]:
    process = registry.of(view.case)
    if system_move(process, view.case, action) is None:
        return []
    act = Act(action, SYSTEM, tx.now, tx.today, reasons=reasons)
    return [(process, view, machine.advance(process, view, act))]
