"""Units merged into another and units split (domain rule 1.6): one decision, no case of each member's own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from services.kit.faults import Conflict
from services.members.domain import positions
from services.members.domain import units as rules
from services.members.domain.positions import Position
from services.members.domain.units import Remark, Unit


@dataclass(frozen=True)
class Step:
    """A member who went along: the stretch before, cut short or superseded whole, and the one after."""

    person_id: UUID
    old_id: UUID
    new_id: UUID
    shortened: bool


@dataclass(frozen=True, kw_only=True)
class Merger:
    """A unit merged into another, with what it moved. offices: those that ended there, with their last days before.

    carried: offices that go on in the other unit, with their last days. decision: the key of the paper that it was decided by here, and its issuer.
    """

    id: UUID
    unit_id: UUID
    into_id: UUID
    merged_on: date
    merged_at: datetime
    merged_by: UUID | None
    decision_no: str | None
    steps: tuple[Step, ...] = ()
    units: tuple[UUID, ...] = ()
    offices: tuple[tuple[UUID, date | None], ...] = ()
    carried: tuple[tuple[UUID, date | None], ...] = ()
    decision: tuple[str, UUID] | None = None


@dataclass(frozen=True, kw_only=True)
class Since:
    """What has happened since a merger, by names: what an undoing would lose."""

    moved_on: Sequence[str] = ()
    held: Sequence[str] = ()
    in_office: Sequence[str] = ()
    offices_changed: Sequence[str] = ()
    stray_units: Sequence[str] = ()


NOT_MERGED: Final = Remark(
    "not-merged",
    "Đơn vị này không kết thúc hoạt động vì sáp nhập nên không có gì để huỷ.",
    "Thành lập đơn vị mới nếu cần.",
)


def parted(unit: Unit, *, into: Unit, parent: Unit, since: Since, recorded_on: date, today: date, days: int) -> Unit:
    """The unit stands again below its superior, as if it had never been merged.

    recorded_on: the day on which the merger was written; it can be undone so many days long. Raises Conflict with every
    reason: "undo-over" | "unit-closed" | "moved-on" | "held" | "in-office" | "offices-changed" | "units-moved".
    """
    found = too_late(recorded_on, today, days) or _against(into, parent, since, today)
    if found:
        first = found[0]
        raise Conflict(first.code, text=first.text, mend=first.mend, refusals=[vars(each) for each in found])
    path = f"{parent.path}.{rules.label(unit.id)}"
    return replace(unit, closed_on=None, successor_id=None, path=path, version=unit.version + 1)


def too_late(recorded_on: date, today: date, days: int) -> list[Remark]:
    """Why a merger written on that day is not undone any more, if so."""
    latest = recorded_on + timedelta(days=days)
    if today <= latest:
        return []
    text = f"Việc sáp nhập ghi ngày {recorded_on:%d/%m/%Y}; chỉ huỷ được trong {days} ngày, đến hết {latest:%d/%m/%Y}."
    return [Remark("undo-over", text, "Chia tách đơn vị nhận, hoặc thành lập đơn vị mới.")]


def _against(into: Unit, parent: Unit, since: Since, today: date) -> list[Remark]:
    return [
        *(
            Remark(
                "unit-closed", f"{each.name} đã kết thúc hoạt động.", "Nếu đơn vị đó cũng đã sáp nhập thì huỷ việc ấy trước."
            )
            for each in (into, parent)
            if not each.is_open(today)
        ),
        *_named("moved-on", "Sau sáp nhập đã chuyển đi, rời Đoàn hoặc đổi chi đoàn", since.moved_on, _SPLIT),
        *_named("held", "Đang có hồ sơ làm thay đổi tư cách đoàn viên", since.held, "Chờ hồ sơ đó xong rồi làm lại."),
        *_named(
            "in-office", f"Sau sáp nhập đã được chuẩn y chức vụ ở {into.name}", since.in_office,
            "Kết thúc các chức vụ đó rồi làm lại.",
        ),
        *_named("offices-changed", f"Chức vụ chuyển sang {into.name} đã thay đổi", since.offices_changed, _SPLIT),
        *_named(
            "units-moved", f"Không còn trực thuộc {into.name}", since.stray_units, "Chuyển các đơn vị đó về lại rồi làm lại."
        ),
    ]  # fmt: skip


_SPLIT: Final = "Không huỷ được nữa; dùng “Chia tách” để lập lại đơn vị."


def _named(code: str, what: str, names: Sequence[str], mend: str) -> list[Remark]:
    """One remark that names the first of them, and counts the others."""
    if not names:
        return []
    more = f" và {len(names) - 3} trường hợp khác" if len(names) > 3 else ""
    return [Remark(code, f"{what}: {', '.join(names[:3])}{more}.", mend)]


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


def carried(
    office: Position, *, into: Unit, on: date, seated: Sequence[Position], new_id: UUID, decision_no: str | None
) -> Position | None:
    """The office as it goes on in the unit that takes over; None where its holder has a seat there or it has no such office.

    seated: who holds an office of that unit from the day on. A second secretary, or a member of the committee whose office the
    unit does not have, sits on its committee.
    """
    known = positions.offices_of(level=into.level, kind=into.kind)
    code = office.code
    if code not in known or (code == "BT" and any(other.code == "BT" for other in seated)):
        code = "UVBCH" if office.code in positions.COMMITTEE and "UVBCH" in known else ""
    theirs = {other.code for other in seated if other.person_id == office.person_id}
    if not code or code in theirs or (code == "UVBCH" and theirs & positions.COMMITTEE):
        return None
    return replace(
        office,
        id=new_id,
        unit_id=into.id,
        role=positions.role_of(code, level=into.level, kind=into.kind),
        code=code,
        from_on=max(on, office.from_on),
        decision_no=decision_no,
        decision_on=None,
        version=1,
    )


def require_part(unit: Unit, *, chosen: frozenset[UUID], own: frozenset[UUID]) -> None:
    """Those who go are the unit's own, and some of its members stay. Raises Conflict("not-of-this-unit" | "nobody-stays")."""
    strangers = len(chosen - own)
    if strangers:
        text = f"{strangers} người được chọn không sinh hoạt ở {unit.name}."
        raise Conflict("not-of-this-unit", text=text, mend="Tải lại trang rồi chọn lại trong danh sách của đơn vị.")
    if chosen == own:
        text = f"Cả {len(own)} đoàn viên của {unit.name} đều được chọn, không còn ai ở lại."
        raise Conflict("nobody-stays", text=text, mend="Bỏ bớt người, hoặc đổi tên đơn vị thay vì chia tách.")
