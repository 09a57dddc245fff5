"""What workflows answers where the shape is its own: definitions of processes, counts of what waits, progress, packages, keys."""

from marshmallow import fields

from services.contracts.common import ActionView, UnitReference
from services.kit.schema import IdField, InstantField, Reply


class MenuEntry(Reply):
    """A process in the menu. reason: why the caller may not open one."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    may_open = fields.Boolean(required=True)
    reason = fields.String(required=True, allow_none=True)
    for_many = fields.Boolean(required=True)
    board = fields.String(required=True, allow_none=True)


class Menu(Reply):
    items = fields.List(fields.Nested(MenuEntry), required=True)


class ProcessState(Reply):
    code = fields.String(required=True)
    title = fields.String(required=True)
    held_by = fields.String(required=True, allow_none=True)
    is_end = fields.Boolean(required=True)


class ProcessMove(Reply):
    """A move of a process: from which states to which, who makes it, and what it asks."""

    action = fields.String(required=True)
    label = fields.String(required=True)
    from_ = fields.List(fields.String(), required=True, data_key="from")
    to = fields.List(fields.String(), required=True)
    by = fields.Raw(required=True, allow_none=True)
    within = fields.Raw(required=True, allow_none=True)
    document = fields.Raw(required=True, allow_none=True)
    form_schema = fields.Dict(required=True, allow_none=True)
    keep = fields.Raw(allow_none=True)
    primary = fields.Boolean(required=True)
    destructive = fields.Boolean(required=True)
    needs_note = fields.Boolean(required=True)


class ProcessView(Reply):
    """A process as its definition says; diagram: a drawing in text."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    version = fields.Raw(required=True)
    subject = fields.String(required=True)
    subject_asked = fields.Dict(required=True, allow_none=True)
    opens_for_oneself = fields.Boolean()
    form_schema = fields.Dict(required=True, allow_none=True)
    candidates_at = fields.String(required=True, allow_none=True)
    takes_applications = fields.Boolean(
        metadata={"description": "A case can begin with what its own subject sent by a link."}
    )
    board = fields.Dict(required=True, allow_none=True)
    has_campaigns = fields.Boolean(required=True)
    workbook_schema = fields.Dict(required=True, allow_none=True)
    members_sheet = fields.Dict(required=True, allow_none=True)
    states = fields.List(fields.Nested(ProcessState), required=True)
    moves = fields.List(fields.Nested(ProcessMove), required=True)
    rail = fields.List(fields.String(), required=True)
    diagram = fields.String(required=True)


class AwardForm(Reply):
    """A form of award: the level that owns it and whom it is for."""

    code = fields.String(required=True)
    level = fields.String(required=True)
    level_title = fields.String(required=True)
    kind = fields.String(required=True)
    title = fields.String(required=True)


class AwardForms(Reply):
    items = fields.List(fields.Nested(AwardForm), required=True)


class InboxGroup(Reply):
    """A step of a process at which cases wait for the caller."""

    process = fields.String(required=True)
    process_title = fields.String(required=True)
    state = fields.String(required=True)
    state_title = fields.String(required=True)
    count = fields.Integer(required=True)
    overdue = fields.Integer(required=True)


class InboxCount(Reply):
    total = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    by_process = fields.Dict(keys=fields.String(), values=fields.Integer(), required=True)
    groups = fields.List(fields.Nested(InboxGroup), required=True)


class ProgressCounts(Reply):
    open = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    soon = fields.Integer(required=True)
    held = fields.Integer(required=True)
    vacant = fields.Integer(required=True)


class ProgressRow(ProgressCounts):
    unit = fields.Nested(UnitReference, required=True)
    has_children = fields.Boolean(required=True)
    oldest_at = InstantField(required=True, allow_none=True)


class Bottleneck(Reply):
    """A step where much waits; usual_days: how long last year's cases took from there."""

    process = fields.String(required=True)
    process_title = fields.String(required=True)
    state = fields.String(required=True)
    state_title = fields.String(required=True)
    open = fields.Integer(required=True)
    overdue = fields.Integer(required=True)
    median_days = fields.Float(required=True)
    usual_days = fields.Float(required=True, allow_none=True)
    slowest_unit = fields.Nested(UnitReference, required=True, allow_none=True)


class Progress(Reply):
    unit = fields.Nested(UnitReference, required=True)
    items = fields.List(fields.Nested(ProgressRow), required=True)
    total = fields.Nested(ProgressCounts, required=True)
    bottlenecks = fields.List(fields.Nested(Bottleneck), required=True)


class SealedPackage(Reply):
    """A member's file for another installation. key: the fingerprint of the key that signed the content."""

    content = fields.Dict(required=True)
    key = fields.String(required=True)
    signature = fields.String(required=True)


class OwnKey(Reply):
    public_key = fields.String(required=True)
    fingerprint = fields.String(required=True)


class TrustedKey(OwnKey):
    id = IdField(required=True)
    name = fields.String(required=True)
    added_at = InstantField(required=True)
    revoked_at = InstantField(required=True, allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class TrustedKeys(Reply):
    own = fields.Nested(OwnKey, required=True)
    items = fields.List(fields.Nested(TrustedKey), required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
