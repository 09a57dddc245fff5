"""Days off besides those by law and days worked in exchange, as the province enters them from a day on; the year as a whole.

A change answers the rule set, as `ListRules` does.
"""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.common import Refusal
from services.contracts.holidays import FIRST_YEAR
from services.contracts.registry_views import RuleSetView
from services.contracts.rules import CALENDAR_KINDS
from services.kit.schema import DayField, Reply, Request, Text


class _CalendarDayChange(Request):
    """A change of the calendar from a day on, tomorrow unless given. source: the paper that says so."""

    from_on = DayField(load_default=None, allow_none=True)
    source = Text(load_default=None, allow_none=True, max_length=200)


class AddCalendarDay(_CalendarDayChange):
    """A day is off besides (OFF), or worked on though it were a day off (WORKED).

    Raises Invalid for a day that is in the list already, that is so anyhow, or that is over when the change begins to hold;
    Conflict("rules-begin-today").
    """

    method = "members.add_calendar_day"
    reply = RuleSetView
    on = DayField(required=True)
    kind = fields.String(required=True, validate=OneOf(list(CALENDAR_KINDS)))
    note = Text(required=True, max_length=120)


class ChangeCalendarDay(_CalendarDayChange):
    """The note of a day says something else. Raises NotFound("calendar-day-unknown")."""

    method = "members.change_calendar_day"
    reply = RuleSetView
    code = fields.String(required=True, validate=Length(max=60))
    note = Text(required=True, max_length=120)


class EndCalendarDay(_CalendarDayChange):
    """A day is again what its weekday and the law say. Raises NotFound("calendar-day-unknown")."""

    method = "members.end_calendar_day"
    reply = RuleSetView
    code = fields.String(required=True, validate=Length(max=60))


class YearDay(Reply):
    """A day that is not as its weekday says. unsure: the plan of the year may have another one instead."""

    on = DayField(required=True)
    weekday = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf(["holiday", "in_lieu", *CALENDAR_KINDS]))
    kind_title = fields.String(required=True)
    title = fields.String(required=True)
    unsure = fields.Boolean(required=True)


class YearCalendar(Reply):
    """Days off by law and what the plan says, in their order. years: this one and those to come; warnings: what the year lacks."""

    year = fields.Integer(required=True)
    years = fields.List(fields.Integer(), required=True)
    days = fields.List(fields.Nested(YearDay), required=True)
    warnings = fields.List(fields.Nested(Refusal), required=True)


class GetYearCalendar(Request):
    """The calendar of a year as the rule set of a day has it, this year's and today's unless given."""

    method = "members.get_year_calendar"
    reply = YearCalendar
    year = fields.Integer(load_default=None, allow_none=True, validate=Range(FIRST_YEAR, 2200))
    on = DayField(load_default=None, allow_none=True)
