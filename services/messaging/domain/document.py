"""One numbered paper: its states, and what never changes once it has its number.

issued ──→ in_force ──→ revoked
   └─────→ cancelled

In force, a paper of many names may be struck for some of their cases; struck for all, it is revoked.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.kit.faults import Conflict

Content = Mapping[str, Any]


class State(StrEnum):
    """Where a document stands; its number stays in the register in every one of them."""

    ISSUED = "issued"
    IN_FORCE = "in_force"
    CANCELLED = "cancelled"
    REVOKED = "revoked"


TITLES = {
    State.ISSUED: "Đã cấp số, chưa có hiệu lực",
    State.IN_FORCE: "Còn hiệu lực",
    State.CANCELLED: "Đã huỷ số",
    State.REVOKED: "Đã thu hồi",
}
_NEXT = {
    State.ISSUED: frozenset({State.IN_FORCE, State.CANCELLED}),
    State.IN_FORCE: frozenset({State.REVOKED}),
    State.CANCELLED: frozenset[State](),
    State.REVOKED: frozenset[State](),
}


@dataclass(frozen=True)
class Document:
    """A paper with its number. `content` is what every later drawing shows, whatever has been renamed since."""

    id: UUID
    key: str
    template: str
    layout_hash: str
    unit_id: UUID
    kind: str
    period: str
    ordinal: int
    symbol: str
    title: str
    on: date
    content: Content
    content_hash: str
    signer: str | None
    signer_id: UUID | None
    token: str
    state: State
    reason: str | None
    issued_at: datetime
    settled_at: datetime | None
    case_ids: tuple[UUID, ...]
    struck: frozenset[UUID] = frozenset()
    version: int = 1
    corrects_id: UUID | None = None
    settled_by_id: UUID | None = None
    verify_url: str | None = None
    dissolves: UUID | None = None


def settle(document: Document, *, to: State, reason: str | None, at: datetime, by_id: UUID | None = None) -> Document:
    """The document is in the state asked for; being there already changes nothing. by_id: the document that revoked it.

    Raises Conflict("document-cannot-be-settled") for a step that the drawing above does not have.
    """
    if document.state is to:
        return document
    if to not in _NEXT[document.state]:
        raise Conflict("document-cannot-be-settled", document_id=document.id, state=document.state, wanted=to)
    return replace(document, state=to, reason=reason, settled_at=at, settled_by_id=by_id, version=document.version + 1)


def strike(
    document: Document, case_ids: Iterable[UUID], *, reason: str | None, at: datetime, by_id: UUID | None = None
) -> Document:
    """The document no longer counts for the cases; being struck already changes nothing.

    Raises Conflict("document-cannot-be-settled") where it is not in force.
    """
    struck = document.struck | (frozenset(case_ids) & frozenset(document.case_ids))
    if struck == document.struck:
        return document
    if struck == frozenset(document.case_ids):
        return replace(settle(document, to=State.REVOKED, reason=reason, at=at, by_id=by_id), struck=struck)
    if document.state is not State.IN_FORCE:
        raise Conflict(
            "document-cannot-be-settled", document_id=document.id, state=document.state, wanted=State.REVOKED
        )
    return replace(document, struck=struck, version=document.version + 1)


def cited(document: Document) -> str:
    """`Quyết định số 13-QĐ/ĐTN ngày 02/12/2026`."""
    return f"{document.content['title'].capitalize()} số {document.symbol} ngày {document.on:%d/%m/%Y}"


def sealed_facts(document: Document) -> tuple[str, ...]:
    """What a stranger reads off the seal: number, day, issuer, title, and half of the fingerprint of the content."""
    issuer = str(document.content["issuer"])
    return (document.symbol, document.on.isoformat(), issuer, document.title, document.content_hash[:32])


def hash_of(content: Content) -> str:
    """The fingerprint of frozen content, whatever the order of its keys (sha-256, hex)."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
