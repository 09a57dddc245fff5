"""A case begins: whom it is about, its number, its seats, and the opening move, made but not kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from services.kit import ids
from services.kit.faults import Invalid, NotFound
from services.workflows.actions.views import view_of
from services.workflows.domain import machine, relations
from services.workflows.domain.case import Case, Doer
from services.workflows.domain.machine import Act, Step
from services.workflows.domain.process import Process
from services.workflows.domain.view import View
from services.workflows.store import Tx
from services.workflows.tables import people


def require_subject(tx: Tx, process: Process, *, unit_id: UUID, subject_id: UUID | None) -> None:
    """Raises Invalid where the process is about nobody of the registry but one was given, where it is and none was, or where
    the one given is not of the unit: it never says whose they are."""
    if process.subject == "none" and subject_id is not None:
        raise Invalid(
            errors={"subject_id": [f"Hồ sơ {process.title} không chọn người từ danh sách. Bỏ người đã chọn."]}
        )
    if process.subject == "member" and subject_id is None:
        raise Invalid(errors={"subject_id": [f"Hồ sơ {process.title} cần một đoàn viên. Chọn từ danh sách đoàn viên."]})
    if process.subject == "member" and subject_id is not None and not _belongs(tx, process, unit_id, subject_id):
        raise Invalid(errors={"subject_id": ["Người này không có trong danh sách của đơn vị. Chọn lại người."]})


def _belongs(tx: Tx, process: Process, unit_id: UUID, subject_id: UUID) -> bool:
    lives_in = tx.execute(select(people.c.unit_id).where(people.c.id == subject_id)).scalar_one_or_none()
    return lives_in == unit_id or (process.below and lives_in is not None and tx.tree.is_below(lives_in, unit_id))


def opened(
    tx: Tx,
    process: Process,
    doer: Doer,
    *,
    unit_id: UUID,
    subject_id: UUID | None,
    form: Mapping[str, Any],
    campaign_id: UUID | None = None,
    because: str | None = None,
) -> tuple[Step, View]:
    """The opening move, made but not kept. because: what other case asks for it. Raises as `machine.advance` does."""
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
        form=_places(form),
        campaign_id=campaign_id,
        opened_at=tx.now,
        since=tx.now,
    )
    seats = relations.seats(draft, process.relations, tx.places.around(draft))
    view = view_of(tx, replace(draft, form={}, seats=seats))
    act = Act("open", doer, tx.now, tx.today, form, note=because, follows=because is not None)
    step = machine.open_case(process, view, act)
    numbered = replace(step.case, number=tx.cases.next_number(process))
    return Step(numbered, step.line, step.move, step.effects), view


def _places(form: Mapping[str, Any]) -> dict[str, Any]:
    """Units that the form names: seats are filled before the form is read."""
    return {name: str(form[name]) for name in relations.PLACES if name in form and _is_id(form[name])}


def _is_id(given: Any) -> bool:
    try:
        UUID(str(given))
    except ValueError:
        return False
    return True


def _name_of(tx: Tx, subject_id: UUID | None, given: str) -> str:
    if subject_id is None:
        return given
    name: str | None = tx.execute(select(people.c.full_name).where(people.c.id == subject_id)).scalar_one_or_none()
    if name is None:
        raise NotFound("member-not-found", member_id=subject_id)
    return given or name
