"""Use cases of documents, one function each."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from services.contracts.messaging import DocumentsIssued, DocumentsSettled
from services.kit import clock, ids, offload, seals, settings
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.kit.outbox import Audience
from services.kit.policy import Subject, require
from services.messaging import drawing, offering, queries, word
from services.messaging.domain import document, issuing, names, paper, tokens
from services.messaging.domain.corrections import CORRECTING, CORRECTING_CONFIDENTIAL
from services.messaging.domain.document import TITLES, Document, State
from services.messaging.domain.issuing import Order, Register, Stamp, Unit
from services.messaging.domain.shelf import CONFIDENTIAL
from services.messaging.policy import POLICY
from services.messaging.store import Tx

IDLE_AFTER = timedelta(seconds=3)
"""Nobody waits for a number: pages may be drawn."""
PAGES_AT_A_TIME = 10
MOST_TRIES = 3
_CORRECTIONS = (CORRECTING, CORRECTING_CONFIDENTIAL)


def issue_documents(tx: Tx, *, batch_id: UUID, documents: Sequence[Mapping[str, Any]]) -> None:
    """Each document has its number and its content is frozen; those asked for before keep theirs. All are announced."""
    orders = {given["key"]: _order(given) for given in documents}
    known = tx.registry.units(key for order in orders.values() for key in order.unit_ids)
    registers = {key: issuing.register_of(order, known[order.unit_id]) for key, order in orders.items()}

    # The counters first: a second order for the same document waits here, then finds it.
    counters = tx.documents.lock_counters(registers[key] for key, order in orders.items() if issuing.is_numbered(order))
    held = tx.documents.by_keys(orders)
    issued = _issue(tx, [order for key, order in orders.items() if key not in held], known, registers, counters)
    if issued:
        tx.documents.add(issued)

    for each in issued:
        tx.record("document.issue", subject_id=each.id, unit_id=each.unit_id, after=_line(each))
    held.update({each.key: each for each in issued})
    announced = [held[key] for key in orders]
    tx.emit(
        DocumentsIssued, batch_id=batch_id, documents=[_line(each) for each in announced], audience=_audience(announced)
    )


def share_documents(tx: Tx, *, documents: Sequence[Mapping[str, Any]]) -> None:
    """The units may open the documents. Raises Conflict("document-unknown"): its number is on the way."""
    wanted = {given["id"]: given["unit_ids"] for given in documents}
    held = tx.documents.many(wanted)
    if missing := wanted.keys() - held.keys():
        raise Conflict("document-unknown", document_ids=sorted(missing))
    shared = (key for key, each in held.items() if issuing.is_shared(each))
    tx.documents.let_read({key: wanted[key] for key in shared})


def settle_documents(tx: Tx, *, documents: Sequence[Mapping[str, Any]]) -> None:
    """The documents are in force, cancelled or revoked; their numbers stay. Settled twice is announced twice, changed once."""
    wanted = {given["id"]: given for given in _with_ids(tx, documents)}
    held = tx.documents.lock(wanted)
    settled = [_settled(tx, held[key], given) for key, given in wanted.items()]
    for each in settled:
        before, reason = held[each.id], wanted[each.id]["reason"]
        if each is not before:
            tx.documents.save_settled(each)
            struck = each.struck - before.struck
            tx.documents.save_struck(each, struck, reason=reason, by_id=wanted[each.id]["by_document_id"])
            after = {"state": each.state, "reason": reason, "struck": sorted(struck)}
            tx.record(
                "document.settle", subject_id=each.id, unit_id=each.unit_id, before={"state": before.state}, after=after
            )
    tx.emit(DocumentsSettled, documents=[_line(each) for each in settled], audience=_audience(settled))


def _with_ids(tx: Tx, settlements: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The settlements, those that name a document by its key with its id."""
    keys = [given[name] for given in settlements for name in ("key", "by_key") if given[name]]
    known = _of_keys(tx, keys)
    return [
        {
            **given,
            "id": known[given["key"]].id if given["key"] else given["id"],
            "by_document_id": known[given["by_key"]].id if given["by_key"] else given["by_document_id"],
        }
        for given in settlements
    ]


def _of_keys(tx: Tx, keys: Sequence[str]) -> dict[str, Document]:
    """Raises Conflict("document-unknown"): its number is on the way."""
    known = tx.documents.by_keys(keys) if keys else {}
    if missing := set(keys) - known.keys():
        raise Conflict("document-unknown", document_keys=sorted(missing))
    return known


def _settled(tx: Tx, held: Document, given: Mapping[str, Any]) -> Document:
    state, reason, by_id = State(given["state"]), given["reason"], given["by_document_id"]
    if state is State.REVOKED and given["case_ids"]:
        return document.strike(held, given["case_ids"], reason=reason, at=tx.now, by_id=by_id)
    return document.settle(held, to=state, reason=reason, at=tx.now, by_id=by_id)


