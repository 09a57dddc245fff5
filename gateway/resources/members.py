"""Members: lists, files, timelines, duplicates, invitations of members."""

from flask import Response, request

from gateway import calls, downloads
from gateway.resource import OPTIONAL, REQUIRED, Operation, Resource
from services.contracts import accounts, duplicates, edit_requests
from services.contracts import members as contract

bp = Resource("members", description="Đoàn viên: danh sách, hồ sơ, quá trình")

bp.get("/members", contract.ListMembers)
bp.get("/members/filters", contract.GetMemberFilters)
bp.post("/members/confirmations", contract.ConfirmMembers)
bp.get("/members/<uuid:member_id>", contract.GetMember, etag=True)
bp.patch("/members/<uuid:member_id>", contract.UpdateMember, etag=True, if_match=REQUIRED)
bp.get("/members/<uuid:member_id>/timeline", contract.GetTimeline)
bp.get("/members/<uuid:member_id>/card", contract.GetCard)
bp.get("/members/<uuid:member_id>/edit-requests", edit_requests.ListMemberEditRequests)
bp.post("/members/<uuid:member_id>/edit-requests", edit_requests.SubmitEditRequests, status=201, if_match=OPTIONAL)
bp.post("/members/<uuid:person_id>/invitation", accounts.Invite, status=201)

PHOTO = Operation(verb="GET", path="/members/<uuid:member_id>/photo", contract=contract.GetMemberPhoto)


def get_photo(member_id: object) -> Response:
    """The member's picture, as it was sent."""
    return downloads.sent(calls.call(contract.GetMemberPhoto, {"member_id": str(member_id)}), inline=True)


bp.serve(PHOTO, get_photo, **downloads.documented())

bp.get("/edit-requests", edit_requests.ListEditRequests)
bp.post("/edit-requests/approvals", edit_requests.ApproveEditRequests)
bp.post("/edit-requests/rejections", edit_requests.RejectEditRequests)
bp.post("/edit-requests/reopenings", edit_requests.ReopenEditRequests)
bp.post("/edit-requests/<uuid:request_id>/withdrawal", edit_requests.WithdrawEditRequest)

FILE = Operation(verb="GET", path="/edit-requests/<uuid:request_id>/file", contract=edit_requests.GetEditRequestFile)


def get_edit_request_file(request_id: object) -> Response:
    """The document that a member sent along, or the picture that they ask for."""
    given = {**request.args.to_dict(), "request_id": str(request_id)}
    return downloads.sent(calls.call(edit_requests.GetEditRequestFile, given), inline=True)


bp.serve(FILE, get_edit_request_file, **downloads.documented())

bp.get("/duplicates", duplicates.ListDuplicates)
bp.get("/duplicates/<uuid:duplicate_id>", duplicates.GetDuplicate)
bp.post("/duplicates/<uuid:duplicate_id>/settlement", duplicates.SettleDuplicate)
bp.delete("/duplicates/<uuid:duplicate_id>/settlement", duplicates.ReopenDuplicate)
bp.post("/duplicates/<uuid:duplicate_id>/merge", duplicates.MergeDuplicate)
bp.get("/comparisons", duplicates.ListComparisons)
bp.post("/comparisons/<id>/settlement", duplicates.SettleComparison)
