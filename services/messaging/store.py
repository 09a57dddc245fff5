"""Documents, counters and copies between rows and values. Only this file builds documents from rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, and_, bindparam, func, insert, select, text, true, update
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.dialects.postgresql import insert as upsert

from services.contracts.offices import COMMITTEE, OFFICER_ROLES
from services.kit import database, ids, settings
from services.kit.actor import Actor
from services.kit.copies import PathTree, as_registered
from services.kit.faults import Conflict, NotFound
from services.kit.files import Files, Stored
from services.messaging.domain import issuing, numbering
from services.messaging.domain.document import Document, State
from services.messaging.domain.issuing import Register
from services.messaging.registry import Registry
from services.messaging.tables import document_cases, document_parties, documents, layouts, people, positions, units

# Rows are locked in one order by everyone, so that two orders for many registers never wait for each other in a ring.
_LOCK_COUNTERS = text(
    "INSERT INTO number_counters (unit_id, kind, period, last)"
    " SELECT unit_id, kind, period, 0"
    " FROM unnest(CAST(:unit_ids AS uuid[]), CAST(:kinds AS text[]), CAST(:periods AS text[])) AS asked (unit_id, kind, period)"
    " ORDER BY unit_id, kind, period"
    " ON CONFLICT (unit_id, kind, period) DO UPDATE SET last = number_counters.last"
    " RETURNING unit_id, kind, period, last"
)
_RAISE_COUNTERS = text(
    "UPDATE number_counters SET last = reached.last FROM unnest("
    " CAST(:unit_ids AS uuid[]), CAST(:kinds AS text[]), CAST(:periods AS text[]), CAST(:lasts AS integer[])"
    ") AS reached (unit_id, kind, period, last)"
    " WHERE (number_counters.unit_id, number_counters.kind, number_counters.period)"
    " = (reached.unit_id, reached.kind, reached.period)"
)
_IN_ORDER = aggregate_order_by(document_cases.c.case_id, document_cases.c.place, document_cases.c.case_id)
_NAMED = (
    select(
        func.array_agg(_IN_ORDER).label("case_ids"),
        func.array_agg(document_cases.c.case_id).filter(document_cases.c.struck_at.is_not(None)).label("struck"),
    )
    .where(document_cases.c.document_id == documents.c.id)
    .lateral("named")
)


class Documents:
    """The registers."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def lock_counters(self, registers: Iterable[Register]) -> dict[Register, int]:
        """The last number of each register; nobody else numbers in them until this transaction ends."""
        asked = sorted(set(registers))
        if not asked:
            return {}
        columns = zip(*asked, strict=True)
        given = dict(zip(("unit_ids", "kinds", "periods"), map(list, columns), strict=True))
        return {
            Register(row.unit_id, row.kind, row.period): row.last for row in self._tx.execute(_LOCK_COUNTERS, given)
        }

    def by_keys(self, keys: Iterable[str]) -> dict[str, Document]:
        found = self._read(_select().where(documents.c.key.in_(list(keys))))
        return {document.key: document for document in found}

    def get(self, document_id: UUID) -> Document:
        """Raises NotFound("document-unknown")."""
        return self._one(documents.c.id == document_id, "document-unknown")

    def of_token(self, token: str) -> Document:
        """Raises NotFound("document-not-registered")."""
        return self._one(
            documents.c.token == token,
            "document-not-registered",
            text="Không có văn bản nào mang mã này trong sổ.",
            mend="Không dùng giấy này; hãy hỏi đơn vị ghi trên giấy.",
        )

    def lock(self, document_ids: Iterable[UUID]) -> dict[UUID, Document]:
        """The documents, locked in one order. Raises Conflict("document-unknown") when one is missing."""
        wanted = set(document_ids)
        statement = _select().where(documents.c.id.in_(wanted)).order_by(documents.c.id).with_for_update(of=documents)
        found = {document.id: document for document in self._read(statement)}
        if missing := wanted - found.keys():
            raise Conflict("document-unknown", document_ids=sorted(missing))
        return found

    def add(self, issued: Sequence[Document]) -> None:
        """The documents are in their registers, whose counters stand at their highest numbers."""
        self._tx.execute(insert(documents), [_row(document) for document in issued])
        cases = [
            {"document_id": each.id, "case_id": case_id, "place": place}
            for each in issued
            for place, case_id in enumerate(dict.fromkeys(each.case_ids))
        ]
        if cases:
            self._tx.execute(insert(document_cases), cases)
        parties = [
            {"document_id": each.id, "party_id": party_id, "is_subject": party_id in concerned}
            for each in issued
            for concerned in (issuing.concerned(each.content),)
            for party_id in sorted(issuing.parties_of(each.content))
        ]
        if parties:
            self._tx.execute(insert(document_parties), parties)
        self._raise_counters(issued)

    def save_settled(self, document: Document) -> None:
        self._tx.execute(
            update(documents)
            .where(documents.c.id == document.id)
            .values(
                state=document.state,
                reason=document.reason,
                settled_at=document.settled_at,
                settled_by_id=document.settled_by_id,
                version=document.version,
            )
        )

    def save_struck(
        self, document: Document, case_ids: Iterable[UUID], *, reason: str | None, by_id: UUID | None
    ) -> None:
        """The document no longer counts for these of its cases. by_id: the document that says so."""
        mine = (document_cases.c.document_id == document.id, document_cases.c.case_id.in_(list(case_ids)))
        struck = {"struck_at": self._tx.now, "struck_reason": reason, "struck_by_id": by_id}
        self._tx.execute(update(document_cases).where(*mine).values(struck))

    def struck(self, document: Document) -> list[dict[str, Any]]:
        """For whom the document no longer counts: name, instant, reason and the paper that says so, in the order of the document."""
        found = select(document_cases).where(
            document_cases.c.document_id == document.id, document_cases.c.struck_at.is_not(None)
        )
        named = document.content["people"]
        return [
            {
                "full_name": _name_at(named, row.place),
                "at": row.struck_at,
                "reason": row.struck_reason,
                "by_id": row.struck_by_id,
            }
            for row in self._tx.execute(found.order_by(document_cases.c.place))
        ]

    def many(self, document_ids: Iterable[UUID]) -> dict[UUID, Document]:
        """Those of the documents that there are."""
        wanted = set(document_ids)
        return {each.id: each for each in self._read(_select().where(documents.c.id.in_(wanted)))} if wanted else {}

    def correcting(self, document_id: UUID, *, templates: Sequence[str]) -> list[Document]:
        """The documents of the templates in force that speak of this one, the oldest first."""
        mine = (
            documents.c.corrects_id == document_id,
            documents.c.template.in_(templates),
            documents.c.state == State.IN_FORCE,
        )
        return self._read(_select().where(*mine).order_by(documents.c.id))

    def let_read(self, units: Mapping[UUID, Iterable[UUID]]) -> None:
        """Units by document, beside those that may open it already."""
        parties = [{"document_id": key, "party_id": unit_id} for key, told in units.items() for unit_id in sorted(told)]
        if parties:
            self._tx.execute(upsert(document_parties).on_conflict_do_nothing(), parties)

    def parties(self, document_id: UUID) -> frozenset[UUID]:
        statement = select(document_parties.c.party_id).where(document_parties.c.document_id == document_id)
        return frozenset(self._tx.execute(statement).scalars())

    def concerned(self, document_ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
        """The units that the documents are about."""
        mine = and_(document_parties.c.document_id.in_(list(document_ids)), document_parties.c.is_subject)
        found: dict[UUID, frozenset[UUID]] = {}
        for row in self._tx.execute(select(document_parties).where(mine)):
            found[row.document_id] = found.get(row.document_id, frozenset()) | {row.party_id}
        return found

    def _raise_counters(self, issued: Sequence[Document]) -> None:
        highest: dict[Register, int] = {}
        for each in issued:
            if not each.ordinal:
                continue
            register = Register(each.unit_id, each.kind, each.period)
            highest[register] = max(each.ordinal, highest.get(register, 0))
        if not highest:
            return
        columns = [
            list(column) for column in zip(*((*register, last) for register, last in highest.items()), strict=True)
        ]
        self._tx.execute(_RAISE_COUNTERS, dict(zip(("unit_ids", "kinds", "periods", "lasts"), columns, strict=True)))

    def _one(self, condition: Any, code: str, **said: str) -> Document:
        found = self._read(_select().where(condition))
        if not found:
            raise NotFound(code, **said)
        return found[0]

    def _read(self, statement: Select[Any]) -> list[Document]:
        return [_document(row) for row in self._tx.execute(statement)]


_LAYOUT_KEPT = select(layouts.c.hash).where(layouts.c.hash == bindparam("hash"))


class Pages:
    """Drawn pages, and the layouts they were and will be drawn with."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def keep_layout(self, layout_hash: str, *, template: str, sources: Mapping[str, str]) -> None:
        if self._tx.execute(_LAYOUT_KEPT, {"hash": layout_hash}).first():  # its sources are long, and mostly known
            return
        row = {"hash": layout_hash, "template": template, "sources": dict(sources)}
        self._tx.execute(upsert(layouts).on_conflict_do_nothing(), row)

    def layout(self, layout_hash: str) -> dict[str, str]:
        found: dict[str, str] = self._tx.execute(
            select(layouts.c.sources).where(layouts.c.hash == layout_hash)
        ).scalar_one()
        return found

    def drawn(self, document_id: UUID) -> tuple[str, int] | None:
        """Digest and size of the page, when it was drawn."""
        row = self._tx.execute(
            select(documents.c.file_digest, documents.c.file_size).where(documents.c.id == document_id)
        ).one()
        return (row.file_digest, row.file_size) if row.file_digest else None

    def save(self, document_id: UUID, stored: Stored) -> None:
        changed = {"file_digest": stored.digest, "file_size": stored.size}
        self._tx.execute(update(documents).where(documents.c.id == document_id).values(changed))

    def undrawn(self, *, limit: int, most_tries: int) -> list[UUID]:
        """The oldest documents without a page that were not given up."""
        waiting = documents.c.file_digest.is_(None) & (documents.c.draw_tries < most_tries)
        return list(
            self._tx.execute(select(documents.c.id).where(waiting).order_by(documents.c.id).limit(limit)).scalars()
        )

    def issued_since(self, instant: datetime) -> bool:
        """Numbers are being given. Read off the newest key, which tells its own time."""
        newest = self._tx.execute(select(documents.c.id).order_by(documents.c.id.desc()).limit(1)).scalar()
        return newest is not None and newest >= ids.first_of(instant)

    def count_try(self, document_id: UUID) -> None:
        self._tx.execute(
            update(documents).where(documents.c.id == document_id).values(draw_tries=documents.c.draw_tries + 1)
        )


class Tx(database.Tx):
    """A transaction of messaging. Of the caller's offices those count that decide on cases: the registers hold what was decided."""

    def __init__(self, store: database.Database[Any], *, actor: Actor, **given: Any) -> None:
        super().__init__(store, actor=_with_deciding_offices(actor), **given)

    def asker_now(self) -> Actor:
        """Whoever asks, with the positions that the registry's copy says they hold today."""
        return _with_deciding_offices(as_registered(self, people, positions))

    @cached_property
    def documents(self) -> Documents:
        return Documents(self)

    @cached_property
    def pages(self) -> Pages:
        return Pages(self)

    @cached_property
    def registry(self) -> Registry:
        return Registry(self)

    @cached_property
    def files(self) -> Files:
        return Files(settings.read())

    @cached_property
    def tree(self) -> PathTree:
        return PathTree(self, units)


def _with_deciding_offices(actor: Actor) -> Actor:
    return actor.with_offices(COMMITTEE, of_roles=OFFICER_ROLES)


def _name_at(named: Sequence[Mapping[str, Any]], place: int | None) -> str | None:
    """Nobody's for a document of before its cases knew their places."""
    return str(named[place]["full_name"]) if place is not None and place < len(named) else None


def _select() -> Select[Any]:
    return select(documents, _NAMED.c.case_ids, _NAMED.c.struck).select_from(documents.join(_NAMED, true()))


def _row(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "key": document.key,
        "template": document.template,
        "layout_hash": document.layout_hash,
        "unit_id": document.unit_id,
        "kind": document.kind,
        "period": document.period,
        "ordinal": document.ordinal,
        "symbol": document.symbol,
        "number_key": numbering.number_key(document.symbol),
        "title": document.title,
        "search_key": issuing.search_key(document),
        "dated_on": document.on,
        "content": document.content,
        "content_hash": document.content_hash,
        "signer": document.signer,
        "signer_id": document.signer_id,
        "token": document.token,
        "verify_url": document.verify_url,
        "corrects_id": document.corrects_id,
        "dissolves": document.dissolves,
        "state": document.state,
        "issued_at": document.issued_at,
        "settled_at": document.settled_at,
        "version": document.version,
    }


def _document(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        key=row.key,
        template=row.template,
        layout_hash=row.layout_hash,
        unit_id=row.unit_id,
        kind=row.kind,
        period=row.period,
        ordinal=row.ordinal,
        symbol=row.symbol,
        title=row.title,
        on=row.dated_on,
        content=row.content,
        content_hash=row.content_hash,
        signer=row.signer,
        signer_id=row.signer_id,
        token=row.token,
        state=State(row.state),
        reason=row.reason,
        issued_at=row.issued_at,
        settled_at=row.settled_at,
        case_ids=tuple(row.case_ids or ()),
        struck=frozenset(row.struck or ()),
        version=row.version,
        corrects_id=row.corrects_id,
        settled_by_id=row.settled_by_id,
        verify_url=row.verify_url,
        dissolves=row.dissolves,
    )
