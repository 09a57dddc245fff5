"""Signing in, invitations, second factors and sessions, as the members service keeps accounts."""

from marshmallow import fields
from marshmallow.validate import Length, OneOf

from services.contracts.common import ROLES, Done, UnitReference
from services.kit.schema import DayField, IdField, InstantField, Reply, Request, Text


class PositionView(Reply):
    """A position that the person holds today."""

    id = IdField(required=True, allow_none=True)
    role = fields.String(required=True, validate=OneOf(ROLES))
    code = fields.String(required=True)
    title = fields.String(required=True)
    unit = fields.Nested(UnitReference, required=True)
    until = DayField(allow_none=True)


class Tokens(Reply):
    """An access token (Ed25519 JWT, 15 minutes) and the refresh token that replaces it once."""

    access_token = fields.String(required=True)
    refresh_token = fields.String(required=True)
    expires_in = fields.Integer(required=True)
    person = fields.Nested(lambda: OwnPerson(), required=True)
    positions = fields.List(fields.Nested(PositionView), required=True)


PASSWORDS = "passwords"
"""The lane of whatever checks or sets a password, which keeps a processor busy far longer than other requests."""


class OwnPerson(Reply):
    """The one who is signed in."""

    id = IdField(required=True)
    code = fields.String(required=True, allow_none=True)
    full_name = fields.String(required=True)
    unit = fields.Nested(UnitReference, required=True, allow_none=True)


class SecondFactorState(Reply):
    """required: the rule asks for it and it is not on yet."""

    on = fields.Boolean(required=True)
    required = fields.Boolean(required=True)


class MeView(Reply):
    """Who the caller is, what they act as, and the rights that they have somewhere."""

    person = fields.Nested(OwnPerson, required=True)
    positions = fields.List(fields.Nested(PositionView), required=True)
    can = fields.List(fields.String(), required=True)
    session_id = IdField(required=True)
    second_factor = fields.Nested(SecondFactorState, required=True)


class IssuedInvitation(Reply):
    """A one-time link, shown this once."""

    token = fields.String(required=True)
    link = fields.String(required=True)
    expires_at = InstantField(required=True)


class InvitationView(Reply):
    """Whom a link is for; the name is shortened."""

    name = fields.String(required=True)
    login = fields.String(required=True, allow_none=True)
    has_password = fields.Boolean(required=True)
    expires_at = InstantField(required=True)


class SecondFactorSecret(Reply):
    """uri: the text of the QR code that an authenticator app reads."""

    secret = fields.String(required=True)
    uri = fields.String(required=True)


class RecoveryCodes(Reply):
    recovery_codes = fields.List(fields.String(), required=True)


class Device(Reply):
    """A device on which the caller is signed in."""

    id = IdField(required=True)
    device = fields.String(required=True, allow_none=True)
    created_at = InstantField(required=True)
    seen_at = InstantField(required=True)
    current = fields.Boolean(required=True)


class Devices(Reply):
    items = fields.List(fields.Nested(Device), required=True)


class SignIn(Request):
    """The bearer of login and password is signed in on one device.

    login: member code, phone number or e-mail. code: six digits, when a second factor is set up. device_key: what the
    gateway knows the device by; address: its network address. A failure counts against these, never against the account alone.
    Raises Unauthenticated("wrong-login" | "second-factor-required" | "wrong-code" | "account-locked").
    """

    method = "members.sign_in"
    lane = PASSWORDS
    reply = Tokens
    public = True
    remembered = False
    login = Text(required=True, max_length=120)
    password = fields.String(required=True, validate=Length(min=1, max=200))
    code = fields.String(load_default=None, allow_none=True, validate=Length(max=16))
    device = fields.String(load_default=None, allow_none=True, validate=Length(max=200))
    device_key = fields.String(load_default=None, allow_none=True, validate=Length(max=100))
    address = fields.String(load_default=None, allow_none=True, validate=Length(max=100))


class Refresh(Request):
    """The refresh token is exchanged for new tokens; used twice, its whole family is revoked (30 s of grace)."""

    method = "members.refresh_session"
    reply = Tokens
    public = True
    remembered = False
    refresh_token = fields.String(required=True, validate=Length(max=200))


class SignOut(Request):
    """The caller's session, or all of them, is over."""

    method = "members.sign_out"
    reply = Done
    everywhere = fields.Boolean(load_default=False)


class CheckSession(Request):
    """The caller's session goes on. Raises Unauthenticated for one that has ended, before its token runs out."""

    method = "members.check_session"
    reply = Done


class Invite(Request):
    """A one-time link lets the person set a first password, or a new one. Shown once; valid 7 days."""

    method = "members.invite"
    reply = IssuedInvitation
    remembered = False
    person_id = IdField(required=True)


class GetInvitation(Request):
    """Whom a one-time link is for (name shortened), while it is valid."""

    method = "members.get_invitation"
    reply = InvitationView
    public = True
    token = fields.String(required=True, validate=Length(max=200))


class AcceptInvitation(Request):
    """The invited person has a password of their own and is signed in."""

    method = "members.accept_invitation"
    lane = PASSWORDS
    reply = Tokens
    public = True
    remembered = False
    token = fields.String(required=True, validate=Length(max=200))
    password = fields.String(required=True, validate=Length(min=10, max=200))
    device = fields.String(load_default=None, allow_none=True, validate=Length(max=200))
    device_key = fields.String(load_default=None, allow_none=True, validate=Length(max=100))
    address = fields.String(load_default=None, allow_none=True, validate=Length(max=100))


class ChangePassword(Request):
    """The caller's password is another one; other sessions end."""

    method = "members.change_password"
    lane = PASSWORDS
    reply = Done
    remembered = False
    password = fields.String(required=True, validate=Length(min=1, max=200))
    new_password = fields.String(required=True, validate=Length(min=10, max=200))


class StartSecondFactor(Request):
    """A TOTP secret is made, in use only once confirmed. `{secret, uri}`, shown once."""

    method = "members.start_second_factor"
    reply = SecondFactorSecret
    remembered = False


class ConfirmSecondFactor(Request):
    """The second factor is in use. `{recovery_codes: [10]}`, shown once."""

    method = "members.confirm_second_factor"
    reply = RecoveryCodes
    remembered = False
    code = fields.String(required=True, validate=Length(min=6, max=6))


class ListSessions(Request):
    """The caller's signed-in devices: `{items: [{id, device, created_at, seen_at, current}]}`."""

    method = "members.list_sessions"
    reply = Devices


class RevokeSession(Request):
    """One of the caller's devices is signed out."""

    method = "members.revoke_session"
    reply = Done
    session_id = IdField(required=True)


class GetMe(Request):
    """Who the caller is: `{person, positions, can: [actions]}`."""

    method = "members.get_me"
    reply = MeView
