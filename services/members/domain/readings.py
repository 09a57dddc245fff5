"""What came of reading a text that a person wrote: a value, and what is wrong or doubtful about it."""

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

T = TypeVar("T")
Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong and what mends it, as one or two Vietnamese sentences. An error stands in the way; a warning does not."""

    code: str
    text: str
    severity: Severity


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value, or None where nothing could be read; with the problems met on the way."""

    value: T | None
    problems: tuple[Problem, ...] = ()


def error(code: str, text: str) -> Problem:
    return Problem(code, text, "error")


def warning(code: str, text: str) -> Problem:
    return Problem(code, text, "warning")
