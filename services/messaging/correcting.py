"""The unit whose paper it is puts it right by a decision of its own."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.kit import ids
from services.kit.policy import Subject, require
from services.messaging import actions
from services.messaging.domain import correcting
from services.messaging.domain.document import Document
from services.messaging.domain.signature import require_signing
from services.messaging.policy import POLICY
from services.messaging.store import Tx


def correct_document(tx: Tx, *, document_id: UUID, corrections: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """A correction is in force. Answers it.

    Raises NotFound("document-unknown"), Denied, Conflict("office-cannot-sign" | "document-not-in-force" | "document-without-number"), Invalid for words
    that the paper does not have.
    """
    actions.viewed(tx, document_id)
    original = tx.documents.lock([document_id])[document_id]
    require(POLICY, tx, "document.correct", Subject(unit_id=original.unit_id))
    require_signing(office_at(tx, original.unit_id))
    correcting.require_correctable(original)
    correcting.require_written(original, corrections)
    key = f"{correcting.template_for(original)}/{ids.new()}"
    actions.issue_documents(tx, batch_id=ids.new(), documents=[_order(tx, key, original, corrections)])
    correction = tx.documents.by_keys([key])[key]
    after = {"correction": correction.id, "rows": len(corrections)}
    tx.record("document.correct", subject_id=original.id, unit_id=original.unit_id, after=after)
    return actions.get_document(tx, document_id=correction.id)


def office_at(tx: Tx, unit_id: UUID) -> str | None:
    """The caller's highest office at the unit."""
    return correcting.highest([each.code for each in tx.actor.positions if each.unit_id == unit_id])


def _order(tx: Tx, key: str, original: Document, corrections: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    readers = sorted(str(party) for party in tx.documents.parties(original.id))
    return {
        "key": key,
        "template": correcting.template_for(original),
        "unit_id": original.unit_id,
        "on": tx.today,
        "case_ids": [],
        "content": correcting.content(original, corrections, readers=readers),
        "signer_id": tx.actor.person_id,
        "signer_position": office_at(tx, original.unit_id),
        "in_force": True,
        "numbering_reset": correcting.reset_of(original),
    }
