"""Whoever finishes school is rated by the class that knows them before they move (domain rule 9)."""

from datetime import date
from uuid import UUID

import pytest

from services.workflows.domain.view import CaseFact
from services.workflows.processes.transfer import PROCESS
from tests.unit.workflows.builders import SECRETARY
from tests.unit.workflows.moving import opened
from tests.unit.workflows.transfer_cases import TO_THERE, WIDE


def a_rating(state, process="evaluation"):
    return CaseFact(UUID(int=9), "XL-2026-0009", process, state, date(2026, 5, 4), None, None, None, {"year": 2026})


def doubts(reason="GRADUATION", cases=()):
    step = opened(PROCESS, SECRETARY, {**TO_THERE, "reason": reason}, around=WIDE, cases=cases)
    return [(doubt.code, doubt.text) for doubt in step.case.warnings]


@pytest.mark.parametrize("state", ["open", "self_done", "voted", "returned"])
def test_a_graduate_who_is_not_rated_yet_moves_with_a_doubt(state):
    [(code, said)] = doubts(cases=(a_rating(state),))

    assert code == "not-rated-yet"
    assert "XL-2026-0009" in said


@pytest.mark.parametrize(
    ("reason", "cases"),
    [
        ("GRADUATION", (a_rating("chapter_rated"),)),
        ("GRADUATION", (a_rating("confirmed"),)),
        ("GRADUATION", (a_rating("open", process="training"),)),
        ("WORK", (a_rating("open"),)),
        ("GRADUATION", ()),
    ],
    ids=["rated", "recognised", "another process", "no graduate", "no rating this year"],
)
def test_nobody_else_is_doubted(reason, cases):
    assert doubts(reason, cases) == []
