"""Who asks for a file to be changed, and who decides. These lines are part of the service's one table (services/members/policy.py)."""

from services.contracts.offices import OFFICER_ROLES
from services.kit.policy import EVERYONE, Rule, Where, allow

_OFFICERS = tuple(sorted(OFFICER_ROLES))

RULES: tuple[Rule, ...] = (
    allow("edit_request.submit", EVERYONE, Where.SELF),
    allow("edit_request.view", EVERYONE, Where.SELF),
    allow("edit_request.view", _OFFICERS, Where.UNIT_OR_BELOW),
    # As far as an officer may edit the file; nobody decides on their own request.
    allow("edit_request.decide", _OFFICERS, Where.UNIT_OR_BELOW),
)
