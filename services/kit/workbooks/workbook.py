"""Opens a workbook that a stranger sent, and gives its sheets row by row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import python_calamine as calamine

from services.kit.workbooks import archive, compound
from services.kit.workbooks.compound import SheetFacts
from services.kit.workbooks.refusals import MAX_BYTES, MAX_COLUMNS, MAX_ROWS, refuse

Cell = str | float | bool | date | datetime | time | timedelta
_MAX_SHEETS: Final = 200


@dataclass(frozen=True)
class Sheet:
    """One visible sheet. Rows and columns count from 0."""

    index: int
    name: str
    formulas: frozenset[tuple[int, int]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    _source: calamine.CalamineSheet

    def rows(self) -> Iterator[Sequence[Cell]]:
        """Each row from the first on, empty ones too."""
        return iter(self._source.iter_rows())


def open_workbook(path: Path) -> list[Sheet]:
    """The visible sheets that hold something. Refuses anything that is not a plain workbook of bearable size."""
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise refuse("file-too-big")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK"):
        return _sheets(path, archive.inspect(path))
    if head.startswith(compound.MAGIC):
        return _sheets(path, compound.inspect(path.read_bytes()))
    raise _what_else(head)


def _what_else(head: bytes) -> Exception:
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n\t").lower()
    if not head:
        return refuse("file-empty")
    if start.startswith((b"<", b"mime-version")) or b"<html" in start or b"<table" in start:
        return refuse("file-is-web-page")
    return refuse("file-not-workbook")


def _sheets(path: Path, facts: dict[str, SheetFacts] | list[SheetFacts]) -> list[Sheet]:
    try:
        book = calamine.CalamineWorkbook.from_path(path)
        shown = [
            (index, sheet.name)
            for index, sheet in enumerate(book.sheets_metadata)
            if sheet.visible == calamine.SheetVisibleEnum.Visible and sheet.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        if len(shown) > _MAX_SHEETS:
            raise refuse("file-bomb")
        formulas = _formulas_by_sheet(path, facts)
        sheets = [_sheet(book, index, name, formulas) for index, name in shown]
    except calamine.PasswordError as failure:
        raise refuse("file-protected") from failure
    except (calamine.CalamineError, OSError, ValueError) as failure:
        raise refuse("file-damaged") from failure
    filled = [sheet for sheet in sheets if sheet is not None]
    if not filled:
        raise refuse("file-empty")
    return filled


def _sheet(
    book: calamine.CalamineWorkbook, index: int, name: str, formulas: list[frozenset[tuple[int, int]]]
) -> Sheet | None:
    source = book.get_sheet_by_index(index)
    if source.end is None:
        return None
    if source.total_width > MAX_COLUMNS:
        raise refuse("file-too-wide")
    if source.total_height > MAX_ROWS:
        raise refuse("file-too-long")
    merged = tuple(source.merged_cell_ranges or ())
    return Sheet(index, name, formulas[index] if index < len(formulas) else frozenset(), merged, source)


def _formulas_by_sheet(path: Path, facts: dict[str, SheetFacts] | list[SheetFacts]) -> list[frozenset[tuple[int, int]]]:
    if isinstance(facts, list):
        return [frozenset(fact.formulas) for fact in facts]
    if not any(fact.formulas for fact in facts.values()):
        return []
    return [frozenset(facts[place].formulas) if place in facts else frozenset() for place in archive.sheet_places(path)]
