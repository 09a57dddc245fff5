"""Statistic reports that units submit to their superiors (domain rules 18, 20): what was submitted is a locked snapshot."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import ActionView, Job, Outcome, PersonReference, RefusedAction, UnitReference
from services.contracts.figures import ReportFigures
from services.contracts.report_drafts import Override
from services.kit.schema import DayField, IdField, InstantField, Reply, Request, Text

STATES = {
    "SUBMITTED": "Đã nộp",
    "ACCEPTED": "Đã duyệt",
    "RETURNED": "Bị trả lại",
    "NOT_YET": "Chưa nộp",
    "LATE": "Quá hạn",
    "NOT_DUE": "Không bắt buộc",
}
"""Where the report of a unit for a period stands. LATE: the due day is over and nothing was submitted. NOT_DUE: the period had ended
before the unit was here; its report may be submitted and is not asked for."""
KEPT_STATES = ("SUBMITTED", "ACCEPTED", "RETURNED")
"""Where a snapshot stands."""
MOST_ACCEPTED = 1000
"""So many reports are accepted at once at most."""


class ReportPeriod(Reply):
    """A quarter (`2026-Q4`), half a year (`2026-H2`) or a year (`2026`), both ends with it."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    first = DayField(required=True)
    last = DayField(required=True)


class SubmissionItem(Reply):
    """What was submitted once. is_late: after the due day. version: what an acceptance or a return must have seen."""

    id = IdField(required=True)
    submitted_at = InstantField(required=True)
    submitted_by = fields.Nested(PersonReference, required=True, allow_none=True)
    is_late = fields.Boolean(required=True)
    note = fields.String(required=True, allow_none=True)
    accepted_at = InstantField(allow_none=True)
    accepted_by = fields.Nested(PersonReference, allow_none=True)
    returned_at = InstantField(required=True, allow_none=True)
    returned_by = fields.Nested(PersonReference, required=True, allow_none=True)
    return_reason = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)


class OwnReport(Reply):
    """A report of the unit for the period. submission: what counts, or what was returned last."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    state = fields.String(required=True, validate=OneOf(list(STATES)))
    state_title = fields.String(required=True)
    submission = fields.Nested(SubmissionItem, required=True, allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    refused_actions = fields.List(fields.Nested(RefusedAction), required=True)


class WaitingReport(Reply):
    """A report that its receiver has neither accepted nor returned."""

    id = IdField(required=True)
    report = fields.String(required=True)
    version = fields.Integer(required=True)


class ChildReports(Reply):
    """How far a unit directly below is: `submitted` of `expected` reports, `accepted` of them accepted.

    submission_id: the snapshot of the one report that is asked for. waiting: what lies to be accepted.
    """

    unit = fields.Nested(UnitReference, required=True)
    is_closed = fields.Boolean(required=True)
    state = fields.String(required=True, validate=OneOf(list(STATES)))
    state_title = fields.String(required=True)
    submitted = fields.Integer(required=True)
    expected = fields.Integer(required=True)
    accepted = fields.Integer()
    due_on = DayField(required=True)
    submission_id = IdField(required=True, allow_none=True)
    waiting = fields.List(fields.Nested(WaitingReport))


class SubmissionList(Reply):
    """What the unit and those directly below have submitted for a period.

    own is empty where the unit submits nothing for such a period, children where none of them does; due_on is the unit's own.
    submitted, expected: of the children of whom it is asked, how many have submitted it; accepted: of how many all is accepted.
    allowed_actions: `accept_reports`, for what waits of the children.
    """

    unit = fields.Nested(UnitReference, required=True)
    period = fields.Nested(ReportPeriod, required=True, allow_none=True)
    periods = fields.List(fields.Nested(ReportPeriod), required=True)
    own_periods = fields.List(fields.Nested(ReportPeriod), required=True)
    due_on = DayField(required=True, allow_none=True)
    own = fields.List(fields.Nested(OwnReport), required=True)
    children = fields.List(fields.Nested(ChildReports), required=True)
    submitted = fields.Integer(required=True)
    expected = fields.Integer(required=True)
    accepted = fields.Integer()
    remark = fields.String(required=True, allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView))


class ListSubmissions(Request):
    """Reports of a unit and of those directly below for a period: submitted, returned, not yet, late. report: that one alone.

    Without `unit_id` that of the caller's first office, without `period` the last one that may be submitted by now: by the
    unit itself, or, where `below` says so, by those directly below. compare: what was submitted below is compared with now.
    """

    method = "members.list_report_submissions"
    reply = SubmissionList
    unit_id = IdField(load_default=None, allow_none=True)
    period = fields.String(load_default=None, allow_none=True, validate=Length(max=7))
    report = fields.String(load_default=None, allow_none=True, validate=Length(max=20))
    below = fields.Boolean(load_default=False)
    compare = fields.Boolean(load_default=True)


class Snapshot(ReportFigures):
    """The report as it stood. waiting: units directly below of which not all was accepted then."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    about = fields.String(required=True)
    basis = fields.String()
    basis_title = fields.String()
    waiting = fields.List(fields.String())
    overrides = fields.List(fields.Nested(Override))


