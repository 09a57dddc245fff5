"""The term of a unit's committee, as it begins with its recognition and as a screen shows it (domain rules 1.3, 1.4)."""

from typing import Any

from services.kit import ids
from services.members.actions import announcing
from services.members.domain import committee_terms as rules
from services.members.domain.committee_terms import Floor, Reach, Term
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


def within(tx: Tx, unit: Unit, term: Term | None) -> Reach | None:
    """How far the term may be extended; none where there is no term or no last day."""
    return None if term is None else rules.reach(term, unit, tx.rules.on(tx.today).values)


def down_to(tx: Tx, unit: Unit, term: Term | None) -> Floor | None:
    """How far the term may be shortened; none where there is no term or no last day."""
    return None if term is None else rules.floor(term, unit, tx.rules.on(tx.today).values)


def refusal(tx: Tx, unit: Unit, term: Term | None) -> Remark | None:
    """Why the caller cannot extend the term now."""
    reach = within(tx, unit, term)
    return rules.not_extendable(term, unit, within=reach, today=tx.today, **_by_whom(tx, unit, term))


def refusal_to_shorten(tx: Tx, unit: Unit, term: Term | None) -> Remark | None:
    """Why the caller cannot shorten the term now."""
    least = down_to(tx, unit, term)
    return rules.not_shortenable(term, unit, within=least, today=tx.today, **_by_whom(tx, unit, term))


def _by_whom(tx: Tx, unit: Unit, term: Term | None) -> dict[str, bool]:
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
    reach, state = within(tx, unit, term), term.state(tx.today)
    return {
        **{name: getattr(term, name) for name in ("code", "from_on", "until", "planned_until", "is_provisional")},
        "state": state,
        "state_title": rules.STATES[state],
        "latest": reach and reach.latest,
        "extensions": [
            {"before": row.before, "until": row.until, "party_paper": row.party_paper, "decision_no": row.decision_no}
            for row in tx.committee_terms.extensions(term.id)
        ],
    }


def warning(tx: Tx, unit: Unit, term: Term | None) -> Remark | None:
    """The term is over or will be soon."""
    days = int(tx.rules.on(tx.today).values["term_alert_days"])
    return rules.warning(term, within=within(tx, unit, term), today=tx.today, alert_days=days)
