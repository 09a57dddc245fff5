"""Imports and their rows in the database."""

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import orjson
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import Row, delete, func, insert, literal, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from services.kit.faults import Invalid, NotFound
from services.kit.tables import Ltree, jobs
from services.kit.workbooks.archive import cell_name
from services.members.domain.names import search_key, sort_key
from services.members.importing.columns import FIELDS
from services.members.importing.reading import SHEET_STEP
from services.members.importing.tables import import_meanings, import_rows, imports
from services.members.importing.unit_rows import KnownUnit
from services.members.importing.units import UnitChoice
from services.members.store import Tx
from services.members.tables import unit_kinds, units

_ROW_COLUMNS = (
    "import_id",
    "number",
    "sheet",
    "cells",
    "context",
    "columns",
    "tail",
    "problems",
    "errors",
    "warnings",
    "unit_id",
    "member_code",
    "citizen_id",
    "search_key",
    "born_on",
    "phone",
    "state",
)
_JSON = frozenset(("cells", "context", "columns", "tail", "problems"))
LONG_S = 120


def allow_long(tx: Tx) -> None:
    """Statements of this transaction may take longer than those of a call: it belongs to a job."""
    tx.execute(text(f"SET LOCAL statement_timeout = '{LONG_S}s'"))


# ---------------------------------------------------------------- imports


def get(tx: Tx, import_id: UUID) -> Row[Any]:
    """The import. Raises NotFound("import-unknown")."""
    return _found(tx.execute(select(imports).where(imports.c.id == import_id)).one_or_none())


def lock(tx: Tx, import_id: UUID) -> Row[Any]:
    """The import, held until the transaction ends. Raises NotFound("import-unknown")."""
    return _found(tx.execute(select(imports).where(imports.c.id == import_id).with_for_update()).one_or_none())


def _found(row: Row[Any] | None) -> Row[Any]:
    if row is None:
        raise NotFound("import-unknown")
    return row


def add(tx: Tx, values: Mapping[str, Any]) -> None:
    tx.execute(insert(imports).values(**values, created_at=tx.now, updated_at=tx.now))


def save(tx: Tx, import_id: UUID, **changed: Any) -> Row[Any]:
    """The import with changed columns and the next version."""
    values = {**changed, "version": imports.c.version + 1, "updated_at": tx.now}
    return tx.execute(update(imports).where(imports.c.id == import_id).values(values).returning(imports)).one()


def count_again(tx: Tx, import_id: UUID) -> Row[Any]:
    """The import's figures say what its rows say."""
    figures = tx.execute(_FIGURES, {"import_id": import_id}).one()._mapping
    counts = {name: figures[name] for name in _COUNTED}
    before = get(tx, import_id).counts
    return save(
        tx,
        import_id,
        **{name: figures[name] for name in ("rows", "ok", "warnings", "errors")},
        counts={"duplicates": before.get("duplicates", 0), **counts},
    )


_COUNTED = ("add", "update", "unchanged", "doubtful", "faulty", "added", "updated", "same", "failed", "undone")
_FIGURES = text("""
    SELECT count(*) AS rows, count(*) FILTER (WHERE errors = 0 AND NOT waits) AS ok,
           coalesce(sum(warnings), 0) AS warnings, coalesce(sum(errors), 0) AS errors,
           count(*) FILTER (WHERE errors > 0) AS faulty,
           count(*) FILTER (WHERE state = 'new' AND errors = 0 AND person_id IS NULL) AS add,
           count(*) FILTER (WHERE state = 'new' AND errors = 0 AND person_id IS NOT NULL AND NOT waits AND NOT unchanged) AS update,
           count(*) FILTER (WHERE state = 'new' AND errors = 0 AND person_id IS NOT NULL AND NOT waits AND unchanged) AS unchanged,
           count(*) FILTER (WHERE state = 'new' AND errors = 0 AND waits) AS doubtful,
           count(*) FILTER (WHERE state = 'added') AS added, count(*) FILTER (WHERE state = 'updated') AS updated,
           count(*) FILTER (WHERE state = 'same') AS same, count(*) FILTER (WHERE state = 'failed') AS failed,
           count(*) FILTER (WHERE state = 'undone') AS undone
    FROM (SELECT *, cardinality(doubts) > 0 AND decision IS NULL AS waits FROM import_rows WHERE import_id = :import_id) r
""")


