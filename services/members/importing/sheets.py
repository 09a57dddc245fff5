"""A sheet as texts: old fonts in Unicode, numbers and dates as people write them, misread dates set right."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Final

from services.kit.workbooks.workbook import Cell, Sheet
from services.members.domain.names import tidy
from services.members.importing.encodings import Judge, Script

_SAMPLE: Final = 3_000
_DAY_MONTH: Final = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{2,4})\s*")
_FEW_CELLS, _FEW_TEXTS = 5, 3


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as the spreadsheet shows it, its texts, and the columns whose day and month were exchanged."""

    number: int
    texts: list[str]
    exchanged: frozenset[int] = frozenset()


class SheetText:
    """Reads a sheet's rows as texts, each column judged by a sample of its cells."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        columns = _columns(list(islice(sheet.rows(), _SAMPLE)))
        self._judges = [
            Judge(cell for cell in column if isinstance(cell, str) and not cell.isascii()) for column in columns
        ]
        self._whole = _all(self._judges)
        self._american = frozenset(index for index, column in enumerate(columns) if _is_american(column))

    @property
    def old_font(self) -> Script | None:
        """TCVN3 or VNI when most of the sheet's texts are in it."""
        return script if (script := self._whole.script()) in (Script.TCVN3, Script.VNI) else None

    def name(self) -> str:
        return tidy(self._whole.read(self.sheet.name))

    def lines(self) -> Iterator[Line]:
        """Each row from the first on, empty ones too."""
        for number, cells in enumerate(self.sheet.rows(), start=1):
            yield self._line(number, cells)

    def _line(self, number: int, cells: Sequence[Cell]) -> Line:
        texts, exchanged = [], []
        for column, cell in enumerate(cells):
            if cell == "":
                texts.append("")
            elif isinstance(cell, str):
                judge = self._judges[column] if column < len(self._judges) else self._whole
                texts.append(tidy(judge.read(cell, otherwise=self._whole)))
            elif isinstance(cell, date) and column in self._american and cell.day <= 12:
                texts.append(f"{cell.month:02}/{cell.day:02}/{cell.year}")
                exchanged.append(column)
            else:
                texts.append(written(cell))
        return Line(number, texts, frozenset(exchanged))


def written(cell: Cell) -> str:
    """A cell that is no text, as a person would write it."""
    match cell:
        case bool():
            return "x" if cell else ""
        case date():
            return f"{cell.day:02}/{cell.month:02}/{cell.year}"
        case float() if cell.is_integer():
            return str(int(cell))
    return str(cell)


def _columns(rows: list[Sequence[Cell]]) -> list[list[Cell]]:
    width = max(map(len, rows), default=0)
    return [[row[column] for row in rows if column < len(row) and row[column] != ""] for column in range(width)]


def _all(judges: list[Judge]) -> Judge:
    whole = Judge(())
    for judge in judges:
        whole.told.update(judge.told)
    return whole


def _is_american(column: list[Cell]) -> bool:
    """Whether a spreadsheet set to month/day read the column: days up to 12 became dates, the others stayed text."""
    dates = [cell for cell in column if isinstance(cell, date | datetime)]
    texts = [found for cell in column if isinstance(cell, str) and (found := _DAY_MONTH.fullmatch(cell))]
    if len(dates) < _FEW_CELLS or len(texts) < _FEW_TEXTS:
        return False
    return all(day.day <= 12 for day in dates) and all(int(found[1]) > 12 and int(found[2]) <= 12 for found in texts)
