"""What follows a unit to its successor; mergers as they were carried out, so that one can be undone to the letter."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import and_, func, insert, select, tuple_, update

from services.kit import clock
from services.members.cases.tables import holds, secondary_memberships
from services.members.domain.reorganising import Merger, Since, Step
from services.members.tables import memberships, people, positions, unit_mergers, units

if TYPE_CHECKING:
    from services.members.store import Tx


_MOVED = frozenset({"steps", "units", "offices", "carried", "decision"})
"""What is kept of a merger beside its own columns."""


@dataclass(frozen=True)
class Waiting:
    """What waited at a unit and waits at its successor: held changes (case and batch), candidates, links of guests."""

    holds: tuple[tuple[UUID, UUID], ...] = ()
    candidates: tuple[UUID, ...] = ()
    links: tuple[UUID, ...] = ()


class MergerStore:
    """Mergers, and what stands of them."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def follow(self, unit_id: UUID, successor_id: UUID) -> Waiting:
        """What waits at the unit waits at its successor; which that was."""
        waiting = and_(people.c.unit_id == unit_id, people.c.status == "CANDIDATE")
        bumped = {"unit_id": successor_id, "version": people.c.version + 1}
        candidates = self._tx.execute(update(people).where(waiting).values(bumped).returning(people.c.id)).scalars()
        held = and_(holds.c.unit_id == unit_id, holds.c.state == "HELD")
        followed = update(holds).where(held).values(unit_id=successor_id).returning(holds.c.case_id, holds.c.batch_id)
        kept = [(row.case_id, row.batch_id) for row in self._tx.execute(followed)]
        link = secondary_memberships
        hosted = and_(link.c.host_unit_id == unit_id, link.c.ended_on.is_(None))
        links = self._tx.execute(update(link).where(hosted).values(host_unit_id=successor_id).returning(link.c.id))
        return Waiting(tuple(kept), tuple(candidates), tuple(links.scalars()))

    def give_back(self, waiting: Waiting, *, successor_id: UUID, unit_id: UUID) -> None:
        """What followed and still waits at the successor waits at the unit again."""
        mine = and_(
            people.c.id.in_(waiting.candidates), people.c.unit_id == successor_id, people.c.status == "CANDIDATE"
        )
        again = {"unit_id": unit_id, "version": people.c.version + 1}
        self._tx.execute(update(people).where(mine).values(again))
        kept = tuple_(holds.c.case_id, holds.c.batch_id).in_(waiting.holds)
        held = and_(kept, holds.c.unit_id == successor_id, holds.c.state == "HELD")
        self._tx.execute(update(holds).where(held).values(unit_id=unit_id))
        link = secondary_memberships
        hosted = and_(link.c.id.in_(waiting.links), link.c.host_unit_id == successor_id, link.c.ended_on.is_(None))
        self._tx.execute(update(link).where(hosted).values(host_unit_id=unit_id))

    def add(self, merger: Merger, *, waiting: Waiting) -> None:
        """The merger is remembered with all that it moved."""
        moved = {
            "steps": [
                [str(step.person_id), str(step.old_id), str(step.new_id), step.shortened] for step in merger.steps
            ],
            "units": [str(key) for key in merger.units],
            "offices": _last_days(merger.offices),
            "carried": _last_days(merger.carried),
            "holds": [[str(key) for key in pair] for pair in waiting.holds],
            "candidates": [str(key) for key in waiting.candidates],
            "links": [str(key) for key in waiting.links],
            "decision": merger.decision and [merger.decision[0], str(merger.decision[1])],
        }
        values = {name: value for name, value in asdict(merger).items() if name not in _MOVED}
        self._tx.execute(insert(unit_mergers).values(**values, moved=moved))

    def standing(self, unit_id: UUID) -> tuple[Merger, Waiting] | None:
        """The merger by which the unit is over, held; none where it was closed otherwise, or before mergers were kept."""
        mine = and_(unit_mergers.c.unit_id == unit_id, unit_mergers.c.undone_at.is_(None))
        row = self._tx.execute(select(unit_mergers).where(mine).with_for_update()).one_or_none()
        return None if row is None else (_merger(row), _waiting(row.moved))

    def recorded_on(self, unit_id: UUID) -> date | None:
        """The day on which the merger was written by which the unit is over; nothing is held."""
        mine = and_(unit_mergers.c.unit_id == unit_id, unit_mergers.c.undone_at.is_(None))
        merged_at = self._tx.execute(select(unit_mergers.c.merged_at).where(mine)).scalar()
        return None if merged_at is None else clock.day_of(merged_at)

    def undone(self, merger: Merger) -> None:
        done = {"undone_at": self._tx.now, "undone_by": self._tx.actor.person_id}
        self._tx.execute(update(unit_mergers).where(unit_mergers.c.id == merger.id).values(done))

    def share_decision(self, key: str) -> bool:
        """Other mergers of the same decision stand."""
        standing = and_(unit_mergers.c.moved["decision"][0].astext == key, unit_mergers.c.undone_at.is_(None))
        return self._tx.execute(select(unit_mergers.c.id).where(standing).limit(1)).first() is not None

    def since(self, merger: Merger) -> Since:
        """What has happened since to what the merger moved."""
        return Since(
            moved_on=self._moved_on(merger),
            held=self._held(merger),
            in_office=self._in_office(merger),
            offices_changed=self._offices_changed(merger),
            stray_units=self._stray_units(merger),
        )

    def _moved_on(self, merger: Merger) -> list[str]:
        """Names of those who went along and are no longer as the merger left them."""
        went = {step.new_id: step.person_id for step in merger.steps}
        stands = and_(
            memberships.c.id.in_(went),
            memberships.c.unit_id == merger.into_id,
            memberships.c.superseded_at.is_(None),
            func.upper_inf(memberships.c.valid),
        )
        same = set(self._tx.execute(select(memberships.c.person_id).where(stands)).scalars())
        return self._names(set(went.values()) - same)

    def _held(self, merger: Merger) -> list[str]:
        """Names of those who went along and whom a case holds for a change."""
        went = [step.person_id for step in merger.steps]
        asked = select(holds.c.person_id).where(holds.c.person_id.in_(went), holds.c.state == "HELD")
        return self._names(set(self._tx.execute(asked.where(holds.c.kind != "note")).scalars()))

    def _in_office(self, merger: Merger) -> list[str]:
        """Names of those who went along and were given an office of the other unit since."""
        went = [step.person_id for step in merger.steps]
        given = and_(
            positions.c.person_id.in_(went),
            positions.c.unit_id == merger.into_id,
            positions.c.id.not_in([key for key, _ in merger.carried]),
            positions.c.created_at > merger.merged_at,
            func.coalesce(positions.c.until, self._tx.today) >= self._tx.today,
        )
        return self._names(set(self._tx.execute(select(positions.c.person_id).where(given)).scalars()))

    def _offices_changed(self, merger: Merger) -> list[str]:
        """Names of those whose office went along and does not last as it did."""
        asked = select(positions.c.id, positions.c.until, positions.c.person_id)
        found = self._tx.execute(asked.where(positions.c.id.in_([key for key, _ in merger.carried])))
        lasting = dict(merger.carried)
        return self._names({row.person_id for row in found if row.until != lasting[row.id]})

    def _names(self, person_ids: Iterable[UUID]) -> list[str]:
        asked = select(people.c.full_name).where(people.c.id.in_(list(person_ids))).order_by(people.c.sort_key)
        return list(self._tx.execute(asked).scalars())

    def _stray_units(self, merger: Merger) -> list[str]:
        """Names of units that went along and no longer stand below the other, open."""
        stays = and_(units.c.parent_id == merger.into_id, units.c.closed_on.is_(None))
        asked = select(units.c.name).where(units.c.id.in_(merger.units), ~stays).order_by(units.c.sort_key)
        return list(self._tx.execute(asked).scalars())

    def bring_back(self, steps: Sequence[Step]) -> None:
        """The people's stretches are as they were before."""
        new, shortened = [step.new_id for step in steps], [step.old_id for step in steps if step.shortened]
        whole = [step.old_id for step in steps if not step.shortened]
        self._tx.execute(update(memberships).where(memberships.c.id.in_(new)).values(superseded_at=self._tx.now))
        longer = {"valid": func.daterange(func.lower(memberships.c.valid), None)}
        self._tx.execute(update(memberships).where(memberships.c.id.in_(shortened)).values(longer))
        self._tx.execute(update(memberships).where(memberships.c.id.in_(whole)).values(superseded_at=None))


