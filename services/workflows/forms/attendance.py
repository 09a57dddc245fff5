"""What the list of a chapter's meeting asks."""

from marshmallow import fields
from marshmallow.validate import Length

from services.contracts.attendances import AWAY
from services.workflows.domain.forms import Form
from services.workflows.forms.fields import TODAY, ago, day, needed

_MEETING = "Cuộc họp chi đoàn"


class AwayRow(Form):
    """A member who was not there; the screen's choices are the members of the chapter."""

    person_id = fields.String(required=True, metadata={"title": "Đoàn viên", "widget": "select"})
    state = needed(tuple(AWAY.items()), "Vắng thế nào", _MEETING)


class AttendanceForm(Form):
    """The day of the meeting, and who was away: everybody else was there."""

    held_on = day("Ngày họp", _MEETING, since=ago(24), until=TODAY, required=True)
    away = fields.List(
        fields.Nested(AwayRow),
        validate=Length(max=500),
        metadata={"title": "Đoàn viên vắng", "group": _MEETING, "hint": "Người không ghi ở đây là có mặt."},
    )
