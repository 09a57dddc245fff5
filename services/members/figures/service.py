"""Entrypoints of reports, registers and books; MembersService inherits them."""

from typing import Any

from services.contracts import figures as contract
from services.contracts import overviews as overviews_contract
from services.contracts import report_drafts as drafts_contract
from services.contracts import report_submissions as submissions_contract
from services.kit.entrypoints import job, rpc
from services.members.figures import (
    accepting,
    actions,
    book,
    drill_down,
    overriding,
    overview,
    printing,
    registering,
    reporting,
    submitted,
    submitting,
)


class FiguresService:
    """What the registry tells in figures, in registers and in a member's book."""

    @rpc(contract.ListReports)
    def list_reports(self, tx: Any) -> dict[str, Any]:
        return actions.list_reports(tx)

    @rpc(overviews_contract.GetOverview)
    def get_overview(self, tx: Any, **given: Any) -> dict[str, Any]:
        return overview.get_overview(tx, **given)

    @rpc(contract.GetReport)
    def get_report(self, tx: Any, **given: Any) -> dict[str, Any]:
        return reporting.get_report(tx, **given)

    @rpc(contract.ListReportPeople)
    def list_report_people(self, tx: Any, **given: Any) -> dict[str, Any]:
        return drill_down.list_report_people(tx, **given)

    @rpc(contract.ExportReport)
    def export_report(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.export_report(tx, **given)

    @job("export_report")
    def write_report(self, running: Any) -> dict[str, Any]:
        return actions.run_export(running)

    @rpc(contract.ExportReportPeople)
    def export_report_people(self, tx: Any, **given: Any) -> dict[str, Any]:
        return drill_down.export_report_people(tx, **given)

    @job("export_report_people")
    def write_report_people(self, running: Any) -> dict[str, Any]:
        return drill_down.run_export(running)

    @rpc(submissions_contract.ListSubmissions)
    def list_report_submissions(self, tx: Any, **given: Any) -> dict[str, Any]:
        return submitted.list_report_submissions(tx, **given)

    @rpc(submissions_contract.GetSubmission)
    def get_report_submission(self, tx: Any, **given: Any) -> dict[str, Any]:
        return submitting.get_report_submission(tx, **given)

    @rpc(submissions_contract.SubmitReport)
    def submit_report(self, tx: Any, **given: Any) -> dict[str, Any]:
        return submitting.submit_report(tx, **given)

    @rpc(drafts_contract.OverrideFigure)
    def override_report_figure(self, tx: Any, **given: Any) -> dict[str, Any]:
        return overriding.override_report_figure(tx, **given)

    @rpc(drafts_contract.RestoreFigure)
    def restore_report_figure(self, tx: Any, **given: Any) -> dict[str, Any]:
        return overriding.restore_report_figure(tx, **given)

    @rpc(submissions_contract.AcceptReport)
    def accept_report(self, tx: Any, **given: Any) -> dict[str, Any]:
        return accepting.accept_report(tx, **given)

    @rpc(submissions_contract.AcceptReports)
    def accept_reports(self, tx: Any, **given: Any) -> dict[str, Any]:
        return accepting.accept_reports(tx, **given)

    @rpc(submissions_contract.ReturnReport)
    def return_report(self, tx: Any, **given: Any) -> dict[str, Any]:
        return accepting.return_report(tx, **given)

    @rpc(submissions_contract.ExportSubmission)
    def export_report_submission(self, tx: Any, **given: Any) -> dict[str, Any]:
        return submitting.export_report_submission(tx, **given)

    @job("export_report_submission")
    def write_report_submission(self, running: Any) -> dict[str, Any]:
        return submitting.run_export(running)

    @rpc(contract.ListRegisters)
    def list_registers(self, tx: Any) -> dict[str, Any]:
        return registering.list_registers(tx)

    @rpc(contract.GetRegister)
    def get_register(self, tx: Any, **given: Any) -> dict[str, Any]:
        return registering.get_register(tx, **given)

    @rpc(contract.ExportRegister)
    def export_register(self, tx: Any, **given: Any) -> dict[str, Any]:
        return registering.export_register(tx, **given)

    @job("export_register")
    def write_register(self, running: Any) -> dict[str, Any]:
        return registering.run_export(running)

    @rpc(contract.PrintRegister)
    def print_register(self, tx: Any, **given: Any) -> dict[str, Any]:
        return printing.print_register(tx, **given)

    @rpc(contract.GetBook)
    def get_book(self, tx: Any, **given: Any) -> dict[str, Any]:
        return book.get_book(tx, **given)
