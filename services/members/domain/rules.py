"""Rules of the Charter as dated data (domain rule 16)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Parameter:
    """One rule: its value, what it is called, how sure we are of it, and where it comes from."""

    key: str
    value: Any
    title: str
    mark: str
    source: str


@dataclass(frozen=True)
class RuleSet:
    """The rules in force from a day on, of one Charter term."""

    code: str
    title: str
    charter_term: str
    valid_from: date
    valid_to: date | None
    parameters: tuple[Parameter, ...]

    @property
    def values(self) -> Mapping[str, Any]:
        return {parameter.key: parameter.value for parameter in self.parameters}
