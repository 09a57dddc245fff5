"""Which test files run which lines of the product, recorded once, so that a mutant meets only the tests that can see it."""

import json
import os
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.mutation.mutants import Mutant, names

ROOT = Path(__file__).parents[2]
RECORDER = Path(__file__).with_name("sitecustomize.py")
LANES = (
    ("tests/unit", "tests/contract", "tests/integration/workflows", "tests/integration/kit"),
    ("tests/integration/members", "tests/integration/gateway", "tests/integration/messaging",
     "tests/integration/meetings", "tests/integration/together"),
)  # fmt: skip
"""What is recorded, in lanes beside each other."""
IMPORT = "import"
"""Stands for a test where modules are loaded before the first one."""
FARTHEST = 3
"""A statement over several lines is known by one of them, so many lines away at the most."""

Lines = dict[str, dict[int, list[str]]]
"""The product's file → line → the test files that run it."""


class Coverage:
    """What the tests of a checkout run."""

    def __init__(self, lines: Lines, lengths: dict[str, int]) -> None:
        self._lines, self._lengths = lines, lengths

    @classmethod
    def load(cls, path: Path) -> "Coverage":
        """What `record` has kept there."""
        kept = json.loads(path.read_text())
        lines = {file: {int(line): tests for line, tests in found.items()} for file, found in kept["lines"].items()}
        return cls(lines, kept["lengths"])

    def list_tests(self, mutant: Mutant) -> list[str] | None:
        """The test files that run the mutant's place: those that start nothing first, then those of its area, those that name it,
        and of these the ones that run little else.

        None where the place is run while modules are loaded: it is every test's then.
        """
        known = self._lines.get(mutant.path, {})
        line = next((mutant.line - away for away in range(FARTHEST + 1) if mutant.line - away in known), None)
        tests = [] if line is None else known[line]
        if IMPORT in tests or not mutant.function:
            return None
        named = {test for test in tests if names(mutant, Path(test).stem, ROOT / test)}
        return sorted(
            tests,
            key=lambda test: (not is_quick(test), mutant.area not in test, test not in named, self._lengths[test]),
        )


def is_quick(test: str) -> bool:
    """Whether it starts nothing."""
    return test.startswith(("tests/unit/", "tests/contract/"))


def record(copies: Iterable[Path], kept: Path) -> None:
    """Run the tests in copies of the checkout, a lane in each, and keep what they run."""
    with ThreadPoolExecutor(len(LANES)) as pool:
        folders = list(pool.map(_record_lane, copies, LANES))
    lines: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    lengths: dict[str, int] = {}
    for file in (file for folder in folders for file in sorted(folder.iterdir())):
        test, found = file.name.replace("~", "/"), set(file.read_text().split())
        lengths[test] = len(found)
        for path, line in (place.rsplit(":", 1) for place in found):
            lines[path][int(line)].append(test)
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps({"lines": lines, "lengths": lengths}))


def _record_lane(copy: Path, folders: tuple[str, ...]) -> Path:
    written = copy / "coverage"
    written.mkdir()
    shutil.copy2(RECORDER, copy)
    seen = {"PYTHONPATH": str(copy), "DOANSO_COVERAGE": str(written), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.mutation.coverage_plugin", "-m", "not full"]
    run = partial(subprocess.run, cwd=copy, env={**os.environ, **seen}, capture_output=True, text=True, check=False)
    try:
        for folder in folders:
            done = run([*command, folder])
            if done.returncode:
                raise SystemExit(f"{folder} must hold before mutants are judged by it\n{done.stdout[-4000:]}")
    finally:
        (copy / RECORDER.name).unlink()
    return written
