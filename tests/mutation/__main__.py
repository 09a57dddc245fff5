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
from tests.mutation.mutants import Mutant, find_mutants, list_tests, list_unit_tests, sample_mutants
from tests.mutation.reach import LANES, Reach, is_quick, record

ROOT = Path(__file__).parents[2]
COPIED = ("services", "gateway", "deploy", "tests", "pyproject.toml", "README.md", "doanso")
REACH = ROOT / ".doanso/reach.json"
FEW = 6
"""Of tests that start nothing, so many are tried before the others."""
AUTHORITY = "tests/architecture/test_authority.py"
LONGEST_S = 600
"""Tests that go on for longer have been brought to a halt by the mutant: it is caught."""


def main() -> int:
    """Print each mutant's fate; 0 when all were caught."""
    given = _arguments()
    if not given.unit and not REACH.exists():
        with _copies_of_the_checkout(len(LANES)) as copies:
            record(list(copies.queue), REACH)
    reach = None if given.unit else Reach.load(REACH)
    sample = sample_mutants(find_mutants(ROOT), given.sample, given.seed)[given.skip :]
    fates: Counter[str] = Counter()
    survivors: list[Mutant] = []
    with _copies_of_the_checkout(given.jobs) as copies, ThreadPoolExecutor(given.jobs) as pool:
        judged = pool.map(partial(_judge_in_turn, copies=copies, reach=reach), sample)
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
    parser.add_argument("--unit", action="store_true", help="only tests that start nothing")
    return parser.parse_args()


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


def _judge_in_turn(mutant: Mutant, copies: "Queue[Path]", *, reach: Reach | None) -> tuple[Mutant, str, float]:
    """The mutant, its fate in a copy that is free, and the seconds it took to find."""
    copy = copies.get()
    began = time.monotonic()
    try:
        return mutant, _judge(mutant, copy, reach), time.monotonic() - began
    finally:
        copies.put(copy)


def _judge(mutant: Mutant, copy: Path, reach: Reach | None) -> str:
    """`caught` by the first tests that fail with it, else `survived`."""
    file = copy / mutant.path
    original = file.read_bytes()
    mutated = mutant.apply(original)
    compile(mutated, mutant.path, "exec")  # else every test would catch it
    file.write_bytes(mutated)
    try:
        return "caught" if any(_fails(tests, copy) for tests in _stages(mutant, copy, reach)) else "survived"
    finally:
        file.write_bytes(original)


def _stages(mutant: Mutant, copy: Path, reach: Reach | None) -> Iterator[list[str]]:
    """Tests to run one lot after another until one fails; without a reach only those that start nothing."""
    if reach is None:
        yield from list_unit_tests(mutant, copy)
        return
    tests = reach.list_tests(mutant)
    if tests is None:
        yield from list_tests(mutant, copy)
        return
    quick = [test for test in tests if is_quick(test)]
    lots = [quick[:FEW], quick[FEW:], [AUTHORITY], [test for test in tests if not is_quick(test)]]
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
