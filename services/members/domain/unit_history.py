"""What was done to a unit, by which decision, as its history tells it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from services.members.domain.decisions import Basis

Said = Mapping[str, str]
"""Names as they were on the day."""


@dataclass(frozen=True, kw_only=True)
class Act:
    """One act upon one unit; an act upon two is told of each."""

    unit_id: UUID
    kind: str
    on: date
    basis: Basis
    said: Said


TITLES: Final[Mapping[str, Callable[[Said], str]]] = {
    "FOUNDED": lambda said: f"Thành lập, trực thuộc {said['after']}",
    "RENAMED": lambda said: f"Đổi tên từ {said['before']} thành {said['after']}",
    "MOVED": lambda said: f"Chuyển từ {said['before']} về trực thuộc {said['after']}",
    "CLOSED": lambda said: "Kết thúc hoạt động" + _going_on(said),
    "MERGED": lambda said: f"Sáp nhập vào {said['after']}",
    "TOOK_IN": lambda said: f"Tiếp nhận {said['before']} sáp nhập vào",
    "SPLIT_OFF": lambda said: f"Chia tách, thành lập {said['after']}",
    "SPLIT_FROM": lambda said: f"Thành lập do chia tách {said['before']}",
    "PARTED": lambda said: f"Huỷ việc sáp nhập vào {said['before']}, hoạt động trở lại",
    "GAVE_BACK": lambda said: f"Huỷ việc tiếp nhận {said['after']} sáp nhập vào",
}
"""How each kind of act reads."""


def _going_on(said: Said) -> str:
    return f", {said['after']} tiếp nhận việc đang mở" if "after" in said else ""


def title_of(act: Act) -> str:
    return TITLES[act.kind](act.said)


def founded(unit_id: UUID, on: date, basis: Basis, *, below: str) -> list[Act]:
    return [Act(unit_id=unit_id, kind="FOUNDED", on=on, basis=basis, said={"after": below})]


def renamed(unit_id: UUID, on: date, basis: Basis, *, before: str, after: str) -> list[Act]:
    """Nothing where the name is the same."""
    said = {"before": before, "after": after}
    return [Act(unit_id=unit_id, kind="RENAMED", on=on, basis=basis, said=said)] if before != after else []


def moved(unit_id: UUID, on: date, basis: Basis, *, before: str, after: str) -> list[Act]:
    return [Act(unit_id=unit_id, kind="MOVED", on=on, basis=basis, said={"before": before, "after": after})]


def closed(unit_id: UUID, on: date, basis: Basis, *, successor: str | None) -> list[Act]:
    said = {"after": successor} if successor else {}
    return [Act(unit_id=unit_id, kind="CLOSED", on=on, basis=basis, said=said)]


Named = tuple[UUID, str]
"""A unit and its name on the day."""


def merged(source: Named, target: Named, on: date, basis: Basis) -> list[Act]:
    return _both("MERGED", "TOOK_IN", source, target, on, basis)


def split(source: Named, made: Named, on: date, basis: Basis) -> list[Act]:
    return _both("SPLIT_OFF", "SPLIT_FROM", source, made, on, basis)


def parted(source: Named, target: Named, on: date, basis: Basis) -> list[Act]:
    """A merger is undone."""
    (source_id, source_name), (target_id, target_name) = source, target
    return [
        Act(unit_id=source_id, kind="PARTED", on=on, basis=basis, said={"before": target_name}),
        Act(unit_id=target_id, kind="GAVE_BACK", on=on, basis=basis, said={"after": source_name}),
    ]


def _both(kind: str, other_kind: str, unit: Named, other: Named, on: date, basis: Basis) -> list[Act]:
    """The act as each of the two units' histories tells it, the first with the other's name after it."""
    (unit_id, name), (other_id, other_name) = unit, other
    return [
        Act(unit_id=unit_id, kind=kind, on=on, basis=basis, said={"after": other_name}),
        Act(unit_id=other_id, kind=other_kind, on=on, basis=basis, said={"before": name}),
    ]
