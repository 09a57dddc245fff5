"""Shapes that every service's contracts share."""

from typing import Any

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.labels import LABELS
from services.kit.schema import DayField, Event, IdField, InstantField, Reply, Request, Text, known_labels

known_labels(LABELS)

LEVELS = ("PROVINCE", "DISTRICT", "GRASSROOTS", "SUB_GRASSROOTS", "CHAPTER", "GROUP")
ROLES = (
    "MEMBER",
    "CHAPTER_OFFICER",
    "GRASSROOTS_OFFICER",
    "DISTRICT_OFFICER",
    "PROVINCE_OFFICER",
    "INSPECTOR",
    "SYSADMIN",
    "AUDITOR",
)
SEXES = ("male", "female")


class UnitReference(Reply):
    """A unit by name, wherever another thing mentions it. parent_name: of one whose name others bear too, in lists."""

    id = IdField(required=True)
    name = fields.String(required=True)
    level = fields.String()
    parent_name = fields.String(allow_none=True)


class PersonReference(Reply):
    """A person by name; `id` is null for someone who is not in the registry yet."""

    id = IdField(required=True, allow_none=True)
    full_name = fields.String(required=True)
    code = fields.String(allow_none=True)


class RegisteredPerson(Reply):
    """A person of the registry by name."""

    id = IdField(required=True)
    full_name = fields.String(required=True)
    code = fields.String(required=True, allow_none=True)


class Refusal(Reply):
    """Why an act is refused, and what would mend it. Both texts are Vietnamese sentences."""

    code = fields.String(required=True)
    text = fields.String(required=True)
    mend = fields.String(allow_none=True)


class NamedAction(Reply):
    """An act that the caller may do now, by name alone: the screen of its own asks for the rest."""

    action = fields.String(required=True)
    label = fields.String(required=True)


PLACES = ("recommended", "other", "destructive")


class FormSchemaField(fields.Dict):
    """A JSON Schema that a form is drawn from: that standard says its shape, with words of our own that begin with `x-`."""

    def __init__(self, **given: Any) -> None:
        super().__init__(metadata={"x-json-schema": True}, **given)


class FormValuesField(fields.Dict):
    """What a form was filled in with: each process asks for fields of its own, and its JSON Schema says which."""


class ActionView(Reply):
    """An act that the caller may do now. form_schema: JSON Schema, or null when nothing is asked.

    place: where the act stands among the others of a case, which come in that order: one `recommended` at most, first; the
    `destructive` ones last, apart from the rest.
    """

    action = fields.String(required=True)
    label = fields.String(required=True)
    form_schema = FormSchemaField(required=True, allow_none=True)
    primary = fields.Boolean()
    destructive = fields.Boolean()
    needs_note = fields.Boolean()
    consequences = fields.List(fields.String())
    place = fields.String(validate=OneOf(PLACES))
    asks = fields.Boolean(metadata={"description": "In lists, where forms are left out: the act has one."})


class RefusedAction(Reply):
    """An act of the caller's that the rules refuse just now, with reasons. place: as of `ActionView`, in the same order."""

    action = fields.String(required=True)
    label = fields.String(required=True)
    place = fields.String(validate=OneOf(PLACES))
    refusals = fields.List(fields.Nested(Refusal), required=True)


class Outcome(Reply):
    """What became of one item of a plural command or of a job."""

    id = fields.String(required=True)
    ok = fields.Boolean(required=True)
    code = fields.String(allow_none=True)
    detail = fields.String(allow_none=True)
    title = fields.String(metadata={"description": "The item by name: a case's number, and whom it is about."})
    reason = fields.String(
        metadata={"description": "Why it did not go, without the item's own name: equal ones can be told together."}
    )


class JobFault(Reply):
    """Why a job failed. Over HTTP the text is always there: the gateway words what the service did not."""

    code = fields.String(required=True)
    text = fields.String(required=True, allow_none=True)
    mend = fields.String(allow_none=True)


