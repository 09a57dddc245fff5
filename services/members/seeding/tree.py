"""The seeded tree: Tỉnh đoàn Bắc Giang, 18 district-level units, 482 grassroots units, about 4,700 chapters."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from services.members.seeding import words
from services.members.seeding.places import District, districts

GRASSROOTS_UNITS: Final = 482
CHAPTERS: Final = 4_700
Thing = TypeVar("Thing")
_EPOCH_MS: Final = 1_648_252_800_000
"""26 March 2022: seeded ids sort before all later ones."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of the province is made: members in force, and every how many-th unit of a kind is kept."""

    members: int
    keep: float
    villages: int


FULL: Final = Size(members=75_600, keep=1.0, villages=11)
SMALL: Final = Size(members=2_000, keep=0.06, villages=3)


@dataclass(slots=True)
class Unit:
    """A unit of the seeded tree. weight: its share of the members, 0 where none live; crowd: what they are."""

    id: UUID
    code: str
    name: str
    level: str
    kind: str
    parent: "Unit | None"
    seq: int
    abbr: str
    place: str
    region: str
    weight: float = 0.0
    crowd: str = ""
    children: list["Unit"] = field(default_factory=list)
    path: str = ""

    def __post_init__(self) -> None:
        label = f"u{self.id.hex}"
        self.path = f"{self.parent.path}.{label}" if self.parent else label

    def below(self) -> Iterator["Unit"]:
        """All units under this one."""
        for child in self.children:
            yield child
            yield from child.below()


