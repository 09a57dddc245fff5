"""The term of a unit's committee, as it begins with its recognition and as a screen shows it (domain rules 1.3, 1.4)."""

from typing import Any

from services.kit import ids
from services.members.domain import committee_terms as rules
from services.members.domain.committee_terms import Reach, Term
from services.members.domain.positions import Position
from services.members.domain.units import Remark, Unit
from services.members.store import Tx


def begin(tx: Tx, seat: Position, *, name: str | None, after: Term | None = None) -> None:
    """The committee that the seat is of has its term, and the one before has ended. after: a provisional term that goes on."""
    for earlier in tx.committee_terms.reaching(seat.unit_id, on=seat.from_on):
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


def within(tx: Tx, unit: Unit, term: Term | None) -> Reach | None:
    """How far the term may be extended; none where there is no term or no last day."""
    return None if term is None else rules.reach(term, unit, tx.rules.on(tx.today).values)


def refusal(tx: Tx, unit: Unit, term: Term | None) -> Remark | None:
    """Why the caller cannot extend the term now."""
    is_province = tx.actor.is_system or bool(tx.actor.unit_ids("PROVINCE_OFFICER", on=tx.today))
    reach = within(tx, unit, term)
    return rules.not_extendable(term, unit, within=reach, today=tx.today, is_province=is_province)


def view(tx: Tx, unit: Unit, term: Term | None) -> dict[str, Any] | None:
    """The term with its last day, how far it may go, and what extended it."""
    if term is None:
        return None
    reach, state = within(tx, unit, term), term.state(tx.today)
    extensions = tx.committee_terms.extensions(term.id) if term.is_extended else ()
    return {
        **{name: getattr(term, name) for name in ("code", "from_on", "until", "planned_until", "is_provisional")},
        "state": state,
        "state_title": rules.STATES[state],
        "latest": reach and reach.latest,
        "extensions": [
            {"before": row.before, "until": row.until, "party_paper": row.party_paper, "decision_no": row.decision_no}
            for row in extensions
        ],
    }


def warning(tx: Tx, unit: Unit, term: Term | None) -> Remark | None:
    """The term is over or will be soon."""
    days = int(tx.rules.on(tx.today).values["term_alert_days"])
    return rules.warning(term, within=within(tx, unit, term), today=tx.today, alert_days=days)
