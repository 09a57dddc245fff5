"""Writes down which lines of the product a process runs, for the test file that it runs for.

Python imports a module of this name by itself, so that hosts and relays are seen too: it lies at the root of the copy that
is recorded, and does nothing without DOANSO_COVERAGE, the folder to write into. DOANSO_COVERED_TEST is the test file, and missing while
modules are loaded before the first test.
"""

import os
import sys
from posix import open as open_file
from posix import write
from types import CodeType

FOLDER = os.environ.get("DOANSO_COVERAGE")
ROOT = __file__.removesuffix("sitecustomize.py")
PRODUCT = (f"{ROOT}services/", f"{ROOT}gateway/")
_files: dict[str, int] = {}


def _note(code: CodeType, line: int) -> object:
    test = os.environ.get("DOANSO_COVERED_TEST", "import")
    if code.co_filename.startswith(PRODUCT):
        if test not in _files:
            path = f"{FOLDER}/{test.replace('/', '~')}"
            _files[test] = open_file(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        write(_files[test], f"{code.co_filename.removeprefix(ROOT)}:{line}\n".encode())
    return sys.monitoring.DISABLE


if FOLDER:
    sys.monitoring.use_tool_id(sys.monitoring.COVERAGE_ID, "coverage")
    sys.monitoring.register_callback(sys.monitoring.COVERAGE_ID, sys.monitoring.events.LINE, _note)
    sys.monitoring.set_events(sys.monitoring.COVERAGE_ID, sys.monitoring.events.LINE)
    os.register_at_fork(after_in_child=sys.monitoring.restart_events)
