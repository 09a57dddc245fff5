"""Entrypoints of imports; MembersService inherits them."""

from typing import Any

from services.contracts import imports as contract
from services.kit.entrypoints import job, rpc
from services.kit.jobs import Job
from services.members.importing import actions, deciding, jobs


class ImportsService:
    """Workbooks of members and of units: checked, mended, applied, taken back."""

    @rpc(contract.StartImport)
    def start_import(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.start_import(tx, **given)

    @rpc(contract.GetImport)
    def get_import(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.get_import(tx, **given)

    @rpc(contract.ListImports)
    def list_imports(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.list_imports(tx, **given)

    @rpc(contract.SetImportMapping)
    def set_import_mapping(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.set_import_mapping(tx, **given)

    @rpc(contract.ListImportProblems)
    def list_import_problems(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.list_import_problems(tx, **given)

    @rpc(contract.ListImportRows)
    def list_import_rows(self, tx: Any, **given: Any) -> dict[str, Any]:
        return deciding.list_import_rows(tx, **given)

    @rpc(contract.DecideImportRows)
    def decide_import_rows(self, tx: Any, **given: Any) -> dict[str, Any]:
        return deciding.decide_import_rows(tx, **given)

    @rpc(contract.RequestImportComparison)
    def request_import_comparison(self, tx: Any, **given: Any) -> dict[str, Any]:
        return deciding.request_import_comparison(tx, **given)

    @rpc(contract.UpdateImportRow)
    def update_import_row(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.update_import_row(tx, **given)

    @rpc(contract.ApplyImport)
    def apply_import(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.apply_import(tx, **given)

    @rpc(contract.UndoImport)
    def undo_import(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.undo_import(tx, **given)

    @rpc(contract.GetImportResult)
    def get_import_result(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.get_import_result(tx, **given)

    @job(jobs.CHECK)
    def run_check(self, running: Job) -> None:
        jobs.check_import(running)

    @job(jobs.APPLY)
    def run_apply(self, running: Job) -> None:
        jobs.apply_import(running)

    @job(jobs.UNDO)
    def run_undo(self, running: Job) -> None:
        jobs.undo_import(running)

    @job(jobs.REPORT)
    def run_report(self, running: Job) -> dict[str, Any]:
        return jobs.report_import(running)
