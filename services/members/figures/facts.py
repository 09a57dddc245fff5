"""What a report counts: rows with a unit and mostly a person, and the condition under which a row is in a column."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Text, literal

Cells = Mapping[str, ColumnElement[bool]]


@dataclass(frozen=True)
class Facts:
    """Rows that are counted where they happened.

    amounts: column → a number of the row that is added up in place of the row.

    source: what is read. key: names a row. unit: its unit. cells: column → whether the row is in it. person: whose row it is;
    None where it is nobody's. detail: what a list says beside the name.
    """

    source: FromClause
    key: ColumnElement[Any]
    unit: ColumnElement[Any]
    cells: Cells
    where: tuple[ColumnElement[bool], ...] = ()
    person: ColumnElement[Any] | None = None
    detail: ColumnElement[Any] = field(default_factory=lambda: literal(None, Text))
    amounts: Mapping[str, ColumnElement[int]] = field(default_factory=dict)