def _merger(row: Any) -> Merger:
    names = ("id", "unit_id", "into_id", "merged_on", "merged_at", "merged_by", "decision_no")
    return Merger(
        **{name: getattr(row, name) for name in names},
        steps=tuple(Step(UUID(one), UUID(old), UUID(new), cut) for one, old, new, cut in row.moved["steps"]),
        units=tuple(UUID(key) for key in row.moved["units"]),
        offices=_offices(row.moved["offices"]),
        carried=_offices(row.moved.get("carried", ())),
        decision=_decision(row.moved.get("decision")),
    )


def _last_days(offices: Iterable[tuple[UUID, date | None]]) -> list[list[str | None]]:
    return [[str(key), until.isoformat() if until else None] for key, until in offices]


def _offices(rows: Iterable[Sequence[Any]]) -> tuple[tuple[UUID, date | None], ...]:
    """None were carried by a merger of before they were."""
    return tuple((UUID(key), until and date.fromisoformat(until)) for key, until in rows)


def _decision(kept: Sequence[str] | None) -> tuple[str, UUID] | None:
    """None for a merger that was decided on paper."""
    return None if kept is None else (kept[0], UUID(kept[1]))


def _waiting(moved: Mapping[str, Any]) -> Waiting:
    return Waiting(
        tuple((UUID(case_id), UUID(batch_id)) for case_id, batch_id in moved["holds"]),
        tuple(UUID(key) for key in moved["candidates"]),
        tuple(UUID(key) for key in moved["links"]),
    )
