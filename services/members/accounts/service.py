"""Entrypoints of accounts; MembersService inherits them."""

from typing import Any

from services.contracts import accounts as contract
from services.contracts import administration as administration_contract
from services.kit import inbox
from services.kit.entrypoints import every, rpc
from services.kit.policy import Subject, require
from services.members.accounts import actions, administration, sessions, unit_invitations
from services.members.accounts.actions import Client
from services.members.policy import POLICY

_DONE = {"ok": True}


class AccountsService:
    """Signing in and out, and one's own account."""

    @rpc(contract.SignIn, sender=actions.find_sender)
    def sign_in(self, tx: Any, *, login: str, password: str, code: str | None, **client: Any) -> dict[str, Any]:
        return actions.sign_in(tx, Client(**client), login=login, password=password, code=code)

    @rpc(contract.Refresh)
    def refresh_session(self, tx: Any, **given: Any) -> dict[str, Any]:
        return sessions.refresh(tx, **given)

    @rpc(contract.SignOut)
    def sign_out(self, tx: Any, **given: Any) -> dict[str, Any]:
        sessions.sign_out(tx, **given)
        return _DONE

    @rpc(contract.CheckSession)
    def check_session(self, tx: Any) -> dict[str, Any]:
        sessions.caller(tx.actor)
        return _DONE

    @rpc(contract.Invite)
    def invite(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.invite(tx, **given)

    @rpc(contract.GetInvitation)
    def get_invitation(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.get_invitation(tx, **given)

    @rpc(contract.AcceptInvitation, sender=actions.find_sender_of_link)
    def accept_invitation(self, tx: Any, *, token: str, password: str, **client: Any) -> dict[str, Any]:
        return actions.accept_invitation(tx, Client(**client), token=token, password=password)

    @rpc(contract.ChangePassword)
    def change_password(self, tx: Any, **given: Any) -> dict[str, Any]:
        actions.change_password(tx, **given)
        return _DONE

    @rpc(contract.StartSecondFactor)
    def start_second_factor(self, tx: Any) -> dict[str, Any]:
        return actions.start_second_factor(tx)

    @rpc(contract.ConfirmSecondFactor)
    def confirm_second_factor(self, tx: Any, **given: Any) -> dict[str, Any]:
        return actions.confirm_second_factor(tx, **given)

    @rpc(contract.ListSessions)
    def list_sessions(self, tx: Any) -> dict[str, Any]:
        return {"items": sessions.listed(tx)}

    @rpc(contract.RevokeSession)
    def revoke_session(self, tx: Any, **given: Any) -> dict[str, Any]:
        sessions.revoke(tx, **given)
        return _DONE

    @rpc(contract.GetMe)
    def get_me(self, tx: Any) -> dict[str, Any]:
        return actions.get_me(tx)

    @rpc(administration_contract.ListAccounts)
    def list_accounts(self, tx: Any, **given: Any) -> dict[str, Any]:
        return administration.list_accounts(tx, **given)

    @rpc(administration_contract.LockAccount)
    def lock_account(self, tx: Any, **given: Any) -> dict[str, Any]:
        return administration.lock_account(tx, **given)

    @rpc(administration_contract.UnlockAccount)
    def unlock_account(self, tx: Any, **given: Any) -> dict[str, Any]:
        return administration.unlock_account(tx, **given)

    @rpc(administration_contract.EndAccountSessions)
    def end_account_sessions(self, tx: Any, **given: Any) -> dict[str, Any]:
        return administration.end_account_sessions(tx, **given)

    @rpc(administration_contract.ListInvitableMembers)
    def list_invitable_members(self, tx: Any, **given: Any) -> dict[str, Any]:
        return unit_invitations.list_invitable_members(tx, **given)

    @rpc(administration_contract.InviteMembers)
    def invite_members(self, tx: Any, **given: Any) -> dict[str, Any]:
        return unit_invitations.invite_members(tx, **given)

    @rpc(administration_contract.ListMembersFailedMessages)
    def list_failed_messages(self, tx: Any) -> dict[str, Any]:
        require(POLICY, tx, "system.view", Subject())
        return {"items": inbox.list_failed(tx)}

    @rpc(administration_contract.ReplayMembersMessage)
    def replay_message(self, tx: Any, **given: Any) -> dict[str, Any]:
        require(POLICY, tx, "system.replay", Subject())
        tx.record("message.replay", subject_id=given["id"])
        inbox.replay(tx, given["id"])
        return {"ok": True}

    @every(3600)
    def forget_old_sessions(self, tx: Any) -> None:
        sessions.forget_old(tx)
