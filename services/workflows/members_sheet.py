"""A unit's members as a workbook: written with who they are, read back with what was filled in for each."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from services.kit.faults import Invalid
from services.kit.workbooks.refusals import refuse
from services.kit.workbooks.workbook import Sheet, open_workbook
from services.workflows.domain import words

KNOWN = {"code": "Mã đoàn viên", "name": "Họ và tên", "born_on": "Ngày sinh", "chapter": "Chi đoàn"}
LIMIT = 2000
"""Members of one workbook."""
_LOOK_AHEAD = 20


@dataclass
class Row:
    """What one row says of a member. place: the row as people count it. said: field → what stands in its cell."""

    place: int
    code: str
    name: str
    born: str
    said: dict[str, str] = field(default_factory=dict)


def read(path: str, headings: Mapping[str, str]) -> list[Row]:
    """The rows of the first sheet that has the headings. headings: field → heading. Raises Invalid for the file as a whole."""
    for sheet in open_workbook(Path(path)):
        if (found := _rows(sheet, headings)) is not None:
            return found
    wanted = "”, “".join((KNOWN["code"], *headings.values()))
    raise Invalid("no-members", errors={"file": [f"Không thấy bảng có cột “{wanted}”. Dùng tệp tải ở trang này."]})


def _rows(sheet: Sheet, headings: Mapping[str, str]) -> list[Row] | None:
    lines = sheet.rows()
    for place, cells in enumerate(islice(lines, _LOOK_AHEAD), start=1):
        columns = _columns(cells, {**KNOWN, **headings})
        if "code" in columns and headings.keys() & columns.keys():
            rows = list(_filled(sheet, lines, place, columns))
            if len(rows) > LIMIT:
                told = f"Tệp có {len(rows)} người; mỗi lần tối đa {LIMIT}. Chia thành nhiều tệp."
                raise Invalid("too-many-rows", errors={"file": [told]})
            return rows
    return None


def _columns(cells: Sequence[Any], headings: Mapping[str, str]) -> dict[str, int]:
    wanted = {words.folded(heading): name for name, heading in headings.items()}
    return {wanted[said]: at for at, cell in enumerate(cells) if (said := words.folded(_text(cell))) in wanted}


def _filled(sheet: Sheet, lines: Iterator[Sequence[Any]], start: int, columns: Mapping[str, int]) -> Iterator[Row]:
    for place, cells in enumerate(lines, start=start):
        said = {name: _text(cells[at]) for name, at in columns.items() if at < len(cells)}
        if not any(said.values()):
            continue
        if any((place, at) in sheet.formulas for at in columns.values()):
            raise refuse("file-has-formulas", where=f"{sheet.name}, dòng {place + 1}")
        given = {name: text for name, text in said.items() if name not in KNOWN and text}
        yield Row(place + 1, said.get("code", ""), said.get("name", ""), said.get("born_on", ""), given)


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell if cell is not None else "").split())
