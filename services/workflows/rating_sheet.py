"""The workbook of a chapter's ratings: written with what is known, read back with what was filled in."""

from collections.abc import Mapping
from typing import Any

from services.contracts.titles import RANKED, RATINGS
from services.workflows.domain import ratings
from services.workflows.grid_sheet import Layout, Row

_FILLED = {
    "rating": "Xếp loại",
    "comment": "Nhận xét",
    "unrated_reason": "Lý do không xếp loại",
    "attendance_percent": "Tỉ lệ tham gia (%)",
    **{f"votes_{code.lower()}": f"Phiếu {RATINGS[code].lower()}" for code in RANKED},
}
"""What people fill in: field of the form → heading."""
_NUMBERS = frozenset(_FILLED) - {"rating", "comment", "unrated_reason"}
_LONGEST = {"comment": 2000, "unrated_reason": 500}


def line(facts: Mapping[str, Any]) -> list[str]:
    """A row as it is written, behind whom it is about."""
    attendance = facts["attendance"] or {}
    came = f"{attendance['came']}/{attendance['held']}" if attendance.get("held") else ""
    known = [
        came,
        str(facts["fees_owed"] or ""),
        facts["training_title"] or "",
        facts["self_rating_title"] or "",
        RATINGS[facts["best"]],
    ]
    percent = str(attendance["percent"]) if attendance and not attendance["held"] else ""
    votes = [str(facts["votes"][code] or "") for code in RANKED]
    rating = RATINGS.get(facts["rating"] or facts["proposed"] or "", "")
    return [*known, rating, facts["comment"] or "", facts["unrated_reason"] or "", percent, *votes]


def _put(row: Row, name: str, value: str) -> None:
    heading = _FILLED[name]
    if name == "rating":
        code = ratings.read(value)
        if code is None or code == "CDG":
            row.unread(heading, value, "không phải mức xếp loại. Ghi đúng tên mức.")
        else:
            row.form[name] = code
    elif name in _NUMBERS:
        digits = value.removesuffix("%").strip().removesuffix(".0")
        if digits.isdecimal() and int(digits) <= 5000:
            row.form[name] = int(digits)
        else:
            row.unread(heading, value, "không phải số. Sửa lại hoặc xoá ô.")
    else:
        row.form[name] = " ".join(value.split())[: _LONGEST[name]]


LAYOUT = Layout(
    title="Xếp loại",
    name="xep-loai",
    known=("Tham gia", "Nợ đoàn phí (tháng)", "Rèn luyện", "Tự xếp loại", "Cao nhất được xếp"),
    filled=_FILLED,
    needs="rating",
    put=_put,
)


def whole(form: dict[str, Any], _facts: Mapping[str, Any]) -> dict[str, Any]:
    """The form as it was filled in."""
    return form
