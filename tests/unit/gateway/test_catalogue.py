import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.catalogue import CATALOGUE

ROOT = Path(__file__).parents[3]
FAULTS = {"Invalid", "Unauthenticated", "Denied", "NotFound", "Conflict", "Stale", "Unavailable", "Unexpected"}
_OWN_WORDS = {"text", "errors", "refusals"}


def raised_codes() -> Iterator[tuple[str, str]]:
    """(code, where) of each fault that is raised without words of its own."""
    files = [*ROOT.glob("services/**/*.py"), *ROOT.glob("gateway/*.py"), *ROOT.glob("gateway/resources/*.py")]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and (code := _code_of(node)) is not None:
                yield code, str(file.relative_to(ROOT))


def _code_of(call: ast.Call) -> str | None:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = call.args[0] if name in FAULTS and call.args else None
    speaks = _OWN_WORDS & {keyword.arg for keyword in call.keywords}
    is_code = isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if is_code and not speaks else None


def test_every_fault_that_brings_no_words_has_some_in_the_catalogue():
    missing = {code: where for code, where in raised_codes() if code not in CATALOGUE}

    assert missing == {}


@pytest.mark.parametrize("code", CATALOGUE)
def test_words_are_whole_sentences_without_code_words(code):
    entry = CATALOGUE[code]

    assert entry.detail.endswith((".", ")."))
    assert entry.mend is None or entry.mend.endswith(".")
    assert not entry.title.endswith((".", "!"))
    assert "!" not in entry.detail
