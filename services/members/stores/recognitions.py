"""Recognitions of committees as they were carried out."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import Range

from services.members.committee_tables import committee_recognitions, unit_term_codes, unit_terms
from services.members.domain.positions import COMMITTEE
from services.members.domain.recognitions import Code, LastDay, Recognition, Since
from services.members.stores.committee_terms import last_of
from services.members.tables import people, positions

if TYPE_CHECKING:
    from services.members.store import Tx

_CHANGED = ("seats", "ended", "terms", "codes", "until", "decision")
"""What is kept of a recognition beside its own columns."""


class RecognitionStore:
    """Recognitions, and what stands of them."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def add(self, recognition: Recognition) -> None:
        """The recognition is remembered with all that it changed."""
        values = {name: value for name, value in asdict(recognition).items() if name not in _CHANGED}
        changed = {name: _plain(getattr(recognition, name)) for name in _CHANGED}
        self._tx.execute(insert(committee_recognitions).values(**values, changed=changed))

    def of_last_term(self, unit_id: UUID) -> Recognition | None:
        """The recognition that the unit's last term began with; none where it was revoked, or before recognitions were kept."""
        kept = committee_recognitions.c
        mine = (kept.term_id == last_of(unit_id, unit_terms.c.id).scalar_subquery(), kept.revoked_at.is_(None))
        row = self._tx.execute(select(committee_recognitions).where(*mine)).one_or_none()
        return None if row is None else _recognition(row)

    def revoked(self, recognition: Recognition) -> None:
        done = {"revoked_at": self._tx.now, "revoked_by": self._tx.actor.person_id}
        mine = committee_recognitions.c.id == recognition.id
        self._tx.execute(update(committee_recognitions).where(mine).values(done))

    def codes(self, unit_id: UUID) -> tuple[Code, ...]:
        """How the unit's documents are numbered, by the day."""
        dated = unit_term_codes.c
        days = (func.lower(dated.valid).label("since"), func.upper(dated.valid).label("until"))
        rows = self._tx.execute(select(dated.code, *days).where(dated.unit_id == unit_id).order_by(dated.valid))
        return tuple((row.code, row.since, row.until) for row in rows)

    def number_as(self, unit_id: UUID, codes: Sequence[Code]) -> None:
        """The unit's documents are numbered as they were, by the day."""
        self._tx.execute(delete(unit_term_codes).where(unit_term_codes.c.unit_id == unit_id))
        rows = [{"unit_id": unit_id, "code": code, "valid": Range(since, until)} for code, since, until in codes]
        self._tx.execute(insert(unit_term_codes), rows)

    def since(self, recognition: Recognition) -> Since:
        """What has happened since to what the recognition made."""
        until = select(unit_terms.c.until).where(unit_terms.c.id == recognition.term_id)
        return Since(
            changed=self._changed(recognition), joined=self._joined(recognition), until=self._tx.execute(until).scalar()
        )

    def _changed(self, recognition: Recognition) -> list[str]:
        held = select(positions.c.id, positions.c.until, people.c.full_name).join(
            people, people.c.id == positions.c.person_id
        )
        rows = self._tx.execute(held.where(positions.c.id.in_(key for key, _ in recognition.seats)))
        given = dict(recognition.seats)
        return sorted(row.full_name for row in rows if row.until != given[row.id])

    def _joined(self, recognition: Recognition) -> list[str]:
        """Names of those who were given an office of the committee since."""
        seats = [key for key, _ in recognition.seats]
        later = (
            positions.c.unit_id == recognition.unit_id,
            positions.c.code.in_(COMMITTEE),
            positions.c.created_at > recognition.recognised_at,
            positions.c.id.not_in(seats),
        )
        asked = select(people.c.full_name).join(positions, positions.c.person_id == people.c.id).where(*later)
        return sorted(set(self._tx.execute(asked).scalars()))


def _plain(value: Any) -> Any:
    """Keys and days as texts."""
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, (UUID, date)) else value


def _recognition(row: Any) -> Recognition:
    names = ("id", "unit_id", "term_id", "recognised_at", "recognised_by")
    changed, decision = row.changed, row.changed["decision"]
    return Recognition(
        **{name: getattr(row, name) for name in names},
        seats=_days(changed["seats"]),
        ended=_days(changed["ended"]),
        terms=_days(changed["terms"]),
        codes=tuple((code, _day(since), _day(until)) for code, since, until in changed["codes"]),
        until=_day(changed["until"]),
        decision=decision and (decision[0], UUID(decision[1])),
    )


def _days(kept: Iterable[Sequence[str]]) -> tuple[LastDay, ...]:
    return tuple((UUID(key), _day(until)) for key, until in kept)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
