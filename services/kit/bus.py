"""One connection to the broker for a whole process: every consumer, one channel for what is sent, and a return after trouble.

Plain threads' words throughout; under eventlet or gevent they are greenlets. py-amqp writes a message under a lock of its own.
"""

import contextlib
import itertools
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import amqp
from kombu.connection import Connection
from kombu.exceptions import KombuError

from services.kit import log, topology
from services.kit.topology import QueueName

HEARTBEAT_S = 30
_LONGEST_PAUSE_S = 10.0
TROUBLE = (OSError, amqp.AMQPError, KombuError)
"""What a broken or closing connection raises."""


@dataclass(eq=False)
class Consumer:
    """A queue and what to do with each message.

    A quorum queue is read one message at a time until one has been settled: should the first of them kill the process, the
    others are not counted as killers with it.
    """

    queue: QueueName
    on_message: Callable[[Any], None]
    prefetch: int
    is_first_duty: bool = True
    tag: str = field(default="", init=False)
    channel: Any = field(default=None, init=False)
    narrow: bool = field(default=False, init=False)

    def open(self, channel: Any) -> None:
        """Messages come from here on."""
        self.channel = channel
        channel.auto_decode = False
        self.narrow = self.queue.is_quorum
        channel.basic_qos(0, 1 if self.narrow else self.prefetch, False)
        self.tag = channel.basic_consume(self.queue.name, callback=self._arrived, arguments=self._rank())

    def _rank(self) -> dict[str, int]:
        """The broker gives to whose duty it is, as long as they take."""
        return {"x-priority": 10 if self.is_first_duty else 0}

    def _arrived(self, message: Any) -> None:
        try:
            self.on_message(message)
        except Exception as error:  # a defect of ours must not cost the connection, nor come back at once for ever
            log.get().error("message_not_taken", queue=self.queue.name, exc_info=error)
            self.channel.basic_reject(message.delivery_tag, requeue=False)

    def is_open(self) -> bool:
        """Messages can come."""
        return self.channel is not None and bool(self.channel.is_open)

    def settled(self, message: Any) -> None:
        """The message is done with. If it was the first, it did not kill us: read ahead from now on.

        Asks without waiting, as another thread reads the answers; and ends the narrow reading before the ack, so that no
        message is on its way to it.
        """
        with contextlib.suppress(*TROUBLE, AttributeError):
            if not (self.narrow and message.channel is self.channel):
                message.channel.basic_ack(message.delivery_tag)
                return
            self.narrow = False
            self.channel.basic_cancel(self.tag, nowait=True)
            self.channel.basic_ack(message.delivery_tag)
            self.tag = f"{self.tag}-wide"
            self.channel.send_method(amqp.spec.Basic.Qos, "lBb", (0, self.prefetch, False))
            self.channel.basic_consume(
                self.queue.name, consumer_tag=self.tag, callback=self._arrived, arguments=self._rank(), nowait=True
            )


