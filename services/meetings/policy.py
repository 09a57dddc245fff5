"""Who may do what with meetings. Whatever no line allows is denied; there is no line yet."""

from services.contracts.common import ROLES
from services.kit.policy import Policy, known_roles

known_roles(*ROLES)

POLICY = Policy("meetings")
