"""What a transaction keeps beside its changes: audit rows, messages to send, and its answer, in one statement at its end."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import TextClause, text

_AUDIT = """INSERT INTO audit_log (at, actor, action, subject_id, unit_id, before, after, request_id, trace)
    SELECT * FROM unnest(
        CAST(:at AS timestamptz[]), CAST(:actor AS jsonb[]), CAST(:action AS text[]), CAST(:subject_id AS text[]),
        CAST(:unit_id AS uuid[]), CAST(:before AS jsonb[]), CAST(:after AS jsonb[]), CAST(:request_id AS text[]),
        CAST(:trace AS text[])
    )"""
_OUTBOX = """INSERT INTO outbox (message_id, exchange, routing_key, body)
    SELECT * FROM unnest(
        CAST(:message_id AS uuid[]), CAST(:exchange AS text[]), CAST(:routing_key AS text[]), CAST(:body AS text[])
    )"""
_ANSWER = """UPDATE remembered_requests SET reply = :answer
    WHERE actor = :answer_actor AND method = :answer_method AND request_id = :answer_request_id"""
_RECORD = ("at", "actor", "action", "subject_id", "unit_id", "before", "after", "request_id", "trace")
_MESSAGE = ("message_id", "exchange", "routing_key", "body")


def statement(
    records: list[dict[str, Any]], messages: list[dict[str, Any]], answer: Mapping[str, Any] | None = None
) -> tuple[TextClause, dict[str, Any]]:
    """The statement and its values. records: rows of audit_log, their JSON as text; messages: rows of outbox; in their order.

    answer: the reply to a remembered request, with what it is known by (`answer`, `answer_actor`, `answer_method`,
    `answer_request_id`).
    """
    given: dict[str, Any] = {name: [row[name] for row in records] for name in _RECORD if records}
    given |= {name: [row[name] for row in messages] for name in _MESSAGE if messages}
    given |= answer or {}
    return _together(bool(records), bool(messages), answer is not None), given


@cache
def _together(records: bool, messages: bool, answer: bool) -> TextClause:
    """One statement of those that have something to keep; the last is the statement, the others stand before it."""
    *before, last = [part for part, kept in ((_AUDIT, records), (_ANSWER, answer), (_OUTBOX, messages)) if kept]
    named = ", ".join(f"kept_{place} AS ({part})" for place, part in enumerate(before))
    return text(f"WITH {named} {last}" if named else last)
