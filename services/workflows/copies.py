"""What workflows keeps of the registry: the tree, people by name, who holds which position, and the rules by the day."""

from services.contracts import members
from services.kit.copies import LocalCopy
from services.workflows.tables import fee_standings, people, positions, rule_sets, units

UNITS = LocalCopy(units)
PEOPLE = LocalCopy(people)
POSITIONS = LocalCopy(positions)
FEES = LocalCopy(fee_standings, key="person_id")
RULE_SETS = LocalCopy(rule_sets, key="code")

COPIES = (
    (UNITS, members.ListUnitCopies),
    (PEOPLE, members.ListPersonCopies),
    (POSITIONS, members.ListPositionCopies),
    (RULE_SETS, members.ListRuleSetCopies),
)
"""Each copy, and the request that reads its source page by page."""