class SubmissionView(SubmissionItem):
    """A snapshot, never counted anew. history: what else was submitted for the same report and period, the newest first."""

    unit = fields.Nested(UnitReference, required=True)
    period = fields.Nested(ReportPeriod, required=True)
    state = fields.String(required=True, validate=OneOf(KEPT_STATES))
    state_title = fields.String(required=True)
    due_on = DayField(required=True)
    report = fields.Nested(Snapshot, required=True)
    history = fields.List(fields.Nested(SubmissionItem), required=True)
    may_export = fields.Boolean(required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    refused_actions = fields.List(fields.Nested(RefusedAction))


class GetSubmission(Request):
    """A report as it was submitted."""

    method = "members.get_report_submission"
    reply = SubmissionView
    submission_id = IdField(required=True)


class SubmitReport(Request):
    """The unit's figures of the period are locked as they stand and lie with its superior. draft: the mark of what was seen.

    Raises Conflict("report-submitted" | "period-not-over" | "period-not-of-unit" | "unit-closed" | "unit-younger" |
    "figures-unbalanced"), Stale("draft-changed").
    """

    method = "members.submit_report"
    reply = SubmissionView
    unit_id = IdField(required=True)
    report = fields.String(required=True, validate=Length(max=20))
    period = fields.String(required=True, validate=Length(max=7))
    note = Text(load_default=None, allow_none=True, max_length=1000)
    draft = fields.String(load_default=None, allow_none=True, validate=Length(max=40))


class ReturnReport(Request):
    """The unit directly above sends the report back for correction; the snapshot stays, and another may be submitted.

    Raises Conflict("report-returned" | "report-accepted"), Stale("submission-changed").
    """

    method = "members.return_report"
    reply = SubmissionView
    submission_id = IdField(required=True)
    reason = Text(required=True, max_length=500)
    version = fields.Integer(load_default=None, allow_none=True)


class AcceptReport(Request):
    """The unit directly above accepts the report: it counts for good.

    Raises Conflict("report-returned" | "report-accepted"), Stale("submission-changed").
    """

    method = "members.accept_report"
    reply = SubmissionView
    submission_id = IdField(required=True)
    version = fields.Integer(load_default=None, allow_none=True)


class AcceptedItem(Request):
    """A report as the one who accepts it has seen it in the list."""

    id = IdField(required=True)
    version = fields.Integer(required=True)


class Acceptance(Reply):
    """How many reports count for good now, and of each what became of it."""

    accepted = fields.Integer(required=True)
    results = fields.List(fields.Nested(Outcome), required=True)


class AcceptReports(Request):
    """The unit accepts reports of units directly below it; those that have changed since are left and told."""

    method = "members.accept_reports"
    reply = Acceptance
    unit_id = IdField(required=True)
    items = fields.List(fields.Nested(AcceptedItem), required=True, validate=Length(min=1, max=MOST_ACCEPTED))


class ExportSubmission(Request):
    """A workbook of the snapshot is being written; the job carries the file."""

    method = "members.export_report_submission"
    reply = Job
    submission_id = IdField(required=True)
