"""Checks a whole workbook in a child process: rows to one file, a summary to the caller. Nothing here touches the registry."""

import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from services.kit.workbooks.archive import column_name
from services.kit.workbooks.workbook import open_workbook
from services.members.domain.names import search_key
from services.members.domain.readings import Problem, error, warning
from services.members.importing.columns import FIELDS, label_of
from services.members.importing.reading import SHEET_STEP, Entry, SheetReader
from services.members.importing.refusals import refuse
from services.members.importing.rows import Checked, check_row
from services.members.importing.sheets import SheetText
from services.members.importing.unit_rows import CheckedUnit, KnownUnit, check_units
from services.members.importing.units import UnitChoice, UnitFinder

_TOLD_EVERY_S: Final = 0.5


@dataclass(frozen=True)
class Order:
    """What the check is given besides the file. choices: what people said columns mean."""

    kind: str
    today: date
    home: UnitChoice
    below: tuple[UnitChoice, ...] = ()
    tree: tuple[KnownUnit, ...] = ()
    choices: dict[str, str | None] = field(default_factory=dict)


@dataclass
class Summary:
    """What the check found. columns: one entry a column of each table; notes: Vietnamese remarks on the file."""

    rows: int = 0
    ok: int = 0
    warnings: int = 0
    errors: int = 0
    columns: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check_file(path: str, out: str, order: Order) -> dict[str, Any]:
    """Every row checked and written to `out`, one JSON object a line; `out`.done tells how many so far.

    Raises Invalid when the file is refused whole.
    """
    summary = Summary()
    with Path(out).open("wb") as file:
        writer = _Writer(file, Path(f"{out}.done"), summary)
        readers = _readers(Path(path), order)
        if order.kind == "units":
            _check_tree(readers, order, writer)
        else:
            _check_people(readers, order, writer)
    _describe(readers, order.kind, summary)
    if not any(reader.headings for reader in readers):
        raise refuse("file-no-table")
    if not summary.rows:
        raise refuse("file-empty")
    return asdict(summary)


def _readers(path: Path, order: Order) -> list[SheetReader]:
    return [SheetReader(SheetText(sheet), order.kind, order.choices) for sheet in open_workbook(path)]


class _Writer:
    """Writes rows and counts what is in them."""

    def __init__(self, file: BinaryIO, told: Path, summary: Summary) -> None:
        self._file, self._told, self._summary = file, told, summary
        self._next = 0.0

    def write(self, row: dict[str, Any]) -> None:
        summary = self._summary
        summary.rows += 1
        bad = sum(1 for problem in row["problems"] if problem["severity"] == "error")
        summary.ok += not bad
        summary.errors += bad
        summary.warnings += len(row["problems"]) - bad
        self._file.write(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE))
        if (now := time.monotonic()) >= self._next:
            self._told.write_text(str(summary.rows))
            self._next = now + _TOLD_EVERY_S


# ---------------------------------------------------------------- people


def _check_people(readers: list[SheetReader], order: Order, writer: _Writer) -> None:
    finder = UnitFinder(order.home, order.below)
    seen = _Seen()
    for reader in readers:
        for entry in reader.entries():
            checked = check_row(
                entry.cells,
                finder=finder,
                today=order.today,
                known_fields=frozenset(entry.columns),
                lines=(entry.unit_line, entry.sheet),
                upper=entry.upper_line,
                exchanged=entry.exchanged,
            )
            seen.note(entry.number, checked)
            writer.write(_person_row(entry, checked, reader))


class _Seen:
    """Finds the same person twice in one file."""

    def __init__(self) -> None:
        self._citizens: dict[str, int] = {}
        self._people: dict[tuple[Any, ...], int] = {}

    def note(self, number: int, checked: Checked) -> None:
        columns = checked.columns
        citizen_id = columns.get("citizen_id")
        if citizen_id and self._citizens.setdefault(citizen_id, number) != number:
            checked.note("citizen_id", repeated_citizen_id(self._citizens[citizen_id]))
        elif columns.get("full_name") and columns.get("born_on") and columns["born_precision"] == "day":
            key = (search_key(columns["full_name"]), columns["born_on"], columns.get("sex"), checked.unit_id)
            if self._people.setdefault(key, number) != number:
                said = f"Giống dòng {row_of(self._people[key])} (cùng họ tên, ngày sinh). Nếu là một người, xoá bớt một dòng."
                checked.note("full_name", warning("row-repeated", said))


def repeated_citizen_id(number: int) -> Problem:
    return error(
        "citizen-id-repeated", f"Số CCCD trùng với dòng {row_of(number)} trong tệp. Sửa số, hoặc xoá bớt một dòng."
    )


def row_of(number: int) -> int:
    """The row as the spreadsheet shows it."""
    return number % SHEET_STEP


