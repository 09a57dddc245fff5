"""All processes at once: anyone does anything, days pass, units merge and split, messages come twice and late. What must hold,
holds."""

import pytest

from services.workflows import registry
from services.workflows.domain.gone import ACTION, LEFT
from services.workflows.domain.process import Settle
from services.workflows.rows import case_of
from tests.integration.together.reorganising import try_to_reorganise
from tests.integration.together.union import Union

RUNS = (
    *((seed, 120) for seed in (1, 2, 3)),
    *(pytest.param(seed, 400, marks=pytest.mark.full) for seed in range(4, 16)),
)
"""Some hundreds of steps each time, thousands in a full run."""


def stir(union, codes):
    """One random step of people or of time."""
    cases = union.open_cases()
    chance = union.random.random()
    if not cases or chance < 0.3:
        return union.try_to_open(union.random.choice(codes))
    if chance < 0.4:
        return union.wait(union.random.choice((1, 3, 10, 40)))
    if chance < 0.44:
        return try_to_reorganise(union)
    return union.try_to_move(union.random.choice(cases))


def one_open_case_that_changes_membership(union):
    return union.workflows.rows(
        "SELECT subject_id FROM cases WHERE changes_membership AND closed_at IS NULL AND subject_id IS NOT NULL"
        " GROUP BY subject_id HAVING count(*) > 1"
    )


def members_without_a_stretch_of_today(union):
    return union.members.rows(
        "SELECT people.id, status FROM people LEFT JOIN memberships ON memberships.person_id = people.id"
        " AND superseded_at IS NULL AND upper_inf(valid) AND memberships.unit_id = people.unit_id"
        " WHERE (status IN ('ACTIVE', 'IN_TRANSIT')) <> (memberships.id IS NOT NULL)"
    )


def bonds_with_holes(union):
    return union.members.rows(
        "SELECT bond_id FROM (SELECT bond_id, lower(valid) AS since,"
        " lag(upper(valid)) OVER (PARTITION BY bond_id ORDER BY lower(valid)) AS before"
        " FROM memberships WHERE superseded_at IS NULL) AS row WHERE before IS NOT NULL AND before <> since"
    )


def offices_of_people_who_left(union):
    return union.members.rows(
        "SELECT positions.id FROM positions JOIN people ON people.id = positions.person_id"
        " WHERE people.status IN ('STRUCK_OFF', 'EXPELLED', 'WITHDRAWN', 'DECEASED') AND (until IS NULL OR until > :today)",
        today=union.today,
    )


def numbers_with_gaps(union):
    return union.messaging.rows(
        "SELECT unit_id, kind, period FROM documents WHERE ordinal > 0 GROUP BY unit_id, kind, period"
        " HAVING count(*) <> max(ordinal) OR count(DISTINCT ordinal) <> count(*)"
    )


def papers_left_between(union):
    """Documents with a number that are neither in force nor settled, though their case is with nobody who will settle them."""
    cases = {row.id: row for row in union.workflows.rows("SELECT id, process, state, is_system FROM cases")}
    waiting = union.messaging.rows(
        "SELECT template, case_id FROM documents JOIN document_cases ON document_id = documents.id WHERE state = 'issued'"
    )
    return [
        (row.template, cases[row.case_id].process, cases[row.case_id].state)
        for row in waiting
        if not cases[row.case_id].is_system and not _will_be_settled(row.template, cases[row.case_id])
    ]


def _will_be_settled(template, case):
    """A decision on discipline has its number before it is announced, and is in force from then on."""
    ahead = [effect for move in registry.get(case.process).moves_from(case.state) for effect in move.effects]
    return any(isinstance(effect, Settle) and effect.template == template for effect in ahead)


def cases_that_never_come_to_rest(union):
    return union.workflows.rows("SELECT number, state FROM cases WHERE is_system")


