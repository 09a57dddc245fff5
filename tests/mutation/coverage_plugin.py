"""A plugin of pytest: what is run from here on is run for the test file that begins."""

import os
import sys


def pytest_runtest_logstart(nodeid: str) -> None:
    """Lines that an earlier file has run count again for this one, in this process and in those that it starts."""
    file = nodeid.partition("::")[0]
    if os.environ.get("DOANSO_COVERED_TEST") != file:
        os.environ["DOANSO_COVERED_TEST"] = file
        sys.monitoring.restart_events()
