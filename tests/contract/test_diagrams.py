"""The drawing of every process is committed: a change of a process is a visible difference."""

from pathlib import Path

import pytest

from services.workflows import registry
from services.workflows.domain import inspect

FOLDER = Path(__file__).parent / "diagrams"


@pytest.mark.parametrize("code", sorted(registry.PROCESSES))
def test_the_drawing_is_the_committed_one(code):
    assert inspect.diagram(registry.PROCESSES[code]) == (FOLDER / f"{code}.mmd").read_text()


def test_no_drawing_is_left_of_a_process_that_is_gone():
    assert {path.stem for path in FOLDER.glob("*.mmd")} == set(registry.PROCESSES)
