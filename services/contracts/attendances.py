"""Who was at a chapter's meetings: entered as a list until meetings tell of each person themselves."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import ActionView, PersonReference, UnitReference
from services.kit.schema import DayField, IdField, Reply, Request

AWAY = {"absent": "Vắng không lý do", "excused": "Vắng có lý do"}


class AttendanceOfDay(Reply):
    """One meeting of the chapter. source: told by meetings, or entered as a list."""

    held_on = DayField(required=True)
    source = fields.String(required=True, validate=OneOf(["meeting", "list"]))
    source_title = fields.String(required=True)
    present = fields.Integer(required=True)
    absent = fields.List(fields.Nested(PersonReference), required=True)
    excused = fields.List(fields.Nested(PersonReference), required=True)


class AttendanceList(Reply):
    """Meetings of the chapter, the newest first."""

    unit = fields.Nested(UnitReference, required=True)
    items = fields.List(fields.Nested(AttendanceOfDay), required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class ListAttendances(Request):
    """Meetings of the chapter in the last two years and who was away, for its officers and those above."""

    method = "workflows.list_attendances"
    reply = AttendanceList
    unit_id = IdField(required=True)


class AwayMember(Reply):
    """A member who was not there."""

    person_id = IdField(required=True)
    state = fields.String(required=True, validate=OneOf(list(AWAY)))


class RecordAttendance(Request):
    """The chapter met on a day, all its members but those named; entered again, the day says what was entered last.

    Raises NotFound("unit-not-found"), Conflict("attendance-recorded" | "no-members" | "unit-closed") for a day of which meetings
    have told or on which the chapter had nobody, Invalid for an impossible day or for somebody who was no member on it.
    """

    method = "workflows.record_attendance"
    reply = AttendanceList
    unit_id = IdField(required=True)
    held_on = DayField(required=True)
    away = fields.List(fields.Nested(AwayMember), load_default=list, validate=Length(max=500))
