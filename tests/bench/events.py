"""From a commit in members to the effect in another service's database, through outbox, relay, broker and reader."""

import os
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import quantiles
from uuid import UUID

import psycopg

from services.contracts.members import SessionsRevoked
from services.kit import clock, ids, settings
from services.kit.database import Database, Tx
from tests.bench.figures import Figure
from tests.bench.load import Failed

RATE, SECONDS, WARM_UP = 200, 10, 100
LOOK_S = 0.001
PATIENCE_S = 30
READER = "workflows"
_SEEN = "SELECT id FROM revoked_sessions WHERE id >= %s"


def measure(url: str, peers: dict[str, dict]) -> Iterator[Figure]:
    """Lags at 200 events a second. Each voids a session that nobody has; every service keeps that for minutes."""
    database: Database[Tx] = Database(settings.read(), "members", Tx)
    _run(database, WARM_UP)
    lags, rate = _run(database, RATE * SECONDS)
    cuts = quantiles(lags, n=100, method="inclusive")
    note = f"{len(lags)} events, {rate:.0f}/s, looked for every ms in {READER}"
    yield Figure("event, commit → reader's effect: p50", cuts[49] * 1000, "ms", budget=15, note=note)
    yield Figure("event, commit → reader's effect: p99", cuts[98] * 1000, "ms", budget=100, note=note)


def _run(database: Database[Tx], count: int) -> tuple[list[float], float]:
    """Seconds from each event's commit until its effect was seen, and events a second."""
    committed: dict[UUID, float] = {}
    watcher = _Watcher(count)
    watcher.start()
    began = time.perf_counter()
    for place in range(count):
        time.sleep(max(0.0, began + place / RATE - time.perf_counter()))
        session_id = ids.new()
        watcher.order.append(session_id)
        with database.transaction() as tx:
            now = clock.real_now()
            tx.emit(SessionsRevoked, session_ids=[session_id], until=now + timedelta(minutes=1), before=now)
        committed[session_id] = time.perf_counter()
    wall_s = time.perf_counter() - began
    watcher.join(PATIENCE_S)
    lost = committed.keys() - watcher.seen.keys()
    if lost:
        raise Failed(f"{len(lost)} of {count} events had no effect in {READER} within {PATIENCE_S} s")
    return [max(0.0, watcher.seen[key] - at) for key, at in committed.items()], count / wall_s


class _Watcher(threading.Thread):
    """Looks into the reader's database for effects, again and again, until it has seen so many."""

    def __init__(self, count: int) -> None:
        super().__init__(daemon=True)
        self.order: list[UUID] = []
        """Ids in the order in which they are sent, which is their own."""
        self.seen: dict[UUID, float] = {}
        self._count, self._oldest = count, 0

    def run(self) -> None:
        ends = time.monotonic() + SECONDS + PATIENCE_S
        address = os.environ[f"DATABASE_URL_{READER.upper()}"].replace("postgresql+psycopg://", "postgresql://")
        with psycopg.connect(address, autocommit=True) as connection:
            while len(self.seen) < self._count and time.monotonic() < ends:
                self._look(connection)
                time.sleep(LOOK_S)

    def _look(self, connection: psycopg.Connection[tuple[UUID]]) -> None:
        while self._oldest < len(self.order) and self.order[self._oldest] in self.seen:
            self._oldest += 1
        if self._oldest < len(self.order):
            for (key,) in connection.execute(_SEEN, (self.order[self._oldest],)):
                self.seen.setdefault(key, time.perf_counter())
