"""The stream process: `python -m gateway.stream`. Events of the bus become hints on the pages that they concern.

A page asks once (through the gateway) and then listens: `id`, `event`, `data {kind, id, version}`. Patched before imports.
"""

from gevent import monkey

monkey.patch_all()

import secrets  # noqa: E402
import signal  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterable, Iterator  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from datetime import date, timedelta  # noqa: E402
from typing import Any  # noqa: E402
from urllib.parse import parse_qs  # noqa: E402

import amqp  # noqa: E402
import gevent  # noqa: E402
from gevent.event import Event  # noqa: E402
from gevent.pywsgi import WSGIServer  # noqa: E402
from kombu.connection import Connection  # noqa: E402
from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, generate_latest  # noqa: E402

from gateway.news import Item, Listener, Office, Ring, Room, Tree, items  # noqa: E402
from services.contracts.accounts import GetMe  # noqa: E402
from services.contracts.members import PositionsChanged, SessionsRevoked, UnitsChanged  # noqa: E402
from services.contracts.units import ListUnits  # noqa: E402
from services.kit import actor, clock, log, settings, topology, wire  # noqa: E402
from services.kit.actor import LIFETIME_S, Actor  # noqa: E402
from services.kit.bus import hang_up, socket_of  # noqa: E402
from services.kit.faults import Fault, Unauthenticated, Unavailable  # noqa: E402
from services.kit.rpc_client import RpcClient  # noqa: E402

HEARTBEAT_S = 15
LONGEST_S = 600
"""A page opens its stream anew after ten minutes at most, with a token of that time."""
KEPT = 5000
BACKLOG = 500
TROUBLE = (OSError, amqp.AMQPError, amqp.ConnectionError, TimeoutError, AttributeError)
MALFORMED = (ValueError, LookupError, TypeError, AttributeError)
"""What an event that is not as agreed makes its reading raise."""
OPEN = Gauge("doanso_streams_open", "Pages that listen")
LONGEST_AGE_DIGITS = 12
"""Of an age in milliseconds: some thirty years."""
SET_ASIDE = Counter("doanso_stream_set_aside_total", "Events that could not be read", ["key"])

Start = Callable[[str, list[tuple[str, str]]], Any]


@dataclass(frozen=True)
class Seen:
    """What a page knows already: up to the last event that it heard, or else what it read since a moment of this clock."""

    last_id: str | None
    moment: float | None


