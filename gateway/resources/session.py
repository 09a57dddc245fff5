"""Signing in: browsers get cookies, API clients get tokens; and the links that give a first password."""

from typing import Any

from flask import Response, g, request
from marshmallow import fields

from gateway import calls, openapi, problems, session
from gateway.resource import JSON, Operation, Resource
from services.contracts import accounts as contract
from services.kit import wire
from services.kit.faults import Invalid, Unauthenticated
from services.kit.schema import UNKNOWN_FIELD, Reply

bp = Resource("session", description="Đăng nhập, phiên, liên kết một lần")

SIGN_IN = Operation(
    verb="POST",
    path="/session",
    contract=contract.SignIn,
    fixed=dict.fromkeys(("device", "device_key", "address")),
    limit="sign-in",
)
TOKENS = Operation(
    verb="POST",
    path="/tokens",
    contract=contract.SignIn,
    fixed=dict.fromkeys(("device_key", "address")),
    limit="sign-in",
)
REFRESH = Operation(
    verb="POST", path="/session/refresh", contract=contract.Refresh, fixed={"refresh_token": None}, limit="refresh"
)
REFRESH_TOKENS = Operation(verb="POST", path="/tokens/refresh", contract=contract.Refresh, limit="refresh")
SIGN_OUT = Operation(verb="DELETE", path="/session", contract=contract.SignOut)
INVITATION = Operation(verb="GET", path="/invitations/<token>", contract=contract.GetInvitation, limit="sign-in")
ACCEPT = Operation(
    verb="POST",
    path="/invitations/<token>",
    contract=contract.AcceptInvitation,
    fixed=dict.fromkeys(("device", "device_key", "address")),
    limit="sign-in",
)


def sign_in() -> Response:
    """The browser holds the tokens in cookies; scripts see who it is and no token."""
    session.check_origin()
    given = _only(calls.body(), "login", "password", "code")
    return _signed_in(calls.call(contract.SignIn, {**given, **_client(), "device": session.device_name()}))


def get_tokens() -> Response:
    """An API client holds the tokens itself."""
    given = _only(calls.body(), "login", "password", "code", "device")
    given.setdefault("device", session.device_name())
    return _json(calls.call_raw(contract.SignIn, {**given, "address": request.remote_addr}))


def refresh_session() -> Response:
    """The browser has new cookies for its old ones."""
    held = request.cookies.get(session.REFRESH)
    if held is None:
        raise Unauthenticated("session-over")
    session.check_csrf()
    try:
        return _signed_in(calls.call(contract.Refresh, {"refresh_token": held}))
    except Unauthenticated as fault:
        answer = problems.of_fault(fault)
        session.clear_cookies(answer)
        return answer


def refresh_tokens() -> Response:
    """An API client has new tokens for its old ones."""
    return _json(calls.call_raw(contract.Refresh, _only(calls.body(), "refresh_token")))


def sign_out() -> Response:
    """The session is over, here or everywhere, and the browser holds nothing. The access token may have run out."""
    held = request.cookies.get(session.REFRESH)
    try:
        calls.caller()
    except Unauthenticated:
        if held is None:
            raise
        session.check_csrf()
        g.caller = session.of_token(calls.call(contract.Refresh, {"refresh_token": held})["access_token"])
    calls.call(contract.SignOut, request.args.to_dict())
    answer = _json(wire.dumps({"ok": True}))
    session.clear_cookies(answer)
    return answer


def get_invitation(token: str) -> Response:
    """Whom the link is for."""
    return _json(calls.call_raw(contract.GetInvitation, {"token": token}))


def accept_invitation(token: str) -> Response:
    """The password is set and the browser is signed in."""
    session.check_origin()
    given = _only(calls.body(), "password")
    given.update(_client(), token=token, device=session.device_name())
    return _signed_in(calls.call(contract.AcceptInvitation, given))


def _only(given: dict[str, Any], *names: str) -> dict[str, Any]:
    unknown = [name for name in given if name not in names]
    if unknown:
        raise Invalid(errors={name: [UNKNOWN_FIELD] for name in unknown})
    return given


def _client() -> dict[str, Any]:
    return {"device_key": session.device_key(), "address": request.remote_addr}


def _signed_in(tokens: dict[str, Any]) -> Response:
    answer = _json(wire.dumps({"person": tokens["person"], "positions": tokens["positions"]}))
    session.set_cookies(answer, tokens)
    return answer


def _json(body: bytes) -> Response:
    return Response(body, content_type=JSON)


class SignedIn(Reply):
    """Who is signed in, and as what."""

    person = fields.Nested(contract.OwnPerson, required=True)
    positions = fields.List(fields.Nested(contract.PositionView), required=True)


_WHO = {200: {"description": "Signed in; the tokens are in cookies", "content": {JSON: {"schema": SignedIn}}}}

bp.serve(SIGN_IN, sign_in, responses=_WHO)
bp.serve(SIGN_OUT, sign_out)
bp.serve(REFRESH, refresh_session, responses=_WHO, security=[{"refresh": []}])
bp.serve(TOKENS, get_tokens)
bp.serve(REFRESH_TOKENS, refresh_tokens)
bp.serve(INVITATION, get_invitation, responses={409: openapi.problem(409)})
bp.serve(ACCEPT, accept_invitation, responses=_WHO)
