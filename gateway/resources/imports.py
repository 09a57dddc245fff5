"""Imports: a workbook is checked, mended, applied and undone."""

from flask import Response

from gateway import calls, downloads, uploads
from gateway.resource import Operation, Resource, answered
from services.contracts import imports as contract

bp = Resource("imports", description="Nhập danh sách từ Excel")

bp.get("/imports", contract.ListImports)
bp.get("/imports/<id>", contract.GetImport)
bp.put("/imports/<id>/mapping", contract.SetImportMapping)
bp.get("/imports/<id>/problems", contract.ListImportProblems)
bp.get("/imports/<id>/rows", contract.ListImportRows)
bp.put("/imports/<id>/decisions", contract.DecideImportRows)
bp.post("/imports/<id>/rows/<row>/comparison", contract.RequestImportComparison)
bp.patch("/imports/<id>/rows/<row>", contract.UpdateImportRow)
bp.post("/imports/<id>/apply", contract.ApplyImport, status=202)
bp.post("/imports/<id>/undo", contract.UndoImport, status=202)

START = Operation(
    verb="POST", path="/imports", contract=contract.StartImport, status=202, location="/imports/{id}", limit="uploads"
)
RESULT = Operation(verb="GET", path="/imports/<id>/result.xlsx", contract=contract.GetImportResult)
_WRITING_S = 30.0


def start_import() -> Response:
    """The workbook is in the store and is being checked."""
    upload = uploads.received()
    given = {**upload.form, "digest": upload.stored.digest, "size": upload.stored.size, "file_name": upload.name}
    return answered(START, calls.call_raw(contract.StartImport, given))


def get_result(**path: str) -> Response:
    """The workbook with its cells marked."""
    return downloads.sent(calls.call(contract.GetImportResult, path, deadline_s=_WRITING_S))


bp.serve(START, start_import, **uploads.documented("unit_id", "kind"))
bp.serve(RESULT, get_result, **downloads.documented(downloads.WORKBOOK))
