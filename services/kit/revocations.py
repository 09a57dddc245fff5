"""Tokens that are void before they expire. Each service keeps them until the last of them would have expired."""

import threading
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from services.kit import clock
from services.kit.actor import LIFETIME_S, Actor
from services.kit.faults import Unauthenticated
from services.kit.tables import revoked_sessions

_FRESH_S = 1.0


def revoke(tx: Any, *keys: UUID, before: datetime | None = None) -> None:
    """Tokens of these sessions or persons, issued before the instant (now), are void: here at once, in other hosts in a second."""
    instant = before or clock.real_now()
    rows = [
        {"id": key, "before": instant, "until": instant + timedelta(seconds=LIFETIME_S + 60)}
        for key in sorted(set(keys))
    ]
    if rows:
        statement = insert(revoked_sessions).values(rows)
        news = {"before": statement.excluded.before, "until": statement.excluded.until}
        newer = revoked_sessions.c.before < statement.excluded.before
        tx.execute(statement.on_conflict_do_update(index_elements=["id"], set_=news, where=newer))


def forget_expired(tx: Any) -> None:
    """Revocations that outlived their tokens are gone."""
    tx.execute(delete(revoked_sessions).where(revoked_sessions.c.until < clock.real_now()))


class Revoked:
    """The revocations as this process knows them, at most a second old."""

    def __init__(self) -> None:
        self._before: dict[UUID, datetime] = {}
        self._read_at = float("-inf")
        self._lock = threading.Lock()

    def check(self, tx: Any, actor: Actor) -> None:
        """Raises Unauthenticated("session-revoked")."""
        if time.monotonic() - self._read_at > _FRESH_S:
            self._read(tx)
        for key in (actor.session_id, actor.person_id):
            before = self._before.get(key) if key else None
            if before and actor.issued_at and actor.issued_at < before:
                raise Unauthenticated("session-revoked")

    def _read(self, tx: Any) -> None:
        if not self._lock.acquire(blocking=False):
            return  # another call is reading them
        try:
            rows = tx.execute(select(revoked_sessions.c.id, revoked_sessions.c.before))
            self._before = {row.id: row.before for row in rows}
            self._read_at = time.monotonic()
        finally:
            self._lock.release()
