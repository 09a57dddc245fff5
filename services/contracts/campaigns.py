"""One act that opens cases for many members, their progress by unit, and the grid that they are worked on in."""

import re
from typing import Any

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.common import (
    ActionView,
    FormSchemaField,
    FormValuesField,
    Job,
    RefusedAction,
    StoredFile,
    UnitReference,
)
from services.contracts.workflows import CaseItem
from services.kit.schema import DayField, IdField, InstantField, Page, Reply, Request, Text


class TypedCountField(fields.Integer):
    """A count as a person types it: `1.204` and `1 204` are 1204."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        digits = re.sub(r"[.\s]", "", value) if isinstance(value, str) else value
        return super()._deserialize(digits, attr, data, **kwargs)


class CampaignState(Reply):
    """How many cases of a campaign stand in one state. is_end: they are over."""

    state = fields.String(required=True)
    title = fields.String(required=True)
    count = fields.Integer(required=True)
    is_end = fields.Boolean(required=True)


class CampaignItem(Reply):
    """A campaign in a list. about: `members`, or `units` where units themselves are rated. grid: the word in the address of the
    screen that shows its cases at a unit."""

    id = IdField(required=True)
    process = fields.String(required=True)
    process_title = fields.String(required=True)
    about = fields.String(required=True, validate=OneOf(["members", "units"]))
    grid = fields.String(load_default=None, allow_none=True)
    title = fields.String(required=True)
    unit = fields.Nested(UnitReference, required=True)
    came_from = fields.List(
        fields.Nested(UnitReference),
        metadata={"description": "Units that ran it until they were over, the first first; `unit` carries it on."},
    )
    year = fields.Integer(required=True)
    period = fields.String(required=True)
    from_on = DayField(required=True)
    until = DayField(required=True)
    closing_on = DayField(required=True)
    state = fields.String(required=True, validate=OneOf(["OPENING", "OPEN", "CLOSING", "CLOSED", "CANCELLED"]))
    state_title = fields.String(required=True)
    version = fields.Integer(required=True)


class CampaignProgress(Reply):
    """How far the job that opens, closes or takes back a campaign's cases is. total: unknown while it is null."""

    state = fields.String(required=True, validate=OneOf(["held", "waiting", "running", "done", "failed", "cancelled"]))
    done = fields.Integer(required=True)
    total = fields.Integer(required=True, allow_none=True)


class CampaignCounts(Reply):
    """How many cases its jobs opened, how many people they refused, and how many cases ended without being done; each once
    there are any."""

    opened = fields.Integer()
    refused = fields.Integer()
    ended = fields.Integer()


class CampaignSetting(Reply):
    """What a campaign sets for its own cases, as people read it."""

    title = fields.String(required=True)
    text = fields.String(required=True)


