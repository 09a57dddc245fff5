"""Entrypoints of requests to change one's file; MembersService inherits them."""

from typing import Any

from services.contracts import edit_requests as contract
from services.kit.entrypoints import rpc
from services.members.edit_requests import actions, deciding


class EditRequestsService:
    """What members ask for, and what officers answer."""

    @rpc(contract.ListMemberEditRequests)
    def list_member_edit_requests(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.list_member_edit_requests(tx, **given)

    @rpc(contract.SubmitEditRequests)
    def submit_edit_requests(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.submit_edit_requests(tx, **given)

    @rpc(contract.WithdrawEditRequest)
    def withdraw_edit_request(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.withdraw_edit_request(tx, **given)

    @rpc(contract.ListEditRequests)
    def list_edit_requests(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.list_edit_requests(tx, **given)

    @rpc(contract.ListOwnEditRequests)
    def list_own_edit_requests(self, tx: Any) -> dict[str, Any]:
        return actions.list_own_edit_requests(tx)

    @rpc(contract.AcknowledgeEditRequests)
    def acknowledge_edit_requests(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.acknowledge_edit_requests(tx, **given)

    @rpc(contract.GetEditRequestFile)
    def get_edit_request_file(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.get_edit_request_file(tx, **given)

    @rpc(contract.ApproveEditRequests)
    def approve_edit_requests(self, tx: Any, **given: Any) -> dict[str, Any]:
        return deciding.approve_edit_requests(tx, **given)

    @rpc(contract.RejectEditRequests)
    def reject_edit_requests(self, tx: Any, **given: Any) -> dict[str, Any]:
        return deciding.reject_edit_requests(tx, **given)

    @rpc(contract.ReopenEditRequests)
    def reopen_edit_requests(self, tx: Any, **given: Any) -> dict[str, Any]:
        return deciding.reopen_edit_requests(tx, **given)
