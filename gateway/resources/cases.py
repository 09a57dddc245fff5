"""Cases: opened, acted upon, many at once."""

from flask import Response, request

from gateway import calls, downloads, uploads
from gateway.problems import Problem
from gateway.resource import OPTIONAL, Operation, Resource, answered
from services.contracts import attendances, bulk_acts, delegations, openings
from services.contracts import workflows as contract
from services.kit import wire
from services.kit.faults import Invalid

bp = Resource("cases", description="Hồ sơ của các quy trình")

bp.get("/cases", contract.ListCases)
bp.post("/cases", contract.OpenCase, status=201, etag=True, location="/cases/{id}")
bp.get("/cases/<uuid:case_id>", contract.GetCase, etag=True)
bp.post("/cases/<uuid:case_id>/actions", contract.TakeAction, etag=True, if_match=OPTIONAL)
bp.post("/cases/bulk-actions", bulk_acts.TakeBulkAction, status=202)
bp.post("/cases/bulk", openings.OpenCases, status=202)
bp.post("/cases/exports", contract.StartCaseExport, status=202, location="/jobs/{id}")
bp.get("/cases/removal-candidates", openings.ListRemovalCandidates)
bp.get("/units/<uuid:unit_id>/attendances", attendances.ListAttendances)
bp.post("/units/<uuid:unit_id>/attendances", attendances.RecordAttendance)
bp.get("/progress", contract.GetProgress)
bp.get("/delegations", delegations.ListDelegations)
bp.post("/delegations", delegations.Delegate, status=201)
bp.delete("/delegations/<uuid:delegation_id>", delegations.EndDelegation)

FILE = Operation(verb="GET", path="/cases/<uuid:case_id>/files/<digest>", contract=contract.GetCaseFile)
SHOWN = ("image/", "application/pdf")
"""What a browser shows by itself; anything else is only kept."""


def get_case_file(case_id: object, digest: str) -> Response:
    """An attachment of the case."""
    stored = calls.call(contract.GetCaseFile, {"case_id": str(case_id), "digest": digest})
    return downloads.sent(stored, inline=str(stored["media_type"]).startswith(SHOWN))


FROM_WORKBOOK = Operation(
    verb="POST", path="/cases/from-workbook", contract=openings.OpenAdmissions, status=202, limit="uploads"
)


def open_from_workbook() -> Response:
    """Each candidate of a class workbook becomes a case: a job."""
    upload = uploads.received()
    given = {"form": _form(upload.form.pop("form", "")), **upload.form}
    given.update(digest=upload.stored.digest, file_name=upload.name)
    return answered(FROM_WORKBOOK, calls.call_raw(openings.OpenAdmissions, given))


SHEET = Operation(verb="GET", path="/processes/<process>/members-sheet.xlsx", contract=openings.GetMembersSheet)
FROM_SHEET = Operation(
    verb="POST", path="/cases/from-members-sheet", contract=openings.OpenFromMembersSheet, status=202, limit="uploads"
)
_WRITING_S = 40.0


def get_members_sheet(process: str) -> Response:
    """The members of a unit as a workbook to be filled in."""
    given = {"process": process, **request.args}
    return downloads.sent(calls.call(openings.GetMembersSheet, given, deadline_s=_WRITING_S))


def open_from_members_sheet() -> Response:
    """Each row of a filled-in workbook of members becomes a case, or is checked: a job."""
    upload = uploads.received()
    given = {"form": _form(upload.form.pop("form", "")), **upload.form}
    given.update(digest=upload.stored.digest, file_name=upload.name)
    return answered(FROM_SHEET, calls.call_raw(openings.OpenFromMembersSheet, given))


def _form(text: str) -> object:
    if not text:
        return {}
    try:
        given = wire.loads(text)
    except ValueError:
        raise Invalid(errors={"form": ["Nội dung hồ sơ: không đọc được. Gửi một đối tượng JSON."]}) from None
    if wire.is_too_deep(given):
        raise Problem(400, "json-too-deep")
    return given


bp.serve(FILE, get_case_file, **downloads.documented())
bp.serve(SHEET, get_members_sheet, **downloads.documented(downloads.WORKBOOK))
bp.serve(FROM_SHEET, open_from_members_sheet, **uploads.documented("unit_id", "process", "form", "only_check"))
bp.serve(FROM_WORKBOOK, open_from_workbook, **uploads.documented("unit_id", "form"))