def get_document(tx: Tx, *, document_id: UUID) -> dict[str, Any]:
    """A document with its frozen content and the page as text."""
    found = viewed(tx, document_id)
    return {
        **queries.item_of(tx, document_id),
        "content": found.content,
        "case_ids": found.case_ids,
        "struck": _struck(tx, found),
        **_ties(tx, found),
        "text": "\n".join(paper.lines(found.content)),
        "verify_url": _address(found),
        "issued_at": found.issued_at,
        "allowed_actions": offering.offers(tx, found),
    }


def find_document(tx: Tx, *, key: str) -> dict[str, Any]:
    """The document that was asked for under the key, when there is one and the caller may look at it."""
    found = tx.documents.by_keys([key]).get(key)
    try:
        if found is not None:
            _require_view(tx, found)
    except Denied:
        return {"id": None}
    return {"id": found and found.id}


def get_document_file(tx: Tx, *, document_id: UUID) -> dict[str, Any]:
    """The page as a stored file, drawn now if nobody looked before."""
    found = viewed(tx, document_id)
    digest, size = tx.pages.drawn(document_id) or draw(tx, found)
    name = names.file_name(_file_called(found), ending="pdf")
    return {"digest": digest, "name": name, "media_type": "application/pdf", "size": size}


def get_document_word(tx: Tx, *, document_id: UUID) -> dict[str, Any]:
    """The document for a word processor as a stored file: the same content gives the same bytes."""
    found = viewed(tx, document_id)
    written = offload.in_thread(word.write, found.template, found.content, _address(found), found.issued_at)
    stored = tx.files.put(written)
    name = names.file_name(_file_called(found), ending="docx")
    return {"digest": stored.digest, "name": name, "media_type": word.MEDIA_TYPE, "size": stored.size}


def list_seal_keys(_tx: Tx) -> dict[str, Any]:
    """What anyone may check the seals on pages with."""
    return seals.public_keys()


def verify_document(tx: Tx, *, token: str) -> dict[str, Any]:
    """What the bearer of a paper's code may know of it. Valid only while the document is in force.

    Raises NotFound("code-not-ours") or NotFound("document-not-registered").
    """
    code = tokens.canonical(token)
    if not tokens.is_ours(code):
        raise NotFound(
            "code-not-ours", text="Mã này không do Đoàn cấp.", mend="Không dùng giấy này; hãy hỏi đơn vị ghi trên giấy."
        )
    found = tx.documents.of_token(code)
    return {
        "valid": found.state is State.IN_FORCE,
        "state": found.state,
        "state_title": TITLES[found.state],
        "number": found.symbol,
        "on": found.on,
        "issuer": found.content["issuer"],
        "title": found.title,
        "person": _spoken_people(found),
        "note": " ".join(_notes(tx, found)) or None,
    }


def draw_waiting(tx: Tx) -> None:
    """Some of the pages that nobody has looked at are drawn, while no documents are being issued."""
    if tx.pages.issued_since(clock.real_now() - IDLE_AFTER):
        return
    for document_id in tx.pages.undrawn(limit=PAGES_AT_A_TIME, most_tries=MOST_TRIES):
        try:
            draw(tx, tx.documents.get(document_id))
        except (Conflict, Invalid):
            # Left for the person who looks at it, whose call will show the fault; the others go on.
            tx.pages.count_try(document_id)


def draw(tx: Tx, found: Document) -> tuple[str, int]:
    """The page is in the store; digest and size. The same document always gives the same bytes."""
    page = offload.in_thread(
        drawing.draw,
        found.template,
        found.content,
        tx.pages.layout(found.layout_hash),
        _address(found),
        found.issued_at,
    )
    stored = tx.files.put(page)
    tx.pages.save(found.id, stored)
    return stored.digest, stored.size


def _issue(
    tx: Tx,
    orders: Iterable[Order],
    known: Mapping[UUID, Unit],
    registers: Mapping[str, Register],
    counters: dict[Register, int],
) -> list[Document]:
    orders = _citing(tx, orders)
    unit_names = tx.registry.unit_names(unit_id for order in orders for unit_id in issuing.units_named(order))
    people = tx.registry.person_names(order.signer_id for order in orders if order.signer_id)
    for template in {order.template for order in orders}:
        tx.pages.keep_layout(drawing.layout_hash(template), template=template, sources=drawing.sources_of(template))
    issued = []
    for order in orders:
        register = registers[order.key]
        if issuing.is_numbered(order):
            counters[register] += 1
        fresh = issuing.issue(
            order,
            unit=known[order.unit_id],
            register=register,
            ordinal=counters[register] if issuing.is_numbered(order) else 0,
            people=people,
            names=unit_names,
            stamp=_stamp(tx, order),
            signing_unit=issuing.signing_unit(order, known),
        )
        issued.append(replace(fresh, verify_url=_sealed_address(fresh)))
    return issued


def _citing(tx: Tx, orders: Iterable[Order]) -> list[Order]:
    """The orders, those that correct a document with what the register says of it."""
    orders = _with_originals(tx, list(orders))
    named = {order.key: corrected for order in orders if (corrected := issuing.corrected_by(order))}
    found = tx.documents.many(named.values())
    if missing := set(named.values()) - found.keys():
        raise Conflict("document-unknown", document_ids=sorted(missing))
    concerned = tx.documents.concerned(found) if found else {}
    return [
        issuing.citing(order, found[cited], concerns=concerned.get(cited, ()))
        if (cited := named.get(order.key))
        else order
        for order in orders
    ]


