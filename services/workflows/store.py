"""Cases out of rows and into them. Nothing here decides."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.kit import database
from services.kit.copies import PathTree
from services.kit.faults import NotFound
from services.workflows.domain import words
from services.workflows.domain.case import Case, Document, Line, Refusal, Seat
from services.workflows.domain.process import Process
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.places import Places
from services.workflows.tables import case_history, cases, due_dates, rule_sets, units


class Tx(database.Tx):
    """A transaction of workflows."""

    @cached_property
    def tree(self) -> PathTree:
        return PathTree(self, units)

    @cached_property
    def places(self) -> Places:
        return Places(self)

    @cached_property
    def cases(self) -> "Cases":
        return Cases(self)

    @cached_property
    def rules(self) -> "RuleSets":
        return RuleSets(self)


class RuleSets:
    """Rule sets by code; kept for a minute, because a case is decided under the set it was opened with."""

    _kept: dict[str, tuple[datetime, date, date | None, Rules]] = {}

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def get(self, code: str) -> Rules:
        """The set of that code; defaults where it is gone."""
        self._refresh()
        return self._kept[code][3] if code in self._kept else Rules(code, DEFAULTS)

    def in_force(self) -> Rules:
        """The set of today."""
        self._refresh()
        today = self._tx.today
        found = [
            rules for _, start, end, rules in self._kept.values() if start <= today and (end is None or today <= end)
        ]
        return found[0] if found else Rules("default", DEFAULTS)

    def _refresh(self) -> None:
        read_at = min((kept[0] for kept in self._kept.values()), default=None)
        if read_at is not None and abs(self._tx.now - read_at) < timedelta(minutes=1):
            return
        rows = self._tx.execute(select(rule_sets)).all()
        fresh = {
            row.code: (self._tx.now, row.valid_from, row.valid_to, Rules(row.code, {**DEFAULTS, **row.parameters}))
            for row in rows
        }
        self._kept.clear()
        self._kept.update(fresh)


class Cases:
    """The cases of this service."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def get(self, case_id: UUID) -> Case:
        """The case as it is. Raises NotFound("case-not-found")."""
        return self._one(select(cases).where(cases.c.id == case_id), case_id)

    def lock(self, case_id: UUID) -> Case:
        """The case, ours until the transaction ends. Raises NotFound("case-not-found")."""
        return self._one(select(cases).where(cases.c.id == case_id).with_for_update(), case_id)

    def lock_many(self, case_ids: Iterable[UUID], *, skip_locked: bool = False) -> list[Case]:
        """The cases that exist, ours until the transaction ends; one order for all, so that nobody waits in a ring."""
        keys = sorted(set(case_ids))
        query = select(cases).where(cases.c.id.in_(keys)).order_by(cases.c.id).with_for_update(skip_locked=skip_locked)
        return [case_of(row) for row in self._tx.execute(query)] if keys else []

    def lock_batch(self, batch_id: UUID | None, state: str) -> list[Case]:
        """The cases carried out together that stand in the state."""
        query = select(cases).where(cases.c.batch_id == batch_id, cases.c.is_system, cases.c.state == state)
        return [case_of(row) for row in self._tx.execute(query.order_by(cases.c.id).with_for_update())]

    def lock_seated(self, unit_ids: Iterable[UUID]) -> list[Case]:
        """Open cases that have a seat at one of the units."""
        query = select(cases).where(cases.c.seat_units.overlap(list(unit_ids)), cases.c.closed_at.is_(None))
        return [case_of(row) for row in self._tx.execute(query.order_by(cases.c.id).with_for_update())]

    def _one(self, query: Any, case_id: UUID) -> Case:
        row = self._tx.execute(query).one_or_none()
        if row is None:
            raise NotFound("case-not-found", case_id=case_id)
        return case_of(row)

    def next_number(self, process: Process) -> str:
        """KN-2026-0412: the next of its process and year. A gap is left where a case was not opened after all."""
        year = self._tx.today.year
        count = self._tx.execute(select(func.next_case_number(process.prefix, year))).scalar_one()
        return f"{process.prefix}-{year}-{count:04d}"

    def add(self, case: Case, process: Process, *, subject_key: str) -> None:
        self._tx.execute(insert(cases).values(**row_of(case, process, subject_key=subject_key)))

    def save(self, changed: Sequence[tuple[Case, Process, str]]) -> None:
        """The cases are as given. They were locked before."""
        rows = [row_of(case, process, subject_key=key) for case, process, key in changed]
        if not rows:
            return
        names = [name for name in rows[0] if name not in _FIXED]
        statement = update(cases).where(cases.c.id == bindparam("_id"))
        statement = statement.values({name: bindparam(f"_{name}") for name in names})
        told = [{f"_{name}": row[name] for name in (*names, "id")} for row in rows]
        self._tx.connection.execute(statement, told)

    def add_lines(self, lines: Sequence[tuple[Case, Line]]) -> None:
        """Lines of history; a case's version is the number of its newest one."""
        if lines:
            self._tx.connection.execute(insert(case_history), [_line_row(case, line) for case, line in lines])

    def history(self, case_id: UUID) -> list[Line]:
        """Every move, the oldest first."""
        query = select(case_history).where(case_history.c.case_id == case_id).order_by(case_history.c.seq)
        return [_line_of(row) for row in self._tx.execute(query)]

    def set_due(self, rows: Sequence[dict[str, Any]]) -> None:
        """When each case is due and when it ends by itself; `next_at` None means never."""
        if rows:
            statement = upsert(due_dates).values(list(rows))
            changed = {name: statement.excluded[name] for name in ("due_at", "stage", "next_at")}
            self._tx.execute(statement.on_conflict_do_update(index_elements=["case_id", "kind"], set_=changed))

    def due_now(self, limit: int) -> list[UUID]:
        """Cases with a due date that the clock has passed."""
        query = select(due_dates.c.case_id).where(due_dates.c.next_at <= self._tx.now).order_by(due_dates.c.next_at)
        return [row.case_id for row in self._tx.execute(query.limit(limit))]

    def claim_due(self, case_ids: Iterable[UUID]) -> list[Any]:
        """Their due dates that the clock has passed, ours until the transaction ends. The cases were locked before."""
        query = select(due_dates).where(due_dates.c.case_id.in_(list(case_ids)), due_dates.c.next_at <= self._tx.now)
        return list(self._tx.execute(query.with_for_update(skip_locked=True)))

    def stuck(self, *, since: datetime, limit: int) -> list[UUID]:
        """Cases whose services have not answered since then."""
        asked = or_(cases.c.asked_at < since, cases.c.asked_at.is_(None))
        query = select(cases.c.id).where(cases.c.is_system, asked).order_by(cases.c.asked_at).limit(limit)
        return [row.id for row in self._tx.execute(query)]


