"""The history of a unit: what was done to it, and by which decisions."""

from typing import Any
from uuid import UUID

from services.members.actions.units import visible_unit
from services.members.domain import unit_history
from services.members.domain.unit_history import Act
from services.members.store import Tx


def list_unit_acts(tx: Tx, *, unit_id: UUID) -> dict[str, Any]:
    """What was done to the unit, the newest first. Raises NotFound("unit-unknown") outside the caller's scope."""
    unit = visible_unit(tx, unit_id)
    return {"items": [_item(key, act) for key, act in tx.acts.of(unit.id)]}


def _item(key: UUID, act: Act) -> dict[str, Any]:
    return {
        "id": key,
        "kind": act.kind,
        "title": unit_history.title_of(act),
        "on": act.on,
        "decision_no": act.basis.number,
        "decision_on": act.basis.on,
        "document_id": act.basis.document_id,
    }
