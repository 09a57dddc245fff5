"""Rows of cases: how values become columns and back, and the statements that are the same every time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Table, bindparam, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.dialects.postgresql import insert as upsert

from services.workflows.domain import words
from services.workflows.domain.case import Case, Document, Line, Refusal, Seat
from services.workflows.domain.process import Process
from services.workflows.tables import case_history, cases, due_dates

_FIXED = frozenset(
    {"id", "number", "process", "process_version", "rule_set", "opened_at", "changes_membership", "confidential"}
)
_LINE = ("action", "label", "from_state", "to_state", "at", "actor_id", "actor_name", "position", "unit_id", "note")


@dataclass(frozen=True)
class Due:
    """When a case is due, its next reminder, and when it ends by itself; None means never."""

    due_at: datetime | None = None
    stage: int = 0
    next_at: datetime | None = None
    expires_at: datetime | None = None


def row_of(case: Case, process: Process, *, subject_key: str) -> dict[str, Any]:
    """Every column of a case."""
    state = process.state(case.state)
    seat = case.seats.get(state.held_by or "")
    return {
        "id": case.id,
        "number": case.number,
        "process": case.process,
        "process_version": case.process_version,
        "rule_set": case.rule_set,
        "state": case.state,
        "is_system": state.is_system,
        "unit_id": case.unit_id,
        "subject_id": case.subject_id,
        "subject_name": case.subject_name,
        "search_key": f"{case.number.lower()} {words.folded(case.subject_name)}",
        "subject_key": subject_key,
        "changes_membership": process.changes_membership,
        "confidential": process.confidential,
        "campaign_id": case.campaign_id,
        "form": dict(case.form),
        "seats": {name: _seat_row(seat) for name, seat in case.seats.items()},
        "seat_units": sorted({key for each in case.seats.values() for key in (each.due_unit_id, each.unit_id) if key}),
        "holder_unit_id": seat.unit_id if seat else None,
        "holder_person_id": case.subject_id if state.held_by == "applicant" else None,
        "escalated_unit_id": case.escalated_unit_id,
        "documents": [document.plain() for document in case.documents],
        "asked": dict(case.asked),
        "acted": _acted_row(case),
        "signer": dict(case.signer),
        "warnings": [warning.plain() for warning in case.warnings],
        "batch_id": case.batch_id,
        "decided_on": case.decided_on,
        "asked_at": case.asked_at,
        "opened_at": case.opened_at,
        "since": case.since,
        "due_at": case.due_at,
        "closed_at": case.closed_at,
        "version": case.version,
    }


def case_of(row: Any) -> Case:
    """A case out of its row."""
    return Case(
        id=row.id,
        number=row.number,
        process=row.process,
        process_version=row.process_version,
        rule_set=row.rule_set,
        state=row.state,
        unit_id=row.unit_id,
        subject_id=row.subject_id,
        subject_name=row.subject_name,
        form=row.form,
        seats={name: _seat_of(kept) for name, kept in row.seats.items()},
        documents=tuple(_document_of(kept) for kept in row.documents),
        asked=row.asked,
        **_acted_of(row.acted),
        signer=row.signer,
        warnings=tuple(Refusal(**kept) for kept in row.warnings),
        batch_id=row.batch_id,
        decided_on=row.decided_on,
        asked_at=row.asked_at,
        campaign_id=row.campaign_id,
        escalated_unit_id=row.escalated_unit_id,
        opened_at=row.opened_at,
        since=row.since,
        due_at=row.due_at,
        closed_at=row.closed_at,
        version=row.version,
    )


_UNIT = "unit:"


def _acted_row(case: Case) -> dict[str, str]:
    """People and units in one column: `submit` and `unit:submit`."""
    return {**case.acted, **{f"{_UNIT}{action}": str(unit_id) for action, unit_id in case.stood_in.items()}}


def _acted_of(kept: Mapping[str, str]) -> dict[str, Any]:
    units = {name.removeprefix(_UNIT): UUID(key) for name, key in kept.items() if name.startswith(_UNIT)}
    return {"acted": {name: key for name, key in kept.items() if not name.startswith(_UNIT)}, "stood_in": units}


def _seat_row(seat: Seat) -> list[Any]:
    return [seat.due_unit_id, seat.unit_id, seat.note]


def _seat_of(kept: list[Any]) -> Seat:
    due, unit, note = kept
    return Seat(UUID(due), UUID(unit) if unit else None, note)


def _document_of(kept: dict[str, Any]) -> Document:
    return Document(**{**kept, "id": UUID(kept["id"])})


def line_row(case: Case, line: Line) -> dict[str, Any]:
    """Every column of a line; its place is the version that it led to."""
    return {
        "case_id": case.id,
        "seq": case.version,
        **{name: getattr(line, name) for name in _LINE},
        "refusals": [refusal.plain() for refusal in line.refusals],
        "form": dict(line.form),
    }


def line_of(row: Any) -> Line:
    """A line out of its row."""
    known = {name: getattr(row, name) for name in _LINE}
    return Line(**known, refusals=tuple(Refusal(**kept) for kept in row.refusals), form=row.form)


def line_of_json(kept: Mapping[str, Any]) -> Line:
    """A line out of its row as the case's own statement brings it."""
    known = {name: kept[name] for name in _LINE} | {
        "at": datetime.fromisoformat(kept["at"]),
        "actor_id": UUID(kept["actor_id"]) if kept["actor_id"] else None,
        "unit_id": UUID(kept["unit_id"]) if kept["unit_id"] else None,
    }
    return Line(**known, refusals=tuple(Refusal(**each) for each in kept["refusals"]), form=kept["form"])