def ready() -> tuple[Any, ...]:
    """The condition that a row can be entered: nothing is wrong with it, and nothing of who somebody is waits for a decision."""
    is_decided = or_(func.cardinality(import_rows.c.doubts) == 0, import_rows.c.decision.is_not(None))
    return import_rows.c.state == "new", import_rows.c.errors == 0, is_decided


def progress(tx: Tx, job_id: str | None) -> Row[Any] | None:
    """How far the import's job is."""
    if job_id is None:
        return None
    key = UUID(job_id.rpartition(".")[2])
    return tx.execute(
        select(jobs.c.status, jobs.c.done, jobs.c.total, jobs.c.fault).where(jobs.c.id == key)
    ).one_or_none()


# ---------------------------------------------------------------- rows


def replace_rows(tx: Tx, import_id: UUID, path: Path) -> None:
    """The import's rows are those of the checked file."""
    tx.execute(delete(import_rows).where(import_rows.c.import_id == import_id))
    columns = sql.SQL(", ").join(map(sql.Identifier, _ROW_COLUMNS))
    statement = sql.SQL("COPY import_rows ({}) FROM STDIN").format(columns)
    driver = tx.connection.connection.driver_connection
    assert driver is not None
    with path.open("rb") as file, driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in _database_rows(import_id, file):
            copy.write_row(row)


def _database_rows(import_id: UUID, lines: Iterable[bytes]) -> Iterator[tuple[Any, ...]]:
    for line in lines:
        values = row_values(orjson.loads(line)) | {"import_id": import_id, "state": "new"}
        yield tuple(_Json(values[name]) if name in _JSON else values[name] for name in _ROW_COLUMNS)


class _Json(Jsonb):
    """JSON that orjson writes."""

    def __init__(self, value: Any) -> None:
        super().__init__(value, dumps=orjson.dumps)


def row_values(row: dict[str, Any]) -> dict[str, Any]:
    """A checked row as it is kept: what is looked for stands in columns of its own."""
    columns = row["columns"]
    if columns.get("full_name"):
        columns["search_key"] = search_key(columns["full_name"])
        columns["sort_key"] = sort_key(columns["full_name"]).decode()
    bad = sum(1 for problem in row["problems"] if problem["severity"] == "error")
    return {
        **{
            name: row[name]
            for name in ("number", "sheet", "cells", "context", "columns", "tail", "problems", "unit_id", "member_code")
        },
        "errors": bad,
        "warnings": len(row["problems"]) - bad,
        "citizen_id": columns.get("citizen_id"),
        "search_key": columns.get("search_key"),
        "born_on": columns.get("born_on"),
        "phone": columns.get("phone"),
    }


def lock_row(tx: Tx, import_id: UUID, number: int) -> Row[Any]:
    """The row, held until the transaction ends. Raises NotFound("import-row-unknown")."""
    mine = (import_rows.c.import_id == import_id, import_rows.c.number == number)
    row = tx.execute(select(import_rows).where(*mine).with_for_update()).one_or_none()
    if row is None:
        raise NotFound("import-row-unknown")
    return row


def save_row(tx: Tx, import_id: UUID, number: int, **changed: Any) -> None:
    tx.execute(
        update(import_rows)
        .where(import_rows.c.import_id == import_id, import_rows.c.number == number)
        .values(**changed)
    )