def _with_originals(tx: Tx, orders: Sequence[Order]) -> list[Order]:
    keys = {order.key: key for order in orders if (key := issuing.corrected_key(order))}
    known = _of_keys(tx, list(keys.values()))
    return [issuing.correcting(order, known[keys[order.key]]) if order.key in keys else order for order in orders]


def _stamp(tx: Tx, order: Order) -> Stamp:
    return Stamp(
        id=ids.new(), random=secrets.token_bytes(16), at=tx.now, layout_hash=drawing.layout_hash(order.template)
    )


def _order(given: Mapping[str, Any]) -> Order:
    return Order(**{**given, "case_ids": tuple(given["case_ids"])})


def viewed(tx: Tx, document_id: UUID) -> Document:
    """The document, when the caller may look at it. Raises NotFound("document-unknown"): to others it does not exist."""
    found = tx.documents.get(document_id)
    try:
        _require_view(tx, found)
    except Denied:
        raise NotFound("document-unknown") from None
    return found


def _require_view(tx: Tx, found: Document) -> None:
    subject = Subject(unit_id=found.unit_id, parties=tx.documents.parties(found.id))
    require(POLICY, tx, "document.view", subject)
    if found.template in CONFIDENTIAL:
        require(POLICY, tx, "document.view_confidential", subject)


def _file_called(found: Document) -> str:
    return found.symbol if found.ordinal else f"{found.kind}-{found.on}"


def _address(found: Document) -> str:
    """Where the page's code leads; documents of before seals have the plain address."""
    return found.verify_url or f"{settings.read().public_url}/xt/{found.token}"


def _sealed_address(fresh: Document) -> str:
    return f"{settings.read().public_url}/xt/{fresh.token}#{seals.seal(fresh.token, document.sealed_facts(fresh))}"


def _ties(tx: Tx, found: Document) -> dict[str, Any]:
    """The documents that this one puts right or is ended by, and those that put it right."""
    known = tx.documents.many(each for each in (found.corrects_id, found.settled_by_id) if each)
    return {
        "corrects": _reference(known.get(found.corrects_id)) if found.corrects_id else None,
        "ended_by": _reference(known.get(found.settled_by_id)) if found.settled_by_id else None,
        "corrected_by": [_reference(each) for each in tx.documents.correcting(found.id, templates=_CORRECTIONS)],
    }


def _struck(tx: Tx, found: Document) -> list[dict[str, Any]]:
    """For whom alone it no longer counts, and by which document."""
    struck = tx.documents.struck(found) if found.struck else []
    known = tx.documents.many(each["by_id"] for each in struck if each["by_id"])
    return [
        {name: each[name] for name in ("full_name", "at", "reason")} | {"by": _reference(known.get(each["by_id"]))}
        for each in struck
    ]


def _reference(found: Document | None) -> dict[str, Any] | None:
    return {"id": found.id, "number": found.symbol, "on": found.on, "title": found.title} if found else None


def _notes(tx: Tx, found: Document) -> Iterator[str]:
    """What a stranger must know beside the state: by what it was ended or put right, for whom it no longer counts."""
    for each in tx.documents.many([found.settled_by_id] if found.settled_by_id else []).values():
        yield f"Đã thu hồi theo {document.cited(each)}."
    for each in tx.documents.correcting(found.id, templates=_CORRECTIONS):
        yield f"Đã được đính chính bởi {document.cited(each)}."
    if found.struck and found.template not in CONFIDENTIAL:
        yield _spoken_struck(tx.documents.struck(found))


def _spoken_people(found: Document) -> str:
    people = found.content["people"]
    if not people:
        return "Văn bản không nêu tên người"
    if found.template in CONFIDENTIAL:
        return "Không hiển thị tên"
    return (
        names.shortened(people[0]["full_name"]) if len(people) == 1 else f"{len(people)} người có tên trong danh sách"
    )


def _spoken_struck(struck: Sequence[Mapping[str, Any]]) -> str:
    known = [names.shortened(each["full_name"]) for each in struck if each["full_name"]]
    whose = ", ".join(known) if len(known) == len(struck) else f"{len(struck)} người có tên trong danh sách."
    return f"Đã thu hồi đối với: {whose}"


def _audience(found: Iterable[Document]) -> Audience:
    concerned = {
        party
        for each in found
        for party in (each.unit_id, *issuing.units_of(each.content), *issuing.concerned(each.content))
    }
    return Audience(units=sorted(concerned))


def _line(each: Document) -> dict[str, Any]:
    return {
        "key": each.key,
        "id": each.id,
        "template": each.template,
        "title": each.title,
        "unit_id": each.unit_id,
        "number": each.symbol,
        "ordinal": each.ordinal,
        "on": each.on,
        "state": each.state,
        "case_ids": each.case_ids,
        "version": each.version,
        "subject": None if each.template in CONFIDENTIAL else each.content.get("subject") or None,
        "dissolves": each.dissolves,
    }
