"""Names say what a thing does or is, in words that a newcomer would search for; the list grows with what reviews find."""

import ast
import re

import pytest

from tests.architecture import source
from tests.architecture.source import ROOT

VAGUE = frozenset({"told", "said", "kept", "seated", "behind", "beside", "whom", "nobody"})
"""Participles, prepositions and pronouns: of what, by whom and when does not stand in them."""
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
FILES = source.files("services", "gateway", "deploy", "tests")


def words_of(name):
    """`find_x`, `FindX` and `_find_x` are find and x."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+", name)}


@pytest.mark.parametrize("folder", ["services", "gateway", "deploy", "tests"])
def test_no_definition_has_a_vague_word_for_a_name(folder):
    found = [
        f"{source.name(path)}:{node.lineno} {node.name}"
        for path in FILES
        if path.is_relative_to(ROOT / folder)
        for node in ast.walk(source.tree(path))
        if isinstance(node, DEFINITIONS) and not node.name.startswith("test_") and VAGUE & words_of(node.name)
    ]

    assert found == []


def test_no_module_has_a_vague_word_for_a_name():
    modules = [path for path in FILES if not path.name.startswith("test_")]

    assert [source.name(path) for path in modules if VAGUE & words_of(path.stem)] == []


@pytest.mark.parametrize(
    ("name", "words"),
    [("_told_waiting", {"told", "waiting"}), ("ToldOnce", {"told", "once"}), ("household", {"household"})],
)
def test_words_are_found_in_names_of_every_form(name, words):
    assert words_of(name) == words
