"""Figures, registers and books: what the registry tells of many at once, and of one from the first day on."""

from gateway.resource import Resource
from services.contracts import figures as contract
from services.contracts import overviews
from services.contracts import report_drafts as drafts
from services.contracts import report_submissions as submissions

bp = Resource("reports", description="Báo cáo thống kê, sổ sách, sổ đoàn viên")

bp.get("/overview", overviews.GetOverview)
bp.get("/reports", contract.ListReports)
bp.get("/reports/<code>", contract.GetReport)
bp.get("/reports/<code>/people", contract.ListReportPeople)
bp.post("/reports/<code>/people/exports", contract.ExportReportPeople, status=202, location="/jobs/{id}")
bp.post("/reports/<code>/exports", contract.ExportReport, status=202, location="/jobs/{id}")

bp.get("/report-submissions", submissions.ListSubmissions)
bp.post("/report-submissions", submissions.SubmitReport, status=201, location="/report-submissions/{id}")
bp.get("/report-submissions/<uuid:submission_id>", submissions.GetSubmission)
bp.post("/report-submissions/<uuid:submission_id>/accept", submissions.AcceptReport)
bp.post("/report-submissions/<uuid:submission_id>/return", submissions.ReturnReport)
bp.post("/report-acceptances", submissions.AcceptReports)
bp.post(
    "/report-submissions/<uuid:submission_id>/exports", submissions.ExportSubmission, status=202, location="/jobs/{id}"
)

bp.put("/report-overrides", drafts.OverrideFigure)
bp.post("/report-overrides/removals", drafts.RestoreFigure)

bp.get("/registers", contract.ListRegisters)
bp.get("/registers/<code>", contract.GetRegister)
bp.post("/registers/<code>/exports", contract.ExportRegister, status=202, location="/jobs/{id}")
bp.post("/registers/<code>/papers", contract.PrintRegister, status=202)

bp.get("/members/<uuid:member_id>/book", contract.GetBook)
