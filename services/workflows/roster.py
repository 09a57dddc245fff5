"""A class of candidates out of a workbook: one row a person, with the votes for each.

Columns are known by their headings, in any order and wording that schools use; a row's trouble is told with its column.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Any

from services.kit.faults import Invalid
from services.kit.workbooks.archive import cell_name
from services.kit.workbooks.refusals import refuse
from services.kit.workbooks.workbook import Sheet, open_workbook
from services.workflows.domain import spellings, words

LIMIT = 500
"""Candidates of one workbook."""
_LOOK_AHEAD = 40
_HEADINGS: dict[str, tuple[str, ...]] = {
    "full_name": (
        "ho va ten",
        "ho ten",
        "ho va ten khai sinh",
        "ho va ten hoc sinh",
        "ten hoc sinh",
        "ho ten doan vien",
    ),
    "family_name": ("ho va ten dem", "ho dem", "ho va dem", "ho lot"),
    "given_name": ("ten",),
    "born_on": ("ngay sinh", "ngay thang nam sinh", "ngay, thang, nam sinh", "sinh ngay", "nam sinh"),
    "sex": ("gioi tinh", "phai", "nam/nu", "nam, nu"),
    "male": ("nam",),
    "female": ("nu",),
    "citizen_id": (
        "so cccd",
        "cccd",
        "so can cuoc",
        "can cuoc",
        "can cuoc cong dan",
        "so dinh danh",
        "cmnd",
        "so cmnd/cccd",
        "cmnd/cccd",
    ),
    "phone": ("so dien thoai", "dien thoai", "sdt", "sđt", "so dt"),
    "email": ("email", "thu dien tu", "e-mail"),
    "ethnicity": ("dan toc",),
    "religion": ("ton giao",),
    "native_place": ("que quan", "nguyen quan"),
    "permanent_address": (
        "noi thuong tru",
        "thuong tru",
        "ho khau thuong tru",
        "dia chi thuong tru",
        "dia chi",
        "ho khau",
    ),
    "current_address": ("noi o hien nay", "cho o hien nay", "noi o", "tam tru"),
    "member_category": ("doi tuong", "doi tuong doan vien"),
    "occupation": ("nghe nghiep",),
    "general_education": ("trinh do hoc van", "hoc van", "van hoa", "trinh do van hoa"),
    "workplace": ("lop", "noi hoc tap", "noi cong tac", "lop, truong"),
    "class_certificate_no": ("so giay chung nhan", "giay chung nhan", "so gcn", "so chung nhan"),
    "class_certificate_on": ("ngay cap", "ngay cap giay chung nhan", "ngay cap gcn"),
    "applied_on": ("ngay viet don", "ngay nop don", "ngay lam don"),
    "introducer_name": ("nguoi gioi thieu", "gioi thieu"),
    "known_since": ("cung hoc tu", "quen biet tu", "gioi thieu tu ngay"),
    "guardian_name": ("nguoi giam ho", "phu huynh", "cha me", "cha, me"),
    "agree": ("tan thanh", "so phieu tan thanh", "dong y", "phieu tan thanh"),
    "disagree": ("khong tan thanh", "khong dong y", "phieu khong tan thanh", "so phieu khong tan thanh"),
    "blank": ("khong y kien", "khong co y kien", "y kien khac", "phieu trang"),
}
_TITLES = {
    "citizen_id": "Số CCCD",
    "phone": "Số điện thoại",
    "ethnicity": "Dân tộc",
    "religion": "Tôn giáo",
    "member_category": "Đối tượng",
    "occupation": "Nghề nghiệp",
    "general_education": "Trình độ học vấn",
    "full_name": "Họ và tên",
    "born_on": "Ngày sinh",
    "sex": "Giới tính",
    "agree": "Tán thành",
    "disagree": "Không tán thành",
    "blank": "Không có ý kiến",
    "applied_on": "Ngày viết đơn",
    "class_certificate_on": "Ngày cấp",
    "known_since": "Cùng học tập từ ngày",
}
_SEXES = {"nu": "female", "nam": "male", "female": "female", "male": "male", "f": "female", "m": "male"}
_OF_SEX = ("sex", "male", "female")
_MARKED, _UNMARKED = frozenset({"x", "1", "co", "v", "✓", "+"}), frozenset({"", "0", "khong", "-"})
_NO_CHOICE = "không có trong danh sách. Sửa theo danh sách của phần mềm, hoặc xoá ô để dùng giá trị chung."
_DAYS = ("born_on", "class_certificate_on", "applied_on", "known_since")
_COUNTS = ("agree", "disagree", "blank")
_EPOCH = date(1899, 12, 30)


@dataclass
class Row:
    """One candidate. number: the row of the sheet, as people count it."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read(path: str) -> list[Row]:
    """The candidates of the first sheet that has any. Raises Invalid with what is wrong with the file."""
    for sheet in open_workbook(Path(path)):
        candidates = _candidates(sheet)
        rows = list(islice(candidates, LIMIT))
        if more := sum(1 for _ in candidates):
            raise Invalid("too-many-rows", errors={"file": [f"Tệp có {LIMIT + more} người; mỗi lần tối đa {LIMIT}."]})
        if rows:
            return rows
    raise Invalid("no-candidates", errors={"file": ["Không thấy bảng có cột “Họ và tên” và “Ngày sinh”."]})


