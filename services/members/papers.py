"""What the registry asks of messaging: a numbered paper of a unit, in the hand of whoever acts."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.contracts import messaging
from services.kit import ids
from services.members.domain import positions
from services.members.domain.units import Unit
from services.members.store import Tx


def issue(
    tx: Tx, template: str, issuer: Unit, *, key: str, on: date, content: Mapping[str, Any], in_force: bool
) -> None:
    """The paper is asked for under the key; asked again under it, it is issued once."""
    order: dict[str, Any] = {
        "key": key,
        "template": template,
        "unit_id": issuer.id,
        "on": on,
        "case_ids": [],
        "content": content,
        "signer_id": tx.actor.person_id,
        "signer_position": _office(tx, issuer),
        "in_force": in_force,
        "numbering_reset": tx.rules.on(on).values.get("numbering_reset") or "TERM",
    }
    tx.ask(messaging.IssueDocuments, batch_id=ids.new(), documents=[order])


def _office(tx: Tx, issuer: Unit) -> str | None:
    """The highest office that the one who acts holds at the unit."""
    held = [each.code for each in tx.actor.positions if each.unit_id == issuer.id]
    return min(held, key=lambda code: positions.ORDER.get(code, 99), default=None)
