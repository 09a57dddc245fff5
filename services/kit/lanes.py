"""Lanes: requests that are slow by nature are worked on a few at a time, apart from all others, behind a fair line.

A contract names its lane (`lane = "passwords"`); its calls come by a queue of their own and take no worker of other calls.
The line is fair among senders (start-time fair queuing): each sender's next call stands one step behind the last one, and
further behind for each of its calls that lately came to nothing.
"""

import heapq
import itertools
import time
from dataclasses import dataclass, field

from services.kit.calls import Call, Pace

WIDTH = 1
"""Calls of one lane at the same time in one host."""
READ_AHEAD = 128
"""Calls of one lane that a host holds; among these the line is fair."""
_FORGET_S = 60.0
_HEAVIEST = 60
_KNOWN = 10_000


@dataclass(order=True)
class _Waiting:
    tag: float
    number: int
    call: Call = field(compare=False)


class FairLine:
    """Calls that wait for a place, those of quiet senders before those of busy and failing ones."""

    def __init__(self) -> None:
        self._heap: list[_Waiting] = []
        self._numbers = itertools.count()
        self._reached = 0.0
        self._last_tag: dict[str, float] = {}
        self._failures: dict[str, tuple[float, float]] = {}

    def __len__(self) -> int:
        return len(self._heap)

    def add(self, call: Call, sender: str) -> int:
        """Put the call in line; returns how many calls go before it."""
        tag = max(self._reached, self._last_tag.get(sender, 0.0)) + 1 + self.count_failures(sender)
        if len(self._last_tag) > _KNOWN:
            self._last_tag = {name: last for name, last in self._last_tag.items() if last > self._reached}
        self._last_tag[sender] = tag
        heapq.heappush(self._heap, _Waiting(tag, next(self._numbers), call))
        return sum(waiting.tag < tag for waiting in self._heap)

    def pop(self) -> Call:
        """Take the call whose turn it is."""
        first = heapq.heappop(self._heap)
        self._reached = max(self._reached, first.tag)
        return first.call

    def remove(self, call: Call) -> None:
        """Take the call out of the line, wherever it stands."""
        self._heap = [waiting for waiting in self._heap if waiting.call is not call]
        heapq.heapify(self._heap)

    def add_failure(self, sender: str) -> None:
        """A call of the sender came to nothing."""
        if len(self._failures) > _KNOWN:
            self._failures.clear()
        self._failures[sender] = (min(self.count_failures(sender) + 1, _HEAVIEST), time.monotonic())

    def count_failures(self, sender: str) -> float:
        """Failures of the sender that still count: one is forgotten each second, all of them after a minute."""
        count, at = self._failures.get(sender, (0.0, 0.0))
        past_s = time.monotonic() - at
        return 0.0 if past_s > _FORGET_S else max(0.0, count - past_s)


class Lane:
    """The places and the line of one lane in one host."""

    def __init__(self) -> None:
        self.line = FairLine()
        self.pace = Pace(WIDTH)
        self.running = 0

    @property
    def has_room(self) -> bool:
        """A place is free."""
        return self.running < WIDTH

    def is_hopeless(self, call: Call, *, ahead: int) -> bool:
        """The caller would have given up before its turn comes."""
        return self.pace.wait_s(ahead + self.running) > call.left_s() * 0.9
