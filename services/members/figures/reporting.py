"""One report as it stands, with the draft of what its unit would submit: both from one count."""

from datetime import date
from typing import Any
from uuid import UUID

from services.kit.policy import Subject, is_allowed
from services.members.actions.units import reference
from services.members.figures import domain, drafting, periods
from services.members.figures.actions import Live, counted, reportable_unit, view_of
from services.members.figures.reports import FEES
from services.members.policy import POLICY
from services.members.store import Tx


def get_report(
    tx: Tx,
    *,
    code: str,
    unit_id: UUID | None,
    year: int | None,
    since: date | None,
    on: date | None,
    period: str | None,
) -> dict[str, Any]:
    """The figures of a unit and of each unit directly below it; what the unit has of its own is a row too."""
    unit = reportable_unit(tx, unit_id, "report.view")
    days = domain.period(today=tx.today, year=year, since=since, on=on)
    above = [
        reference(each) for each in tx.units.above(unit) if is_allowed(POLICY, tx, "report.view", of=Subject(each.id))
    ]
    live = counted(tx, unit, code=code, days=days)
    return view_of(live) | {
        "path": above,
        # The fee book has workbooks of its own.
        "may_export": code != FEES[0] and is_allowed(POLICY, tx, "report.export", of=Subject(unit.id)),
        "draft": _draft(tx, live, period) if period else None,
    }


def _draft(tx: Tx, live: Live, period: str) -> dict[str, Any] | None:
    """Of the days that are shown; nothing where the unit submits none for them, or has submitted."""
    asked = drafting.asked_of(tx, live.unit, periods.period_of(period))
    if not asked.is_of_unit or asked.period.first > tx.today or live.days != drafting.days_of(asked):
        return None
    kept = tx.submissions.of([live.unit.id], asked.period.code, live.report.code)
    if any(row.returned_at is None for row in kept):
        return None
    return drafting.view(tx, drafting.drafted(tx, asked, live))
