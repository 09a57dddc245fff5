"""A removal that the superior sends back: papers are added to it, another ground asks for another vote (domain rules 3.1, 7)."""

from services.workflows.domain.process import Drop, Issue
from services.workflows.domain.view import FeeFact
from tests.unit.workflows.removal_cases import STRIKE, VOTE, act, decided, months, refusal_of

PAPER = {"digest": "a" * 64, "name": "trich-so.pdf", "size": 1000, "media_type": "application/pdf"}
VOID = (Drop("T08C"), Drop("T01"))
NO_FEE = {"ground": "NO_FEE"}


def test_a_paper_is_added_and_the_vote_stands():
    step = act("amend", decided("returned"), form={**NO_FEE, "evidence_file": PAPER, "reason": "Trích sổ đoàn phí"})

    assert (step.case.state, step.effects) == ("returned", ())
    assert step.case.form["vote"] == VOTE
    assert step.case.form["evidence_file"]["digest"] == PAPER["digest"]


def test_another_ground_asks_for_another_vote():
    owes = FeeFact(owed=months(7, 8, 9, 10))
    step = act("amend", decided("returned", fees=owes), form={**NO_FEE, "months": "07/2026, 08/2026, 09/2026"})

    assert (step.case.state, step.effects) == ("notified", VOID)
    assert "vote" not in step.case.form


def test_the_chapter_may_vote_again_and_the_old_resolution_counts_no_more():
    step = act("record_vote", decided("returned"), form={**VOTE, "agree": 13, "disagree": 1})
    sent = act("report", decided("decided"))

    assert (step.case.state, step.effects) == ("decided", VOID)
    assert [effect.template for effect in sent.effects if isinstance(effect, Issue)] == ["T08C", "T01"]


def test_a_ground_that_is_none_is_not_put_in_its_place():
    refused = refusal_of("amend", decided("returned", STRIKE), form={**NO_FEE, "months": "07/2026, 09/2026"})

    assert "not-enough-months" in [each["code"] for each in refused]
