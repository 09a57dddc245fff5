"""The term of a unit's committee, as it begins with its recognition and as a screen shows it (domain rules 1.3, 1.4)."""

from dataclasses import dataclass
from typing import Any

from services.kit import ids
from services.members.actions import announcing
from services.members.domain import committee_terms as rules
from services.members.domain.committee_terms import Reach, Term
from services.members.domain.positions import Position
from services.members.domain.units import Remark, Unit
from services.members.store import Tx


def begin(tx: Tx, seat: Position, *, name: str | None, after: Term | None = None) -> tuple[Term, list[Term]]:
    """The committee that the seat is of has its term; answers it with those that it ended, as they were.

    after: a provisional term that goes on.
    """
    ended = tx.committee_terms.reaching(seat.unit_id, on=seat.from_on)
    for earlier in ended:
        tx.committee_terms.save(rules.cut(earlier, on=seat.from_on))
    code = rules.name_of(name, from_on=seat.from_on, until=seat.until, is_provisional=seat.is_provisional)
    term = Term(
        id=ids.new(),
        unit_id=seat.unit_id,
        code=code,
        from_on=seat.from_on,
        until=seat.until,
        planned_until=after.planned_until if after is not None else seat.until,
        is_provisional=seat.is_provisional,
    )
    tx.committee_terms.add(term)
    return term, ended


def number_within(tx: Tx, unit: Unit, term: Term, *, goes_on: bool) -> Unit:
    """The unit's documents are numbered within the term from its first day; others hear of it. goes_on: it had begun before."""
    code = unit.term_code if goes_on else rules.numbered_within(term, now=unit.term_code)
    entered = tx.units.enter_term(unit, code=code, on=term.from_on)
    if entered.version != unit.version:
        announcing.units_changed(tx, [entered])
    return entered


def follow(tx: Tx) -> None:
    """Terms whose first day has come: from now on their units' documents are numbered within them."""
    announcing.units_changed(tx, tx.units.follow_terms())


@dataclass(frozen=True)
class Way:
    """How far the last day of a term may be moved one way, and why the caller cannot now; no reach where no last day is known."""

    within: Reach | None
    refused: Remark | None


def ways(tx: Tx, unit: Unit, term: Term | None) -> tuple[Way, Way]:
    """To a later day and to an earlier one."""
    values, by_whom = tx.rules.on(tx.today).values, _actor_facts(tx, unit, term)
    longer = None if term is None else rules.latest(term, unit, values)
    shorter = None if term is None else rules.earliest(term, unit, values)
    return (
        Way(longer, rules.not_extendable(term, unit, within=longer, today=tx.today, **by_whom)),
        Way(shorter, rules.not_shortenable(term, unit, within=shorter, today=tx.today, **by_whom)),
    )


def _within(tx: Tx, unit: Unit, term: Term) -> Reach | None:
    return rules.latest(term, unit, tx.rules.on(tx.today).values)


def _actor_facts(tx: Tx, unit: Unit, term: Term | None) -> dict[str, bool]:
    months = int(tx.rules.on(tx.today).values["provisional_max_months"])
    return {
        "is_province": tx.actor.is_system or bool(tx.actor.unit_ids("PROVINCE_OFFICER", on=tx.today)),
        "is_first": term is not None
        and rules.is_first_of_new(term, tx.committee_terms.before(term), unit, provisional_months=months),
    }


def view(tx: Tx, unit: Unit, term: Term | None) -> dict[str, Any] | None:
    """The term with its last day, how far it may go, and what moved that day."""
    if term is None:
        return None
    reach, state = _within(tx, unit, term), term.state(tx.today)
    return {
        **{name: getattr(term, name) for name in ("code", "from_on", "until", "planned_until", "is_provisional")},
        "state": state,
        "state_title": rules.STATES[state],
        "latest": reach and reach.day,
        "extensions": [
            {"before": row.before, "until": row.until, "party_paper": row.party_paper, "decision_no": row.decision_no}
            for row in tx.committee_terms.extensions(term.id)
        ],
    }


def warning(tx: Tx, unit: Unit, term: Term | None) -> Remark | None:
    """The term is over or will be soon."""
    days = int(tx.rules.on(tx.today).values["term_alert_days"])
    within = None if term is None else _within(tx, unit, term)
    return rules.warning(term, within=within, today=tx.today, alert_days=days)
