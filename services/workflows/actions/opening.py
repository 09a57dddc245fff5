"""A case begins: whom it is about, its number, its seats, and the opening move, made but not kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from services.contracts.offices import COMMITTEE, INSPECTION
from services.kit import ids
from services.kit.faults import Fault, Invalid, NotFound
from services.workflows.actions.views import views_of
from services.workflows.domain import machine, relations
from services.workflows.domain.case import Case, Doer
from services.workflows.domain.machine import Act, Step
from services.workflows.domain.process import Process
from services.workflows.domain.view import View
from services.workflows.store import Tx
from services.workflows.tables import people, positions


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
        said = (
            "Người này không có trong danh sách của đơn vị mở hồ sơ. Ở mục “Đơn vị mở hồ sơ” chọn chi đoàn của người này, "
            "hoặc chọn lại người."
        )
        raise Invalid(errors={"subject_id": [said]})


def _belongs(tx: Tx, process: Process, unit_id: UUID, subject_id: UUID) -> bool:
    lives_in = tx.execute(select(people.c.unit_id).where(people.c.id == subject_id)).scalar_one_or_none()
    if lives_in == unit_id or (process.below and lives_in is not None and tx.tree.is_below(lives_in, unit_id)):
        return True
    return process.of_officers and lives_in is not None and _is_officer(tx, unit_id, subject_id)


def _is_officer(tx: Tx, unit_id: UUID, person_id: UUID) -> bool:
    held = positions.c
    in_force = (held.from_on <= tx.today, or_(held.until.is_(None), held.until >= tx.today))
    of_committees = held.code.in_((*COMMITTEE, *INSPECTION))
    query = select(held.id).where(held.unit_id == unit_id, held.person_id == person_id, of_committees, *in_force)
    return tx.execute(query.limit(1)).first() is not None


@dataclass(frozen=True)
class Wanted:
    """A case that is to be open. subject_name: whom it is about, where the form does not say. settings: of its campaign."""

    unit_id: UUID
    subject_id: UUID | None
    form: Mapping[str, Any]
    subject_name: str = ""
    campaign_id: UUID | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)


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
    note: str | None = None,
) -> tuple[Step, View]:
    """The opening move, made but not kept. because: what other case asks for it. note: where its form came from.

    Raises as `machine.advance` does.
    """
    tx.places.load_with_above([unit_id])
    if tx.places.unit(unit_id) is None:
        raise NotFound("unit-not-found", unit_id=unit_id)
    name = _name_of(tx, subject_id, process.subject_name(form))
    [view] = _drafts(tx, process, [Wanted(unit_id, subject_id, form, name, campaign_id)])
    step = machine.open_case(
        process, view, Act("open", doer, tx.now, tx.today, form, because or note, follows=because is not None)
    )
    return replace(step, case=replace(step.case, number=tx.cases.next_number(process))), view


def opened_many(
    tx: Tx, process: Process, doer: Doer, wanted: Sequence[Wanted], *, because: str
) -> tuple[list[tuple[Process, View, Step]], list[tuple[Wanted, Fault]]]:
    """Opening moves, made but not kept, and who was refused and why: the statements do not grow with their number."""
    made, refused = try_many(tx, process, doer, wanted, because=because)
    numbers = tx.cases.next_numbers(process, len(made)) if made else []
    numbered = [
        (process, view, replace(step, case=replace(step.case, number=number)))
        for (view, step), number in zip(made, numbers, strict=True)
    ]
    return numbered, refused


def try_many(
    tx: Tx, process: Process, doer: Doer, wanted: Sequence[Wanted], *, because: str
) -> tuple[list[tuple[View, Step]], list[tuple[Wanted, Fault]]]:
    """The same without numbers, which tells who would have a case and takes nothing."""
    tx.places.load_with_above({one.unit_id for one in wanted})
    made: list[tuple[View, Step]] = []
    refused: list[tuple[Wanted, Fault]] = []
    for one, view in zip(wanted, _drafts(tx, process, wanted), strict=True):
        act = Act("open", doer, tx.now, tx.today, one.form, because, follows=True)
        try:
            made.append((view, machine.open_case(process, view, act)))
        except Fault as fault:
            refused.append((one, fault))
    return made, refused


def _drafts(tx: Tx, process: Process, wanted: Sequence[Wanted]) -> list[View]:
    """Views of cases before their first move: with their seats, and with what the services know of their subjects."""
    rule_set = tx.rules.in_force().code
    bare = [_draft(tx, process, one, rule_set) for one in wanted]
    return [_assign_holders(tx, process, view, one) for view, one in zip(views_of(tx, bare), wanted, strict=True)]


def _draft(tx: Tx, process: Process, wanted: Wanted, rule_set: str) -> Case:
    return Case(
        id=ids.new(),
        number="",
        process=process.code,
        process_version=process.version,
        rule_set=rule_set,
        state=process.opening.to,
        unit_id=wanted.unit_id,
        subject_id=wanted.subject_id,
        subject_name=wanted.subject_name,
        form={},
        campaign_id=wanted.campaign_id,
        opened_at=tx.now,
        since=tx.now,
    )


def _assign_holders(tx: Tx, process: Process, view: View, wanted: Wanted) -> View:
    known = {name: value for name, value in process.known(view).items() if value is not None}
    known |= {"campaign": dict(wanted.settings)} if wanted.settings else {}
    placed = replace(view.case, form=_places({**wanted.form, **known}))
    seats = relations.seats(placed, process.relations, tx.places.around(placed, tx.rules.get(placed.rule_set)))
    return view.of(replace(view.case, form=known, seats=seats))


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
