"""How calls and messages enter a service. One entry is one transaction, opened and committed here and nowhere else.

class Shop:
    name = "shop"
    tx = Transactions(Tx)

    @rpc(contract.BuyBook)            def buy_book(self, tx, **given): ...        answers a caller
    @subscribe(stock.BookArrived)     def on_book_arrived(self, tx, event): ...   hears a fact
    @handle(contract.PrintLabels)     def print_labels(self, tx, command): ...    carries out a request
    @every(60)                        def remind(self, tx): ...                   one host at a time
    @job("count_stock")               def count_stock(self, job): ...             long, resumable
"""

import threading
import time
import zlib
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

from nameko.extensions import DependencyProvider, Entrypoint
from sqlalchemy import func, select

from services.kit import audit, calls, inbox, jobs, log, metrics, remembered, replies, revocations, settings, topology
from services.kit.bus import Consumer, is_lost
from services.kit.calls import Call
from services.kit.database import Database, Tx, trouble
from services.kit.hub import Hub
from services.kit.inbox import Reader, anything
from services.kit.requests import Requests
from services.kit.schema import Message, Request
from services.kit.settings import CALLS

READ_AHEAD = 12
"""Messages that a host holds of each kind; more go to another one."""
STUCK_S = 120.0
"""A reader that is at the same messages for so long reads nothing any more."""
LARGE = 8192
"""Bytes of a message that has a transaction of its own; smaller ones that wait together share one."""


class Transactions(DependencyProvider):
    """A service's database; each entry gets a transaction of the class given."""

    def __init__(self, tx_class: type[Tx]) -> None:
        self.tx_class = tx_class

    def setup(self) -> None:
        self.database: Database[Any] = Database(settings.read(), self.container.service_name, self.tx_class)

    def get_dependency(self, _worker_ctx: Any) -> Database[Any]:
        return self.database


def _database(container: Any) -> Database[Any]:
    found: Transactions = next(item for item in container.dependencies if isinstance(item, Transactions))
    return found.database


class Rpc(Entrypoint):
    """`@rpc(contract.SomeRequest)`: the method answers with something JSON can say."""

    requests = Requests()
    revoked = revocations.Revoked()

    def __init__(self, request: type[Request], *, sender: Callable[..., str] | None = None, **given: Any) -> None:
        """sender: in a lane, from a transaction and the arguments, who stands in line; the asker unless told."""
        super().__init__(**given)
        self.request, self._sender = request, sender

    def setup(self) -> None:
        self.requests.register_provider(self)
        self.requests.setup()
        service, _, method = self.request.method.partition(".")
        if service != self.container.service_name:
            raise ValueError(f"{self.request.method} is not a method of {self.container.service_name}")
        self.requests.methods[method] = self

    def stop(self) -> None:
        self.requests.hub.halt()

    def find_sender(self, call: Call) -> str:
        """In whose name the call stands in its lane."""
        actor, given = call.actor(public=self.request.public), call.given(self.request)
        if self._sender is None:
            return f"person:{actor.person_id}"
        with _database(self.container).transaction(actor=actor, trace=call.trace) as tx:
            return self._sender(tx, **given)

    def run(self, service: Any, call: Call) -> bytes:
        """The answer's JSON. Database trouble before the commit is worth a second try; the rest rises."""
        actor = call.actor(public=self.request.public)
        given = call.given(self.request)
        method, database = getattr(service, self.method_name), _database(self.container)
        return calls.with_second_try(lambda: self._once(database, method, call, actor, given))

    def _once(self, database: Database[Any], method: Callable[..., Any], call: Call, actor: Any, given: Any) -> bytes:
        with database.transaction(actor=actor, trace=call.trace, request_id=call.request_id) as tx:
            self.revoked.check(tx, actor)
            if not (call.request_id and self.request.remembered):
                return self._serialize(method(tx, **given))
            before = remembered.claim(tx, self.request.method, call.kwargs)
            if before is not None:
                return before
            body = self._serialize(method(tx, **given))
            remembered.keep(tx, self.request.method, body)
            return body

    def _serialize(self, result: Any) -> bytes:
        """The result as JSON. In tests it must be what the contract says."""
        body = calls.serialize_result(result)
        if settings.read().testing:
            replies.require_match(self.request.method, self.request.reply, body)
        return body


