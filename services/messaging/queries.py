"""The register as a list: newest first, within what the asker may look at."""

import base64
import binascii
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, exists, func, or_, select

from services.kit.faults import Invalid
from services.kit.policy import visible
from services.messaging.domain import numbering
from services.messaging.domain.document import TITLES, State
from services.messaging.policy import POLICY
from services.messaging.store import Tx
from services.messaging.tables import document_parties, documents, units

_COLUMNS = (
    documents.c.id,
    documents.c.template,
    documents.c.kind,
    documents.c.symbol,
    documents.c.ordinal,
    documents.c.period,
    documents.c.title,
    documents.c.dated_on,
    documents.c.unit_id,
    documents.c.signer,
    documents.c.state,
    documents.c.reason,
    units.c.name.label("unit_name"),
    units.c.level.label("unit_level"),
)


def list_documents(
    tx: Tx,
    *,
    q: str | None,
    unit_id: UUID | None,
    kind: str | None,
    term: str | None,
    limit: int,
    cursor: str | None,
    count: str | None,
) -> dict[str, Any]:
    """One page of the registers. cursor: where the page before ended."""
    conditions = [seen_by_asker(tx), *_filters(q=q, unit_id=unit_id, kind=kind, term=term)]
    page = _from(select(*_COLUMNS)).where(*conditions).order_by(documents.c.id.desc()).limit(limit + 1)
    if cursor:
        page = page.where(documents.c.id < _place(cursor))
    rows = list(tx.execute(page))
    total = tx.execute(select(func.count()).select_from(documents).where(*conditions)).scalar_one() if count else None
    return {
        "items": [item(row) for row in rows[:limit]],
        "next": _cursor(rows[limit - 1].id) if len(rows) > limit else None,
        "total": total,
    }


def item_of(tx: Tx, document_id: UUID) -> dict[str, Any]:
    """One line of the register."""
    return item(tx.execute(_from(select(*_COLUMNS)).where(documents.c.id == document_id)).one())


def item(row: Row[Any]) -> dict[str, Any]:
    return {
        "id": row.id,
        "template": row.template,
        "kind": row.kind,
        "number": row.symbol,
        "ordinal": row.ordinal,
        "term": row.period,
        "title": row.title,
        "on": row.dated_on,
        "unit": {"id": row.unit_id, "name": row.unit_name or "", "level": row.unit_level or ""},
        "signer": row.signer,
        "state": row.state,
        "state_title": TITLES[State(row.state)],
        "cancelled_reason": row.reason,
    }


def seen_by_asker(tx: Tx) -> ColumnElement[bool]:
    """The documents that `document.view` reaches, as a condition."""
    return visible(POLICY, tx, "document.view", unit=documents.c.unit_id, party=_names_one_of)


def counts(tx: Tx) -> dict[str, int]:
    """How many rows each local copy holds, and how many documents there are."""
    from_tables = {
        name: select(func.count()).select_from(documents.metadata.tables[name]).scalar_subquery() for name in _COUNTED
    }
    return dict(tx.execute(select(*(count.label(name) for name, count in from_tables.items()))).mappings().one())


_COUNTED = ("documents", "units", "people", "positions")


def _from(statement: Select[Any]) -> Select[Any]:
    return statement.select_from(documents.outerjoin(units, units.c.id == documents.c.unit_id))


def _filters(
    *, q: str | None, unit_id: UUID | None, kind: str | None, term: str | None
) -> Iterator[ColumnElement[bool]]:
    exact = {documents.c.unit_id: unit_id, documents.c.kind: kind, documents.c.period: term}
    yield from (column == value for column, value in exact.items() if value is not None)
    if q and (words := numbering.folded(q)):
        by_words = documents.c.search_key.contains(words, autoescape=True)
        number = numbering.number_key(q)
        yield or_(documents.c.number_key.startswith(number, autoescape=True), by_words) if number else by_words


def _names_one_of(person_id: UUID | None, unit_ids: frozenset[UUID]) -> ColumnElement[bool]:
    parties = unit_ids | {person_id} if person_id else unit_ids
    return exists().where(document_parties.c.document_id == documents.c.id, document_parties.c.party_id.in_(parties))


def _cursor(document_id: UUID) -> str:
    return base64.urlsafe_b64encode(document_id.bytes).decode().rstrip("=")


def _place(cursor: str) -> UUID:
    try:
        return UUID(bytes=base64.urlsafe_b64decode(cursor + "=="))
    except (binascii.Error, ValueError):
        raise Invalid(
            "cursor-unknown", errors={"cursor": ["Trang này không còn, hãy xem lại từ đầu danh sách."]}
        ) from None
