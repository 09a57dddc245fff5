"""A case is open; a move is made."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.kit import ids
from services.kit.faults import Invalid, NotFound, Stale
from services.kit.policy import Subject, is_allowed, require
from services.workflows import registry
from services.workflows.actions import attachments
from services.workflows.actions.keep import keep
from services.workflows.actions.present import case_view
from services.workflows.actions.views import doer_of, seated, subject_of, view_of
from services.workflows.domain import machine, relations
from services.workflows.domain.case import Case, Doer
from services.workflows.domain.machine import Act, Step
from services.workflows.domain.process import Process
from services.workflows.domain.view import View
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import people


def open_case(
    tx: Tx, *, process: str, unit_id: UUID, subject_id: UUID | None, form: Mapping[str, Any]
) -> dict[str, Any]:
    """A case of the process is open at the unit, and waits for its first holder."""
    definition = registry.get(process)
    require(POLICY, tx, "case.open", of=Subject(unit_id=unit_id, person_id=subject_id))
    _require_subject(definition, subject_id)
    doer, form = doer_of(tx), attachments.checked(definition.form, form)
    step, view = opened(tx, definition, doer, unit_id=unit_id, subject_id=subject_id, form=form)
    [case] = keep(tx, [(definition, view, step)], opened=True)
    return case_view(tx, definition, view.of(case), doer, history=[step.line])


def _require_subject(process: Process, subject_id: UUID | None) -> None:
    """Raises Invalid where the process is about nobody of the registry but one was given, or is and none was."""
    if process.subject == "none" and subject_id is not None:
        raise Invalid(
            errors={"subject_id": [f"Hồ sơ {process.title} không chọn người từ danh sách. Bỏ người đã chọn."]}
        )
    if process.subject == "member" and subject_id is None:
        raise Invalid(errors={"subject_id": [f"Hồ sơ {process.title} cần một đoàn viên. Chọn từ danh sách đoàn viên."]})


def opened(
    tx: Tx, process: Process, doer: Doer, *, unit_id: UUID, subject_id: UUID | None, form: Mapping[str, Any]
) -> tuple[Step, View]:
    """The opening move, made but not kept. Raises as `machine.advance` does."""
    tx.places.load_with_above([unit_id])
    if tx.places.unit(unit_id) is None:
        raise NotFound("unit-not-found", unit_id=unit_id)
    draft = Case(
        id=ids.new(),
        number="",
        process=process.code,
        process_version=process.version,
        rule_set=tx.rules.in_force().code,
        state=process.opening.to,
        unit_id=unit_id,
        subject_id=subject_id,
        subject_name=_name_of(tx, subject_id, process.subject_name(form)),
        form=_destination(form),
        opened_at=tx.now,
        since=tx.now,
    )
    seats = relations.seats(draft, process.relations, tx.places.around(draft))
    view = view_of(tx, replace(draft, form={}, seats=seats))
    step = machine.open_case(process, view, Act("open", doer, tx.now, tx.today, form))
    numbered = replace(step.case, number=tx.cases.next_number(process))
    return Step(numbered, step.line, step.move, step.effects), view


def _destination(form: Mapping[str, Any]) -> dict[str, Any]:
    """Where the case goes to: seats are filled before the form is read."""
    try:
        return {"destination_id": str(UUID(str(form["destination_id"])))}
    except (KeyError, ValueError):
        return {}


def _name_of(tx: Tx, subject_id: UUID | None, given: str) -> str:
    if subject_id is None:
        return given
    name: str | None = tx.execute(select(people.c.full_name).where(people.c.id == subject_id)).scalar_one_or_none()
    if name is None:
        raise NotFound("member-not-found", member_id=subject_id)
    return given or name


def get_case(tx: Tx, *, case_id: UUID) -> dict[str, Any]:
    """The case as the caller may see it. Raises NotFound("case-not-found"): to others it does not exist."""
    case, history = tx.cases.get(case_id)
    _require_visible(tx, case)
    return case_view(tx, registry.get(case.process), view_of(tx, case), doer_of(tx), history=history)


def _require_visible(tx: Tx, case: Case) -> None:
    if not is_allowed(POLICY, tx, "case.view", of=subject_of(case)):
        raise NotFound("case-not-found", case_id=case.id)


def take_action(
    tx: Tx, *, case_id: UUID, action: str, form: Mapping[str, Any], note: str | None, version: int | None
) -> dict[str, Any]:
    """The caller's move is made. Raises Stale where someone else was first, NotFound("case-not-found") as `get_case` does."""
    case, history = tx.cases.lock(case_id)
    _require_visible(tx, case)
    case = seated(tx, case)
    require(POLICY, tx, "case.act", of=subject_of(case))
    if version is not None and version != case.version:
        raise Stale("case-changed", version=case.version)
    process, view, doer = registry.get(case.process), view_of(tx, case), doer_of(tx)
    form = attachments.checked(process.form_of(case.state, action), form)
    step = machine.advance(process, view, Act(action, doer, tx.now, tx.today, form, note))
    [case] = keep(tx, [(process, view, step)])
    return case_view(tx, process, view.of(case), doer, history=[*history, step.line])
