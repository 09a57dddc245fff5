"""What workflows answers where the shape is its own: definitions of processes, progress, packages, keys."""

from marshmallow import fields
from marshmallow.validate import OneOf

from services.contracts.common import ActionView, FormSchemaField, UnitReference
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
    by = fields.String(required=True)
    within = fields.String(required=True, allow_none=True)
    document = fields.String(required=True, allow_none=True)
    form_schema = FormSchemaField(required=True, allow_none=True)
    keep = fields.String(required=True, allow_none=True)
    primary = fields.Boolean(required=True)
    destructive = fields.Boolean(required=True)
    needs_note = fields.Boolean(required=True)


class SubjectChoice(Reply):
    """How the person is asked for whom a case is about. is_rare: few cases need it, so that it stays folded."""

    title = fields.String(required=True)
    hint = fields.String(required=True)
    is_rare = fields.Boolean(required=True)


class ProcessLane(Reply):
    """States that officers look at together. side: whether a unit is where cases come from, where they go to, or either."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    states = fields.List(fields.String(), required=True)
    side = fields.String(required=True, validate=OneOf(["from", "to", "any"]))


class ProcessBoard(Reply):
    """The process's own screen. takes_packages: cases are opened there of what another installation sent."""

    lanes = fields.List(fields.Nested(ProcessLane), required=True)
    takes_packages = fields.Boolean(required=True)


class MembersSheet(Reply):
    """A workbook of members, of which each row becomes a case. schema: what is asked once for all, a JSON Schema."""

    schema = FormSchemaField(required=True, allow_none=True)
    columns = fields.List(fields.String(), required=True)


class ProcessView(Reply):
    """A process as its definition says; diagram: a drawing in text."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    version = fields.Integer(required=True)
    subject = fields.String(required=True)
    subject_asked = fields.Nested(SubjectChoice, required=True, allow_none=True)
    opens_for_oneself = fields.Boolean()
    form_schema = FormSchemaField(required=True, allow_none=True)
    candidates_at = fields.String(required=True, allow_none=True)
    takes_applications = fields.Boolean(
        metadata={"description": "A case can begin with what its own subject sent by a link."}
    )
    board = fields.Nested(ProcessBoard, required=True, allow_none=True)
    has_campaigns = fields.Boolean(required=True)
    workbook_schema = FormSchemaField(required=True, allow_none=True)
    members_sheet = fields.Nested(MembersSheet, required=True, allow_none=True)
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
    """A member's file for another installation. key: the fingerprint of the key that signed the content.

    content: what was signed, whole and as it stands; services/workflows/domain/packages.py says what is taken of it.
    """

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