def _candidates(sheet: Sheet) -> Iterator[Row]:
    lines = sheet.rows()
    first = list(islice(lines, _LOOK_AHEAD + 1))
    if (found := _header(first)) is not None:
        place, columns = found
        yield from _rows(sheet, chain(first[place + 1 :], lines), place + 1, columns)


def _header(sheet: Sequence[Sequence[Any]]) -> tuple[int, dict[int, str]] | None:
    """The last row of the headings, and which column is what; a shared heading may stand over a second row of them."""
    for place, cells in enumerate(sheet[:_LOOK_AHEAD]):
        columns = _columns(cells)
        fields = set(columns.values())
        if len(fields) > 1 and ("full_name" in fields or {"family_name", "given_name"} <= fields):
            below = sheet[place + 1] if place + 1 < len(sheet) else ()
            second = _columns(below) if _is_blank(below, columns) else {}
            return place + bool(second), second | columns
    return None


def _is_blank(cells: Sequence[Any], columns: Mapping[int, str]) -> bool:
    """No name stands in the row."""
    names = [column for column, name in columns.items() if name in ("full_name", "family_name")]
    return all(column >= len(cells) or not _text(cells[column]) for column in names)


def _columns(cells: Sequence[Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    for place, cell in enumerate(cells):
        heading = _heading(cell)
        for name, known in _HEADINGS.items():
            if heading in known and name not in found.values() and not (name == "male" and _says_year(cell)):
                found[place] = name
    return found


def _heading(cell: Any) -> str:
    text = words.folded(str(cell)).replace("*", "")
    return re.sub(r"\s*\(.*?\)\s*", "", text).strip(" .:")


def _says_year(cell: Any) -> bool:
    """“Năm” loses the mark that tells it from “Nam” when folded."""
    return "ă" in _text(cell).lower()


def _rows(sheet: Sheet, lines: Iterable[Sequence[Any]], start: int, columns: Mapping[int, str]) -> Iterator[Row]:
    """The candidates among the lines, of which the first is the sheet's `start`-th from 0."""
    for place, cells in enumerate(lines, start):
        given = {
            name: cells[column] for column, name in columns.items() if column < len(cells) and _text(cells[column])
        }
        name = (
            _text(given.pop("full_name", ""))
            or f"{_text(given.pop('family_name', ''))} {_text(given.pop('given_name', ''))}".strip()
        )
        if name and given.keys() & {"born_on", "sex", "male", "female"}:
            if _is_for_girls_alone(columns) and words.folded(_text(given.get("female", ""))) in _UNMARKED:
                given["male"] = "x"
            _refuse_formulas(sheet, place, columns)
            yield _read(Row(place + 1, {"full_name": name}), given)


def _is_for_girls_alone(columns: Mapping[int, str]) -> bool:
    """One column marks the girls: whoever has no mark there is a boy."""
    return [name for name in columns.values() if name in _OF_SEX] == ["female"]


def _refuse_formulas(sheet: Sheet, place: int, columns: Mapping[int, str]) -> None:
    for column in columns:
        if (place, column) in sheet.formulas:
            raise refuse("file-has-formulas", where=f"{sheet.name}!{cell_name(place, column)}")


def _read(row: Row, given: Mapping[str, Any]) -> Row:
    for name, cell in given.items():
        if name in _DAYS:
            _put(row, name, _day(cell), cell, "không phải ngày có thật. Sửa thành dd/mm/yyyy.")
        elif name in _COUNTS:
            _put(row, name, _count(cell), cell, "không phải là số phiếu.")
        elif name in spellings.CHOICES:
            _put(row, name, spellings.choice(name, _text(cell)), cell, _NO_CHOICE)
        elif name == "general_education":
            _put(row, name, spellings.education(_text(cell)), cell, "không đọc được. Ghi dạng 12/12 hoặc 9/12.")
        elif name in ("citizen_id", "phone"):
            _put(row, name, _digits(name, _text(cell)), cell, "không phải là số. Sửa lại, hoặc xoá ô nếu chưa có.")
        elif name not in _OF_SEX:
            row.values[name] = _text(cell)
    _put_sex(row, {name: given[name] for name in _OF_SEX if name in given})
    return row


def _put_sex(row: Row, given: Mapping[str, Any]) -> None:
    """Out of one column with words, or of one or two with marks; a birth date may stand there as the mark."""
    sexes = {_sex(name, cell) for name, cell in given.items()} - {""}
    if None in sexes or len(sexes) > 1:
        _put(row, "sex", None, " ".join(_text(cell) for cell in given.values()), "không phải Nam hoặc Nữ.")
    elif sexes:
        row.values["sex"] = sexes.pop()
    if "born_on" not in row.values and (days := [day for cell in given.values() if (day := _day(cell))]):
        row.values["born_on"] = days[0]


def _put(row: Row, name: str, value: Any, cell: Any, trouble: str) -> None:
    if value is None:
        row.problems.append(f"Dòng {row.number}, cột “{_TITLES[name]}”: “{_text(cell)}” {trouble}")
    else:
        row.values[name] = value


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(unicodedata.normalize("NFC", str(cell if cell is not None else "")).split())


def _day(cell: Any) -> str | None:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (int, float)) and 20000 < cell < 80000:
        return (_EPOCH + timedelta(days=int(cell))).isoformat()
    found = re.fullmatch(r"(\d{1,2})[/.\- ]+(\d{1,2})[/.\- ]+(\d{4})", _text(cell))
    try:
        return date(int(found[3]), int(found[2]), int(found[1])).isoformat() if found else None
    except ValueError:
        return None


def _count(cell: Any) -> int | None:
    text = _text(cell)
    return int(text) if text.isdecimal() and len(text) < 5 else None


def _sex(name: str, cell: Any) -> str | None:
    """What the cell says; nothing where a mark is missing beside another column's, None where it cannot be read."""
    text = words.folded(_text(cell))
    if name == "sex" or text in _SEXES:
        return _SEXES.get(text)
    if text in _MARKED or _day(cell) is not None:
        return name
    return "" if text in _UNMARKED else None


def _digits(name: str, text: str) -> str | None:
    """Zeros that a spreadsheet dropped in front come back."""
    digits = re.sub(r"[^0-9]", "", text)
    if not digits:
        return None
    if name == "citizen_id":
        return digits.zfill(12) if 9 < len(digits) < 12 else digits
    return digits.zfill(10) if len(digits) == 9 else digits
