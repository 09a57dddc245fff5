"""Fees, as the members service answers: books of units, receipts, members' accounts, and money on its way up."""

from datetime import date

from marshmallow import ValidationError, fields
from marshmallow.validate import Length, OneOf, Range

from services.contracts.common import ActionView, Done, Job, PersonReference, Refusal, UnitReference
from services.kit.schema import DayField, IdField, InstantField, Page, Reply, Request, Text

MONTH_STATES = ("paid", "exempt", "waived", "owed", "due", "ahead")
REMITTANCE_STATES = ("DECLARED", "CONFIRMED", "DISPUTED", "WITHDRAWN")
_YEARS = range(2000, 2101)


def _first_of_month(day: date) -> None:
    if day.day != 1 or day.year not in _YEARS:
        raise ValidationError("Tháng viết bằng ngày đầu tháng, từ 2000-01-01 đến 2100-12-01.")


def _month(*, required: bool = False) -> DayField:
    """A month, as its first day."""
    return DayField(validate=_first_of_month, required=required)


def _year() -> fields.Integer:
    return fields.Integer(load_default=None, allow_none=True, validate=Range(min=_YEARS.start, max=_YEARS.stop - 1))


class FeeMonth(Reply):
    """A month of a member: what became of it, what it costs or cost. `here`: it was due in the unit that is asked about."""

    month = DayField(required=True)
    state = fields.String(required=True, validate=OneOf(MONTH_STATES))
    amount = fields.Integer(required=True)
    category = fields.String(required=True)
    receipt_id = IdField(allow_none=True)
    receipt_no = fields.String(allow_none=True)
    here = fields.Boolean()


class PayableMonth(Reply):
    month = DayField(required=True)
    amount = fields.Integer(required=True)


class FeeRow(Reply):
    """A member in the unit's book: months of the year, and what can be paid at once. `is_away`: some months together."""

    person = fields.Nested(PersonReference, required=True)
    category = fields.String(required=True)
    category_title = fields.String(required=True)
    is_away = fields.Boolean(required=True)
    is_present = fields.Boolean(required=True, metadata={"description": "Still on the unit's roll."})
    is_guest = fields.Boolean(metadata={"description": "Of another unit; pays here while staying here for a time."})
    months = fields.List(fields.Nested(FeeMonth), required=True)
    payable = fields.List(
        fields.Nested(PayableMonth), required=True, metadata={"description": "Unpaid months that can be paid now."}
    )
    monthly = fields.Integer(required=True, metadata={"description": "What this month costs."})
    owed_months = fields.List(DayField(), required=True)
    owed_amount = fields.Integer(required=True)


class FeeFigures(Reply):
    """Money of a unit, or of units, in a year.

    due − exempt − waived is to be expected; collected is what receipts of the year say, of which `abroad` stays abroad.
    collected − abroad + received from below = remitted + on_way + kept.
    """

    due = fields.Integer(required=True)
    exempt = fields.Integer(required=True)
    waived = fields.Integer(required=True)
    collected = fields.Integer(required=True)
    abroad = fields.Integer(required=True)
    received = fields.Integer(required=True)
    remitted = fields.Integer(required=True)
    on_way = fields.Integer(required=True)
    kept = fields.Integer(required=True)
    owing_people = fields.Integer(required=True)
    owed_amount = fields.Integer(required=True)


class FeeChild(Reply):
    """Figures of a unit directly below, with all that stands below it. books: chapters that keep fees here."""

    unit = fields.Nested(UnitReference, required=True)
    books = fields.Integer(required=True)
    figures = fields.Nested(FeeFigures, required=True)


