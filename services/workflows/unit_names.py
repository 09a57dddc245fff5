"""Units whose name others bear too are told apart by the one above them."""

from collections.abc import Sequence
from typing import Any

from services.kit.units_above import UnitsAbove
from services.workflows.store import Tx
from services.workflows.tables import units

_ABOVE = UnitsAbove(units)


def add_units_above(
    tx: Tx, items: Sequence[dict[str, Any]], *, keys: Sequence[str] = ("unit", "holder_unit")
) -> list[dict[str, Any]]:
    """Return the items, in whose references to units stands the one above where the name alone tells nothing."""
    return _ABOVE.add_to(tx, items, keys=keys)