class CampaignView(CampaignItem):
    """A campaign and how far it is, in the caller's scope.

    waiting and late: cases that are not over, and those of them that are past their day. progress: while cases are opened,
    closed or taken back.
    """

    opened_at = InstantField(required=True)
    undo_until = InstantField(required=True)
    counts = fields.Nested(CampaignCounts, required=True)
    settings = fields.List(fields.Nested(CampaignSetting))
    total = fields.Integer(required=True)
    done = fields.Integer(required=True)
    waiting = fields.Integer()
    late = fields.Integer()
    progress = fields.Nested(CampaignProgress, allow_none=True)
    states = fields.List(fields.Nested(CampaignState), required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    refused_actions = fields.List(fields.Nested(RefusedAction), required=True)
    job = fields.Nested(Job, metadata={"description": "The job that opens, closes or takes back its cases."})


class CampaignPage(Reply):
    items = fields.List(fields.Nested(CampaignItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    may_open = fields.Boolean(required=True)


class CampaignKind(Reply):
    """A process that is run as campaigns. settings: those fields of the opening form that go to `form`."""

    process = fields.String(required=True)
    title = fields.String(required=True)
    about = fields.String(required=True, validate=OneOf(["members", "units"]))
    settings = fields.List(fields.String(), required=True)


class CampaignKinds(Reply):
    """Processes that are run as campaigns. form_schema: what opening one asks."""

    items = fields.List(fields.Nested(CampaignKind), required=True)
    form_schema = FormSchemaField(required=True, allow_none=True)


class ListCampaignKinds(Request):
    method = "workflows.list_campaign_kinds"
    reply = CampaignKinds


class PlannedCampaign(Request):
    """A campaign that is not open yet. until: by when chapters should be ready; closing_on: what is not done by then is closed
    without it."""

    process = fields.String(required=True, validate=Length(max=40))
    unit_id = IdField(required=True)
    title = Text(load_default=None, allow_none=True, max_length=200)
    year = fields.Integer(required=True, validate=Range(2000, 2100))
    period = Text(load_default="", max_length=60)
    from_on = DayField(required=True)
    until = DayField(required=True)
    closing_on = DayField(required=True)
    form = fields.Dict(load_default=dict, metadata={"description": "What this campaign sets for its own cases."})


class CampaignPreview(Reply):
    """How many cases a campaign would open now, of so many members (null where units themselves are rated) at so many units.

    label, consequences: the act that opens it. form_schema: what confirming it asks, null where it asks nothing.
    """

    title = fields.String(required=True)
    cases = fields.Integer(required=True)
    members = fields.Integer(required=True, allow_none=True)
    units = fields.Integer(required=True)
    label = fields.String(required=True)
    consequences = fields.List(fields.String(), required=True)
    form_schema = FormSchemaField(required=True, allow_none=True)


class PreviewCampaign(PlannedCampaign):
    """Whom the campaign would concern is counted, and nothing is opened. Raises as OpenCampaign does."""

    method = "workflows.preview_campaign"
    reply = CampaignPreview


class OpenCampaign(PlannedCampaign):
    """Everyone below the unit whom it concerns gets a case of the process: a job, named in `job`.

    confirmed: how many cases the caller expects; needed above `campaign_confirm_above` of the rules, and equal to how many there
    are now. Raises Invalid for days that cannot be and a count that differs, Conflict("campaign-already-open" | "unit-closed").
    """

    method = "workflows.open_campaign"
    reply = CampaignView
    confirmed = TypedCountField(load_default=None, allow_none=True, validate=Range(0))


class ListCampaigns(Page):
    """Campaigns of the caller's units, of those above them and of those below, newest first."""

    method = "workflows.list_campaigns"
    reply = CampaignPage
    process = fields.String(load_default=None, allow_none=True, validate=Length(max=40))
    state = fields.String(load_default=None, allow_none=True, validate=Length(max=20))
    year = fields.Integer(load_default=None, allow_none=True, validate=Range(1900, 2200))


class GetCampaign(Request):
    method = "workflows.get_campaign"
    reply = CampaignView
    campaign_id = IdField(required=True)


class CampaignUnit(Reply):
    """How far a unit and all below it are. is_own: the cases of the parent unit itself."""

    unit = fields.Nested(UnitReference, required=True)
    is_own = fields.Boolean(required=True)
    has_children = fields.Boolean(required=True)
    total = fields.Integer(required=True)
    done = fields.Integer(required=True)
    waiting = fields.Integer()
    late = fields.Integer()
    states = fields.List(fields.Nested(CampaignState), required=True)


class CampaignUnits(Reply):
    """waiting: cases of the parent and of all below it that wait for an office of the caller's."""

    parent = fields.Nested(UnitReference, required=True)
    items = fields.List(fields.Nested(CampaignUnit), required=True)
    waiting = fields.Integer()


class ListCampaignUnits(Request):
    """How far each unit directly below the parent is; without one, below the campaign's own unit or the caller's."""

    method = "workflows.list_campaign_units"
    reply = CampaignUnits
    campaign_id = IdField(required=True)
    parent_id = IdField(load_default=None, allow_none=True)


class CampaignRow(CaseItem):
    """One case in a grid. facts: what its process knows that matters there, by the `Grid` of its definition; each has another."""

    is_over = fields.Boolean(required=True)
    facts = fields.Dict(required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    refused_actions = fields.List(fields.Nested(RefusedAction), required=True)


class ActionForAll(ActionView):
    """An act that asks nothing of each row, and how many of all that wait may be meant by it."""

    count = fields.Integer(required=True)


class CampaignRows(Reply):
    """action and fields: the move that the grid fills in for each, and its form, a JSON Schema. summary: of all rows together,
    by the `Grid` of the process's definition; each has another.

    total and for_all: of what waits for the caller, with its first page: how much there is, and what may be done with all of
    it at once (`matching` of a bulk act).
    """

    unit = fields.Nested(UnitReference, required=True)
    process = fields.String(required=True)
    action = fields.String(required=True, allow_none=True)
    fields_ = FormSchemaField(required=True, allow_none=True, data_key="fields", attribute="fields")
    items = fields.List(fields.Nested(CampaignRow), required=True)
    summary = fields.Dict(required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(allow_none=True)
    for_all = fields.List(fields.Nested(ActionForAll))


class ListCampaignRows(Request):
    """Cases of the campaign at a unit, for a grid: up to 500 at once. below: those of units below too, with the move that
    whoever is above them fills in. state: those in one of the states, named with commas between. waiting: those that wait
    for an office of the caller's."""

    method = "workflows.list_campaign_rows"
    reply = CampaignRows
    campaign_id = IdField(required=True)
    unit_id = IdField(required=True)
    below = fields.Boolean(load_default=False)
    state = fields.String(load_default=None, allow_none=True, validate=Length(max=300))
    waiting = fields.Boolean(load_default=False)
    limit = fields.Integer(load_default=200, validate=Range(1, 500))
    cursor = fields.String(load_default=None, allow_none=True, validate=Length(max=80))


class GetCampaignSheet(Request):
    """The grid of a unit as a workbook to be filled in."""

    method = "workflows.get_campaign_sheet"
    reply = StoredFile
    campaign_id = IdField(required=True)
    unit_id = IdField(required=True)


class SheetRow(Reply):
    """What a workbook says of one case: the form that the grid would send, or what cannot be read."""

    case_id = IdField(required=True)
    form = FormValuesField(required=True)
    problems = fields.List(fields.String(), required=True)


class SheetRows(Reply):
    """problems: of rows that are of no case of the unit."""

    items = fields.List(fields.Nested(SheetRow), required=True)
    problems = fields.List(fields.String(), required=True)


class ReadCampaignSheet(Request):
    """A filled-in workbook is read into the grid; nothing is kept before the grid is."""

    method = "workflows.read_campaign_sheet"
    reply = SheetRows
    campaign_id = IdField(required=True)
    unit_id = IdField(required=True)
    digest = fields.String(required=True, validate=Length(equal=64))


class TrainingProposal(Reply):
    """Something to undertake. measure: by what it is judged. target: how much, as proposed."""

    text = fields.String(required=True)
    measure = fields.String(required=True)
    target = fields.String(required=True)


class TrainingGroup(Reply):
    """One of the five groups of the training programme, with proposals to choose from."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    proposals = fields.List(fields.Nested(TrainingProposal), required=True)


class TrainingCatalogue(Reply):
    items = fields.List(fields.Nested(TrainingGroup), required=True)


class GetTrainingCatalogue(Request):
    """What members may undertake for a year, by group. rule_set: as that set has it, else as the one in force.

    unit_id: with what the unit and those above it add, else with what the caller's own units add. on: as they had it that day.
    """

    method = "workflows.get_training_catalogue"
    reply = TrainingCatalogue
    rule_set = fields.String(load_default=None, allow_none=True, validate=Length(max=60))
    unit_id = IdField(load_default=None, allow_none=True)
    on = DayField(load_default=None, allow_none=True)


class CloseCampaign(Request):
    """What is not done is closed without it. Raises Conflict("campaign-refused", refusals=…)."""

    method = "workflows.close_campaign"
    reply = CampaignView
    campaign_id = IdField(required=True)


class CancelCampaign(Request):
    """Every case of the campaign is withdrawn. Raises Conflict("campaign-refused") once the time for it is over."""

    method = "workflows.cancel_campaign"
    reply = CampaignView
    campaign_id = IdField(required=True)
