"""Which unit a row belongs to: by code or name in a column, a group line, a title, or the sheet's name."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from services.members.domain.names import search_key
from services.members.domain.readings import Problem, error, warning

_PREFIX: Final = re.compile(
    r"^(bch )?(lien chi doan|chi doan co so|chi doan|phan doan|cd|doan truong|doan xa|doan phuong|doan thi tran|doan)\s+"
)
_PLACE: Final = re.compile(r"^(thon|lop|to dan pho|tdp|xom|ban|khu pho|khu|khoi|lang|pho|to)\s+")
_SPELT_OUT: Final = {"tdp": "to dan pho", "thpt": "thpt", "cd": "chi doan", "tt": "thi tran"}
_CLOSE: Final = 0.88


@dataclass(frozen=True, slots=True)
class UnitChoice:
    """A unit that rows may name. `holds` tells whether members live in it."""

    id: str
    code: str
    name: str
    parent_name: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a row goes, or why that is not known."""

    unit: UnitChoice | None
    problems: tuple[Problem, ...] = ()


class UnitFinder:
    """Finds units at and below the one that the import is for."""

    def __init__(self, home: UnitChoice, below: Iterable[UnitChoice]) -> None:
        self.home = home
        self.units = tuple(unit for unit in (home, *below) if unit.holds)
        self._known: dict[tuple[str, str], Placed] = {}

    def place(self, *, named: str | None, lines: tuple[str | None, ...], upper: str | None) -> Placed:
        """The unit of a row. named: its own cell; lines: group line, title and sheet, nearest first."""
        if named:
            return self._named(named, upper or "")
        if self.home.holds:
            return Placed(self.home)
        for line in lines:
            if line and (placed := self._named(line, upper or "")).unit is not None:
                return placed
        if len(self.units) == 1:
            return Placed(self.units[0])
        told = next((line for line in lines if line), None)
        return Placed(None, (_unknown(told) if told and lines[0] else _missing(),))

    def _named(self, text: str, upper: str) -> Placed:
        key = (text, upper)
        if key not in self._known:
            self._known[key] = self._search(text, upper)
        return self._known[key]

    def _search(self, text: str, upper: str) -> Placed:
        if self.home.holds:
            if _same(text, self.home):
                return Placed(self.home)
            said = f"Dòng này ghi chi đoàn “{text[:60]}”; sẽ nhập vào {self.home.name}. Nếu không đúng, xoá dòng này."
            return Placed(self.home, (warning("unit-other", said),))
        found = self._found(text)
        if len(found) > 1 and upper:
            found = [unit for unit in found if _core(unit.parent_name) == _core(search_key(upper))] or found
        if len(found) == 1:
            return Placed(found[0])
        if found:
            parents = ", ".join(sorted(unit.parent_name for unit in found)[:3])
            said = (
                f"Có {len(found)} chi đoàn tên “{text[:60]}” ({parents}…). Ghi mã chi đoàn hoặc thêm cột “Đoàn cơ sở”."
            )
            return Placed(None, (error("unit-ambiguous", said),))
        return self._near(text)

    def _found(self, text: str) -> list[UnitChoice]:
        key = _spelt(search_key(text))
        for index, wanted in (
            (self._by_code, key),
            (self._by_name, key),
            (self._by_core, _core(key)),
            (self._by_bare, _bare(key)),
        ):
            if found := index.get(wanted):
                return found
        return []

    def _near(self, text: str) -> Placed:
        wanted = _core(_spelt(search_key(text)))
        scored = sorted(((SequenceMatcher(None, wanted, core).ratio(), core) for core in self._by_core), reverse=True)[
            :2
        ]
        # Names of classes differ by one sign: 10A1 and 10A2 are near, but not the same.
        if (
            scored
            and scored[0][0] >= _CLOSE
            and len(wanted) > 5
            and re.sub(r"\D", "", wanted) == re.sub(r"\D", "", scored[0][1])
        ):
            found = self._by_core[scored[0][1]]
            if len(found) == 1 and (len(scored) == 1 or scored[1][0] < scored[0][0]):
                said = f"“{text[:60]}” đã hiểu là {found[0].name}. Kiểm tra lại."
                return Placed(found[0], (warning("unit-guessed", said),))
        return Placed(None, (_unknown(text),))

    @cached_property
    def _by_code(self) -> dict[str, list[UnitChoice]]:
        return _index(self.units, lambda unit: search_key(unit.code))

    @cached_property
    def _by_name(self) -> dict[str, list[UnitChoice]]:
        return _index(self.units, lambda unit: _spelt(search_key(unit.name)))

    @cached_property
    def _by_core(self) -> dict[str, list[UnitChoice]]:
        return _index(self.units, lambda unit: _core(_spelt(search_key(unit.name))))

    @cached_property
    def _by_bare(self) -> dict[str, list[UnitChoice]]:
        return _index(self.units, lambda unit: _bare(_spelt(search_key(unit.name))))


def _same(text: str, unit: UnitChoice) -> bool:
    key, name = _spelt(search_key(text)), _spelt(search_key(unit.name))
    return key in (search_key(unit.code), name) or _bare(key) == _bare(name) or f" {_bare(key)} " in f" {name} "


def _index(units: tuple[UnitChoice, ...], key_of: Callable[[UnitChoice], str]) -> dict[str, list[UnitChoice]]:
    index: dict[str, list[UnitChoice]] = {}
    for unit in units:
        index.setdefault(key_of(unit), []).append(unit)
    return index


def _spelt(key: str) -> str:
    return " ".join(_SPELT_OUT.get(word, word) for word in key.split())


def _core(key: str) -> str:
    return _PREFIX.sub("", search_key(key))


def _bare(key: str) -> str:
    return _PLACE.sub("", _core(key))


def _unknown(text: str) -> Problem:
    return error(
        "unit-unknown", f"Không tìm thấy chi đoàn “{text[:60]}” trong đơn vị này. Sửa tên hoặc ghi mã chi đoàn."
    )


def _missing() -> Problem:
    return error(
        "unit-missing", "Chưa biết đoàn viên thuộc chi đoàn nào. Thêm cột “Chi đoàn” hoặc ghi tên chi đoàn vào ô này."
    )
