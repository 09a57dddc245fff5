"""What units lend each other: who acts in whose place."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import ActionView, Done, UnitReference
from services.kit.schema import DayField, IdField, Page, Reply, Request, Text


class Delegate(Request):
    """A unit lets another act in its place in one process, from a day to a day, under a decision.

    Raises Invalid for days that cannot be, Conflict("not-below" | "unit-closed" | "delegated-already").
    """

    method = "workflows.delegate"
    reply = Done
    from_unit_id = IdField(required=True)
    to_unit_id = IdField(required=True)
    process = fields.String(required=True, validate=Length(max=40))
    from_on = DayField(required=True)
    until = DayField(load_default=None, allow_none=True)
    decision_no = Text(required=True, max_length=60)


class DelegationItem(Reply):
    """What one unit lends another. state: `current`, or `coming` before its first day."""

    id = IdField(required=True)
    from_unit = fields.Nested(UnitReference, required=True)
    to_unit = fields.Nested(UnitReference, required=True)
    process = fields.String(required=True)
    process_title = fields.String(required=True)
    from_on = DayField(required=True)
    until = DayField(required=True, allow_none=True)
    decision_no = fields.String(required=True)
    state = fields.String(required=True, validate=OneOf(["current", "coming"]))
    state_title = fields.String(required=True)
    may_end = fields.Boolean(required=True)


class DelegationPage(Reply):
    items = fields.List(fields.Nested(DelegationItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class ListDelegations(Page):
    """What the caller's units lend and have been lent, now and to come, newest first; or what one unit in their scope does."""

    method = "workflows.list_delegations"
    reply = DelegationPage
    unit_id = IdField(load_default=None, allow_none=True)


class EndDelegation(Request):
    """The delegation is over from this moment on, and open cases are back with the one who gave it."""

    method = "workflows.end_delegation"
    reply = Done
    delegation_id = IdField(required=True)
