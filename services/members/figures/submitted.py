"""Which reports a unit and those directly below have submitted for a period, and which not."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.contracts.report_submissions import STATES
from services.kit import clock
from services.kit.policy import Subject, is_allowed
from services.members.actions.units import reference
from services.members.domain.units import Unit
from services.members.figures import periods, reports, submissions
from services.members.figures.actions import figures_of, reportable_unit
from services.members.figures.drafting import asked_of, days_of
from services.members.figures.submissions import Asked
from services.members.figures.submitting import item, people_of, period_view
from services.members.policy import POLICY
from services.members.store import Tx


def list_report_submissions(
    tx: Tx, *, unit_id: UUID | None, period: str | None, report: str | None, below: bool, compare: bool
) -> dict[str, Any]:
    """Of the unit every report that is asked for, of each unit directly below how many it has submitted.

    compare: what was submitted below is compared with the figures of now, which are counted for it.
    """
    unit = reportable_unit(tx, unit_id, "report.view")
    codes = [reports.submitted_of(report).code] if report else sorted(reports.SUBMITTED)
    rules = tx.rules.on(tx.today).values
    own_kinds = periods.kinds_of(unit.level, rules)
    kinds_below = {kind for level in tx.submissions.levels_below(unit.id) for kind in periods.kinds_of(level, rules)}
    head = {
        "unit": reference(unit),
        "periods": [period_view(each) for each in periods.choices({*own_kinds, *kinds_below}, tx.today)],
        "own_periods": [period_view(each) for each in periods.choices(own_kinds, tx.today)],
    }
    last = [periods.latest(kinds, tx.today, rules) for kinds in (own_kinds, kinds_below)]
    chosen = periods.period_of(period) if period else (last[1] if below else last[0] or last[1])
    return head | (
        _nothing() if chosen is None else _for_period(tx, asked_of(tx, unit, chosen), codes, report, compare=compare)
    )


def _nothing() -> dict[str, Any]:
    none: dict[str, Any] = {"period": None, "due_on": None, "own": [], "children": [], "remark": None}
    return none | {"submitted": 0, "accepted": 0, "expected": 0, "allowed_actions": []}


def _for_period(tx: Tx, asked: Asked, codes: Sequence[str], report: str | None, *, compare: bool) -> dict[str, Any]:
    children = _children(tx, asked, codes, report)
    return {
        "period": period_view(asked.period),
        "due_on": asked.due_on if asked.is_of_unit and asked.is_asked_for else None,
        "own": _own(tx, asked, codes) if asked.is_of_unit else [],
        "children": children,
        "submitted": sum(child["state"] in submissions.THERE for child in children),
        "accepted": sum(child["state"] == "ACCEPTED" for child in children),
        "expected": sum(child["state"] != "NOT_DUE" for child in children),
        "allowed_actions": _acts(tx, asked.unit, children),
        "remark": _remark(tx, asked, report, children) if report and compare else None,
    }


def _acts(tx: Tx, unit: Unit, children: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    is_waited_for = any(child["waiting"] for child in children)
    may = is_waited_for and is_allowed(POLICY, tx, "report.accept", of=Subject(unit.id))
    return [submissions.accept_many().allowed()] if may else []


# ---------------------------------------------------------------- of the unit


def _own(tx: Tx, asked: Asked, codes: Sequence[str]) -> list[dict[str, Any]]:
    unit = asked.unit
    rows = tx.submissions.of([unit.id], asked.period.code, None)
    people = people_of(tx, rows)
    may_submit = is_allowed(POLICY, tx, "report.submit", of=Subject(unit.id))
    above = tx.units.get(unit.parent_id).name if unit.parent_id else "Trung ương Đoàn"
    found: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        found[row.report].append(row)
    return [_own_line(asked, code, found[code], people, above=above if may_submit else None) for code in codes]


def _own_line(
    asked: Asked, code: str, rows: Sequence[Row[Any]], people: Mapping[UUID, dict[str, Any]], *, above: str | None
) -> dict[str, Any]:
    """above: who would receive it, where the asker may submit."""
    kept = next((row for row in rows if row.returned_at is None), None)
    there = [] if kept is None else [kept]
    due_on = asked.due_on if asked.is_asked_for else None
    state = submissions.state_of(there, wanted=1, is_returned=bool(rows), due_on=due_on, today=asked.today)
    report, shown = reports.submitted_of(code), kept or next(iter(rows), None)
    line = {
        **{"code": code, "title": report.title, "state": state, "state_title": STATES[state]},
        "submission": None if shown is None else item(shown, people, since=asked.since),
    }
    if above is None or kept is not None:
        return line | {"allowed_actions": [], "refused_actions": []}
    offer = submissions.submit(asked, report=report, above=above)
    can = not offer.refusals
    return line | {
        "allowed_actions": [offer.allowed()] if can else [],
        "refused_actions": [] if can else [offer.refused()],
    }


# ---------------------------------------------------------------- of those directly below


def _children(tx: Tx, asked: Asked, codes: Sequence[str], report: str | None) -> list[dict[str, Any]]:
    period = asked.period
    there = tx.submissions.reporting(asked.unit.id, opened_by=period.last, period=period.code)
    listed = [unit for unit in there if period.kind in periods.kinds_of(unit.level, asked.rules)]
    found: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in tx.submissions.of([unit.id for unit in listed], period.code, report):
        found[row.unit_id].append(row)
    return [_child(asked, unit, found[unit.id], codes, report) for unit in listed]


def _child(
    asked: Asked, unit: Row[Any], rows: Sequence[Row[Any]], codes: Sequence[str], report: str | None
) -> dict[str, Any]:
    kept = [row for row in rows if row.returned_at is None]
    known_on = clock.day_of(unit.created_at)
    due_on = submissions.due_on(asked, unit.level, asked.period, known_on=known_on)
    # One that was never submitted is told before one that came back.
    is_returned = bool(rows) and len({row.report for row in rows}) >= len(codes)
    state = submissions.state_of(kept, wanted=len(codes), is_returned=is_returned, due_on=due_on, today=asked.today)
    waiting = [row for row in kept if row.accepted_at is None]
    return {
        "unit": {"id": unit.id, "name": unit.name, "level": unit.level},
        "is_closed": unit.closed_on is not None and unit.closed_on <= asked.today,
        **{"state": state, "state_title": STATES[state]},
        **{"submitted": len(kept), "accepted": len(kept) - len(waiting), "expected": len(codes)},
        "due_on": periods.due_on(unit.level, asked.period, asked.rules),
        "waiting": [{"id": row.id, "report": row.report, "version": row.version} for row in waiting],
        "submission_id": next((row.id for row in kept or rows), None) if report else None,
    }


def _remark(tx: Tx, asked: Asked, report: str, children: Sequence[dict[str, Any]]) -> str | None:
    """Where the sum of what the units below submitted is another one than their figures of now."""
    keys = [child["submission_id"] for child in children if child["state"] in submissions.THERE]
    if not keys:
        return None
    submitted = tx.submissions.figures(keys)
    now = figures_of(tx, asked.unit, code=report, days=days_of(asked))
    live = [row["figures"] for row in now["rows"] if row["unit"] and row["unit"]["id"] in submitted]
    return submissions.difference(now["columns"], [each["total"] for each in submitted.values()], live)