def due_row(case: Case, due: Due) -> dict[str, Any]:
    """What the statements below take of due dates."""
    return {
        "due_case": case.id,
        "due_at": due.due_at,
        "due_stage": due.stage,
        "due_next": due.next_at,
        "due_expires": due.expires_at,
    }


def given(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the statements below take it."""
    return {f"{table.name}_{name}": value for name, value in row.items()}


def _bound(table: Table, names: Any) -> dict[str, Any]:
    return {name: bindparam(f"{table.name}_{name}", type_=table.c[name].type) for name in names}


def _with_due(*before: Any) -> Any:
    """One round trip for all that a move changes. A due date that stays keeps its reminders."""
    held = due_dates.c
    case_id, never = bindparam("due_case", type_=held.case_id.type), bindparam("due_expires", type_=held.due_at.type)
    deadline = select(
        case_id,
        literal("deadline"),
        bindparam("due_at", type_=held.due_at.type),
        bindparam("due_stage", type_=held.stage.type),
        bindparam("due_next", type_=held.next_at.type),
    )
    expiry = select(case_id, literal("expiry"), never, literal(0, held.stage.type), never)
    statement = upsert(due_dates).from_select(due_dates.c.keys(), deadline.union_all(expiry))
    fresh = {name: statement.excluded[name] for name in ("due_at", "stage", "next_at")}
    moved = held.due_at.is_distinct_from(statement.excluded.due_at)
    kept = statement.on_conflict_do_update(index_elements=["case_id", "kind"], set_=fresh, where=moved)
    return kept.add_cte(*(part.cte(name) for name, part in zip(("case_now", "line_now"), before, strict=True)))


_CHANGED = {name: value for name, value in _bound(cases, cases.c.keys()).items() if name not in _FIXED}
_LINE_ADDED = insert(case_history).values(_bound(case_history, case_history.c.keys()))
CHANGE = update(cases).where(cases.c.id == bindparam("cases_id", type_=cases.c.id.type)).values(_CHANGED)
MOVE = _with_due(CHANGE, _LINE_ADDED)
OPEN = _with_due(insert(cases).values(_bound(cases, cases.c.keys())), _LINE_ADDED)
_LINES = (
    select(func.jsonb_agg(aggregate_order_by(func.to_jsonb(case_history.table_valued()), case_history.c.seq)))
    .where(case_history.c.case_id == cases.c.id)
    .correlate(cases)
    .scalar_subquery()
    .label("lines")
)
SEE = select(cases, _LINES, func.stamp_of_places(type_=BigInteger).label("places_stamp")).where(
    cases.c.id == bindparam("case_id", type_=cases.c.id.type)
)
LOCK = SEE.with_for_update(of=cases)
HISTORY = (
    select(case_history)
    .where(case_history.c.case_id == bindparam("case_id", type_=cases.c.id.type))
    .order_by(case_history.c.seq)
)
