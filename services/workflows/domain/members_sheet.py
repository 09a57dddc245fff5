"""The workbook of a unit's members that a process takes: what stands in it, what people fill in, and how a cell is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from services.workflows.domain import words
from services.workflows.domain.forms import Form
from services.workflows.domain.lists import Choices


@dataclass(frozen=True)
class Column:
    """What is filled in for each member. name: of the field in the opening form. stands_for: words that mean what a field of the shared form
    says, folded."""

    name: str
    title: str
    reads: Literal["unit", "choice", "text"]
    choices: Choices = ()
    stands_for: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MembersSheet:
    """shared: what is asked once for all; a cell wins over it. A row where none of `asked` is filled in opens nothing."""

    shared: type[Form]
    columns: tuple[Column, ...]
    asked: tuple[str, ...]


def choice(column: Column, said: str) -> str | None:
    """The code of the choice that the words mean: its label or code, or words that stand in one label alone."""
    wanted = words.folded(said)
    exact = {words.folded(each): code for code, label in column.choices for each in (code, label)}
    within = [code for code, label in column.choices if wanted in words.folded(label)]
    return exact.get(wanted) or (within[0] if len(within) == 1 else None)
