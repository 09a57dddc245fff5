"""Readers: an effect happens once however often its message comes, and a message that fails is tried again later.

message ──▶ inbox row + effect, one transaction ──▶ ack
               └─ raises ──▶ failed_messages ──▶ ack ──▶ tried again after 1 s, 10 s, 60 s, 10 min, 1 h ──▶ dead
"""

import re
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text, update
from sqlalchemy.dialects.postgresql import insert

from services.kit import clock, ids, log, schema, wire
from services.kit.actor import Actor
from services.kit.database import Database, Tx, trouble
from services.kit.faults import Fault
from services.kit.schema import Message
from services.kit.tables import failed_messages, inbox

BACK_OFF_S = (1, 10, 60, 600, 3600)
_FAULT_LENGTH = 4000
_FIRST = insert(inbox).on_conflict_do_nothing()
_FIRSTS = text(
    "INSERT INTO inbox (reader, message_id) SELECT :reader, unnest(CAST(:message_ids AS uuid[]))"
    " ON CONFLICT DO NOTHING RETURNING message_id"
)
_DUE = select(failed_messages.c.message_id).where(failed_messages.c.next_try_at <= func.clock_timestamp()).limit(1)


@dataclass(frozen=True)
class ReceivedMessage:
    """A message as a reader gets it."""

    id: UUID
    key: str
    fields: dict[str, Any]
    actor: dict[str, Any] | None
    occurred_at: datetime
    trace: str


def anything(_fields: dict[str, Any]) -> bool:
    """What most readers regard."""
    return True


@dataclass(frozen=True)
class Reader:
    """Who reads which kind of message, and what happens then; those that it does not regard are done with unread."""

    name: str
    message: type[Message]
    effect: Callable[[Any, ReceivedMessage], Any]
    regards: Callable[[dict[str, Any]], bool] = anything

    def parse_message(self, body: str | bytes) -> ReceivedMessage:
        """The message in an envelope. Raises what a broken envelope raises."""
        envelope = wire.loads(body)
        return ReceivedMessage(
            id=UUID(envelope["id"]),
            key=envelope["key"],
            fields=schema.load(self.message, envelope["fields"]),
            actor=envelope.get("actor"),
            occurred_at=datetime.fromisoformat(envelope["occurred_at"]),
            trace=envelope.get("trace") or "",
        )


def receive(database: Database[Any], reader: Reader, body: str, *, still: Callable[[], bool] = lambda: True) -> bool:
    """The message has had its effect, or waits in failed_messages; then it may be acked.

    Holds on while the database is away, and returns False only when `still` says to stop.
    """
    pause_s = 0.2
    while still():
        try:
            _take(database, reader, body)
            return True
        except Exception as error:
            away = trouble(error)
            if away is not None and away.code == "database-away":
                log.get().warning("reader_waits_for_database", reader=reader.name)
                time.sleep(pause_s)
                pause_s = min(pause_s * 2, 5)
                continue
            if _set_aside(database, reader, body, error):
                return True
    return False


def receive_together(database: Database[Any], reader: Reader, bodies: Sequence[str]) -> bool:
    """The messages had their effects in their order, in one transaction. False: none had; each is to be received alone."""
    try:
        said = [told for body in bodies if reader.regards((told := reader.parse_message(body)).fields)]
        if not said:
            return True
        with database.transaction() as tx:
            for told in _firsts(tx, reader, said):
                reader.effect(tx.for_actor(actor=Actor.of_record(told.actor), trace=told.trace), told)
    except Exception as error:
        log.get().info("taken_one_by_one", reader=reader.name, count=len(bodies), error=type(error).__name__)
        return False
    return True


def _firsts(tx: Tx, reader: Reader, said: Sequence[ReceivedMessage]) -> list[ReceivedMessage]:
    """Those that were not read before, in their order."""
    asked = {"reader": reader.name, "message_ids": sorted({told.id for told in said})}
    unread = set(tx.execute(_FIRSTS, asked).scalars())
    return [told for told in {told.id: told for told in said}.values() if told.id in unread]


def _take(database: Database[Any], reader: Reader, body: str) -> None:
    told = reader.parse_message(body)
    if not reader.regards(told.fields):
        return
    with database.transaction(actor=Actor.of_record(told.actor), trace=told.trace) as tx:
        if _is_first(tx, reader, told.id):
            reader.effect(tx, told)


def _is_first(tx: Tx, reader: Reader, message_id: UUID) -> bool:
    return tx.execute(_FIRST, {"reader": reader.name, "message_id": message_id}).rowcount == 1


