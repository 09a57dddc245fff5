"""Carries what transactions have said to the broker: `python -m services.kit.relay members [workflows …]`.

    outbox ──(in the order of ids, up to 500)──▶ publish, persistent ──▶ confirms ──▶ marked as published

One relay a service at a time (advisory lock). Killed in between, it publishes some messages again: the inbox knows them.
It also seals the audit and keeps the months of outbox and inbox. py-amqp rather than pika, whose blocking channel
confirms one message at a time.
"""

import contextlib
import itertools
import signal
import sys
import threading
import time
from typing import Any

import amqp
import psycopg
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from services.kit import (
    audit,
    bell,
    bus,
    clock,
    health,
    log,
    metrics,
    remembered,
    revocations,
    settings,
    tables,
    topology,
)
from services.kit.database import Database, Tx

BATCH = 500
POLL_S, QUIET_POLL_S, QUIET_AFTER_S = 0.2, 0.8, 5.0
"""How often the outbox is looked at without a ring, and how seldom once nothing has come for a while."""
BUSY_S, GATHER_S, MOST_S, EACH_S = 0.1, 0.02, 0.1, 0.01
"""While messages keep coming, those of `GATHER_S` go together, under load (`EACH_S` for each that went last) those of up to `MOST_S`,
which costs their readers less; the first after a pause goes at once."""
_LOCK = 0x0B0E
_CONFIRM_S = 30
_SEAL_S = 0.75
_KEEP_S = 600
_MEASURE_S = 10
_WAITING = (
    "SELECT id, created_at, message_id, exchange, routing_key, body FROM outbox"
    " WHERE published_at IS NULL ORDER BY id LIMIT %s"
)
_MARK = "UPDATE outbox SET published_at = now() WHERE id = ANY(%s) AND created_at BETWEEN %s AND %s"
_UNSEALED = "SELECT 1 FROM audit_log WHERE block IS NULL LIMIT 1"
_OLDEST = "SELECT extract(epoch FROM now() - min(created_at)) FROM outbox WHERE published_at IS NULL"
_TROUBLE = (*bus.TROUBLE, psycopg.Error, SQLAlchemyError, AttributeError)


class Publisher:
    """A channel that knows which of its messages the broker has safely, and which nobody wanted."""

    def __init__(self, url: str) -> None:
        self._broker = bus.connected(url)
        self._channel = self._broker.channel()
        bus.declare(self._channel, [])
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._confirmed)
        self._channel.events["basic_nack"].add(self._refused)
        self._channel.events["basic_return"].add(self._returned)
        self._published = 0
        self._settled = 0
        self._open: set[int] = set()
        self._unwanted: set[str] = set()

    def publish(self, rows: list[Any]) -> set[str]:
        """The broker has the rows' messages safely, in order; returns the ids of commands that no queue takes yet."""
        self._unwanted = set()
        for row in rows:
            _id, _created_at, message_id, exchange, routing_key, body = row
            message = amqp.Message(
                body,
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=2,
                message_id=str(message_id),
            )
            self._published += 1
            self._open.add(self._published)
            self._channel.basic_publish(message, exchange, routing_key, mandatory=exchange == topology.COMMANDS)
        ends = time.monotonic() + _CONFIRM_S
        while self._open:
            self._broker.connection.drain_events(timeout=max(0.01, ends - time.monotonic()))
        return self._unwanted

    def beat(self) -> None:
        """The broker sees that we live, and we that it does."""
        with contextlib.suppress(TimeoutError):
            self._broker.connection.drain_events(timeout=0.0001)
        self._broker.connection.heartbeat_tick(rate=4)

    def close(self) -> None:
        with contextlib.suppress(*_TROUBLE):
            self._broker.release()

    def _confirmed(self, tag: int, multiple: bool) -> None:
        self._open -= set(range(self._settled + 1, tag + 1)) if multiple else {tag}
        self._settled = min(self._open, default=self._published + 1) - 1

    def _refused(self, tag: int, _multiple: bool) -> None:
        raise amqp.AMQPError(f"the broker refused message {tag}")

    def _returned(self, _error: Any, _exchange: str, _key: str, message: Any) -> None:
        self._unwanted.add(message.properties["message_id"])


