"""What a transaction keeps beside its changes: audit rows and messages to send, in one statement at its end."""

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
_RECORD = ("at", "actor", "action", "subject_id", "unit_id", "before", "after", "request_id", "trace")
_MESSAGE = ("message_id", "exchange", "routing_key", "body")
_BOTH, _RECORDS_ONLY, _MESSAGES_ONLY = text(f"WITH kept AS ({_AUDIT}) {_OUTBOX}"), text(_AUDIT), text(_OUTBOX)


def statement(records: list[dict[str, Any]], messages: list[dict[str, Any]]) -> tuple[TextClause, dict[str, list[Any]]]:
    """The statement and its values. records: rows of audit_log, their JSON as text; messages: rows of outbox; in their order."""
    given = {name: [row[name] for row in records] for name in _RECORD if records}
    given |= {name: [row[name] for row in messages] for name in _MESSAGE if messages}
    if records and messages:
        return _BOTH, given
    return (_RECORDS_ONLY if records else _MESSAGES_ONLY), given
