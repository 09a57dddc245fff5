"""Wakes the relay after a commit: at most one NOTIFY each 20 ms, outside every transaction.

Inside the transaction a NOTIFY would put the commits of the whole cluster in one line.
"""

import contextlib
import threading
import time

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

CHANNEL = "outbox"
_PAUSE_S = 0.02


class Bell:
    """One quiet thread (or greenlet) a process, started by the first ring."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._rung = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._is_silent = False

    def silence(self) -> None:
        """No ring is passed on any more, and none is on its way."""
        self._is_silent = True
        self._rung.set()
        if self._thread is not None:
            self._thread.join()

    def ring(self) -> None:
        """The relay hears of it within some milliseconds; should the ring be lost, within its poll: 200 ms, 0.8 s after long quiet."""
        self._rung.set()
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="bell", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._rung.wait()
            self._rung.clear()
            if self._is_silent:
                return
            with contextlib.suppress(SQLAlchemyError), self._engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(f"NOTIFY {CHANNEL}"))
            time.sleep(_PAUSE_S)
