"""Rows of an import by what becomes of them: who is added, updated, doubtful, alike or wrong."""

from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, false, func, or_, select, text
from sqlalchemy.dialects.postgresql import JSONB

from services.members.domain.names import search_key
from services.members.importing import changes
from services.members.importing.matching import alike_condition
from services.members.importing.reading import SHEET_STEP
from services.members.importing.store import ready
from services.members.importing.tables import import_changes, import_rows
from services.members.store import Tx
from services.members.tables import people, units

_IS_NEW: Final = and_(import_rows.c.state == "new", import_rows.c.errors == 0)
_WAITS: Final = and_(_IS_NEW, func.cardinality(import_rows.c.doubts) > 0, import_rows.c.decision.is_(None))
_IS_KNOWN: Final = and_(*ready(), import_rows.c.person_id.is_not(None))
_OUTLOOKS: Final = {
    "create": or_(and_(_IS_NEW, import_rows.c.person_id.is_(None)), import_rows.c.state == "added"),
    "update": or_(and_(_IS_KNOWN, ~import_rows.c.unchanged), import_rows.c.state == "updated"),
    "same": or_(and_(_IS_KNOWN, import_rows.c.unchanged), import_rows.c.state == "same"),
    "doubtful": _WAITS,
    "error": and_(import_rows.c.state.in_(("new", "failed")), import_rows.c.errors > 0),
}


def rows(tx: Tx, import_id: UUID, *, outlook: str, q: str | None, after: int, limit: int) -> list[Row[Any]]:
    """Rows with the person whom each updates or looks like, as the file was before the import touched it."""
    before = func.coalesce(import_changes.c.before, text("'{}'::jsonb"), type_=JSONB)
    asked = (
        select(
            import_rows,
            (func.to_jsonb(text("people.*"), type_=JSONB).op("||")(before)).label("before"),
            units.c.name.label("unit_name"),
            units.c.level.label("unit_level"),
        )
        .select_from(import_rows)
        .outerjoin(people, people.c.id == import_rows.c.person_id)
        .outerjoin(units, units.c.id == import_rows.c.unit_id)
        .outerjoin(
            import_changes,
            and_(
                import_changes.c.import_id == import_rows.c.import_id,
                import_changes.c.subject_id == import_rows.c.person_id,
            ),
        )
        .where(*_conditions(import_id, outlook, q), import_rows.c.number > after)
    )
    return list(tx.execute(asked.order_by(import_rows.c.number).limit(limit)))


def count(tx: Tx, import_id: UUID, *, outlook: str, q: str | None) -> int:
    """How many such rows there are."""
    counted = select(func.count()).select_from(import_rows).where(*_conditions(import_id, outlook, q))
    return int(tx.execute(counted).scalar_one())


def _conditions(import_id: UUID, outlook: str, q: str | None) -> list[ColumnElement[bool]]:
    condition = alike_condition() if outlook == "duplicate" else _OUTLOOKS[outlook]
    return [import_rows.c.import_id == import_id, condition, *([_found(q)] if q else [])]


def _found(q: str) -> ColumnElement[bool]:
    """Every word is in the name; digits may be a line or part of a citizen id."""
    key = search_key(q)
    if not key:
        return false()
    name = func.coalesce(import_rows.c.search_key, func.lower(import_rows.c.cells["unit_name"].astext))
    found = and_(*(name.contains(word, autoescape=True) for word in key.split()))
    if not (key.isascii() and key.isdecimal()):
        return found
    by_number = import_rows.c.citizen_id.contains(key)
    return (
        or_(found, by_number, import_rows.c.number % SHEET_STEP == int(key)) if len(key) < 7 else or_(found, by_number)
    )


def serialize_row(row: Any, *, outlook: str, confirmed: bool) -> dict[str, Any]:
    """The row as a list shows it."""
    proposal = None
    if outlook in ("update", "doubtful") and row.before is not None:
        decision = row.decision if outlook == "update" else None
        proposal = changes.propose(row.columns, row.tail, row.before, confirmed=confirmed, decision=decision)
    born = changes.bearer(row.columns).born
    unit = {"id": row.unit_id, "name": row.unit_name, "level": row.unit_level} if row.unit_name else None
    return {
        "row": row.number,
        "line": row.number % SHEET_STEP,
        "sheet": row.sheet,
        "full_name": row.columns.get("full_name") or row.cells.get("full_name") or row.cells.get("unit_name"),
        "born": born.written() if born else row.cells.get("birth_date", ""),
        "unit": unit,
        "outlook": outlook,
        "person": _person(row),
        "changes": changes.serialize_changes(proposal, row.before) if proposal else [],
        "doubts": list(row.doubts),
        "decision": row.decision,
        "problems": [
            problem["text"] for problem in row.problems if outlook == "error" or problem["severity"] != "error"
        ],
    }


def _person(row: Any) -> dict[str, Any] | None:
    if row.person_id is None or row.before is None:
        return None
    return {"id": row.person_id, "full_name": row.before["full_name"], "code": row.before["code"]}
