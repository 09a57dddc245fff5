"""The three services that carry cases, each with a database of its own."""

import pytest

from tests.integration.together.union import SERVICES, Union


@pytest.fixture
def union_of(database_of, monkeypatch):
    """A Union made from a seed, empty of what an earlier one left."""
    for name, _, _ in SERVICES:
        database_of(name)

    made = []

    def union(seed, **given):
        made.append(Union(monkeypatch, seed=seed, **given))
        return made[-1]

    yield union
    for each in made:
        each.close()
