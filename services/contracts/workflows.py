"""What the workflows service answers of cases, and announces."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Regexp

from services.contracts.common import (
    ActionView,
    FormSchemaField,
    FormValuesField,
    GetJobRequest,
    Job,
    ListFailedMessagesRequest,
    ListJobsRequest,
    PersonReference,
    Refusal,
    RefusedAction,
    ReplayMessageRequest,
    StoredFile,
    UnitReference,
)
from services.contracts.dossiers import Dossier
from services.contracts.process_views import AwardForms, Menu, ProcessView, Progress
from services.kit.schema import DayField, Event, IdField, InstantField, Page, Reply, Request, Text

PROCESS_CODES = (
    "admission",
    "transfer",
    "maturation",
    "removal",
    "training",
    "evaluation",
    "honorary",
    "outstanding",
    "award",
    "discipline",
    "away",
    "residence",
    "temporary",
    "card_reissue",
    "fee_exemption",
)


class Holder(Reply):
    """Who has the case: the unit, the role there, and the people who hold that role."""

    unit = fields.Nested(UnitReference, required=True, allow_none=True)
    role = fields.String(required=True, allow_none=True)
    role_title = fields.String(allow_none=True)
    people = fields.List(fields.Nested(PersonReference), required=True)
    vacant = fields.Boolean(required=True)
    note = fields.String(allow_none=True)


class HistoryLine(Reply):
    """A move that was made. form: the group that it filled in. changed: titles of fields of the case that it changed."""

    action = fields.String(required=True)
    label = fields.String(required=True)
    from_state = fields.String(required=True, allow_none=True)
    to_state = fields.String(required=True)
    to_title = fields.String(required=True)
    at = InstantField(required=True)
    actor = fields.Nested(PersonReference, allow_none=True)
    position = fields.String(allow_none=True)
    unit = fields.Nested(UnitReference, allow_none=True)
    note = fields.String(allow_none=True)
    refusals = fields.List(fields.Nested(Refusal))
    form = FormValuesField()
    changed = fields.List(fields.String())


class CaseDocument(Reply):
    id = IdField(required=True)
    template = fields.String(required=True)
    title = fields.String(required=True)
    number = fields.String(required=True, allow_none=True)
    on = DayField(allow_none=True)
    state = fields.String(required=True)
    state_title = fields.String()


class CaseItem(Reply):
    id = IdField(required=True)
    number = fields.String(required=True)
    process = fields.String(required=True)
    process_title = fields.String()
    campaign_id = IdField(load_default=None, allow_none=True)
    screen = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "The process's own screen of the case (`dossier.name`)."},
    )
    confidential = fields.Boolean(
        metadata={"description": "Read by its parties alone: no copy of it is kept on a device."}
    )
    title = fields.String(required=True)
    state = fields.String(required=True)
    state_title = fields.String(required=True)
    version = fields.Integer(required=True)
    subject = fields.Nested(PersonReference, required=True)
    unit = fields.Nested(UnitReference, required=True)
    holder_unit = fields.Nested(UnitReference, allow_none=True)
    since = InstantField(required=True)
    due_at = InstantField(required=True, allow_none=True)
    warnings = fields.List(fields.Nested(Refusal))


class RailStep(Reply):
    """A step of the process: whether the case has been there, is there, or is still to come, and how long it may take."""

    state = fields.String(required=True)
    title = fields.String(required=True)
    step = fields.String(required=True, validate=OneOf(["done", "now", "next", "skipped"]))
    at = InstantField(required=True, allow_none=True)
    term = fields.String(required=True, allow_none=True)


class NextStep(Reply):
    """The step after the one at which a case stands."""

    title = fields.String(required=True)
    holder_title = fields.String(required=True, allow_none=True)


class CaseView(CaseItem):
    """A case with all that the caller may see. form: what was filled in, by the fields of form_schema, a JSON Schema."""

    holder = fields.Nested(Holder, required=True)
    form = FormValuesField(required=True)
    form_schema = FormSchemaField(required=True, allow_none=True)
    rail = fields.List(fields.Nested(RailStep), required=True)
    comes_next = fields.Nested(NextStep, load_default=None, allow_none=True)
    expected_on = DayField(
        load_default=None, allow_none=True, metadata={"description": "Half of the cases like it had ended by then."}
    )
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    refused_actions = fields.List(fields.Nested(RefusedAction), required=True)
    history = fields.List(fields.Nested(HistoryLine), required=True)
    documents = fields.List(fields.Nested(CaseDocument), required=True)
    rule_set = fields.String()
    package_at = fields.String(
        load_default=None,
        allow_none=True,
        metadata={"description": "Where the caller fetches the released member's package, if they may."},
    )
    readers = fields.List(
        fields.String(),
        load_default=None,
        allow_none=True,
        metadata={"description": "Of a confidential case: who may know of it, by name."},
    )
    dossier = fields.Nested(Dossier, load_default=None, allow_none=True)


class CasePage(Reply):
    items = fields.List(fields.Nested(CaseItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListProcesses(Request):
    """The processes, in the order of the menu: `{items: [{code, title, may_open, reason, for_many, board}]}`.

    for_many: cases may be opened for many members of the registry at once, with one form. board: the word in the address of
    the process's own screen, if it has one.
    """

    method = "workflows.list_processes"
    reply = Menu
    unit_id = IdField(load_default=None, allow_none=True)


class GetProcess(Request):
    """One process as its definition says: `{code, title, subject, form_schema, states, moves, diagram}`.

    subject: whether a case takes someone of the registry as its `subject_id`: `none`, `optional` or `member` (always).
    subject_asked: `{title, hint, is_rare}` of that choice, where it is not simply a member.
    opens_for_oneself: whoever holds no office opens it about themselves.
    board: `{lanes: [{code, title, states, side}], takes_packages}`, where the process has a screen of its own; has_campaigns:
    cases are also opened for a whole year's list.
    """

    method = "workflows.get_process"
    reply = ProcessView
    code = fields.String(required=True, validate=Length(max=40))


class ListAwardForms(Request):
    """Forms of award: `{items: [{code, level, level_title, kind, title}]}`. level owns it; kind: individual, collective, contributor."""

    method = "workflows.list_award_forms"
    reply = AwardForms


class OpenCase(Request):
    """A case of a process is open at a unit. Raises Conflict("case-refused", refusals=…) with every reason at once.

    subject_id: someone of the registry, as the process's `subject` says. Raises Invalid where it takes none or needs one.
    application_id: what the applicant sent, which is deleted once the case is open: `contracts/applications.py`.
    """

    method = "workflows.open_case"
    reply = CaseView
    process = fields.String(required=True, validate=Length(max=40))
    unit_id = IdField(required=True)
    subject_id = IdField(load_default=None, allow_none=True)
    application_id = IdField(load_default=None, allow_none=True)
    form = fields.Dict(required=True)


class GetCase(Request):
    method = "workflows.get_case"
    reply = CaseView
    case_id = IdField(required=True)


class GetCaseFile(Request):
    """A file that the case's forms name, for whoever may see the field that it stands in."""

    method = "workflows.get_case_file"
    reply = StoredFile
    case_id = IdField(required=True)
    digest = fields.String(required=True, validate=Regexp(r"[0-9a-f]{64}\Z"))