class Stream:
    """The pages that listen, the news they missed, and the bus it comes from."""

    def __init__(self, client: Any, amqp_url: str) -> None:
        self.client = client
        self.amqp_url = amqp_url
        self.tree = Tree()
        self.room = Room(self.tree)
        self.ring = _new_ring()
        self.is_connected = False
        self.knows_tree = False
        self.set_aside = 0
        self._learning = False
        self._bells: dict[Listener, Event] = {}

    # news in

    def consume(self) -> None:
        """Hear every event, for ever; after a gap every page is told to read again."""
        while True:
            try:
                self._consume()
            except TROUBLE as error:
                log.get().warning("broker_lost", error=type(error).__name__)
            finally:
                self.is_connected = False
            gevent.sleep(0.5)

    def _consume(self) -> None:
        with Connection(self.amqp_url, heartbeat=30, connect_timeout=3) as connection:
            connection.ensure_connection(max_retries=1)
            channel, link = connection.channel(), connection.connection
            self.ring = _new_ring()
            queue = topology.stream_queue(self.ring.name)
            channel.exchange_declare(topology.EVENTS, "topic", durable=True, auto_delete=False)
            channel.queue_declare(queue, durable=False, exclusive=True, auto_delete=True)
            channel.queue_bind(queue, topology.EVENTS, "#")
            channel.basic_consume(queue, no_ack=True, callback=self._arrived)
            self.is_connected = True
            self.knows_tree = False
            self._tell_all_to_read_again()
            beating = gevent.spawn(_beat, link)
            try:
                while True:
                    link.drain_events()
            finally:
                beating.kill()

    def _arrived(self, message: Any) -> None:
        """Hear one event; one that cannot be read is set aside and counted, and the next one is heard."""
        try:
            self.hear(wire.loads(message.body))
        except MALFORMED as error:
            key = str(message.delivery_info.get("routing_key"))
            self.set_aside += 1
            SET_ASIDE.labels(key[:100]).inc()
            log.get().warning("event_set_aside", key=key, size=len(message.body), error=type(error).__name__)

    def hear(self, envelope: dict[str, Any]) -> None:
        """One event: what it changes here, and whom it concerns."""
        fields = envelope["fields"]
        match envelope["key"]:
            case UnitsChanged.routing_key:
                self.tree.learn(fields["units"])
            case PositionsChanged.routing_key:
                self.room.change_offices(fields["positions"], on=clock.day_of(clock.now()))
            case SessionsRevoked.routing_key:
                for listener in self.room.of_sessions(fields["session_ids"]):
                    self._end(listener)
            case _:
                pass
        for item in items(envelope):
            self._tell(item)

    def _tell(self, item: Item) -> None:
        news_id, data = self.ring.add(item, at=time.monotonic()), wire.dumps(item.data())
        for listener in self.room.find_listeners(item):
            self._put(listener, news_id, item.kind, data)

    def _put(self, listener: Listener, news_id: str | None, kind: str, data: bytes) -> None:
        if len(listener.waiting) >= BACKLOG:
            # The page is too slow to follow: one word replaces all that waits.
            listener.waiting.clear()
            kind, data = "reset", b"{}"
        listener.waiting.append((news_id, kind, data))
        if bell := self._bells.get(listener):
            bell.set()

    def _tell_all_to_read_again(self) -> None:
        for listener in self.room.listeners:
            self._put(listener, None, "reset", b"{}")

    def _end(self, listener: Listener) -> None:
        listener.is_over = True
        if bell := self._bells.get(listener):
            bell.set()

    # pages

    def listen(self, token: str, seen: Seen) -> Iterator[bytes]:
        """What a page hears, until its token ends. Raises Unauthenticated before the first word."""
        who = actor.verify(token)
        listener = self._listener(who, token)
        gevent.spawn(self._learn_tree, token)
        return self._words(listener, seen, ends_at=self._end_of(who))

    def _end_of(self, who: Actor) -> float:
        issued = who.issued_at or clock.real_now()
        left = (issued + timedelta(seconds=LIFETIME_S) - clock.real_now()).total_seconds()
        return time.monotonic() + max(0.0, min(left, LONGEST_S))

    def _listener(self, who: Actor, token: str) -> Listener:
        """Who listens, with the offices of today; those in the token when members is away."""
        held_by = enumerate(who.positions)
        claimed = {str(at): Office(str(held.unit_id), held.until, held.code) for at, held in held_by}
        listener = Listener(str(who.person_id), str(who.session_id), claimed)
        try:
            me = self.client.call(GetMe.method, token=token, deadline_s=2.0, repeatable=True)
        except Unavailable:
            return listener
        listener.offices = {
            held["id"]: Office(held["unit"]["id"], _day(held["until"]), held["code"]) for held in me["positions"]
        }
        return listener

    def _words(self, listener: Listener, seen: Seen, *, ends_at: float) -> Iterator[bytes]:
        bell = self._bells[listener] = Event()
        self.room.join(listener, on=clock.day_of(clock.now()))
        OPEN.set(len(self.room.listeners))
        try:
            yield f"retry: 2000\nid: {self.ring.last_id}\n\n".encode()
            yield from self._missed(listener, seen)
            while not listener.is_over and time.monotonic() < ends_at:
                if not bell.wait(min(HEARTBEAT_S, max(0.0, ends_at - time.monotonic()))):
                    yield b": \n\n"
                bell.clear()
                yield from _drained(listener)
        finally:
            self.room.leave(listener)
            self._bells.pop(listener, None)
            OPEN.set(len(self.room.listeners))

    def _missed(self, listener: Listener, seen: Seen) -> Iterator[bytes]:
        if seen.last_id is not None:
            missed = self.ring.since(seen.last_id)
        elif seen.moment is not None:
            missed = self.ring.since_moment(seen.moment)
        else:
            return
        if missed is None:
            yield _word(None, "reset", b"{}")
            return
        for news_id, item in missed:
            if listener in self.room.find_listeners(item):
                yield _word(news_id, item.kind, wire.dumps(item.data()))

    def _learn_tree(self, token: str) -> None:
        """The whole tree of units, asked for once in the name of whoever came first."""
        if self.knows_tree or self._learning:
            return
        self._learning = True
        cursor: str | None = None
        try:
            while True:
                given = {"anywhere": True, "limit": 100, "cursor": cursor}
                page = self.client.call(ListUnits.method, given, token=token, deadline_s=5.0, repeatable=True)
                self.tree.learn(page["items"])
                cursor = page["next"]
                if cursor is None:
                    self.knows_tree = True
                    if self.ring.has_news:  # some of it may not have found the offices above
                        self._tell_all_to_read_again()
                    return
        except Fault as fault:
            log.get().warning("tree_unknown", fault=fault.code)
        finally:
            self._learning = False

    # the door

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        """`/stream`, `/healthz`, `/metrics`."""
        match environ["PATH_INFO"]:
            case "/stream":
                return self._open(environ, start)
            case "/healthz":
                start(
                    "200 OK" if self.is_connected else "503 Service Unavailable", [("Content-Type", "application/json")]
                )
                return [wire.dumps(self._describe())]
            case "/metrics":
                start("200 OK", [("Content-Type", CONTENT_TYPE_LATEST)])
                return [generate_latest()]
            case _:
                start("404 Not Found", [("Content-Type", "application/json")])
                return [b"{}"]

    def _describe(self) -> dict[str, Any]:
        open_pages = len(self.room.listeners)
        return {"alive": True, "broker": self.is_connected, "open": open_pages, "set_aside": self.set_aside}

    def _open(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        token = environ.get("HTTP_AUTHORIZATION", "").removeprefix("Bearer ")
        try:
            words = self.listen(token, _seen(environ))
        except Unauthenticated as fault:
            start("401 Unauthorized", [("Content-Type", "application/json")])
            return [wire.dumps({"code": fault.code})]
        except Fault as fault:
            start("503 Service Unavailable", [("Content-Type", "application/json")])
            return [wire.dumps({"code": fault.code})]
        start("200 OK", [("Content-Type", "text/event-stream; charset=utf-8"), ("Cache-Control", "no-store")])
        return words


def _new_ring() -> Ring:
    return Ring(secrets.token_hex(4), KEPT, began=time.monotonic())


def _seen(environ: dict[str, Any]) -> Seen:
    age_ms = parse_qs(environ.get("QUERY_STRING", "")).get("age_ms", [""])[0]
    is_age = age_ms.isascii() and age_ms.isdecimal() and len(age_ms) <= LONGEST_AGE_DIGITS
    return Seen(environ.get("HTTP_LAST_EVENT_ID"), time.monotonic() - int(age_ms) / 1000 if is_age else None)


def _drained(listener: Listener) -> Iterator[bytes]:
    while listener.waiting:
        yield _word(*listener.waiting.popleft())


def _word(news_id: str | None, kind: str, data: bytes) -> bytes:
    head = f"id: {news_id}\n" if news_id else ""
    return f"{head}event: {kind}\ndata: ".encode() + data + b"\n\n"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _beat(link: Any) -> None:
    its_socket = socket_of(link)
    while True:
        gevent.sleep(7.5)
        try:
            link.heartbeat_tick(rate=4)
        except TROUBLE:
            hang_up(its_socket)
            return


def main() -> None:
    """Serve on loopback until SIGTERM."""
    given = settings.read()
    log.configure("stream", given.log)
    stream = Stream(RpcClient(given.amqp_url), given.amqp_url)
    server = WSGIServer(("127.0.0.1", given.stream_port), stream, log=None, error_log=None)
    hearing = gevent.spawn(stream.consume)
    hearing.link(lambda _: server.stop(1))  # a process that hears nothing any more is started anew
    gevent.signal_handler(signal.SIGTERM, server.stop, 1)
    gevent.signal_handler(signal.SIGINT, server.stop, 1)
    log.get().info("ready", port=given.stream_port)
    server.serve_forever()
    if hearing.ready():
        sys.exit(1)


if __name__ == "__main__":
    main()
