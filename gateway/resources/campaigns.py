"""Campaigns: opened, followed by unit, closed or taken back."""

from gateway.resource import Resource
from services.contracts import workflows as contract

bp = Resource("campaigns", description="Đợt: hồ sơ mở cho nhiều người cùng lúc")

bp.get("/campaigns", contract.ListCampaigns)
bp.post("/campaigns", contract.OpenCampaign, status=202, location="/campaigns/{id}")
bp.get("/campaigns/kinds", contract.ListCampaignKinds)
bp.get("/campaigns/<uuid:campaign_id>", contract.GetCampaign)
bp.get("/campaigns/<uuid:campaign_id>/units", contract.ListCampaignUnits)
bp.post("/campaigns/<uuid:campaign_id>/closing", contract.CloseCampaign, status=202)
bp.post("/campaigns/<uuid:campaign_id>/cancellation", contract.CancelCampaign, status=202)
