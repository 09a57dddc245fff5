"""What a move cannot do without: fields that must stand in the form by then, told by their titles."""

from marshmallow import Schema

from services.workflows.domain import forms, words
from services.workflows.domain.case import Refusal
from services.workflows.domain.process import Guard
from services.workflows.domain.view import View


def filled(form: type[Schema], *names: str, group: str = "") -> Guard:
    """A guard that refuses a move made while one of the fields is empty; one that is only offered still has its form to come."""
    prefix = f"{group}." if group else ""

    def whole(view: View) -> Refusal | None:
        if view.before is None:
            return None
        missing = [forms.title(form, name) for name in names if view.value(f"{prefix}{name}") in (None, "", False)]
        if not missing:
            return None
        return Refusal("incomplete", f"Còn thiếu: {words.listed(missing)}.", "Điền các mục này rồi làm lại.")

    return whole