def _set_aside(database: Database[Any], reader: Reader, body: str, error: Exception) -> bool:
    log.get().warning("message_failed", reader=reader.name, key=reader.message.routing_key, exc_info=error)
    row = {
        "reader": reader.name,
        "message_id": _id_in(body),
        "routing_key": reader.message.routing_key,
        "body": body.replace("\x00", ""),
        "fault": _described(error),
        "next_try_at": clock.real_now() + timedelta(seconds=BACK_OFF_S[0]),
    }
    try:
        with database.transaction() as tx:
            tx.execute(insert(failed_messages).values(**row).on_conflict_do_nothing())
    except Exception as second:
        if trouble(second) is None:
            raise
        return False
    return True


def _id_in(body: str) -> UUID:
    try:
        return UUID(wire.loads(body)["id"])
    except (ValueError, KeyError, TypeError):
        return ids.new()


def _described(error: Exception) -> str:
    if isinstance(error, Fault):
        return str(error)[:_FAULT_LENGTH]
    return "".join(traceback.format_exception(error))[-_FAULT_LENGTH:].replace("\x00", "")


def is_due(tx: Tx) -> bool:
    """A message's time has come."""
    return tx.execute(_DUE).first() is not None


def retry_due(database: Database[Any], readers: dict[str, Reader]) -> bool:
    """One message whose time has come was tried again; False when there is none. Other hosts skip the row meanwhile."""
    with database.transaction() as tx:
        due = (
            select(failed_messages)
            .where(failed_messages.c.next_try_at <= func.clock_timestamp(), failed_messages.c.routing_key.in_(readers))
            .order_by(failed_messages.c.next_try_at)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        row = tx.execute(due).one_or_none()
        if row is None:
            return False
        _try_again(tx, readers[row.routing_key], row)
        return True


def _try_again(tx: Tx, reader: Reader, row: Any) -> None:
    mine = (failed_messages.c.reader == row.reader, failed_messages.c.message_id == row.message_id)
    try:
        with tx.savepoint():
            told = reader.parse_message(row.body)
            tx.actor, tx.trace = Actor.of_record(told.actor), told.trace
            if _is_first(tx, reader, told.id):
                reader.effect(tx, told)
            tx.execute(failed_messages.delete().where(*mine))
    except Exception as error:
        away = trouble(error)
        if away is not None and away.code == "database-away":
            raise
        dead = row.tries >= len(BACK_OFF_S)
        next_try_at = None if dead else clock.real_now() + timedelta(seconds=BACK_OFF_S[row.tries])
        log.get().warning(
            "message_dead" if dead else "message_failed_again", reader=row.reader, key=row.routing_key, tries=row.tries
        )
        changed = {"tries": row.tries + 1, "next_try_at": next_try_at, "fault": _described(error)}
        tx.execute(update(failed_messages).where(*mine).values(**changed))


def replay(tx: Tx, message_id: UUID) -> int:
    """The failed message is due at once, with all its tries before it; returns how many readers will try."""
    again = {"next_try_at": func.now(), "tries": 1}
    return tx.execute(
        update(failed_messages).where(failed_messages.c.message_id == message_id).values(**again)
    ).rowcount


def list_failed(tx: Tx, *, limit: int = 100) -> list[dict[str, Any]]:
    """Messages that were set aside, the oldest first, without what they say: it may name people."""
    found = select(failed_messages).order_by(failed_messages.c.failed_at).limit(limit)
    return [
        {
            "id": row.message_id,
            "reader": row.reader,
            "key": row.routing_key,
            "fault": _kind_of_fault(row.fault),
            "tries": row.tries,
            "failed_at": row.failed_at,
            "next_try_at": row.next_try_at,
            "dead": row.next_try_at is None,
        }
        for row in tx.execute(found)
    ]


def _kind_of_fault(text: str) -> str:
    """The name of what was raised, which a trace ends with."""
    last = next((line for line in reversed(text.splitlines()) if line and not line[0].isspace()), text)
    found = re.match(r"[\w.]+", last)
    return found.group().rpartition(".")[2] if found else "?"


def counts(tx: Tx) -> dict[str, int]:
    """How many messages wait for another try, and how many are dead."""
    dead = func.count().filter(failed_messages.c.next_try_at.is_(None))
    row = tx.execute(select(func.count().label("held"), dead.label("dead")).select_from(failed_messages)).one()
    return {"waiting": row.held - row.dead, "dead": row.dead}
