"""Units merged into another and units split (domain rule 1.6): one decision, no case of each member's own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from services.kit.faults import Conflict
from services.members.domain import units as rules
from services.members.domain.units import Remark, Unit


def merged(unit: Unit, *, into: Unit, members: int, children: Sequence[Unit], on: date, today: date) -> Unit:
    """The unit is over from the day, and the other has taken over from it.

    Raises Conflict("unit-closed" | "same-unit" | "below-itself" | "not-yet-founded" | "unlike-units" | "children-do-not-fit").
    """
    if found := _in_the_way(unit, into=into, members=members, children=children, on=on, today=today):
        raise Conflict(found.code, text=found.text, mend=found.mend, refusals=[vars(found)])
    return replace(unit, closed_on=on, successor_id=into.id, version=unit.version + 1)


def _in_the_way(
    unit: Unit, *, into: Unit, members: int, children: Sequence[Unit], on: date, today: date
) -> Remark | None:
    if not (unit.is_open(today) and into.is_open(today)):
        closed = into if unit.is_open(today) else unit
        return Remark("unit-closed", f"{closed.name} đã kết thúc hoạt động.", "Chọn một đơn vị đang hoạt động.")
    if unit.id == into.id:
        return Remark("same-unit", "Đơn vị không thể sáp nhập vào chính nó.", "Chọn một đơn vị khác.")
    if into.path.startswith(f"{unit.path}."):
        return Remark("below-itself", f"{into.name} trực thuộc {unit.name}.", "Chọn một đơn vị cùng cấp.")
    if into.opened_on is not None and on < into.opened_on:
        text = f"{into.name} thành lập ngày {into.opened_on:%d/%m/%Y}, sau ngày sáp nhập {on:%d/%m/%Y}."
        return Remark("not-yet-founded", text, "Chọn ngày sáp nhập muộn hơn.")
    if not _are_alike(unit, into) or (members and not rules.may_hold_members(into.level, into.kind)):
        text = (
            f"{into.name} khác cấp với {unit.name} nên không nhận được đoàn viên và đơn vị trực thuộc của đơn vị này."
        )
        return Remark("unlike-units", text, "Chọn một đơn vị cùng cấp.")
    unfit = [child.name for child in children if not rules.may_stand_below(child.level, into)]
    if unfit:
        text = f"{', '.join(unfit[:3])} không thể trực thuộc {into.name}."
        return Remark("children-do-not-fit", text, "Chuyển trực thuộc hoặc kết thúc các đơn vị đó trước.")
    return None


def _are_alike(unit: Unit, other: Unit) -> bool:
    both_hold = rules.may_hold_members(unit.level, unit.kind) and rules.may_hold_members(other.level, other.kind)
    return unit.level == other.level or both_hold


def require_part(unit: Unit, *, chosen: frozenset[UUID], own: frozenset[UUID]) -> None:
    """Those who go are the unit's own, and some of its members stay. Raises Conflict("not-of-this-unit" | "nobody-stays")."""
    strangers = len(chosen - own)
    if strangers:
        text = f"{strangers} người được chọn không sinh hoạt ở {unit.name}."
        raise Conflict("not-of-this-unit", text=text, mend="Tải lại trang rồi chọn lại trong danh sách của đơn vị.")
    if chosen == own:
        text = f"Cả {len(own)} đoàn viên của {unit.name} đều được chọn, không còn ai ở lại."
        raise Conflict("nobody-stays", text=text, mend="Bỏ bớt người, hoặc đổi tên đơn vị thay vì chia tách.")