class Job(Reply):
    """A long act that goes on by itself; `id` carries its service: `members.0192…`."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True, validate=OneOf(["held", "waiting", "running", "done", "failed", "cancelled"]))
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)
    started_at = InstantField(allow_none=True)
    ended_at = InstantField(allow_none=True)
    results = fields.List(fields.Nested(Outcome), required=True)
    file = fields.Nested("StoredFile", allow_none=True)
    fault = fields.Nested(JobFault, allow_none=True)


class JobItem(Reply):
    """A job in a list: how many of its items went well and how many did not; each item's outcome is read with the job."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    state = fields.String(required=True, validate=OneOf(["held", "waiting", "running", "done", "failed", "cancelled"]))
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)
    created_at = InstantField(required=True)
    started_at = InstantField(allow_none=True)
    ended_at = InstantField(allow_none=True)
    succeeded = fields.Integer(required=True)
    refused = fields.Integer(required=True)
    file = fields.Nested("StoredFile", allow_none=True)
    fault = fields.Nested(JobFault, allow_none=True)


class JobPage(Reply):
    """missing: over HTTP, services that could not be asked just now."""

    items = fields.List(fields.Nested(JobItem), required=True)
    next = fields.String(required=True, allow_none=True)
    missing = fields.List(fields.String())


class StoredFile(Reply):
    """A file in the store, named by the digest of its content (sha-256, hex)."""

    digest = fields.String(required=True, validate=Length(equal=64))
    name = fields.String(required=True)
    media_type = fields.String(required=True)
    size = fields.Integer(required=True)


class Done(Reply):
    """It is done; there is nothing more to tell."""

    ok = fields.Boolean(required=True)


class GetJobRequest(Request):
    """Progress and results of a job that the caller started. Each service subclasses it with its method.

    results: false leaves them out as long as the job goes on, for whoever asks again and again how far it is.
    """

    reply = Job
    id = Text(required=True, max_length=80)
    results = fields.Boolean(load_default=True)


class ListJobsRequest(Request):
    """Jobs that the caller started, newest first. Each service subclasses it with its method; one cursor serves them all."""

    reply = JobPage
    limit = fields.Integer(load_default=20, validate=Range(1, 100))
    cursor = IdField(load_default=None, allow_none=True)


class FailedMessage(Reply):
    """A message that a reader could not carry out. dead: its tries have run out; fault: the kind of failure alone."""

    id = IdField(required=True)
    reader = fields.String(required=True)
    key = fields.String(required=True)
    fault = fields.String(required=True)
    tries = fields.Integer(required=True)
    failed_at = InstantField(required=True)
    next_try_at = InstantField(required=True, allow_none=True)
    dead = fields.Boolean(required=True)


class FailedMessages(Reply):
    items = fields.List(fields.Nested(FailedMessage), required=True)


class ListFailedMessagesRequest(Request):
    """Messages that the service has set aside, oldest first, 100 at most. Each service subclasses it with its method."""

    reply = FailedMessages


class ReplayMessageRequest(Request):
    """The message is tried again, once more as often as before. Each service subclasses it with its method."""

    reply = Done
    id = IdField(required=True)


class CopiesRequest(Request):
    """One page of references for another service's local copies, ordered by id, from `after` on."""

    after = IdField(load_default=None, allow_none=True)
    limit = fields.Integer(load_default=500, validate=lambda n: 1 <= n <= 1000)


__all__ = [
    "LEVELS",
    "ROLES",
    "SEXES",
    "ActionView",
    "CopiesRequest",
    "DayField",
    "Done",
    "Event",
    "FailedMessage",
    "FailedMessages",
    "FormSchemaField",
    "FormValuesField",
    "GetJobRequest",
    "IdField",
    "InstantField",
    "Job",
    "JobFault",
    "JobItem",
    "JobPage",
    "ListFailedMessagesRequest",
    "ListJobsRequest",
    "NamedAction",
    "Outcome",
    "PersonReference",
    "Refusal",
    "RefusedAction",
    "RegisteredPerson",
    "ReplayMessageRequest",
    "StoredFile",
    "Text",
    "UnitReference",
]
