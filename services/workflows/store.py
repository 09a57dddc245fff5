"""Cases out of rows and into them. Nothing here decides."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, update

from services.contracts.offices import COMMITTEE, OFFICER_ROLES
from services.contracts.rules import DEFAULTS
from services.kit import database
from services.kit.actor import Actor
from services.kit.copies import PathTree, as_registered
from services.kit.faults import NotFound
from services.workflows import rows
from services.workflows.domain.case import Case, Line
from services.workflows.domain.process import Process
from services.workflows.domain.rules import INSTALLED, Rules
from services.workflows.places import Places
from services.workflows.rows import Due
from services.workflows.tables import cases, due_dates, people, positions, rule_sets, units


class Tx(database.Tx):
    """A transaction of workflows. Of the caller's offices those count that decide on cases: staff and administrators have none."""

    def __init__(self, store: database.Database[Any], *, actor: Actor, **given: Any) -> None:
        super().__init__(store, actor=_with_deciding_offices(actor), **given)

    def asker_now(self) -> Actor:
        """Whoever asks, with the positions that the registry's copy says they hold today."""
        return _with_deciding_offices(as_registered(self, people, positions))

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


def _with_deciding_offices(actor: Actor) -> Actor:
    return actor.with_offices(COMMITTEE, of_roles=OFFICER_ROLES)


class RuleSets:
    """Rule sets by code; kept for a minute, because a case is decided under the set it was opened with."""

    _kept: dict[str, tuple[datetime, date, date | None, Rules]] = {}

    def __init__(self, tx: Tx) -> None:
        self._tx = tx

    def get(self, code: str) -> Rules:
        """The set of that code; defaults where it is gone."""
        self._refresh()
        return self._kept[code][3] if code in self._kept else replace(INSTALLED, code=code)

    def in_force(self) -> Rules:
        """The set of today: the one that began last. The set that came with the installation yields to any of the registry's."""
        self._refresh()
        today = self._tx.today
        found = [
            (start, rules)
            for _, start, end, rules in self._kept.values()
            if start <= today and (end is None or today <= end)
        ]
        return max(found, key=lambda each: each[0])[1] if found else INSTALLED

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

    def get(self, case_id: UUID) -> tuple[Case, list[Line]]:
        """The case as it is, and its history, the oldest first. Raises NotFound("case-not-found")."""
        return self._one(rows.SEE, case_id)

    def lock(self, case_id: UUID) -> tuple[Case, list[Line]]:
        """The case, ours until the transaction ends, and its history. Raises NotFound("case-not-found")."""
        return self._one(rows.LOCK, case_id)

    def _one(self, query: Any, case_id: UUID) -> tuple[Case, list[Line]]:
        row = self._tx.execute(query, {"case_id": case_id}).one_or_none()
        if row is None:
            raise NotFound("case-not-found", case_id=case_id)
        self._tx.places.stamped(row.places_stamp)
        case, lines = rows.case_of(row), [rows.line_of_json(kept) for kept in row.lines or ()]
        # Whoever waited for the lock has the row of after the wait, but history of before it.
        return case, lines if len(lines) == case.version else self.history(case_id)

    def lock_many(self, case_ids: Iterable[UUID], *, skip_locked: bool = False) -> list[Case]:
        """The cases that exist, ours until the transaction ends; one order for all, so that nobody waits in a ring."""
        keys = sorted(set(case_ids))
        query = select(cases).where(cases.c.id.in_(keys)).order_by(cases.c.id).with_for_update(skip_locked=skip_locked)
        return [rows.case_of(row) for row in self._tx.execute(query)] if keys else []

    def lock_with_batch(self, case_ids: Iterable[UUID]) -> list[Case]:
        """The cases, and those that are being carried out together with them, ours until the transaction ends."""
        named = list(set(case_ids))
        batches = select(cases.c.batch_id).where(cases.c.id.in_(named), cases.c.is_system)
        mates = select(cases.c.id).where(cases.c.batch_id.in_(batches), cases.c.is_system)
        return self.lock_many([*named, *self._tx.execute(mates).scalars()])

    def lock_assigned(self, unit_ids: Iterable[UUID]) -> list[Case]:
        """Open cases that have a seat at one of the units."""
        query = select(cases).where(cases.c.seat_units.overlap(list(unit_ids)), cases.c.closed_at.is_(None))
        return [rows.case_of(row) for row in self._tx.execute(query.order_by(cases.c.id).with_for_update())]

    def next_number(self, process: Process) -> str:
        """KN-2026-0412: the next of its process and year. A gap is left where a case was not opened after all."""
        year = self._tx.today.year
        count = self._tx.execute(select(func.next_case_number(process.prefix, year))).scalar_one()
        return f"{process.prefix}-{year}-{count:04d}"

    def next_numbers(self, process: Process, count: int) -> list[str]:
        """So many numbers at once, in one statement."""
        year = self._tx.today.year
        drawn = select(func.next_case_number(process.prefix, year)).select_from(func.generate_series(1, count))
        return [f"{process.prefix}-{year}-{number:04d}" for number in self._tx.execute(drawn).scalars()]

    def open(self, opened: Sequence[tuple[Case, Process, Line, Due, str]]) -> None:
        """Each case is new, with its first line."""
        if opened:
            self._tx.execute(rows.OPEN, _statement_rows(opened))

    def move(self, moved: Sequence[tuple[Case, Process, Line, Due, str]]) -> None:
        """Each case is as given, with one more line. They were locked before."""
        if moved:
            self._tx.execute(rows.MOVE, _statement_rows(moved))

    def save(self, changed: Sequence[tuple[Case, Process, str]]) -> None:
        """The cases are as given, without a move. They were locked before."""
        if changed:
            told = rows.to_json_rows(
                cases=[rows.row_of(case, process, subject_key=key) for case, process, key in changed]
            )
            self._tx.execute(rows.CHANGE, told)

    def history(self, case_id: UUID) -> list[Line]:
        """Every move, the oldest first."""
        return [rows.line_of(row) for row in self._tx.execute(rows.HISTORY, {"case_id": case_id})]

    def set_stage(self, due: Sequence[dict[str, Any]]) -> None:
        """The due dates of these cases have had another stage; `next_at` None means there is none to come."""
        for each in due:
            key = (due_dates.c.case_id == each["case_id"], due_dates.c.kind == each["kind"])
            self._tx.execute(update(due_dates).where(*key).values(stage=each["stage"], next_at=each["next_at"]))

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


def _statement_rows(moved: Sequence[tuple[Case, Process, Line, Due, str]]) -> dict[str, str]:
    return rows.to_json_rows(
        cases=[rows.row_of(case, process, subject_key=key) for case, process, _, _, key in moved],
        case_history=[rows.line_row(case, line) for case, _, line, _, _ in moved],
        due_dates=[row for case, _, _, due, _ in moved for row in rows.due_rows(case, due)],
    )
