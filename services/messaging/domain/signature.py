"""In whose name a paper is signed, and by whom."""

from dataclasses import dataclass

from services.messaging.domain import names

COMMITTEE, BUREAU = "BCH", "BTV"

_POSITIONS = {
    "BT": "BÍ THƯ",
    "PBT_TT": "PHÓ BÍ THƯ THƯỜNG TRỰC",
    "PBT": "PHÓ BÍ THƯ",
    "UVBTV": "UỶ VIÊN BAN THƯỜNG VỤ",
    "UVBCH": "UỶ VIÊN BAN CHẤP HÀNH",
}
OFFICES = tuple(_POSITIONS)
"""Who signs, the highest first."""
_UPPER_LEVELS = frozenset({"PROVINCE", "DISTRICT"})


@dataclass(frozen=True)
class Signature:
    """The block at the bottom right."""

    formula: str
    position: str
    name: str


def body_of(*, level: str, unit_name: str) -> str:
    """Who decides at the unit: the bureau at district and province, the committee below them."""
    return BUREAU if level in _UPPER_LEVELS and not names.is_chapter(unit_name) else COMMITTEE


def authority(*, body: str, unit_name: str) -> str:
    """Who speaks in the paper: `Ban Chấp hành Đoàn xã Tân Mỹ`, `Chi đoàn thôn Hạ`."""
    if names.is_chapter(unit_name):
        return unit_name
    whole = "Ban Thường vụ" if body == BUREAU else "Ban Chấp hành"
    return f"{whole} {names.committee_of(unit_name)}"


def signature(*, body: str, unit_name: str, position: str | None, name: str) -> Signature:
    """The formula and the office, by body and position code; the secretary signs when nothing else is said."""
    if names.is_chapter(unit_name):
        formula = "TM. BCH CHI ĐOÀN"
    else:
        formula = "TM. BAN THƯỜNG VỤ" if body == BUREAU else "TM. BAN CHẤP HÀNH"
    return Signature(formula=formula, position=_POSITIONS.get(position or "BT", "BÍ THƯ"), name=name)
