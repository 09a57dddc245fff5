"""What was done, by whom and where: pages that members, workflows and messaging each answer of their own audit."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.common import PersonReference, UnitReference
from services.kit.schema import DayField, IdField, InstantField, Reply, Request, Text


class AuditItem(Reply):
    """One act: who did it as what, to whom or what, where, and which fields it changed; never their values.

    id: over HTTP with the service in front, as in `members.17`.
    """

    id = fields.String(required=True)
    at = InstantField(required=True)
    action = fields.String(required=True)
    title = fields.String(required=True)
    who = fields.Nested(PersonReference, required=True, allow_none=True)
    is_anonymous = fields.Boolean(
        required=True, metadata={"description": "Nobody was signed in, as when an applicant sends what a link asks for"}
    )
    offices = fields.List(fields.String(), required=True)
    subject = fields.String(required=True, allow_none=True)
    unit = fields.Nested(UnitReference, required=True, allow_none=True)
    changed = fields.List(fields.String(), required=True)
    reason = fields.String(required=True, allow_none=True)


class AuditPage(Reply):
    """missing: over HTTP, services that could not be asked just now."""

    items = fields.List(fields.Nested(AuditItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(load_default=None, allow_none=True)
    missing = fields.List(fields.String())


class ListAuditRequest(Request):
    """What was done, newest first, as far as the caller may look: inspectors in their units, administrators accounts.

    Each service subclasses it with its method. cursor: of a service, `at` and `id` of the act after which the page begins,
    with a slash between them; over HTTP the `next` of the page before. group: what the name of an act begins with.
    """

    reply = AuditPage
    limit = fields.Integer(load_default=30, validate=Range(1, 100))
    cursor = Text(load_default=None, allow_none=True, max_length=500)
    count = fields.String(load_default=None, allow_none=True, validate=OneOf(["exact"]))
    group = fields.String(load_default=None, allow_none=True, validate=Length(max=30))
    person_id = IdField(load_default=None, allow_none=True)
    unit_id = IdField(load_default=None, allow_none=True)
    since = DayField(load_default=None, allow_none=True)
    until = DayField(load_default=None, allow_none=True)


class ListMembersAudit(ListAuditRequest):
    __doc__ = ListAuditRequest.__doc__
    method = "members.list_audit"


class ListWorkflowsAudit(ListAuditRequest):
    method = "workflows.list_audit"


class ListMessagingAudit(ListAuditRequest):
    method = "messaging.list_audit"
