"""Checks the rows of a tree of units: name, level, kind, and the unit that each stands below."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from services.members.domain import days
from services.members.domain.names import search_key, tidy
from services.members.domain.readings import Problem, error, warning
from services.members.domain.units import PARENTS

_LEVELS: Final = {
    "PROVINCE": ("tinh", "cap tinh", "tinh doan"),
    "DISTRICT": ("huyen", "cap huyen", "cap huyen va tuong duong", "huyen doan", "thi doan", "thanh doan", "doan khoi"),
    "GRASSROOTS": (
        "co so",
        "cap co so",
        "doan co so",
        "to chuc co so doan",
        "chi doan co so",
        "xa",
        "cap xa",
        "dcs",
        "cdcs",
    ),
    "SUB_GRASSROOTS": ("doan bo phan", "lien chi doan", "bo phan"),
    "CHAPTER": ("chi doan", "cd", "cap chi doan"),
    "GROUP": ("phan doan", "nhom"),
}
_KINDS: Final = (
    ("TINH_DOAN", "PROVINCE", r"tinh doan\b"),
    ("HUYEN_DOAN", "DISTRICT", r"huyen doan\b"),
    ("THI_DOAN", "DISTRICT", r"thi doan\b"),
    ("THANH_DOAN", "DISTRICT", r"thanh doan\b"),
    ("DOAN_KHOI_DN", "DISTRICT", r"doan khoi (cac )?doanh nghiep"),
    ("DOAN_KHOI_CO_QUAN", "DISTRICT", r"doan khoi|doan thanh nien cac co quan"),
    ("DOAN_CONG_AN", "DISTRICT", r"doan (thanh nien )?cong an tinh"),
    ("DOAN_QUAN_SU", "DISTRICT", r"doan (thanh nien )?(bo chi huy )?quan su tinh|doan thanh nien bo chqs"),
    ("CHI_DOAN_CO_SO", "GRASSROOTS", r"chi doan co so|cdcs"),
    ("LIEN_CHI_DOAN", "SUB_GRASSROOTS", r"lien chi doan"),
    ("DOAN_BO_PHAN", "SUB_GRASSROOTS", r"doan bo phan"),
    ("PHAN_DOAN", "GROUP", r"phan doan"),
    ("GIAO_VIEN", "CHAPTER", r"(chi doan|cd) (giao vien|gv|can bo giao vien)|giao vien"),
    ("TRUONG_HOC_LOP", "CHAPTER", r"(chi doan|cd) (lop |\d{1,2} ?[a-z]|khoi )|truong hoc|lop|hoc sinh|sinh vien"),
    ("KHU_NHA_TRO", "CHAPTER", r"(chi doan|cd) (khu )?nha tro|khu nha tro|nha tro"),
    ("LLVT", "CHAPTER", r"(chi doan|cd) (cong an|quan su|dan quan|bo doi|dai doi|tieu doan)|luc luong vu trang|llvt"),
    ("DOANH_NGHIEP", "CHAPTER", r"(chi doan|cd) (cong ty|doanh nghiep|phan xuong|to san xuat|hop tac xa)|doanh nghiep"),
    (
        "CO_QUAN",
        "CHAPTER",
        r"(chi doan|cd) (co quan|so |phong |ban |benh vien|tram y te|uy ban|ubnd|truong|khoi)|co quan",
    ),
    ("DIA_BAN_DAN_CU", "CHAPTER", r"(chi doan|cd)\b|dia ban dan cu|dan cu|thon|to dan pho"),
    ("DOAN_XA", "GRASSROOTS", r"doan (tncs ho chi minh )?xa\b"),
    ("DOAN_PHUONG", "GRASSROOTS", r"doan (tncs ho chi minh )?phuong\b"),
    ("DOAN_THI_TRAN", "GRASSROOTS", r"doan (tncs ho chi minh )?thi tran\b"),
    ("DOAN_TRUONG_CD_TC", "GRASSROOTS", r"doan truong (cao dang|trung cap|cd|tc)\b"),
    ("DOAN_TRUONG_THPT", "GRASSROOTS", r"doan (truong|trung tam gdnn|trung tam gdtx)|truong thpt"),
    ("DOAN_DVSN", "GRASSROOTS", r"doan (benh vien|trung tam|dai|nha)\b|don vi su nghiep"),
    ("DOAN_DN_NGOAI_NN", "GRASSROOTS", r"doan (cong ty|doanh nghiep)|doanh nghiep ngoai nha nuoc"),
    ("DOAN_HTX", "GRASSROOTS", r"doan (hop tac xa|htx)"),
    ("DOAN_LLVT", "GRASSROOTS", r"doan (cong an|quan su)"),
    ("DOAN_CO_QUAN", "GRASSROOTS", r"doan (co quan|so|ubnd|thanh nien|toa an|vien)\b"),
)
"""Kind, its level, and how names and descriptions of such units begin; the first that fits stands."""

_LEVEL_TITLES: Final = {
    "PROVINCE": "cấp tỉnh",
    "DISTRICT": "cấp huyện",
    "GRASSROOTS": "đoàn cơ sở",
    "SUB_GRASSROOTS": "đoàn bộ phận",
    "CHAPTER": "chi đoàn",
    "GROUP": "phân đoàn",
}
KINDS: Final = {kind: level for kind, level, _ in _KINDS}


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit that the registry has, at or below the one that the import is for."""

    id: str
    code: str
    name: str
    level: str
    kind: str
    parent_id: str | None


