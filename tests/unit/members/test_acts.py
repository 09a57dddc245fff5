"""Every right has a name that people read, and every line of the policy a sentence."""

import pytest

from services.members.domain import acts
from services.members.policy import POLICY


def test_every_right_has_a_name_and_no_name_is_of_no_right():
    assert acts.RIGHTS.keys() == POLICY.by_action.keys()


def test_no_two_rights_have_the_same_name():
    assert len(set(acts.RIGHTS.values())) == len(acts.RIGHTS)


@pytest.mark.parametrize("rule", POLICY.rules, ids=lambda rule: f"{rule.action} {rule.where.value}")
def test_every_line_of_the_policy_reads_as_a_sentence(rule):
    sentence = acts.sentence(rule.roles, rule.where.value)

    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "_" not in sentence