class Bus:
    """Starts with `start()`, comes back by itself after every trouble, ends with `close()`."""

    def __init__(self, url: str) -> None:
        self._url = url
        self.consumers: list[Consumer] = []
        self.ready = threading.Event()
        self._connection: Any = None
        self._socket: socket.socket | None = None
        self._sending: Any = None
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Connect, declare and consume, for ever."""
        self._thread = threading.Thread(target=self._run, name="bus", daemon=True)
        self._thread.start()
        threading.Thread(target=self._beat, name="heartbeat", daemon=True).start()

    def send(self, body: bytes, *, exchange: str, routing_key: str, **properties: Any) -> bool:
        """The message is on its way, without a confirm; False when the broker is away."""
        message = amqp.Message(body, content_type="application/json", content_encoding="utf-8", **properties)
        with contextlib.suppress(*TROUBLE, AttributeError):
            self._sending.basic_publish(message, exchange=exchange, routing_key=routing_key)
            return True
        return False

    def ack(self, message: Any) -> None:
        """The message is done with; on a lost connection the broker gives it out again."""
        with contextlib.suppress(*TROUBLE, AttributeError):
            message.channel.basic_ack(message.delivery_tag)

    def requeue(self, message: Any) -> None:
        """Someone else may have it."""
        with contextlib.suppress(*TROUBLE, AttributeError):
            message.channel.basic_reject(message.delivery_tag, requeue=True)

    def deaf_queues(self) -> list[str]:
        """Queues from which no message can come, though the broker is there."""
        if not self.ready.is_set() or self._stopping:
            return []
        return [consumer.queue.name for consumer in self.consumers if not consumer.is_open()]

    def stop_consuming(self) -> None:
        """No new message comes; what is being worked on can still be answered and settled."""
        if self._stopping:
            return
        self._stopping = True
        for consumer in self.consumers:
            with contextlib.suppress(*TROUBLE, AttributeError):
                consumer.channel.basic_cancel(consumer.tag, nowait=True)

    def close(self) -> None:
        """The connection is closed; unsettled messages go back to the broker."""
        self._stopping = True
        hang_up(self._socket)

    def _run(self) -> None:
        for attempt in itertools.count(1):
            began = time.monotonic()
            try:
                self._serve()
            except Exception as error:
                self.ready.clear()
                if self._stopping:
                    return
                known = isinstance(error, TROUBLE)
                log.get().warning("broker_lost", error=type(error).__name__, exc_info=None if known else error)
            pause_s = 0.2 if time.monotonic() - began > _LONGEST_PAUSE_S else min(0.2 * attempt, _LONGEST_PAUSE_S)
            time.sleep(pause_s)

    def _serve(self) -> None:
        with connected(self._url) as connection:
            self._connection = connection.connection
            self._socket = socket_of(self._connection)
            declare(connection.default_channel, [consumer.queue for consumer in self.consumers])
            self._sending = connection.channel()
            for consumer in self.consumers:
                consumer.open(connection.channel())
            self.ready.set()
            while True:
                self._connection.drain_events()

    def _beat(self) -> None:
        while not self._stopping:
            time.sleep(HEARTBEAT_S / 4)
            with contextlib.suppress(AttributeError):
                try:
                    self._connection.heartbeat_tick(rate=4)
                except TROUBLE:
                    hang_up(self._socket)  # the reader wakes and connects anew


def connected(url: str) -> Connection:
    """An open connection. Raises one of TROUBLE.

    Told that it knows nothing of blocked brokers, py-amqp does not look into the socket at each publish: a second reader
    beside ours would tear its frames apart.
    """
    connection = Connection(url, heartbeat=HEARTBEAT_S, connect_timeout=5)
    connection.ensure_connection(max_retries=1)
    properties = connection.connection.client_properties
    properties["capabilities"] = {**properties.get("capabilities", {}), "connection.blocked": False}
    return connection


def socket_of(connection: Any) -> socket.socket:
    """Of a connection just made: asked for its transport later, when it may be lost, py-amqp would connect anew."""
    found: socket.socket = connection.transport.sock
    return found


def hang_up(sock: socket.socket | None) -> None:
    """Whoever reads from the broker wakes, and finds the connection lost."""
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def is_lost(message: Any) -> bool:
    """The message's connection is gone: the broker gives it out again, so whoever held it lets it be."""
    return message.channel is None or message.channel.connection is None


def declare(channel: Any, queues: list[QueueName]) -> None:
    """Exchanges and queues exist, and are bound."""
    for exchange, kind in (
        (topology.EVENTS, "topic"),
        (topology.COMMANDS, "topic"),
        (topology.DEAD, "topic"),
        (topology.RPC, "topic"),
    ):
        channel.exchange_declare(exchange, kind, durable=True, auto_delete=False)
    for queue in [topology.dead_queue(), *queues]:
        channel.queue_declare(queue.name, durable=True, auto_delete=False, arguments=dict(queue.arguments))
        channel.queue_bind(queue.name, queue.exchange, queue.routing_key)


def depths(url: str, queues: list[QueueName]) -> Iterator[tuple[QueueName, int, int]]:
    """Each queue with its messages and consumers; -1 where it does not exist yet."""
    with Connection(url, connect_timeout=5) as connection:
        for queue in queues:
            try:
                held = connection.channel().queue_declare(queue.name, passive=True)
                yield queue, held.message_count, held.consumer_count
            except amqp.NotFound:
                yield queue, -1, -1