def holds_of_cases_that_are_over(union):
    over = [row.id for row in union.workflows.rows("SELECT id FROM cases WHERE closed_at IS NOT NULL")]
    held = "SELECT case_id FROM holds WHERE state = 'HELD' AND case_id = ANY (CAST(:over AS uuid[]))"
    return union.members.rows(held, over=over)


def copies_that_differ(union):
    what = "SELECT id, status, unit_id, version FROM people WHERE status <> 'CANDIDATE' ORDER BY id"
    here = {row.id: tuple(row) for row in union.workflows.rows(what)}
    return [row for row in union.members.rows(what) if here.get(row.id, tuple(row)) != tuple(row)]


def cases_in_unheld_states(union):
    found = [case_of(row) for row in union.workflows.rows("SELECT * FROM cases WHERE closed_at IS NULL")]
    return [case.number for case in found if _is_nobodys(case)]


def _is_nobodys(case):
    held_by = registry.get(case.process).state(case.state).held_by
    return held_by not in {"system", "applicant"} and held_by not in case.seats


def members_of_closed_units(union):
    return union.members.rows(
        "SELECT people.id FROM people JOIN units ON units.id = people.unit_id"
        " WHERE status IN ('ACTIVE', 'IN_TRANSIT') AND closed_on IS NOT NULL AND closed_on <= :today",
        today=union.today,
    )


def cases_of_units_that_have_a_successor(union):
    return union.workflows.rows(
        "SELECT number, state FROM cases JOIN units ON units.id = cases.unit_id"
        " WHERE closed_at IS NULL AND closed_on <= :today AND successor_id IS NOT NULL AND process <> 'unit_discipline'",
        today=union.today,
    )


def cases_of_people_who_left(union):
    """About people who are members no more, where the process says that it is over without them."""
    found = union.workflows.rows(
        "SELECT process, state, number, people.status FROM cases JOIN people ON people.id = subject_id"
        " WHERE closed_at IS NULL AND people.status = ANY (:left)",
        left=sorted(LEFT),
    )
    return [row for row in found if row.process != "discipline" and _ends_with_its_subject(row)]


def _ends_with_its_subject(row):
    return any(move.action == ACTION for move in registry.get(row.process).moves_from(row.state))


def cases_left_in_another_unit(union):
    """About members who are in another unit now, where the process says that it goes along."""
    found = union.workflows.rows(
        "SELECT process, state, number FROM cases JOIN people ON people.id = subject_id"
        " WHERE closed_at IS NULL AND people.unit_id <> cases.unit_id AND people.status IN ('ACTIVE', 'IN_TRANSIT')"
    )
    return [row for row in found if _goes_along(registry.get(row.process), row.state)]


def _goes_along(process, state):
    return process.follows_subject and (not process.follows_in or state in process.follows_in)


INVARIANTS = (
    one_open_case_that_changes_membership,
    members_without_a_stretch_of_today,
    bonds_with_holes,
    offices_of_people_who_left,
    numbers_with_gaps,
    papers_left_between,
    cases_that_never_come_to_rest,
    holds_of_cases_that_are_over,
    copies_that_differ,
    cases_in_unheld_states,
    members_of_closed_units,
    cases_of_units_that_have_a_successor,
    cases_of_people_who_left,
    cases_left_in_another_unit,
)


@pytest.mark.parametrize(("seed", "steps"), RUNS)
def test_whatever_people_do_the_registry_the_cases_and_the_register_agree(union_of, seed, steps):
    union: Union = union_of(seed)
    codes = sorted(registry.PROCESSES)
    moved = 0
    for step in range(steps):
        moved += stir(union, codes) is not None
        union.deliver()
        broken = {each.__name__: found for each in INVARIANTS if (found := each(union))}
        assert broken == {}, f"seed {seed}, step {step}: {broken}"

    assert moved > steps / 4
    assert union.members.rows("SELECT id FROM units WHERE closed_on IS NOT NULL OR name LIKE 'Chi đoàn tách%'")
