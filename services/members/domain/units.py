"""Units and where they may stand (domain rules 1.1–1.6)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Final
from uuid import UUID

from services.kit.faults import Conflict, Invalid
from services.members.domain.names import tidy

PARENTS: Final[Mapping[str, frozenset[str]]] = {
    "PROVINCE": frozenset(),
    "DISTRICT": frozenset({"PROVINCE"}),
    "GRASSROOTS": frozenset({"DISTRICT", "PROVINCE"}),
    "SUB_GRASSROOTS": frozenset({"GRASSROOTS"}),
    # Since the thirteenth congress a chapter may also stand directly below a province.
    "CHAPTER": frozenset({"GRASSROOTS", "SUB_GRASSROOTS", "PROVINCE"}),
    "GROUP": frozenset({"CHAPTER"}),
}
"""Level → levels of the units that it may stand below."""


@dataclass(frozen=True)
class Kind:
    """What a unit is in the Union's own list; each kind belongs to one level."""

    code: str
    level: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Unit:
    """A node of the Union's tree as it is today."""

    id: UUID
    code: str
    name: str
    level: str
    kind: str
    seq: int | None
    abbr: str
    place: str
    upper_power: bool
    is_digital: bool
    term_code: str
    parent_id: UUID | None
    path: str
    opened_on: date | None
    closed_on: date | None
    successor_id: UUID | None
    version: int

    def is_open(self, on: date) -> bool:
        return self.closed_on is None or self.closed_on > on

    COPIED: ClassVar[tuple[str, ...]] = (
        *("id", "code", "name", "level", "kind", "abbr", "place", "parent_id", "path"),
        *("upper_power", "closed_on", "successor_id", "term_code", "version"),
    )

    def copy(self) -> dict[str, Any]:
        """The unit as other services keep it."""
        return {name: getattr(self, name) for name in self.COPIED}


@dataclass(frozen=True)
class Remark:
    """Something about a thing that asks for attention."""

    code: str
    text: str
    mend: str | None


def label(unit_id: UUID) -> str:
    """The unit's part of a path."""
    return f"u{unit_id.hex}"


def may_hold_members(level: str, kind: str) -> bool:
    """Members live in chapters, and in chapters that stand as grassroots units."""
    return level == "CHAPTER" or kind == "CHI_DOAN_CO_SO"


def may_stand_below(level: str, parent: Unit) -> bool:
    """A unit of the level may stand directly below the parent; nothing stands below a chapter that is a grassroots unit."""
    return parent.kind != "CHI_DOAN_CO_SO" and parent.level in PARENTS[level]


def may_stand_elsewhere(unit: Unit, *, top: Unit) -> bool:
    """Some unit at or below `top`, other than its present superior, is of a level that it may stand below."""
    levels = PARENTS[unit.level]
    return (top.level in levels and top.id != unit.parent_id) or bool(levels & levels_below(top.level))


def levels_below(level: str) -> frozenset[str]:
    """Levels of all units that may stand somewhere below a unit of the level."""
    direct = frozenset(lower for lower, uppers in PARENTS.items() if level in uppers)
    return direct.union(*(levels_below(lower) for lower in direct))


def create(unit: Unit, *, parent: Unit, kind_level: str, today: date) -> Unit:
    """The unit stands below its parent.

    Raises Invalid for a kind of another level, Conflict("unit-closed" | "wrong-level") where it cannot stand.
    """
    if kind_level != unit.level:
        raise Invalid(errors={"kind": ["Loại hình này không thuộc cấp đã chọn. Chọn loại hình khác hoặc cấp khác."]})
    if not may_stand_below(unit.level, parent):
        raise Conflict(
            "wrong-level", text=f"{parent.name} không thể có đơn vị trực thuộc ở cấp này.", mend="Chọn cấp khác."
        )
    if not parent.is_open(today):
        raise Conflict("unit-closed", text=f"{parent.name} đã kết thúc hoạt động.", mend="Chọn đơn vị cấp trên khác.")
    return replace(unit, name=checked_name(unit.name), path=f"{parent.path}.{label(unit.id)}")


def rename(unit: Unit, *, name: str, today: date) -> Unit:
    """The unit bears the name. Raises Conflict("unit-closed")."""
    if not unit.is_open(today):
        raise Conflict(
            "unit-closed",
            text=f"{unit.name} đã kết thúc hoạt động nên không đổi tên được.",
            mend="Đổi tên đơn vị kế thừa, nếu có.",
        )
    return replace(unit, name=checked_name(name), version=unit.version + 1)


def close(
    unit: Unit, *, on: date, members: int, children: int, successor: Unit | None = None, today: date | None = None
) -> Unit:
    """The unit is over from the day. Raises Conflict("unit-closed" | "unit-not-empty" | "same-unit")."""
    if unit.closed_on is not None:
        raise Conflict(
            "unit-closed",
            text=f"{unit.name} đã kết thúc hoạt động ngày {unit.closed_on:%d/%m/%Y}.",
            mend="Tải lại trang để xem cây tổ chức mới.",
        )
    if remains := what_remains(unit, members=members, children=children):
        raise Conflict(remains.code, text=remains.text, mend=remains.mend, refusals=[vars(remains)])
    if unit.opened_on is not None and on < unit.opened_on:
        raise Invalid(errors={"on": ["Ngày kết thúc trước ngày thành lập. Nhập lại ngày."]})
    if successor is not None:
        _require_successor(unit, successor, today=today or on)
    return replace(unit, closed_on=on, successor_id=successor.id if successor else None, version=unit.version + 1)


