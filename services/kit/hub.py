"""What all entries of one host share: its one connection to the broker, its bells, and the way out."""

import threading
import time

from nameko.extensions import ProviderCollector, SharedExtension

from services.kit import settings
from services.kit.bus import Bus, Consumer

READERS = 4
"""Readers' queues worked on at the same time; each queue in the order of its messages."""
MANNERS_S = 0.1
"""How long a message is held back, at most, while calls are worked on in its host."""
JOBS = 2
"""Jobs at the same time in one host."""


class Hub(SharedExtension, ProviderCollector):
    """The one connection of a host, and what all its entries share."""

    def setup(self) -> None:
        if not hasattr(self, "bus"):
            self.bells: dict[str, threading.Event] = {}
            self.bus = Bus(settings.read().amqp_url)
            self.readers = threading.Semaphore(READERS)
            self.jobs = threading.Semaphore(JOBS)
            self._halted = threading.Event()
            self.calls = 0
            """Requests being worked on: people wait for these."""

    @property
    def stopping(self) -> bool:
        """The host is on its way out."""
        return self._halted.is_set()

    def is_stopping(self) -> bool:
        """The host is on its way out, asked as a function."""
        return self._halted.is_set()

    def rest(self, pause_s: float) -> bool:
        """Wait so long, or until the host stops: then True."""
        return self._halted.wait(pause_s)

    def give_way(self) -> None:
        """What nobody waits for lets calls go first, for so long and no longer."""
        ends = time.monotonic() + MANNERS_S
        while self.calls and not self.stopping and time.monotonic() < ends:
            time.sleep(MANNERS_S / 20)

    def consume(self, consumer: Consumer) -> None:
        """A queue is read once the host has started."""
        self.bus.consumers.append(consumer)

    def start(self) -> None:
        self.bus.start()
        while not self.bus.ready.wait(0.5) and not self.stopping:
            pass

    def ring(self, kind: str) -> None:
        """A job of that kind is due."""
        if kind in self.bells:
            self.bells[kind].set()

    def alarm(self, kind: str, hold_s: float) -> None:
        """A job of that kind is due in so many seconds."""
        timer = threading.Timer(hold_s, self.ring, [kind])
        timer.daemon = True
        timer.start()

    def halt(self) -> None:
        """Nothing new comes in."""
        self._halted.set()
        for kind in self.bells:
            self.ring(kind)
        self.bus.stop_consuming()

    def stop(self) -> None:
        self.bus.close()
