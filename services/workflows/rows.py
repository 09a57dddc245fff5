"""Rows of cases: how values become columns and back, and the statements that are the same every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Table,
    TableValuedAlias,
    Text,
    Update,
    bindparam,
    cast,
    column,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import JSON, Insert, aggregate_order_by, insert

from services.kit import wire
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
        "seat_units": sorted(case.parties),
        "deciders": list(case.deciders),
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
        deciders=tuple(row.deciders),
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


def due_rows(case: Case, due: Due) -> list[dict[str, Any]]:
    """Every column of its due dates: the next deadline with its reminder, and the end that comes by itself."""
    ends = due.expires_at
    return [
        {"case_id": case.id, "kind": "deadline", "due_at": due.due_at, "stage": due.stage, "next_at": due.next_at},
        {"case_id": case.id, "kind": "expiry", "due_at": ends, "stage": 0, "next_at": ends},
    ]


def to_json_rows(**rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Rows by table as the statements below take them: any number, each table's as one value."""
    return {name: wire.dumps(of_table).decode() for name, of_table in rows.items()}


def _given(table: Table) -> TableValuedAlias:
    """The rows that a statement was given of the table."""
    value = cast(bindparam(table.name, type_=Text), JSON)
    shape: ColumnElement[Any] = literal_column(f"NULL::{table.name}")
    return func.json_populate_recordset(shape, value).table_valued(*(column(each.name) for each in table.c))


def _inserted(table: Table) -> Insert:
    return insert(table).from_select(table.c.keys(), select(*_given(table).c))


def _updated(table: Table) -> Update:
    given = _given(table)
    changed = {each.name: given.c[each.name] for each in table.c if each.name not in _FIXED}
    return update(table).where(table.c.id == given.c.id).values(changed)


def _with_line(case_now: Insert | Update) -> Insert:
    """One round trip for all that moves change. A due date that stays keeps its reminders."""
    due = _inserted(due_dates)
    fresh = {name: due.excluded[name] for name in ("due_at", "stage", "next_at")}
    moved = due_dates.c.due_at.is_distinct_from(due.excluded.due_at)
    kept = due.on_conflict_do_update(index_elements=["case_id", "kind"], set_=fresh, where=moved)
    return kept.add_cte(case_now.cte("case_now"), _inserted(case_history).cte("line_now"))


CHANGE = _updated(cases)
MOVE = _with_line(CHANGE)
OPEN = _with_line(_inserted(cases))
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
