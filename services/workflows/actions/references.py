"""Ids that forms name lead somewhere: to a person or a unit of the copies, or to a meeting that has its attendance."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Table, select

from services.kit import schema as kit_schema
from services.kit.faults import Conflict
from services.kit.schema import IdField
from services.workflows.actions.views import seat_units
from services.workflows.domain.case import Refusal
from services.workflows.domain.machine import Step
from services.workflows.domain.view import View
from services.workflows.store import Tx
from services.workflows.tables import attendances, people, units


@dataclass(frozen=True)
class Reference:
    """An id that a move newly names. widget: of its field. unit_ids: units that have a part in the case."""

    widget: str
    title: str
    key: UUID
    unit_ids: frozenset[UUID]


@dataclass(frozen=True)
class Kind:
    """Where ids of a kind lead: which of those asked for lead nowhere, and what a person reads of such a field."""

    find_unknown: Callable[[Tx, Sequence[Reference]], list[Reference]]
    refusal: Callable[[str], Refusal]


def require_known(tx: Tx, moved: Iterable[tuple[View, Step]]) -> None:
    """Everybody, every unit and every meeting that the moves newly name is known.

    Raises Conflict("case-refused") by the titles of the fields. Copies may lag: what was just entered is there in a moment.
    """
    named = [each for view, step in moved for each in _named(view, step)]
    for widget, kind in KINDS.items():
        asked = [each for each in named if each.widget == widget]
        if unknown := {each.title for each in kind.find_unknown(tx, asked)} if asked else set():
            raise Conflict("case-refused", refusals=[kind.refusal(title).plain() for title in sorted(unknown)])


def _not_in(table: Table) -> Callable[[Tx, Sequence[Reference]], list[Reference]]:
    def find_unknown(tx: Tx, asked: Sequence[Reference]) -> list[Reference]:
        known = set(tx.execute(select(table.c.id).where(table.c.id.in_({each.key for each in asked}))).scalars())
        return [each for each in asked if each.key not in known]

    return find_unknown


def _without_attendance(tx: Tx, asked: Sequence[Reference]) -> list[Reference]:
    """Meetings at which nobody of these units is on a list: another unit's is as unknown as one that never was."""
    held = attendances.c
    found = select(held.meeting_id, held.unit_id).where(held.meeting_id.in_({each.key for each in asked})).distinct()
    units_of: dict[UUID, set[UUID]] = {}
    for row in tx.execute(found).all():
        units_of.setdefault(row.meeting_id, set()).add(row.unit_id)
    return [each for each in asked if each.unit_ids.isdisjoint(units_of.get(each.key, ()))]


def _not_registered(noun: str) -> Callable[[str], Refusal]:
    mend = f"Tìm và chọn lại {noun} trong danh sách; nếu vừa thêm vào hệ thống thì đợi một phút rồi làm lại."
    return lambda title: Refusal("reference-unknown", f"Mục “{title}” ghi một {noun} không có trong danh bộ.", mend)


def _not_attended(title: str) -> Refusal:
    return Refusal(
        "reference-unknown",
        f"Mục “{title}” ghi một cuộc họp chưa có điểm danh của đơn vị này.",
        "Ghi điểm danh ở trang đơn vị, mục “Điểm danh họp chi đoàn”, hoặc bỏ trống mục này; nếu vừa điểm danh thì đợi "
        "một phút rồi làm lại.",
    )


KINDS: Final = {
    "person": Kind(_not_in(people), _not_registered("người")),
    "unit": Kind(_not_in(units), _not_registered("đơn vị")),
    "meeting": Kind(_without_attendance, _not_attended),
}
"""The kinds of ids by the widget of their fields."""


def _named(view: View, step: Step) -> Sequence[Reference]:
    """Each id that the move filled in anew; what the services fill in is their own."""
    form, keep = step.move.form, step.move.keep
    if form is None or step.line.actor_id is None:
        return ()
    before, after = (_entry(case.form, keep) for case in (view.case, step.case))
    unit_ids = frozenset({step.case.unit_id, *seat_units(step.case)})
    return [
        Reference(str(field.metadata.get("widget")), str(field.metadata.get("title")), UUID(str(after[name])), unit_ids)
        for name, field in kit_schema.instance(form).fields.items()
        if isinstance(field, IdField) and after.get(name) and after[name] != before.get(name)
    ]


def _entry(form: Any, keep: str | None) -> Any:
    held = form.get(keep) or {} if keep else form
    return held[-1] if isinstance(held, list) else held
