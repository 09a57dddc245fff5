"""What an officer of district or province begins with: her tree in figures, on any day, against another."""

from marshmallow import fields

from services.contracts.common import UnitReference
from services.kit.schema import DayField, IdField, Reply, Request


class OverviewFigures(Reply):
    """Figures of a branch. before: members on the day that is compared with. incomplete, without_secretary, owing_people and
    owed_amount are those of now."""

    members = fields.Integer(required=True)
    before = fields.Integer(required=True)
    change = fields.Integer(required=True)
    incomplete = fields.Integer(required=True)
    without_secretary = fields.Integer(required=True)
    owing_people = fields.Integer(required=True)
    owed_amount = fields.Integer(required=True)


class OverviewUnit(OverviewFigures):
    """A unit directly below with all that is below it. report_state: of its reports for the period; null where none are asked."""

    unit = fields.Nested(UnitReference, required=True)
    report_state = fields.String(required=True, allow_none=True)
    report_state_title = fields.String(required=True, allow_none=True)


class OverviewReports(Reply):
    """Reports of units directly below for the last period that is over. late: not submitted in time, or sent back."""

    period = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    late = fields.Integer(required=True)
    expected = fields.Integer(required=True)


class Overview(Reply):
    unit = fields.Nested(UnitReference, required=True)
    on = DayField(required=True)
    against = DayField(required=True)
    today = DayField(required=True)
    total = fields.Nested(OverviewFigures, required=True)
    children = fields.List(fields.Nested(OverviewUnit), required=True)
    reports = fields.Nested(OverviewReports, required=True)


class GetOverview(Request):
    """Members of a branch on a day and against another, files that lack something, units without a secretary, reports that are late,
    fees that are owed. Without `unit_id` that of the caller's first office; without `on` today, without `against` a year before.

    Raises Invalid for a day ahead, or one that is not before the other.
    """

    method = "members.get_overview"
    reply = Overview
    unit_id = IdField(load_default=None, allow_none=True)
    on = DayField(load_default=None, allow_none=True)
    against = DayField(load_default=None, allow_none=True)
