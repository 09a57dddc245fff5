"""A whole committee is recognised by the superior, by one decision (domain rule 1.5, template T17)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from services.kit import ids
from services.kit.faults import Conflict, Invalid
from services.members import papers
from services.members.accounts.sessions import void_tokens
from services.members.actions import announcing, positions
from services.members.actions import committee_terms as terms
from services.members.actions.committee_terms import Way
from services.members.actions.units import view
from services.members.domain import committee_terms, decisions
from services.members.domain import positions as rules
from services.members.domain.committee_terms import Reach, Term
from services.members.domain.decisions import Decision
from services.members.domain.positions import Position
from services.members.domain.recognitions import LastDay, Recognition
from services.members.domain.units import Remark, Unit
from services.members.store import Tx


def recognise_committee(
    tx: Tx,
    *,
    unit_id: UUID,
    seats: Sequence[Mapping[str, Any]],
    term: str | None,
    is_provisional: bool,
    from_on: date | None,
    until: date | None,
    decision_no: str | None,
) -> dict[str, Any]:
    """The unit has this committee from the day; the one before ends with the day before. Answers the unit.

    Raises Conflict("own-office" | "seated-twice" | "secretary-exists" | "position-held" | "unit-closed" |
    "honorary-no-office" | "guest-no-office"), NotFound for whom the caller does not see.
    """
    tx.units.lock(unit_id)  # before it is held for reading: its term changes too
    unit, since = positions.appointing_unit(tx, unit_id), from_on or tx.today
    running = tx.committee_terms.running_provisional(unit.id, on=since) if is_provisional else None
    people = [positions.candidate(tx, seat["person_id"], unit) for seat in seats]
    born = max((person.born_on for person in people if person.born_on), default=None)
    rules.require_possible_days(since, until, today=tx.today, born_on=born)
    _require_one_seat(people)
    held = _committee_before(tx, unit, on=since)
    ended = _end_offices(tx, held, on=since)
    office = Office(unit, since, until, decision_no, is_provisional, running.until if running else None)
    months = int(tx.rules.on(tx.today).values["provisional_max_months"])
    new = [_seat(office, seat["person_id"], seat["code"], provisional_months=months) for seat in seats]
    for position in new:
        positions.add(tx, position)
    codes = tx.recognitions.codes(unit.id)
    begun, terms_before = terms.begin(tx, new[0], name=term, after=running)
    after = {"seats": [announcing.position_copy(position) for position in new], "ended": len(ended)}
    tx.record("committee.recognise", subject_id=unit.id, unit_id=unit.id, after=after)
    announcing.positions_changed(tx, [*ended, *new])
    seated = [(position, person.columns) for position, person in zip(new, people, strict=True)]
    decided = _decide(tx, office, decisions.recognised(unit, seated, term=term))
    before = {"ended": _last_days(held), "terms": _last_days(terms_before), "codes": codes}
    _remember(tx, begun, new, decision=decided, **before)
    return view(tx, terms.number_within(tx, unit, begun, goes_on=running is not None))


def _decide(tx: Tx, office: "Office", decision: Decision) -> tuple[str, UUID] | None:
    """The superior decides; answers the decision's key and whose it is, unless it was taken on paper."""
    by = papers.decider(tx, tx.units.above(office.unit)[:-1])
    basis = papers.decide(tx, decision, by, of=[office.unit], effective_on=office.since, decision_no=office.decision_no)
    return None if by is None or basis.key is None else (basis.key, by.id)


def _remember(tx: Tx, term: Term, seats: Sequence[Position], **before: Any) -> None:
    """What the recognition changed is kept: it can be revoked for some time. before: as of `Recognition`."""
    made = Recognition(
        id=ids.new(),
        unit_id=term.unit_id,
        term_id=term.id,
        recognised_at=tx.now,
        recognised_by=tx.actor.person_id,
        seats=_last_days(seats),
        until=term.until,
        **before,
    )
    tx.recognitions.add(made)


def _last_days(lasting: Iterable[Position | Term]) -> tuple[LastDay, ...]:
    return tuple((each.id, each.until) for each in lasting)


def _require_one_seat(people: Sequence[Any]) -> None:
    names = {person.id: person.full_name for person in people}
    if len(names) == len(people):
        return
    twice = next(name for key, name in names.items() if sum(person.id == key for person in people) > 1)
    text = f"{twice} được ghi hai lần trong danh sách Ban Chấp hành."
    raise Conflict("seated-twice", text=text, mend="Giữ một dòng, với chức vụ cao nhất của người đó.")


def _committee_before(tx: Tx, unit: Unit, *, on: date) -> list[Position]:
    return [office for office in tx.positions.at(unit.id, on=on) if office.code in rules.COMMITTEE]


def _end_offices(tx: Tx, held: Sequence[Position], *, on: date) -> list[Position]:
    ended = [tx.positions.end(rules.cut(office, on=on)) for office in held]
    void_tokens(tx, {office.person_id for office in ended})
    return ended


