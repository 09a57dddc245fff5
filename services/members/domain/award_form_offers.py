"""Forms of award as the province edits them: one is added, renamed or ended from a day on; what was given under it stays."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final

from services.contracts.rules import AWARD_KINDS, AWARD_LEVELS
from services.kit.faults import Invalid, NotFound
from services.members.domain import names
from services.members.domain.rule_values import MOST_ROWS
from services.members.domain.rules import Parameter
from services.members.domain.unit_forms import Form

KEY: Final = "award_forms"
Row = Mapping[str, str]
_PREFIXES: Final = {"GRASSROOTS": "CS", "DISTRICT": "H", "PROVINCE": "T", "CENTRAL": "TW"}
_DAY: Form = {
    "type": "string", "format": "date", "title": "Có hiệu lực từ ngày", "x-widget": "date", "x-order": 8,
    "description": "Dạng dd/mm/yyyy. Để trống là ngày mai.",
}  # fmt: skip
_SOURCE: Form = {
    "type": "string", "title": "Căn cứ", "maxLength": 200, "x-widget": "text", "x-order": 9,
    "description": "Số văn bản quy định hình thức này. Để trống thì giữ căn cứ hiện có.",
}  # fmt: skip


# ---------------------------------------------------------------- what a screen shows


def shown(parameter: Parameter, *, may_change: bool) -> dict[str, Any]:
    """The forms as lines with their acts; nothing for another rule."""
    if parameter.key != KEY:
        return {}
    levels = tuple(AWARD_LEVELS)
    rows = sorted(parameter.value, key=lambda row: levels.index(row["level"]))
    return {"rows": [_line(row, may_change=may_change) for row in rows]}


def _line(row: Row, *, may_change: bool) -> dict[str, Any]:
    return {
        "code": row["code"],
        "title": row["title"],
        "mark": row.get("mark"),
        "detail": f"Cấp quyết định: {AWARD_LEVELS[row['level']]} · {AWARD_KINDS[row['kind']]}",
        "allowed_actions": [_renaming(row), _ending(row)] if may_change else [],
    }


def adding() -> dict[str, Any]:
    """A new form of award for a level."""
    fields = {
        "level": _choice("Cấp có thẩm quyền", AWARD_LEVELS, order=1),
        "kind": _choice("Dành cho", AWARD_KINDS, order=2),
        "title": _title(None) | {"x-order": 3},
    }
    told = ("Hồ sơ mở từ ngày có hiệu lực chọn được hình thức này.", "Hồ sơ đã mở theo danh sách cũ.")
    return _act("add_award_form", "Thêm hình thức", fields, required=("level", "kind", "title"), told=told)


def _renaming(row: Row) -> dict[str, Any]:
    told = ("Hồ sơ đã mở và quyết định đã ban hành giữ tên cũ.",)
    return _act("rename_award_form", "Đổi tên", {"title": _title(row["title"])}, required=("title",), told=told)


def _ending(row: Row) -> dict[str, Any]:
    told = (
        f"Hồ sơ mở từ ngày có hiệu lực không chọn được {row['title']} nữa.",
        "Hồ sơ đã mở đi tiếp; khen thưởng đã có giữ nguyên.",
    )
    return {**_act("end_award_form", "Kết thúc", {}, required=(), told=told), "destructive": True}


def _act(action: str, label: str, fields: Form, *, required: Sequence[str], told: Sequence[str]) -> dict[str, Any]:
    shown = {**fields, "from_on": _DAY, "source": _SOURCE}
    schema = {"type": "object", "properties": shown, "required": list(required), "additionalProperties": False}
    return {
        "action": action, "label": label, "destructive": False, "consequences": list(told), "form_schema": schema,
    }  # fmt: skip


def _title(default: str | None) -> Form:
    field: Form = {"type": "string", "title": "Tên hình thức", "maxLength": 120, "x-widget": "text", "x-order": 1}
    return field | ({"default": default} if default else {})


def _choice(title: str, choices: Mapping[str, str], *, order: int) -> Form:
    labels = [label[:1].upper() + label[1:] for label in choices.values()]
    return {
        "type": "string", "title": title, "enum": list(choices), "x-labels": labels, "x-widget": "select",
        "x-order": order,
    }  # fmt: skip


# ---------------------------------------------------------------- the list as it becomes


def added(rows: Sequence[Row], *, level: str, kind: str, title: str, known: Collection[str]) -> list[Row]:
    """The list with one more form. known: every code that any rule set has had, since none is used for another form.

    Raises Invalid for a title that another form of the level has, or for a list too long.
    """
    _require_own_title(rows, title, level=level)
    if len(rows) >= MOST_ROWS:
        raise Invalid(errors={"title": [f"Đã có {MOST_ROWS} hình thức. Kết thúc hình thức không còn dùng trước."]})
    return [
        *rows,
        {"code": _code(level, title, known), "level": level, "kind": kind, "title": title, "mark": "tỉnh đặt"},
    ]


def renamed(rows: Sequence[Row], code: str, *, title: str) -> list[Row]:
    """The list with the form under another name. Raises NotFound("award-form-unknown"), Invalid as `added`."""
    found = _find(rows, code)
    others = [row for row in rows if row["code"] != code]
    _require_own_title(others, title, level=found["level"])
    return [{**row, "title": title, "mark": "tỉnh đặt"} if row is found else row for row in rows]


def ended(rows: Sequence[Row], code: str) -> list[Row]:
    """The list without the form. Raises NotFound("award-form-unknown"), Invalid where none would be left."""
    found = _find(rows, code)
    if len(rows) == 1:
        raise Invalid(errors={"code": ["Phải còn ít nhất một hình thức khen thưởng. Thêm hình thức khác trước."]})
    return [row for row in rows if row is not found]


def _find(rows: Sequence[Row], code: str) -> Row:
    found = next((row for row in rows if row["code"] == code), None)
    if found is None:
        text = "Hình thức này không có trong quy định của ngày đó."
        raise NotFound("award-form-unknown", text=text, mend="Tải lại trang để xem danh sách.")
    return found


def _require_own_title(rows: Sequence[Row], title: str, *, level: str) -> None:
    same = next(
        (row for row in rows if row["level"] == level and names.search_key(row["title"]) == names.search_key(title)),
        None,
    )
    if same is not None:
        raise Invalid(errors={"title": [f"{AWARD_LEVELS[level].capitalize()} đã có “{same['title']}”. Ghi tên khác."]})


def _code(level: str, title: str, known: Collection[str]) -> str:
    stem = f"{_PREFIXES[level]}_{re.sub(r'[^A-Z0-9]+', '_', names.search_key(title).upper()).strip('_')}"[:40].strip(
        "_"
    )
    numbered = (stem if number == 1 else f"{stem}_{number}" for number in range(1, len(known) + 3))
    return next(code for code in numbered if code not in known)
