"""The result workbook: the sheets as they were sent, wrong cells in red and doubtful ones in yellow with the reason beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import orjson
import xlsxwriter

from services.kit.workbooks.workbook import open_workbook
from services.members.importing.joining import split_cells
from services.members.importing.reading import SHEET_STEP
from services.members.importing.sheets import Line, SheetText

MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MOST_COMMENTS: Final = 20_000
_STATES: Final = {
    "added": "Đã thêm",
    "updated": "Đã cập nhật",
    "same": "Đã có, không đổi",
    "failed": "Chưa nhập",
    "undone": "Đã hoàn tác",
}


@dataclass(frozen=True)
class Title:
    """What the first sheet tells."""

    file_name: str
    rows: int
    ok: int
    errors: int
    warnings: int


def stored_file(file_name: str, digest: str, size: int) -> dict[str, Any]:
    """The result as a file that people can fetch."""
    return {"digest": digest, "name": f"{Path(file_name).stem} - ket qua.xlsx", "media_type": MEDIA_TYPE, "size": size}


def write(source: str, marks: str, out: str, title: Title) -> None:
    """The result of `source`, marked by the rows in `marks`, lies in `out`. Texts stay texts: nothing becomes a formula or link."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "dd/mm/yyyy",
    }
    with xlsxwriter.Workbook(out, options) as book, Path(marks).open("rb") as file:
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            "error": book.add_format({"bg_color": "#F8C9C4", "border": 1, "border_color": "#B3261E"}),
            "warning": book.add_format({"bg_color": "#FFF1C2", "border": 1, "border_color": "#C79A00"}),
        }
        _write_summary(book, formats, title)
        rows = _Marks(file)
        names: set[str] = set()
        for sheet in open_workbook(Path(source)):
            text = SheetText(sheet)
            page = book.add_worksheet(_free_name(text.name(), names))
            for line in text.lines():
                _write_line(page, formats, line, rows.of(line.number + SHEET_STEP * sheet.index), rows)


def _write_summary(book: Any, formats: dict[str, Any], title: Title) -> None:
    page = book.add_worksheet("Kết quả")
    page.set_column(0, 0, 42)
    page.write_string(0, 0, "Kết quả kiểm tra danh sách", formats["head"])
    lines = (
        ("Tệp", title.file_name),
        ("Số dòng", title.rows),
        ("Dòng hợp lệ", title.ok),
        ("Ô có lỗi (màu đỏ, cần sửa mới nhập được)", title.errors),
        ("Ô cần xem lại (màu vàng, vẫn nhập được)", title.warnings),
    )
    for at, (name, value) in enumerate(lines, start=2):
        page.write_string(at, 0, name)
        page.write(at, 1, value)


class _Marks:
    """The marked rows, read in step with the sheets: both are in the file's order."""

    def __init__(self, file: Any) -> None:
        self._rows: Iterator[dict[str, Any]] = (orjson.loads(line) for line in file)
        self._next = next(self._rows, None)
        self.comments = 0

    def of(self, number: int) -> dict[str, Any] | None:
        while self._next is not None and self._next["number"] < number:
            self._next = next(self._rows, None)
        return self._next if self._next is not None and self._next["number"] == number else None


def _write_line(page: Any, formats: dict[str, Any], line: Line, mark: dict[str, Any] | None, marks: _Marks) -> None:
    texts = dict(enumerate(line.texts))
    if mark is None:
        for column, text in texts.items():
            if text:
                page.write_string(line.number - 1, column, text)
        return
    if mark["cells"]:
        texts |= split_cells(mark["cells"], line.texts, places=mark["places"], parts=mark["parts"])
    problems = _by_column(mark)
    for column in sorted({*(column for column, text in texts.items() if text), *problems}):
        wrong = problems.get(column, [])
        severity = "error" if any(problem["severity"] == "error" for problem in wrong) else "warning"
        page.write_string(line.number - 1, column, texts.get(column, ""), formats[severity] if wrong else None)
        if wrong and marks.comments < _MOST_COMMENTS:
            page.write_comment(line.number - 1, column, "\n".join(problem["text"] for problem in wrong), {"x_scale": 2})
            marks.comments += 1
    page.write_string(line.number - 1, len(line.texts) + 1, _result(mark))


def _by_column(mark: dict[str, Any]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for problem in mark["problems"]:
        index = mark["places"].get(problem.get("field"))
        if index is not None:
            found.setdefault(index, []).append(problem)
    return found


def _result(mark: dict[str, Any]) -> str:
    told = " ".join(dict.fromkeys(problem["text"] for problem in mark["problems"]))
    state = _STATES.get(mark["state"]) or _unentered(mark)
    return f"{state}. {told}".strip() if told else state


def _unentered(mark: dict[str, Any]) -> str:
    if any(problem["severity"] == "error" for problem in mark["problems"]):
        return "Lỗi"
    return "Chờ quyết định vì đổi họ tên, ngày sinh hoặc giới tính" if mark["waits"] else "Hợp lệ"


def _free_name(name: str, taken: set[str]) -> str:
    plain = "".join(c for c in name if c not in "[]:*?/\\").strip("'")[:28] or "Trang"
    free, number = plain, 2
    while free.lower() in taken or free.lower() in ("history", "kết quả"):
        free, number = f"{plain[:25]} {number}", number + 1
    taken.add(free.lower())
    return free
