"""Messages that nobody could carry out: `python -m services.kit.dead list|show ID|replay ID`, across all services.

Two kinds: those whose reader raised until its tries ran out (the reader's table failed_messages), and those whose
delivery killed their process again and again (the queue union.dead). A replayed message is idempotent like any other.
"""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import amqp
from kombu.connection import Connection
from sqlalchemy import select

from services.kit import discovery, inbox, settings, topology, wire
from services.kit.database import Database, Tx
from services.kit.tables import failed_messages


@dataclass(frozen=True)
class Dead:
    """A message set aside. next_try_at: None once it is dead; place: the table's service, or the queue it came from."""

    id: str
    place: str
    key: str
    fault: str
    tries: int
    next_try_at: Any
    body: str


def in_tables(services: list[str]) -> Iterator[Dead]:
    """What the services' readers have set aside."""
    for service in services:
        with _database(service).transaction() as tx:
            for row in tx.execute(select(failed_messages).order_by(failed_messages.c.failed_at)):
                yield Dead(
                    str(row.message_id), service, row.routing_key, row.fault, row.tries, row.next_try_at, row.body
                )


def in_queue(url: str) -> Iterator[Dead]:
    """What killed its readers; all of it stays in the queue."""
    with Connection(url, connect_timeout=5) as connection:
        channel = connection.channel()
        for message in _take_each(channel):
            _put_back(channel, message)
            yield _killer(message)


def replay_killers(url: str, message_id: str) -> int:
    """Messages of that id go back to the queue they killed; returns how many."""
    done = 0
    with Connection(url, connect_timeout=5) as connection:
        channel = connection.channel()
        for message in _take_each(channel):
            if _killer(message).id == message_id:
                _send_on(channel, message, exchange="")
                done += 1
            else:
                _put_back(channel, message)
    return done


def _take_each(channel: Any) -> Iterator[Any]:
    """Every message that is in the queue now, once."""
    for _ in range(channel.queue_declare(topology.DEAD, passive=True).message_count):
        if (message := channel.basic_get(topology.DEAD)) is None:
            return
        yield message


def _put_back(channel: Any, message: Any) -> None:
    """A copy takes the message's place: the broker drops what was taken and given back twenty times."""
    _send_on(channel, message, exchange=topology.DEAD)


def _send_on(channel: Any, message: Any, *, exchange: str) -> None:
    """The message goes where it came from, or back among the dead, and is given up once the broker has it there."""
    again = amqp.Message(message.body, content_type="application/json", delivery_mode=2)
    channel.basic_publish_confirm(again, exchange=exchange, routing_key=message.delivery_info["routing_key"])
    channel.basic_ack(message.delivery_tag)


def replay(services: list[str], message_id: str) -> int:
    """The message is tried again wherever it lies; returns in how many places."""
    done = replay_killers(settings.read().amqp_url, message_id)
    for service in services:
        with _database(service).transaction() as tx:
            done += inbox.replay(tx, UUID(message_id))
    return done


def _killer(message: Any) -> Dead:
    body = bytes(message.body).decode(errors="replace") if isinstance(message.body, bytes) else message.body
    try:
        envelope = wire.loads(body)
        message_id, key = envelope["id"], envelope["key"]
    except (ValueError, KeyError, TypeError):
        message_id, key = "", ""
    place = message.delivery_info["routing_key"]
    return Dead(message_id, place, key, "killed its process", topology.DELIVERY_LIMIT, None, body)


def _database(service: str) -> Database[Tx]:
    return Database(settings.read(), service, Tx)


def main() -> None:
    """`list`, `show ID` (with body and fault), `replay ID`."""
    parser = argparse.ArgumentParser(prog="services.kit.dead")
    parser.add_argument("verb", choices=("list", "show", "replay"), nargs="?", default="list")
    parser.add_argument("id", nargs="?")
    given = parser.parse_args()
    services = discovery.service_names()
    if given.verb == "replay":
        sys.stdout.write(f"replayed in {replay(services, given.id)} places\n")
        return
    for dead in [*in_tables(services), *in_queue(settings.read().amqp_url)]:
        if given.verb == "list":
            state = "dead" if dead.next_try_at is None else f"again at {dead.next_try_at:%Y-%m-%dT%H:%M:%SZ}"
            sys.stdout.write(f"{dead.id}  {dead.place:12} {dead.key:50} {state}\n")
        elif dead.id == given.id:
            sys.stdout.write(f"{dead.place} {dead.key} tries {dead.tries}\n{dead.body}\n{dead.fault}\n")


if __name__ == "__main__":
    main()
