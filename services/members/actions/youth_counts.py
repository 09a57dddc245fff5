"""How many young people there are in the area of a grassroots unit, as its officers count them (report BM-11)."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from services.kit.faults import Conflict, Invalid
from services.kit.policy import Subject, require
from services.members.actions.units import view, visible_unit
from services.members.domain import youth_counts as rules
from services.members.policy import POLICY
from services.members.store import Tx
from services.members.tables import youth_counts


def record_youth_count(tx: Tx, *, unit_id: UUID, youth: int, federation: int, on: date | None) -> dict[str, Any]:
    """The unit has so many young people in its area from the day until it is counted again. Answers the unit.

    Raises Conflict("not-grassroots"), Invalid for a day ahead or numbers that do not fit.
    """
    unit, day = visible_unit(tx, unit_id), on or tx.today
    require(POLICY, tx, "unit.count_youth", of=Subject(unit.id))
    if unit.level != rules.COUNTED_AT:
        text = f"{unit.name} không phải cấp cơ sở; số thanh niên do cấp cơ sở ghi, cấp trên cộng lại."
        raise Conflict("not-grassroots", text=text, mend="Chọn một Đoàn cơ sở hoặc chi đoàn cơ sở.")
    if errors := rules.wrong(youth=youth, federation=federation, on=day, today=tx.today):
        raise Invalid(errors=errors)
    said = {"youth": youth, "federation": federation, "set_at": tx.now, "set_by": tx.actor.person_id}
    row = insert(youth_counts).values(unit_id=unit.id, counted_on=day, **said)
    tx.execute(row.on_conflict_do_update(index_elements=["unit_id", "counted_on"], set_=said))
    counted = {"youth": youth, "federation": federation, "on": day}
    tx.record("unit.count_youth", subject_id=unit.id, unit_id=unit.id, after=counted)
    return view(tx, unit)
