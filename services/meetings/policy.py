"""Who may do what with meetings. Whatever no line allows is denied; of meetings there is no line yet."""

from services.contracts.common import ROLES
from services.kit.policy import Policy, Where, allow, known_roles

known_roles(*ROLES)

POLICY = Policy(
    "meetings",
    allow("system.view", "SYSADMIN", Where.ANYWHERE),
    allow("system.replay", "SYSADMIN", Where.ANYWHERE),
)
