"""An officer sets a figure of the unit's draft by hand, with a reason, and takes that back (domain rule 18)."""

from typing import Any
from uuid import UUID

from services.kit.faults import Conflict, Invalid
from services.kit.policy import Subject, require
from services.members.figures import periods, reports, submissions
from services.members.figures.actions import reportable_unit
from services.members.figures.domain import Column, Report
from services.members.figures.drafting import asked_of, may_override
from services.members.figures.submissions import Asked
from services.members.policy import POLICY
from services.members.store import Tx


def override_report_figure(
    tx: Tx, *, unit_id: UUID, report: str, period: str, figure: str, value: int, reason: str | None
) -> dict[str, Any]:
    """The draft says this figure from now on.

    Raises Invalid without a reason, Conflict("report-submitted" | "period-not-of-unit" | "figure-of-registry").
    """
    asked, known = _drafting(tx, unit_id, report, period)
    column = _column(known, figure)
    if not reason:
        raise Invalid(
            errors={"reason": ["Chưa nêu lý do. Ghi vì sao số này khác số tính được; cấp trên đọc được lý do."]}
        )
    there = tx.submissions.overrides(asked.unit.id, known.code, asked.period.code)
    before = there[column].value if column in there else None
    tx.submissions.override(asked.unit.id, known.code, asked.period.code, figure=column, value=value, reason=reason)
    _record(tx, "report.override", asked, known, figure=column, before=before, value=value, reason=reason)
    return {"ok": True}


def restore_report_figure(tx: Tx, *, unit_id: UUID, report: str, period: str, figure: str) -> dict[str, Any]:
    """The draft says the reckoned figure again. Raises Conflict("report-submitted" | "figure-not-set")."""
    asked, known = _drafting(tx, unit_id, report, period)
    before = tx.submissions.restore(asked.unit.id, known.code, asked.period.code, figure=figure)
    if before is None:
        raise Conflict("figure-not-set", text="Số này không còn là số sửa tay.", mend="Tải lại trang.")
    _record(tx, "report.restore", asked, known, figure=figure, before=before)
    return {"ok": True}


def _drafting(tx: Tx, unit_id: UUID, report: str, period: str) -> tuple[Asked, Report]:
    """The unit with its period, where the asker may set figures of it."""
    seen = reportable_unit(tx, unit_id, "report.view")
    require(POLICY, tx, "report.submit", of=Subject(seen.id))
    asked, known = asked_of(tx, tx.units.hold_open(seen.id), periods.period_of(period)), reports.submitted_of(report)
    kept = [row for row in tx.submissions.of([seen.id], asked.period.code, known.code) if row.returned_at is None]
    refused = submissions.override_refusals(asked, kept=kept, levels_below=tx.submissions.levels_below(seen.id))
    if refused:
        raise Conflict(refused[0].code, text=refused[0].text, mend=refused[0].mend)
    return asked, known


def _column(report: Report, figure: str) -> str:
    """Its code. Awards have a column for each form that was given, which the report itself does not know."""
    if report.code == "BM-08" and figure.startswith("form:"):
        return figure
    column: Column = report.column(figure)
    if not may_override(column):
        text = f"{column.title} được tính từ các số khác nên không sửa tay."
        raise Conflict("figure-follows", text=text, mend="Sửa các số mà nó được tính từ đó.")
    return column.code


def _record(tx: Tx, action: str, asked: Asked, report: Report, *, before: int | None, **after: Any) -> None:
    named = {"report": report.code, "period": asked.period.code, **after}
    tx.record(action, subject_id=asked.unit.id, unit_id=asked.unit.id, before={"value": before}, after=named)
