"""Memberships and offices, by the day."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Row, and_, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import Range

from services.kit import ids
from services.kit.faults import NotFound
from services.members.domain.memberships import Stretch
from services.members.domain.positions import Position
from services.members.domain.reorganising import Step
from services.members.tables import WAS_HELD, memberships, positions

if TYPE_CHECKING:
    from services.members.store import Tx


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A stretch that begins, and why."""

    stretch: Stretch
    why: str
    case_id: UUID | None = None
    decision: tuple[str, date] | None = None
    is_new_bond: bool = False


class MembershipStore:
    """Stretches of memberships."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def latest(self, person_id: UUID) -> Stretch | None:
        """The person's last stretch that stands, open or over."""
        stands = and_(memberships.c.person_id == person_id, memberships.c.superseded_at.is_(None))
        found = (
            select(memberships)
            .where(stands)
            .order_by(func.lower(memberships.c.valid).desc())
            .limit(1)
            .with_for_update()
        )
        row = self._tx.execute(found).one_or_none()
        return None if row is None else _stretch(row)

    def latest_of(self, person_ids: Iterable[UUID | None]) -> dict[UUID, Stretch]:
        """Each person's last stretch that stands, open or over; held in one order for all."""
        keys = list(person_ids)
        stands = and_(memberships.c.person_id.in_(keys), memberships.c.superseded_at.is_(None))
        found = select(memberships).where(stands).order_by(memberships.c.person_id, func.lower(memberships.c.valid))
        rows = self._tx.execute(found.with_for_update()) if keys else ()
        return {row.person_id: _stretch(row) for row in rows}

    def over_at_once(self, person_id: UUID, *, since: date) -> Stretch | None:
        """The person's newest stretch that began on the day or later and was over on its first day."""
        held = memberships.c
        was_over = and_(held.superseded_at.is_not(None), held.ended_as.is_not(None), func.upper_inf(held.valid))
        found = select(memberships).where(held.person_id == person_id, was_over, func.lower(held.valid) >= since)
        row = self._tx.execute(found.order_by(held.recorded_at.desc()).limit(1)).one_or_none()
        return None if row is None else _stretch(row)

    def begin(self, stretch: Stretch, *, why: str, case_id: UUID | None = None) -> None:
        """The stretch goes on from its first day in its bond."""
        self.begin_all([Begun(stretch=stretch, why=why, case_id=case_id)])

    def begin_all(self, begun: Iterable[Begun]) -> None:
        """The stretches go on from their first days; what their bonds had from those days on is superseded."""
        rows = []
        for each in begun:
            stretch = each.stretch
            if not each.is_new_bond:
                self._give_way(stretch.bond_id, stretch.since)
            rows.append(
                {
                    "id": stretch.id,
                    "bond_id": stretch.bond_id,
                    "person_id": stretch.person_id,
                    "unit_id": stretch.unit_id,
                    "valid": Range(stretch.since, stretch.until),
                    "why": each.why,
                    "case_id": each.case_id,
                    "decision_no": each.decision and each.decision[0],
                    "decision_on": each.decision and each.decision[1],
                }
            )
        if rows:
            self._tx.execute(insert(memberships), rows)

    def finish(self, stretch: Stretch, *, on: date, ended_as: str) -> None:
        """The bond is over: the day is the first without it. One that is over on its first day is superseded whole."""
        mine = memberships.c.id == stretch.id
        if on <= stretch.since:
            self._tx.execute(update(memberships).where(mine).values(superseded_at=self._tx.now, ended_as=ended_as))
        else:
            ended = {"valid": Range(stretch.since, on), "ended_as": ended_as}
            self._tx.execute(update(memberships).where(mine).values(ended))

    def supersede_all(self, person_id: UUID) -> list[UUID]:
        """None of the person's stretches stands any more; which those were."""
        stands = and_(memberships.c.person_id == person_id, memberships.c.superseded_at.is_(None))
        fallen = update(memberships).where(stands).values(superseded_at=self._tx.now).returning(memberships.c.id)
        return list(self._tx.execute(fallen).scalars())

    def restore(self, stretch_ids: list[UUID]) -> None:
        """The stretches stand again."""
        again = update(memberships).where(memberships.c.id.in_(stretch_ids)).values(superseded_at=None)
        self._tx.execute(again)

    def move_all(
        self,
        source_id: UUID,
        target_id: UUID,
        person_ids: Iterable[UUID],
        *,
        on: date,
        why: str,
        decision: tuple[str, date] | None,
    ) -> list[Step]:
        """The people's open stretches in the one unit go on in the other from the day; each as a step.

        A stretch that began on the day or later is the other unit's whole.
        """
        stands = [memberships.c.unit_id == source_id, memberships.c.superseded_at.is_(None)]
        stands += [func.upper_inf(memberships.c.valid), memberships.c.person_id.in_(list(person_ids))]
        found = select(memberships).where(*stands).order_by(memberships.c.person_id).with_for_update()
        moved = [_stretch(row) for row in self._tx.execute(found)]
        earlier = [stretch.id for stretch in moved if stretch.since < on]
        later = [stretch.id for stretch in moved if stretch.since >= on]
        shorter = {"valid": func.daterange(func.lower(memberships.c.valid), on)}
        self._tx.execute(update(memberships).where(memberships.c.id.in_(earlier)).values(shorter))
        self._tx.execute(update(memberships).where(memberships.c.id.in_(later)).values(superseded_at=self._tx.now))
        number, day = decision or (None, None)
        steps = [Step(stretch.person_id, stretch.id, ids.new(), stretch.since < on) for stretch in moved]
        rows = [
            {
                "id": step.new_id,
                "bond_id": stretch.bond_id,
                "person_id": stretch.person_id,
                "unit_id": target_id,
                "valid": Range(max(stretch.since, on), None),
                "why": why,
                "decision_no": number,
                "decision_on": day,
            }
            for stretch, step in zip(moved, steps, strict=True)
        ]
        if rows:
            self._tx.execute(insert(memberships), rows)
        return steps

    def _give_way(self, bond_id: UUID, on: date) -> None:
        stands = and_(memberships.c.bond_id == bond_id, memberships.c.superseded_at.is_(None))
        later = and_(stands, func.lower(memberships.c.valid) >= on)
        self._tx.execute(update(memberships).where(later).values(superseded_at=self._tx.now))
        shorter = func.daterange(func.lower(memberships.c.valid), on)
        reaching = and_(stands, or_(func.upper_inf(memberships.c.valid), func.upper(memberships.c.valid) > on))
        self._tx.execute(update(memberships).where(reaching).values(valid=shorter))


