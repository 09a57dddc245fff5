"""Campaigns: opened, followed by unit, closed or taken back."""

from flask import Response, request

from gateway import calls, downloads, uploads
from gateway.resource import Operation, Resource, answered
from services.contracts import campaigns as contract

bp = Resource("campaigns", description="Đợt: hồ sơ mở cho nhiều người cùng lúc")

bp.get("/campaigns", contract.ListCampaigns)
bp.post("/campaigns", contract.OpenCampaign, status=202, location="/campaigns/{id}")
bp.post("/campaigns/preview", contract.PreviewCampaign)
bp.get("/campaigns/kinds", contract.ListCampaignKinds)
bp.get("/campaigns/<uuid:campaign_id>", contract.GetCampaign)
bp.get("/campaigns/<uuid:campaign_id>/units", contract.ListCampaignUnits)
bp.post("/campaigns/<uuid:campaign_id>/closing", contract.CloseCampaign, status=202)
bp.post("/campaigns/<uuid:campaign_id>/cancellation", contract.CancelCampaign, status=202)
bp.get("/campaigns/<uuid:campaign_id>/rows", contract.ListCampaignRows)
bp.get("/training-catalogue", contract.GetTrainingCatalogue)

SHEET_PATH = "/campaigns/<uuid:campaign_id>/sheet"
OUT = Operation(verb="GET", path=f"{SHEET_PATH}.xlsx", contract=contract.GetCampaignSheet)
BACK = Operation(verb="POST", path=SHEET_PATH, contract=contract.ReadCampaignSheet, limit="uploads")
_WRITING_S = 30.0


def get_sheet(campaign_id: object) -> Response:
    """The grid of a unit as a workbook."""
    given = {"campaign_id": str(campaign_id), **request.args}
    return downloads.sent(calls.call(contract.GetCampaignSheet, given, deadline_s=_WRITING_S))


def read_sheet(campaign_id: object) -> Response:
    """What a filled-in workbook says of each case."""
    upload = uploads.received()
    given = {**upload.form, "campaign_id": str(campaign_id), "digest": upload.stored.digest}
    return answered(BACK, calls.call_raw(contract.ReadCampaignSheet, given))


bp.serve(OUT, get_sheet, **downloads.documented(downloads.WORKBOOK))
bp.serve(BACK, read_sheet, **uploads.documented("unit_id"))
