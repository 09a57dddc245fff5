"""Bắc Giang's districts and communes as they were in May 2024, from the national list and what changed after it.

The list that `vietnamadminunits` carries is that of early 2025: Yên Dũng had joined Bắc Giang city and Chũ town had left
Lục Ngạn on 1 January 2025. Both are taken back here by commune codes.
"""

import sqlite3
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

_CITY_2024: Final = {
    "07201", "07207", "07210", "07213", "07216", "07222", "07225", "07228", "07231", "07441", "07687", "07696", "07699", "07705",
}  # fmt: skip
_COMMUNES_2024: Final = {"07222", "07441", "07687", "07696", "07699", "07705"}
"""Communes (xã) of the city that became wards later."""

_TOWNLETS_2024: Final = {"07681", "07682", "07525"}
"""Nham Biền, Tân An and Chũ were townships (thị trấn)."""

_WARDS_GONE: Final = (("Lê Lợi", "Phường"), ("Trần Nguyên Hãn", "Phường"))
"""Wards of the city that merged with their neighbours after 2024."""

_UNCHANGED_TOWN: Final = "222"


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, ward or township."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class District:
    """A district, town or city with its communes; `seq` is its place in the Union's order."""

    seq: int
    code: str
    name: str
    kind: str
    communes: tuple[Commune, ...]


_DISTRICTS: Final = (
    ("213", "Bắc Giang", "Thành phố"),
    ("215", "Yên Thế", "Huyện"),
    ("216", "Tân Yên", "Huyện"),
    ("217", "Lạng Giang", "Huyện"),
    ("218", "Lục Nam", "Huyện"),
    ("219", "Lục Ngạn", "Huyện"),
    ("220", "Sơn Động", "Huyện"),
    ("221", "Yên Dũng", "Huyện"),
    ("222", "Việt Yên", "Thị xã"),
    ("223", "Hiệp Hoà", "Huyện"),
)


def districts() -> tuple[District, ...]:
    """The ten territorial districts with their communes."""
    found: dict[str, list[Commune]] = {code: [] for code, _, _ in _DISTRICTS}
    for district, code, name, kind in _listed():
        home, was = _in_2024(district, code, kind)
        found[home].append(Commune(name, was))
    found["213"] += [Commune(name, kind) for name, kind in _WARDS_GONE]
    return tuple(
        District(seq, code, name, kind, tuple(found[code]))
        for seq, (code, name, kind) in enumerate(_DISTRICTS, start=1)
    )


def _listed() -> list[tuple[str, str, str, str]]:
    path = files("vietnamadminunits").joinpath("data/dataset.db")
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as listing:
        return listing.execute(
            "SELECT districtCode, wardCode, wardShort, wardType FROM admin_units_legacy"
            " WHERE provinceCode = '24' ORDER BY wardCode"
        ).fetchall()


def _in_2024(district: str, code: str, kind: str) -> tuple[str, str]:
    if district == "213" and code not in _CITY_2024:
        return "221", "Thị trấn" if code in _TOWNLETS_2024 else "Xã"
    if district == "213":
        return "213", "Xã" if code in _COMMUNES_2024 else kind
    if district in {"224", "219"}:
        return "219", "Thị trấn" if code in _TOWNLETS_2024 else "Xã"
    return district, kind
