"""Every process under random people, times, repetitions and answers: what must hold, holds.

Forms are made from each move's JSON Schema and people are whoever holds an office around the case, so that a process to come
is tried by being defined. A made-up one with an origin and a destination shows that this is so.
"""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.workflows import registry
from services.workflows.domain import forms, inspect, relations
from services.workflows.domain.process import Apply, Prepare
from services.workflows.domain.view import FeeFact
from tests.unit.workflows.builders import MEMBER, SECRETARY_ID, a_member_case, a_view
from tests.unit.workflows.runs import PEOPLE, SUBJECT_ID, Run
from tests.unit.workflows.two_parties import LENDING, TWO_BRANCHES

PROCESSES = {**registry.PROCESSES, LENDING.code: LENDING}
CODES = tuple(sorted(PROCESSES))
FEES = (None, FeeFact(date(2026, 8, 1), (date(2026, 9, 1), date(2026, 10, 1))))
SEEDS, PLACES = st.integers(0, 2**32), st.integers(0, 99)
WHO, NOTES = st.sampled_from(PEOPLE), st.sampled_from(("Lý do", None, ""))


def test_a_number_says_of_which_process_a_case_is():
    prefixes = [process.prefix for process in registry.PROCESSES.values()]

    assert sorted(prefixes) == sorted(set(prefixes))


PARALLEL = frozenset({
    "away", "award", "card_reissue", "discipline", "evaluation", "fee_exemption", "outstanding", "residence", "temporary",
    "training", "unit_discipline", "unit_evaluation",
})  # fmt: skip
"""Processes that go on beside any other one of the same member (domain rule 3.1)."""


def test_one_open_case_that_changes_membership_stands_in_the_way_of_another_and_of_nothing_else():
    view = a_view(a_member_case(registry.PROCESSES["removal"]), subject=MEMBER, other_case="CSH-2026-0007")
    stopped = {
        code
        for code, process in registry.PROCESSES.items()
        for guard in process.opening.needs
        if (refusal := guard(view)) and refusal.code == "another-case-open"
    }

    changing = {code for code, process in registry.PROCESSES.items() if process.changes_membership}
    assert stopped <= changing
    assert changing == set(registry.PROCESSES) - PARALLEL
    assert {"admission", "maturation", "removal", "honorary"} <= stopped


class AnyProcess(RuleBasedStateMachine):
    """One case at a time, moved by anyone with anything."""

    @initialize(
        code=st.sampled_from(CODES),
        subject_id=st.sampled_from((None, SUBJECT_ID, SECRETARY_ID)),
        fees=st.sampled_from(FEES),
    )
    def choose(self, code, subject_id, fees):
        self.process = PROCESSES[code]
        about = SUBJECT_ID if self.process.subject == "member" else subject_id
        self.run = Run(self.process, subject_id=about, fees=fees)

    @property
    def case(self):
        return self.run.case

    @rule(seed=SEEDS, doer=WHO, how=st.sampled_from(("whole", "wrong")))
    def open(self, seed, doer, how):
        if self.case is None:
            self.run.make(self.process.opening, doer, how, seed, None)

    @rule(place=PLACES, seed=SEEDS, doer=WHO, note=NOTES, how=st.sampled_from(("whole", "wrong")))
    def move(self, place, seed, doer, note, how):
        if self.case is not None:
            self.run.make(self.process.moves[place % len(self.process.moves)], doer, how, seed, note)

    @rule(seed=SEEDS, doer=WHO)
    def make_a_move_that_there_is_not(self, seed, doer):
        if self.case is not None:
            form = self.run.forms(seed).whole(forms.json_schema(self.process.form))
            self.run.attempt(lambda: self.run.advanced("fly", doer, form))

    @rule(place=PLACES, seed=SEEDS)
    def follow_an_offer(self, place, seed):
        self._make_one_of(self.run.offered(), place, seed)

    @rule(place=PLACES, seed=SEEDS)
    def go_on(self, place, seed):
        self._make_one_of(self.run.onward(), place, seed)

    @rule(days=st.integers(1, 200))
    def wait(self, days):
        self.run.now += timedelta(days=days)

    @invariant()
    def the_case_stands_in_a_state_of_its_process(self):
        if self.case is not None:
            assert self.case.state in {state.code for state in self.process.states}

    @invariant()
    def a_case_is_closed_exactly_in_an_end_state(self):
        if self.case is not None:
            assert self.process.state(self.case.state).is_end == (self.case.closed_at is not None)

    @invariant()
    def every_open_case_has_a_holder(self):
        if self.case is None or self.case.closed_at:
            return
        held_by = self.process.state(self.case.state).held_by
        seat = self.case.seats.get(held_by)
        assert held_by in relations.PERSONAL or (seat is not None and seat.unit_id is not None)

    @invariant()
    def history_is_one_unbroken_line(self):
        lines = [step.line for _, step in self.run.steps]
        states = [line.to_state for line in lines]
        assert [line.from_state for line in lines] == [None, *states][: len(lines)]

    @invariant()
    def a_case_counts_its_moves(self):
        if self.case is not None:
            assert self.case.version == len(self.run.steps)

    @invariant()
    def nothing_is_applied_that_was_not_prepared(self):
        effects = [effect for _, step in self.run.steps for effect in step.effects]
        assert sum(isinstance(each, Apply) for each in effects) <= sum(isinstance(each, Prepare) for each in effects)

    @invariant()
    def every_decision_was_made_by_an_officer_of_the_seat_and_not_about_themselves(self):
        for before, step in self.run.steps:
            if step.move.decides:
                seats = [before.seats[maker] for maker in step.move.makers if maker in before.seats]
                officers = {each.person_id for seat in seats for each in TWO_BRANCHES.officers[seat.unit_id]}
                assert step.line.actor_id in officers - {before.subject_id}

    def _make_one_of(self, moves, place, seed):
        if moves:
            doer, move = moves[place % len(moves)]
            self.run.make(move, doer, "mended", seed, "Lý do")


