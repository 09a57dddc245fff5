"""Sittings of a unit's committee: who was away, as entered by hand or as meetings tell it."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import ActionView, PersonReference, UnitReference
from services.kit.schema import DayField, IdField, Reply, Request

AWAY = {"absent": "Vắng không lý do chính đáng", "excused": "Vắng có lý do"}


class Sitting(Reply):
    """One sitting of the committee. source: told by meetings, or entered by hand."""

    held_on = DayField(required=True)
    source = fields.String(required=True, validate=OneOf(["meeting", "hand"]))
    source_title = fields.String(required=True)
    present = fields.Integer(required=True)
    absent = fields.List(fields.Nested(PersonReference), required=True)
    excused = fields.List(fields.Nested(PersonReference), required=True)


class Missed(Reply):
    """A member of the committee who was away from its last sittings without a reason, one after the other."""

    person = fields.Nested(PersonReference, required=True)
    days = fields.List(DayField(), required=True)
    text = fields.String(required=True)


class SittingList(Reply):
    """Sittings of the unit's committee, the newest first, and who has missed the last ones."""

    unit = fields.Nested(UnitReference, required=True)
    items = fields.List(fields.Nested(Sitting), required=True)
    missed = fields.List(fields.Nested(Missed), required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class ListSittings(Request):
    """Sittings of the unit's committee in the last years, for its officers and those above."""

    method = "members.list_sittings"
    reply = SittingList
    unit_id = IdField(required=True)


class Away(Reply):
    """Somebody of the committee who was not there."""

    person_id = IdField(required=True)
    state = fields.String(required=True, validate=OneOf(list(AWAY)))


class RecordSitting(Request):
    """The committee sat on a day, all of it but those named; entered again, the day says what was entered last.

    Raises Conflict("sitting-told" | "no-committee") for a day of which meetings have told, or without a committee,
    Invalid for a day to come or for somebody who was not of the committee on it.
    """

    method = "members.record_sitting"
    reply = SittingList
    unit_id = IdField(required=True)
    held_on = DayField(required=True)
    away = fields.List(fields.Nested(Away), load_default=list, validate=Length(max=60))
