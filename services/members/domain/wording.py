"""What a field of a member's file says, in the words that people read."""

import re
from datetime import date
from typing import Any

from services.members.domain import lists
from services.members.domain.days import Day
from services.members.domain.identity import SEXES
from services.members.domain.profile import Field

_MASK = "•••"


def masked(field: Field, value: Any) -> str:
    """The value hidden, but for what tells two numbers apart."""
    return f"{_MASK} {str(value)[-3:]}" if field.kind in ("citizen_id", "phone") else _MASK


def display(field: Field, value: Any, *, precision: str = "day") -> str:
    """The value as people read it."""
    match value:
        case None | "" | []:
            return ""
        case bool():
            return "Có" if value else "Không"
        case date():
            return Day(value, precision if field.kind == "birth" else "day").written()  # type: ignore[arg-type]
        case list():
            return "; ".join(", ".join(str(cell) for cell in row.values() if cell) for row in value)
    return _display_kind(field, value)


def _display_kind(field: Field, value: Any) -> str:
    if field.kind == "photo":
        return "Có ảnh"
    if field.kind == "sex":
        return SEXES.get(value, "")
    if field.kind == "day" and _is_day(value):
        return Day(date.fromisoformat(value)).written()
    if field.kind in ("list", "number_list"):
        return lists.label(field.code, str(value)) or str(value)
    return str(value)


def _is_day(value: Any) -> bool:
    """A day of the long tail, which is kept as text."""
    return isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value) is not None