_FIXED = frozenset(
    {"id", "number", "process", "process_version", "rule_set", "unit_id", "opened_at", "changes_membership"}
)


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
        "form": dict(case.form),
        "seats": {name: _seat_row(seat) for name, seat in case.seats.items()},
        "seat_units": sorted({key for each in case.seats.values() for key in (each.due_unit_id, each.unit_id) if key}),
        "holder_unit_id": seat.unit_id if seat else None,
        "holder_person_id": case.subject_id if state.held_by == "applicant" else None,
        "escalated_unit_id": case.escalated_unit_id,
        "documents": [document.plain() for document in case.documents],
        "asked": dict(case.asked),
        "acted": dict(case.acted),
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
        acted=row.acted,
        signer=row.signer,
        warnings=tuple(Refusal(**kept) for kept in row.warnings),
        batch_id=row.batch_id,
        decided_on=row.decided_on,
        asked_at=row.asked_at,
        escalated_unit_id=row.escalated_unit_id,
        opened_at=row.opened_at,
        since=row.since,
        due_at=row.due_at,
        closed_at=row.closed_at,
        version=row.version,
    )


def _seat_row(seat: Seat) -> list[Any]:
    return [seat.due_unit_id, seat.unit_id, seat.note]


def _seat_of(kept: list[Any]) -> Seat:
    due, unit, note = kept
    return Seat(UUID(due), UUID(unit) if unit else None, note)


def _document_of(kept: dict[str, Any]) -> Document:
    return Document(**{**kept, "id": UUID(kept["id"])})


def _line_row(case: Case, line: Line) -> dict[str, Any]:
    return {
        "case_id": case.id,
        "seq": case.version,
        **{name: getattr(line, name) for name in _LINE},
        "refusals": [refusal.plain() for refusal in line.refusals],
        "form": dict(line.form),
    }


_LINE = ("action", "label", "from_state", "to_state", "at", "actor_id", "actor_name", "position", "unit_id", "note")


def _line_of(row: Any) -> Line:
    known = {name: getattr(row, name) for name in _LINE}
    return Line(**known, refusals=tuple(Refusal(**kept) for kept in row.refusals), form=row.form)
