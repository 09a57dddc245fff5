"""The workbook of a grid's rows at a unit: one row a case, known by its number, read back with what was filled in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from services.kit.faults import Invalid
from services.kit.workbooks.refusals import refuse
from services.kit.workbooks.workbook import Sheet, open_workbook
from services.workflows.domain import words

LIMIT = 500
NUMBER = "Số hồ sơ"
_WHO = {"subject_name": "Họ và tên", "subject_born": "Ngày sinh"}
"""Who a row is about, beside its number: read back, so that a row whose number slipped is found out."""
_LOOK_AHEAD = 20


@dataclass
class Row:
    """What one row of the sheet says, and whom it names. place: the row as people count it."""

    place: int
    number: str
    name: str = ""
    born: str = ""
    form: dict[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def unread(self, heading: str, value: str, why: str) -> None:
        """A cell cannot be read; the rest of its row stands."""
        self.problems.append(f"Dòng {self.place}, cột “{heading}”: “{value}” {why}")


@dataclass(frozen=True)
class Layout:
    """The columns of such a workbook.

    title: of its sheet; name: of its file.
    known: headings beside the number, the name and the birth date that tell what is known; filled: what people fill in, by a name of our own.
    needs: the name without whose column it is another workbook. put: takes what a cell says, line by line, into its row.
    """

    title: str
    name: str
    known: tuple[str, ...]
    filled: Mapping[str, str]
    needs: str
    put: Callable[[Row, str, str], None]

    @property
    def headings(self) -> list[str]:
        return [NUMBER, *_WHO.values(), *self.known, *self.filled.values()]


def read(path: str, layout: Layout) -> list[Row]:
    """The filled-in rows of the first sheet that has the headings. Raises Invalid with what is wrong with the file."""
    for sheet in open_workbook(Path(path)):
        if (found := _rows(sheet, layout)) is not None:
            return found
    text = f"Không thấy bảng có cột “{NUMBER}” và “{layout.filled[layout.needs]}”. Dùng tệp tải từ chính bảng này."
    raise Invalid("no-grid", errors={"file": [text]})


def _rows(sheet: Sheet, layout: Layout) -> list[Row] | None:
    lines = list(islice(sheet.rows(), LIMIT + _LOOK_AHEAD + 1))
    for place, cells in enumerate(lines[:_LOOK_AHEAD]):
        columns = _columns(cells, layout)
        if {"number", layout.needs} <= columns.keys():
            rest = enumerate(lines[place + 1 :], place + 2)
            return [row for at, said in rest if (row := _row(sheet, at, said, columns, layout))]
    return None


def _columns(cells: Sequence[Any], layout: Layout) -> dict[str, int]:
    wanted = {words.folded(heading): name for name, heading in {"number": NUMBER, **_WHO, **layout.filled}.items()}
    return {wanted[said]: column for column, cell in enumerate(cells) if (said := words.folded(str(cell))) in wanted}


def _row(sheet: Sheet, place: int, cells: Sequence[Any], columns: Mapping[str, int], layout: Layout) -> Row | None:
    said = {name: _text(cells[column]) for name, column in columns.items() if column < len(cells)}
    if not said.get("number"):
        return None
    if any((place - 1, column) in sheet.formulas for column in columns.values()):
        raise refuse("file-has-formulas", where=f"{sheet.name}!{place}")
    row = Row(place, said.pop("number"), said.pop("subject_name", ""), said.pop("subject_born", ""))
    for name, value in said.items():
        if value:
            layout.put(row, name, value)
    return row


def _text(cell: Any) -> str:
    """The cell's lines, each without spare blanks."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    lines = str(cell if cell is not None else "").splitlines()
    return "\n".join(line for line in (" ".join(each.split()) for each in lines) if line)
