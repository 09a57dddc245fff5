"""The queues of a service's requests, and the lines in which calls wait for a worker.

rpc-shop          first choice      read first by the hosts whose first duty are calls
rpc-shop.second   second choice     what no host took in time; read first by the other hosts, so that a frozen one is passed by
rpc-shop.<lane>   slow by nature    places and a fair line of its own; see `lanes`
"""

import time
from collections import deque
from functools import partial
from typing import TYPE_CHECKING, Any

from nameko.extensions import ProviderCollector, SharedExtension

from services.kit import calls, log, metrics, settings, topology
from services.kit.bus import Consumer, is_lost
from services.kit.calls import Call
from services.kit.database import trouble
from services.kit.faults import Fault, Unauthenticated, Unavailable
from services.kit.hub import Hub
from services.kit.lanes import READ_AHEAD, Lane
from services.kit.settings import CALLS, MESSAGES

if TYPE_CHECKING:
    from services.kit.entrypoints import Rpc

ANNOUNCE_S, LOOK_S = 0.35, 0.1
"""A call that has not been answered so long before its caller would send it elsewhere is announced as taken."""


class Requests(SharedExtension, ProviderCollector):
    """Every request of a service, from its arrival to its answer."""

    hub = Hub()

    def setup(self) -> None:
        if hasattr(self, "line"):
            return
        self.workers = settings.read().workers
        self.line: deque[Call] = deque()
        self.running = 0
        self.pace = calls.Pace(self.workers)
        self.methods: dict[str, Rpc] = {}
        self.lanes: dict[str, Lane] = {}
        self.held: dict[str, Call] = {}
        """By correlation id: what came and is not answered yet."""
        self.hub.setup()
        self._consume()

    def _consume(self) -> None:
        service, duty = self.container.service_name, settings.read().duty
        ahead = 2 if duty == CALLS else 40  # alone, it sees how long the line is, and can refuse in time
        first, second = topology.rpc_queue(service), topology.second_queue(service)
        self.hub.consume(Consumer(first, self.arrived, self.workers * ahead, is_first_duty=duty != MESSAGES))
        self.hub.consume(Consumer(second, self.arrived, self.workers, is_first_duty=duty != CALLS))
        for lane in topology.lanes_of(self.container.service_cls):
            self.lanes[lane] = Lane()
            self.hub.consume(Consumer(topology.lane_queue(service, lane), self.arrived, READ_AHEAD))

    def start(self) -> None:
        self.container.spawn_managed_thread(self._announce_slow_calls, identifier="announcer")

    def arrived(self, message: Any) -> None:
        """A request came: drop it, refuse it, start it, or let it stand in line."""
        call = Call(message)
        if self.hub.stopping:
            self.hub.bus.requeue(message)
        elif call.is_late() or self._is_held(call):
            self.hub.bus.ack(message)  # its caller has given up, or it is here already
        elif (entry := self.methods.get(call.method)) is None:
            self.answer(call, calls.unknown_method(call))
        elif call.is_elsewhere(entry.request):
            self.hub.bus.ack(message)
        elif entry.request.lane:
            self._hold(call)
            self.container.spawn_managed_thread(partial(self._join_lane, entry, call), identifier="lane")
        elif self.pace.is_hopeless(call, waiting=len(self.line)):
            self.refuse(call)
        else:
            self._hold(call)
            if self.running < self.workers:
                self.begin(entry, call)
            else:
                self.line.append(call)

    def _is_held(self, copy: Call) -> bool:
        """The request is here already: its caller had it sent again, or the broker did."""
        call = self.held.get(copy.correlation_id)
        if call is None or (is_lost(call.message) and not call.began_at):
            return False
        call.take_by_ms = copy.take_by_ms  # whichever copy stays stands for both
        return True

    def _hold(self, call: Call) -> None:
        if call.correlation_id:
            self.held[call.correlation_id] = call

    def _release(self, call: Call) -> None:
        if self.held.get(call.correlation_id) is call:
            del self.held[call.correlation_id]

    def begin(self, entry: "Rpc", call: Call) -> None:
        """A worker has the call."""
        self.running += 1
        self.hub.calls += 1
        self._run(entry, call, self.done)

    def _run(self, entry: "Rpc", call: Call, done: Any) -> None:
        if call.must_announce(entry.request):
            self.announce(call)
        call.began_at = time.monotonic()
        self.container.spawn_worker(entry, (call,), {}, handle_result=partial(done, call))

    def done(self, call: Call, _worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        """Answer, settle, and take the next one in line."""
        self._finish(call, self.pace, result, exc_info)
        self.running -= 1
        self.hub.calls -= 1
        self._turn_away()
        while self.line and self.running < self.workers:
            following = self.line.popleft()
            if self._is_still_wanted(following):
                self.begin(self.methods[following.method], following)
        return None, None

    def _finish(self, call: Call, pace: calls.Pace, result: Any, exc_info: Any) -> None:
        took_s = time.monotonic() - call.began_at
        pace.note(took_s)
        self.answer(call, calls.reply(call, result, exc_info and exc_info[1]))
        metrics.CALLS.labels(call.method).observe(took_s)

    def _is_still_wanted(self, call: Call) -> bool:
        """The call may begin; otherwise it is settled, or the broker gives it out again."""
        if is_lost(call.message):
            self._release(call)
            return False
        if self.hub.stopping:
            self._drop(call, requeue=True)
        elif call.is_late() or call.is_elsewhere(self.methods[call.method].request):
            self._drop(call)
        else:
            return True
        return False

    def _drop(self, call: Call, *, requeue: bool = False) -> None:
        self._release(call)
        (self.hub.bus.requeue if requeue else self.hub.bus.ack)(call.message)

    def _turn_away(self) -> None:
        while self.line and self.pace.is_hopeless(self.line[-1], waiting=len(self.line)):
            self.refuse(self.line.pop())

    def refuse(self, call: Call) -> None:
        """Better now than too late."""
        metrics.REFUSED.inc()
        self.answer(call, calls.overloaded())

    def answer(self, call: Call, body: bytes) -> None:
        """The caller has the answer, and the request is settled."""
        self._release(call)
        self._reply(call, body)
        self.hub.bus.ack(call.message)

    def _reply(self, call: Call, body: bytes) -> None:
        if call.reply_to:
            exchange = "" if call.reply_to.startswith("amq.rabbitmq.reply-to") else topology.RPC
            self.hub.bus.send(
                body, exchange=exchange, routing_key=call.reply_to, correlation_id=call.correlation_id, delivery_mode=1
            )

    # ------------------------------------------------------------ lanes

    def _join_lane(self, entry: "Rpc", call: Call) -> None:
        """Find out who sends, then begin or stand in line."""
        lane = self.lanes[entry.request.lane]
        try:
            call.sender = entry.find_sender(call)
        except Fault as fault:
            self.answer(call, calls.refusal(fault))
            return
        except Exception as error:
            log.get().warning("sender_unknown", method=call.method, exc_info=None if trouble(error) else error)
            self.answer(call, calls.refusal(trouble(error) or Unavailable("overloaded")))
            return
        ahead = lane.line.add(call, call.sender)
        if lane.is_hopeless(call, ahead=ahead):
            lane.line.remove(call)
            self.refuse(call)
        self._advance(lane)

    def _advance(self, lane: Lane) -> None:
        while lane.has_room and len(lane.line):
            call = lane.line.pop()
            if self._is_still_wanted(call):
                lane.running += 1
                self._run(self.methods[call.method], call, partial(self._leave_lane, lane))

    def _leave_lane(self, lane: Lane, call: Call, _worker: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
        if exc_info and isinstance(exc_info[1], Unauthenticated):
            lane.line.add_failure(call.sender)
        self._finish(call, lane.pace, result, exc_info)
        lane.running -= 1
        self._advance(lane)
        return None, None

    # ------------------------------------------------------------ taken

    def announce(self, call: Call) -> None:
        """The caller hears that the request is here."""
        call.is_announced = True
        self._reply(call, calls.TAKEN)

    def _announce_slow_calls(self) -> None:
        """Tell the callers of what is not answered yet, before they send it elsewhere."""
        while True:  # until the container ends it, after the last answer
            time.sleep(LOOK_S)
            for call in list(self.held.values()):
                if not call.is_announced and 0 < call.left_to_take_s() < ANNOUNCE_S:
                    self.announce(call)
