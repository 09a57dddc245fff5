"""One case of one process on its way: whoever may, makes a move with a form out of nothing but the move's schema."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import calendar, forms, machine, relations
from services.workflows.domain.case import SYSTEM, Case, Doer, Office, Refusal
from services.workflows.domain.machine import Act
from services.workflows.domain.process import STAY
from services.workflows.domain.view import FeeFact, View
from tests.unit.workflows.builders import (
    CHAPTER_ID,
    INTRODUCER_ID,
    MEMBER,
    MEMBER_DOER,
    MEMBER_ID,
    RULES,
    STRANGER,
    facts,
)
from tests.unit.workflows.random_forms import Forms, objection
from tests.unit.workflows.two_parties import TWO_BRANCHES

SUBJECT_ID = MEMBER_ID
OFFICERS = tuple(
    Doer(officer.person_id, officer.full_name, (Office(officer.role, officer.unit_id, officer.code),))
    for held in TWO_BRANCHES.officers.values()
    for officer in held
)
ABLE = (*OFFICERS, MEMBER_DOER)
PEOPLE = (*ABLE, STRANGER, SYSTEM)
KNOWN = {
    "maturation": {"subject": replace(MEMBER, born_on=date(1995, 5, 17))},
    "removal": {"fees": FeeFact(owed=tuple(date(2026, month, 1) for month in (7, 8, 9, 10)))},
}
"""What has to be known of the member before a process has something to do."""


class Run:
    """The case, or none before it is open; what was made of it, each step with the case as it was before."""

    def __init__(self, process, *, subject_id=None, **known):
        self.process, self.subject_id, self.known = process, subject_id, known
        self.now = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
        self.case = None
        self.steps = []

    def fork(self):
        """Another run that goes on from here."""
        other = Run(self.process, subject_id=self.subject_id, **self.known)
        other.now, other.case, other.steps = self.now, self.case, list(self.steps)
        return other

    @property
    def today(self):
        return self.now.astimezone(calendar.ZONE).date()

    def offered(self):
        """Moves that somebody may make now, each with whoever may."""
        if self.case is None:
            opening, draft = self.process.opening, self._draft()
            makers = opening.makers
            return [(doer, opening) for doer in ABLE if any(relations.fills(doer, each, draft) for each in makers)]
        view = self._view(self.case)
        offered = [(doer, offer) for doer in ABLE for offer in machine.offers(self.process, view, doer)]
        own = [(SYSTEM, move) for move in self.process.moves_from(self.case.state) if move.by == "system"]
        return own + [(doer, offer.move) for doer, offer in offered if not offer.refusals]

    def onward(self):
        """Of the offered ones those that bring the case on; else those that mend it."""
        offered = self.offered()
        at_work = self.case is not None and self.process.state(self.case.state).is_system
        on = [(doer, move) for doer, move in offered if move.primary or (doer is SYSTEM and at_work)]
        return on or [(doer, move) for doer, move in offered if move.to == STAY or self.case is None]

    def make(self, move, doer, how, seed, note):
        """The move is made, or refused with nothing changed. how: `mended`, `whole` or `wrong` form."""
        maker, schema = self.forms(seed), forms.json_schema(move.form)
        if schema is None:
            form = {}
        elif how == "mended":
            form = maker.mended(schema, lambda given: self._against(move, doer, given, note))
        else:
            form = maker.whole(schema) if how == "whole" else maker.wrong(schema)
        self.attempt(lambda: self._step(move, doer, form, note))

    def attempt(self, move):
        """What the machine makes of it is kept; a refusal changes nothing."""
        before = self.case
        try:
            step = move()
        except (Conflict, Denied, Invalid):
            assert self.case is before
            return
        self.case = self._with_holders(step.case)
        self.steps.append((before, step))

    def advanced(self, action, doer, form):
        """What the machine makes of an action by its name."""
        return machine.advance(self.process, self._view(self.case), self._act(action, doer, form, None))

    def forms(self, seed):
        return Forms(seed, today=self.today, keys=(*TWO_BRANCHES.units, INTRODUCER_ID))

    def _against(self, move, doer, form, note):
        """What is against the move, and a little what would be against the next ones of the same doer."""
        try:
            against, fields = objection(lambda: self._step(move, doer, form, note))
        except Denied:
            return 0, set()
        if against:
            return against, fields
        after = self._with_holders(self._step(move, doer, form, note).case)
        refused = [offer.refusals for offer in machine.offers(self.process, self._view(after), doer)]
        return sum(map(len, refused)) / 100, set()

    def _step(self, move, doer, form, note):
        act = self._act(move.action, doer, form, note)
        if move is self.process.opening:
            return machine.open_case(self.process, self._view(self._draft()), act)
        return machine.advance(self.process, self._view(self.case), act)

    def _with_holders(self, case):
        return replace(case, seats=relations.seats(case, self.process.relations, TWO_BRANCHES))

    def _act(self, action, doer, form, note):
        reasons = (Refusal("duplicate", "Trùng."),) if action == "refused" else ()
        return Act(action, doer, self.now, self.today, form, note, reasons)

    def _view(self, case):
        return View(case, self._facts(case), RULES, self.today, facts_about=self._facts)

    def _facts(self, case):
        is_known = self.process.subject != "none" and case.subject_id == MEMBER_ID
        known = {"subject": MEMBER, **KNOWN.get(self.process.code, {})} if is_known else {"subject": None}
        return facts(**{**known, **self.known, **self._named(case)})

    @staticmethod
    def _named(case):
        given = {name: case.form.get(f"{name}_id") for name in ("destination", "chapter")}
        named = {name: TWO_BRANCHES.units.get(UUID(key)) if key else None for name, key in given.items()}
        above = [TWO_BRANCHES.units[key] for key in reversed(named["destination"].path)] if named["destination"] else []
        return named | {"destination_union": next((unit for unit in above if unit.level == "GRASSROOTS"), None)}

    def _draft(self):
        return self._with_holders(
            Case(
                id=UUID(int=100),
                number="X",
                process=self.process.code,
                process_version=self.process.version,
                rule_set="test",
                state=self.process.opening.to,
                unit_id=CHAPTER_ID,
                subject_id=self.subject_id,
                subject_name="",
                form={},
                opened_at=self.now,
                since=self.now,
            )
        )
