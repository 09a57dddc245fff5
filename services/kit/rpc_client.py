"""Calls other services: one connection a process, safe among greenlets (gevent, eventlet) and threads; every call has a deadline.

The wire is nameko's; requests go straight to the service's queue and answers come by direct reply-to. A request that no
host took in a fraction of its deadline goes to the service's second queue, which other hosts read first: a frozen host is
passed by. A host announces what it has taken and does not answer soon, so that nothing is sent on that is being done.
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
_MOST_PATIENCE_S, _PATIENCE = 1.0, 0.25
"""How long a request waits to be taken before it is sent to other hosts: a fraction of its deadline."""
_MARGIN = 0.7
"""The part of that time after which a host no longer begins what it has not announced."""
_DETOUR_S = 2.0
"""How long requests go by the second queue first, once one was answered there that the first did not take."""


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
        slot = self.waiting.get(message.properties.get("correlation_id"))
        if slot is None:
            return
        if body is None and slot.copies > 1:
            return  # of one queue alone
        slot.is_taken = True
        if body != calls.TAKEN:
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
    __slots__ = ("body", "copies", "event", "is_taken")

    def __init__(self) -> None:
        self.event = threading.Event()
        self.body: bytes | None = None
        self.is_taken = False
        self.copies = 0


class _Sending:
    """One request on its way: to which queues it goes, in which order, and how long each has."""

    def __init__(self, service: str, lane: str, headers: dict[str, Any], body: bytes, deadline_s: float) -> None:
        self.service, self.lane = service, lane
        self.key = ids.new().hex
        self.patience_s = min(_MOST_PATIENCE_S, deadline_s * _PATIENCE)
        self._headers, self._body, self._deadline_s = headers, body, deadline_s
        self._ends_at = time.monotonic() + deadline_s
        self.first_queue = (topology.lane_queue(service, lane) if lane else topology.rpc_queue(service)).name

    def queues(self, *, is_detour: bool) -> list[str]:
        """Where to send it, one after another as long as nobody takes it."""
        second = topology.second_queue(self.service).name
        return [second, self.first_queue, second] if is_detour else [self.first_queue, second, self.first_queue]

    def left_s(self) -> float:
        """Seconds until its caller gives up."""
        return max(0.0, self._ends_at - time.monotonic())

    def message(self, *, is_last: bool) -> amqp.Message:
        """One copy. A host begins what it has not announced only while its caller has not yet sent the next one."""
        headers = self._headers
        if not is_last:
            headers = {**headers, "nameko.take_by": int((time.time() + self.patience_s * _MARGIN) * 1000)}
        return amqp.Message(
            self._body,
            content_type="application/json",
            content_encoding="utf-8",
            reply_to=_REPLY_TO,
            correlation_id=self.key,
            delivery_mode=1,
            expiration=str(max(1, int(self._deadline_s * 1000))),
            application_headers=headers,
        )


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
        self._detours: dict[str, float] = {}
        """By service: until when its second queue is the better one."""

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
        lane: str = "",
        repeatable: bool = False,
        **kwargs: Any,
    ) -> bytes:
        """The JSON that the method answers. Fields that share a name with one of ours (`token`) go in `given`.

        lane: the contract's, where it has one; a slow lane never stops other calls. repeatable: the request changes nothing.

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
        if repeatable:
            headers["nameko.repeatable"] = 1
        return _result(self._answer(_Sending(service, lane, headers, body, deadline_s)))

    def close(self) -> None:
        """The connection is closed."""
        if self._link is not None:
            self._link.close()

    def _answer(self, sending: "_Sending") -> bytes:
        link, slot = self._connected(), _Slot()
        link.waiting[sending.key] = slot
        try:
            answered = self._try_queues(link, slot, sending)
        except (*TROUBLE, AttributeError):
            link.close()
            answered = True
        finally:
            link.waiting.pop(sending.key, None)
        return self._judged(sending, link, slot, answered=answered)

    def _try_queues(self, link: _Link, slot: _Slot, sending: "_Sending") -> bool:
        """Send to one queue after another until a host has taken the request; True once there is an answer, or none can come."""
        queues = sending.queues(is_detour=time.monotonic() < self._detours.get(sending.service, 0))
        for attempt, queue in enumerate(queues):
            is_last = attempt == len(queues) - 1
            slot.copies += 1
            link.channel.basic_publish(sending.message(is_last=is_last), exchange="", routing_key=queue, mandatory=True)
            if slot.event.wait(sending.left_s() if is_last else sending.patience_s):
                break
            if slot.is_taken:
                slot.event.wait(sending.left_s())
                break
        if attempt and slot.body is not None:
            is_first_deaf = queues[0] == sending.first_queue
            self._detours[sending.service] = time.monotonic() + _DETOUR_S if is_first_deaf else 0
        return slot.event.is_set()

    def _judged(self, sending: "_Sending", link: _Link, slot: _Slot, *, answered: bool) -> bytes:
        service = sending.service
        if slot.body is not None:
            self._breaker.answered(service)
            return slot.body
        if link.broken:
            raise Unavailable("bus-away", retry_after_s=2)
        if answered:  # the broker gave the request back: no host of this service ever ran
            raise Unavailable("service-away", service=service, retry_after_s=2)
        if not sending.lane:
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