class CaseFilter(Request):
    """What narrows and sorts a list of cases; also of an export.

    state: one, or several separated by commas. towards_id: a case goes to that unit or to one below it.
    """

    q = Text(load_default=None, allow_none=True, max_length=120)
    process = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    state = fields.String(load_default=None, allow_none=True, validate=Length(max=200))
    unit_id = IdField(load_default=None, allow_none=True)
    below = fields.Boolean(load_default=True)
    subject_id = IdField(load_default=None, allow_none=True)
    open = fields.Boolean(load_default=None, allow_none=True)
    waiting_for_me = fields.Boolean(load_default=False)
    sort = fields.String(load_default="-opened", validate=OneOf(["-opened", "opened", "due", "since"]))
    towards_id = IdField(load_default=None, allow_none=True)


class ListCases(CaseFilter, Page):
    """Cases in the caller's scope. sort: by opening, by due date (the most urgent first), or by how long they have waited."""

    method = "workflows.list_cases"
    reply = CasePage


class StartCaseExport(CaseFilter):
    """A workbook of the cases that the list shows is being written; the job carries the file."""

    method = "workflows.start_case_export"
    reply = Job


class TakeAction(Request):
    """The caller made a move. version: the one the caller saw (If-Match); another one raises Stale.

    Raises Conflict("case-refused", refusals=…), Denied, Invalid (the move's form), Stale.
    """

    method = "workflows.take_action"
    reply = CaseView
    case_id = IdField(required=True)
    action = fields.String(required=True, validate=Length(max=40))
    form = fields.Dict(load_default=dict)
    note = Text(load_default=None, allow_none=True, max_length=2000)
    version = fields.Integer(load_default=None, allow_none=True)


