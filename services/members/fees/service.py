"""Entrypoints of fees; MembersService inherits them."""

from typing import Any

from services.contracts import fees as contract
from services.kit.entrypoints import every, job, rpc
from services.kit.jobs import Job
from services.members.fees import collecting, exempting, exports, looking, receipts, remitting, rolls, standings


class FeesService:
    """Books, receipts, accounts, and money on its way up."""

    @rpc(contract.GetUnitFees)
    def get_unit_fees(self, tx: Any, **given: Any) -> dict[str, Any]:
        return looking.get_unit_fees(tx, **given)

    @rpc(contract.GetMemberFees)
    def get_member_fees(self, tx: Any, **given: Any) -> dict[str, Any]:
        return looking.get_member_fees(tx, **given)

    @rpc(contract.ListArrears)
    def list_fee_arrears(self, tx: Any, **given: Any) -> dict[str, Any]:
        return looking.list_fee_arrears(tx, **given)

    @rpc(contract.GetFeeSummary)
    def get_fee_summary(self, tx: Any, **given: Any) -> dict[str, Any]:
        return looking.get_fee_summary(tx, **given)

    @rpc(contract.OpenFeeBook)
    def open_fee_book(self, tx: Any, **given: Any) -> dict[str, Any]:
        return collecting.open_fee_book(tx, **given)

    @rpc(contract.CollectFees)
    def collect_fees(self, tx: Any, **given: Any) -> dict[str, Any]:
        return collecting.collect_fees(tx, **given)

    @rpc(contract.CancelReceipts)
    def cancel_fee_receipts(self, tx: Any, **given: Any) -> dict[str, Any]:
        return collecting.cancel_fee_receipts(tx, **given)

    @rpc(contract.ListFeeReceipts)
    def list_fee_receipts(self, tx: Any, **given: Any) -> dict[str, Any]:
        return receipts.list_fee_receipts(tx, **given)

    @rpc(contract.WaiveFees)
    def waive_fees(self, tx: Any, **given: Any) -> dict[str, Any]:
        return collecting.waive_fees(tx, **given)

    @rpc(contract.EndWaiver)
    def end_fee_waiver(self, tx: Any, **given: Any) -> dict[str, Any]:
        return collecting.end_fee_waiver(tx, **given)

    @rpc(contract.ListRemittances)
    def list_fee_remittances(self, tx: Any, **given: Any) -> dict[str, Any]:
        return remitting.list_fee_remittances(tx, **given)

    @rpc(contract.DeclareRemittance)
    def declare_fee_remittance(self, tx: Any, **given: Any) -> dict[str, Any]:
        return remitting.declare_fee_remittance(tx, **given)

    @rpc(contract.SettleRemittance)
    def settle_fee_remittance(self, tx: Any, **given: Any) -> dict[str, Any]:
        return remitting.settle_fee_remittance(tx, **given)

    @rpc(contract.StartFeeExport)
    def start_fee_export(self, tx: Any, **given: Any) -> dict[str, Any]:
        return exports.start_fee_export(tx, **given)

    @job("export_fees")
    def export_fees(self, running: Job) -> dict[str, Any]:
        return exports.run_export(running)

    @every(20)
    def reckon_fee_standings(self, tx: Any) -> None:
        standings.sweep(tx)

    @every(20)
    def count_fee_rolls(self, tx: Any) -> None:
        rolls.sweep(tx)

    @every(60)
    def flag_exempt_members(self, tx: Any) -> None:
        exempting.sweep(tx)
