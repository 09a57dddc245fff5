"""Terms of the committees of units, by the day, with what extended and shortened them."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, insert, or_, select, update

from services.members.committee_tables import term_extensions, unit_terms
from services.members.domain.committee_terms import Term

if TYPE_CHECKING:
    from services.members.store import Tx

_COLUMNS = [unit_terms.c[each.name] for each in fields(Term)]


_HAS_BEEN = or_(unit_terms.c.until.is_(None), unit_terms.c.until >= unit_terms.c.from_on)
"""The term was not put aside before it began."""


class TermStore:
    """Terms of committees."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def running_provisional(self, unit_id: UUID, *, on: date) -> Term | None:
        """The provisional term of the unit that goes on on the day: whoever joins leaves with it, since one congress is due."""
        last = self.last_begun(unit_id, on=on)
        return last if last is not None and last.is_provisional and not last.is_over(on) else None

    def last_begun(self, unit_id: UUID, *, on: date) -> Term | None:
        """The term that began last by the day, whether or not it is over."""
        begun = (unit_terms.c.unit_id == unit_id, unit_terms.c.from_on <= on, _HAS_BEEN)
        last = (unit_terms.c.from_on.desc(), unit_terms.c.id.desc())
        row = self._tx.execute(select(*_COLUMNS).where(*begun).order_by(*last).limit(1)).one_or_none()
        return None if row is None else Term(**row._mapping)

    def latest(self, unit_id: UUID) -> Term | None:
        """The term that begins last, be it still to come."""
        row = self._tx.execute(last_of(unit_id, *_COLUMNS)).one_or_none()
        return None if row is None else Term(**row._mapping)

    def before(self, term: Term) -> list[Term]:
        """Terms of the unit that began before this one, the earliest first."""
        begun = (unit_terms.c.unit_id == term.unit_id, unit_terms.c.from_on < term.from_on, _HAS_BEEN)
        found = select(*_COLUMNS).where(*begun).order_by(unit_terms.c.from_on, unit_terms.c.id)
        return [Term(**row._mapping) for row in self._tx.execute(found)]

    def reaching(self, unit_id: UUID, *, on: date) -> list[Term]:
        """Terms that reach the day, held until the transaction ends, the earliest first."""
        lasts = or_(unit_terms.c.until.is_(None), unit_terms.c.until >= on)
        found = select(*_COLUMNS).where(unit_terms.c.unit_id == unit_id, lasts)
        ordered = found.order_by(unit_terms.c.from_on, unit_terms.c.id).with_for_update()
        return [Term(**row._mapping) for row in self._tx.execute(ordered)]

    def add(self, term: Term) -> None:
        self._tx.execute(insert(unit_terms).values(**asdict(term), state=term.stored_state))

    def save(self, term: Term) -> None:
        """The term lasts as it says."""
        changed = {"until": term.until, "state": term.stored_state}
        self._tx.execute(update(unit_terms).where(unit_terms.c.id == term.id).values(changed))

    def give_back(self, last_days: Sequence[tuple[UUID, date | None]]) -> None:
        """Terms last until the days on which they would have ended."""
        for term_id, until in last_days:
            self._tx.execute(update(unit_terms).where(unit_terms.c.id == term_id).values(until=until))

    def note_extension(
        self, extension_id: UUID, before: Term, after: Term, *, party_paper: str | None, decision_no: str | None
    ) -> None:
        """How the term came to last longer, or shorter, stays on record."""
        days = {"before": before.until, "until": after.until}
        said = {"party_paper": party_paper, "decision_no": decision_no}
        who = {"recorded_at": self._tx.now, "recorded_by": self._tx.actor.person_id}
        self._tx.execute(insert(term_extensions).values(id=extension_id, term_id=after.id, **days, **said, **who))

    def extensions(self, term_id: UUID) -> Sequence[Row[Any]]:
        """What extended and shortened the term, the earliest first."""
        mine = term_extensions.c.term_id == term_id
        return self._tx.execute(select(term_extensions).where(mine).order_by(term_extensions.c.id)).all()


def last_of(unit_id: UUID, *columns: ColumnElement[Any]) -> Select[Any]:
    """What is asked of the unit's term that begins last."""
    mine = (unit_terms.c.unit_id == unit_id, _HAS_BEEN)
    return select(*columns).where(*mine).order_by(unit_terms.c.from_on.desc(), unit_terms.c.id.desc()).limit(1)
