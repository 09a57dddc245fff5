"""Ids that forms name lead somewhere: to a person, or to a unit that is still there, as the copies have them."""

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Table, select

from services.kit import schema as kit_schema
from services.kit.faults import Conflict
from services.kit.schema import IdField
from services.workflows.domain.case import Refusal
from services.workflows.domain.machine import Step
from services.workflows.domain.view import View
from services.workflows.store import Tx
from services.workflows.tables import people, units

_KNOWN: Final[dict[str, tuple[Table, str]]] = {"person": (people, "người"), "unit": (units, "đơn vị")}
"""Widget of a field → where its ids lead, and how people call that."""


def require_known(tx: Tx, moved: Iterable[tuple[View, Step]]) -> None:
    """Everybody and every unit that the moves newly name is in the copies.

    Raises Conflict("case-refused") by the titles of the fields. The copy may lag: what was just entered is there in a moment.
    """
    named = [each for view, step in moved for each in _named(view, step)]
    for widget, (table, noun) in _KNOWN.items():
        asked = {key: title for kind, title, key in named if kind == widget}
        found = set(tx.execute(select(table.c.id).where(table.c.id.in_(asked))).scalars()) if asked else set()
        if unknown := {title for key, title in asked.items() if key not in found}:
            raise Conflict("case-refused", refusals=[_refused(title, noun).plain() for title in sorted(unknown)])


def _refused(title: str, noun: str) -> Refusal:
    mend = f"Tìm và chọn lại {noun} trong danh sách; nếu vừa thêm vào hệ thống thì đợi một phút rồi làm lại."
    return Refusal("reference-unknown", f"Mục “{title}” ghi một {noun} không có trong danh bộ.", mend)


def _named(view: View, step: Step) -> Sequence[tuple[str, str, UUID]]:
    """Widget, title and id of each field that the move filled in anew; what the services fill in is their own."""
    form, keep = step.move.form, step.move.keep
    if form is None or step.line.actor_id is None:
        return ()
    before, after = (_entry(case.form, keep) for case in (view.case, step.case))
    fields = kit_schema.instance(form).fields
    return [
        (str(field.metadata.get("widget")), str(field.metadata.get("title")), UUID(str(after[name])))
        for name, field in fields.items()
        if isinstance(field, IdField) and after.get(name) and after[name] != before.get(name)
    ]


def _entry(form: Any, keep: str | None) -> Any:
    held = form.get(keep) or {} if keep else form
    return held[-1] if isinstance(held, list) else held
