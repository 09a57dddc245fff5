"""The recognition of a committee is revoked by a later decision: everything is as it was before (templates T17, T19R)."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import clock, ids
from services.kit.faults import Conflict
from services.members import papers
from services.members.accounts.sessions import void_tokens
from services.members.actions import announcing, positions
from services.members.actions.units import view
from services.members.domain import decisions, memberships, recognitions
from services.members.domain import positions as rules
from services.members.domain.committee_terms import Term
from services.members.domain.positions import Position
from services.members.domain.recognitions import Recognition
from services.members.domain.units import Remark, Unit
from services.members.store import Tx
from services.members.stores.people import Person


def unrecognise_committee(tx: Tx, *, unit_id: UUID, reason: str) -> dict[str, Any]:
    """The committee that was recognised last never was; the one before goes on, and so does its numbering. Answers the unit.

    Raises Conflict("own-office" | "not-recognised" | "undo-over" | "seats-changed" | "appointed-since" | "term-changed") with each reason.
    """
    tx.units.lock(unit_id)
    unit = positions.appointing_unit(tx, unit_id)
    term, recognition = _standing(tx, unit)
    seats = [tx.positions.end(recognitions.never_held(tx.positions.lock(key))) for key, _ in recognition.seats]
    tx.committee_terms.save(recognitions.never_begun(term))
    tx.committee_terms.give_back(recognition.terms)
    offices = _give_offices_back(tx, recognition, since=seats)
    entered = _number_as_before(tx, unit, recognition)
    tx.recognitions.revoked(recognition)
    _revoke_decision(tx, unit, recognition, reason=reason)
    after = {"reason": reason, "term": term.code, "seats": len(seats), "given_back": len(offices)}
    tx.record("committee.unrecognise", subject_id=unit.id, unit_id=unit.id, after=after)
    announcing.positions_changed(tx, [*seats, *offices])
    void_tokens(tx, {office.person_id for office in (*seats, *offices)})
    return view(tx, entered)


def _standing(tx: Tx, unit: Unit) -> tuple[Term, Recognition]:
    """The term that began last, with the recognition that it began with."""
    recognition = tx.recognitions.of_last_term(unit.id)
    term = tx.committee_terms.latest(unit.id) if recognition is not None else None
    if term is None or recognition is None:
        raise _refused([recognitions.NOT_RECOGNISED])
    days = int(tx.rules.on(tx.today).values["committee_undo_days"])
    late = recognitions.too_late(clock.day_of(recognition.recognised_at), tx.today, days)
    found = [late] if late else recognitions.against(recognition, tx.recognitions.since(recognition))
    if found:
        raise _refused(found)
    return term, recognition


def _refused(found: Sequence[Remark]) -> Conflict:
    first = found[0]
    return Conflict(first.code, text=first.text, mend=first.mend, refusals=[vars(each) for each in found])


def _give_offices_back(tx: Tx, recognition: Recognition, *, since: Sequence[Position]) -> list[Position]:
    """Offices that ended with the recognition go on, but of those who have left the Union since."""
    begun = min(seat.from_on for seat in since)
    held = [(tx.positions.lock(key), until) for key, until in recognition.ended]
    left = {office.person_id for office, _ in held if _has_left(tx.people.get(office.person_id), since=begun)}
    stays = [(office, until) for office, until in held if office.person_id not in left]
    positions.require_others((office.person_id for office, _ in stays), by=tx.actor)
    return [tx.positions.save(rules.last(office, until=until)) for office, until in stays]


def _has_left(person: Person, *, since: date) -> bool:
    on: date | None = person.columns["status_on"]
    return memberships.ends_bond(person.status) and on is not None and on >= since


def _number_as_before(tx: Tx, unit: Unit, recognition: Recognition) -> Unit:
    tx.recognitions.number_as(unit.id, recognition.codes)
    changed = tx.units.follow_terms()
    announcing.units_changed(tx, changed)
    return next((each for each in changed if each.id == unit.id), unit)


def _revoke_decision(tx: Tx, unit: Unit, recognition: Recognition, *, reason: str) -> None:
    """The decision is revoked by whose it was; of one that was taken on paper nothing is known here."""
    if recognition.decision is None:
        return
    key, issuer_id = recognition.decision
    revoked = decisions.unrecognised(f"{decisions.REVOKING}/{ids.new()}", key, unit, reason=reason)
    papers.undo(tx, revoked, tx.units.get(issuer_id), revokes=key, reason=reason)
