"""Every registered process under random people, times, repetitions and answers: what must hold, holds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows import registry
from services.workflows.domain import calendar, machine, relations
from services.workflows.domain.case import SYSTEM, Case, Refusal
from services.workflows.domain.machine import Act
from services.workflows.domain.process import Apply, Prepare
from tests.unit.workflows.builders import (
    APPROVER,
    AROUND,
    CANDIDATE,
    CHAPTER_ID,
    RULES,
    SECRETARY,
    STRANGER,
    VOTE,
    a_view,
)

START = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PEOPLE = (SECRETARY, APPROVER, STRANGER, SYSTEM)
ACTIONS = sorted({move.action for process in registry.PROCESSES.values() for move in process.moves} | {"fly"})
FORMS = (
    {},
    VOTE,
    {**VOTE, "agree": 6, "disagree": 7},
    {**VOTE, "present": 9},
    {**CANDIDATE, "born_on": "2014-01-01"},
    CANDIDATE,
    {"held_on": "2026-11-24"},
    {"held_on": "2030-01-01"},
    {"applied_on": "2026-11-24"},
)


class AnyProcess(RuleBasedStateMachine):
    """One case at a time, moved by anyone with anything."""

    @initialize(code=st.sampled_from(sorted(registry.PROCESSES)))
    def choose(self, code):
        self.process = registry.PROCESSES[code]
        self.now = START
        self.lines = []
        self.case = None
        self.prepared = self.applied = 0

    @rule(form=st.sampled_from(FORMS), doer=st.sampled_from(PEOPLE))
    def open(self, form, doer):
        if self.case is None:
            draft = self._draft()
            self._try(lambda: machine.open_case(self.process, self._view(draft), self._act("open", doer, form, None)))

    @rule(
        action=st.sampled_from(ACTIONS),
        doer=st.sampled_from(PEOPLE),
        form=st.sampled_from(FORMS),
        note=st.sampled_from((None, "", "Thiếu ảnh")),
    )
    def move(self, action, doer, form, note):
        if self.case is not None:
            self._try(lambda: machine.advance(self.process, self._view(self.case), self._act(action, doer, form, note)))

    @rule(place=st.integers(0, 5), form=st.sampled_from(FORMS))
    def follow_an_offer(self, place, form):
        if self.case is None:
            return
        offered = [
            (doer, offer) for doer in PEOPLE[:2] for offer in machine.offers(self.process, self._view(self.case), doer)
        ]
        mine = [(doer, offer) for doer, offer in offered if not offer.refusals]
        if mine:
            doer, offer = mine[place % len(mine)]
            given = form if offer.move.form else {}
            self._try(
                lambda: machine.advance(
                    self.process, self._view(self.case), self._act(offer.move.action, doer, given, "Lý do")
                )
            )

    @rule(days=st.integers(1, 200))
    def wait(self, days):
        self.now += timedelta(days=days)

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
        if self.case is not None and not self.case.closed_at:
            held_by = self.process.state(self.case.state).held_by
            assert held_by in relations.PERSONAL or self.case.seats[held_by].unit_id is not None

    @invariant()
    def history_is_one_unbroken_line(self):
        states = [line.to_state for line in self.lines]
        assert [line.from_state for line in self.lines] == [None, *states][: len(self.lines)]

    @invariant()
    def a_case_counts_its_moves(self):
        if self.case is not None:
            assert self.case.version == len(self.lines)

    @invariant()
    def nothing_is_applied_that_was_not_prepared(self):
        assert self.applied <= self.prepared

    @invariant()
    def no_decision_was_made_by_a_stranger(self):
        deciding = {move.action for move in self.process.moves if move.decides}
        assert all(line.actor_id == APPROVER.person_id for line in self.lines if line.action in deciding)

    def _try(self, move):
        before = self.case
        try:
            step = move()
        except (Conflict, Denied, Invalid):
            assert self.case is before
            return
        self.case = step.case
        self.lines.append(step.line)
        self.prepared += any(isinstance(effect, Prepare) for effect in step.effects)
        self.applied += any(isinstance(effect, Apply) for effect in step.effects)

    def _act(self, action, doer, form, note):
        reasons = (Refusal("duplicate", "Trùng."),) if action == "refused" else ()
        return Act(action, doer, self.now, self.now.astimezone(calendar.ZONE).date(), form, note, reasons)

    def _view(self, case):
        return replace(a_view(case, rules=RULES), today=self.now.astimezone(calendar.ZONE).date())

    def _draft(self):
        draft = Case(
            id=UUID(int=100),
            number="X",
            process=self.process.code,
            process_version=self.process.version,
            rule_set="test",
            state=self.process.opening.to,
            unit_id=CHAPTER_ID,
            subject_id=None,
            subject_name="",
            form={},
            opened_at=self.now,
            since=self.now,
        )
        return replace(draft, seats=relations.seats(draft, self.process.relations, AROUND))


TestAnyProcess = AnyProcess.TestCase
TestAnyProcess.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
