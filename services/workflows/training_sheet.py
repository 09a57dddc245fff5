"""The workbook of a chapter's training programmes: what each member undertakes, one column a group, brought back to be registered.

A cell holds one thing a line, or several parted by semicolons. Whoever may not know what is undertaken gets names alone.
Source: domain rule 8 [S7].
"""

import re
from collections.abc import Mapping
from typing import Any

from services.workflows.domain import words
from services.workflows.domain.training_catalogue import CODES, TITLES
from services.workflows.grid_sheet import Layout, Row

_LONGEST, _MOST = 300, 30


def line(facts: Mapping[str, Any]) -> list[str]:
    """A row as it is written, behind whom it is about: with what was registered, before that with what is proposed."""
    items = facts.get("items") or facts.get("proposed") or ()
    said = {code: [_in_cell(item) for item in items if item["group"] == code] for code in CODES}
    return ["; ".join(said[code]) for code in CODES]


def _in_cell(item: Mapping[str, Any]) -> str:
    return str(item["text"]).replace(";", ",")


def _put(row: Row, name: str, value: str) -> None:
    items = row.form.setdefault("items", [])
    for part in filter(None, (each.strip() for each in re.split(r"[;\n]", value))):
        if len(part) > _LONGEST:
            row.unread(TITLES[name], f"{part[:40]}…", f"dài quá {_LONGEST} ký tự. Viết gọn lại.")
        elif len(items) == _MOST:
            row.unread(
                TITLES[name], part, f"là nội dung thứ {_MOST + 1}; mỗi người đăng ký nhiều nhất {_MOST}. Bớt đi."
            )
        else:
            items.append({"group": name, "text": part})


LAYOUT = Layout(title="Rèn luyện", name="ren-luyen", known=(), filled=dict(TITLES), needs=CODES[0], put=_put)


def whole(form: dict[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """The form with the measure and the target of what was known before under the same words."""
    known = {_item_key(item): item for item in (*facts.get("proposed", ()), *facts.get("items", ()))}
    items = [known.get(_item_key(item), item) for item in form.get("items", ())]
    return {"items": items} if items else {}


def _item_key(item: Mapping[str, Any]) -> tuple[str, str]:
    return item["group"], words.folded(_in_cell(item))