def _person_row(entry: Entry, checked: Checked, reader: SheetReader) -> dict[str, Any]:
    headings = reader.headings[-1].columns if reader.headings else ()
    names = {column.index: column.heading for column in headings}
    return {
        "number": entry.number,
        "sheet": entry.sheet,
        "cells": entry.cells,
        "context": {
            "lines": [entry.unit_line, entry.sheet],
            "upper": entry.upper_line,
            "places": {
                name: index for name, index in entry.columns.items() if name in entry.cells or name in _ALWAYS_PLACED
            },
            "parts": entry.parts,
        },
        **person_values(checked),
        "problems": [
            problem_view("members", entry.cells, code, problem, entry.columns, names)
            for code, problem in checked.problems
        ],
    }


_ALWAYS_PLACED: Final = frozenset(("full_name", "birth_date", "sex", "citizen_id", "phone", "unit", "union_join_date"))


def person_values(checked: Checked) -> dict[str, Any]:
    """What a checked row would become, in plain JSON."""
    return {
        "columns": checked.columns,
        "tail": checked.tail,
        "unit_id": checked.unit_id,
        "member_code": checked.member_code,
        "good": checked.is_good,
    }


def problem_view(
    kind: str,
    cells: dict[str, str],
    code: str | None,
    problem: Problem,
    columns: dict[str, int],
    headings: dict[int, str],
) -> dict[str, Any]:
    """A problem with its place in the sheet. column: its heading, or the field's label where the table has no such column."""
    index = columns.get(code) if code else None
    heading = headings.get(index, "") if index is not None else ""
    return {
        "field": code,
        "column": heading or (label_of(kind, code) if code else None),
        "letter": column_name(index) if index is not None else None,
        "code": problem.code,
        "text": problem.text,
        "severity": problem.severity,
        "value": cells.get(code) if code else None,
    }


# ---------------------------------------------------------------- units


def _check_tree(readers: list[SheetReader], order: Order, writer: _Writer) -> None:
    entries = [(entry, reader) for reader in readers for entry in reader.entries()]
    rows = [(entry.number, entry.cells) for entry, _ in entries]
    checked = check_units(rows, home=order.tree[0], below=order.tree[1:], today=order.today)
    for (entry, reader), unit in zip(entries, checked, strict=True):
        headings = reader.headings[-1].columns if reader.headings else ()
        names = {column.index: column.heading for column in headings}
        writer.write(
            {
                "number": entry.number,
                "sheet": entry.sheet,
                "cells": entry.cells,
                "context": {"places": entry.columns},
                **unit_values(unit),
                "problems": [
                    problem_view("units", entry.cells, code, problem, entry.columns, names)
                    for code, problem in unit.problems
                ],
            }
        )


def unit_values(unit: CheckedUnit) -> dict[str, Any]:
    """What a checked unit would become, in plain JSON."""
    columns = {
        name: getattr(unit, name)
        for name in ("name", "code", "level", "kind", "parent", "opened_on", "decision_no", "exists")
    }
    return {"columns": columns, "tail": {}, "unit_id": None, "member_code": None, "good": unit.is_good}


# ---------------------------------------------------------------- the file as a whole


def _describe(readers: list[SheetReader], kind: str, summary: Summary) -> None:
    for reader in readers:
        name = reader.text.name()
        for heading in reader.headings:
            summary.columns += _column_views(reader, kind, heading.columns)
        if reader.text.old_font:
            font = {"tcvn3": "TCVN3 (ABC)", "vni": "VNI"}[reader.text.old_font.value]
            summary.notes.append(
                f"Trang “{name}” dùng phông chữ {font} cũ; đã chuyển sang Unicode. Xem lại vài dòng trước khi nhập."
            )
        if not reader.headings:
            summary.notes.append(f"Trang “{name}” không có bảng danh sách nên được bỏ qua.")


def _column_views(reader: SheetReader, kind: str, columns: Any) -> Iterator[dict[str, Any]]:
    for column in columns:
        yield {
            "sheet": reader.text.name(),
            "index": column.index,
            "letter": column_name(column.index),
            "header": column.heading,
            "field": column.field,
            "title": label_of(kind, column.field) if column.field else None,
            "confidence": _CONFIDENCE[column.strength],
            "content": column.content,
            "sample": reader.samples.get(column.index, []),
        }


_CONFIDENCE: Final = {3: 1.0, 2: 0.8, 1: 0.6, 0: 1.0}
"""By the strength of a guess; what people said, and what nobody guessed, is sure."""


_NEEDED: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "members": {
        "full_name": ("full_name", "family_name", "given_name"),
        "birth_date": ("birth_date", "birth_year", "male", "female"),
        "sex": ("sex", "male", "female"),
    },
    "units": {"unit_name": ("unit_name",)},
}
"""What a table must tell, and the columns that can tell it."""


def field_choices(kind: str, columns: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What columns can mean, for people to choose from. required: the table must tell it, and no column does so far."""
    told = {column["field"] for column in columns}
    still = {code for code, by in _NEEDED[kind].items() if code in told or not told.intersection(by)}
    return [{"code": known.code, "title": known.label, "required": known.code in still} for known in FIELDS[kind]]
