"""Rules that are lists: what their screens ask in common, and how an entry is found and named."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from services.contracts.rules import is_unsure
from services.kit.faults import NotFound
from services.members.domain import names
from services.members.domain.unit_forms import Form

Row = Mapping[str, str]
SET_HERE: Final = "tỉnh đặt"
"""The mark of an entry that the province wrote itself."""
_DAY: Final[Form] = {
    "type": "string", "format": "date", "title": "Có hiệu lực từ ngày", "x-widget": "date", "x-order": 8,
    "description": "Dạng dd/mm/yyyy. Để trống là ngày mai.",
}  # fmt: skip
_SOURCE: Final[Form] = {
    "type": "string", "title": "Căn cứ", "maxLength": 200, "x-widget": "text", "x-order": 9,
    "description": "Số văn bản quy định mục này. Để trống thì giữ căn cứ hiện có.",
}  # fmt: skip


def act(action: str, label: str, fields: Form, *, required: Sequence[str], told: Sequence[str]) -> dict[str, Any]:
    """What may be done with a list or an entry of it: from a day on, by a paper. told: what follows."""
    shown = {**fields, "from_on": _DAY, "source": _SOURCE}
    schema = {"type": "object", "properties": shown, "required": list(required), "additionalProperties": False}
    return {
        "action": action, "label": label, "destructive": False, "consequences": list(told), "form_schema": schema,
    }  # fmt: skip


def choice(title: str, choices: Mapping[str, str], *, order: int) -> Form:
    """One of the choices, by their labels."""
    labels = [label[:1].upper() + label[1:] for label in choices.values()]
    return {
        "type": "string", "title": title, "enum": list(choices), "x-labels": labels, "x-widget": "select",
        "x-order": order,
    }  # fmt: skip


def format_mark(row: Row) -> str | None:
    """How sure an entry is, in words; our own marks are not for readers."""
    mark = row.get("mark", "")
    if is_unsure(mark):
        return "chưa chắc"
    return mark if mark == SET_HERE else None


def find(rows: Sequence[Row], code: str, *, unknown: str, what: str) -> Row:
    """The entry of that code. Raises NotFound(unknown)."""
    found = next((row for row in rows if row["code"] == code), None)
    if found is None:
        text = f"{what} này không có trong quy định của ngày đó."
        raise NotFound(unknown, text=text, mend="Tải lại trang để xem danh sách.")
    return found


def coded(words: str, known: Collection[str]) -> str:
    """A code from the words that no entry has or has had."""
    stem = re.sub(r"[^A-Z0-9]+", "_", names.search_key(words).upper()).strip("_")[:40].strip("_")
    numbered = (stem if number == 1 else f"{stem}_{number}" for number in range(1, len(known) + 3))
    return next(code for code in numbered if code not in known)