class Ids:
    """Version 7 ids that come out the same each time."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._count = chance, 0

    def new(self) -> UUID:
        self._count += 1
        value = (_EPOCH_MS + self._count) << 80 | self._chance.getrandbits(80)
        return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


class Tree:
    """Builds the units, superior before inferior."""

    def __init__(self, size: Size, ids: Ids, chance: random.Random, on: date) -> None:
        self.size, self.ids, self.chance, self.on = size, ids, chance, on
        self.units: list[Unit] = []
        self.province = self._add("Tỉnh đoàn Bắc Giang", "PROVINCE", "TINH_DOAN", None, abbr="TĐTN", place="Bắc Giang")
        self._build()

    def grassroots(self) -> list[Unit]:
        return [unit for unit in self.units if unit.level == "GRASSROOTS"]

    def homes(self) -> list[Unit]:
        """The units that members live in."""
        return [unit for unit in self.units if unit.weight > 0]

    def _build(self) -> None:
        lands = districts()
        for land in lands:
            self._district(land)
        self._offices()
        army = len(lands) + 3
        forces = (
            ("DOAN_CONG_AN", "Đoàn Thanh niên Công an tỉnh", "Phòng nghiệp vụ"),
            ("DOAN_QUAN_SU", "Đoàn Thanh niên Quân sự tỉnh", "Tiểu đoàn"),
        )
        for seq, (kind, name, part) in enumerate(forces, start=army):
            self._forces(seq, kind, name, part)
        for seq, (kind, name, faculties) in enumerate(words.COLLEGES, start=army + len(forces)):
            self._college(seq, kind, name, faculties)
        self._companies(len(lands) + 2)

    def _add(
        self, name: str, level: str, kind: str, parent: Unit | None, *, seq: int = 0, abbr: str = "ĐTN", place: str = "",
        weight: float = 0.0, crowd: str = "", region: str = "",
    ) -> Unit:  # fmt: skip
        number = len(parent.children) + 1 if parent else 0
        if parent is None or parent.parent is None:
            code = f"24-{seq:02d}" if parent else "24"
        else:
            code = f"{parent.code}-{number:03d}" if level != "CHAPTER" else f"{parent.code}-{number:02d}"
        unit = Unit(
            self.ids.new(), code, name, level, kind, parent, seq or (parent.seq if parent else 0), abbr,
            place or (parent.place if parent else ""), region or (parent.region if parent else ""), weight, crowd,
        )  # fmt: skip
        if parent:
            parent.children.append(unit)
        self.units.append(unit)
        return unit

    def _some(self, things: tuple[Thing, ...]) -> list[Thing]:
        """All of them, or the first few in a small province (two at least, so that there are neighbours)."""
        return list(things[: max(2, round(len(things) * self.size.keep))])

    def _district(self, land: District) -> None:
        title, kind = {"Thành phố": ("Thành đoàn", "THANH_DOAN"), "Thị xã": ("Thị đoàn", "THI_DOAN")}.get(
            land.kind, ("Huyện đoàn", "HUYEN_DOAN")
        )
        unit = self._add(
            f"{title} {land.name}", "DISTRICT", kind, self.province,
            seq=land.seq, abbr="ĐTN", place=land.name, region=land.name,
        )  # fmt: skip
        for commune in self._some(land.communes):
            self._commune(unit, commune.name, commune.kind)
        for school in self._some(words.SCHOOLS[land.name]):
            self._school(unit, f"Đoàn Trường THPT {school}", classes=9)
        if self.size is FULL:
            self._school(unit, f"Đoàn Trung tâm GDNN – GDTX {land.name}", classes=3)
        for office in self._some(words.DISTRICT_OFFICES):
            self._add(
                f"Chi đoàn cơ sở {office} {land.name}", "GRASSROOTS", "CHI_DOAN_CO_SO", unit, weight=8, crowd="office"
            )

    def _commune(self, district: Unit, name: str, kind: str) -> None:
        title, code = {"Phường": ("phường", "DOAN_PHUONG"), "Thị trấn": ("thị trấn", "DOAN_THI_TRAN")}.get(
            kind, ("xã", "DOAN_XA")
        )
        unit = self._add(f"Đoàn {title} {name}", "GRASSROOTS", code, district, place=name)
        villages = self.size.villages + (self.chance.randint(-3, 4) if self.size is FULL else 0)
        for village in self._villages(villages, town=kind != "Xã"):
            self._add(
                f"Chi đoàn {village}",
                "CHAPTER",
                "DIA_BAN_DAN_CU",
                unit,
                weight=self.chance.uniform(6, 18),
                crowd="village",
            )

    def _villages(self, count: int, *, town: bool) -> Iterator[str]:
        if town:
            yield from (f"tổ dân phố số {number}" for number in range(1, count + 1))
            return
        taken: set[str] = set()
        while len(taken) < count:
            name = f"{self.chance.choice(words.VILLAGE_FIRST)} {self.chance.choice(words.VILLAGE_SECOND)}"
            if len(set(name.split())) == 2 and name not in taken:
                taken.add(name)
                yield f"thôn {name}"

    def _school(self, district: Unit, name: str, *, classes: int) -> None:
        unit = self._add(name, "GRASSROOTS", "DOAN_TRUONG_THPT", district)
        grades = (10, 11, 12)
        for grade in grades:
            for number in range(1, (classes if self.size is FULL else 1) + 1):
                # The youngest class has few members yet: most are admitted in its second year.
                weight = {10: 6, 11: 21, 12: 30}[grade] * self.chance.uniform(0.9, 1.1)
                self._add(
                    f"Chi đoàn lớp {grade}A{number}",
                    "CHAPTER",
                    "TRUONG_HOC_LOP",
                    unit,
                    weight=weight,
                    crowd=f"grade{grade}",
                )
        self._add("Chi đoàn giáo viên", "CHAPTER", "GIAO_VIEN", unit, weight=10, crowd="teacher")

    def _offices(self) -> None:
        block = self._add(
            "Đoàn Thanh niên các cơ quan tỉnh", "DISTRICT", "DOAN_KHOI_CO_QUAN", self.province,
            seq=11, abbr="ĐTNK", region="Bắc Giang",
        )  # fmt: skip
        for number, office in enumerate(self._some(words.PROVINCE_OFFICES)):
            if number % 3 == 2:
                self._add(f"Chi đoàn cơ sở {office}", "GRASSROOTS", "CHI_DOAN_CO_SO", block, weight=9, crowd="office")
                continue
            unit = self._add(
                f"Đoàn cơ sở {office}", "GRASSROOTS", "DOAN_DVSN" if "Bệnh viện" in office else "DOAN_CO_QUAN", block
            )
            for part in ("khối văn phòng", "khối chuyên môn 1", "khối chuyên môn 2", "khối sự nghiệp"):
                self._add(
                    f"Chi đoàn {part}", "CHAPTER", "CO_QUAN", unit, weight=self.chance.uniform(6, 11), crowd="office"
                )

    def _forces(self, seq: int, kind: str, name: str, part: str) -> None:
        block = self._add(name, "DISTRICT", kind, self.province, seq=seq, abbr="ĐTN", region="Bắc Giang")
        for number in range(1, (17 if self.size is FULL else 2)):
            unit = self._add(f"Đoàn cơ sở {part} số {number}", "GRASSROOTS", "DOAN_LLVT", block)
            for chapter in range(1, 5):
                self._add(
                    f"Chi đoàn {chapter}", "CHAPTER", "LLVT", unit, weight=self.chance.uniform(9, 15), crowd="forces"
                )

    def _college(self, seq: int, kind: str, name: str, faculties: tuple[str, ...]) -> None:
        college = self._add(name, "DISTRICT", kind, self.province, seq=seq, region="Bắc Giang")
        for faculty in faculties if self.size is FULL else faculties[:1]:
            unit = self._add(f"Liên chi đoàn Khoa {faculty}", "SUB_GRASSROOTS", "LIEN_CHI_DOAN", college)
            for year in range(1, 5):
                for number in (1, 2, 3) if self.size is FULL else (1,):
                    course = self.on.year - 1990 - year
                    self._add(
                        f"Chi đoàn lớp K{course}{'ABC'[number - 1]}", "CHAPTER", "TRUONG_HOC_LOP", unit,
                        weight=self.chance.uniform(20, 32), crowd="student",
                    )  # fmt: skip

    def _companies(self, seq: int) -> None:
        block = self._add(
            "Đoàn Khối Doanh nghiệp tỉnh", "DISTRICT", "DOAN_KHOI_DN", self.province,
            seq=seq, abbr="ĐTNK", region="Bắc Giang",
        )  # fmt: skip
        wanted = GRASSROOTS_UNITS - len(self.grassroots()) if self.size is FULL else 3
        for number in range(wanted):
            turn, which = divmod(number, len(words.COMPANIES))
            name = words.COMPANIES[which] + (f" {turn + 1}" if turn else "")
            unit = self._add(
                f"Đoàn cơ sở Công ty {name}", "GRASSROOTS", "DOAN_DN_NN" if which < 6 else "DOAN_DN_NGOAI_NN", block
            )
            left = CHAPTERS - self._chapters()
            count = max(3, left // (wanted - number)) if self.size is FULL else 2
            for workshop in range(1, min(count, 16) + 1):
                self._add(
                    f"Chi đoàn xưởng {workshop}",
                    "CHAPTER",
                    "DOANH_NGHIEP",
                    unit,
                    weight=self.chance.uniform(9, 18),
                    crowd="worker",
                )

    def _chapters(self) -> int:
        return sum(1 for unit in self.units if unit.level == "CHAPTER")
