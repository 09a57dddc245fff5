"""What the registry answers where the shape is its own: the rules in force, a member's card and past, counts of a unit."""

from marshmallow import fields

from services.contracts.common import ActionView, UnitReference
from services.kit.schema import DayField, IdField, InstantField, Reply


class Choice(Reply):
    """What may be chosen, by its code and its word on the screen."""

    code = fields.String(required=True)
    label = fields.String(required=True)


class MemberFilters(Reply):
    """The choices of each filter of a member list."""

    status = fields.List(fields.Nested(Choice), required=True)
    sex = fields.List(fields.Nested(Choice), required=True)
    category = fields.List(fields.Nested(Choice), required=True)
    missing = fields.List(fields.Nested(Choice), required=True)
    flag = fields.List(fields.Nested(Choice), required=True)
    sort = fields.List(fields.Nested(Choice), required=True)


class TimelineLine(Reply):
    """Something that happened to a member. kind: `membership`, `position` or the process of a case."""

    kind = fields.String(required=True)
    title = fields.String(required=True)
    on = DayField(required=True, allow_none=True)
    detail = fields.String(required=True, allow_none=True)
    number = fields.String(required=True, allow_none=True)
    case_id = IdField(allow_none=True)
    document_id = IdField(allow_none=True)
    confidential = fields.Boolean()


class Timeline(Reply):
    items = fields.List(fields.Nested(TimelineLine), required=True)


class CardView(Reply):
    """The e-card; `qr` is a signed text that verifies without a network."""

    id = IdField(required=True)
    code = fields.String(required=True)
    card_no = fields.String(required=True, allow_none=True)
    card_on = DayField(required=True, allow_none=True)
    full_name = fields.String(required=True)
    born_on = DayField(required=True, allow_none=True)
    unit = fields.Nested(UnitReference, required=True, allow_none=True)
    joined_on = DayField(required=True, allow_none=True)
    has_photo = fields.Boolean(required=True)
    state = fields.String(required=True)
    qr = fields.String(required=True)


class MemberField(Reply):
    """A field of a file as its reader sees it. value: as its kind has it, so of no one type; null where it is masked.

    missing: it is empty and the rules ask for it (`needed`). choices: what it may be, where there is a list.
    """

    code = fields.String(required=True)
    title = fields.String(required=True)
    kind = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)
    display = fields.String(required=True, allow_none=True)
    missing = fields.Boolean(required=True)
    needed = fields.Boolean(required=True)
    editable = fields.Boolean(required=True)
    choices = fields.List(fields.Nested(Choice))


class MemberGroup(Reply):
    """Fields of a file that are seen together. can_reveal: the caller may have them shown, which is written down."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    sensitive = fields.Boolean(required=True)
    masked = fields.Boolean(required=True)
    can_reveal = fields.Boolean(required=True)
    fields_ = fields.List(fields.Nested(MemberField), required=True, data_key="fields", attribute="fields")


class Viewer(Reply):
    """Who looked; without a name where the registry has none of them."""

    id = IdField(required=True)
    full_name = fields.String(required=True, allow_none=True)


class AccessLine(Reply):
    """Somebody looked at the caller's sensitive data. what: the groups of fields by name."""

    id = IdField(required=True)
    seen_at = InstantField(required=True)
    how = fields.String(required=True)
    what = fields.List(fields.String(), required=True)
    viewer = fields.Nested(Viewer, required=True)
    unit = fields.Nested(UnitReference, required=True, allow_none=True)


class AccessPage(Reply):
    items = fields.List(fields.Nested(AccessLine), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class PermissionRule(Reply):
    """A line of the policy: roles and place, as a sentence too. held: the caller's offices by which it applies to them."""

    roles = fields.List(fields.String(), required=True)
    where = fields.String(required=True)
    text = fields.String(required=True)
    held = fields.List(fields.String(), required=True)


class Explanation(Reply):
    """Whether the caller may, why, and who may."""

    action = fields.String(required=True)
    title = fields.String(required=True)
    allowed = fields.Boolean(required=True)
    reason = fields.String(required=True, allow_none=True)
    text = fields.String(required=True)
    rules = fields.List(fields.Nested(PermissionRule), required=True)


class RuleEntry(Reply):
    """An entry of a rule that is a list."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    mark = fields.String(allow_none=True)
    detail = fields.String(allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView))


class RuleLine(Reply):
    """A parameter of the rule set, with its value as a program, of the parameter's own kind, and as people read it.

    set_at: when the province itself set or confirmed the value.
    """

    key = fields.String(required=True)
    value = fields.Raw(required=True, allow_none=True)
    default = fields.Raw(required=True, allow_none=True)
    title = fields.String(required=True)
    mark = fields.String(required=True)
    source = fields.String(required=True, allow_none=True)
    unsure = fields.Boolean()
    set_at = InstantField(required=True, allow_none=True)
    kind = fields.String(required=True)
    text = fields.String(required=True)
    default_text = fields.String(required=True)
    rows = fields.List(fields.Nested(RuleEntry))
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class RuleSetSpan(Reply):
    code = fields.String(required=True)
    valid_from = DayField(required=True)
    valid_to = DayField(required=True, allow_none=True)


class RuleSetView(Reply):
    """A rule set with every parameter, stored or not; sets: all there are, by the day."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    charter_term = fields.String(required=True)
    valid_from = DayField(required=True)
    valid_to = DayField(required=True, allow_none=True)
    version = fields.Integer(required=True)
    sets = fields.List(fields.Nested(RuleSetSpan), required=True)
    parameters = fields.List(fields.Nested(RuleLine), required=True)


class CodedCount(Reply):
    code = fields.String(required=True)
    title = fields.String(required=True)
    count = fields.Integer(required=True)


class Counts(Reply):
    """Members in force, counted."""

    total = fields.Integer(required=True)
    female = fields.Integer(required=True)
    minority = fields.Integer(required=True)
    religious = fields.Integer(required=True)
    party = fields.Integer(required=True)
    incomplete = fields.Integer(required=True)
    age_bands = fields.List(fields.Nested(CodedCount), required=True)


class UnitCounts(Counts):
    unit = fields.Nested(UnitReference, required=True)


class UnitStatistics(UnitCounts):
    """The whole, the unit's own people (`own`) and each unit directly below."""

    on = DayField(required=True)
    statuses = fields.List(fields.Nested(CodedCount), required=True)
    own = fields.Nested(Counts, required=True)
    children = fields.List(fields.Nested(UnitCounts), required=True)