class Reading(Entrypoint):
    """The reading of one kind of message: its own queue, in order, one transaction at a time in this host."""

    hub = Hub()
    exchange: str

    def __init__(self, message: type[Message], *, regards: Callable[[Any], bool] = anything, **given: Any) -> None:
        super().__init__(**given)
        self.message, self.regards = message, regards

    def setup(self) -> None:
        self.line: deque[Any] = deque()
        self.busy = False
        self.busy_since = 0.0
        is_first_duty = settings.read().duty != CALLS
        self.consumer = Consumer(self.queue(), self.arrived, READ_AHEAD, is_first_duty=is_first_duty)
        self.hub.setup()
        self.hub.consume(self.consumer)

    def stop(self) -> None:
        self.hub.halt()

    def arrived(self, message: Any) -> None:
        """A message came; it is worked on when those before it are settled."""
        self.line.append(message)
        self._next()

    def _next(self) -> None:
        while self.line and is_lost(self.line[0]):
            self.line.popleft()
        if self.line and not self.busy and not self.hub.stopping:
            self.busy, self.busy_since = True, time.monotonic()
            messages = self._together()
            self.container.spawn_worker(self, (messages,), {}, handle_result=partial(self.done, messages))

    def _together(self) -> list[Any]:
        """The first in line, and those behind it that may share its transaction."""
        messages = [self.line.popleft()]
        while self.line and not any(map(_stands_alone, (messages[0], self.line[0]))):
            messages.append(self.line.popleft())
        return messages

    def is_stuck(self) -> bool:
        """No message has been done with for long, though there are some."""
        return self.busy and time.monotonic() - self.busy_since > STUCK_S

    def queue(self) -> topology.QueueName:
        """Where the messages come from."""
        return topology.reader_queue(self.container.service_name, self.message.routing_key, self.exchange)

    def reader(self, service: Any) -> Reader:
        """What the inbox needs to know of this entry."""
        return Reader(self.container.service_name, self.message, getattr(service, self.method_name), self.regards)

    def run(self, service: Any, messages: list[Any]) -> None:
        """Each message has had its effect, or waits in failed_messages."""
        database, reader = _database(self.container), self.reader(service)
        bodies = [bytes(message.body).decode(errors="replace") for message in messages]
        self.hub.give_way()
        with self.hub.readers:
            if len(messages) > 1 and inbox.receive_together(database, reader, bodies):
                while messages:
                    self._settle(messages)
            for body in bodies[len(bodies) - len(messages) :]:
                if inbox.receive(database, reader, body, still=lambda: not self.hub.stopping):
                    self._settle(messages)

    def _settle(self, messages: list[Any]) -> None:
        """The first of them is done with."""
        self.consumer.settled(messages.pop(0))
        self.busy_since = time.monotonic()
        metrics.MESSAGES.labels(self.message.routing_key).inc()

    def done(self, messages: list[Any], _worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """On with the next ones."""
        if exc_info is not None:
            log.get().error("reader_broke", key=self.message.routing_key, exc_info=exc_info[1])
            for message in messages:
                self.hub.bus.requeue(message)  # some times; then union.dead has it
        self.busy = False
        self._next()
        return result, exc_info


def _stands_alone(message: Any) -> bool:
    """It would hold the others up; or it may have killed a process, and they would be counted as killers with it."""
    return len(message.body) > LARGE or bool(message.delivery_info.get("redelivered"))


class Subscribe(Reading):
    """`@subscribe(contract.SomeEvent)`: the method hears every fact of that kind, once.

    `regards`: from the fields, whether there is anything in it for this service; what there is not costs no transaction.
    """

    exchange = topology.EVENTS


class Handle(Reading):
    """`@handle(contract.SomeCommand)`: the method carries out every such request, once."""

    exchange = topology.COMMANDS


class Witness(Reading):
    """Every service hears of the sealed audits of the others, and keeps what it saw."""

    exchange = topology.EVENTS

    def __init__(self, **given: Any) -> None:
        super().__init__(audit.AuditSealed, **given)

    def queue(self) -> topology.QueueName:
        return topology.witness_queue(self.container.service_name)

    def reader(self, _service: Any) -> Reader:
        return Reader(self.container.service_name, self.message, lambda tx, event: audit.witness(tx, **event.fields))


class Loop(Entrypoint):
    """Something a host does again and again, in a worker of its own, until it stops."""

    hub = Hub()
    pause_s: float

    def start(self) -> None:
        self.container.spawn_managed_thread(self._go_on, identifier=self.method_name)

    def stop(self) -> None:
        self.hub.halt()

    def _go_on(self) -> None:
        pause_s = min(self.pause_s, 1.0)  # soon after the start, then as often as was asked
        while not self.rest(pause_s):
            over = threading.Event()
            self.container.spawn_worker(self, (), {}, handle_result=partial(self._over, over))
            over.wait()
            pause_s = self.pause_s

    def rest(self, pause_s: float) -> bool:
        """Wait so long, or until the host stops: then True."""
        return self.hub.rest(pause_s)

    def _over(self, over: threading.Event, _worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        if exc_info is not None:
            away = trouble(exc_info[1])
            log.get().warning("loop_stumbled", loop=self.method_name, exc_info=None if away else exc_info[1])
        over.set()
        return result, exc_info


class Every(Loop):
    """`@every(seconds)`: the method runs so often in each host, but never in two hosts at once."""

    def __init__(self, seconds: float, **given: Any) -> None:
        super().__init__(**given)
        self.pause_s = seconds

    def run(self, service: Any) -> None:
        """Once, if no other host is at it."""
        with _database(self.container).transaction() as tx:
            key = zlib.crc32(f"every:{self.method_name}".encode())
            if tx.execute(select(func.pg_try_advisory_xact_lock(key))).scalar():
                getattr(service, self.method_name)(tx)


class Jobs(Loop):
    """`@job("kind")`: the method carries on a long act; what it returns is kept with the job's state."""

    pause_s = 60.0  # whatever is due rings

    def __init__(self, kind: str, **given: Any) -> None:
        super().__init__(**given)
        self.kind = kind

    def setup(self) -> None:
        self.hub.setup()
        self.bell = self.hub.bells[self.kind] = threading.Event()

    def start(self) -> None:
        _database(self.container).alarm = self.hub.alarm
        super().start()

    def rest(self, pause_s: float) -> bool:
        self.bell.wait(pause_s)
        self.bell.clear()
        return self.hub.stopping

    def run(self, service: Any) -> None:
        """Every job of the kind that is due, one after another."""
        database = _database(self.container)
        while not self.hub.stopping and (job := jobs.claim(database, self.kind, self.hub.is_stopping)):
            with self.hub.jobs:
                jobs.run(job, getattr(service, self.method_name))
            metrics.JOBS.labels(self.kind).inc()


rpc = Rpc.decorator
subscribe = Subscribe.decorator
handle = Handle.decorator
every = Every.decorator
job = Jobs.decorator


def stuck_readers(container: Any) -> list[str]:
    """The queues whose readers are stuck."""
    entries = [entry for entry in container.entrypoints if isinstance(entry, Reading)]
    return sorted(entry.queue().name for entry in entries if entry.is_stuck())


def readers(container: Any) -> dict[str, Reader]:
    """The readers of a container's service by routing key, bound to a service object of their own."""
    service = container.service_cls()
    for provider in container.dependencies:
        setattr(service, provider.attr_name, provider.get_dependency(None))
    found = [entry for entry in container.entrypoints if isinstance(entry, Reading)]
    return {entry.message.routing_key: entry.reader(service) for entry in found}