@dataclass
class CheckedUnit:
    """A unit as the registry would create it. parent: ("unit", id) or ("row", number); exists: id when it is there already."""

    number: int
    name: str = ""
    code: str | None = None
    level: str = ""
    kind: str = ""
    parent: tuple[str, str | int] | None = None
    opened_on: date | None = None
    decision_no: str | None = None
    exists: str | None = None
    problems: list[tuple[str | None, Problem]] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not any(problem.severity == "error" for _, problem in self.problems)


def check_units(
    rows: Iterable[tuple[int, Mapping[str, str]]], *, home: KnownUnit, below: Iterable[KnownUnit], today: date
) -> list[CheckedUnit]:
    """All rows of a tree checked together: each may stand below another row or below a unit that is there already."""
    known = (home, *below)
    cells_of = dict(rows)
    checked = [_read(number, cells, today) for number, cells in cells_of.items()]
    for place, unit in enumerate(checked):
        if unit.level:
            _find_parent(unit, cells_of[unit.number], checked[:place], checked, known)
    _note_doubles(checked, known)
    _carry_errors(checked)
    return checked


def _read(number: int, cells: Mapping[str, str], today: date) -> CheckedUnit:
    unit = CheckedUnit(number, name=tidy(cells.get("unit_name", "")))
    unit.code = tidy(cells["unit_code"])[:40] if cells.get("unit_code") else None
    unit.decision_no = tidy(cells["decision_no"])[:60] if cells.get("decision_no") else None
    if not 2 <= len(unit.name) <= 200:
        unit.problems.append(
            (
                "unit_name",
                error("required", "Tên đơn vị còn trống hoặc quá dài. Nhập tên đầy đủ, ví dụ “Chi đoàn thôn Đông”."),
            )
        )
    _read_level(unit, cells)
    if cells.get("opened_on"):
        reading = days.read_day(cells["opened_on"], today=today)
        unit.opened_on = reading.value.on if reading.value and reading.value.on <= today else None
        if unit.opened_on is None:
            unit.problems.append(
                ("opened_on", warning("day-left-out", "Không đọc được ngày thành lập nên để trống. Bổ sung sau."))
            )
    return unit


def _read_level(unit: CheckedUnit, cells: Mapping[str, str]) -> None:
    said_level, said_kind = search_key(cells.get("unit_level", "")), search_key(cells.get("unit_kind", ""))
    level = next(
        (
            code
            for code, words in _LEVELS.items()
            if said_level and (said_level in words or said_level == search_key(code))
        ),
        "",
    )
    kind = next((code for code in KINDS if said_kind and said_kind == search_key(code)), "")
    for text in (said_kind, search_key(unit.name), said_level):
        kind = kind or _kind_from(text, level)
    if kind and not level:
        level = KINDS[kind]
    if level and (not kind or KINDS[kind] != level):
        kind = _usual_kind(level)
    unit.level, unit.kind = level, kind
    if not level:
        said = "Không rõ cấp của đơn vị. Ghi ở cột “Cấp”: Huyện đoàn, Đoàn cơ sở, Liên chi đoàn hoặc Chi đoàn."
        unit.problems.append(("unit_level", error("level-unknown", said)))


def _kind_from(text: str, level: str) -> str:
    return next(
        (
            kind
            for kind, of_level, words in _KINDS
            if text and (not level or of_level == level) and re.match(words, text)
        ),
        "",
    )


def _usual_kind(level: str) -> str:
    return {"PROVINCE": "TINH_DOAN", "DISTRICT": "DOAN_TRUC_THUOC_KHAC", "GRASSROOTS": "DOAN_CO_QUAN"}.get(
        level, {"SUB_GRASSROOTS": "DOAN_BO_PHAN", "CHAPTER": "DIA_BAN_DAN_CU", "GROUP": "PHAN_DOAN"}.get(level, "")
    )


