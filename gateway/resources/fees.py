"""Fees: books of units, receipts, members' accounts, and money on its way up."""

from gateway.resource import Resource
from services.contracts import fees as contract

bp = Resource("fees", description="Đoàn phí: sổ thu, biên lai, nộp cấp trên")

bp.get("/units/<uuid:unit_id>/fees", contract.GetUnitFees)
bp.put("/units/<uuid:unit_id>/fee-book", contract.OpenFeeBook)
bp.get("/members/<uuid:member_id>/fees", contract.GetMemberFees)
bp.post("/members/<uuid:member_id>/fee-waivers", contract.WaiveFees, status=201)
bp.get("/me/fees", contract.GetMemberFees, fixed={"member_id": None})
bp.post("/fees/collections", contract.CollectFees, status=201)
bp.post("/fees/cancellations", contract.CancelReceipts)
bp.get("/fees/receipts", contract.ListFeeReceipts)
bp.get("/fees/arrears", contract.ListArrears)
bp.get("/fees/summary", contract.GetFeeSummary)
bp.delete("/fees/waivers/<uuid:waiver_id>", contract.EndWaiver)
bp.get("/fees/remittances", contract.ListRemittances)
bp.post("/fees/remittances", contract.DeclareRemittance, status=201)
bp.post("/fees/remittances/<uuid:remittance_id>/settlement", contract.SettleRemittance)
bp.post("/fees/exports", contract.StartFeeExport, status=202, location="/jobs/{id}")
