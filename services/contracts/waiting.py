"""What waits for an officer besides cases: reports, remittances, people and pairs that somebody has to look at."""

from marshmallow import fields
from marshmallow.validate import OneOf

from services.contracts.common import UnitReference
from services.kit.schema import IdField, InstantField, Reply, Request

KINDS = (
    "report_to_accept",
    "report_to_mend",
    "report_to_submit",
    "remittance_to_confirm",
    "remittance_to_mend",
    "edit_requests_to_decide",
    "members_to_confirm",
    "pairs_to_compare",
    "applications_to_take",
)


class WaitingWork(Reply):
    """Things of one kind that wait at one unit. title: the act, and whom or how many it concerns. note: what was said of them.

    id: the same as long as they wait. period: of reports, as in their addresses. count: how many there are. only_id: the one
    thing itself, where its screen can be opened and no other waits.
    """

    id = fields.String(required=True)
    kind = fields.String(required=True, validate=OneOf(KINDS))
    title = fields.String(required=True)
    unit = fields.Nested(UnitReference, required=True)
    period = fields.String(required=True, allow_none=True)
    count = fields.Integer(required=True)
    only_id = IdField(allow_none=True)
    note = fields.String(required=True, allow_none=True)
    since = InstantField(required=True, allow_none=True)
    due_at = InstantField(required=True, allow_none=True)
    overdue = fields.Boolean(required=True)


class WaitingWorkList(Reply):
    """Everything of it, the most urgent first."""

    items = fields.List(fields.Nested(WaitingWork), required=True)


class ListWaitingWork(Request):
    """What waits for the caller's offices in the registry, fees and reports."""

    method = "members.list_waiting_work"
    reply = WaitingWorkList