def _find_parent(
    unit: CheckedUnit,
    cells: Mapping[str, str],
    before: list[CheckedUnit],
    rows: list[CheckedUnit],
    known: tuple[KnownUnit, ...],
) -> None:
    told = search_key(cells.get("parent_code", "")) or search_key(cells.get("parent", ""))
    if told:
        unit.parent = _named_parent(told, unit, rows, known)
        if unit.parent is None:
            text = cells.get("parent_code") or cells.get("parent", "")
            said = f"Không tìm thấy đơn vị cấp trên “{text[:60]}” trong tệp hay trong đơn vị này. Sửa tên hoặc ghi mã đơn vị."
            unit.problems.append(("parent", error("parent-unknown", said)))
            return
    else:
        above = next((row for row in reversed(before) if row.level in PARENTS[unit.level]), None)
        unit.parent = ("row", above.number) if above else ("unit", known[0].id)
    _check_levels(unit, rows, known)


def _named_parent(
    told: str, unit: CheckedUnit, rows: list[CheckedUnit], known: tuple[KnownUnit, ...]
) -> tuple[str, str | int] | None:
    in_file = [row for row in rows if row is not unit and told in (search_key(row.code or ""), search_key(row.name))]
    fitting = [row for row in in_file if row.level in PARENTS[unit.level]] or in_file
    if fitting:
        return ("row", fitting[0].number)
    there = [other for other in known if told in (search_key(other.code), search_key(other.name))]
    fitting_there = [other for other in there if other.level in PARENTS[unit.level]] or there
    return ("unit", fitting_there[0].id) if fitting_there else None


def _check_levels(unit: CheckedUnit, rows: list[CheckedUnit], known: tuple[KnownUnit, ...]) -> None:
    parent = _parent_of(unit, rows, known)
    if parent is None or (parent.level in PARENTS[unit.level] and parent.kind != "CHI_DOAN_CO_SO"):
        return
    said = f"{parent.name} là {_LEVEL_TITLES[parent.level]}, không thể có {_LEVEL_TITLES[unit.level]} trực thuộc. Sửa cột “Cấp” hoặc “Đơn vị cấp trên”."
    unit.problems.append(("parent", error("wrong-level", said)))


def _parent_of(
    unit: CheckedUnit, rows: list[CheckedUnit], known: tuple[KnownUnit, ...]
) -> CheckedUnit | KnownUnit | None:
    if unit.parent is None:
        return None
    kind, key = unit.parent
    found: Iterable[CheckedUnit | KnownUnit] = rows if kind == "row" else known
    parent = next((one for one in found if key == (one.number if isinstance(one, CheckedUnit) else one.id)), None)
    return parent if parent is not None and parent.level else None


def _note_doubles(rows: list[CheckedUnit], known: tuple[KnownUnit, ...]) -> None:
    by_place = {(other.parent_id, search_key(other.name)): other for other in known}
    codes = {search_key(other.code): other for other in known}
    seen: dict[Any, int] = {}
    for unit in rows:
        parent_id = str(unit.parent[1]) if unit.parent and unit.parent[0] == "unit" else None
        parent = next((row for row in rows if unit.parent == ("row", row.number)), None)
        there = (
            by_place.get((parent_id or (parent.exists if parent else None), search_key(unit.name)))
            if unit.parent
            else None
        )
        there = there or (codes.get(search_key(unit.code)) if unit.code else None)
        if there is not None:
            unit.exists = there.id
            unit.problems.append(
                ("unit_name", warning("unit-exists", f"{there.name} đã có trong hệ thống; dòng này sẽ được bỏ qua."))
            )
        for key, column in (
            ((unit.parent, search_key(unit.name)), "unit_name"),
            (("code", search_key(unit.code or "")), "unit_code"),
        ):
            if key[1] and key in seen:
                unit.problems.append(
                    (column, error("repeated", f"Trùng với dòng {seen[key] % 1_000_000}. Giữ một dòng, xoá dòng kia."))
                )
            elif key[1]:
                seen[key] = unit.number


def _carry_errors(rows: list[CheckedUnit]) -> None:
    """A unit below one that cannot be created cannot be created either; a circle of units neither."""
    by_number = {row.number: row for row in rows}
    for unit in rows:
        seen, above = {unit.number}, unit
        while above.parent and above.parent[0] == "row":
            parent = by_number[int(above.parent[1])]
            if parent.number in seen or not parent.is_good:
                said = f"Đơn vị cấp trên (dòng {parent.number % 1_000_000}) chưa hợp lệ. Sửa dòng đó trước."
                unit.problems.append(("parent", error("parent-wrong", said)))
                break
            seen.add(parent.number)
            above = parent