class Relay:
    """The relay of one service, for as long as its process lives."""

    def __init__(self, service: str) -> None:
        self.service = service
        self.database: Database[Tx] = Database(settings.read(), service, Tx)
        self.stopping = threading.Event()
        self.ready = threading.Event()
        self._due: dict[str, float] = {}
        self._sent_at = time.monotonic()
        self._sent = 0

    def run(self) -> None:
        """Publish until told to stop, whatever happens to broker and database meanwhile."""
        for attempt in itertools.count(1):
            began = time.monotonic()
            try:
                self._serve()
            except Exception as error:
                known = isinstance(error, _TROUBLE)
                log.get().warning(
                    "relay_lost", service=self.service, error=type(error).__name__, exc_info=None if known else error
                )
            self.ready.clear()
            if self.stopping.wait(0.2 if time.monotonic() - began > 10 else min(0.2 * attempt, 5)):
                return

    def _serve(self) -> None:
        url = settings.read().database_url(self.service).replace("+psycopg", "")
        with psycopg.connect(
            url, autocommit=True, connect_timeout=5, application_name=f"{self.service}-relay"
        ) as connection:
            while not connection.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK]).fetchone()[0]:  # type: ignore[index]
                if self.stopping.wait(1):
                    return
            connection.execute(f"LISTEN {bell.CHANNEL}")
            publisher = Publisher(settings.read().amqp_url)
            try:
                while not self.stopping.is_set():
                    self._turn(connection, publisher)
                    if not self.ready.is_set():  # it has carried what there was, not merely connected
                        self.ready.set()
                        log.get().info("ready", service=self.service)
            finally:
                publisher.close()

    def _turn(self, connection: Any, publisher: Publisher) -> None:
        rows = connection.execute(_WAITING, [BATCH]).fetchall()
        sent = self._send(connection, publisher, rows) if rows else 0
        if sent:
            self._sent_at, self._sent = time.monotonic(), sent
        if len(rows) == BATCH:
            return
        self._housekeeping(connection)
        publisher.beat()
        quiet_s = time.monotonic() - self._sent_at
        pause_s = QUIET_POLL_S if quiet_s > QUIET_AFTER_S else POLL_S
        rings = [*connection.notifies(timeout=pause_s, stop_after=1)]  # those that come together are more than one
        if rings and quiet_s < BUSY_S:
            self.stopping.wait(min(MOST_S, max(GATHER_S, self._sent * EACH_S)))

    def _send(self, connection: Any, publisher: Publisher, rows: list[Any]) -> int:
        unwanted = publisher.publish(rows)
        done = [row for row in rows if str(row[2]) not in unwanted]
        if done:
            times = [row[1] for row in done]
            connection.execute(_MARK, [[row[0] for row in done], min(times), max(times)])
        if unwanted:
            log.get().warning("command_without_reader", service=self.service, count=len(unwanted))
        metrics.PUBLISHED.labels(self.service).inc(len(done))
        return len(done)

    def _housekeeping(self, connection: Any) -> None:
        if self._is_due("seal", _SEAL_S) and connection.execute(_UNSEALED).fetchone():
            with self.database.transaction() as tx:
                audit.seal(tx)
        if self._is_due("measure", _MEASURE_S):
            with self.database.transaction() as tx:
                metrics.BACKLOG.labels(self.service).set(tx.execute(text(_OLDEST)).scalar() or 0)
        if self._is_due("keep", _KEEP_S):
            with self.database.transaction() as tx:
                revocations.forget_expired(tx)
                remembered.forget_old(tx)
            with self.database.transaction() as tx:
                tables.keep_months(tx.connection, clock.real_now())

    def _is_due(self, what: str, pause_s: float) -> bool:
        due = time.monotonic() >= self._due.get(what, 0)
        if due:
            self._due[what] = time.monotonic() + pause_s
        return due


def main() -> None:
    """Relay for the services named, each in a thread, until SIGTERM."""
    names = sys.argv[1:]
    given = settings.read()
    log.configure(f"{names[0]}-relay", given.log)
    relays = [Relay(name.partition("-")[0]) for name in names]
    threads = [threading.Thread(target=relay.run, name=relay.service) for relay in relays]

    def stop(*_signal: Any) -> None:
        for relay in relays:
            relay.stopping.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    for thread in threads:
        thread.start()
    health.serve(given.metrics_port, lambda: [relay.service for relay in relays if not relay.ready.is_set()])
    for thread in threads:
        while thread.is_alive():
            thread.join(0.5)


if __name__ == "__main__":
    main()
