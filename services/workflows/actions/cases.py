"""A case is open; a move is made."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.kit.faults import NotFound, Stale
from services.kit.policy import Subject, require
from services.workflows import registry
from services.workflows.actions import applications, attachments, opening
from services.workflows.actions.keep import keep
from services.workflows.actions.present import case_view
from services.workflows.actions.views import doer_of, may_see, subject_of, view_of, with_current_holders
from services.workflows.domain import machine
from services.workflows.domain.case import Case
from services.workflows.domain.machine import Act
from services.workflows.policy import POLICY
from services.workflows.store import Tx


def open_case(
    tx: Tx,
    *,
    process: str,
    unit_id: UUID,
    subject_id: UUID | None,
    form: Mapping[str, Any],
    application_id: UUID | None = None,
) -> dict[str, Any]:
    """A case of the process is open at the unit, and waits for its first holder; the application it began with is over."""
    definition = registry.get(process)
    require(POLICY, tx, "case.open", of=Subject(unit_id=unit_id, person_id=subject_id))
    opening.require_subject(tx, definition, unit_id=unit_id, subject_id=subject_id)
    doer, form = doer_of(tx), attachments.checked(definition.opening.form or definition.form, form)
    sent = applications.claim(tx, application_id, definition, unit_id=unit_id) if application_id else None
    note = applications.note_of(sent, definition, form) if sent else None
    step, view = opening.opened(tx, definition, doer, unit_id=unit_id, subject_id=subject_id, form=form, note=note)
    [case] = keep(tx, [(definition, view, step)], opened=True)
    if sent:
        applications.take(tx, sent, case)
    return case_view(tx, definition, view.of(case), doer, history=[step.line])


def get_case(tx: Tx, *, case_id: UUID) -> dict[str, Any]:
    """The case as the caller may see it. Raises NotFound("case-not-found"): to others it does not exist."""
    case, history = tx.cases.get(case_id)
    _require_visible(tx, case)
    return case_view(tx, registry.of(case), view_of(tx, case), doer_of(tx), history=history)


def _require_visible(tx: Tx, case: Case) -> None:
    if not may_see(tx, case):
        raise NotFound("case-not-found", case_id=case.id)


def take_action(
    tx: Tx, *, case_id: UUID, action: str, form: Mapping[str, Any], note: str | None, version: int | None
) -> dict[str, Any]:
    """The caller's move is made. Raises Stale where someone else was first, NotFound("case-not-found") as `get_case` does."""
    case, history = tx.cases.lock(case_id)
    _require_visible(tx, case)
    case = with_current_holders(tx, case)
    require(POLICY, tx, "case.act", of=subject_of(case))
    if version is not None and version != case.version:
        raise Stale("case-changed", version=case.version)
    process, view, doer = registry.of(case), view_of(tx, case), doer_of(tx)
    form = attachments.checked(process.form_of(case.state, action), form)
    step = machine.advance(process, view, Act(action, doer, tx.now, tx.today, form, note))
    [case] = keep(tx, [(process, view, step)])
    return case_view(tx, process, view.of(case), doer, history=[*history, step.line])
