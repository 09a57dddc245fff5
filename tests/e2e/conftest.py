"""The running system, and browsers of two sizes. `./doanso test e2e` starts the system and says where it is."""

import os

import pytest

from tests.journeys.screens import browser, playwright, pytest_runtest_makereport, screens
from tests.journeys.system import System

__all__ = ["browser", "playwright", "pytest_runtest_makereport", "screens", "system"]


@pytest.fixture(scope="session")
def system() -> System:
    """The system under test, whole and ready."""
    if "DOANSO_STATE" not in os.environ:
        pytest.skip("no running system: ./doanso test e2e starts one")
    found = System()
    found.wait_ready()
    return found
