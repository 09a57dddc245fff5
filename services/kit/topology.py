"""Every name on the bus, spelled here alone.

    union.events   ──(routing key)──▶  <reader>.on.<routing key>     quorum, one per reader and key
    union.commands ──(routing key)──▶  <reader>.on.<routing key>     quorum, one per command
    nameko-rpc     ──(<service>.*)──▶  rpc-<service>                 classic; our own callers publish straight to it
    (default)      ────────────────▶  rpc-<service>.second          what the first host did not take in time
    (default)      ────────────────▶  rpc-<service>.<lane>          requests of a lane
    union.dead     ──(queue name)───▶  union.dead                    deliveries that killed their reader too often

`python -m services.kit.topology` prints every queue with the messages in it; given `--held -` and the names of the queues
that exist on standard input (one a line), it also names strangers and ends with 1.
"""

import argparse
import sys
from dataclasses import dataclass
from typing import Any

EVENTS = "union.events"
COMMANDS = "union.commands"
DEAD = "union.dead"
RPC = "nameko-rpc"
DELIVERY_LIMIT = 5


@dataclass(frozen=True)
class QueueName:
    """A queue, where it is bound, and how it is made."""

    name: str
    exchange: str
    routing_key: str
    arguments: tuple[tuple[str, Any], ...]

    @property
    def is_quorum(self) -> bool:
        """Kept on disk by several nodes, with a count of deliveries."""
        return ("x-queue-type", "quorum") in self.arguments


def reader_queue(reader: str, routing_key: str, exchange: str) -> QueueName:
    """The queue of one reader for one kind of message."""
    name = f"{reader}.on.{routing_key}"
    arguments = {
        "x-queue-type": "quorum",
        "x-delivery-limit": DELIVERY_LIMIT,
        "x-dead-letter-exchange": DEAD,
        "x-dead-letter-routing-key": name,
        "x-dead-letter-strategy": "at-least-once",
        "x-overflow": "reject-publish",
    }
    return QueueName(name, exchange, routing_key, tuple(arguments.items()))


def rpc_queue(service: str) -> QueueName:
    """The queue of a service's requests: transient work, so a classic queue."""
    return QueueName(f"rpc-{service}", RPC, f"{service}.*", (("x-queue-type", "classic"),))


def second_queue(service: str) -> QueueName:
    """Requests that no host took in time: read first by the hosts whose first duty are not calls."""
    return _direct_queue(service, "second")


def lane_queue(service: str, lane: str) -> QueueName:
    """The requests of one lane of a service."""
    return _direct_queue(service, lane)


def lanes_of(service: type[Any]) -> list[str]:
    """The lanes of a service, from its `@rpc`."""
    requests = [entry.request for entry in _entries(service) if hasattr(entry, "request")]
    return sorted({request.lane for request in requests if request.lane})


def _direct_queue(service: str, purpose: str) -> QueueName:
    # Bound as every queue of ours, under a key that no caller of nameko's uses.
    return QueueName(f"rpc-{service}.{purpose}", RPC, f"{purpose}-of-{service}", (("x-queue-type", "classic"),))


def _entries(service: type[Any]) -> list[Any]:
    methods = {name: method for base in reversed(service.__mro__) for name, method in vars(base).items()}
    return [entry for method in methods.values() for entry in getattr(method, "nameko_entrypoints", ())]


def dead_queue() -> QueueName:
    """Where deliveries end that killed their reader `DELIVERY_LIMIT` times."""
    return QueueName(DEAD, DEAD, "#", (("x-queue-type", "quorum"),))


def stream_queue(instance: str) -> str:
    """The exclusive queue of one stream process; it binds every event (`#`) and goes with its connection."""
    return f"stream.{instance}"


def readers_of(service: type[Any]) -> list[QueueName]:
    """The queues of a service's readers, from its `@subscribe` and `@handle`."""
    found = [
        reader_queue(service.name, entry.message.routing_key, entry.exchange)
        for entry in _entries(service)
        if hasattr(entry, "message")
    ]
    return sorted([*found, witness_queue(service.name)], key=lambda queue: queue.name)


def witness_queue(service: str) -> QueueName:
    """Where a service hears of the sealed audits of all the others."""
    queue = reader_queue(service, "audit_sealed", EVENTS)
    return QueueName(queue.name, EVENTS, "*.audit_sealed.v1", queue.arguments)


def expected() -> list[QueueName]:
    """Every durable queue of every service in this image."""
    from services.kit import discovery

    classes = [discovery.service_class(name) for name in discovery.service_names()]
    queues = [queue for service in classes for queue in (*request_queues(service), *readers_of(service))]
    return [*queues, dead_queue()]


def request_queues(service: type[Any]) -> list[QueueName]:
    """The queues that a service's requests come by."""
    lanes = [lane_queue(service.name, lane) for lane in lanes_of(service)]
    return [rpc_queue(service.name), second_queue(service.name), *lanes]


def strangers(held: list[str]) -> list[str]:
    """Queues that exist and that nobody here reads: left over from a rename, filling up."""
    known = {queue.name for queue in expected()}
    return sorted(name for name in held if name not in known and not name.startswith(("stream.", "amq.", "rpc.reply-")))


def main() -> None:
    """Print the queues, how many messages each holds and how many consumers it has; then strangers."""
    from services.kit import bus, settings

    parser = argparse.ArgumentParser(prog="services.kit.topology")
    parser.add_argument(
        "--held", type=argparse.FileType(), help="names of the queues that exist, one a line; - reads them"
    )
    given = parser.parse_args()
    for queue, messages, consumers in bus.depths(settings.read().amqp_url, expected()):
        sys.stdout.write(f"{queue.name:60} {queue.exchange:16} {messages:>8} messages {consumers:>3} consumers\n")
    found = strangers([line.strip() for line in given.held if line.strip()]) if given.held else []
    for name in found:
        sys.stdout.write(f"stranger: {name}\n")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
