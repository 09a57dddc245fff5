"""Walks through a sheet: finds its tables, and tells people from titles, group lines, totals and signatures."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

from services.kit.workbooks.archive import cell_name
from services.members.domain.names import search_key
from services.members.importing import joining
from services.members.importing.layout import Column, Heading, find_heading, is_numbering
from services.members.importing.phrases import (
    is_closing,
    is_total,
    names_chapter,
    names_upper_unit,
    unit_name,
    upper_name,
)
from services.members.importing.refusals import refuse
from services.members.importing.sheets import Line, SheetText

_LOOK_AHEAD: Final = 10
_NAME_FIELDS: Final = frozenset(("full_name", "family_name", "given_name", "unit_name"))
_BORN_FIELDS: Final = frozenset(("birth_date", "birth_year", "male", "female"))
_NOT_TELLING: Final = frozenset(("ordinal", "unit", "upper_unit", "note", "ethnicity", "religion"))
"""Fields that people fill down a whole column in advance: alone they make no row."""
_NAME_BEGINS: Final = ("họ", "ho", "hộ", "tê", "te", "hä", "ho")
_SAMPLES, _SAMPLED_ROWS = 3, 100
SHEET_STEP: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of data as texts by field. number: the spreadsheet's row, plus a million for each sheet before.

    columns: field → the column to mark; parts: field of the sheet → its columns, where several make one field of a person.
    """

    number: int
    sheet: str
    cells: dict[str, str]
    columns: dict[str, int] = field(default_factory=dict)
    parts: dict[str, list[int]] = field(default_factory=dict)
    exchanged: frozenset[str] = frozenset()
    unit_line: str | None = None
    upper_line: str | None = None


Choices = Mapping[str, str | None]
"""What people said columns mean: by place in this file (`choice_key`), or in one before it (`memory_key`) → field or None."""


def choice_key(heading: str, index: int) -> str:
    """How a column of this file is named."""
    return f"{search_key(heading)}@{index}"


def memory_key(heading: str, index: int, *, alike: int, content: str) -> str:
    """How a column is known again in the unit's next file: by heading, by place, by how many share the heading, and by content."""
    return f"{search_key(heading)}@{index}/{alike}#{content}"


@dataclass
class SheetReader:
    """Reads the entries of one sheet; afterwards `headings` tells the tables that were found."""

    text: SheetText
    kind: str
    choices: Choices
    headings: list[Heading] = field(default_factory=list)
    samples: dict[int, list[str]] = field(default_factory=dict)
    _heading: Heading | None = None
    _closed: bool = False
    _unit_line: str | None = None
    _upper_line: str | None = None
    _section_sex: str | None = None

    def entries(self) -> Iterator[Entry]:
        """Each row of data in order. Raises Invalid("file-has-formulas") at a formula in a column that means something."""
        merged = self.text.sheet.merged
        waiting: deque[Line] = deque()
        lines = self.text.lines()
        waiting.extend(islice(lines, _LOOK_AHEAD))
        while waiting:
            if self._may_be_heading(waiting[0]) and (heading := find_heading(list(waiting), merged, self.kind)):
                self._begin(heading, waiting)
                for _ in range(heading.last - heading.first + 1):
                    waiting.popleft()
                    waiting.extend(islice(lines, 1))
                continue
            entry = self._entry(waiting.popleft())
            waiting.extend(islice(lines, 1))
            if entry is not None:
                yield entry

    def _may_be_heading(self, line: Line) -> bool:
        if self._heading is None:
            return any(line.texts)
        return any(
            text[:2].lower() in _NAME_BEGINS and _is_name_heading(text) for text in line.texts if len(text) <= 60
        ) or (self.kind == "units" and any(search_key(text) == "ten don vi" for text in line.texts if len(text) <= 20))

    def _begin(self, heading: Heading, lines: Sequence[Line]) -> None:
        chosen = _with_choices(_with_contents(_with_bare_columns(heading, lines), lines), self.choices)
        if self._heading is None or self._heading.fields != chosen.fields:
            self.headings.append(chosen)
        self._heading, self._closed = chosen, False

    # ------------------------------------------------------------ rows

    def _entry(self, line: Line) -> Entry | None:
        filled = [(index, text) for index, text in enumerate(line.texts) if text]
        if not filled:
            return None
        if self._heading is None:
            self._note_title(filled)
            return None
        if self._is_aside(line, filled):
            return None
        cells = joining.gather_cells(line.texts, self._heading.fields)
        if not self._is_data(cells, filled):
            return None
        self._refuse_formulas(line)
        return self._made(line, cells)

    def _note_title(self, filled: list[tuple[int, str]]) -> None:
        for _, text in filled:
            if names_chapter(text):
                self._unit_line = unit_name(text)
            if names_upper_unit(text):
                self._upper_line = upper_name(text)

    def _is_aside(self, line: Line, filled: list[tuple[int, str]]) -> bool:
        """Whether the row is a group line, a total, a signature or a numbering; what it tells is kept."""
        if is_numbering(line) and len(filled) >= 3:
            return True
        words = [text for _, text in filled if not re.fullmatch(r"[\d.,()IVXivx\s]+", text)]
        if len(words) > 2 or not words:
            return False
        if self._heading and self._has_birth(line):
            return False
        if is_total(words[0]):
            return True
        if any(is_closing(text) for text in words):
            self._closed = True
            return True
        return len(words) == 1 and self._is_group(words[0])

    def _has_birth(self, line: Line) -> bool:
        assert self._heading is not None
        born = [
            index
            for index, name in self._heading.fields.items()
            if name in ("birth_date", "citizen_id", "birth_year", "male", "female")
        ]
        return any(index < len(line.texts) and any(c.isdigit() for c in line.texts[index]) for index in born)

    def _is_group(self, text: str) -> bool:
        assert self._heading is not None
        key = search_key(text)
        if re.fullmatch(r"([ivx]+ |\d+ )?(nam|nu)( gioi)?", key):
            self._section_sex = "Nữ" if "nu" in key.split() else "Nam"
            return True
        if self.kind == "units":
            return False
        if not (names_chapter(text) or names_upper_unit(text)):
            return False
        if names_chapter(text):
            self._unit_line, self._section_sex = unit_name(text), None
        else:
            self._upper_line, self._unit_line = upper_name(text), None
        self._closed = False
        return True

    def _is_data(self, cells: dict[str, str], filled: list[tuple[int, str]]) -> bool:
        telling = cells.keys() - _NOT_TELLING
        if not telling:
            return False
        named = bool(telling & _NAME_FIELDS)
        if self._closed:
            return named and (bool(telling & _BORN_FIELDS) or cells.get("ordinal", "").isdigit())
        if named:
            return (
                len(telling) > 1
                or "ordinal" in cells
                or self.kind == "units"
                or len(filled) > 1
                or not _is_shout(cells)
            )
        return len(telling) >= 2 or "ordinal" in cells

    def _refuse_formulas(self, line: Line) -> None:
        formulas = self.text.sheet.formulas
        if not formulas or self._heading is None:
            return
        for index, name in self._heading.fields.items():
            if name != "ordinal" and (line.number - 1, index) in formulas:
                raise refuse("file-has-formulas", where=f"{self.text.name()}!{cell_name(line.number - 1, index)}")

    def _made(self, line: Line, cells: dict[str, str]) -> Entry:
        assert self._heading is not None
        self._sample(line)
        columns = joining.first_columns(self._heading.fields)
        joined = joining.join_cells(cells, columns)
        if self._section_sex and "sex" not in joined and "male" not in columns:
            joined["sex"] = self._section_sex
        return Entry(
            number=line.number + SHEET_STEP * self.text.sheet.index,
            sheet=self.text.name(),
            cells=joined,
            columns=joining.columns_to_mark(columns),
            parts=joining.parts_of(self._heading.fields),
            exchanged=frozenset(name for name, index in columns.items() if index in line.exchanged),
            unit_line=self._unit_line,
            upper_line=self._upper_line,
        )

    def _sample(self, line: Line) -> None:
        if line.number > _SAMPLED_ROWS:
            return
        for index, text in enumerate(line.texts):
            if text and len(kept := self.samples.setdefault(index, [])) < _SAMPLES and text not in kept:
                kept.append(text)


