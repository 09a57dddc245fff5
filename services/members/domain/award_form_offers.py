"""Forms of award as the province edits them: one is added, renamed or ended from a day on; what was given under it stays."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from services.contracts.rules import AWARD_KINDS, AWARD_LEVELS
from services.kit.faults import Invalid
from services.members.domain import names, rule_lists
from services.members.domain.rule_lists import Row
from services.members.domain.rule_values import MOST_ROWS
from services.members.domain.unit_forms import Form

KEY: Final = "award_forms"
_PREFIXES: Final = {"GRASSROOTS": "CS", "DISTRICT": "H", "PROVINCE": "T", "CENTRAL": "TW"}


# ---------------------------------------------------------------- what a screen shows


def lines(rows: Sequence[Row], *, may_change: bool) -> list[dict[str, Any]]:
    """The forms with their acts, those of the nearest level first."""
    levels = tuple(AWARD_LEVELS)
    ranked = sorted(rows, key=lambda row: levels.index(row["level"]))
    return [_line(row, may_change=may_change) for row in ranked]


def _line(row: Row, *, may_change: bool) -> dict[str, Any]:
    return {
        "code": row["code"],
        "title": row["title"],
        "mark": rule_lists.format_mark(row),
        "detail": f"Cấp quyết định: {AWARD_LEVELS[row['level']]} · {AWARD_KINDS[row['kind']]}",
        "allowed_actions": [_renaming(row), _ending(row)] if may_change else [],
    }


def adding() -> dict[str, Any]:
    """A new form of award for a level."""
    fields = {
        "level": rule_lists.choice("Cấp có thẩm quyền", AWARD_LEVELS, order=1),
        "kind": rule_lists.choice("Dành cho", AWARD_KINDS, order=2),
        "title": _title(None) | {"x-order": 3},
    }
    told = ("Hồ sơ mở từ ngày có hiệu lực chọn được hình thức này.", "Hồ sơ đã mở theo danh sách cũ.")
    return rule_lists.act("add_award_form", "Thêm hình thức", fields, required=("level", "kind", "title"), told=told)


def _renaming(row: Row) -> dict[str, Any]:
    told = ("Hồ sơ đã mở và quyết định đã ban hành giữ tên cũ.",)
    return rule_lists.act(
        "rename_award_form", "Đổi tên", {"title": _title(row["title"])}, required=("title",), told=told
    )


def _ending(row: Row) -> dict[str, Any]:
    told = (
        f"Hồ sơ mở từ ngày có hiệu lực không chọn được {row['title']} nữa.",
        "Hồ sơ đã mở đi tiếp; khen thưởng đã có giữ nguyên.",
    )
    return {**rule_lists.act("end_award_form", "Kết thúc", {}, required=(), told=told), "destructive": True}


def _title(default: str | None) -> Form:
    field: Form = {"type": "string", "title": "Tên hình thức", "maxLength": 120, "x-widget": "text", "x-order": 1}
    return field | ({"default": default} if default else {})


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
        {"code": _code(level, title, known), "level": level, "kind": kind, "title": title, "mark": rule_lists.SET_HERE},
    ]


def renamed(rows: Sequence[Row], code: str, *, title: str) -> list[Row]:
    """The list with the form under another name. Raises NotFound("award-form-unknown"), Invalid as `added`."""
    found = _find(rows, code)
    others = [row for row in rows if row["code"] != code]
    _require_own_title(others, title, level=found["level"])
    return [{**row, "title": title, "mark": rule_lists.SET_HERE} if row is found else row for row in rows]


def ended(rows: Sequence[Row], code: str) -> list[Row]:
    """The list without the form. Raises NotFound("award-form-unknown"), Invalid where none would be left."""
    found = _find(rows, code)
    if len(rows) == 1:
        raise Invalid(errors={"code": ["Phải còn ít nhất một hình thức khen thưởng. Thêm hình thức khác trước."]})
    return [row for row in rows if row is not found]


def _find(rows: Sequence[Row], code: str) -> Row:
    return rule_lists.find(rows, code, unknown="award-form-unknown", what="Hình thức")


def _require_own_title(rows: Sequence[Row], title: str, *, level: str) -> None:
    same = next(
        (row for row in rows if row["level"] == level and names.search_key(row["title"]) == names.search_key(title)),
        None,
    )
    if same is not None:
        raise Invalid(errors={"title": [f"{AWARD_LEVELS[level].capitalize()} đã có “{same['title']}”. Ghi tên khác."]})


def _code(level: str, title: str, known: Collection[str]) -> str:
    return rule_lists.coded(f"{_PREFIXES[level]}_{title}", known)
