"""What the members service answers about figures: reports of domain rule 18, registers of rule 14.4, and a member's book."""

from marshmallow import fields
from marshmallow.validate import Length, Range

from services.contracts.common import Job, PersonReference, UnitReference
from services.contracts.members import MemberItem, MemberView
from services.contracts.report_drafts import ReportDraft
from services.kit.schema import DayField, IdField, Page, Reply, Request, Text

Year = Range(1990, 2100)


class PeriodFilter(Request):
    """Of which unit and which days. Without `unit_id` that of the caller's first office; without days the year up to today."""

    unit_id = IdField(load_default=None, allow_none=True)
    year = fields.Integer(load_default=None, allow_none=True, validate=Year)
    since = DayField(load_default=None, allow_none=True)
    on = DayField(load_default=None, allow_none=True)


# ---------------------------------------------------------------- reports


class ReportItem(Reply):
    code = fields.String(required=True)
    title = fields.String(required=True)
    about = fields.String(required=True)


class ReportList(Reply):
    items = fields.List(fields.Nested(ReportItem), required=True)
    unit = fields.Nested(UnitReference, required=True)


class ListReports(Request):
    """The reports there are, and the unit that they open with."""

    method = "members.list_reports"
    reply = ReportList


class ReportColumn(Reply):
    """is_share: a percentage, null where it is of nothing. is_named: the people behind a figure can be listed."""

    code = fields.String(required=True)
    title = fields.String(required=True)
    group = fields.String(required=True)
    is_share = fields.Boolean(required=True)
    is_named = fields.Boolean(required=True)


class ReportRow(Reply):
    unit = fields.Nested(UnitReference, required=True, allow_none=True)
    title = fields.String(required=True)
    is_closed = fields.Boolean(required=True)
    figures = fields.Dict(keys=fields.String(), values=fields.Float(allow_none=True), required=True)


class ReportFigures(Reply):
    """The days and the figures of a report: a row for each unit directly below and for the unit itself, and their sum."""

    by_period = fields.Boolean(required=True)
    unit = fields.Nested(UnitReference, required=True)
    year = fields.Integer(required=True)
    since = DayField(required=True)
    on = DayField(required=True)
    columns = fields.List(fields.Nested(ReportColumn), required=True)
    rows = fields.List(fields.Nested(ReportRow), required=True)
    total = fields.Dict(keys=fields.String(), values=fields.Float(allow_none=True), required=True)


class ReportView(ReportItem, ReportFigures):
    """One row for each unit directly below and, where it has anything of its own, for the unit itself; `total` is their sum.

    draft: what the unit would submit, where the days are those of the period that was asked for and it has not submitted yet.
    """

    path = fields.List(fields.Nested(UnitReference), required=True)
    may_export = fields.Boolean(required=True)
    draft = fields.Nested(ReportDraft, allow_none=True)


class GetReport(PeriodFilter):
    """Figures of a unit and of each unit directly below it. period: the report period (`2026-Q4`) whose draft is told with them."""

    method = "members.get_report"
    reply = ReportView
    code = fields.String(required=True, validate=Length(max=20))
    period = fields.String(load_default=None, allow_none=True, validate=Length(max=7))


class ReportPerson(MemberItem):
    """Someone behind a figure; `detail` says which of their lines is meant, where they may have several."""

    detail = fields.String(allow_none=True)