def _is_shout(cells: dict[str, str]) -> bool:
    """A lone text in capitals is a title within the table rather than a person about whom nothing is known."""
    return all(text.isupper() and len(text.split()) > 5 for text in cells.values())


def _is_name_heading(text: str) -> bool:
    key = search_key(text)
    return key in (
        "ho ten",
        "ho va ten",
        "hovaten",
        "ten doan vien",
        "ten",
        "ho dem",
        "ho va ten dem",
    ) or key.startswith("ho va ten ")


# ---------------------------------------------------------------- headings and what people said of them


def _with_bare_columns(heading: Heading, lines: Sequence[Line]) -> Heading:
    """Columns that hold data but bear no heading are listed too, so that people can say what they mean."""
    known = {column.index for column in heading.columns}
    bare = {
        index
        for line in lines
        if line.number > heading.last
        for index, text in enumerate(line.texts)
        if text and index not in known
    }
    columns = (*heading.columns, *(Column(index, "", None) for index in bare))
    return replace(heading, columns=tuple(sorted(columns, key=lambda column: column.index)))


def _with_choices(heading: Heading, choices: Choices) -> Heading:
    if not choices:
        return heading
    alike = Counter(search_key(column.heading) for column in heading.columns)
    chosen = {}
    for column in heading.columns:
        same = alike[search_key(column.heading)]
        known = memory_key(column.heading, column.index, alike=same, content=column.content)
        for key in (choice_key(column.heading, column.index), known):
            if key in choices:
                chosen[column.index] = choices[key]
                break
    taken = {name for name in chosen.values() if name}
    columns = tuple(
        replace(column, field=chosen.get(column.index, None if column.field in taken else column.field))
        for column in heading.columns
    )
    return replace(heading, columns=columns)


def _with_contents(heading: Heading, lines: Sequence[Line]) -> Heading:
    """Columns know what kind of texts stand below them."""
    data = [line.texts for line in lines if line.number > heading.last and not is_numbering(line)]
    columns = (
        replace(column, content=content_kind(texts[column.index] for texts in data if column.index < len(texts)))
        for column in heading.columns
    )
    return replace(heading, columns=tuple(columns))


def content_kind(texts: Iterable[str]) -> str:
    """Of what kind most of the texts are: `day`, `long` (numbers of people), `number`, `mark`, `text`, or nothing where all are empty."""
    kinds = Counter(_kind_of(text) for text in texts if text)
    return kinds.most_common(1)[0][0] if kinds else ""


def _kind_of(text: str) -> str:
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[/.-]\d{4}|(19|20)\d\d", text):
        return "day"
    digits = re.sub(r"[\s.\-']", "", text)
    if digits.isdecimal():
        return "long" if len(digits) >= 8 else "number"
    return "mark" if search_key(text) in ("x", "v", "") else "text"
