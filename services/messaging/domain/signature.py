"""In whose name a paper is signed, and by whom."""

from dataclasses import dataclass

from services.contracts.offices import SIGNING
from services.kit.faults import Conflict
from services.messaging.domain import names

COMMITTEE, BUREAU = "BCH", "BTV"

_SECRETARY = "BT"
_TITLES = {"BT": "BÍ THƯ", "PBT_TT": "PHÓ BÍ THƯ THƯỜNG TRỰC", "PBT": "PHÓ BÍ THƯ"}
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


def require_signing(position: str | None) -> None:
    """Raises Conflict("office-cannot-sign") for an office that signs no document (domain rule 3.3)."""
    if position not in SIGNING:
        text = "Văn bản do Bí thư hoặc Phó Bí thư của đơn vị ký; bạn không giữ chức vụ đó ở đây."
        mend = "Để Bí thư hoặc Phó Bí thư của đơn vị làm bước này."
        refusal = {"code": "office-cannot-sign", "text": text, "mend": mend}
        raise Conflict("office-cannot-sign", text=text, mend=mend, refusals=[refusal])


def signature(*, body: str, unit_name: str, position: str | None, name: str, acts_for: bool = False) -> Signature:
    """The formula and the office; the secretary signs when nothing else is said.

    acts_for: the unit signs a document of another one, in whose place it acts, so the formula names it. Raises as `require_signing`.
    """
    position = position or _SECRETARY
    require_signing(position)
    if acts_for:
        formula = f"TM. {authority(body=body, unit_name=unit_name).upper()}"
    elif names.is_chapter(unit_name):
        formula = "TM. BCH CHI ĐOÀN"
    else:
        formula = "TM. BAN THƯỜNG VỤ" if body == BUREAU else "TM. BAN CHẤP HÀNH"
    return Signature(formula=formula, position=_TITLES[position], name=name)
