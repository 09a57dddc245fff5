"""Where a case stands in time: what comes next, and when cases like it have ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.workflows.domain import calendar
from services.workflows.domain.case import Case
from services.workflows.domain.process import Move, Process

ENOUGH = 5
"""Fewer cases than that say nothing of the next one."""


@dataclass(frozen=True)
class Pace:
    """Half of last year's cases took no longer than so many days from the state to their end."""

    days: float
    cases: int


def expected_end(case: Case, paces: Mapping[tuple[str, str], Pace], *, today: date) -> date | None:
    """The day by which half of the cases like it had ended; never a day that is over, none where too few are known."""
    pace = paces.get((case.process, case.state))
    if case.closed_at is not None or pace is None or pace.cases < ENOUGH:
        return None
    since = case.since.astimezone(calendar.ZONE).date()
    return max(since + timedelta(days=round(pace.days)), today)


def following(process: Process, case: Case) -> tuple[str, str | None] | None:
    """Title of the step after this one and the relation that will hold it; nothing when the case is over or ends next."""
    state, passed = case.state, {case.state}
    while (move := _onward(process, state, passed)) is not None:
        state = move.targets(state)[0]
        passed.add(state)
        reached = process.state(state)
        if not reached.is_system:
            return reached.title, reached.held_by
    return None


def _onward(process: Process, state: str, passed: set[str]) -> Move | None:
    """The move that brings a case on from the state and not back: people's main one, else the services' own.

    Where another service may refuse, going on means that the services still have it.
    """
    ahead = [move for move in process.moves_from(state) if move.targets(state)[0] not in passed]
    primary = (move for move in ahead if move.primary)
    own = [move for move in ahead if move.by == "system" and not move.within]
    carried_out = (move for move in own if process.state(move.targets(state)[0]).is_system)
    return next(primary, next(carried_out, next(iter(own), None)))


def titled(relation: str | None) -> str | None:
    """Who a relation is, before it is known which unit fills it."""
    return _TITLES.get(relation or "")


_TITLES = {
    "applicant": "Đoàn viên",
    "chapter_officer": "Chi đoàn",
    "unit_officer": "Đơn vị lập hồ sơ",
    "superior": "Đoàn cấp trên trực tiếp",
    "admitting_unit": "Đoàn cấp trên trực tiếp",
    "grassroots_unit": "Đoàn cơ sở, chi đoàn cơ sở",
    "destination": "Đoàn cơ sở nơi đến",
    "destination_chapter": "Chi đoàn nơi đến",
    "common_ancestor": "Đoàn cấp trên chung của hai nơi",
}