def _require_successor(unit: Unit, successor: Unit, *, today: date) -> None:
    if successor.id == unit.id:
        text = "Đơn vị không thể tiếp nhận việc của chính nó."
        raise Conflict("same-unit", text=text, mend="Chọn một đơn vị khác hoặc để trống.")
    if not successor.is_open(today):
        raise Conflict("unit-closed", text=f"{successor.name} đã kết thúc hoạt động.", mend="Chọn một đơn vị khác.")


def what_remains(unit: Unit, *, members: int, children: int) -> Remark | None:
    """Why the unit cannot be closed yet: somebody or something is still in it (rule 1.6)."""
    left = {word: n for word, n in (("đoàn viên", members), ("đơn vị trực thuộc", children)) if n}
    if not left:
        return None
    text = f"{unit.name} còn {' và '.join(f'{n} {word}' for word, n in left.items())}."
    return Remark("unit-not-empty", text, f"Chuyển {' và '.join(left)} sang nơi khác trước khi kết thúc.")


def move(unit: Unit, *, parent: Unit, today: date) -> Unit:
    """The unit stands below another parent. Raises Conflict("tree-cycle" | "wrong-level" | "unit-closed")."""
    if parent.path == unit.path or parent.path.startswith(unit.path + "."):
        raise Conflict(
            "tree-cycle",
            text=f"{parent.name} là chính {unit.name} hoặc trực thuộc đơn vị này nên không làm cấp trên được.",
            mend="Chọn đơn vị khác.",
        )
    if not may_stand_below(unit.level, parent):
        raise Conflict(
            "wrong-level", text=f"{parent.name} không thể có đơn vị trực thuộc ở cấp này.", mend="Chọn đơn vị khác."
        )
    if not (parent.is_open(today) and unit.is_open(today)):
        over = unit if parent.is_open(today) else parent
        raise Conflict("unit-closed", text=f"{over.name} đã kết thúc hoạt động.", mend="Chọn đơn vị đang hoạt động.")
    return replace(unit, parent_id=parent.id, path=f"{parent.path}.{label(unit.id)}", version=unit.version + 1)


def checked_name(name: str) -> str:
    """The name, tidy. Raises Invalid when nothing is left of it."""
    plain = tidy(name)
    if len(plain) < 2:
        raise Invalid(errors={"name": ["Tên đơn vị quá ngắn. Nhập tên đầy đủ."]})
    return plain


def warnings(
    unit: Unit, *, members: int, children: int, officers: Collection[str], rules: Mapping[str, Any]
) -> list[Remark]:
    """What about the unit asks for attention: too small, without a secretary, its committee of another size (rules 1.3, 1.5).

    officers: the office of each seat that is held.
    """
    found: list[Remark] = []
    least = int(rules["chapter_min_members"])
    if may_hold_members(unit.level, unit.kind) and members < least:
        text = f"Chi đoàn chỉ còn {members} đoàn viên, dưới mức {least}."
        found.append(Remark("too-few-members", text, "Cấp trên ghép đoàn viên vào đơn vị phù hợp gần nhất."))
    counts = (
        (children, int(rules["grassroots_min_chapters"]), "chi đoàn"),
        (members, int(rules["grassroots_min_members"]), "đoàn viên"),
    )
    small = [f"{has} {what}, ít hơn {needed}" for has, needed, what in counts if has < needed]
    if unit.level == "GRASSROOTS" and unit.kind != "CHI_DOAN_CO_SO" and small:
        text = f"Đoàn cơ sở có {'; '.join(small)}."
        found.append(Remark("grassroots-too-small", text, "Xem xét chuyển thành chi đoàn cơ sở."))
    if "BT" not in officers and unit.level != "GROUP":
        found.append(Remark("no-secretary", "Đơn vị chưa có Bí thư.", "Cấp trên chuẩn y hoặc chỉ định Bí thư."))
    return [*found, *_committee_sizes(unit, members=members, officers=officers, rules=rules)]


def _committee_sizes(
    unit: Unit, *, members: int, officers: Collection[str], rules: Mapping[str, Any]
) -> Iterator[Remark]:
    """A chapter of so many members elects a committee, a smaller one does not; a bureau is a share of its committee at most."""
    seats = Counter(officers)
    committee = sum(seats[code] for code in ("BT", "PBT_TT", "PBT", "UVBTV", "UVBCH"))
    least, fewest = int(rules["chapter_bch_threshold"]), int(rules["chapter_bch_min_seats"])
    if may_hold_members(unit.level, unit.kind) and seats["BT"]:
        if members >= least and committee < fewest:
            text = (
                f"Chi đoàn có {members} đoàn viên, từ {least} trở lên bầu Ban Chấp hành, mà mới có {committee} người."
            )
            yield Remark("committee-too-small", text, "Bầu Ban Chấp hành rồi trình cấp trên chuẩn y.")
        if members < least and seats["UVBCH"]:
            text = f"Chi đoàn có {members} đoàn viên, dưới {least} thì chỉ bầu Bí thư và Phó Bí thư, mà có {seats['UVBCH']} uỷ viên."
            yield Remark("committee-not-needed", text, "Kết thúc chức vụ uỷ viên Ban Chấp hành, hoặc chờ đủ đoàn viên.")
    bureau, share = committee - seats["UVBCH"], Fraction(str(rules["bureau_share"]))
    if not may_hold_members(unit.level, unit.kind) and seats["UVBTV"] and bureau > committee * share:
        text = f"Ban Thường vụ có {bureau} người trên {committee} uỷ viên Ban Chấp hành, quá {rules['bureau_share']}."
        yield Remark("bureau-too-large", text, "Chuẩn y thêm uỷ viên Ban Chấp hành, hoặc bớt uỷ viên Ban Thường vụ.")
