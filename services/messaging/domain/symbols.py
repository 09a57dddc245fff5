"""How a unit writes the symbols of its papers: its own abbreviation, and those of the types (domain rule 3.3)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from services.kit.faults import Invalid

ACTION, LABEL = "change_symbols", "Đổi ký hiệu"
MOST: Final = 8
TYPES: Final = {
    "QĐ": "Quyết định",
    "QĐKT": "Quyết định khen thưởng",
    "NQ": "Nghị quyết",
    "GT": "Giấy giới thiệu",
    "GCN": "Giấy chứng nhận",
    "TTr": "Tờ trình",
    "TB": "Thông báo",
    "BC": "Báo cáo",
    "BB": "Biên bản",
}
"""Types that take numbers, by their usual abbreviation."""
CONSEQUENCES = (
    "Chỉ dùng cho văn bản lấy số từ bây giờ; văn bản đã có số giữ nguyên ký hiệu.",
    "Mỗi ký hiệu loại là một sổ riêng: ký hiệu chưa dùng trong nhiệm kỳ (hoặc năm) bắt đầu từ số 01, ký hiệu đã dùng lấy số tiếp theo.",
    "Hai loại cùng ký hiệu thì chung một sổ.",
)
_LETTERS = re.compile(rf"[^\W\d_]{{1,{MOST}}}")


@dataclass(frozen=True)
class Symbols:
    """What a unit writes otherwise than usual. body: its own abbreviation; types: by usual abbreviation of the type."""

    body: str | None = None
    types: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: str) -> str:
        """The abbreviation that the unit writes for the type."""
        return self.types.get(kind, kind)


USUAL: Final = Symbols()


def chosen(*, body: str | None, types: Mapping[str, str | None], usual_body: str) -> Symbols:
    """What was chosen, without what is usual anyway. Raises Invalid with each field."""
    said = {kind: abbreviation for kind, abbreviation in types.items() if abbreviation and abbreviation != kind}
    own = body if body and body != usual_body else None
    errors = {f"types.{kind}": ["Không có loại văn bản này."] for kind in types if kind not in TYPES}
    errors |= {f"types.{kind}": [_invalid_text(each)] for kind, each in said.items() if not _LETTERS.fullmatch(each)}
    if own and not _LETTERS.fullmatch(own):
        errors["body"] = [_invalid_text(own)]
    if errors:
        raise Invalid(errors=errors)
    return Symbols(own, said)


def _invalid_text(abbreviation: str) -> str:
    return f"“{abbreviation}” không dùng được: ghi từ 1 đến {MOST} chữ cái, không dấu cách, số hay dấu gạch."


def form(symbols: Symbols, *, usual_body: str) -> dict[str, Any]:
    """JSON Schema in the dialect that screens are drawn from; an empty box is the usual abbreviation."""
    types = {
        kind: _box(title, usual=kind, now=symbols.types.get(kind), order=order)
        for order, (kind, title) in enumerate(TYPES.items())
    }
    body = _box("Tên viết tắt của đơn vị", usual=usual_body, now=symbols.body, order=0)
    all_types = _object(types) | {"title": "Loại văn bản", "default": dict(symbols.types), "x-order": 1}
    return _object({"body": body, "types": all_types})


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "additionalProperties": False}


def _box(title: str, *, usual: str, now: str | None, order: int) -> dict[str, Any]:
    return {
        "type": ["string", "null"],
        "title": title,
        "description": f"Bỏ trống thì dùng {usual}.",
        "default": now,
        "maxLength": MOST,
        "x-widget": "text",
        "x-order": order,
    }
