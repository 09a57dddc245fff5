"""What waits for the caller: cases, which workflows answers, and over HTTP what waits in other services among them."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import ActionView, PersonReference, Refusal, RefusedAction, UnitReference
from services.contracts.waiting import KINDS
from services.contracts.workflows import CaseItem
from services.kit.schema import IdField, InstantField, Page, Reply, Request, Text


class HeldOffice(Reply):
    """An office that the caller holds at a unit."""

    role = fields.String(required=True)
    title = fields.String(required=True)
    unit = fields.Nested(UnitReference, required=True)


class InboxItem(CaseItem):
    """A case that waits for the caller. position: the office that it waits for. act_title: what people do with it there."""

    kind = fields.String(required=True, validate=OneOf(["case"]))
    act_title = fields.String(required=True, allow_none=True)
    overdue = fields.Boolean(required=True)
    escalated = fields.Boolean(required=True)
    position = fields.Nested(HeldOffice, required=True, allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    refused_actions = fields.List(fields.Nested(RefusedAction), required=True)


class InboxPage(Reply):
    """calm: how much of the whole has no warning."""

    items = fields.List(fields.Nested(InboxItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    calm = fields.Integer(required=True, allow_none=True)


class ListInbox(Page):
    """What waits for the caller, most urgent first; each row names the position that it waits for.

    process, state, q, unit_id: of one process, at one step, by number or name, of a unit and all below it. sort: as of a list
    of cases. count: the reply says how much there is (`total`), and how much of it has no warning (`calm`).
    """

    method = "workflows.list_inbox"
    reply = InboxPage
    process = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    state = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    q = Text(load_default=None, allow_none=True, max_length=120)
    unit_id = IdField(load_default=None, allow_none=True)
    sort = fields.String(load_default="due", validate=OneOf(["due", "since", "opened", "-opened"]))


class InboxEntry(Reply):
    """A case, as `InboxItem`, or what waits in another service, as `WaitingWork`: of each the fields that it has."""

    kind = fields.String(required=True, validate=OneOf(["case", *KINDS]))
    id = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    unit = fields.Nested(UnitReference, required=True)
    since = InstantField(required=True, allow_none=True)
    due_at = InstantField(required=True, allow_none=True)
    overdue = fields.Boolean(required=True)
    confidential = fields.Boolean(required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    refused_actions = fields.List(fields.Nested(RefusedAction), required=True)
    # of cases
    process = fields.String()
    process_title = fields.String()
    campaign_id = IdField(allow_none=True)
    screen = fields.String(allow_none=True)
    state = fields.String()
    state_title = fields.String()
    act_title = fields.String(allow_none=True)
    version = fields.Integer()
    subject = fields.Nested(PersonReference)
    holder_unit = fields.Nested(UnitReference, allow_none=True)
    warnings = fields.List(fields.Nested(Refusal))
    escalated = fields.Boolean()
    position = fields.Nested(HeldOffice, allow_none=True)
    # of other things
    period = fields.String(allow_none=True)
    count = fields.Integer()
    only_id = IdField(allow_none=True)
    note = fields.String(allow_none=True)


class Inbox(Reply):
    """missing: services that could not be asked just now. calm: of cases, where they were counted."""

    items = fields.List(fields.Nested(InboxEntry), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    calm = fields.Integer(allow_none=True)
    missing = fields.List(fields.String(), required=True)


class InboxGroup(Reply):
    """A step of a process at which cases wait for the caller."""

    process = fields.String(required=True)
    process_title = fields.String(required=True)
    state = fields.String(required=True)
    state_title = fields.String(required=True)
    act_title = fields.String(required=True, allow_none=True)
    count = fields.Integer(required=True)
    overdue = fields.Integer(required=True)


class InboxCount(Reply):
    total = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    by_process = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    groups = fields.List(fields.Nested(InboxGroup), required=True)


class CountInbox(Request):
    """How much waits for the caller: in all, by process, and by step of a process, the most numerous first."""

    method = "workflows.count_inbox"
    reply = InboxCount
