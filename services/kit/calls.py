"""A request as it arrives, and the forms of its answer: nameko's own wire.

headers   nameko.token · nameko.request_id · nameko.deadline (epoch ms) · nameko.trace · method
          nameko.take_by (epoch ms): sent to another host unless TAKEN arrives · nameko.repeatable: changes nothing
body      {"args": [], "kwargs": {…}}            answer   {"result": …, "error": null | {exc_type, exc_path, …}}
"""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy.exc import DBAPIError

from services.kit import actor as actors
from services.kit import ids, log, schema, wire
from services.kit.actor import Actor
from services.kit.database import trouble
from services.kit.faults import Fault, Invalid, Unauthenticated, Unavailable, Unexpected
from services.kit.schema import Request

T = TypeVar("T")
LARGEST = 256 * 1024
"""Bytes that may travel by RPC; files go through the store."""
TAKEN = b"taken"
"""Goes ahead of an answer: a host has the request, so that its caller sends it to no other."""
_TRIES = 3


class Call:
    """One request. Nothing of the body is read before a worker has it."""

    __slots__ = (
        "_kwargs",
        "began_at",
        "deadline_ms",
        "expiration_ms",
        "headers",
        "is_announced",
        "message",
        "method",
        "sender",
        "take_by_ms",
        "trace",
    )

    def __init__(self, message: Any) -> None:
        self.message = message
        self.headers: dict[str, Any] = message.headers or {}
        self.method: str = self.headers.get("method") or message.delivery_info["routing_key"].rpartition(".")[2]
        self.deadline_ms: int | None = self.headers.get("nameko.deadline")
        self.expiration_ms = float(message.properties.get("expiration") or 0)
        self.trace: str = self.headers.get("nameko.trace") or ids.new().hex
        self.take_by_ms: int | None = self.headers.get("nameko.take_by")
        self.is_announced = False
        self.began_at = 0.0
        self.sender = ""
        self._kwargs: dict[str, Any] | None = None

    @property
    def reply_to(self) -> Any:
        return self.message.properties.get("reply_to")

    @property
    def correlation_id(self) -> Any:
        return self.message.properties.get("correlation_id")

    @property
    def request_id(self) -> str | None:
        return self.headers.get("nameko.request_id")

    def left_s(self) -> float:
        """Seconds until the caller gives up."""
        return float("inf") if self.deadline_ms is None else self.deadline_ms / 1000 - time.time()

    def is_late(self) -> bool:
        """The caller has given up."""
        return self.left_s() <= 0

    def left_to_take_s(self) -> float:
        """Seconds until the caller sends the request to another host, unless it hears that this one has it."""
        return float("inf") if self.take_by_ms is None else self.take_by_ms / 1000 - time.time()

    def is_elsewhere(self, request: type[Request]) -> bool:
        """The caller did not hear from us in time and has sent the request to another host.

        What the broker gives out again may have been announced by the host that died with it: it is begun where that
        cannot have two effects.
        """
        is_again = bool(self.message.delivery_info.get("redelivered")) and not self.must_announce(request)
        return not self.is_announced and self.left_to_take_s() <= 0 and not is_again

    def must_announce(self, request: type[Request]) -> bool:
        """Done twice it would have two effects: its caller is to know before it begins, so that it is not sent elsewhere."""
        is_keyed = self.request_id is not None and request.remembered
        return self.take_by_ms is not None and not (is_keyed or self.headers.get("nameko.repeatable"))

    def actor(self, *, public: bool) -> Actor:
        """Who asks. Raises Unauthenticated, unless anyone may ask."""
        token = self.headers.get("nameko.token")
        try:
            if not token:
                raise Unauthenticated("sign-in-required")
            return actors.verify(token)
        except Unauthenticated:
            if public:
                return Actor.NOBODY
            raise

    @property
    def kwargs(self) -> dict[str, Any]:
        """The arguments as they came. Raises Invalid("malformed-request")."""
        if self._kwargs is None:
            try:
                if _has_nul(self.message.body):
                    raise ValueError
                body = wire.loads(self.message.body)
                if body["args"] or not isinstance(body["kwargs"], dict) or wire.is_too_deep(body["kwargs"]):
                    raise ValueError
                self._kwargs = body["kwargs"]
            except (ValueError, KeyError, TypeError):
                raise Invalid("malformed-request") from None
        return self._kwargs

    def given(self, request: type[Request]) -> dict[str, Any]:
        """The arguments by the contract. Raises Invalid."""
        return schema.load(request, self.kwargs)


def _has_nul(body: Any) -> bool:
    """PostgreSQL keeps no text with U+0000, which JSON can only say escaped."""
    return ("\\u0000" if isinstance(body, str) else b"\\u0000") in body


class Pace:
    """How fast a host works, so that it can tell a caller at once when it will not make it."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._mean_s = 0.005

    def note(self, took_s: float) -> None:
        """A call took so long."""
        self._mean_s += (took_s - self._mean_s) * 0.2

    def wait_s(self, waiting: int) -> float:
        """How long so many calls keep the workers busy."""
        return waiting * self._mean_s / self._workers

    def is_hopeless(self, call: Call, *, waiting: int) -> bool:
        """By the time a worker is free, more than half of the caller's patience would be gone."""
        if call.deadline_ms is None or waiting < self._workers:
            return False
        patience_s = call.expiration_ms / 1000 or 5.0
        return call.left_s() - self.wait_s(waiting) < patience_s / 2


def with_second_try(act: Callable[[], T]) -> T:
    """What the act returns; a lost connection, a deadlock or a lost race is tried again, unless it may have committed."""
    for attempt in range(1, _TRIES + 1):
        try:
            return act()
        except DBAPIError as error:
            unclear = error.statement is None and error.connection_invalidated
            if trouble(error) is None or unclear or attempt == _TRIES or _timed_out(error):
                raise
    raise AssertionError


def _timed_out(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) in ("57014", "55P03")  # it took its whole time already


def serialize_result(result: Any) -> bytes:
    """The result as JSON."""
    body = wire.dumps(result)
    if len(body) > LARGEST:
        log.get().warning("large_reply", bytes=len(body))
    return body


def reply(call: Call, result: bytes, error: BaseException | None) -> bytes:
    """The answer's body; of an unexpected exception the caller learns the trace alone."""
    if error is None:
        return b'{"result":' + result + b',"error":null}'
    return refusal(_fault(call, error))


def refusal(fault: Fault) -> bytes:
    """The answer that carries a fault."""
    return wire.dumps({"result": None, "error": fault.wire()})


def _fault(call: Call, error: BaseException) -> Fault:
    if isinstance(error, Fault):
        return error
    away = trouble(error)
    if away is not None:
        log.get().warning(
            "call_in_vain", method=call.method, trace=call.trace, code=away.code, error=type(error).__name__
        )
        return away
    log.get().error("call_failed", method=call.method, trace=call.trace, exc_info=error)
    return Unexpected("unexpected", trace=call.trace)


def overloaded() -> bytes:
    """Better now than too late."""
    return refusal(Unavailable("overloaded"))


def unknown_method(call: Call) -> bytes:
    """In the words that nameko's own clients know."""
    error = {"exc_type": "MethodNotFound", "exc_path": "nameko.exceptions.MethodNotFound", "exc_args": [call.method]}
    return wire.dumps(
        {"result": None, "error": {**error, "value": call.method, "code": "method-unknown", "fields": {}}}
    )
