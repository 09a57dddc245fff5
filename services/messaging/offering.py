"""What may be done with a paper, as a screen offers it."""

from typing import Any

from services.kit.policy import Subject, is_allowed
from services.messaging.domain import correcting
from services.messaging.domain.document import Document
from services.messaging.policy import POLICY
from services.messaging.store import Tx


def offers(tx: Tx, found: Document) -> list[dict[str, Any]]:
    """The acts of the caller, who sees the paper."""
    may = is_allowed(POLICY, tx, "document.correct", Subject(unit_id=found.unit_id))
    if not (may and correcting.is_correctable(found)):
        return []
    return [
        {
            "action": correcting.ACTION,
            "label": correcting.LABEL,
            "form_schema": correcting.form(found),
            "consequences": list(correcting.CONSEQUENCES),
        }
    ]
