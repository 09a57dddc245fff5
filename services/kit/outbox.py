"""What a transaction has to say, kept beside its changes until the relay has published it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from marshmallow import RAISE

from services.kit import ids, schema, wire
from services.kit.schema import Message
from services.kit.topology import COMMANDS, EVENTS

if TYPE_CHECKING:
    from services.kit.database import Tx

__all__ = ["COMMANDS", "EVENTS", "Audience", "row"]


@dataclass(frozen=True)
class Audience:
    """Whose open screens an event concerns. Nobody's, unless it says so."""

    people: Iterable[UUID] = ()
    units: Iterable[UUID] = ()
    conversations: Iterable[UUID] = ()


def row(
    tx: "Tx", exchange: str, message: type[Message], audience: Audience | None, fields: dict[str, Any]
) -> dict[str, Any]:
    """The outbox row of a message, whose fields are held against its contract first. Raises Invalid: a defect of ours."""
    said = wire.plain(fields)
    schema.load(message, said, unknown=RAISE)
    message_id = ids.new()
    envelope = {
        "id": message_id,
        "key": message.routing_key,
        "version": _version(message.routing_key),
        "occurred_at": tx.now,
        "actor": tx.actor.record(),
        "trace": tx.trace,
        "audience": audience
        and {"people": [*audience.people], "units": [*audience.units], "conversations": [*audience.conversations]},
        "fields": said,
    }
    return {
        "message_id": message_id,
        "exchange": exchange,
        "routing_key": message.routing_key,
        "body": wire.dumps(envelope).decode(),
    }


@cache
def _version(routing_key: str) -> int:
    found = re.fullmatch(r"[a-z_]+\.[a-z_]+\.v(\d+)", routing_key)
    if found is None:
        raise ValueError(f"{routing_key!r} is not of the form service.words.vN")
    return int(found[1])