TestAnyProcess = AnyProcess.TestCase
TestAnyProcess.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


RUNS = 8
"""How many runs go on from the same opening."""


def moves_made(process, wanted):
    """Actions that some runs make, each going the way to what is wanted and has not been made yet, and now and then astray."""
    made, ends = set(), {state.code for state in process.states if state.is_end}
    about = {"none": (None,), "member": (SUBJECT_ID,), "optional": (None, SUBJECT_ID)}[process.subject]
    for seed in range(300):
        if seed % RUNS == 0:
            number = seed // RUNS
            opened = opening_of(process, seed, subject_id=about[number % len(about)], fees=FEES[number // 2 % 2])
        if opened.case is None:  # what the chapter owes or lacks lets none open
            continue
        run = opened.fork()
        made |= {step.move.action for _, step in run.steps}
        chance, away = Random(seed), steps_to(process, wanted - made)
        for _ in range(24):
            offered = run.offered()
            fresh = [each for each in offered if each[1].action in wanted - made]
            if moves := fresh or offered:
                nearest = min(away.get(move.to, 99) for _, move in moves)
                ahead = [each for each in moves if away.get(each[1].to, 99) == nearest]
                going_on = [each for each in moves if each[1].to not in ends] or moves
                doer, move = chance.choice(fresh or chance.choice((ahead, ahead, going_on)))
                run.make(move, doer, "mended", chance.random(), "Lý do")
        made |= {step.move.action for _, step in run.steps}
        if wanted <= made:
            break
    return made


def opening_of(process, seed, **known):
    """A run whose case has just been opened. To find a form that may open one takes longer than all that follows."""
    run = Run(process, **known)
    for attempt in range(20):
        doer, move = Random(seed).choice(run.offered())
        run.make(move, doer, "mended", seed + attempt / 20, "Lý do")
        if run.case is not None:
            break
    return run


def steps_to(process, wanted):
    """State → how many moves it is away from one that offers something wanted; itself, where a move stays."""
    away = {start: 0 for move in process.moves if move.action in wanted for start in move.from_}
    for _ in process.states:
        for move in process.moves:
            for start in move.from_:
                reached = [away[to] for to in move.targets(start) if to in away]
                away[start] = min([away.get(start, 99), *(steps + 1 for steps in reached)])
    return away


@pytest.mark.parametrize("code", CODES)
def test_forms_made_from_schemas_lead_to_every_decision(code):
    decisions = {move.action for move in PROCESSES[code].moves if move.decides}

    assert decisions - moves_made(PROCESSES[code], decisions) == set()


def test_the_made_up_process_is_a_right_one():
    assert inspect.problems(LENDING) == []


OF_A_GRASSROOTS_UNIT = ("maturation", "training", "outstanding", "card_reissue", "fee_exemption")


@pytest.mark.parametrize("code", OF_A_GRASSROOTS_UNIT)
def test_open_cases_of_the_version_before_go_on_with_their_superior(code):
    before, now = registry.EARLIER[(code, 1)], registry.get(code)

    assert now.version == 2
    assert ("superior" in before.relations, "grassroots_unit" in before.relations) == (True, False)
    assert ("superior" in now.relations, "grassroots_unit" in now.relations) == (False, True)
    assert [state.code for state in before.states] == [state.code for state in now.states]
    assert [move.action for move in before.moves] == [move.action for move in now.moves]


@pytest.mark.parametrize("code", ["admission", "removal", "evaluation"])
def test_what_the_district_decides_for_a_grassroots_chapter_stays_with_the_superior(code):
    assert "grassroots_unit" not in registry.get(code).relations
