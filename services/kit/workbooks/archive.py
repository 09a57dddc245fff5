"""Looks into an .xlsx archive before any library reads it: size unpacked, macros, width, length, formulas."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from services.kit.workbooks.compound import SheetFacts
from services.kit.workbooks.refusals import MAX_COLUMNS, MAX_ROWS, refuse

_MAX_UNPACKED: Final = 600 * 1024 * 1024
_MAX_STRINGS: Final = 120 * 1024 * 1024
_MAX_OTHER: Final = 40 * 1024 * 1024
_MAX_ENTRIES: Final = 5_000
_SMALL: Final = 30 * 1024 * 1024
_MAX_RATIO: Final = 150
_CHUNK: Final = 1024 * 1024
_LONGEST_TAG: Final = 64 * 1024

# No pattern crosses a "<": on text made to hurt, each step still ends at the next tag.
_CELL: Final = re.compile(
    rb"<(?:\w{1,20}:)?c ([^<>]{0,400})>\s{0,50}<(?:\w{1,20}:)?(v|is|f)\b[^<>]{0,400}>([^<]{0,300})"
)
_PLACE: Final = re.compile(rb'(?:^|\s)r="([A-Za-z]{1,4})(\d{1,8})"')
_PLACELESS: Final = re.compile(rb'<(?:\w{1,20}:)?c(?=[\s>/])(?![^<>]{0,400}\sr=")')
_ROW: Final = re.compile(rb"<(?:\w{1,20}:)?row[\s>]")
_DANGEROUS: Final = re.compile(
    rb"\||\b(WEBSERVICE|HYPERLINK|DDE|CALL|REGISTER|EXEC|FILTERXML|RTD|IMAGE|IMPORT\w+)\b", re.IGNORECASE
)


def inspect(path: Path) -> dict[str, SheetFacts]:
    """Facts of each worksheet by its place in the archive; refuses bombs, macros, and tables too wide or too long."""
    try:
        with zipfile.ZipFile(path) as archive:
            _look_at_names(archive)
            _look_at_sizes(archive)
            return {
                entry.filename: facts
                for entry in archive.infolist()
                if (facts := _look_inside(archive, entry)) is not None
            }
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, ValueError) as failure:
        raise refuse("file-damaged") from failure
    except RuntimeError as failure:  # zipfile's word for an encrypted entry
        raise refuse("file-protected") from failure


def _look_at_names(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    lower = {name.lower() for name in names}
    if len(names) > _MAX_ENTRIES:
        raise refuse("file-bomb")
    if len(lower) < len(names):
        raise refuse("file-damaged")
    if any("vbaproject" in name or name.startswith("xl/macrosheets/") or "/activex/" in name for name in lower):
        raise refuse("file-has-macros")
    if "xl/workbook.bin" in lower or "content.xml" in lower:
        raise refuse("file-other-format")
    if "xl/workbook.xml" not in lower:
        raise refuse("file-not-workbook")


def _look_at_sizes(archive: zipfile.ZipFile) -> None:
    unpacked = sum(entry.file_size for entry in archive.infolist())
    packed = sum(entry.compress_size for entry in archive.infolist()) or 1
    if unpacked > _MAX_UNPACKED or (unpacked > _SMALL and unpacked / packed > _MAX_RATIO):
        raise refuse("file-bomb")
    for entry in archive.infolist():
        name = entry.filename.lower()
        if name.endswith("sharedstrings.xml") and entry.file_size > _MAX_STRINGS:
            raise refuse("file-bomb")
        if (
            name.endswith((".xml", ".rels"))
            and "sheet" not in name
            and "strings" not in name
            and entry.file_size > _MAX_OTHER
        ):
            raise refuse("file-bomb")


def _look_inside(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> SheetFacts | None:
    if not entry.filename.lower().endswith((".xml", ".rels")):
        return None
    with archive.open(entry) as stream:
        head = stream.read(2048)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise refuse("file-damaged")
        if b"macroEnabled" in head:
            raise refuse("file-has-macros")
        if b"worksheet" in head and b"Types" not in head and b"Relationships" not in head:
            return _look_at_sheet(head, stream)
        # Read to the end: an entry longer than it says fails its check sum here, not in the library.
        while chunk := stream.read(_CHUNK):
            if b"macroEnabled" in chunk:
                raise refuse("file-has-macros")
        return None


def _look_at_sheet(head: bytes, stream: IO[bytes]) -> SheetFacts:
    facts = SheetFacts()
    rows = 0
    for text in _whole_tags(head, stream):
        for attributes, inner, formula in _CELL.findall(text):
            if place := _PLACE.search(attributes):
                _note_cell(facts, int(place[2]) - 1, _column(place[1]), formula if inner == b"f" else None)
        rows += _placeless_rows(text)
        if rows > MAX_ROWS:
            raise refuse("file-too-long")
    return facts


def _note_cell(facts: SheetFacts, row: int, column: int, formula: bytes | None) -> None:
    if column >= MAX_COLUMNS:
        raise refuse("file-too-wide")
    if row >= MAX_ROWS:
        raise refuse("file-too-long")
    if formula is not None:
        _note_formula(facts, row, column, formula)


def _placeless_rows(text: bytes) -> int:
    """How many rows hold cells that do not say where they are; they count from the left."""
    if not _PLACELESS.search(text):
        return 0
    rows = _ROW.split(text)
    if any(len(_PLACELESS.findall(row)) > MAX_COLUMNS for row in rows):
        raise refuse("file-too-wide")
    return len(rows)


def _note_formula(facts: SheetFacts, row: int, column: int, formula: bytes) -> None:
    facts.formulas.add((row, column))
    if _DANGEROUS.search(formula):
        raise refuse("file-has-formulas", where=cell_name(row, column))


def _whole_tags(head: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    """The stream in pieces that end where a row or a cell begins, so that no tag is cut in two."""
    rest = head
    while True:
        chunk = stream.read(_CHUNK)
        text = rest + chunk
        if not chunk:
            yield text
            return
        cut = max(text.rfind(b"<row"), text.rfind(b"<c "), text.rfind(b":row"), 0)
        if len(text) - cut > _LONGEST_TAG + _CHUNK:
            cut = len(text) - _LONGEST_TAG
        yield text[:cut]
        rest = text[cut:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1


def cell_name(row: int, column: int) -> str:
    """The name of a cell given by row and column from 0: (4, 2) is C5."""
    return f"{column_name(column)}{row + 1}"


def column_name(column: int) -> str:
    """The letters of a column given from 0."""
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_places(path: Path) -> list[str]:
    """Where each sheet of the workbook lies in the archive, in the workbook's order."""
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
        relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", relations):
        key, target = re.search(r'\bId="([^"]*)"', tag), re.search(r'\bTarget="([^"]*)"', tag)
        if key and target:
            place = target.group(1)
            targets[key.group(1)] = place.lstrip("/") if place.startswith("/") else f"xl/{place}"
    return [targets.get(key, "") for key in re.findall(r'<(?:\w+:)?sheet\b[^>]*\b\w+:id="([^"]*)"', book)]
