"""What meetings keeps of the registry: who may be invited, who invites, and where."""

from services.contracts import members
from services.kit.copies import LocalCopy
from services.meetings.tables import people, positions, units

UNITS = LocalCopy(units)
PEOPLE = LocalCopy(people)
POSITIONS = LocalCopy(positions)

COPIES = (
    (UNITS, members.ListUnitCopies),
    (PEOPLE, members.ListPersonCopies),
    (POSITIONS, members.ListPositionCopies),
)
"""Each copy, and the request that reads its source page by page."""
