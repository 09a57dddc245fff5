"""What workflows keeps of the registry: the tree, people by name, who holds which position, the rules by the day, and units' training items."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Date, cast, delete, func, or_, select

from services.contracts import members, training_items
from services.kit.copies import LocalCopy
from services.kit.database import Tx
from services.workflows import tables
from services.workflows.tables import fee_standings, people, positions, rule_sets, units


class RuleSetCopy(LocalCopy):
    """One rule set a day, as the registry has them: what the newer ones overlap has ended, and its own news say when.

    A case whose set is missing until then is read with the defaults.
    """

    def apply(self, tx: Tx, rows: Iterable[dict[str, Any]]) -> int:
        held = {row.code: row.version for row in tx.execute(select(rule_sets.c.code, rule_sets.c.version))}
        fresh = [row for row in rows if row["version"] > held.get(row["code"], 0)]
        if fresh:
            days = func.daterange(rule_sets.c.valid_from, rule_sets.c.valid_to, "[]")
            overlaps = [days.op("&&")(_days(row)) for row in fresh]
            tx.execute(delete(rule_sets).where(or_(rule_sets.c.code.in_([row["code"] for row in fresh]), *overlaps)))
        return super().apply(tx, fresh)


def _days(row: dict[str, Any]) -> Any:
    return func.daterange(cast(row["valid_from"], Date), cast(row["valid_to"], Date), "[]")


UNITS = LocalCopy(units)
PEOPLE = LocalCopy(people)
POSITIONS = LocalCopy(positions)
FEES = LocalCopy(fee_standings, key="person_id")
TRAINING_ITEMS = LocalCopy(tables.training_items)
RULE_SETS = RuleSetCopy(rule_sets, key="code")

COPIES = (
    (UNITS, members.ListUnitCopies),
    (PEOPLE, members.ListPersonCopies),
    (POSITIONS, members.ListPositionCopies),
    (RULE_SETS, members.ListRuleSetCopies),
    (TRAINING_ITEMS, training_items.ListTrainingItemCopies),
)
"""Each copy, and the request that reads its source page by page."""
