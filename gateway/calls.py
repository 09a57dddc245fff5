"""From a request to a service and back: who asks, what they give, under which id, and the service's own bytes."""

import re
import secrets
from collections.abc import Mapping
from typing import Any, Protocol

from flask import current_app, g, request

from gateway import compression, session
from gateway.problems import Problem, trace
from services.kit import wire
from services.kit.faults import Invalid
from services.kit.schema import Request

DEADLINE_S = 5.0
LANE_DEADLINE_S = 30.0
"""Where many stand in line at once, a fair wait is longer."""
_READING = ("GET", "HEAD")
_KEY = re.compile(r"[\x21-\x7e]{1,200}")


class Client(Protocol):
    """What the gateway needs of an RPC client."""

    def call_raw(
        self,
        method: str,
        given: Mapping[str, Any],
        *,
        token: str | None = None,
        request_id: str | None = None,
        trace: str | None = None,
        deadline_s: float = DEADLINE_S,
        lane: str = "",
        repeatable: bool = False,
    ) -> bytes: ...


def call_raw(contract: type[Request], given: Mapping[str, Any], *, deadline_s: float = DEADLINE_S) -> bytes:
    """The service's answer as the bytes it sent. Public requests go without a token."""
    if not contract.remembered:  # its answer holds a secret
        compression.keep_as_it_is()
    return client().call_raw(
        contract.method,
        given,
        token=None if contract.public else caller().token,
        request_id=request_id(),
        trace=trace(),
        deadline_s=LANE_DEADLINE_S if contract.lane else deadline_s,
        lane=contract.lane,
        repeatable=request.method in _READING,
    )


def call(contract: type[Request], given: Mapping[str, Any], *, deadline_s: float = DEADLINE_S) -> Any:
    """The service's answer, read."""
    return wire.loads(call_raw(contract, given, deadline_s=deadline_s))


def client() -> Client:
    """The one client of this process."""
    found: Client = current_app.extensions["doanso"]["client"]
    return found


def caller() -> session.Caller:
    """Who asks, found out once a request."""
    if "caller" not in g:
        g.caller = session.caller()
    held: session.Caller = g.caller
    return held


def request_id() -> str | None:
    """The key under which a change is done once however often it is sent; made up where its sender gave none, since the
    request may reach a second host. Raises Invalid for a strange one."""
    if request.method in _READING:
        return None
    key = request.headers.get("Idempotency-Key")
    if key is None or request.method == "DELETE":
        made: str = g.setdefault("request_key", secrets.token_hex(16))
        return made
    if not _KEY.fullmatch(key):
        raise Invalid(errors={"Idempotency-Key": ["Từ 1 đến 200 ký tự thường, không có dấu cách."]})
    return key


def body() -> dict[str, Any]:
    """The request's JSON object. Raises Problem 400 for anything else or too deep, 415 for another media type."""
    raw = request.get_data(cache=True)
    if not raw:
        return {}
    if not request.is_json:
        raise Problem(415)
    try:
        given = wire.loads(raw)
    except ValueError:
        raise Problem(400, "not-json") from None
    if not isinstance(given, dict):
        raise Problem(400, "not-an-object", kind="một danh sách" if isinstance(given, list) else "một giá trị đơn")
    if wire.is_too_deep(given):
        raise Problem(400, "json-too-deep")
    return given
