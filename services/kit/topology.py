"""Every name on the bus, spelled here alone.

    union.events   ──(routing key)──▶  <reader>.on.<routing key>     quorum, one per reader and key
    union.commands ──(routing key)──▶  <reader>.on.<routing key>     quorum, one per command
    nameko-rpc     ──(<service>.*)──▶  rpc-<service>                 classic; our own callers publish straight to it
    union.dead     ──(queue name)───▶  union.dead                    deliveries that killed their reader too often
"""

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


def dead_queue() -> QueueName:
    """Where deliveries end that killed their reader `DELIVERY_LIMIT` times."""
    return QueueName(DEAD, DEAD, "#", (("x-queue-type", "quorum"),))


def stream_queue(instance: str) -> str:
    """The exclusive queue of one stream process; it binds every event (`#`) and goes with its connection."""
    return f"stream.{instance}"
