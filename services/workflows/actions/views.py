"""Who asks, and what they see of a case, out of one transaction."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from services.kit.faults import Conflict
from services.kit.policy import Subject, is_allowed
from services.workflows import registry
from services.workflows.domain import relations
from services.workflows.domain.case import Case, Doer, Office
from services.workflows.domain.view import View
from services.workflows.facts import Facts
from services.workflows.policy import POLICY
from services.workflows.store import Tx


def doer_of(tx: Tx) -> Doer:
    """The caller with the positions that reach today: by their token, in a job by the registry (`Tx.asker_now`)."""
    actor = tx.actor
    held = [each for each in actor.positions if each.until is None or each.until >= tx.today]
    offices = tuple(Office(each.role, each.unit_id, each.code) for each in held)
    return Doer(actor.person_id, actor.name, offices, is_system=actor.is_system)


def views_of(tx: Tx, cases: Sequence[Case]) -> list[View]:
    """Views of the cases, whose facts are read for all of them at once, and the units around them in one statement."""
    facts = Facts(tx, cases)
    tx.places.load({key for case in cases for key in (case.unit_id, *seat_units(case))})
    calendar = tx.rules.in_force().calendar
    return [
        View(case, facts.of(case), tx.rules.get(case.rule_set), tx.today, facts_about=facts.of, calendar=calendar)
        for case in cases
    ]


def view_of(tx: Tx, case: Case) -> View:
    return views_of(tx, [case])[0]


def with_current_holders(tx: Tx, case: Case) -> Case:
    """The case with whoever should hold it today: a term or a delegation may have run out since its seats were filled.

    What is being carried out stays as it was decided: its document stands in the register of the one who decided.
    """
    process = registry.of(case)
    if process.state(case.state).is_system:
        return case
    try:
        seats = relations.seats(case, process.relations, tx.places.around(case, tx.rules.get(case.rule_set)))
    except Conflict:  # the tree has no superior just now: the case stays where it was until it has one again
        return case
    return case if seats == dict(case.seats) else replace(case, seats=seats)


def may_see(tx: Tx, case: Case) -> bool:
    """The caller may know of the case; of a confidential one, those who have a part in it and inspectors alone."""
    of = subject_of(case)
    if not is_allowed(POLICY, tx, "case.view", of=of):
        return False
    return not registry.of(case).confidential or is_allowed(POLICY, tx, "case.view_confidential", of=of)


def subject_of(case: Case) -> Subject:
    """What a policy needs to know of a case."""
    return Subject(unit_id=case.unit_id, person_id=case.subject_id, parties=frozenset(seat_units(case)))


def seat_units(case: Case) -> set[UUID]:
    """Units that have a part in the case."""
    return set(case.parties)
