"""Reports are submitted and read as they were; what was submitted is never counted anew."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from services.contracts.report_submissions import STATES
from services.kit import clock, jobs, sheets
from services.kit.faults import Conflict, Stale
from services.kit.policy import Subject, is_allowed, require
from services.members.actions.units import reference
from services.members.domain.units import Remark, Unit
from services.members.figures import composing, drafting, periods, reports, submissions
from services.members.figures.actions import counted, reportable_unit, text_of
from services.members.figures.domain import full_title
from services.members.figures.drafting import Draft, asked_of, days_of
from services.members.figures.periods import ReportPeriod
from services.members.policy import POLICY
from services.members.queries import units as queries
from services.members.store import Tx
from services.members.stores.report_submissions import unknown


def submit_report(
    tx: Tx, *, unit_id: UUID, report: str, period: str, note: str | None, draft: str | None
) -> dict[str, Any]:
    """The figures of the unit for the period are locked as they stand. draft: the mark of what the officer has seen.

    Raises Conflict("unit-closed" | "period-not-of-unit" | "unit-younger" | "period-not-over" | "report-submitted" |
    "figures-unbalanced"), Stale("draft-changed").
    """
    seen = reportable_unit(tx, unit_id, "report.view")
    require(POLICY, tx, "report.submit", of=Subject(seen.id))
    code = reports.submitted_of(report).code
    asked = asked_of(tx, tx.units.hold_open(seen.id), periods.period_of(period))
    there = tx.submissions.of([seen.id], asked.period.code, code)
    refused = submissions.refusals(asked, kept=next((row for row in there if row.returned_at is None), None))
    if refused:
        raise _conflict(refused)
    made = drafting.drafted(tx, asked, counted(tx, asked.unit, code=code, days=days_of(asked)))
    _check(made, draft)
    figures = drafting.snapshot(made)
    key = tx.submissions.add(
        unit_id=seen.id, report=code, period=asked.period.code, figures=figures, due_on=asked.due_on, note=note or None
    )
    after = {"report": code, "period": asked.period.code, "basis": made.basis, "overrides": len(made.set)}
    tx.record("report.submit", subject_id=key, unit_id=seen.id, after=after)
    return get_report_submission(tx, submission_id=key)


def _check(made: Draft, seen: str | None) -> None:
    """It is the draft that the officer has seen, and what was set by hand agrees with the rest."""
    if seen is not None and seen != made.mark:
        text = "Báo cáo của đơn vị trực thuộc hoặc số sửa tay đã thay đổi sau khi bạn mở trang."
        raise Stale("draft-changed", text=text, mend="Tải lại số liệu, xem rồi nộp.")
    if made.set and (wrong := composing.unbalanced(made.report, made.total)):
        raise _conflict([wrong])


def _conflict(refused: list[Remark]) -> Conflict:
    first = refused[0]
    return Conflict(first.code, text=first.text, mend=first.mend, refusals=[vars(each) for each in refused])


def receiver(unit: Unit) -> UUID:
    """Who takes the report: the unit directly above. Above the province there is nobody here, so it speaks for the Central."""
    return unit.parent_id or unit.id


def visible(tx: Tx, submission_id: UUID) -> tuple[Row[Any], Unit]:
    """The snapshot and its unit. Raises NotFound("submission-unknown") outside the asker's scope."""
    found = tx.submissions.get(submission_id)
    unit = tx.units.get(found.unit_id)
    if not is_allowed(POLICY, tx, "report.view", of=Subject(unit.id)):
        raise unknown()
    return found, unit


# ---------------------------------------------------------------- one snapshot


def get_report_submission(tx: Tx, *, submission_id: UUID) -> dict[str, Any]:
    """The report as it was submitted, with what else was submitted for the same period."""
    found, unit = visible(tx, submission_id)
    period = periods.period_of(found.period)
    others = [row for row in tx.submissions.of([unit.id], found.period, found.report) if row.id != found.id]
    people = people_of(tx, [found, *others])
    state, since = submissions.decided_state(found), asked_of(tx, unit, period).since
    return item(found, people, since=since) | {
        "unit": reference(unit),
        "period": period_view(period),
        "state": state,
        "state_title": STATES[state],
        "due_on": found.due_on,
        "report": found.figures,
        "history": [item(row, people, since=since) for row in others],
        "may_export": is_allowed(POLICY, tx, "report.export", of=Subject(unit.id)),
        **_acts(tx, unit, state),
    }


def _acts(tx: Tx, unit: Unit, state: str) -> dict[str, Any]:
    """What the receiver may do with the snapshot, and why not."""
    above = Subject(receiver(unit))
    offers = [
        offer
        for right, offer in (
            ("report.accept", submissions.accept(unit, state)),
            ("report.return", submissions.give_back(unit, state)),
        )
        if offer is not None and is_allowed(POLICY, tx, right, of=above)
    ]
    return {
        "allowed_actions": [offer.allowed() for offer in offers if not offer.refusals],
        "refused_actions": [offer.refused() for offer in offers if offer.refusals],
    }


def period_view(period: ReportPeriod) -> dict[str, Any]:
    return {"code": period.code, "title": period.title, "first": period.first, "last": period.last}


def people_of(tx: Tx, rows: list[Row[Any]]) -> dict[UUID, dict[str, Any]]:
    """Who submitted, accepted and returned, by name."""
    keys = {key for row in rows for key in (row.submitted_by, row.accepted_by, row.returned_by) if key is not None}
    return queries.named(tx, keys) if keys else {}


def item(row: Row[Any], people: Mapping[UUID, dict[str, Any]], *, since: date) -> dict[str, Any]:
    """What was submitted once, without its figures. since: of periods that had ended by then nothing is late."""
    is_asked_for = periods.period_of(row.period).last > since
    same = ("id", "submitted_at", "note", "accepted_at", "returned_at", "return_reason", "version")
    return {name: getattr(row, name) for name in same} | {
        "submitted_by": people.get(row.submitted_by),
        "accepted_by": people.get(row.accepted_by),
        "returned_by": people.get(row.returned_by),
        "is_late": is_asked_for and clock.day_of(row.submitted_at) > row.due_on,
    }


# ---------------------------------------------------------------- the workbook


def export_report_submission(tx: Tx, *, submission_id: UUID) -> dict[str, Any]:
    """A job writes the rows of the snapshot."""
    found, unit = visible(tx, submission_id)
    require(POLICY, tx, "report.export", of=Subject(unit.id))
    asked = {"submission_id": str(found.id)}
    job_id = tx.start_job("export_report_submission", asked, total=len(found.figures["rows"]) + 1)
    tx.record("report.export", subject_id=job_id, unit_id=unit.id, after=asked)
    return jobs.read(tx, job_id)


def run_export(job: Any) -> dict[str, Any]:
    """The file lies in the store and the job names it."""
    with job.transaction() as tx:
        found, unit = visible(tx, UUID(job.params["submission_id"]))
        require(POLICY, tx, "report.export", of=Subject(unit.id))
        people = people_of(tx, [found])
    report = found.figures
    columns = report["columns"]
    rows = [*report["rows"], {"title": "Tổng cộng", "figures": report["total"]}]
    lines = [[row["title"], *(text_of(row["figures"][column["code"]]) for column in columns)] for row in rows]
    lines += [[told, *("" for _ in columns)] for told in ("", *submissions.standing(found, people))]
    titles = ["Đơn vị", *(full_title(column["group"], column["title"]) for column in columns)]
    name = f"{found.report}-{found.period}".lower()
    return sheets.export(job, [lines], titles=titles, what="dòng", name=name)
