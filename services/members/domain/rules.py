"""Rules of the Charter as dated data (domain rule 16)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One rule: its value, what it is called, how sure we are of it, and where it comes from.

    set_at: when the province itself set or confirmed the value; one that nobody has set is unsure as its mark says.
    """

    key: str
    value: Any
    default: Any
    title: str
    mark: str
    source: str
    unsure: bool
    set_at: datetime | None = None


@dataclass(frozen=True)
class RuleSet:
    """The rules in force from a day on, of one Charter term; `valid_to` is the last day."""

    code: str
    title: str
    charter_term: str
    valid_from: date
    valid_to: date | None
    parameters: tuple[Parameter, ...]
    version: int = 1

    @property
    def values(self) -> Mapping[str, Any]:
        return {parameter.key: parameter.value for parameter in self.parameters}


def next_code(code: str, known: Collection[str]) -> str:
    """The code of a set that follows one: that of the Charter's term and the next number."""
    root = code.split(".")[0]
    numbers = [int(each.removeprefix(f"{root}.")) for each in known if each.startswith(f"{root}.")]
    return f"{root}.{max(numbers, default=0) + 1}"
