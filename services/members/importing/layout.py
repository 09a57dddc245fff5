"""Finds a table's heading: one to three rows, merged or not, in any order and wording, and what each column means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from services.members.domain.names import search_key
from services.members.importing.columns import Guess, guess, is_about_others, is_address_level
from services.members.importing.joining import ADDRESSES
from services.members.importing.sheets import Line

Merged = tuple[tuple[tuple[int, int], tuple[int, int]], ...]
_NAME_FIELDS: Final = {"members": ("full_name", "given_name", "family_name"), "units": ("unit_name",)}
_BORN_OR_SEX: Final = frozenset(("birth_date", "sex"))
_MOST_HEADING_ROWS: Final = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its heading as written (“Ngày sinh – Nữ”) and the field that it is taken for.

    group: the heading above it that decides what it means; content: what kind of texts stand below (`content_kind`).
    """

    index: int
    heading: str
    field: str | None
    strength: int = 0
    group: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A table's heading: its rows by number, and its columns."""

    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def fields(self) -> dict[int, str]:
        """Column → field, of columns that mean something."""
        return {column.index: column.field for column in self.columns if column.field}

    @property
    def worth(self) -> int:
        return len({column.field for column in self.columns if column.field not in (None, "ordinal")})


def find_heading(lines: Sequence[Line], merged: Merged, kind: str) -> Heading | None:
    """The heading that begins with the first of the lines, or None when they begin with something else."""
    if not lines or not _may_begin(lines[0], kind):
        return None
    best = _best_from(lines, 0, merged, kind)
    if best is None:
        return None
    later = [_best_from(lines, start, merged, kind) for start in range(1, best.last - best.first + 1)]
    # A title above the table also reads as the top of a heading, but adds no meaning to what stands below it.
    # A lower row that names other people (“Cha – Họ tên”) is no heading of its own.
    names = _name_columns(best, kind)
    if any(other is not None and other.worth >= best.worth and _name_columns(other, kind) <= names for other in later):
        return None
    return _split_names(best, lines, kind)


def _name_columns(heading: Heading, kind: str) -> set[int]:
    return {index for index, field in heading.fields.items() if field in _NAME_FIELDS[kind]}


def _may_begin(line: Line, kind: str) -> bool:
    filled = [text for text in line.texts if text]
    return len(filled) >= 2 and any(len(text) <= 80 and guess(kind, text) for text in filled)


def _best_from(lines: Sequence[Line], start: int, merged: Merged, kind: str) -> Heading | None:
    best: Heading | None = None
    for height in range(1, min(_MOST_HEADING_ROWS, len(lines) - start) + 1):
        rows = lines[start : start + height]
        if height > 1 and not _is_subheading(rows[-1], best, merged, kind):
            break
        heading = _read(rows, merged, kind)
        if _is_heading(heading, kind) and (best is None or heading.worth >= best.worth):
            best = heading
    return best


def _is_heading(heading: Heading, kind: str) -> bool:
    fields = set(heading.fields.values())
    return bool(fields & set(_NAME_FIELDS[kind])) and heading.worth >= 2


def _is_subheading(line: Line, above: Heading | None, merged: Merged, kind: str) -> bool:
    """Whether the row belongs to the heading above it, rather than being its first row of data or its numbering."""
    filled = {index: text for index, text in enumerate(line.texts) if text}
    if not filled:
        return _covered_rows(merged, line.number)
    if is_numbering(line) or any(re.search(r"\d{3}", text) for text in filled.values()):
        return False
    if above is None:
        return True
    for index, field in above.fields.items():
        under = filled.get(index)
        if field in _NAME_FIELDS[kind] and under and not _guessed(kind, under, _NAME_FIELDS[kind]):
            return False
        if field == "ordinal" and under:
            return False
    covered = _covered_rows(merged, line.number)
    known = sum(1 for text in filled.values() if guess(kind, text) or search_key(text) in _SUBHEADINGS)
    return bool(covered) or 2 * known >= len(filled)


_SUBHEADINGS: Final = frozenset(
    (
        "nam",
        "nu",
        "ngay",
        "thang",
        "doan",
        "dang",
        "du bi",
        "xa",
        "huyen",
        "tinh",
        "so",
        "noi",
        "cap",
        "dd mm yyyy",
        "khac",
        "x",
        "doi",
        "ten",
    )
)


def _guessed(kind: str, text: str, fields: tuple[str, ...]) -> bool:
    found = guess(kind, text)
    return found is not None and found.field in fields


def _covered_rows(merged: Merged, number: int) -> bool:
    """Whether some cell merged downwards covers the row."""
    return any(top < number - 1 <= bottom for (top, _), (bottom, _) in merged)


def is_numbering(line: Line) -> bool:
    """A row that numbers the columns: 1 2 3 …, (1) (2) (3) …, A B 1 2 …"""
    marks = [text.strip("()[] .") for text in line.texts if text]
    if len(marks) < 3 or any(len(mark) > 5 for mark in marks):
        return False
    numbers = [int(mark) for mark in marks if re.fullmatch(r"\d{1,3}", mark)]
    letters = [mark for mark in marks if re.fullmatch(r"[A-Za-z]", mark)]
    return (
        len(numbers) + len(letters) >= len(marks) - 1
        and len(numbers) >= 2
        and numbers == sorted(numbers)
        and _steps(numbers)
    )


def _steps(numbers: list[int]) -> bool:
    return all(0 < later - earlier <= 3 for earlier, later in pairwise(numbers)) and numbers[0] <= 3


# ---------------------------------------------------------------- meanings


