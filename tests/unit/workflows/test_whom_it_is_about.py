"""How a person is asked for whom a case is about."""

import pytest

from services.workflows import registry

CHOSEN_OR_NOT = sorted(code for code, process in registry.PROCESSES.items() if process.subject == "optional")


@pytest.mark.parametrize("code", CHOSEN_OR_NOT)
def test_a_process_whose_person_may_be_left_out_says_when(code: str) -> None:
    asked = registry.PROCESSES[code].subject_asked

    assert asked is not None
    assert "ỏ trống" in asked.hint


def test_each_of_them_asks_in_its_own_words() -> None:
    titles = {registry.PROCESSES[code].subject_asked for code in CHOSEN_OR_NOT}

    assert len(titles) == len(CHOSEN_OR_NOT) > 1
