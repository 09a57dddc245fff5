"""The answer to a change, kept with the change for a day: a repeat gets the same answer, also after a crash."""

import hashlib
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from services.kit import clock, wire
from services.kit.database import Tx
from services.kit.faults import Invalid
from services.kit.tables import remembered_requests as table

KEPT = timedelta(hours=24)


def claim(tx: Tx, method: str, given: dict[str, Any]) -> bytes | None:
    """The answer that was given to this request before; None when this call is the first.

    A second call at the same time waits here until the first has committed (or has failed, which makes it the first).
    Raises Invalid("request-reused") when the same id comes with another body.
    """
    digest = hashlib.sha256(wire.canonical(given)).digest()
    key = _key(tx, method)
    first = tx.execute(insert(table).values(**key, body_hash=digest).on_conflict_do_nothing()).rowcount
    if first:
        return None
    held = tx.execute(select(table.c.body_hash, table.c.reply).filter_by(**key)).one_or_none()
    if held is None or held.body_hash != digest:
        raise Invalid("request-reused")
    return bytes(held.reply)


def keep(tx: Tx, method: str, reply: bytes) -> None:
    """The answer is kept with the change when it is committed."""
    tx.answered({"answer": reply, **{f"answer_{name}": value for name, value in _key(tx, method).items()}})


def forget_old(tx: Tx) -> None:
    """Answers older than a day are gone."""
    tx.execute(delete(table).where(table.c.created_at < clock.real_now() - KEPT))


def _key(tx: Tx, method: str) -> dict[str, Any]:
    return {"actor": str(tx.actor.person_id or ""), "method": method, "request_id": tx.request_id}