def _read(rows: Sequence[Line], merged: Merged, kind: str) -> Heading:
    parts = _parts(rows, merged)
    families = _families(parts)
    columns = [
        Column(
            index,
            " – ".join(texts),
            found.field if found else None,
            found.strength if found else 0,
            _group(texts, found),
        )
        for index, texts in sorted(parts.items())
        for found in [_meaning(kind, texts, families)]
    ]
    return Heading(rows[0].number, rows[-1].number, _without_doubles(columns))


def _group(texts: tuple[str, ...], found: Guess | None) -> str:
    """The heading over the levels of an address; together they are one field."""
    return texts[0] if len(texts) > 1 and found is not None and found.field in ADDRESSES else ""


def _parts(rows: Sequence[Line], merged: Merged) -> dict[int, tuple[str, ...]]:
    """Column → its heading texts from top to bottom, merged cells spread over what they cover."""
    width = max(len(row.texts) for row in rows)
    grid = [[row.texts[c] if c < len(row.texts) else "" for c in range(width)] for row in rows]
    origin = rows[0].number - 1
    for (top, left), (bottom, right) in merged:
        if left < width and origin <= top < origin + len(rows) and right > left and bottom - origin < len(rows):
            for column in range(left, min(right, width - 1) + 1):
                grid[top - origin][column] = grid[top - origin][left]
    for above, below in pairwise(grid):
        _spread(above, below)
    parts: dict[int, tuple[str, ...]] = {}
    for column in range(width):
        texts = list(dict.fromkeys(line[column] for line in grid if line[column]))
        if texts:
            parts[column] = tuple(texts)
    return parts


def _spread(above: list[str], below: list[str]) -> None:
    """A heading written over the first of its columns alone stands over those to its right that have only a lower one."""
    for column in range(1, len(above)):
        if not above[column] and below[column] and above[column - 1] and below[column - 1]:
            above[column] = above[column - 1]


def _families(parts: dict[int, tuple[str, ...]]) -> dict[str, set[str]]:
    """Upper heading → folded lower headings under it."""
    families: dict[str, set[str]] = {}
    for texts in parts.values():
        if len(texts) > 1:
            families.setdefault(texts[0], set()).add(search_key(texts[-1]))
    return families


def _meaning(kind: str, texts: tuple[str, ...], families: dict[str, set[str]]) -> Guess | None:
    if len(texts) == 1:
        return guess(kind, texts[0])
    above, below = " ".join(texts[:-1]), texts[-1]
    upper = guess(kind, above)
    if kind == "members" and upper is None and is_about_others(above):
        return None
    if upper and upper.field in ADDRESSES and is_address_level(below):
        return Guess(upper.field, 3)
    if kind == "members" and upper and upper.field in _BORN_OR_SEX:
        return _part_of_birth(texts, families) or guess(kind, below) or upper
    joint, lower = guess(kind, f"{above} {below}"), guess(kind, below)
    if joint and joint.strength == 3 and not (lower and lower.strength == 3 and upper and upper.field == joint.field):
        return joint
    if lower and lower.strength > 1:
        return lower
    return joint or lower or (upper if not search_key(below) or upper else None)


def _part_of_birth(texts: tuple[str, ...], families: dict[str, set[str]]) -> Guess | None:
    """Under a birth date or sex: the columns Nam | Nữ, or Ngày | Tháng | Năm."""
    below = search_key(texts[-1])
    siblings = families.get(texts[0], set())
    if "thang" in siblings:
        parts = {"ngay": "birth_day", "thang": "birth_month", "nam": "birth_year"}
        return Guess(parts[below], 3) if below in parts else None
    return Guess({"nam": "male", "nu": "female"}[below], 3) if below in ("nam", "nu") else None


def _without_doubles(columns: list[Column]) -> tuple[Column, ...]:
    """Of several columns taken for one field the surest stands, then the leftmost."""
    chosen: dict[str, Column] = {}
    for column in columns:
        if column.field and (column.field not in chosen or chosen[column.field].strength < column.strength):
            chosen[column.field] = column
    return tuple(
        column if column.field is None or _is_one_field(column, chosen[column.field]) else replace(column, field=None)
        for column in columns
    )


def _is_one_field(column: Column, chosen: Column) -> bool:
    return column is chosen or bool(column.group and column.group == chosen.group)


def _split_names(heading: Heading, lines: Sequence[Line], kind: str) -> Heading:
    """Where one heading stands over family names and given names in two columns, each gets its own field."""
    if kind != "members":
        return heading
    by_field = {column.field: column for column in heading.columns if column.field}
    if "full_name" not in by_field:
        only = by_field.get("given_name") if "family_name" not in by_field else None
        return _with_field(heading, only.index, "full_name") if only else heading
    name = by_field["full_name"]
    if "given_name" in by_field and by_field["given_name"].index == name.index + 1:
        return _with_field(heading, name.index, "family_name")
    beside = next((column for column in heading.columns if column.index == name.index + 1), None)
    if beside is not None and (beside.field or beside.heading != name.heading):
        return heading
    data = [line.texts for line in lines if line.number > heading.last and any(line.texts)][:6]
    pairs = [texts[name.index : name.index + 2] for texts in data if len(texts) > name.index + 1]
    if not pairs or not all(_is_word(pair[1]) and pair[0] for pair in pairs if any(pair)):
        return heading
    second = Column(name.index + 1, beside.heading if beside else "", "given_name", 3)
    others = [column for column in heading.columns if column.index not in (name.index, second.index)]
    return replace(
        heading, columns=tuple(sorted((*others, replace(name, field="family_name"), second), key=lambda c: c.index))
    )


def _is_word(text: str) -> bool:
    return bool(text) and len(text.split()) <= 2 and not any(character.isdigit() for character in text)


def _with_field(heading: Heading, index: int, field: str) -> Heading:
    return replace(heading, columns=tuple(replace(c, field=field) if c.index == index else c for c in heading.columns))
