"""Documents that are in force, or count no more: for a case alone where they name several."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from services.contracts import messaging
from services.workflows.actions.wishes import Errand
from services.workflows.domain.case import Case, Document
from services.workflows.store import Tx

Settlements = dict[UUID, dict[str, Any]]
"""By the document's id."""


def settle(tx: Tx, errands: list[Errand]) -> Iterator[Case]:
    """The documents stand as the effects say; one that another document of the case revokes is told by which."""
    wanted: dict[str | None, Settlements] = defaultdict(dict)
    for each in errands:
        document = each.case.document(each.effect.template)
        if document is None or document.state == each.effect.state:
            continue
        by_key = each.case.asked.get(each.effect.by or "")
        _want(wanted[by_key], each, document, each.effect.state, each.note)
        yield with_document(each.case, replace(document, state=each.effect.state))
    for by_key, settled in wanted.items():
        told = {"by_key": by_key} if by_key else {}
        _ask_to_settle(tx, [{**one, **told} for one in settled.values()])


def _want(wanted: Settlements, errand: Errand, document: Document, state: str, reason: str | None) -> None:
    """The document is to be in the state. One of many names is revoked for this case alone: for the others it stays."""
    is_shared = document.shared_by > 1
    if is_shared and state == "cancelled":
        return
    settled = wanted.setdefault(document.id, {"id": document.id, "state": state, "reason": reason})
    if is_shared and state == "revoked":
        settled.setdefault("case_ids", []).append(errand.case.id)


def drop(tx: Tx, errands: list[Errand]) -> Iterator[Case]:
    """The documents count no more, and their cases may ask for new ones."""
    wanted: Settlements = {}
    for each in errands:
        case, document = each.case, each.case.document(each.effect.template)
        if document is not None and document.state in ("issued", "in_force"):
            state = "revoked" if document.state == "in_force" else "cancelled"
            _want(wanted, each, document, state, "Thay bằng văn bản mới của cùng hồ sơ")
            case = with_document(case, replace(document, state=state))
        asked = {template: key for template, key in case.asked.items() if template != each.effect.template}
        # What is asked for next is another paper: under the batch of this one it would have the same key.
        yield replace(case, asked=asked, batch_id=None)
    _ask_to_settle(tx, list(wanted.values()))


def with_document(case: Case, document: Document) -> Case:
    """The case knows the document as given, in place of what it knew of it."""
    others = tuple(each for each in case.documents if each.id != document.id)
    return replace(case, documents=(*others, document))


def _ask_to_settle(tx: Tx, settled: list[dict[str, Any]]) -> None:
    if settled:
        tx.ask(messaging.SettleDocuments, documents=settled)


def ask_to_cancel(tx: Tx, document_id: UUID, *, in_force: bool) -> None:
    """A document that no case waits for any more counts no longer; its number stays."""
    state = "revoked" if in_force else "cancelled"
    reason = "Hồ sơ không còn dùng văn bản này"
    _ask_to_settle(tx, [{"id": document_id, "state": state, "reason": reason}])


def ask_to_strike(tx: Tx, document_id: UUID, case_ids: Sequence[UUID]) -> None:
    """A document of many names counts no longer for these cases, which have asked for another one since."""
    if case_ids:
        reason = "Hồ sơ không còn dùng văn bản này"
        _ask_to_settle(tx, [{"id": document_id, "state": "revoked", "reason": reason, "case_ids": list(case_ids)}])
