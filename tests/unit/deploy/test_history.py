"""A developer's province has two years of history; a test's has none, since it counts what it makes itself."""

import pytest

from deploy.local import up


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, True),
        ({"DOANSO_TESTING": "1"}, False),
        ({"DOANSO_TESTING": "1", "DOANSO_HISTORY": "1"}, True),
        ({"DOANSO_HISTORY": "0"}, False),
    ],
    ids=["developer", "test", "test that asks for it", "developer without"],
)
def test_who_gets_a_history(settings, expected):
    assert up.wants_history(settings) is expected
