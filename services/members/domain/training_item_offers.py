"""The catalogue of training items as the province edits it (domain rule 8): five groups, each with items to choose from."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from services.contracts.training_catalogue import GROUPS, LENGTHS
from services.kit.faults import Invalid
from services.members.domain import names, rule_lists
from services.members.domain.rule_lists import Row
from services.members.domain.rule_values import MOST_ROWS
from services.members.domain.unit_forms import Form

KEY: Final = "training_items"
_TITLES: Final = {"text": "Nội dung", "measure": "Cách đo", "target": "Mục tiêu"}


# ---------------------------------------------------------------- what a screen shows


def lines(rows: Sequence[Row], *, may_change: bool) -> list[dict[str, Any]]:
    """The items with their acts, group by group."""
    groups = tuple(GROUPS)
    ranked = sorted(rows, key=lambda row: groups.index(row["group"]))
    return [_line(row, may_change=may_change) for row in ranked]


def _line(row: Row, *, may_change: bool) -> dict[str, Any]:
    return {
        "code": row["code"],
        "title": row["text"],
        "mark": rule_lists.format_mark(row),
        "detail": detail(row),
        "allowed_actions": [changing(row), ending(row)] if may_change else [],
    }


def detail(row: Row) -> str:
    """Of which group the item is, by what it is judged and how much."""
    asked = ": ".join(filter(None, (row.get("measure"), row.get("target"))))
    return " · ".join(filter(None, (GROUPS[row["group"]], asked)))


def adding() -> dict[str, Any]:
    """A new item of a group."""
    fields = {"group": rule_lists.choice("Nhóm", GROUPS, order=1), **_text_properties({})}
    told = (
        "Chương trình rèn luyện mở từ ngày có hiệu lực chọn được nội dung này.",
        "Chương trình đã mở theo danh mục cũ.",
    )
    return rule_lists.act("add_training_item", "Thêm nội dung", fields, required=("group", "text"), told=told)


def changing(row: Row) -> dict[str, Any]:
    """Other words for the item."""
    told = ("Chương trình đã mở và nội dung đã đăng ký giữ như cũ.",)
    return rule_lists.act("change_training_item", "Sửa", _text_properties(row), required=("text",), told=told)


def ending(row: Row) -> dict[str, Any]:
    """The end of the item."""
    told = (
        f"Chương trình mở từ ngày có hiệu lực không có “{row['text']}” trong danh mục nữa.",
        "Chương trình đã mở đi tiếp; nội dung đã đăng ký giữ nguyên.",
    )
    act = rule_lists.act("end_training_item", "Kết thúc", {}, required=(), told=told)
    return {**act, "destructive": True}


def _text_properties(row: Row | dict[str, str]) -> Form:
    return {
        name: {"type": "string", "title": title, "maxLength": LENGTHS[name], "x-widget": "text", "x-order": order}
        | ({"default": row[name]} if row.get(name) else {})
        for order, (name, title) in enumerate(_TITLES.items(), start=2)
    }


# ---------------------------------------------------------------- the catalogue as it becomes


def added(rows: Sequence[Row], *, group: str, known: Collection[str], **said: str | None) -> list[Row]:
    """The catalogue with one more item. known: every code that any rule set has had, since none is used for another item.

    Raises Invalid for words that another item of the group has, or for a catalogue too long.
    """
    _require_own_text(rows, str(said["text"]), group=group)
    if len(rows) >= MOST_ROWS:
        raise Invalid(errors={"text": [f"Đã có {MOST_ROWS} nội dung. Kết thúc nội dung không còn dùng trước."]})
    return [*rows, _item(rule_lists.coded(str(said["text"]), known), group, said)]


def changed(rows: Sequence[Row], code: str, **said: str | None) -> list[Row]:
    """The catalogue with the item saying something else. Raises NotFound("training-item-unknown"), Invalid as `added`."""
    found = _find(rows, code)
    _require_own_text([row for row in rows if row is not found], str(said["text"]), group=found["group"])
    return [_item(code, found["group"], said) if row is found else row for row in rows]


def ended(rows: Sequence[Row], code: str) -> list[Row]:
    """The catalogue without the item. Raises NotFound("training-item-unknown"), Invalid for the last of its group."""
    found = _find(rows, code)
    if sum(row["group"] == found["group"] for row in rows) == 1:
        text = f"Đây là nội dung cuối cùng của nhóm “{GROUPS[found['group']]}”. Thêm nội dung khác của nhóm trước."
        raise Invalid(errors={"code": [text]})
    return [row for row in rows if row is not found]


def _item(code: str, group: str, said: dict[str, str | None]) -> Row:
    return {
        "code": code,
        "group": group,
        **{name: said.get(name) or "" for name in LENGTHS},
        "mark": rule_lists.SET_HERE,
    }


def _find(rows: Sequence[Row], code: str) -> Row:
    return rule_lists.find(rows, code, unknown="training-item-unknown", what="Nội dung")


def _require_own_text(rows: Sequence[Row], text: str, *, group: str) -> None:
    same = next(
        (row for row in rows if row["group"] == group and names.search_key(row["text"]) == names.search_key(text)), None
    )
    if same is not None:
        raise Invalid(errors={"text": [f"Nhóm “{GROUPS[group]}” đã có “{same['text']}”. Ghi nội dung khác."]})
