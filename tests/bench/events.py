"""From a commit in members to the effect in another service's database, through outbox, relay, broker and reader."""

import os
import threading
import time
from collections import deque
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
    watcher = _Watcher(ids.new(), count)
    watcher.start()
    began = time.perf_counter()
    for place in range(count):
        time.sleep(max(0.0, began + place / RATE - time.perf_counter()))
        session_id = ids.new()
        with database.transaction() as tx:
            now = clock.real_now()
            tx.emit(SessionsRevoked, session_ids=[session_id], until=now + timedelta(minutes=1), before=now)
        committed[session_id] = time.perf_counter()
    wall_s = time.perf_counter() - began
    watcher.join(30)
    lost = committed.keys() - watcher.seen.keys()
    if lost:
        raise Failed(f"{len(lost)} of {count} events had no effect in {READER} within 30 s")
    return [max(0.0, watcher.seen[key] - at) for key, at in committed.items()], count / wall_s


class _Watcher(threading.Thread):
    """Looks into the reader's database for effects, again and again, until it has seen so many."""

    def __init__(self, since: UUID, count: int) -> None:
        super().__init__(daemon=True)
        self.seen: dict[UUID, float] = {}
        self._since, self._count = since, count
        self._latest: deque[UUID] = deque(maxlen=64)

    def _note(self, key: UUID) -> None:
        if key not in self.seen:
            self.seen[key] = time.perf_counter()
            self._latest.append(key)
            self._since = self._latest[0]  # readers keep nearly to the order: a few older ones are looked for again

    def run(self) -> None:
        ends = time.monotonic() + 60
        address = os.environ[f"DATABASE_URL_{READER.upper()}"].replace("postgresql+psycopg://", "postgresql://")
        with psycopg.connect(address, autocommit=True) as connection:
            while len(self.seen) < self._count and time.monotonic() < ends:
                for (key,) in connection.execute(_SEEN, (self._since,)):
                    self._note(key)
                time.sleep(LOOK_S)
