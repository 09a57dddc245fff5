"""What workflows keeps of the registry: the tree, people by name, and who holds which position."""

from services.contracts import members
from services.kit.copies import LocalCopy
from services.workflows.tables import fee_standings, people, positions, units

UNITS = LocalCopy(units)
PEOPLE = LocalCopy(people)
POSITIONS = LocalCopy(positions)
FEES = LocalCopy(fee_standings, key="person_id")

COPIES = (
    (UNITS, members.ListUnitCopies),
    (PEOPLE, members.ListPersonCopies),
    (POSITIONS, members.ListPositionCopies),
)
"""Each copy, and the request that reads its source page by page."""
