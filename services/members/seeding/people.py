"""The seeded people: names, ages, work and years in the Union that fit the unit they are in. All invented."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from services.members.domain import cards
from services.members.seeding import words
from services.members.seeding.tree import Ids, Tree, Unit

MATURED_SHARE: Final = 0.07
AWAY_SHARE: Final = 0.18
_WEAKER: Final = (
    ("phone", 0.06),
    ("citizen_id", 0.03),
    ("permanent_address", 0.08),
    ("political_theory", 0.2),
    ("it_level", 0.2),
)
"""Fields that real files often lack, and how often."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """What the people of a kind of chapter are: ages, category, occupation, schooling, profession."""

    ages: tuple[int, int]
    category: str
    occupation: str
    education: str
    professional: tuple[tuple[str, int], ...]
    salaried: bool


CROWDS: Final = {
    "grade10": Crowd((15, 15), "HS_THPT", "HOC_SINH", "10/12", (("CHUA_DAO_TAO", 1),), False),
    "grade11": Crowd((16, 16), "HS_THPT", "HOC_SINH", "11/12", (("CHUA_DAO_TAO", 1),), False),
    "grade12": Crowd((17, 17), "HS_THPT", "HOC_SINH", "12/12", (("CHUA_DAO_TAO", 1),), False),
    "student": Crowd((18, 22), "SINH_VIEN", "SINH_VIEN", "12/12", (("CHUA_DAO_TAO", 1),), False),
    "teacher": Crowd((23, 31), "GIAO_VIEN", "GIAO_VIEN", "12/12", (("DAI_HOC", 9), ("THAC_SI", 2)), True),
    "office": Crowd((22, 31), "CONG_CHUC", "CONG_CHUC", "12/12", (("DAI_HOC", 8), ("THAC_SI", 2), ("CAO_DANG", 1)), True),
    "forces": Crowd((18, 30), "LLVT", "BO_DOI", "12/12", (("TRUNG_CAP", 4), ("DAI_HOC", 4), ("CHUA_DAO_TAO", 4)), True),
    "worker": Crowd((18, 30), "CN_DN_NGOAI_NN", "CONG_NHAN", "12/12", (("CHUA_DAO_TAO", 5), ("SO_CAP", 3), ("CAO_DANG", 3)), True),
    "village": Crowd((18, 30), "NONG_DAN", "NONG_DAN", "12/12", (("CHUA_DAO_TAO", 7), ("SO_CAP", 2), ("TRUNG_CAP", 2), ("CAO_DANG", 1)), False),
}  # fmt: skip


@dataclass(slots=True)
class Person:
    """A person with their stretches of membership: [(unit, from, until|None, why)]."""

    id: UUID
    unit: Unit
    row: dict[str, Any]
    stretches: list[tuple[Unit, date, date | None, str]]
    ended_as: str | None


class People:
    """Makes the members of each unit; the same chance makes the same people."""

    def __init__(self, tree: Tree, ids: Ids, chance: random.Random, on: date) -> None:
        self.tree, self.ids, self.chance, self.on = tree, ids, chance, on
        self.citizens: defaultdict[str, int] = defaultdict(int)
        self.codes: defaultdict[str, int] = defaultdict(int)
        self.phones = 0
        self._family = _weighted(words.FAMILY)
        self._highland_family = _weighted(words.HIGHLAND_FAMILY)
        self._highland = _weighted(words.HIGHLAND_ETHNICITY)

    def of(self, unit: Unit, members: int) -> Iterator[Person]:
        """`members` people in force, then those who have left the unit with age."""
        crowd = CROWDS[unit.crowd]
        for _ in range(members):
            yield self._person(unit, crowd, age=self.chance.randint(*crowd.ages))
        if unit.crowd in {"village", "office", "worker", "teacher"}:
            for _ in range(round(members * MATURED_SHARE * 2)):
                yield self._person(unit, crowd, age=self.chance.randint(31, 36), matured=True)

    def _person(self, unit: Unit, crowd: Crowd, *, age: int, matured: bool = False) -> Person:
        chance = self.chance
        sex = "male" if chance.random() < (0.85 if crowd.category == "LLVT" else 0.47) else "female"
        minority = chance.random() < words.ETHNIC_SHARE.get(unit.region, 0.02)
        born = self._birthday(age)
        joined = self._joining_day(born)
        left = _years_later(born, 30) + timedelta(days=chance.randint(20, 200)) if matured else None
        left = min(left, self.on - timedelta(days=30)) if left else None
        row = self._identity(unit, sex=sex, born=born, minority=minority)
        row |= self._work(unit, crowd, born=born)
        row |= self._union(unit, joined=joined, left=left)
        if not matured and chance.random() < 0.9:
            self._forget(row)
        stretches = self._stretches(unit, joined, left)
        return Person(row["id"], unit, row, stretches, "MATURED" if matured else None)

    def _birthday(self, age: int) -> date:
        """A day that makes the person `age` today."""
        return _years_later(self.on, -age) - timedelta(days=self.chance.randint(1, 364))

    def _joining_day(self, born: date) -> date:
        """A day of admission: 26 March or 19 May or some other, at 15 or a little later, and before today."""
        first = _years_later(born, 15) + timedelta(days=1)
        wanted = first + timedelta(days=int(self.chance.triangular(0, 900, 300)))
        day = wanted.replace(month=3, day=26) if self.chance.random() < 0.5 else wanted
        return max(first, min(day if day >= first else wanted, self.on - timedelta(days=self.chance.randint(7, 40))))

    def _identity(self, unit: Unit, *, sex: str, born: date, minority: bool) -> dict[str, Any]:
        chance = self.chance
        family = chance.choice(self._highland_family if minority else self._family)
        name = f"{family} {chance.choice(words.MIDDLE[sex])} {chance.choice(words.GIVEN[sex])}"
        self.phones += 1
        place = f"{unit.place or unit.region}, {unit.region}, Bắc Giang"
        return {
            "id": self.ids.new(),
            "full_name": name,
            "sex": sex,
            "born_on": born,
            "citizen_id": self._citizen_id(sex, born),
            "phone": f"0900{self.phones:06d}",
            "native_place": place,
            "permanent_address": place,
            "current_address": place,
            "ethnicity": chance.choice(self._highland) if minority else 1,
            "religion": 2 if chance.random() < 0.02 else 1 if chance.random() < 0.02 else 0,
        }

    def _citizen_id(self, sex: str, born: date) -> str:
        """024, sex and century, year, and a serial below 100000: the state's own begin above."""
        century = (0 if born.year < 2000 else 2) + (sex == "female")
        stem = f"024{century}{born.year % 100:02d}"
        self.citizens[stem] += 1
        return f"{stem}{self.citizens[stem]:06d}"

    def _work(self, unit: Unit, crowd: Crowd, *, born: date) -> dict[str, Any]:
        chance = self.chance
        party = crowd.salaried and born.year < self.on.year - 21 and chance.random() < 0.35
        party = party or (unit.crowd == "village" and born.year < self.on.year - 22 and chance.random() < 0.06)
        since = _years_later(born, 21) + timedelta(days=chance.randint(0, 700)) if party else None
        since = since if since and since < self.on - timedelta(days=20) else None
        official = since + timedelta(days=366) if since else None
        return {
            "occupation": crowd.occupation,
            "workplace": unit.parent.name.removeprefix("Đoàn ") if unit.parent and unit.crowd != "village" else None,
            "member_category": crowd.category,
            "general_education": crowd.education,
            "professional_level": chance.choice(_weighted(crowd.professional)),
            "political_theory": "SO_CAP" if party else "CHUA_QUA",
            "it_level": "CO_BAN",
            "salaried": crowd.salaried,
            "party_join_on": since,
            "party_official_on": official if official and official < self.on else None,
        }

    def _union(self, unit: Unit, *, joined: date, left: date | None) -> dict[str, Any]:
        flags = []
        if left is None and unit.crowd == "village" and self.chance.random() < AWAY_SHARE:
            flags.append("away")
        code = self._member_code(unit, joined)
        return {
            "code": code,
            "card_no": cards.card_number(code),
            "card_on": joined,
            "joined_on": joined,
            "joined_place": unit.parent.name if unit.parent else unit.name,
            "admission_no": f"{self.chance.randint(1, 90):02d}-QĐ/ĐTN",
            "admission_on": joined,
            "unit_id": unit.id,
            "status": "MATURED" if left else "ACTIVE",
            "status_on": left or joined,
            "flags": flags,
        }

    def _member_code(self, unit: Unit, joined: date) -> str:
        prefix = cards.code_prefix(district_seq=unit.seq, year=joined.year)
        self.codes[prefix] += 1
        return cards.member_code(prefix, self.codes[prefix])

    def _forget(self, row: dict[str, Any]) -> None:
        for name, share in _WEAKER:
            if self.chance.random() < share:
                row[name] = None

    def _stretches(self, unit: Unit, joined: date, left: date | None) -> list[tuple[Unit, date, date | None, str]]:
        """One stretch, or two where the person came from a neighbouring chapter."""
        end = left or self.on
        neighbours = unit.parent.children if unit.parent else []
        if (
            unit.level != "CHAPTER"
            or unit.crowd.startswith("grade")
            or len(neighbours) < 2
            or self.chance.random() > 0.3
        ):
            return [(unit, joined, left, "admit")]
        moved = joined + timedelta(days=self.chance.randint(30, max(31, (end - joined).days - 20)))
        origin = self.chance.choice([other for other in neighbours if other is not unit])
        if moved >= end or origin.weight == 0:
            return [(unit, joined, left, "admit")]
        return [(origin, joined, moved, "admit"), (unit, moved, left, "transfer")]


def _weighted(choices: tuple[tuple[Any, int], ...]) -> list[Any]:
    return [value for value, weight in choices for _ in range(weight)]


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
