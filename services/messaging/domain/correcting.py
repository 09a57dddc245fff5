"""A slip of the pen in a paper in force is put right by a later decision of the same unit (template T19D, confidential T19K)."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.contracts import offices
from services.kit.faults import Conflict, Invalid
from services.messaging.domain import paper
from services.messaging.domain.corrections import CORRECTING, CORRECTING_CONFIDENTIAL
from services.messaging.domain.document import TITLES, Document, State
from services.messaging.domain.numbering import TERM, YEAR
from services.messaging.domain.shelf import CONFIDENTIAL
from services.messaging.domain.signature import BUREAU, COMMITTEE

ACTION, LABEL = "correct_document", "Đính chính"
CONSEQUENCES = (
    "Quyết định đính chính được ban hành, lấy số tiếp theo trong sổ và có hiệu lực ngay.",
    "Văn bản cũ giữ nguyên; trang của văn bản và nơi kiểm tra mã ghi đã được đính chính.",
    "Chỉ sửa lỗi chữ. Thông tin trong danh bộ sửa ở hồ sơ đoàn viên; quyết định sai thì thu hồi trong hồ sơ.",
)


def is_correctable(document: Document) -> bool:
    """It is in force and stands in a register: sheets and books are made anew."""
    return document.state is State.IN_FORCE and bool(document.ordinal)


def require_correctable(document: Document) -> None:
    """Raises Conflict("document-not-in-force" | "document-without-number")."""
    if document.state is not State.IN_FORCE:
        text = f"Văn bản {document.symbol} đang ở tình trạng “{TITLES[document.state]}” nên không đính chính."
        raise Conflict("document-not-in-force", text=text, mend="Đính chính văn bản đang còn hiệu lực.")
    if not document.ordinal:
        text = f"{document.title} không lấy số nên không có quyết định đính chính."
        raise Conflict("document-without-number", text=text, mend="Lập lại bản mới.")


def require_written(document: Document, corrections: Sequence[Mapping[str, str]]) -> None:
    """What is corrected stands on the page, and reads otherwise afterwards. Raises Invalid with each row's field."""
    page = _plain(" ".join(paper.lines(document.content)))
    errors: dict[str, list[str]] = {}
    for place, row in enumerate(corrections):
        written, read = _plain(row["written"]), _plain(row["read"])
        if written not in page:
            told = f"Văn bản {document.symbol} không có chữ “{row['written']}”. Chép đúng như trên văn bản."
            errors[f"corrections.{place}.written"] = [told]
        elif written == read:
            errors[f"corrections.{place}.read"] = ["Giống hệt chữ đã viết. Ghi chữ đúng."]
    if errors:
        raise Invalid(errors=errors)


def _plain(text: str) -> str:
    return " ".join(text.replace("*", "").split())


def template_for(original: Document) -> str:
    return CORRECTING_CONFIDENTIAL if original.template in CONFIDENTIAL else CORRECTING


def content(original: Document, corrections: Sequence[Mapping[str, Any]], *, readers: Sequence[str]) -> dict[str, Any]:
    """What the correction is told. readers: who may look at the original; of a confidential one, those whom it names."""
    is_confidential = original.template in CONFIDENTIAL
    return {
        "people": list(original.content["people"]) if is_confidential else [],
        "about": {
            "corrects": {"document_id": str(original.id)},
            "corrections": [dict(row) for row in corrections],
        },
        "body": BUREAU if "BAN THƯỜNG VỤ" in original.content["signature"]["formula"] else COMMITTEE,
        "readers": list(readers),
        **({"parties_only": True} if original.content.get("parties_only") else {}),
    }


def reset_of(original: Document) -> str:
    """Numbers begin again with the year where the original's did."""
    return YEAR if original.period.isdigit() else TERM


def highest(codes: Sequence[str]) -> str | None:
    """Of the offices that somebody holds, the one to sign with."""
    known = [code for code in offices.COMMITTEE if code in codes]
    return known[0] if known else None


def form(original: Document) -> dict[str, Any]:
    """JSON Schema in the dialect that screens are drawn from."""
    row = {
        "place": _text("Chỗ sửa", "Ví dụ: Điều 1, dòng 3 của danh sách.", 1),
        "written": _text("Đã viết", f"Chép đúng như trên {original.symbol}.", 2),
        "read": _text("Đọc là", "Chữ đúng.", 3),
    }
    rows = {
        "type": "array",
        "title": "Nội dung đính chính",
        "x-widget": "rows",
        "minItems": 1,
        "maxItems": 20,
        "items": _object(row, required=("written", "read")),
        "x-order": 1,
    }
    return _object({"corrections": rows}, required=("corrections",))


def _text(title: str, hint: str, order: int) -> dict[str, Any]:
    return {
        "type": "string",
        "title": title,
        "description": hint,
        "maxLength": 200,
        "x-widget": "text",
        "x-order": order,
    }


def _object(properties: Mapping[str, Any], required: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(required),
        "additionalProperties": False,
    }
