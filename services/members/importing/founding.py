"""Founds the units of a checked tree, those above first."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, insert, select, update

from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.members.actions.changing_units import enter_unit
from services.members.importing import entering
from services.members.importing.store import day
from services.members.importing.tables import import_changes, import_rows
from services.members.store import Tx

BATCH: Final = 100


def found_batch(tx: Tx, imported: Row[Any]) -> int:
    """The next units whose superiors stand are founded; how many rows were dealt with."""
    found = (
        select(import_rows)
        .where(import_rows.c.import_id == imported.id, import_rows.c.errors == 0)
        .order_by(import_rows.c.number)
    )
    rows = {row.number: row for row in tx.execute(found.with_for_update())}
    standing = {number: row.person_id for number, row in rows.items() if row.person_id is not None}
    dealt = 0
    for row in _in_order(rows):
        if dealt >= BATCH:
            break
        _found(tx, imported, row, standing)
        dealt += 1
    return dealt


def _in_order(rows: dict[int, Row[Any]]) -> list[Row[Any]]:
    """Rows that wait, each after the row that it stands below."""
    depth: dict[int, int] = {}

    def deep(number: int, steps: int = 0) -> int:
        parent = rows[number].columns["parent"] if number in rows else None
        if parent is None or parent[0] == "unit" or steps > 12:
            return 0
        if number not in depth:
            depth[number] = 1 + deep(int(parent[1]), steps + 1)
        return depth[number]

    waiting = [row for row in rows.values() if row.state == "new"]
    return sorted(waiting, key=lambda row: (deep(row.number), row.number))


def _found(tx: Tx, imported: Row[Any], row: Row[Any], standing: dict[int, UUID]) -> None:
    columns = row.columns
    if columns["exists"]:
        standing[row.number] = UUID(columns["exists"])
        _mark(tx, imported.id, row.number, "same", standing[row.number])
        return
    kind, key = columns["parent"]
    parent_id = UUID(key) if kind == "unit" else standing.get(int(key))
    try:
        if parent_id is None:
            raise NotFound("unit-unknown")
        with tx.savepoint():
            unit = enter_unit(
                tx,
                parent_id=parent_id,
                name=columns["name"],
                level=columns["level"],
                kind=columns["kind"],
                code=columns["code"],
                decision_no=columns["decision_no"],
                on=day(columns["opened_on"]),
            )
    except (Conflict, Denied, Invalid, NotFound) as fault:
        entering.fail(
            tx,
            imported.id,
            [row.number],
            _problem(fault.fields.get("text") or "Chưa lập được đơn vị này. Kiểm tra đơn vị cấp trên."),
        )
        return
    standing[row.number] = unit.id
    given = {
        "import_id": imported.id,
        "subject_id": unit.id,
        "number": row.number,
        "is_new": True,
        "version": unit.version,
    }
    tx.execute(insert(import_changes).values(given))
    _mark(tx, imported.id, row.number, "added", unit.id)


def _problem(said: str) -> dict[str, Any]:
    return {"field": "unit_name", "column": "Tên đơn vị", "code": "unit-refused", "text": said, "severity": "error"}


def _mark(tx: Tx, import_id: UUID, number: int, state: str, unit_id: UUID) -> None:
    where = (import_rows.c.import_id == import_id, import_rows.c.number == number)
    tx.execute(update(import_rows).where(*where).values(state=state, person_id=unit_id))
