"""The running system, whole before each test and whole after it. `./doanso test chaos` starts it and says where it is."""

import os
from collections.abc import Iterator

import pytest

pytest.register_assert_rewrite(
    "tests.chaos.work", "tests.chaos.lives", "tests.journeys.walks", "tests.journeys.whole"
)  # they say what they found

from tests.journeys.screens import browser, playwright, pytest_runtest_makereport, screens  # noqa: E402
from tests.journeys.system import System  # noqa: E402

__all__ = ["browser", "playwright", "pytest_runtest_makereport", "screens", "system"]


@pytest.fixture
def system() -> Iterator[System]:
    """The system under test, ready."""
    if "DOANSO_STATE" not in os.environ:
        pytest.skip("no running system: ./doanso test chaos starts one")
    found = System()
    found.wait_ready()
    yield found
    found.wait_ready()