class ReportPeople(Reply):
    items = fields.List(fields.Nested(ReportPerson), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    title = fields.String(required=True)
    unit = fields.Nested(UnitReference, required=True)


class ListReportPeople(Page):
    """The people behind one figure, those of them whom the caller may see. own: of the unit itself, without those below it.

    What a list gives away of a file (ethnicity, religion, Party) takes the right to see it and is written to the access ledger.
    """

    method = "members.list_report_people"
    reply = ReportPeople
    code = fields.String(required=True, validate=Length(max=20))
    column = fields.String(required=True, validate=Length(max=60))
    own = fields.Boolean(load_default=False)
    unit_id = IdField(load_default=None, allow_none=True)
    year = fields.Integer(load_default=None, allow_none=True, validate=Year)
    since = DayField(load_default=None, allow_none=True)
    on = DayField(load_default=None, allow_none=True)


class ExportReportPeople(PeriodFilter):
    """A workbook of the people behind one figure is being written; the job carries the file."""

    method = "members.export_report_people"
    reply = Job
    code = fields.String(required=True, validate=Length(max=20))
    column = fields.String(required=True, validate=Length(max=60))
    own = fields.Boolean(load_default=False)


class ExportReport(PeriodFilter):
    """A workbook with a line for every unit of the branch is being written; the job carries the file."""

    method = "members.export_report"
    reply = Job
    code = fields.String(required=True, validate=Length(max=20))


# ---------------------------------------------------------------- registers


class RegisterItem(Reply):
    code = fields.String(required=True)
    title = fields.String(required=True)
    about = fields.String(required=True)


class RegisterList(Reply):
    items = fields.List(fields.Nested(RegisterItem), required=True)
    unit = fields.Nested(UnitReference, required=True)


class ListRegisters(Request):
    """The registers that the caller may open, and the unit that they open with."""

    method = "members.list_registers"
    reply = RegisterList


class RegisterColumn(Reply):
    code = fields.String(required=True)
    title = fields.String(required=True)


class RegisterLine(Reply):
    """One line of a register; `cells`: column → text as it is read."""

    id = fields.String(required=True)
    person = fields.Nested(PersonReference, required=True, allow_none=True)
    case_id = IdField(required=True, allow_none=True)
    is_void = fields.Boolean(required=True)
    cells = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class RegisterView(RegisterItem):
    """A page of a register. by_year: it has years; year: the one that is shown, null for all of them."""

    unit = fields.Nested(UnitReference, required=True)
    by_year = fields.Boolean(required=True)
    year = fields.Integer(load_default=None, allow_none=True)
    columns = fields.List(fields.Nested(RegisterColumn), required=True)
    items = fields.List(fields.Nested(RegisterLine), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)
    may_export = fields.Boolean(required=True)
    may_print = fields.Boolean(load_default=False, metadata={"description": "It can be issued as a paper."})


class GetRegister(Page):
    """A page of a unit's register, latest first where it goes by days, else by name. q: words of names, or a number."""

    method = "members.get_register"
    reply = RegisterView
    code = fields.String(required=True, validate=Length(max=30))
    unit_id = IdField(load_default=None, allow_none=True)
    year = fields.Integer(load_default=None, allow_none=True, validate=Year)
    q = Text(load_default=None, allow_none=True, max_length=120)


class ExportRegister(Request):
    """A workbook of the register as it is filtered is being written; the job carries the file."""

    method = "members.export_register"
    reply = Job
    code = fields.String(required=True, validate=Length(max=30))
    unit_id = IdField(load_default=None, allow_none=True)
    year = fields.Integer(load_default=None, allow_none=True, validate=Year)
    q = Text(load_default=None, allow_none=True, max_length=120)


class AskedPaper(Reply):
    """A paper that messaging was asked for; `GET /documents/by-key/{key}` finds it once it is issued."""

    key = fields.String(required=True)


class PrintRegister(Request):
    """The register as it is filtered becomes a paper of the unit, with its lines as they stand today.

    Raises Conflict("register-without-paper" | "register-too-long").
    """

    method = "members.print_register"
    reply = AskedPaper
    code = fields.String(required=True, validate=Length(max=30))
    unit_id = IdField(load_default=None, allow_none=True)
    year = fields.Integer(load_default=None, allow_none=True, validate=Year)
    q = Text(load_default=None, allow_none=True, max_length=120)


# ---------------------------------------------------------------- the member's book


class BookLine(Reply):
    """One event of a member's life in the Union. kind: what a timeline is narrowed by."""

    kind = fields.String(required=True)
    title = fields.String(required=True)
    on = DayField(required=True, allow_none=True)
    until = DayField(allow_none=True)
    detail = fields.String(required=True, allow_none=True)
    number = fields.String(required=True, allow_none=True)
    case_id = IdField(required=True, allow_none=True)
    document_id = IdField(required=True, allow_none=True)
    is_void = fields.Boolean(required=True)


class BookYear(Reply):
    """What a chapter wrote of one year: comment, rating, training, and what others wrote of it."""

    year = fields.Integer(required=True)
    rating = fields.String(required=True, allow_none=True)
    comment = fields.String(required=True, allow_none=True)
    self_rating = fields.String(required=True, allow_none=True)
    attendance = fields.String(required=True, allow_none=True)
    training = fields.String(required=True, allow_none=True)
    other_comments = fields.List(fields.String(), required=True)


class BookKind(Reply):
    code = fields.String(required=True)
    title = fields.String(required=True)
    count = fields.Integer(required=True)


class BookFees(Reply):
    """paid_until: the last month of an unbroken row. monthly, owed_amount: đồng."""

    paid_until = DayField(required=True, allow_none=True)
    monthly = fields.Integer(required=True)
    owed_months = fields.Integer(required=True)
    owed_amount = fields.Integer(required=True)


class BookView(Reply):
    """The member book (sổ đoàn viên). discipline is null for those who may not see it: for them there is no such page.

    fees is null where no fee book is kept, or it is not the reader's to see.
    """

    member = fields.Nested(MemberView, required=True)
    keeper = fields.Nested(UnitReference, required=True, allow_none=True)
    kinds = fields.List(fields.Nested(BookKind), required=True)
    timeline = fields.List(fields.Nested(BookLine), required=True)
    years = fields.List(fields.Nested(BookYear), required=True)
    transfers = fields.List(fields.Nested(BookLine), required=True)
    offices = fields.List(fields.Nested(BookLine), required=True)
    awards = fields.List(fields.Nested(BookLine), required=True)
    discipline = fields.List(fields.Nested(BookLine), required=True, allow_none=True)
    links = fields.List(fields.Nested(BookLine), required=True)
    fees = fields.Nested(BookFees, required=True, allow_none=True)
    printed_on = DayField(required=True)


class GetBook(Request):
    """A member's book: the file, what each year says, and what happened. Sensitive groups are masked unless named in `reveal`."""

    method = "members.get_book"
    reply = BookView
    member_id = IdField(required=True)
    reveal = fields.List(fields.String(validate=Length(max=30)), load_default=list, validate=Length(max=8))
