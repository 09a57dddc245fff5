"""Why a workbook is refused whole, and what its owner can do: what every workbook may be refused for, and lists besides."""

from typing import Final

from services.kit.faults import Invalid
from services.kit.workbooks import refusals

MAX_BYTES: Final = refusals.MAX_BYTES
TEXTS: Final = {
    **refusals.TEXTS,
    "file-no-table": (
        "Không tìm thấy bảng danh sách: không có dòng tiêu đề nào có cột “Họ và tên”.",
        "Kiểm tra dòng tiêu đề của bảng, hoặc tải tệp mẫu về điền.",
    ),
}
"""Fault code → what is the matter, what mends it."""


def refuse(code: str, *, where: str | None = None) -> Invalid:
    """The fault that says why the file is refused. where: a cell such as “Sheet1!C5”, told in the text."""
    return refusals.refuse(code, TEXTS, where=where)
