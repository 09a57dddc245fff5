"""What a membership may become, and how its stretches follow one another (domain rule 17.6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.contracts.titles import STATUS_TITLES
from services.kit.faults import Conflict

IN_FORCE: Final = frozenset({"ACTIVE", "IN_TRANSIT"})

TRANSITIONS: Final[Mapping[str, Mapping[str, str]]] = {
    "admit": {
        "CANDIDATE": "ACTIVE",
        "STRUCK_OFF": "ACTIVE",
        "EXPELLED": "ACTIVE",
        "WITHDRAWN": "ACTIVE",
        "ANNULLED": "ACTIVE",
        "HONOUR_ENDED": "ACTIVE",
    },
    "depart": {"ACTIVE": "IN_TRANSIT"},
    "transfer": {"ACTIVE": "ACTIVE", "IN_TRANSIT": "ACTIVE", "TRANSFERRED_EXTERNAL": "ACTIVE"},
    "leave_province": {"ACTIVE": "TRANSFERRED_EXTERNAL", "IN_TRANSIT": "TRANSFERRED_EXTERNAL"},
    # Someone from outside whom the registry has never known comes as a candidate of the case.
    "come_back": {"CANDIDATE": "ACTIVE", "TRANSFERRED_EXTERNAL": "ACTIVE"},
    "mature": {"ACTIVE": "MATURED"},
    # Who is lost between two units is struck off where they still count.
    "strike_off": {"ACTIVE": "STRUCK_OFF", "IN_TRANSIT": "STRUCK_OFF"},
    "expel": {"ACTIVE": "EXPELLED", "IN_TRANSIT": "EXPELLED"},
    "withdraw": {"ACTIVE": "WITHDRAWN"},
    "die": {"ACTIVE": "DECEASED", "IN_TRANSIT": "DECEASED"},
    "annul": {"ACTIVE": "ANNULLED", "IN_TRANSIT": "ANNULLED"},
    # An annulled decision gives back what it took; a destination that sends someone back leaves them where they were.
    "restore": {
        "STRUCK_OFF": "ACTIVE",
        "EXPELLED": "ACTIVE",
        "WITHDRAWN": "ACTIVE",
        "MATURED": "ACTIVE",
        "IN_TRANSIT": "ACTIVE",
    },
    # Honour is a register of its own: who has been a member keeps the file and the status that they have.
    "honour": {
        "CANDIDATE": "HONORARY",
        "HONORARY": "HONORARY",
        "HONOUR_ENDED": "HONORARY",
        "MATURED": "MATURED",
        "TRANSFERRED_EXTERNAL": "TRANSFERRED_EXTERNAL",
    },
}
"""Change → status before → status after. What is not here cannot happen."""

FROM_FILE: Final = frozenset({"admit", "come_back", "honour"})
"""Changes whose case may bring the file of somebody whom the registry does not know."""
INTO_UNIT: Final = frozenset({"admit", "transfer", "come_back", "restore"})
"""Changes after which the person is in the unit that the case names."""
LOST_WITH_BOND: Final = frozenset({"away", "temp_elsewhere", "suspended", "examined", "fee_exempt"})
"""Flags that say how a member takes part."""


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A person's time in one unit within one bond; `until` is the first day that is no longer part of it."""

    id: UUID
    bond_id: UUID
    person_id: UUID
    unit_id: UUID
    since: date
    until: date | None


def after(change: str, status: str) -> str:
    """The status that the change leads to. Raises Conflict("wrong-status")."""
    following = TRANSITIONS[change].get(status)
    if following is None:
        raise Conflict(
            "wrong-status",
            text=wrong_status(change, status),
            mend="Kiểm tra lại hồ sơ của người này.",
            status=status,
        )
    return following


def wrong_status(change: str, status: str) -> str:
    """Why somebody of the status cannot undergo the change: from which ones it is possible."""
    possible = ", ".join(f"“{STATUS_TITLES[each]}”" for each in TRANSITIONS[change])
    return f"Việc này chỉ làm với người ở trạng thái {possible}; người này đang ở trạng thái “{STATUS_TITLES.get(status, status)}”."


def can(change: str, status: str) -> bool:
    """The change is possible from the status."""
    return status in TRANSITIONS[change]


def ends_bond(status: str) -> bool:
    """The person is no member any more."""
    return status not in IN_FORCE
