"""Accounts as an administrator keeps them, who did what, and invitations of a whole unit."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import (
    ActionView,
    Done,
    ListFailedMessagesRequest,
    PersonReference,
    ReplayMessageRequest,
    UnitReference,
)
from services.contracts.registry_views import Explanation
from services.kit.schema import IdField, InstantField, Page, Reply, Request, Text

ACCOUNT_STATES = ("open", "invited", "locked", "none")


class AccountItem(Reply):
    """A person with the account that they have or not. No more of them than it takes to know whose account it is."""

    id = IdField(required=True)
    person = fields.Nested(PersonReference, required=True)
    unit = fields.Nested(UnitReference, required=True, allow_none=True)
    unit_above = fields.String(required=True, allow_none=True)
    offices = fields.List(fields.String(), required=True, metadata={"description": "Bí thư Đoàn xã Tân Mỹ …"})
    state = fields.String(required=True, validate=OneOf(ACCOUNT_STATES))
    state_title = fields.String(required=True)
    is_admin = fields.Boolean(required=True)
    second_factor = fields.Boolean(required=True)
    devices = fields.Integer(required=True, metadata={"description": "Sessions that are open."})
    seen_at = InstantField(required=True, allow_none=True)
    locked_at = InstantField(required=True, allow_none=True)
    invited_until = InstantField(required=True, allow_none=True)
    allowed_actions = fields.List(fields.Nested(ActionView), required=True)


class AccountPage(Reply):
    items = fields.List(fields.Nested(AccountItem), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True, allow_none=True)


class ListAccounts(Page):
    """Accounts by name; with words to look for, everybody who bears them, with or without an account."""

    method = "members.list_accounts"
    reply = AccountPage
    q = Text(load_default=None, allow_none=True, max_length=100)
    state = fields.String(load_default=None, allow_none=True, validate=OneOf(ACCOUNT_STATES))
    administrators = fields.Boolean(load_default=False)


class LockAccount(Request):
    """The person cannot sign in any more, and is signed out everywhere. Raises Conflict("own-account"), NotFound."""

    method = "members.lock_account"
    reply = Done
    person_id = IdField(required=True)
    reason = Text(required=True, max_length=300)


class UnlockAccount(Request):
    """The person can sign in again, with the password of before."""

    method = "members.unlock_account"
    reply = Done
    person_id = IdField(required=True)


class EndAccountSessions(Request):
    """The person is signed out on every device."""

    method = "members.end_account_sessions"
    reply = Done
    person_id = IdField(required=True)


class InvitableMember(Reply):
    """A member of the unit, and whether the caller may send them a link."""

    id = IdField(required=True)
    person = fields.Nested(PersonReference, required=True)
    state = fields.String(required=True, validate=OneOf(ACCOUNT_STATES))
    state_title = fields.String(required=True)
    invited_until = InstantField(required=True, allow_none=True)
    refused = fields.String(required=True, allow_none=True, metadata={"description": "Why the caller may not."})


class InvitableMembers(Reply):
    unit = fields.Nested(UnitReference, required=True)
    items = fields.List(fields.Nested(InvitableMember), required=True)


class ListInvitableMembers(Request):
    """The unit's own members in Vietnamese order, each with the state of their account."""

    method = "members.list_invitable_members"
    reply = InvitableMembers
    unit_id = IdField(required=True)


class Slip(Reply):
    """What one invited person is handed: their login, and a link that is good once."""

    id = IdField(required=True)
    full_name = fields.String(required=True)
    login = fields.String(required=True, allow_none=True)
    link = fields.String(required=True)
    expires_at = InstantField(required=True)


class Slips(Reply):
    """pdf: over HTTP, the slips as a sheet to print, in base64; null where it could not be drawn just now."""

    unit = fields.Nested(UnitReference, required=True)
    items = fields.List(fields.Nested(Slip), required=True)
    pdf = fields.String(allow_none=True)


class InviteMembers(Request):
    """Each of these members of the unit has a one-time link, shown once. All or none.

    Raises Denied where the caller may not invite one of them, NotFound for whoever is not of the unit.
    """

    method = "members.invite_members"
    reply = Slips
    remembered = False
    unit_id = IdField(required=True)
    person_ids = fields.List(IdField(), required=True, validate=Length(min=1, max=200))


class ExplainPermission(Request):
    """Whether and why the caller may do something at a unit: `{allowed, reason, rules: […]}`."""

    method = "members.explain_permission"
    reply = Explanation
    action = Text(required=True, max_length=60)
    unit_id = IdField(load_default=None, allow_none=True)


class PermissionItem(Reply):
    """An act by name, and whether the caller may do it anywhere."""

    action = fields.String(required=True)
    title = fields.String(required=True)
    allowed = fields.Boolean(required=True)


class Permissions(Reply):
    items = fields.List(fields.Nested(PermissionItem), required=True)


class ListPermissions(Request):
    """Every act of the registry that somebody may do, by name."""

    method = "members.list_permissions"
    reply = Permissions


class ListMembersFailedMessages(ListFailedMessagesRequest):
    method = "members.list_failed_messages"


class ReplayMembersMessage(ReplayMessageRequest):
    method = "members.replay_message"
