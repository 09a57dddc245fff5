"""A change of who may do what, or of who hears what, is a visible difference."""

import pytest

from tests.contract.snapshots import AGREED, FOLDER


@pytest.mark.parametrize("name", sorted(AGREED))
def test_it_is_the_agreed_one(name):
    assert AGREED[name]() == (FOLDER / name).read_text(), "agreed? python -m tests.contract.snapshots"
