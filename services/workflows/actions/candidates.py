"""Whom a chapter may consider for removal, as the records show it; the chapter itself decides whom to contact."""

from typing import Any
from uuid import UUID

from services.kit.policy import Subject, require
from services.workflows import removals
from services.workflows.domain import inactivity
from services.workflows.domain.inactivity import Months
from services.workflows.domain.removal_rules import STRUCK_OFF
from services.workflows.domain.rules import Rules
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.unit_names import add_units_above


def list_removal_candidates(
    tx: Tx, *, unit_id: UUID, limit: int, cursor: str | None, count: str | None
) -> dict[str, Any]:
    """Members below the unit whose months without activity or fee are a ground, each with the months that show it."""
    require(POLICY, tx, "case.open", of=Subject(unit_id=unit_id))
    found, following = removals.page(tx, unit_id=unit_id, limit=limit, cursor=cursor)
    total = removals.how_many(tx, unit_id=unit_id) if count else None
    rules = tx.rules.in_force()
    items = add_units_above(tx, [_item(row, rules) for row in found])
    return {"items": items, "next": following, "total": total}


def _item(row: Any, rules: Rules) -> dict[str, Any]:
    ground, months = _ground(tuple(row.owed or ()), tuple(row.absent or ()), rules)
    return {
        "person": {"id": row.id, "full_name": row.full_name, "code": row.code},
        "unit": {"id": row.unit_id, "name": row.unit_name, "level": row.unit_level},
        "owed_months": list(row.owed or ()),
        "absent_months": list(row.absent or ()),
        "ground": ground,
        "months": inactivity.written(months),
        "why": _why(row),
        "form": {"ending": STRUCK_OFF, "ground": ground, "months": inactivity.written(months)},
    }


def _why(row: Any) -> str:
    """What the records say, as people read it."""
    owed = f"Nợ đoàn phí {inactivity.written(row.owed)}" if row.owed else ""
    absent = f"Vắng sinh hoạt không lý do {inactivity.written(row.absent)}" if row.absent else ""
    return ". ".join(said for said in (owed, absent) if said)


def _ground(owed: Months, absent: Months, rules: Rules) -> tuple[str, Months]:
    """Both where the same months are enough for either; else the one that is."""
    if both := inactivity.counted(set(owed) & set(absent), rules):
        return "BOTH", both
    return ("NO_ACTIVITY", absent) if absent else ("NO_FEE", owed)