def _stretch(row: Row[Any]) -> Stretch:
    return Stretch(
        id=row.id,
        bond_id=row.bond_id,
        person_id=row.person_id,
        unit_id=row.unit_id,
        since=row.valid.lower,
        until=row.valid.upper,
    )


_POSITION_COLUMNS = [positions.c[each.name] for each in fields(Position)]


class PositionStore:
    """Offices, past and present."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def lock(self, position_id: UUID) -> Position:
        """The position, held until the transaction ends. Raises NotFound("position-unknown")."""
        found = select(*_POSITION_COLUMNS).where(positions.c.id == position_id).with_for_update()
        row = self._tx.execute(found).one_or_none()
        if row is None:
            raise NotFound("position-unknown")
        return Position(**row._mapping)

    def reaching(self, person_id: UUID, *, on: date) -> list[Position]:
        """Offices of the person that reach the day."""
        lasts = or_(positions.c.until.is_(None), positions.c.until >= on)
        mine = (positions.c.person_id == person_id, lasts, WAS_HELD)
        found = select(*_POSITION_COLUMNS).where(*mine).order_by(positions.c.id)
        return [Position(**row._mapping) for row in self._tx.execute(found)]

    def of_people(self, person_ids: Iterable[UUID], *, on: date) -> list[Position]:
        """Offices of the people that reach the day."""
        lasts = or_(positions.c.until.is_(None), positions.c.until >= on)
        found = select(*_POSITION_COLUMNS).where(positions.c.person_id.in_(list(person_ids)), lasts, WAS_HELD)
        return [Position(**row._mapping) for row in self._tx.execute(found.order_by(positions.c.id))]

    def at(self, unit_id: UUID, *, on: date) -> list[Position]:
        """Offices at the unit that reach the day, held until the transaction ends."""
        lasts = or_(positions.c.until.is_(None), positions.c.until >= on)
        found = (
            select(*_POSITION_COLUMNS).where(positions.c.unit_id == unit_id, lasts, WAS_HELD).order_by(positions.c.id)
        )
        return [Position(**row._mapping) for row in self._tx.execute(found.with_for_update())]

    def add(self, position: Position) -> Position:
        self._tx.execute(insert(positions).values(asdict(position) | {"created_at": self._tx.now}))
        return position

    def save(self, position: Position) -> Position:
        names = ("until", "engagement", "ended_because", "ended_at", "version")
        changed = {name: getattr(position, name) for name in names}
        self._tx.execute(update(positions).where(positions.c.id == position.id).values(changed))
        return position

    def end(self, position: Position) -> Position:
        """The office has its last day; where that is today, it gives nothing from this moment on."""
        is_over = position.until == self._tx.today
        return self.save(replace(position, ended_at=self._tx.now if is_over else None))
