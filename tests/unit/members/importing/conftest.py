"""Workbooks as offices keep them, built in memory, and what the importer makes of them."""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import orjson
import pytest
import xlwt

from services.members.importing.check import Order, check_file
from services.members.importing.unit_rows import KnownUnit
from services.members.importing.units import UnitChoice

TODAY = date(2026, 11, 24)
CHAPTER = UnitChoice("chapter", "24-01-001-01", "Chi đoàn thôn Đông", "Đoàn xã Tân Mỹ", holds=True)
WEST = UnitChoice("west", "24-01-001-02", "Chi đoàn thôn Tây", "Đoàn xã Tân Mỹ", holds=True)
CLASS = UnitChoice("class", "24-01-002-01", "Chi đoàn lớp 10A1", "Đoàn trường THPT Ngô Sĩ Liên", holds=True)
OTHER_CLASS = UnitChoice("class2", "24-01-002-02", "Chi đoàn lớp 10A2", "Đoàn trường THPT Ngô Sĩ Liên", holds=True)
COMMUNE = UnitChoice("commune", "24-01-001", "Đoàn xã Tân Mỹ", "Thành đoàn Bắc Giang", holds=False)
DISTRICT = KnownUnit("district", "24-01", "Thành đoàn Bắc Giang", "DISTRICT", "THANH_DOAN", None)
PLAIN = ("STT", "Họ và tên", "Ngày sinh", "Giới tính")


@dataclass(frozen=True)
class Result:
    """What a check found."""

    summary: dict[str, Any]
    rows: list[dict[str, Any]]

    @property
    def fields(self) -> list[str | None]:
        return [column["field"] for column in self.summary["columns"]]

    @property
    def names(self) -> list[str | None]:
        return [row["columns"].get("full_name") for row in self.rows]

    def problems_of(self, severity: str) -> list[tuple[int, str | None, str]]:
        """(row, field, code) of each problem of that severity."""
        return [
            (r["number"], p["field"], p["code"]) for r in self.rows for p in r["problems"] if p["severity"] == severity
        ]

    @property
    def errors(self) -> list[tuple[int, str | None, str]]:
        return self.problems_of("error")

    @property
    def warnings(self) -> list[tuple[int, str | None, str]]:
        return self.problems_of("warning")

    def column(self, name: str) -> list[Any]:
        return [row["columns"].get(name) for row in self.rows]


@pytest.fixture
def check(tmp_path: Path) -> Callable[..., Result]:
    """`check(book)`: what the importer makes of the workbook, into a chapter unless another unit is given."""

    def checked(
        book: Any, *, home: UnitChoice = CHAPTER, below: Sequence[UnitChoice] = (), kind: str = "members", **more: Any
    ) -> Result:
        path = saved(book, tmp_path)
        order = Order(kind, TODAY, home, tuple(below), more.pop("tree", ()), more.pop("choices", {}))
        summary = check_file(str(path), str(tmp_path / "rows"), order)
        lines = (tmp_path / "rows").read_bytes().splitlines()
        return Result(summary, [orjson.loads(line) for line in lines])

    return checked


def saved(book: Any, folder: Path) -> Path:
    """Where the workbook (a library's object, or bytes) now lies."""
    path = folder / ("book.xls" if isinstance(book, xlwt.Workbook) else "book.xlsx")
    if isinstance(book, bytes):
        path.write_bytes(book)
    else:
        book.save(path)
    return path


def sheet_of(*rows: Sequence[Any], book: openpyxl.Workbook | None = None, title: str = "Sheet1") -> openpyxl.Workbook:
    """A workbook with these rows; given a book, one more sheet in it."""
    found = book or openpyxl.Workbook()
    page = found.create_sheet(title) if book else found.active
    page.title = title
    for row in rows:
        page.append(list(row))
    return found


def old_sheet_of(*rows: Sequence[Any]) -> xlwt.Workbook:
    """The same in the format before 2007."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet("Sheet1")
    for at, row in enumerate(rows):
        for column, value in enumerate(row):
            if value != "":
                page.write(at, column, value)
    return book


def merge(book: openpyxl.Workbook, *ranges: str) -> openpyxl.Workbook:
    """The workbook with cells of its first sheet merged."""
    for cells in ranges:
        book.active.merge_cells(cells)
    return book


def compound_file(*names: str) -> bytes:
    """A compound file whose directory holds streams of these names."""
    entries = [_entry("Root Entry", 5), *(_entry(name, 2) for name in names)]
    directory = b"".join(entries).ljust(512, b"\0")
    table = struct.pack("<128I", 0xFFFFFFFE, 0xFFFFFFFD, *[0xFFFFFFFF] * 126)
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", head, 48, 0)
    struct.pack_into("<I", head, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", head, 76, 1, *[0xFFFFFFFF] * 108)
    return bytes(head) + directory + table


def _entry(name: str, kind: int) -> bytes:
    raw = name.encode("utf-16-le")
    return (raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, kind, 1)).ljust(128, b"\0")