class CancelJob(Request):
    """A held job does not run."""

    method = "workflows.cancel_job"
    reply = Job
    id = Text(required=True, max_length=80)


class GetWorkflowsJob(GetJobRequest):
    method = "workflows.get_job"


class ListWorkflowsJobs(ListJobsRequest):
    method = "workflows.list_jobs"


class GetProgress(Request):
    """How cases stand below a unit (the caller's highest one by default), child by child, and the steps that hold them up.

    Reply: `{unit, items: [{unit, has_children, open, overdue, soon, held, vacant, oldest_at}], total: {open, …},
    bottlenecks: [{process, process_title, state, state_title, open, overdue, median_days, usual_days, slowest_unit}]}`.
    """

    method = "workflows.get_progress"
    reply = Progress
    unit_id = IdField(load_default=None, allow_none=True)
    process = fields.String(load_default=None, allow_none=True, validate=Length(max=40))


class CaseNews(Reply):
    """A case as the stream and other readers need it: no form, no name."""

    id = IdField(required=True)
    number = fields.String(required=True)
    process = fields.String(required=True)
    state = fields.String(required=True)
    unit_id = IdField(required=True)
    holder_unit_id = IdField(required=True, allow_none=True)
    version = fields.Integer(required=True)


class CasesChanged(Event):
    """Cases are as given (resulting state); up to 500."""

    routing_key = "workflows.cases_changed.v1"
    example = {
        "cases": [
            {
                "id": "01920000-0000-7000-8000-0000000000e1",
                "number": "KN-2026-0412",
                "process": "admission",
                "state": "submitted",
                "unit_id": "01920000-0000-7000-8000-000000000001",
                "holder_unit_id": "01920000-0000-7000-8000-000000000000",
                "version": 4,
            }
        ]
    }
    cases = fields.List(fields.Nested(CaseNews), required=True, validate=Length(min=1, max=500))


class DueNotice(Reply):
    """A case whose time is near or past; `stage` says how: 3 days before, the day itself, 3 days after, a week after, ended."""

    case_id = IdField(required=True)
    number = fields.String(required=True)
    process = fields.String(required=True)
    stage = fields.String(required=True, validate=OneOf(["soon", "due", "late", "escalated", "expired"]))
    holder_unit_id = IdField(required=True, allow_none=True)
    escalated_unit_id = IdField(allow_none=True)
    due_at = InstantField(required=True, allow_none=True)


class DeadlinesReached(Event):
    """Cases reached a stage of their time; each stage of each due date is told once."""

    routing_key = "workflows.deadlines_reached.v1"
    example = {
        "notices": [
            {
                "case_id": "01920000-0000-7000-8000-0000000000e1",
                "number": "KN-2026-0412",
                "process": "admission",
                "stage": "soon",
                "holder_unit_id": "01920000-0000-7000-8000-000000000000",
                "escalated_unit_id": None,
                "due_at": "2026-12-09T16:59:59Z",
            }
        ]
    }
    notices = fields.List(fields.Nested(DueNotice), required=True, validate=Length(min=1, max=500))


class ListWorkflowsFailedMessages(ListFailedMessagesRequest):
    method = "workflows.list_failed_messages"


class ReplayWorkflowsMessage(ReplayMessageRequest):
    method = "workflows.replay_message"
