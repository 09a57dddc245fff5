"""Says which of a sample of mutants the tests catch: `python -m tests.mutation --sample 60`. The checkout is left alone.

The tests are run once to learn which of them run which lines; later runs of a checkout use what the first one kept.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import Queue

from deploy.local import console
from tests.mutation.coverage import LANES, Coverage, is_quick, record
from tests.mutation.mutants import Mutant, find_mutants, list_tests, list_unit_tests, sample_mutants

ROOT = Path(__file__).parents[2]
COPIED = ("services", "gateway", "deploy", "tests", "pyproject.toml", "README.md", "doanso")
COVERAGE = ROOT / ".doanso/coverage.json"
FEW, MORE, MOST_SLOW = 6, 30, 6
"""Of tests that start nothing, so many files are tried first and so many in all; and so many of those that start servers."""
AUTHORITY = "tests/architecture/test_authority.py"
LONGEST_S = 600
"""Tests that go on for longer have been brought to a halt by the mutant: it is caught."""


def main() -> int:
    """Print each mutant's fate; 0 when all were caught."""
    given = _arguments()
    if not given.unit and not COVERAGE.exists():
        with _copies_of_the_checkout(len(LANES)) as copies:
            record(list(copies.queue), COVERAGE)
    elif not given.unit and (newer := _newer_than(COVERAGE)):
        console.say(f"{newer} files are newer than {COVERAGE.name}: delete it, or tests that they hold may be missed.")
    coverage = None if given.unit else Coverage.load(COVERAGE)
    sample = _choose(given)
    fates: Counter[str] = Counter()
    survivors: list[Mutant] = []
    with _copies_of_the_checkout(given.jobs) as copies, ThreadPoolExecutor(given.jobs) as pool:
        judged = pool.map(partial(_judge_in_turn, copies=copies, coverage=coverage, is_thorough=given.thorough), sample)
        for place, (mutant, fate, seconds) in enumerate(judged, start=given.skip + 1):
            fates[fate] += 1
            if fate == "survived":
                survivors.append(mutant)
            console.answer(f"{place}/{given.skip + len(sample)} {fate:9} {seconds:5.0f} s  {mutant}")
    for mutant in survivors:
        console.answer(f"survived: {mutant}")
    console.answer(f"{fates['caught']} caught, {fates['survived']} survived, of {len(sample)} (seed {given.seed})")
    return 1 if fates["survived"] else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, help="the first of the sample were judged by an earlier run")
    parser.add_argument("--jobs", type=int, default=1, help="how many are judged at once")
    parser.add_argument("--at", action="append", default=[], metavar="FILE:LINE", help="these places, no sample")
    parser.add_argument("--thorough", action="store_true", help="by every test that runs the place")
    parser.add_argument("--unit", action="store_true", help="only tests that start nothing")
    return parser.parse_args()


def _newer_than(file: Path) -> int:
    """How many files of the product and its tests have changed since."""
    sources = (path for folder in ("services", "gateway", "tests") for path in (ROOT / folder).rglob("*.py"))
    return sum(path.stat().st_mtime > file.stat().st_mtime for path in sources)


def _choose(given: argparse.Namespace) -> list[Mutant]:
    mutants = find_mutants(ROOT)
    if given.at:
        return [mutant for mutant in mutants if f"{mutant.path}:{mutant.line}" in given.at]
    return sample_mutants(mutants, given.sample, given.seed)[given.skip :]


@contextmanager
def _copies_of_the_checkout(number: int) -> Iterator["Queue[Path]"]:
    """As many copies as are asked for, each for one mutant at a time."""
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: Queue[Path] = Queue()
        for place in range(number):
            copies.put(_copy_the_checkout(Path(folder) / str(place)))
        yield copies


def _copy_the_checkout(copy: Path) -> Path:
    copy.mkdir()
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
        else:
            shutil.copy2(source, copy / name)
    (copy / ".doanso").mkdir()
    (copy / ".doanso/venv").symlink_to((ROOT / ".doanso/venv").resolve())
    return copy


def _judge_in_turn(
    mutant: Mutant, copies: "Queue[Path]", *, coverage: Coverage | None, is_thorough: bool
) -> tuple[Mutant, str, float]:
    """The mutant, its fate in a copy that is free, and the seconds it took to find."""
    copy = copies.get()
    began = time.monotonic()
    try:
        fate = _judge(mutant, copy, _lots(mutant, copy, coverage, is_thorough=is_thorough))
        return mutant, fate, time.monotonic() - began
    finally:
        copies.put(copy)


def _judge(mutant: Mutant, copy: Path, lots: Iterator[list[str]]) -> str:
    """`caught` by the first tests that fail with it, else `survived`."""
    file = copy / mutant.path
    original = file.read_bytes()
    mutated = mutant.apply(original)
    compile(mutated, mutant.path, "exec")  # else every test would catch it
    file.write_bytes(mutated)
    try:
        return "caught" if any(_fails(tests, copy) for tests in lots) else "survived"
    finally:
        file.write_bytes(original)


def _lots(mutant: Mutant, copy: Path, coverage: Coverage | None, *, is_thorough: bool) -> Iterator[list[str]]:
    """Tests to run one lot after another until one fails; without a coverage only those that start nothing."""
    if coverage is None:
        yield from list_unit_tests(mutant, copy)
        return
    tests = coverage.list_tests(mutant)
    if tests is None:
        yield from list_tests(mutant, copy)
        return
    quick = [test for test in tests if is_quick(test)]
    slow = [test for test in tests if not is_quick(test)]
    rights = [AUTHORITY] if mutant.kind == "guard removed" else []
    if is_thorough:
        lots = [quick[:FEW], quick[FEW:], rights, slow[:MOST_SLOW], slow[MOST_SLOW:]]
    else:
        lots = [quick[:FEW], quick[FEW:MORE], rights, slow[:MOST_SLOW]]
    yield from (lot for lot in lots if lot)


def _fails(tests: list[str], copy: Path) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", *tests, "-m", "not full"]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=LONGEST_S, check=False)
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
