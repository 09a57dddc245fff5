"""Of each kind a case has one paper in force, that of its last round, however often its moves are repeated."""

from itertools import chain

import pytest

from services.workflows import registry
from services.workflows.domain.process import STAY, Drop, Issue, Settle

EACH_ITS_OWN = frozenset({"T06N", "T15B", "T15D"})
"""A comment of each year, a suspension and what prolongs it, an answer to each complaint: none takes another's place."""


def issued_again(process):
    """Templates of which a case may get another paper."""
    effects = chain.from_iterable(move.effects for move in process.moves)
    found = {effect.template for effect in effects if isinstance(effect, Issue) and effect.again}
    return sorted(found - EACH_ITS_OWN)


def ends(effect, template):
    is_over = isinstance(effect, Settle) and effect.state in ("revoked", "cancelled")
    return (isinstance(effect, Drop) or is_over) and effect.template == template


def second_papers(process, template):
    """Moves by which a case comes to a second paper of the template while it has one in force."""
    seen, front, found = set(), [(process.opening.to, False)], set()
    while front:
        state, has_one = front.pop()
        if (state, has_one) in seen:
            continue
        seen.add((state, has_one))
        for move in process.moves_from(state):
            for to, effects in move.ways:
                issues = any(isinstance(effect, Issue) and effect.template == template for effect in effects)
                keeps = has_one and not any(ends(effect, template) for effect in effects)
                found |= {move.action} if issues and keeps else set()
                front.append((state if to == STAY else to, issues or keeps))
    return found


@pytest.mark.parametrize(
    ("code", "template"),
    [(code, template) for code, process in sorted(registry.PROCESSES.items()) for template in issued_again(process)],
)
def test_a_paper_of_another_round_takes_the_place_of_the_one_before(code, template):
    assert second_papers(registry.PROCESSES[code], template) == set()
