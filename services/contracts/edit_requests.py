"""What members ask to have changed in their own files, and what officers answer."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import (
    ActionView,
    Outcome,
    PersonReference,
    Refusal,
    RefusedAction,
    StoredFile,
    UnitReference,
)
from services.contracts.registry_views import Choice
from services.kit.schema import Event, IdField, InstantField, Page, Reply, Request, Text

STATES = ("WAITING", "APPROVED", "REJECTED", "WITHDRAWN")
MOST_AT_ONCE = 100


class EditRequestItem(Reply):
    """A field of a member's file as the member asks it to read.

    field, title: which one. old: what it said when it was asked for; current: what it says now, where that differs. masked:
    the values are hidden from the caller. waits_at: the unit whose officers decide, in the lists of one member. warnings: what
    about the new value asks for a second look.
    """

    id = IdField(required=True)
    person = fields.Nested(PersonReference, required=True)
    unit = fields.Nested(UnitReference, required=True, allow_none=True)
    field = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    old = fields.String(required=True)
    new = fields.String(required=True)
    current = fields.String(required=True, allow_none=True)
    masked = fields.Boolean(required=True)
    reason = fields.String(required=True, allow_none=True)
    paper_name = fields.String(required=True, allow_none=True)
    warnings = fields.List(fields.String(), required=True)
    state = fields.String(required=True, validate=OneOf(STATES))
    state_title = fields.String(required=True)
    requested_at = InstantField(required=True)
    decided_at = InstantField(required=True, allow_none=True)
    decided_by = fields.String(required=True, allow_none=True)
    decision_reason = fields.String(required=True, allow_none=True)
    reopened_at = InstantField(required=True, allow_none=True)
    reopened_by = fields.String(required=True, allow_none=True)
    acknowledged = fields.Boolean(required=True)
    waits_at = fields.Nested(UnitReference, required=True, allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    refused_actions = fields.List(fields.Nested(RefusedAction), required=True)
    version = fields.Integer(required=True)


class EditableField(Reply):
    """A field that a member may ask to have changed. paper: which document proves it, where one does."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    needs_reason = fields.Boolean(required=True)
    paper = fields.String(required=True, allow_none=True)
    choices = fields.List(fields.Nested(Choice))


class MemberEditRequests(Reply):
    """fields: what the caller may ask for, none in another's file. refusals: why nothing can be asked for just now.

    items: every request of the member, waiting ones first, then the newest.
    """

    fields_ = fields.List(fields.Nested(EditableField), required=True, data_key="fields", attribute="fields")
    refusals = fields.List(fields.Nested(Refusal), required=True)
    items = fields.List(fields.Nested(EditRequestItem), required=True)
    version = fields.Integer(required=True, metadata={"description": "Of the member's file."})


class EditRequestPage(Reply):
    items = fields.List(fields.Nested(EditRequestItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class EditRequestOutcomes(Reply):
    """How many went through, and what became of each."""

    done = fields.Integer(required=True)
    results = fields.List(fields.Nested(Outcome), required=True)


class ListMemberEditRequests(Request):
    """What a member asked to have changed: for the member, and for those who decide on it."""

    method = "members.list_member_edit_requests"
    reply = MemberEditRequests
    member_id = IdField(required=True)


class SubmitEditRequests(Request):
    """The caller asks to have fields of their own file changed; each waits by itself. `fields`: {code: value or null}.

    reason: why, which some fields need. paper: an uploaded document that proves it.
    Raises Invalid with a text for each wrong field, Conflict("edit-request-waiting" | "nobody-decides" | "merged-away"),
    Stale("member-changed").
    """

    method = "members.submit_edit_requests"
    reply = MemberEditRequests
    member_id = IdField(required=True)
    version = fields.Integer(load_default=None, allow_none=True)
    fields_ = fields.Dict(
        required=True, data_key="fields", keys=fields.String(validate=Length(max=40)), validate=Length(min=1, max=40)
    )
    reason = Text(load_default=None, allow_none=True, max_length=500)
    paper = fields.Dict(load_default=None, allow_none=True)


class WithdrawEditRequest(Request):
    """The member takes back a request that waits. Raises Conflict("edit-request-decided")."""

    method = "members.withdraw_edit_request"
    reply = MemberEditRequests
    request_id = IdField(required=True)


class ListEditRequests(Page):
    """Requests of members in the caller's scope. mine: those that wait for the caller alone. Waiting ones come oldest first."""

    method = "members.list_edit_requests"
    reply = EditRequestPage
    view = fields.String(load_default="mine", validate=OneOf(["mine", "waiting", "settled"]))


class _Many(Request):
    ids = fields.List(IdField(), required=True, validate=Length(min=1, max=MOST_AT_ONCE))


class ApproveEditRequests(_Many):
    """The files say what was asked for. What cannot be approved stays as it is, and its outcome says why."""

    method = "members.approve_edit_requests"
    reply = EditRequestOutcomes


class RejectEditRequests(_Many):
    """The files stay as they are; the members read the reason."""

    method = "members.reject_edit_requests"
    reply = EditRequestOutcomes
    reason = Text(required=True, max_length=500)


class ReopenEditRequests(_Many):
    """What was answered is taken back and waits again; of an approved one the old value, where nobody changed it since."""

    method = "members.reopen_edit_requests"
    reply = EditRequestOutcomes


class ListOwnEditRequests(Request):
    """The caller's requests that wait, and those whose answer the caller has not acknowledged yet."""

    method = "members.list_own_edit_requests"
    reply = EditRequestPage


class AcknowledgeEditRequests(_Many):
    """The caller has read what was answered."""

    method = "members.acknowledge_edit_requests"
    reply = EditRequestPage


class GetEditRequestFile(Request):
    """The document that was sent along, or the picture that was asked for. Raises NotFound("file-unknown")."""

    method = "members.get_edit_request_file"
    reply = StoredFile
    request_id = IdField(required=True)
    part = fields.String(load_default="paper", validate=OneOf(["paper", "picture"]))


class EditRequestState(Reply):
    """A request as others hear of it: never what it is about."""

    id = IdField(required=True)
    person_id = IdField(required=True)
    unit_id = IdField(required=True, allow_none=True)
    state = fields.String(required=True, validate=OneOf(STATES))
    version = fields.Integer(required=True)


class EditRequestsChanged(Event):
    """Requests are as given; up to 500."""

    routing_key = "members.edit_requests_changed.v1"
    example = {
        "edit_requests": [
            {
                "id": "01920000-0000-7000-8000-0000000000c1",
                "person_id": "01920000-0000-7000-8000-0000000000a1",
                "unit_id": "01920000-0000-7000-8000-000000000001",
                "state": "WAITING",
                "version": 1,
            }
        ]
    }
    edit_requests = fields.List(fields.Nested(EditRequestState), required=True, validate=Length(min=1, max=500))
