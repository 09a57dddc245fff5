"""Says which of a sample of mutants the tests catch: `python -m tests.mutation --sample 60`. The checkout is left alone."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local import console
from tests.mutation.mutants import Mutant, find_mutants, list_tests, sample_mutants

ROOT = Path(__file__).parents[2]
COPIED = ("services", "gateway", "deploy", "tests", "pyproject.toml", "README.md", "doanso")
LONGEST_S = 1200
"""Tests that go on for longer have been brought to a halt by the mutant: it is caught."""


def main() -> int:
    """Print each mutant's fate; 0 when all were caught."""
    given = _arguments()
    sample = sample_mutants(find_mutants(ROOT), given.sample, given.seed)
    fates: Counter[str] = Counter()
    with _copy_of_the_checkout() as copy:
        for place, mutant in enumerate(sample, start=1):
            began = time.monotonic()
            fate = _judge(mutant, copy, unit_alone=given.unit)
            fates[fate] += 1
            console.answer(f"{place}/{len(sample)} {fate:9} {time.monotonic() - began:5.0f} s  {mutant}")
    console.answer(f"{fates['caught']} caught, {fates['survived']} survived, of {len(sample)} (seed {given.seed})")
    return 1 if fates["survived"] else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation")
    parser.add_argument("--sample", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unit", action="store_true", help="only tests that start nothing")
    return parser.parse_args()


@contextmanager
def _copy_of_the_checkout() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copy = Path(folder)
        for name in COPIED:
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
            else:
                shutil.copy2(source, copy / name)
        (copy / ".doanso").mkdir()
        (copy / ".doanso/venv").symlink_to((ROOT / ".doanso/venv").resolve())
        yield copy


def _judge(mutant: Mutant, copy: Path, *, unit_alone: bool) -> str:
    """`caught` by the first tests that fail with it, else `survived`."""
    file = copy / mutant.path
    original = file.read_bytes()
    mutated = mutant.apply(original)
    compile(mutated, mutant.path, "exec")  # else every test would catch it
    file.write_bytes(mutated)
    try:
        stages = list_tests(mutant, copy)
        return (
            "caught" if any(_fails(tests, copy) for tests in ([next(stages)] if unit_alone else stages)) else "survived"
        )
    finally:
        file.write_bytes(original)


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
