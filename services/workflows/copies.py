"""What workflows keeps of the registry: the tree, people by name, who holds which position, the rules by the day, and units' training items."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Date, and_, cast, delete, func, or_, select
from sqlalchemy.dialects.postgresql import Insert

from services.contracts import registry_copies, training_items
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


class PersonCopies(LocalCopy):
    """People as the registry has them; news of the same version fill in the memberships that an earlier release left out."""

    def _newer(self, statement: Insert, columns: Iterable[str]) -> Insert:
        changed = {name: statement.excluded[name] for name in columns if name != self.key}
        same = and_(people.c.version == statement.excluded.version, people.c.past_memberships.is_(None))
        fuller = and_(same, statement.excluded.past_memberships.is_not(None))
        newer = or_(people.c.version < statement.excluded.version, fuller)
        return statement.on_conflict_do_update(index_elements=[self.key], set_=changed, where=newer)


UNITS = LocalCopy(units)
PEOPLE = PersonCopies(people)
POSITIONS = LocalCopy(positions)
FEES = LocalCopy(fee_standings, key="person_id")
TRAINING_ITEMS = LocalCopy(tables.training_items)
RULE_SETS = RuleSetCopy(rule_sets, key="code")

COPIES = (
    (UNITS, registry_copies.ListUnitCopies),
    (PEOPLE, registry_copies.ListPersonCopies),
    (POSITIONS, registry_copies.ListPositionCopies),
    (RULE_SETS, registry_copies.ListRuleSetCopies),
    (TRAINING_ITEMS, training_items.ListTrainingItemCopies),
)
"""Each copy, and the request that reads its source page by page."""
