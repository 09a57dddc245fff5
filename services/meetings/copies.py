"""What meetings keeps of the registry: who may be invited, who invites, and where."""

from services.contracts import registry_copies
from services.kit.copies import LocalCopy
from services.meetings.tables import people, positions, units

UNITS = LocalCopy(units)
PEOPLE = LocalCopy(people)
POSITIONS = LocalCopy(positions)

COPIES = (
    (UNITS, registry_copies.ListUnitCopies),
    (PEOPLE, registry_copies.ListPersonCopies),
    (POSITIONS, registry_copies.ListPositionCopies),
)
"""Each copy, and the request that reads its source page by page."""
