"""The workbook of a chapter's ratings: written with what is known, read back with what was filled in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from services.contracts.titles import RANKED, RATINGS
from services.kit.faults import Invalid
from services.kit.workbooks.refusals import refuse
from services.kit.workbooks.workbook import Sheet, open_workbook
from services.workflows.domain import ratings, words

KNOWN = ("Số hồ sơ", "Họ và tên", "Tham gia", "Nợ đoàn phí (tháng)", "Rèn luyện", "Tự xếp loại", "Cao nhất được xếp")
FILLED = {
    "rating": "Xếp loại",
    "comment": "Nhận xét",
    "unrated_reason": "Lý do không xếp loại",
    "attendance_percent": "Tỉ lệ tham gia (%)",
    **{f"votes_{code.lower()}": f"Phiếu {RATINGS[code].lower()}" for code in RANKED},
}
"""What people fill in: field of the form → heading."""
HEADINGS = [*KNOWN, *FILLED.values()]
LIMIT = 500
_LOOK_AHEAD = 20
_NUMBERS = frozenset(FILLED) - {"rating", "comment", "unrated_reason"}
_LONGEST = {"comment": 2000, "unrated_reason": 500}


@dataclass
class Row:
    """What one row of the sheet says. place: the row as people count it."""

    place: int
    number: str
    form: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def line(number: str, name: str, facts: Mapping[str, Any]) -> list[str]:
    """A row as it is written."""
    attendance = facts["attendance"] or {}
    came = f"{attendance['came']}/{attendance['held']}" if attendance.get("held") else ""
    known = [
        number,
        name,
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


def read(path: str) -> list[Row]:
    """The filled-in rows of the first sheet that has the headings. Raises Invalid with what is wrong with the file."""
    for sheet in open_workbook(Path(path)):
        if (found := _rows(sheet)) is not None:
            return found
    raise Invalid(
        "no-ratings",
        errors={"file": ["Không thấy bảng có cột “Số hồ sơ” và “Xếp loại”. Dùng tệp tải từ bảng xếp loại."]},
    )


def _rows(sheet: Sheet) -> list[Row] | None:
    lines = list(islice(sheet.rows(), LIMIT + _LOOK_AHEAD + 1))
    for place, cells in enumerate(lines[:_LOOK_AHEAD]):
        columns = _columns(cells)
        if {"number", "rating"} <= columns.keys():
            return [
                row for at, said in enumerate(lines[place + 1 :], place + 2) if (row := _row(sheet, at, said, columns))
            ]
    return None


def _columns(cells: Sequence[Any]) -> dict[str, int]:
    wanted = {words.folded(heading): name for name, heading in {"number": KNOWN[0], **FILLED}.items()}
    return {wanted[said]: column for column, cell in enumerate(cells) if (said := words.folded(str(cell))) in wanted}


def _row(sheet: Sheet, place: int, cells: Sequence[Any], columns: Mapping[str, int]) -> Row | None:
    said = {name: _text(cells[column]) for name, column in columns.items() if column < len(cells)}
    if not said.get("number"):
        return None
    if any((place - 1, column) in sheet.formulas for column in columns.values()):
        raise refuse("file-has-formulas", where=f"{sheet.name}!{place}")
    row = Row(place, said.pop("number"))
    for name, value in said.items():
        if value:
            _put(row, name, value)
    return row


def _put(row: Row, name: str, value: str) -> None:
    heading = FILLED[name]
    if name == "rating":
        code = ratings.read(value)
        if code is None or code == "CDG":
            row.problems.append(
                f"Dòng {row.place}, cột “{heading}”: “{value}” không phải mức xếp loại. Ghi đúng tên mức."
            )
        else:
            row.form[name] = code
    elif name in _NUMBERS:
        digits = value.removesuffix("%").strip().removesuffix(".0")
        if digits.isdigit() and int(digits) <= 5000:
            row.form[name] = int(digits)
        else:
            row.problems.append(f"Dòng {row.place}, cột “{heading}”: “{value}” không phải số. Sửa lại hoặc xoá ô.")
    else:
        row.form[name] = value[: _LONGEST[name]]


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell if cell is not None else "").split())
