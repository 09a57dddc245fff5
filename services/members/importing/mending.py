"""A row of an import with other cells: checked again, and with it whatever depends on it."""

from typing import Any

from sqlalchemy import Row

from services.kit.faults import Invalid
from services.members.domain.names import tidy
from services.members.importing import matching, store
from services.members.importing.check import person_values, problem_view, repeated_citizen_id, unit_values
from services.members.importing.columns import FIELDS
from services.members.importing.rows import check_row
from services.members.importing.unit_rows import check_units
from services.members.importing.units import UnitFinder
from services.members.store import Tx


def mend(tx: Tx, imported: Row[Any], kept: Row[Any], cells: dict[str, Any]) -> dict[str, Any]:
    """The kept row has these cells too. Answers it with its problems. Raises Invalid for a cell that no such import has."""
    changed = {**kept.cells, **_texts(imported.kind, cells)}
    changed = {name: text for name, text in changed.items() if text}
    if imported.kind == "units":
        _check_tree_again(tx, imported, kept.number, changed)
    else:
        _check_person_again(tx, imported, kept, changed)
    return _row_view(tx, imported, kept.number)


def _texts(kind: str, cells: dict[str, Any]) -> dict[str, str]:
    known = {field.code for field in FIELDS[kind]}
    wrong = [
        name
        for name, text in cells.items()
        if name not in known or not isinstance(text, str | int | None) or len(str(text)) > 500
    ]
    if wrong:
        raise Invalid(errors={name: ["Không có ô này, hoặc nội dung quá dài."] for name in wrong})
    return {name: tidy(str(text)) if text is not None else "" for name, text in cells.items()}


def _check_person_again(tx: Tx, imported: Row[Any], kept: Row[Any], cells: dict[str, str]) -> None:
    home, below = store.home_and_below(tx, imported.unit_id)
    context = kept.context
    checked = check_row(
        cells,
        finder=UnitFinder(home, below),
        today=tx.today,
        known_fields=frozenset(context["places"]),
        lines=tuple(context["lines"]),
        upper=context["upper"],
    )
    headings = _headings(imported, kept.sheet)
    problems = [
        problem_view("members", cells, code, problem, context["places"], headings) for code, problem in checked.problems
    ]
    values = {
        "number": kept.number,
        "sheet": kept.sheet,
        "cells": cells,
        "context": context,
        **person_values(checked),
        "problems": problems,
    }
    store.save_row(tx, imported.id, kept.number, **store.plain_row_values(values), mended=True)
    for citizen_id in {kept.citizen_id, checked.columns.get("citizen_id")} - {None}:
        _note_repeats(tx, imported, citizen_id)
    matching.match_row(tx, imported, kept.number)


def _headings(imported: Row[Any], sheet: str) -> dict[int, str]:
    return {column["index"]: column["header"] for column in imported.columns if column["sheet"] == sheet}


def _note_repeats(tx: Tx, imported: Row[Any], citizen_id: str) -> None:
    """Of the rows with one citizen id the first stands; the others say which one they repeat."""
    rows = store.rows_with_citizen_id(tx, imported.id, citizen_id)
    for place, row in enumerate(rows):
        problems = [problem for problem in row.problems if problem["code"] != "citizen-id-repeated"]
        if place:
            repeated = repeated_citizen_id(rows[0].number)
            places = row.context["places"]
            problems.append(
                problem_view("members", row.cells, "citizen_id", repeated, places, _headings(imported, row.sheet))
            )
        if problems != row.problems:
            errors = sum(1 for problem in problems if problem["severity"] == "error")
            store.save_row(
                tx, imported.id, row.number, problems=problems, errors=errors, warnings=len(problems) - errors
            )


def _check_tree_again(tx: Tx, imported: Row[Any], number: int, cells: dict[str, str]) -> None:
    """Units depend on each other: the whole tree is checked again."""
    store.save_row(tx, imported.id, number, cells=cells, mended=True)
    tree = store.known_tree(tx, imported.unit_id)
    rows = store.all_rows(tx, imported.id)
    checked = check_units([(row.number, row.cells) for row in rows], home=tree[0], below=tree[1:], today=tx.today)
    for row, unit in zip(rows, checked, strict=True):
        if row.state != "new":
            continue
        headings = _headings(imported, row.sheet)
        problems = [
            problem_view("units", row.cells, code, problem, row.context["places"], headings)
            for code, problem in unit.problems
        ]
        values = {
            "number": row.number,
            "sheet": row.sheet,
            "cells": row.cells,
            "context": row.context,
            **unit_values(unit),
            "problems": problems,
        }
        store.save_row(tx, imported.id, row.number, **store.plain_row_values(values))


def _row_view(tx: Tx, imported: Row[Any], number: int) -> dict[str, Any]:
    row = store.lock_row(tx, imported.id, number)
    name = row.cells.get("full_name") or row.cells.get("unit_name")
    problems = [
        store.problem_item(
            problem,
            number=number,
            sheet=row.sheet,
            full_name=name,
            index=row.context["places"].get(problem.get("field")),
        )
        for problem in row.problems
    ]
    return {"row": number, "sheet": row.sheet, "cells": row.cells, "problems": problems, "ok": row.errors == 0}