def rows_with_citizen_id(tx: Tx, import_id: UUID, citizen_id: str) -> list[Row[Any]]:
    """Rows of the file with that citizen id, in the file's order."""
    mine = (import_rows.c.import_id == import_id, import_rows.c.citizen_id == citizen_id)
    return list(tx.execute(select(import_rows).where(*mine).order_by(import_rows.c.number).with_for_update()))


def all_rows(tx: Tx, import_id: UUID) -> list[Row[Any]]:
    """Every row in the file's order; for files that are checked as a whole."""
    return list(
        tx.execute(select(import_rows).where(import_rows.c.import_id == import_id).order_by(import_rows.c.number))
    )


def plain_row_values(row: dict[str, Any]) -> dict[str, Any]:
    """As `row_values`, for a row that was checked in this process: JSON columns hold plain JSON."""
    values = row_values(orjson.loads(orjson.dumps(row)))
    values.pop("number")
    return {**values, "born_on": day(values["born_on"]), "unit_id": values["unit_id"] and UUID(values["unit_id"])}


# ---------------------------------------------------------------- problems

_PROBLEMS = text("""
    SELECT r.number, r.sheet, coalesce(r.cells ->> 'full_name', r.cells ->> 'unit_name') AS full_name, p.place, p.problem,
           CAST(r.context -> 'places' ->> (p.problem ->> 'field') AS integer) AS column_index
    FROM import_rows r, jsonb_array_elements(r.problems) WITH ORDINALITY AS p (problem, place)
    WHERE r.import_id = :import_id AND r.problems <> '[]' AND r.number >= :number AND (r.number, p.place) > (:number, :place)
      AND (CAST(:severity AS text) IS NULL OR p.problem ->> 'severity' = :severity)
    ORDER BY r.number, p.place LIMIT :limit
""")


def problems(
    tx: Tx, import_id: UUID, *, severity: str | None, cursor: str | None, limit: int
) -> tuple[list[dict[str, Any]], str | None]:
    """One page of errors and warnings in the file's order, and where the next one begins."""
    number, place = _read_cursor(cursor)
    given = {"import_id": import_id, "severity": severity, "number": number, "place": place, "limit": limit + 1}
    rows = tx.execute(_PROBLEMS, given).all()
    items = [
        problem_item(row.problem, number=row.number, sheet=row.sheet, full_name=row.full_name, index=row.column_index)
        for row in rows[:limit]
    ]
    following = _write_cursor(rows[limit - 1].number, rows[limit - 1].place) if len(rows) > limit else None
    return items, following


def problem_item(
    problem: dict[str, Any], *, number: int, sheet: str, full_name: str | None, index: int | None
) -> dict[str, Any]:
    """A problem of a row, with its cell."""
    line = number % SHEET_STEP
    told = {name: problem.get(name) for name in ("field", "column", "code", "text", "severity", "value")}
    cell = None if index is None else cell_name(line - 1, index)
    placed = {"row": number, "line": line, "sheet": sheet, "cell": cell, "full_name": full_name}
    return {**told, **placed, "can_compare": "person_id" in problem and not problem.get("asked")}


def _write_cursor(number: int, place: int) -> str:
    return base64.urlsafe_b64encode(f"{number}.{place}".encode()).decode().rstrip("=")


def _read_cursor(cursor: str | None) -> tuple[int, int]:
    if cursor is None:
        return 0, 0
    try:
        number, place = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("ascii").split(".")
        if not (0 <= int(number) < 2**31 and 0 <= int(place) < 2**31):
            raise ValueError(cursor)
        return int(number), int(place)
    except (ValueError, binascii.Error):
        raise Invalid(errors={"cursor": ["Trang này không còn. Tải lại danh sách từ đầu."]}) from None


# ---------------------------------------------------------------- meanings of columns


def meanings(tx: Tx, unit_id: UUID, kind: str) -> dict[str, str | None]:
    """What people of the unit said headings mean."""
    mine = (import_meanings.c.unit_id == unit_id, import_meanings.c.kind == kind)
    known = {field.code for field in FIELDS[kind]}
    rows = tx.execute(select(import_meanings.c.heading, import_meanings.c.field).where(*mine))
    return {row.heading: row.field for row in rows if row.field is None or row.field in known}


