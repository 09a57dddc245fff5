"""A decision of discipline dissolves a unit; the act that ends the unit in the registry carries it out, with its number and day."""

from datetime import date
from uuid import UUID

from sqlalchemy import and_, exists, select

from services.kit.faults import Conflict, Invalid
from services.members.cases.tables import unit_records
from services.members.domain import decisions
from services.members.domain.decisions import Basis
from services.members.domain.units import Unit
from services.members.store import Tx
from services.members.tables import unit_papers


def waiting(tx: Tx, unit_id: UUID) -> Basis | None:
    """The decision in force that dissolves the unit, which stands in the registry yet."""
    paper = unit_papers.c
    mine = and_(paper.dissolves == unit_id, paper.state == "in_force")
    newest = select(paper.id, paper.number, paper.dated_on).where(mine).order_by(paper.id.desc()).limit(1)
    row = tx.execute(newest).one_or_none()
    return row and Basis(number=row.number, on=row.dated_on, document_id=row.id)


def carried_out(tx: Tx, unit: Unit, *, on: date, decision_no: str | None) -> Basis | None:
    """The decision that the end of the unit on the day carries out: the one that waits, unless another paper is named.

    Raises Conflict("dissolution-without-number") where it has none yet and no paper is named, Invalid for a day before it.
    """
    held = waiting(tx, unit.id)
    if held is not None:
        named = decision_no is not None and not decisions.is_same_number(decision_no, held.number)
        return None if named else _require_in_order(held, on)
    if decision_no is None and _number_is_coming(tx, unit.id):
        text = f"Quyết định giải tán {unit.name} đã công bố nhưng chưa có số trong danh bộ."
        raise Conflict("dissolution-without-number", text=text, mend="Thử lại sau ít phút, hoặc ghi số quyết định.")
    return None


def _require_in_order(held: Basis, on: date) -> Basis:
    if held.on is not None and on < held.on:
        told = f"Quyết định giải tán số {held.number} ngày {held.on:%d/%m/%Y}. Ngày kết thúc từ ngày đó trở đi."
        raise Invalid(errors={"on": [told]})
    return held


def _number_is_coming(tx: Tx, unit_id: UUID) -> bool:
    """A case has announced that the unit is dissolved, and no decision of that case is known."""
    line, paper = unit_records.c, unit_papers.c
    known = exists().where(paper.dissolves == unit_id, paper.case_id == line.case_id)
    dissolved = and_(line.data["form"].astext == "GIAI_TAN", line.data["stage"].astext == "DECIDED")
    told = select(line.id).where(line.unit_id == unit_id, line.process == "discipline", dissolved)
    return tx.execute(told.where(line.revoked_on.is_(None), ~known).limit(1)).first() is not None
