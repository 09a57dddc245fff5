"""Applications to join the Union that their own writers send by a chapter's link, until the chapter opens a case of each."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.common import ActionView, Done, FormSchemaField, FormValuesField, UnitReference
from services.contracts.waiting import WaitingWorkList
from services.kit.schema import DayField, Event, IdField, InstantField, Page, Reply, Request, Text

LINK_STATES = {
    "open": "Đang nhận đơn",
    "full": "Đã đủ số đơn",
    "expired": "Đã hết hạn",
    "revoked": "Đã thu hồi",
}


class ApplicationLink(Reply):
    """A link by which applicants of one unit write. Its token is known to whoever holds the link alone."""

    id = IdField(required=True)
    label = fields.String(required=True, allow_none=True)
    created_at = InstantField(required=True)
    created_by = fields.String(required=True, allow_none=True)
    expires_at = InstantField(required=True)
    uses = fields.Integer(required=True)
    max_uses = fields.Integer(required=True)
    state = fields.String(required=True, validate=OneOf(list(LINK_STATES)))
    state_title = fields.String(required=True)
    may_revoke = fields.Boolean(required=True)


class ApplicationLinks(Reply):
    """Links of a unit, the newest first, and the act of making another one."""

    unit = fields.Nested(UnitReference, required=True)
    items = fields.List(fields.Nested(ApplicationLink), required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class ListApplicationLinks(Request):
    """Links of the unit, for its own officers. Raises NotFound("unit-not-found") for everybody else."""

    method = "workflows.list_application_links"
    reply = ApplicationLinks
    unit_id = IdField(required=True)


class CreatedApplicationLink(ApplicationLink):
    """token, link: shown this once."""

    token = fields.String(required=True)
    link = fields.String(required=True)


class CreateApplicationLink(Request):
    """The unit has a link for applicants. Raises Conflict("unit-closed" | "too-many-links")."""

    method = "workflows.create_application_link"
    reply = CreatedApplicationLink
    remembered = False
    unit_id = IdField(required=True)
    label = Text(load_default=None, allow_none=True, max_length=100)
    max_uses = fields.Integer(load_default=None, allow_none=True, strict=True, validate=Range(1, 500))


class RevokeApplicationLink(Request):
    """The link takes no more applications; those that were sent by it stay. Raises NotFound("application-link-not-found")."""

    method = "workflows.revoke_application_link"
    reply = ApplicationLinks
    unit_id = IdField(required=True)
    link_id = IdField(required=True)


class ApplicationForm(Reply):
    """What an applicant answers. Of the unit it says the name alone. kept_days: how long the unit may leave it unanswered."""

    unit_name = fields.String(required=True)
    expires_at = InstantField(required=True)
    kept_days = fields.Integer(required=True)
    form_schema = FormSchemaField(required=True)


class GetApplicationForm(Request):
    """The form behind a link. Raises NotFound("application-link-over") alike for a link that is unknown, expired or revoked,
    Conflict("application-link-full")."""

    method = "workflows.get_application_form"
    reply = ApplicationForm
    public = True
    token = fields.String(required=True, validate=Length(min=1, max=100))


class SentApplication(Reply):
    """It waits at the unit until the day given at the latest."""

    unit_name = fields.String(required=True)
    kept_until = DayField(required=True)


class SendApplication(Request):
    """The application waits at the unit. Raises as `GetApplicationForm` does, and Invalid with a text for each field."""

    method = "workflows.send_application"
    reply = SentApplication
    public = True
    token = fields.String(required=True, validate=Length(min=1, max=100))
    form = fields.Dict(required=True)


class ApplicationItem(Reply):
    """An application that waits. doubt: why it may be one too many."""

    id = IdField(required=True)
    full_name = fields.String(required=True)
    born_on = DayField(required=True)
    label = fields.String(required=True, allow_none=True)
    sent_at = InstantField(required=True)
    kept_until = InstantField(required=True)
    doubt = fields.String(required=True, allow_none=True)


class ApplicationPage(Reply):
    items = fields.List(fields.Nested(ApplicationItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListApplications(Page):
    """Applications that wait at a unit, the oldest first, for its own officers. Raises NotFound("unit-not-found")."""

    method = "workflows.list_applications"
    reply = ApplicationPage
    unit_id = IdField(required=True)


class Application(ApplicationItem):
    """form: what the applicant answered, to begin a case with."""

    unit = fields.Nested(UnitReference, required=True)
    form = FormValuesField(required=True)


class GetApplication(Request):
    """One application that waits, for officers of its unit. Raises NotFound("application-not-found") for everybody else,
    Conflict("application-taken" | "application-dismissed")."""

    method = "workflows.get_application"
    reply = Application
    application_id = IdField(required=True)


class ListWaitingApplications(Request):
    """What waits for the caller's offices: a row a unit, as the inbox shows it."""

    method = "workflows.list_waiting_applications"
    reply = WaitingWorkList


class DismissApplication(Request):
    """No case comes of the application, and what it said is deleted. Raises as `GetApplication` does."""

    method = "workflows.dismiss_application"
    reply = Done
    application_id = IdField(required=True)
    reason = Text(required=True, max_length=300)


class ApplicationNews(Reply):
    """An application that came or waits no more; nothing of what it says."""

    id = IdField(required=True)
    unit_id = IdField(required=True)


class ApplicationsChanged(Event):
    """Applications came to a unit, or were taken or dismissed there."""

    routing_key = "workflows.applications_changed.v1"
    example = {
        "applications": [
            {"id": "01920000-0000-7000-8000-0000000000a1", "unit_id": "01920000-0000-7000-8000-000000000041"}
        ]
    }
    applications = fields.List(fields.Nested(ApplicationNews), required=True, validate=Length(min=1, max=500))