@dataclass(frozen=True)
class Office:
    """What all seats of a committee have in common."""

    unit: Unit
    since: date
    until: date | None
    decision_no: str | None
    is_provisional: bool
    committee_until: date | None


def _seat(office: Office, person_id: UUID, code: str, *, provisional_months: int) -> Position:
    unit = office.unit
    position = Position(
        id=ids.new(),
        person_id=person_id,
        unit_id=unit.id,
        role=rules.role_of(code, level=unit.level, kind=unit.kind),
        code=code,
        from_on=office.since,
        until=office.until,
        decision_no=office.decision_no,
        is_provisional=office.is_provisional,
    )
    return rules.appoint(
        position,
        level=unit.level,
        kind=unit.kind,
        provisional_months=provisional_months,
        committee_until=office.committee_until,
    )


# ---------------------------------------------------------------- a longer term, a shorter one


def extend_committee(
    tx: Tx, *, unit_id: UUID, until: date, party_paper: str | None, decision_no: str | None
) -> dict[str, Any]:
    """The unit's committee works until the day, and so do those who would have left with it. Answers the unit.

    Raises Conflict("own-office" | "no-term" | "term-over" | "term-of-province" | "term-at-limit"), Invalid for a day beyond the rule.
    """
    unit = positions.appointing_unit(tx, unit_id)
    before, (longer, _) = _held(tx, unit)
    before, within = _movable(unit, before, longer)
    if before.is_provisional and not party_paper:
        raise Invalid(errors={"party_paper": ["Gia hạn Ban Chấp hành lâm thời cần cấp uỷ đồng ý. Ghi số văn bản đó."]})
    move = _Move(
        ids.new(), before, committee_terms.extended(before, until=until, within=within), decision_no, party_paper
    )
    _move_end(tx, unit, move, act="committee.extend")
    decision = decisions.extended(move.id, unit, before, move.after, party_paper=party_paper)
    papers.decide_above(tx, unit, decision, effective_on=tx.today, decision_no=decision_no)
    return view(tx, unit)


def shorten_committee(tx: Tx, *, unit_id: UUID, until: date, decision_no: str | None) -> dict[str, Any]:
    """The unit's committee works until the day only, and so do those who would have left with it. Answers the unit.

    Raises Conflict("no-term" | "term-over" | "term-provisional" | "term-of-province" | "term-at-limit"), Invalid for a day
    beyond the rule.
    """
    unit = positions.appointing_unit(tx, unit_id)
    before, (_, shorter) = _held(tx, unit)
    before, within = _movable(unit, before, shorter)
    after = committee_terms.shortened(before, until=until, within=within, today=tx.today)
    move = _Move(ids.new(), before, after, decision_no)
    void_tokens(tx, {office.person_id for office in _move_end(tx, unit, move, act="committee.shorten")})
    decision = decisions.shortened(move.id, unit, before, after)
    papers.decide_above(tx, unit, decision, effective_on=tx.today, decision_no=decision_no)
    return view(tx, unit)


@dataclass(frozen=True)
class _Move:
    """A term whose last day is another one, and by which papers."""

    id: UUID
    before: Term
    after: Term
    decision_no: str | None
    party_paper: str | None = None


def _held(tx: Tx, unit: Unit) -> tuple[Term | None, tuple[Way, Way]]:
    """The unit's term, held, and how far its last day may be moved either way."""
    tx.committee_terms.reaching(unit.id, on=tx.today)
    term = tx.committee_terms.last_begun(unit.id, on=tx.today)
    return term, terms.ways(tx, unit, term)


def _movable(unit: Unit, term: Term | None, way: Way) -> tuple[Term, Reach]:
    if term is not None and way.within is not None and way.refused is None:
        return term, way.within
    raise _refused(way.refused or committee_terms.unknown(unit))


def _move_end(tx: Tx, unit: Unit, move: _Move, *, act: str) -> list[Position]:
    """The term and the offices that go with it have another last day; answers those offices."""
    tx.committee_terms.save(move.after)
    papers_said = {"party_paper": move.party_paper, "decision_no": move.decision_no}
    tx.committee_terms.note_extension(move.id, move.before, move.after, **papers_said)
    moved = _move_offices(tx, unit, move.before, move.after)
    told = {"until": move.after.until, **papers_said, "offices": len(moved)}
    tx.record(act, subject_id=unit.id, unit_id=unit.id, before={"until": move.before.until}, after=told)
    announcing.positions_changed(tx, moved)
    return moved


def _refused(said: Remark) -> Conflict:
    return Conflict(said.code, text=said.text, mend=said.mend, refusals=[vars(said)])


def _move_offices(tx: Tx, unit: Unit, before: Term, after: Term) -> list[Position]:
    """Offices of the committee that would have ended with the term end with it still."""
    ends_with_it = [
        held
        for held in tx.positions.at(unit.id, on=tx.today)
        if held.code in rules.COMMITTEE and held.until == before.until
    ]
    if committee_terms.lasts_longer(before, after):
        positions.require_others((held.person_id for held in ends_with_it), by=tx.actor)
    return [tx.positions.end(replace(held, until=after.until, version=held.version + 1)) for held in ends_with_it]
