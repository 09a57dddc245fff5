"""The web client's types are those of the answers that the API documents. No Node is needed to see that they are not."""

import re

import pytest

from tests.contract import api_types
from tests.contract.openapi_outline import document

AGAIN = "the contracts were changed? python -m tests.contract.api_types"


@pytest.fixture(scope="module")
def committed() -> str:
    return api_types.COMMITTED.read_text()


@pytest.fixture(scope="module")
def named() -> dict[str, object]:
    return api_types.answers(document())


def test_the_types_are_drawn_from_todays_answers(committed, named):
    assert f"// answers {api_types.digest(named)}\n" in committed, AGAIN


def test_nobody_changed_the_types_by_hand(committed, named):
    types = committed[committed.index("export interface components") :]

    assert committed == api_types.render(named, types), AGAIN


def test_each_answer_has_a_type_by_its_name(committed, named):
    assert set(re.findall(r"^export type (\w+) = components", committed, re.MULTILINE)) == set(named)
