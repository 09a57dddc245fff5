"""What people read when something is refused: what was found, and how to mend it, in whole Vietnamese sentences.

Read from the source, so that the refusal of a condition which nobody thought of testing is looked at too.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from services.workflows import registry

ROOT = Path(__file__).parents[2]
RULES = "services.workflows.domain"
FAULTS = frozenset({"Denied", "NotFound", "Conflict", "Stale", "Unavailable"})
ABSENT = ("chưa", "không", "thiếu", "ngoài")
"""A sentence without a value in it says that something is not there, or is not so."""
STATES_A_FACT = frozenset({
    "already-member", "at-owner", "book-lost", "complaint-answered", "conflict-of-interest", "conversion-claimed", "namesake",
    "not-secret", "own-case", "party-opinion", "resolution",
})  # fmt: skip
"""Conditions whose finding is a fact without a value: who somebody is, that something has happened."""


@dataclass(frozen=True)
class StatedRefusal:
    """A refusal as its source says it. where: module and function. text, mend: source, or None where it is not given."""

    where: tuple[str, str]
    code: str
    text: ast.expr
    mend: ast.expr | None

    def __str__(self) -> str:
        return f"{self.where[0].rpartition('.')[2]}.{self.where[1]}: {self.code}"


def modules() -> list[str]:
    files = sorted((ROOT / "services/workflows/domain").glob("*.py"))
    return [f"{RULES}.{file.stem}" for file in files if file.stem != "__init__"]


def functions() -> dict[tuple[str, str], ast.FunctionDef]:
    return {
        (name, node.name): node
        for name in modules()
        for node in ast.parse(Path(inspect.getfile(importlib.import_module(name))).read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }


FUNCTIONS = functions()


def sentence(expression: ast.expr) -> str:
    """The sentence with … for each value; nothing for one that is put together elsewhere."""
    if isinstance(expression, ast.Constant):
        return str(expression.value)
    if isinstance(expression, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in expression.values)
    return ""


def is_none(expression: ast.expr | None) -> bool:
    """Nothing is given, or nothing by name."""
    return expression is None or ast.unparse(expression) == "None"


def refusals() -> Iterator[StatedRefusal]:
    for where, function in FUNCTIONS.items():
        for call in ast.walk(function):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Refusal":
                given = [*call.args, None, None, None][:3]
                named = {keyword.arg: keyword.value for keyword in call.keywords}
                code, text, mend = (
                    named.get(name, place) for name, place in zip(("code", "text", "mend"), given, strict=True)
                )
                yield StatedRefusal(where, sentence(code) or ast.unparse(code), text, None if is_none(mend) else mend)


def stops_people() -> set[tuple[str, str]]:
    """Functions that a condition of some move, or a doubt, goes through: their refusals are read by people.

    A turn's guard sends the case elsewhere instead, and its refusal says why in the history.
    """
    processes = registry.PROCESSES.values()
    guards = [guard for one in processes for move in (one.opening, *one.moves) for guard in move.needs]
    doubts = [guard for one in processes for guard in one.warnings]
    waiting = [(guard.__module__, guard.__name__) for guard in (*guards, *doubts)]
    found: set[tuple[str, str]] = set()
    while waiting:
        where = waiting.pop()
        if where in FUNCTIONS and where not in found:
            found.add(where)
            waiting += list(called(where))
    return found


def called(where: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Functions of rules that this one names: of its own module, or of one that it imports."""
    module = importlib.import_module(where[0])
    for node in ast.walk(FUNCTIONS[where]):
        if isinstance(node, ast.Name):
            yield where[0], node.id
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            other = getattr(module, node.value.id, None)
            yield getattr(other, "__name__", ""), node.attr


REFUSALS = list(refusals())
READ = stops_people()


def test_refusals_of_every_process_are_looked_at():
    looked_at = {said.where for said in REFUSALS if said.where in READ}

    assert len(looked_at) > 150


@pytest.mark.parametrize("said", REFUSALS, ids=str)
def test_what_stops_somebody_says_how_to_mend_it(said):
    mend = said.mend and sentence(said.mend)

    assert said.mend is not None or said.where not in READ
    assert not mend or mend.endswith((".", "…"))


@pytest.mark.parametrize("said", [said for said in REFUSALS if said.where in READ], ids=str)
def test_what_stops_somebody_says_what_was_found(said):
    text = sentence(said.text)

    is_told = not text or "…" in text or said.code in STATES_A_FACT or any(word in text.lower() for word in ABSENT)
    assert is_told, text
    assert not text or text.endswith(".")


def faults() -> Iterator[tuple[str, bool]]:
    """Where a fault with words of its own is raised, and whether it says how to mend it; what is wrong with a field says both at
    the field."""
    for file in sorted(ROOT.glob("services/**/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in FAULTS:
                given = {keyword.arg: keyword.value for keyword in node.keywords}
                if "text" in given:
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", not is_none(given.get("mend"))


def test_a_fault_with_words_of_its_own_says_how_to_mend_it():
    assert [where for where, mends in faults() if not mends] == []


def reasons() -> Iterator[tuple[str, ast.expr]]:
    """Where the registry writes a reason out, and what mends it."""
    alike = ROOT / "services/members/actions/duplicates.py"  # why two files look like one person: nothing is refused
    for file in sorted({*ROOT.glob("services/members/**/*.py")} - {alike}):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict):
                said = {
                    key.value: value
                    for key, value in zip(node.keys, node.values, strict=True)
                    if isinstance(key, ast.Constant)
                }
                if {"code", "text", "mend"} <= said.keys():
                    yield f"{file.relative_to(ROOT)}:{node.lineno}", said["mend"]


def test_a_reason_of_the_registry_says_how_to_mend_it():
    found = dict(reasons())

    assert len(found) > 10
    assert [where for where, mend in found.items() if is_none(mend)] == []
    assert [where for where, mend in found.items() if sentence(mend) and not sentence(mend).endswith((".", "…"))] == []
