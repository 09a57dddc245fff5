"""Registers: pages as they are read, and their workbooks."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.kit import jobs, sheets
from services.kit.faults import NotFound
from services.kit.policy import Subject, is_allowed
from services.members.actions import cursors
from services.members.actions.units import reference
from services.members.domain.units import Unit, may_hold_members
from services.members.figures import registers
from services.members.figures.actions import reportable_unit
from services.members.figures.register_rows import Lines, names_of
from services.members.figures.registers import Register
from services.members.policy import POLICY
from services.members.queries.members import Place
from services.members.store import Tx

BATCH = 1000


def list_registers(tx: Tx) -> dict[str, Any]:
    """The registers that the asker may open, and the unit that they open with."""
    unit = reportable_unit(tx, None, "register.view")
    shown = [register for register in registers.REGISTERS.values() if _may_open(tx, register, unit)]
    return {"items": [_named(register) for register in shown], "unit": reference(unit)}


def _named(register: Register) -> dict[str, Any]:
    return {"code": register.code, "title": register.title, "about": register.about}


def _may_open(tx: Tx, register: Register, unit: Unit) -> bool:
    if register.of_a_chapter:
        return may_hold_members(unit.level, unit.kind)
    if register.action == "register.view":
        return True
    # Superiors open it for themselves and for the units right below; the lines are those of whom they are the direct superior.
    party = frozenset({unit.id} if unit.parent_id is None else {unit.id, unit.parent_id})
    return is_allowed(POLICY, tx, register.action, of=Subject(unit.id, parties=party))


def opened(tx: Tx, code: str, unit_id: UUID | None, action: str) -> tuple[Register, Unit]:
    """The register and the unit that it is opened for. Raises NotFound("register-unknown")."""
    register = registers.register_of(code)
    unit = reportable_unit(tx, unit_id, action)
    if not _may_open(tx, register, unit):
        raise NotFound("register-unknown")
    return register, unit


def get_register(
    tx: Tx,
    *,
    code: str,
    unit_id: UUID | None,
    year: int | None,
    q: str | None,
    limit: int,
    cursor: str | None,
    count: str | None,
) -> dict[str, Any]:
    """A page of the register. Raises NotFound("register-unknown") for one that is not the asker's to open."""
    register, unit = opened(tx, code, unit_id, "register.view")
    lines = lines_of(tx, register, unit, year=year, q=q)
    rows = lines.page(after=cursors.read(cursor, is_day=register.by_day), limit=limit + 1)
    shown = rows[:limit]
    may_export = is_allowed(POLICY, tx, "register.export", of=Subject(unit.id))
    return {
        **_named(register),
        "unit": reference(unit),
        "by_year": register.by_year,
        "year": register.year_of(year, tx.today),
        "columns": [{"code": column, "title": title} for column, title in register.columns],
        "items": items_of(tx, register, shown),
        "next": _following(register, rows, limit),
        "total": lines.count() if count else None,
        "may_export": may_export,
        "may_print": may_export and register.paper is not None,
    }


def lines_of(tx: Tx, register: Register, unit: Unit, *, year: int | None, q: str | None) -> Lines:
    """The register's lines as they are narrowed."""
    return Lines(tx, register.code, unit.path, by_day=register.by_day, year=register.year_of(year, tx.today), q=q)


def _following(register: Register, rows: list[Row[Any]], limit: int) -> str | None:
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return cursors.write(Place("", last.on.isoformat() if register.by_day else last.sort_key, last.key))


def items_of(tx: Tx, register: Register, rows: list[Row[Any]]) -> list[dict[str, Any]]:
    """The lines as they are read."""
    told = [row._asdict() for row in rows]
    ends = (end for row in told for end in _ends(row))
    places = names_of(tx, ends) if register.code == "introductions" else {}
    return [_item(register, row, places, tx) for row in told]


def _ends(row: dict[str, Any]) -> Iterator[str]:
    yield from ((row.get("data") or {}).get(end) or "" for end in ("from_unit_id", "to_unit_id"))


def _item(register: Register, row: dict[str, Any], places: dict[str, str], tx: Tx) -> dict[str, Any]:
    person = row["person_id"] and {"id": row["person_id"], "full_name": row["full_name"], "code": row["code"]}
    return {
        "id": str(row["key"]),
        "person": person,
        "case_id": row["case_id"],
        "is_void": row["revoked_on"] is not None,
        "cells": registers.cells(register.code, row, places, tx.today),
    }


def export_register(tx: Tx, *, code: str, unit_id: UUID | None, year: int | None, q: str | None) -> dict[str, Any]:
    """A job writes the register as it is filtered."""
    register, unit = opened(tx, code, unit_id, "register.export")
    lines = lines_of(tx, register, unit, year=year, q=q)
    asked = {"code": code, "unit_id": unit.id, "year": year, "q": q}
    job_id = tx.start_job("export_register", asked, total=lines.count())
    tx.record("register.export", subject_id=job_id, unit_id=unit.id, after=asked)
    return jobs.read(tx, job_id)


def run_export(job: Any) -> dict[str, Any]:
    """The file lies in the store and the job names it."""
    register = registers.register_of(job.params["code"])
    titles = [*(title for _, title in register.columns), "Ghi chú"]
    return sheets.export(job, _batches(job), titles=titles, what="dòng", name=f"so-{register.code}")


def _batches(job: Any) -> Iterator[list[list[str]]]:
    """Lines of the workbook, a transaction each: the asker's rights hold for every batch anew."""
    asked, cursor = job.params, None
    while True:
        with job.transaction() as tx:
            register, unit = opened(tx, asked["code"], UUID(asked["unit_id"]), "register.export")
            lines = lines_of(tx, register, unit, year=asked["year"], q=asked["q"])
            rows = lines.page(after=cursors.read(cursor, is_day=register.by_day), limit=BATCH + 1)
            items = items_of(tx, register, rows[:BATCH])
        yield [_line(register, item) for item in items]
        cursor = _following(register, rows, BATCH)
        if cursor is None:
            return


def _line(register: Register, item: dict[str, Any]) -> list[str]:
    return [*(item["cells"][column] for column, _ in register.columns), "Đã thu hồi" if item["is_void"] else ""]
