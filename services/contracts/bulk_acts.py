"""One move over many cases: which of them, and what each is told."""

from marshmallow import fields
from marshmallow.validate import Length, Range

from services.contracts.common import Job
from services.kit.schema import IdField, Reply, Request, Text


class BulkItem(Reply):
    """One case of a bulk act with what is its own: its form lies over the shared one, its note in place of the shared one.

    version: the one the caller saw; a case that has moved since is left alone and told of.
    """

    case_id = IdField(required=True)
    form = fields.Dict(load_default=dict)
    note = Text(load_default=None, allow_none=True, max_length=2000)
    version = fields.Integer(load_default=None, allow_none=True)


class Matching(Reply):
    """Cases of a campaign, of the unit and all below it, that wait for an office of the caller's."""

    campaign_id = IdField(required=True)
    unit_id = IdField(required=True)


class WaitingCases(Reply):
    """Cases of one process at one step that wait for the caller: those that `q` finds, of the unit and all below it, where
    these are named. Those with a warning are left to be looked at one by one."""

    process = fields.String(required=True, validate=Length(max=40))
    state = fields.String(required=True, validate=Length(max=40))
    q = Text(load_default=None, allow_none=True, max_length=120)
    unit_id = IdField(load_default=None, allow_none=True)


class TakeBulkAction(Request):
    """One move over many cases is a job; it starts after `hold_s` seconds and can be cancelled until then.

    Which cases: `case_ids`, all with the same form, or `items`, each with a form of its own; or both. Or all
    that are `matching` or `waiting`: those that stand where the move begins, the oldest 5,000 of them; the job's total says
    how many these are.
    """

    method = "workflows.take_bulk_action"
    reply = Job
    action = fields.String(required=True, validate=Length(max=40))
    case_ids = fields.List(IdField(), load_default=list, validate=Length(max=5000))
    items = fields.List(fields.Nested(BulkItem), load_default=list, validate=Length(max=500))
    matching = fields.Nested(Matching, load_default=None, allow_none=True)
    waiting = fields.Nested(WaitingCases, load_default=None, allow_none=True)
    form = fields.Dict(load_default=dict)
    note = Text(load_default=None, allow_none=True, max_length=2000)
    hold_s = fields.Integer(load_default=0, validate=Range(0, 60))