class UnitFees(Reply):
    unit = fields.Nested(UnitReference, required=True)
    year = fields.Integer(required=True)
    this_month = DayField(required=True)
    book_from = DayField(required=True, allow_none=True)
    holds_members = fields.Boolean(required=True)
    months = fields.List(DayField(), required=True)
    people = fields.List(fields.Nested(FeeRow), required=True)
    total = fields.Integer(required=True, metadata={"description": "Members that match."})
    children = fields.List(fields.Nested(FeeChild), required=True)
    figures = fields.Nested(FeeFigures, required=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class GetUnitFees(Request):
    """The unit's fee book of a year: member by month where it has members, and figures of each unit below. q: words of names."""

    method = "members.get_unit_fees"
    reply = UnitFees
    unit_id = IdField(required=True)
    year = _year()
    q = Text(load_default=None, allow_none=True, max_length=120)


class OpenFeeBook(Request):
    """The unit keeps fees here from a month on; nobody owes for an earlier one. Once something was collected, only earlier.

    Raises Conflict("fee-book-in-use").
    """

    method = "members.open_fee_book"
    reply = Done
    unit_id = IdField(required=True)
    from_month = _month(required=True)


class FeeReceipt(Reply):
    id = IdField(required=True)
    number = fields.String(required=True, metadata={"description": "Without gap in a unit and year: 0012/2026."})
    unit = fields.Nested(UnitReference, required=True)
    person = fields.Nested(PersonReference, required=True)
    collected_on = DayField(required=True)
    collected_at = InstantField(required=True)
    amount = fields.Integer(required=True)
    months = fields.List(DayField(), required=True)
    state = fields.String(required=True, validate=OneOf(["valid", "remitted", "cancelled"]))
    state_title = fields.String(required=True)
    cancel_reason = fields.String(allow_none=True)
    may_cancel = fields.Boolean(required=True)


class FeeCollection(Reply):
    id = IdField(required=True)
    receipts = fields.List(fields.Nested(FeeReceipt), required=True)
    amount = fields.Integer(required=True)


class CollectedLine(Request):
    """What one member hands over. monthly: for those abroad, who may give more than the least."""

    person_id = IdField(required=True)
    months = fields.List(_month(), required=True, validate=Length(min=1, max=36))
    monthly = fields.Integer(load_default=None, allow_none=True, validate=Range(min=1, max=100_000_000))


class CollectFees(Request):
    """Members of the unit have paid months, each with a receipt; all of it or nothing.

    Raises Conflict("fees-not-payable", refusals), Conflict("fee-book-closed").
    """

    method = "members.collect_fees"
    reply = FeeCollection
    unit_id = IdField(required=True)
    lines = fields.List(fields.Nested(CollectedLine), required=True, validate=Length(min=1, max=200))


class CancelReceipts(Request):
    """The receipts are void, their numbers stay; their months are unpaid again. Raises Conflict("receipt-not-cancellable")."""

    method = "members.cancel_fee_receipts"
    reply = Done
    receipt_ids = fields.List(IdField(), required=True, validate=Length(min=1, max=200))
    reason = Text(required=True, max_length=300)


class FeeReceiptPage(Reply):
    items = fields.List(fields.Nested(FeeReceipt), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListFeeReceipts(Page):
    """Receipts of a unit in a year, newest first. q: words of names."""

    method = "members.list_fee_receipts"
    reply = FeeReceiptPage
    unit_id = IdField(required=True)
    year = _year()
    q = Text(load_default=None, allow_none=True, max_length=120)


class FeeWaiver(Reply):
    id = IdField(required=True)
    from_month = DayField(required=True)
    until_month = DayField(required=True)
    reason = fields.String(required=True)
    may_end = fields.Boolean(required=True)


class MemberFees(Reply):
    """A member's account, whichever units they were in. paid_until: the last month of an unbroken row."""

    person = fields.Nested(PersonReference, required=True)
    unit = fields.Nested(UnitReference, required=True, allow_none=True)
    year = fields.Integer(required=True)
    keeps_book = fields.Boolean(required=True)
    category = fields.String(required=True)
    category_title = fields.String(required=True)
    monthly = fields.Integer(required=True)
    paid_until = DayField(required=True, allow_none=True)
    owed_months = fields.List(DayField(), required=True)
    owed_amount = fields.Integer(required=True)
    months = fields.List(fields.Nested(FeeMonth), required=True)
    receipts = fields.List(fields.Nested(FeeReceipt), required=True)
    waivers = fields.List(fields.Nested(FeeWaiver), required=True)
    may_waive = fields.Boolean(required=True)


class GetMemberFees(Request):
    """How a member stands with fees; without `member_id`, the caller."""

    method = "members.get_member_fees"
    reply = MemberFees
    member_id = IdField(load_default=None, allow_none=True)
    year = _year()


class WaiveFees(Request):
    """A superior lifts months that are owed, with a reason: they are no arrears any more."""

    method = "members.waive_fees"
    reply = Done
    member_id = IdField(required=True)
    from_month = _month(required=True)
    until_month = _month(required=True)
    reason = Text(required=True, max_length=300)


class EndWaiver(Request):
    """What was lifted is owed again."""

    method = "members.end_fee_waiver"
    reply = Done
    waiver_id = IdField(required=True)


class ArrearsItem(Reply):
    person = fields.Nested(PersonReference, required=True)
    unit = fields.Nested(UnitReference, required=True)
    owed_months = fields.List(DayField(), required=True)
    owed_amount = fields.Integer(required=True)
    paid_until = DayField(required=True, allow_none=True)


class ArrearsPage(Reply):
    items = fields.List(fields.Nested(ArrearsItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListArrears(Page):
    """Members of a unit and below who owe past months, by name. months: at least so many."""

    method = "members.list_fee_arrears"
    reply = ArrearsPage
    unit_id = IdField(required=True)
    q = Text(load_default=None, allow_none=True, max_length=120)
    months = fields.Integer(load_default=1, validate=Range(min=1, max=120))


class FeeLevel(Reply):
    level = fields.String(required=True)
    title = fields.String(required=True)
    units = fields.Integer(required=True)
    figures = fields.Nested(FeeFigures, required=True)


class FeeSummary(Reply):
    unit = fields.Nested(UnitReference, required=True)
    year = fields.Integer(required=True)
    levels = fields.List(fields.Nested(FeeLevel), required=True)
    figures = fields.Nested(FeeFigures, required=True)


class GetFeeSummary(Request):
    """BM-10: what was due, collected, exempt, remitted and kept in a year, by level, in a unit and all below it."""

    method = "members.get_fee_summary"
    reply = FeeSummary
    unit_id = IdField(required=True)
    year = _year()


class Remittance(Reply):
    """received: what the sender's share is reckoned from. amount: what goes up; the rest stays."""

    id = IdField(required=True)
    from_unit = fields.Nested(UnitReference, required=True)
    to_unit = fields.Nested(UnitReference, required=True, allow_none=True)
    from_month = DayField(required=True)
    until_month = DayField(required=True)
    received = fields.Integer(required=True)
    amount = fields.Integer(required=True)
    kept = fields.Integer(required=True)
    receipts = fields.Integer(required=True)
    incoming = fields.Integer(required=True)
    state = fields.String(required=True, validate=OneOf(REMITTANCE_STATES))
    state_title = fields.String(required=True)
    declared_at = InstantField(required=True)
    declared_by = fields.String(required=True, allow_none=True)
    settled_at = InstantField(required=True, allow_none=True)
    settled_by = fields.String(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)
    version = fields.Integer(required=True)


class RemittanceOutlook(Reply):
    """What the unit would send up now, of all that it has received and not sent; null months: there is nothing."""

    to_unit = fields.Nested(UnitReference, required=True, allow_none=True)
    received = fields.Integer(required=True)
    amount = fields.Integer(required=True)
    kept = fields.Integer(required=True)
    receipts = fields.Integer(required=True)
    incoming = fields.Integer(required=True)
    from_month = DayField(required=True, allow_none=True)
    until_month = DayField(required=True, allow_none=True)
    may_declare = fields.Boolean(required=True)
    refusals = fields.List(fields.Nested(Refusal), required=True)


class RemittancePage(Reply):
    items = fields.List(fields.Nested(Remittance), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    outlook = fields.Nested(RemittanceOutlook, required=True)
    waiting = fields.Integer(required=True, metadata={"description": "Those from below that wait to be confirmed."})


class ListRemittances(Page):
    """What a unit sends up (`out`) or is sent from below (`in`), newest first, with what it could declare now."""

    method = "members.list_fee_remittances"
    reply = RemittancePage
    unit_id = IdField(required=True)
    direction = fields.String(load_default="out", validate=OneOf(["out", "in"]))
    state = fields.String(load_default=None, allow_none=True, validate=OneOf(REMITTANCE_STATES))


class DeclareRemittance(Request):
    """The unit sends up its superior's share of what it received in the months and has not sent; its receipts are frozen.

    Raises Conflict("nothing-to-remit").
    """

    method = "members.declare_fee_remittance"
    reply = Remittance
    unit_id = IdField(required=True)
    from_month = _month(required=True)
    until_month = _month(required=True)


class SettleRemittance(Request):
    """The receiver confirms or disputes; the sender withdraws what is not confirmed, and its receipts are free again.

    Raises Conflict("remittance-settled" | "reason-missing" | "own-remittance").
    """

    method = "members.settle_fee_remittance"
    reply = Remittance
    remittance_id = IdField(required=True)
    state = fields.String(required=True, validate=OneOf(["CONFIRMED", "DISPUTED", "WITHDRAWN"]))
    reason = Text(load_default=None, allow_none=True, max_length=300)


class StartFeeExport(Request):
    """A workbook is being written: the book of a year by member and month, its receipts, those who owe, or the year's
    figures of each unit; the job carries the file."""

    method = "members.start_fee_export"
    reply = Job
    unit_id = IdField(required=True)
    year = _year()
    kind = fields.String(load_default="book", validate=OneOf(["book", "receipts", "arrears", "summary"]))
