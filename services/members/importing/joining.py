"""Several columns that make one field of a person: name in two columns, birth date in three, sex by mark, an address by its levels."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from services.members.domain.names import search_key

ADDRESSES: Final = frozenset(("permanent_address", "current_address", "native_place", "birth_place"))
"""Fields that may stand in several columns, the nearest level first."""
_SPLIT: Final = frozenset(("family_name", "given_name", "birth_day", "birth_month", "birth_year", "male", "female"))
_BIRTH_PARTS: Final = ("birth_day", "birth_month", "birth_year")
Parts = dict[str, list[int]]
"""Field of the sheet → its columns, for fields that stand in columns of their own."""


def gather_cells(texts: Sequence[str], fields: Mapping[int, str]) -> dict[str, str]:
    """The row's filled cells by field of the sheet; of an address the levels together."""
    cells: dict[str, str] = {}
    for index, name in fields.items():
        text = texts[index] if index < len(texts) else ""
        if text:
            cells[name] = f"{cells[name]}, {text}" if name in ADDRESSES and name in cells else text
    return cells


def first_columns(fields: Mapping[int, str]) -> dict[str, int]:
    """Field → its first column."""
    columns: dict[str, int] = {}
    for index, name in fields.items():
        columns.setdefault(name, index)
    return columns


def parts_of(fields: Mapping[int, str]) -> Parts:
    """The columns of what makes only part of a field."""
    parts: Parts = {}
    for index, name in sorted(fields.items()):
        if name in _SPLIT or name in ADDRESSES:
            parts.setdefault(name, []).append(index)
    return {name: columns for name, columns in parts.items() if name in _SPLIT or len(columns) > 1}


def join_cells(cells: Mapping[str, str], columns: Mapping[str, int]) -> dict[str, str]:
    """The cells by field of a person: names put together, Nam | Nữ and Ngày | Tháng | Năm columns read."""
    joined = {name: text for name, text in cells.items() if name not in _SPLIT and name != "ordinal"}
    if "family_name" in cells or "given_name" in cells:
        joined["full_name"] = f"{cells.get('family_name', '')} {cells.get('given_name', '')}".strip()
    if "birth_year" in cells:
        joined["birth_date"] = "/".join(part for part in (cells.get(name, "") for name in _BIRTH_PARTS) if part)
    _join_sexes(joined, cells, columns)
    return joined


def _join_sexes(joined: dict[str, str], cells: Mapping[str, str], columns: Mapping[str, int]) -> None:
    male, female = cells.get("male", ""), cells.get("female", "")
    for text, sex in ((male, "Nam"), (female, "Nữ")):
        if not text or search_key(text) in ("0", "khong"):
            continue
        if "sex" in joined and joined["sex"] != sex:
            joined["sex"] = "Nam và Nữ"
        else:
            joined["sex"] = sex
        if _names_a_day(text) and "birth_date" not in joined:
            joined["birth_date"] = text
    if "sex" not in joined and "female" in columns and "male" not in columns and "sex" not in columns:
        joined["sex"] = "Nam"


def _names_a_day(text: str) -> bool:
    return sum(character.isdigit() for character in text) >= 4 or bool(re.search(r"\d[/.-]\d", text))


def columns_to_mark(columns: Mapping[str, int]) -> dict[str, int]:
    """Field → the column to mark when it is wrong."""
    stands_for = {
        "full_name": ("family_name", "given_name"),
        "birth_date": ("birth_year", "male", "female"),
        "sex": ("male", "female"),
    }
    joined = dict(columns)
    for name, parts in stands_for.items():
        found = next((columns[part] for part in parts if part in columns), None)
        if name not in joined and found is not None:
            joined[name] = found
    return joined


# ---------------------------------------------------------------- and apart again


def split_cells(
    mended: Mapping[str, str], texts: Sequence[str], *, places: Mapping[str, int], parts: Mapping[str, list[int]]
) -> dict[int, str]:
    """Column → text of a mended row, in the shape of the sheet that came; cells that nobody mended stay as they were.

    places: field → column to mark; parts: as `parts_of` tells.
    """
    fields = {index: name for name, columns in parts.items() for index in columns}
    columns = {name: indexes[0] for name, indexes in parts.items()}
    came = join_cells(gather_cells(texts, fields), columns)
    written: dict[int, str] = {}
    for name, text in mended.items():
        if name == "full_name" and {"family_name", "given_name"} & columns.keys():
            written |= _split_name(text, came, columns)
        elif name == "birth_date" and "birth_year" in columns:
            written |= _split_birth(text, came, columns)
        elif name in parts:
            written |= _split_address(text, came.get(name, ""), parts[name])
        elif name in places and not (name in ("sex", "birth_date") and _is_by_mark(columns, places, name)):
            written[places[name]] = text
    return written | _split_sex(mended, came, columns, places)


def _split_name(text: str, came: Mapping[str, str], columns: Mapping[str, int]) -> dict[int, str]:
    if text == came.get("full_name"):
        return {}
    family, _, given = text.rpartition(" ")
    if "given_name" not in columns:
        return {columns["family_name"]: text}
    if "family_name" not in columns:
        return {columns["given_name"]: text}
    return {columns["family_name"]: family, columns["given_name"]: given}


def _split_birth(text: str, came: Mapping[str, str], columns: Mapping[str, int]) -> dict[int, str]:
    if text == came.get("birth_date"):
        return {}
    said = re.split(r"[/.\- ]+", text)
    numbers = ["", "", *said][-3:] if len(said) <= 3 else [text, "", ""]
    return {columns[name]: number for name, number in zip(_BIRTH_PARTS, numbers, strict=True) if name in columns}


def _split_address(text: str, came: str, indexes: Sequence[int]) -> dict[int, str]:
    if text == came:
        return {}
    said = [part.strip() for part in text.split(",")]
    levels = said if len(said) == len(indexes) else [text, *[""] * (len(indexes) - 1)]
    return dict(zip(indexes, levels, strict=True))


def _is_by_mark(columns: Mapping[str, int], places: Mapping[str, int], name: str) -> bool:
    """The field stands in the columns Nam and Nữ, whose place is only where it is marked."""
    return places[name] in (columns.get("male"), columns.get("female"))


def _split_sex(
    mended: Mapping[str, str], came: Mapping[str, str], columns: Mapping[str, int], places: Mapping[str, int]
) -> dict[int, str]:
    """The mark, or the birth date that stands for it, in the column of the sex."""
    by_column = {columns[name]: sex for name, sex in (("male", "Nam"), ("female", "Nữ")) if name in columns}
    fields = [name for name in ("sex", "birth_date") if name in places and places[name] in by_column]
    if not fields or all(mended.get(name) == came.get(name) for name in fields):
        return {}
    mark = mended.get("birth_date", "x") if "birth_date" in fields else "x"
    is_female = search_key(mended.get("sex", "")) == "nu"
    return {index: mark if (sex == "Nữ") == is_female else "" for index, sex in by_column.items()}
