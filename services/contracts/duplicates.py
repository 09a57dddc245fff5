"""Files that may be of one person: compared, merged, parted; citizen ids that another unit has."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import Done, NamedAction, Refusal, UnitReference
from services.contracts.members import MemberItem
from services.kit.schema import DayField, IdField, InstantField, Page, Reply, Request, Text


class DuplicateSide(MemberItem):
    """One of two files that may be one person's."""

    joined_on = DayField(allow_none=True)


class DuplicateItem(Reply):
    id = IdField(required=True)
    state = fields.String(required=True, validate=OneOf(["OPEN", "DIFFERENT", "SAME", "MERGED"]))
    score = fields.Integer(required=True, metadata={"description": "How likely it is one person, 0..100."})
    reasons = fields.List(fields.Nested(Refusal), required=True)
    left = fields.Nested(DuplicateSide, required=True)
    right = fields.Nested(DuplicateSide, required=True)
    found_at = InstantField(required=True)
    settled_at = InstantField(required=True, allow_none=True)
    settled_by = fields.String(required=True, allow_none=True)
    kept_id = IdField(required=True, allow_none=True)


class DuplicateField(Reply):
    """A field as both files say it."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    left = fields.String(required=True)
    right = fields.String(required=True)
    differs = fields.Boolean(required=True)


class DuplicateChoice(Reply):
    """What keeping one of the two would mean, or why it cannot be the one that is kept."""

    keep_id = IdField(required=True)
    refusals = fields.List(fields.Nested(Refusal), required=True)
    consequences = fields.List(fields.String(), required=True)


class DuplicateView(DuplicateItem):
    fields_ = fields.List(fields.Nested(DuplicateField), required=True, data_key="fields", attribute="fields")
    choices = fields.List(fields.Nested(DuplicateChoice), required=True)
    allowed_actions = fields.List(fields.Nested(NamedAction), required=True)
    undo_until = InstantField(required=True, allow_none=True)


class DuplicatePage(Reply):
    items = fields.List(fields.Nested(DuplicateItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListDuplicates(Page):
    """Pairs that may be one person: waiting ones likeliest first, settled ones latest first."""

    method = "members.list_duplicates"
    reply = DuplicatePage
    settled = fields.Boolean(load_default=False)


class GetDuplicate(Request):
    """Both files side by side. What of them is sensitive is shown, and its showing written down."""

    method = "members.get_duplicate"
    reply = DuplicateView
    duplicate_id = IdField(required=True)


class SettleDuplicate(Request):
    """Two people, or one: the latter waits for a superior to merge the files."""

    method = "members.settle_duplicate"
    reply = Done
    duplicate_id = IdField(required=True)
    same_person = fields.Boolean(required=True)


class MergeDuplicate(Request):
    """Two files become one. `take`: fields (codes of the file) that the kept one takes from the other."""

    method = "members.merge_duplicate"
    reply = Done
    duplicate_id = IdField(required=True)
    keep_id = IdField(required=True)
    take = fields.List(fields.String(validate=Length(max=40)), load_default=list, validate=Length(max=80))


class ReopenDuplicate(Request):
    """What was said of the pair is taken back; merged files are two again."""

    method = "members.reopen_duplicate"
    reply = Done
    duplicate_id = IdField(required=True)


class ComparedRow(Reply):
    """Who a row of a workbook is about, as it is written there."""

    full_name = fields.String(required=True, allow_none=True)
    born_on = fields.String(required=True, allow_none=True)
    sex = fields.String(required=True, allow_none=True)


class ComparisonItem(Reply):
    """A row of somebody's workbook whose citizen id another member bears already."""

    id = fields.String(required=True)
    row = fields.Nested(ComparedRow, required=True)
    unit = fields.Nested(UnitReference, required=True)
    member = fields.Nested(DuplicateSide, required=True)
    requested_at = InstantField(required=True)


class ComparisonPage(Reply):
    items = fields.List(fields.Nested(ComparisonItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListComparisons(Page):
    """Rows left out of imports for a citizen id that is taken, for those who see both sides."""

    method = "members.list_comparisons"
    reply = ComparisonPage


class SettleComparison(Request):
    """Both sides have been compared."""

    method = "members.settle_comparison"
    reply = Done
    id = Text(required=True, max_length=80)
