"""Why a workbook is refused whole, and what its owner can do."""

from collections.abc import Mapping
from typing import Final

from services.kit.faults import Invalid

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 200

_SAVE_AS: Final = "Mở tệp bằng Excel, chọn “Lưu thành” (Save As) loại .xlsx rồi chọn lại tệp mới."

TEXTS: Final = {
    "file-empty": ("Tệp không có dòng nào để nhập.", "Kiểm tra lại đúng tệp danh sách, hoặc tải tệp mẫu về điền."),
    "file-too-big": ("Tệp lớn hơn 20 MB.", "Xoá ảnh và trang tính không cần, hoặc chia danh sách thành nhiều tệp."),
    "file-too-long": ("Danh sách có quá 200.000 dòng.", "Chia danh sách thành nhiều tệp rồi nhập từng tệp."),
    "file-too-wide": ("Bảng có quá 200 cột.", "Xoá các cột thừa ở bên phải bảng rồi lưu lại."),
    "file-not-workbook": ("Tệp này không phải bảng tính Excel (.xlsx hoặc .xls).", _SAVE_AS),
    "file-is-web-page": ("Tệp này là trang web hoặc văn bản được đặt đuôi Excel.", _SAVE_AS),
    "file-other-format": ("Loại bảng tính này chưa đọc được; chỉ đọc .xlsx và .xls.", _SAVE_AS),
    "file-protected": (
        "Tệp được đặt mật khẩu nên không mở được.",
        "Mở bằng Excel, vào Tệp › Thông tin › Bảo vệ sổ làm việc, bỏ mật khẩu, lưu lại rồi chọn lại tệp.",
    ),
    "file-has-macros": ("Tệp có chứa macro nên không được nhận.", _SAVE_AS),
    "file-has-formulas": (
        "Tệp có công thức trong ô dữ liệu nên không được nhận.",
        "Chọn cả bảng, Sao chép, rồi Dán đặc biệt › Giá trị (Paste Special › Values), lưu lại rồi chọn lại tệp.",
    ),
    "file-bomb": ("Tệp giải nén ra quá lớn so với một danh sách bình thường.", "Chép bảng sang một tệp Excel mới rồi chọn tệp mới."),
    "file-damaged": ("Tệp bị hỏng nên không đọc được.", _SAVE_AS),
    "file-too-slow": ("Tệp mất quá nhiều thời gian hoặc bộ nhớ để đọc.", "Chép riêng bảng danh sách sang một tệp Excel mới rồi chọn tệp mới."),
}  # fmt: skip
"""Fault code → what is the matter, what mends it."""


def refuse(code: str, texts: Mapping[str, tuple[str, str]] = TEXTS, *, where: str | None = None) -> Invalid:
    """The fault that says why the file is refused. where: a cell such as “Sheet1!C5”, told in the text."""
    text, mend = texts[code]
    told = f"{text.removesuffix('.')} (ô {where})." if where else text
    return Invalid(code, errors={"file": [f"{told} {mend}"]}, text=told, mend=mend)
