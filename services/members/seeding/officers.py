"""Who holds which office in the seeded province: grown-ups for grassroots units and above, members of the chapter in it."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.members.domain.positions import role_of
from services.members.seeding.people import Person
from services.members.seeding.tree import Ids, Tree, Unit

OFFICES = {
    "PROVINCE": ("BT", "PBT_TT", "PBT", "CN_UBKT", "TRUONG_BAN", "CHUYEN_VIEN"),
    "DISTRICT": ("BT", "PBT_TT", "PBT", "CN_UBKT"),
    "GRASSROOTS": ("BT", "PBT", "UVBTV"),
    "SUB_GRASSROOTS": ("BT", "PBT"),
    "CHAPTER": ("BT", "PBT", "UVBCH"),
}


@dataclass(frozen=True, slots=True)
class Office:
    """One row of `positions`."""

    id: UUID
    person: Person
    unit: Unit
    role: str
    code: str
    from_on: date
    until: date


class Officers:
    """Picks officers from the people made, each for one office."""

    def __init__(self, tree: Tree, people: list[Person], ids: Ids, chance: random.Random, on: date) -> None:
        self.tree, self.ids, self.chance, self.on = tree, ids, chance, on
        self._free: defaultdict[UUID, list[Person]] = defaultdict(list)
        for person in people:
            if person.ended_as is None and "away" not in person.row["flags"]:
                self._free[person.unit.id].append(person)

    def offices(self) -> Iterator[Office]:
        """Chapters last: higher units take their officers from them first."""
        for unit in sorted(self.tree.units, key=lambda unit: ("CHAPTER" in unit.level, unit.path.count("."))):
            for code in self._codes(unit):
                person = self._someone(unit)
                if person is not None:
                    role = role_of(code, level=unit.level, kind=unit.kind)
                    yield Office(self.ids.new(), person, unit, role, code, *self.term(unit))

    def term(self, unit: Unit) -> tuple[date, date]:
        """First and last day of the term in force: a school year in classes, five years above, half of that elsewhere."""
        year = self.on.year if self.on.month >= 9 else self.on.year - 1
        if unit.level in {"PROVINCE", "DISTRICT"}:
            start = self.on.year - (self.on.year - 2022) % 5
            return date(start, 8, 1), date(start + 5, 7, 31)
        if unit.kind in {"TRUONG_HOC_LOP", "DOAN_TRUONG_THPT", "GIAO_VIEN", "LIEN_CHI_DOAN"}:
            return date(year, 9, 5), date(year + 1, 9, 4)
        start = self.on.year - (self.on.year - 2022) % 3
        return date(start, 4, 1), date(start + 3, 3, 31)

    def _codes(self, unit: Unit) -> tuple[str, ...]:
        if unit.kind == "CHI_DOAN_CO_SO":
            return ("BT", "PBT")
        return OFFICES[unit.level]

    def _someone(self, unit: Unit) -> Person | None:
        for home in self._homes(unit):
            free = self._free[home.id]
            keep = 2 if home is not unit else 0
            if len(free) > keep:
                return free.pop(self.chance.randrange(len(free)))
        return None

    def _homes(self, unit: Unit) -> list[Unit]:
        """Where the unit's officers come from, best first: itself, then grown-ups below it or of the block of offices."""
        if unit.weight:
            return [unit]
        if unit.level == "PROVINCE":
            return [home for home in self.tree.homes() if home.crowd == "office" and home.code.startswith("24-11")]
        order = {"office": 0, "teacher": 1, "forces": 2, "worker": 3, "village": 4, "student": 5}
        return sorted((home for home in unit.below() if home.crowd in order), key=lambda home: order[home.crowd])
