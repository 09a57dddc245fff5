"""Looks into an OLE compound file (.xls, or an encrypted .xlsx) without trusting a word of it."""

import struct
from dataclasses import dataclass, field
from typing import Final

from services.kit.workbooks.refusals import MAX_COLUMNS, refuse

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END: Final = 0xFFFFFFFA
_MAX_CHAIN: Final = 70_000
_ENTRY: Final = 128


@dataclass
class SheetFacts:
    """What a look at the raw sheet tells before any library reads it."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    """Row and column, from 0, of cells that hold formulas."""


def inspect(content: bytes) -> list[SheetFacts]:
    """Facts of each sheet in the workbook's order; refuses what is protected, has macros, is too wide or no workbook."""
    streams = _streams(content)
    names = {name.lower() for name in streams}
    if names & {"encryptedpackage", "encryptioninfo"}:
        raise refuse("file-protected")
    if names & {"_vba_project_cur", "vba", "_vba_project"}:
        raise refuse("file-has-macros")
    name = next((name for name in ("Workbook", "Book") if name in streams), None)
    if name is None:
        raise refuse("file-not-workbook")
    start, size = streams[name]
    return _sheets(_Sectors(content).chain(start, size))


def _streams(content: bytes) -> dict[str, tuple[int, int]]:
    sectors = _Sectors(content)
    (directory_start,) = struct.unpack_from("<I", content, 48)
    directory = sectors.chain(directory_start, None)
    streams = {}
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        entry = directory[at : at + _ENTRY]
        (name_length,) = struct.unpack_from("<H", entry, 64)
        if entry[66] not in (1, 2) or not 2 <= name_length <= 64:
            continue
        start, size = struct.unpack_from("<II", entry, 116)
        streams[entry[: name_length - 2].decode("utf-16-le", "replace")] = (start, size)
    return streams


class _Sectors:
    """The file's sectors and the table that chains them."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 512:
            raise refuse("file-damaged")
        (shift,) = struct.unpack_from("<H", content, 30)
        if shift not in (9, 12):
            raise refuse("file-damaged")
        self._content, self._size = content, 1 << shift
        table = b"".join(self._sector(number) for number in self._table_sectors())
        self._next = struct.unpack(f"<{len(table) // 4}I", table)

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._content[at : at + self._size].ljust(self._size, b"\xff") if at < len(self._content) else b""

    def _table_sectors(self) -> list[int]:
        numbers = [number for number in struct.unpack_from("<109I", self._content, 76) if number < _END]
        (more,) = struct.unpack_from("<I", self._content, 68)
        seen: set[int] = set()
        while more < _END and more not in seen and len(seen) < _MAX_CHAIN:
            seen.add(more)
            block = self._sector(more)
            if len(block) < self._size:
                break
            *found, more = struct.unpack(f"<{self._size // 4}I", block)
            numbers += [number for number in found if number < _END]
        return numbers

    def chain(self, start: int, size: int | None) -> bytes:
        """The content of a chain of sectors; a chain that bites its tail ends there."""
        parts, seen, number = [], set[int](), start
        while number < len(self._next) and number not in seen:
            seen.add(number)
            parts.append(self._sector(number))
            number = self._next[number]
        whole = b"".join(parts)
        return whole if size is None else whole[:size]


_BOF, _SHEET, _FILEPASS, _FORMULA = 0x0809, 0x0085, 0x002F, 0x0006
_CELLS: Final = frozenset((0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x0205, 0x00D6, _FORMULA))


def _sheets(stream: bytes) -> list[SheetFacts]:
    order: list[int] = []
    facts: dict[int, SheetFacts] = {}
    current, at = SheetFacts(), 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if kind == _FILEPASS:
            raise refuse("file-protected")
        if kind == _SHEET and length >= 6:
            if body[5] == 1:
                raise refuse("file-has-macros")
            order.append(struct.unpack_from("<I", body)[0])
        elif kind == _BOF:
            current = facts.setdefault(at, SheetFacts())
        elif kind in _CELLS and length >= 4:
            _note_cell(current, kind, body)
        at += 4 + length
    if not order:
        raise refuse("file-damaged")
    return [facts.get(offset, SheetFacts()) for offset in order]


def _note_cell(facts: SheetFacts, kind: int, body: bytes) -> None:
    row, column = struct.unpack_from("<HH", body)
    if column >= MAX_COLUMNS:
        raise refuse("file-too-wide")
    if kind == _FORMULA:
        facts.formulas.add((row, column))
