"""Calls other services: one connection a process, safe among greenlets (gevent, eventlet) and threads; every call has a deadline.

The wire is nameko's; requests go straight to the service's queue and answers come by direct reply-to.
"""

import os
import threading
import time
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import amqp

from services.kit import calls, ids, topology, wire
from services.kit.bus import HEARTBEAT_S, TROUBLE, connected, hang_up, socket_of
from services.kit.faults import Fault, Invalid, Unavailable

_REPLY_TO = "amq.rabbitmq.reply-to"
_HEAD, _TAIL = b'{"result":', b',"error":null}'
_MISSES = 3
_REST_S = 2.0


class _Link:
    """One open connection and those who wait for an answer on it."""

    def __init__(self, url: str) -> None:
        self.process = os.getpid()
        self.waiting: dict[str, _Slot] = {}
        self.broken = False
        self._kombu = connected(url)
        self.connection = self._kombu.connection
        self.socket = socket_of(self.connection)
        self.channel = self._kombu.channel()
        self.channel.auto_decode = False
        self.channel.basic_consume(_REPLY_TO, no_ack=True, callback=self._arrived)
        self.channel.events["basic_return"].add(self._returned)
        threading.Thread(target=self._read, name="answers", daemon=True).start()
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()

    def _arrived(self, message: Any) -> None:
        self._settle(message, message.body)

    def _returned(self, _error: Any, _exchange: str, _routing_key: str, message: Any) -> None:
        self._settle(message, None)

    def _settle(self, message: Any, body: bytes | None) -> None:
        slot = self.waiting.pop(message.properties.get("correlation_id"), None)
        if slot is not None:
            slot.body = body
            slot.event.set()

    def _read(self) -> None:
        try:
            while not self.broken:
                self.connection.drain_events()
        except (*TROUBLE, AttributeError):
            self.close()

    def _beat(self) -> None:
        while not self.broken:
            time.sleep(HEARTBEAT_S / 4)
            try:
                self.connection.heartbeat_tick(rate=4)
            except (*TROUBLE, AttributeError):
                self.close()

    def close(self) -> None:
        """Whoever waits learns at once that no answer will come."""
        self.broken = True
        hang_up(self.socket)
        for key in list(self.waiting):
            slot = self.waiting.pop(key, None)
            if slot is not None:
                slot.event.set()


class _Slot:
    __slots__ = ("body", "event")

    def __init__(self) -> None:
        self.event = threading.Event()
        self.body: bytes | None = None


class _Breaker:
    """After some missed deadlines in a row, calls to a service fail at once; one each two seconds looks whether it is back."""

    def __init__(self) -> None:
        self._misses: dict[str, int] = {}
        self._look_at: dict[str, float] = {}

    def check(self, service: str) -> None:
        if self._misses.get(service, 0) >= _MISSES:
            if time.monotonic() < self._look_at.get(service, 0):
                raise Unavailable("service-away", service=service, retry_after_s=2)
            self._look_at[service] = time.monotonic() + _REST_S

    def answered(self, service: str) -> None:
        self._misses.pop(service, None)

    def missed(self, service: str) -> None:
        self._misses[service] = self._misses.get(service, 0) + 1
        self._look_at[service] = time.monotonic() + _REST_S


class RpcClient:
    """Make one a process. It connects at its first call, and again after trouble."""

    def __init__(self, amqp_url: str) -> None:
        self._url = amqp_url
        self._link: _Link | None = None
        self._lock = threading.Lock()
        self._try_at = 0.0
        self._breaker = _Breaker()

    def call(self, method: str, given: Mapping[str, Any] | None = None, /, **more: Any) -> Any:
        """What the method answers, as plain values. Takes what `call_raw` takes."""
        return wire.loads(self.call_raw(method, given, **more))

    def call_raw(
        self,
        method: str,
        given: Mapping[str, Any] | None = None,
        /,
        *,
        token: str | None = None,
        request_id: str | None = None,
        trace: str | None = None,
        deadline_s: float = 5.0,
        **kwargs: Any,
    ) -> bytes:
        """The JSON that the method answers. Fields that share a name with one of ours (`token`) go in `given`.

        Raises the method's own faults; Unavailable("deadline-exceeded" | "bus-away" | "service-away") when no answer came:
        then a change may or may not have happened, and the same request_id asks again safely.
        """
        service, _, name = method.partition(".")
        self._breaker.check(service)
        headers = {
            "method": name,
            "nameko.deadline": int((time.time() + deadline_s) * 1000),
            "nameko.trace": trace or ids.new().hex,
        }
        if token:
            headers["nameko.token"] = token
        if request_id:
            headers["nameko.request_id"] = request_id
        body = wire.dumps({"args": [], "kwargs": {**given, **kwargs} if given else kwargs})
        if len(body) > calls.LARGEST:
            raise Invalid("request-too-large", limit=calls.LARGEST)
        return _result(self._answer(service, headers, body, deadline_s))

    def close(self) -> None:
        """The connection is closed."""
        if self._link is not None:
            self._link.close()

    def _answer(self, service: str, headers: dict[str, Any], body: bytes, deadline_s: float) -> bytes:
        link, key, slot = self._connected(), ids.new().hex, _Slot()
        message = amqp.Message(
            body,
            content_type="application/json",
            content_encoding="utf-8",
            reply_to=_REPLY_TO,
            correlation_id=key,
            delivery_mode=1,
            expiration=str(max(1, int(deadline_s * 1000))),
            application_headers=headers,
        )
        link.waiting[key] = slot
        try:
            link.channel.basic_publish(
                message, exchange="", routing_key=topology.rpc_queue(service).name, mandatory=True
            )
            answered = slot.event.wait(deadline_s)
        except (*TROUBLE, AttributeError):
            link.close()
            answered = True
        finally:
            link.waiting.pop(key, None)
        return self._judged(service, link, slot, answered=answered)

    def _judged(self, service: str, link: _Link, slot: _Slot, *, answered: bool) -> bytes:
        if slot.body is not None:
            self._breaker.answered(service)
            return slot.body
        if link.broken:
            raise Unavailable("bus-away", retry_after_s=2)
        if answered:  # the broker gave the request back: no host of this service ever ran
            raise Unavailable("service-away", service=service, retry_after_s=2)
        self._breaker.missed(service)
        raise Unavailable("deadline-exceeded", service=service)

    def _connected(self) -> _Link:
        link = self._link
        if link is not None and not link.broken and link.process == os.getpid():
            return link
        with self._lock:
            if self._link is not None and not self._link.broken and self._link.process == os.getpid():
                return self._link
            if time.monotonic() < self._try_at:
                raise Unavailable("bus-away", retry_after_s=1)
            try:
                self._link = _Link(self._url)
            except (*TROUBLE, AttributeError):
                self._try_at = time.monotonic() + 0.5
                raise Unavailable("bus-away", retry_after_s=1) from None
            return self._link


@lru_cache(maxsize=4)
def client(amqp_url: str) -> RpcClient:
    """The client of this process."""
    return RpcClient(amqp_url)


def _result(body: bytes) -> bytes:
    if body.startswith(_HEAD) and body.endswith(_TAIL):
        return bytes(body[len(_HEAD) : -len(_TAIL)])
    answer = wire.loads(body)
    if answer["error"]:
        raise Fault.from_wire(answer["error"])
    return wire.dumps(answer["result"])
