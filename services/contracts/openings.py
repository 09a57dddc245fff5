"""Many cases opened in one act, and whom the records name for one."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import FormValuesField, Job, RegisteredPerson, StoredFile, UnitReference
from services.kit.schema import DayField, IdField, Page, Reply, Request, Text


class OpenAdmissions(Request):
    """Candidates of a class workbook become cases, one each, with one meeting and a vote per person: a job."""

    method = "workflows.open_admissions"
    reply = Job
    unit_id = IdField(required=True)
    digest = fields.String(required=True, validate=Length(equal=64))
    file_name = Text(required=True, max_length=255)
    form = fields.Dict(load_default=dict)


class RemovalCandidate(Reply):
    """A member whose months are a ground for removal. ground, months: what a case would say; months as people write them."""

    person = fields.Nested(RegisteredPerson, required=True)
    unit = fields.Nested(UnitReference, required=True)
    owed_months = fields.List(DayField(), required=True)
    absent_months = fields.List(DayField(), required=True)
    ground = fields.String(required=True, validate=OneOf(["NO_ACTIVITY", "NO_FEE", "BOTH"]))
    months = fields.String(required=True)
    why = fields.String(required=True, metadata={"description": "What the records say, as people read it."})
    form = FormValuesField(required=True, metadata={"description": "What a case about the member would begin with."})


class RemovalCandidates(Reply):
    items = fields.List(fields.Nested(RemovalCandidate), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListRemovalCandidates(Page):
    """Members below a unit whom fee standings and attendances name, by name; who is away with leave is not among them."""

    method = "workflows.list_removal_candidates"
    reply = RemovalCandidates
    unit_id = IdField(required=True)


class GetMembersSheet(Request):
    """The members of a unit and below it as a workbook, with the columns that a process wants filled in."""

    method = "workflows.get_members_sheet"
    reply = StoredFile
    process = fields.String(required=True, validate=Length(max=40))
    unit_id = IdField(required=True)


class OpenFromMembersSheet(Request):
    """Each row of a filled-in workbook of members is checked, and opens a case unless only_check: a job.

    Results are by row: `ready` (checked alone), the state of the new case, `opened-before` where the same case is open already,
    or not ok with what to mend. The same workbook again opens nothing twice.
    """

    method = "workflows.open_from_members_sheet"
    reply = Job
    process = fields.String(required=True, validate=Length(max=40))
    unit_id = IdField(required=True)
    digest = fields.String(required=True, validate=Length(equal=64))
    file_name = Text(required=True, max_length=255)
    form = fields.Dict(load_default=dict)
    only_check = fields.Boolean(load_default=False)


class OpenCases(Request):
    """A case of a process is open for each of many members of a unit or below it, with the same form: a job.

    Each case stands at the chapter of its member; the job's results say for each member the case's number, or why there is none.
    """

    method = "workflows.open_cases"
    reply = Job
    process = fields.String(required=True, validate=Length(max=40))
    unit_id = IdField(required=True)
    subject_ids = fields.List(IdField(), required=True, validate=Length(min=1, max=2000))
    form = fields.Dict(load_default=dict)