def remember_meanings(tx: Tx, unit_id: UUID, kind: str, said: Mapping[str, str | None]) -> None:
    """The next workbook of the unit with such headings is read so."""
    if not said:
        return
    rows = [{"unit_id": unit_id, "kind": kind, "heading": heading, "field": field} for heading, field in said.items()]
    adding = insert_or(import_meanings)
    keys = ["unit_id", "kind", "heading"]
    tx.execute(adding.on_conflict_do_update(index_elements=keys, set_={"field": adding.excluded.field}), rows)


# ---------------------------------------------------------------- units that rows may name


def home_and_below(tx: Tx, unit_id: UUID) -> tuple[UnitChoice, tuple[UnitChoice, ...]]:
    """The unit of an import, and open units below it."""
    parent = units.alias()
    path = select(units.c.path).where(units.c.id == unit_id).scalar_subquery()
    found = (
        select(
            units.c.id,
            units.c.code,
            units.c.name,
            func.coalesce(parent.c.name, "").label("parent_name"),
            unit_kinds.c.holds_members,
        )
        .join(unit_kinds, unit_kinds.c.code == units.c.kind)
        .outerjoin(parent, parent.c.id == units.c.parent_id)
        .where(units.c.path.op("<@", is_comparison=True)(path), units.c.closed_on.is_(None))
    )
    choices = {
        row.id: UnitChoice(str(row.id), row.code, row.name, row.parent_name, row.holds_members)
        for row in tx.execute(found)
    }
    if unit_id not in choices:
        raise NotFound("unit-unknown")
    home = choices.pop(unit_id)
    return home, tuple(choices.values())


def known_tree(tx: Tx, unit_id: UUID) -> tuple[KnownUnit, ...]:
    """The unit of an import and open units below it, itself first."""
    path = select(units.c.path).where(units.c.id == unit_id).scalar_subquery()
    found = (
        select(units.c.id, units.c.code, units.c.name, units.c.level, units.c.kind, units.c.parent_id)
        .where(units.c.path.op("<@", is_comparison=True)(path), units.c.closed_on.is_(None))
        .order_by(func.nlevel(units.c.path), units.c.id)
    )
    rows = tx.execute(found).all()
    return tuple(KnownUnit(str(r.id), r.code, r.name, r.level, r.kind, r.parent_id and str(r.parent_id)) for r in rows)


def under(path: str) -> Any:
    """The condition that a unit stands at the path or below it."""
    return units.c.path.op("<@", is_comparison=True)(literal(path, Ltree))


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


# ---------------------------------------------------------------- report


def write_marks(tx: Tx, import_id: UUID, path: Path) -> None:
    """What the result workbook shows of each row, one JSON object a line in the file's order."""
    found = (
        select(
            import_rows.c.number,
            import_rows.c.problems,
            import_rows.c.state,
            import_rows.c.context,
            import_rows.c.mended,
            import_rows.c.cells,
            import_rows.c.doubts,
            import_rows.c.decision,
        )
        .where(import_rows.c.import_id == import_id)
        .order_by(import_rows.c.number)
        .execution_options(yield_per=2000)
    )
    with path.open("wb") as file:
        for row in tx.execute(found):
            mark = {
                "number": row.number,
                "state": row.state,
                "problems": row.problems,
                "places": row.context["places"],
                "parts": row.context.get("parts", {}),
                "cells": row.cells if row.mended else None,
                "waits": bool(row.doubts) and row.decision is None,
            }
            file.write(orjson.dumps(mark, option=orjson.OPT_APPEND_NEWLINE))


def keep_report(tx: Tx, import_id: UUID, digest: str, version: int) -> None:
    """The report of that version of the import lies in the store."""
    tx.execute(update(imports).where(imports.c.id == import_id).values(report_digest=digest, report_version=version))
