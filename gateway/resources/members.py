"""Members: lists, files, timelines, duplicates, invitations of members."""

from flask import Response

from gateway import calls, downloads
from gateway.resource import REQUIRED, Operation, Resource
from services.contracts import accounts, duplicates
from services.contracts import members as contract

bp = Resource("members", description="Đoàn viên: danh sách, hồ sơ, quá trình")

bp.get("/members", contract.ListMembers)
bp.get("/members/filters", contract.GetMemberFilters)
bp.post("/members/confirmations", contract.ConfirmMembers)
bp.get("/members/<uuid:member_id>", contract.GetMember, etag=True)
bp.patch("/members/<uuid:member_id>", contract.UpdateMember, etag=True, if_match=REQUIRED)
bp.get("/members/<uuid:member_id>/timeline", contract.GetTimeline)
bp.get("/members/<uuid:member_id>/card", contract.GetCard)
bp.post("/members/<uuid:person_id>/invitation", accounts.Invite, status=201)

PHOTO = Operation(verb="GET", path="/members/<uuid:member_id>/photo", contract=contract.GetMemberPhoto)


def get_photo(member_id: object) -> Response:
    """The member's picture, as it was sent."""
    return downloads.sent(calls.call(contract.GetMemberPhoto, {"member_id": str(member_id)}), inline=True)


bp.serve(PHOTO, get_photo, **downloads.documented())

bp.get("/duplicates", duplicates.ListDuplicates)
bp.get("/duplicates/<uuid:duplicate_id>", duplicates.GetDuplicate)
bp.post("/duplicates/<uuid:duplicate_id>/settlement", duplicates.SettleDuplicate)
bp.delete("/duplicates/<uuid:duplicate_id>/settlement", duplicates.ReopenDuplicate)
bp.post("/duplicates/<uuid:duplicate_id>/merge", duplicates.MergeDuplicate)
bp.get("/comparisons", duplicates.ListComparisons)
bp.post("/comparisons/<id>/settlement", duplicates.SettleComparison)
