"""Whoever is a member no more leaves no case behind that waits for them."""

from sqlalchemy import ColumnElement, select, tuple_

from services.kit.faults import Conflict
from services.workflows import registry
from services.workflows.actions.answers import system_move
from services.workflows.actions.keep import keep
from services.workflows.actions.views import views_of
from services.workflows.domain import machine
from services.workflows.domain.case import SYSTEM, Case
from services.workflows.domain.gone import ACTION, LEFT
from services.workflows.domain.machine import Act, Step
from services.workflows.domain.process import Process
from services.workflows.domain.view import View
from services.workflows.store import Tx
from services.workflows.tables import cases, people

_MANY = 2000
"""Cases of one transaction; the next day takes up what it left."""


def end_cases(tx: Tx, *whose: ColumnElement[bool]) -> None:
    """Open cases about people who are no members are over, where their process says so; so many at a time."""
    places = [(process.code, state) for process in registry.PROCESSES.values() for state in _ends_from(process)]
    query = (
        select(cases.c.id)
        .join(people, people.c.id == cases.c.subject_id)
        .where(
            cases.c.closed_at.is_(None),
            people.c.status.in_(LEFT),
            tuple_(cases.c.process, cases.c.state).in_(places),
            *whose,
        )
        .order_by(cases.c.id)
        .limit(_MANY)
    )
    found = list(tx.execute(query).scalars())
    views = views_of(tx, [case for case in tx.cases.lock_many(found) if _ends(case)]) if found else []
    keep(tx, [made for view in views for made in _ended(tx, view)])


def _ends_from(process: Process) -> set[str]:
    return {state for move in process.moves if move.action == ACTION for state in move.from_}


def _ends(case: Case) -> bool:
    return case.closed_at is None and system_move(registry.of(case), case, ACTION) is not None


def _ended(tx: Tx, view: View) -> list[tuple[Process, View, Step]]:
    """The case without its subject; nothing where the process lets it go on for whoever left that way."""
    process = registry.of(view.case)
    try:
        return [(process, view, machine.advance(process, view, Act(ACTION, SYSTEM, tx.now, tx.today)))]
    except Conflict:
        return []
