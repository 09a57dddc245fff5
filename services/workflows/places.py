"""Units and officers around a case, read from the local copies in one statement."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Text, Uuid, and_, bindparam, cast, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from services.kit.database import Tx
from services.workflows.domain.case import OFFICER_ROLES, Case, Delegation, Officer, Unit
from services.workflows.domain.relations import PLACES, Surroundings, rank
from services.workflows.domain.rules import Rules
from services.workflows.tables import delegations, people, positions, units

_UNIT = (
    units.c.id,
    units.c.name,
    units.c.level,
    units.c.kind,
    units.c.path,
    units.c.upper_power,
    units.c.place,
    units.c.closed_on,
)


_KEYS, _TODAY = bindparam("keys", type_=ARRAY(Uuid)), bindparam("today", type_=Date)
_IN_FORCE = and_(
    positions.c.unit_id == units.c.id,
    positions.c.from_on <= _TODAY,
    or_(positions.c.until.is_(None), positions.c.until >= _TODAY),
    positions.c.role.in_(sorted(OFFICER_ROLES)),
)
_OFFICERS = select(*_UNIT, positions.c.person_id, positions.c.role, positions.c.code, people.c.full_name).select_from(
    units.outerjoin(positions, _IN_FORCE).outerjoin(people, people.c.id == positions.c.person_id)
)
_NAMED = _OFFICERS.where(units.c.id == func.any(_KEYS))
_below = units.alias("below")
_labels = func.unnest(func.string_to_array(cast(_below.c.path, Text), "."))
_ABOVE = select(cast(func.substr(_labels, 2), Uuid)).where(_below.c.id == func.any(_KEYS))
_NAMED_AND_ABOVE = _OFFICERS.where(units.c.id.in_(_ABOVE))


class Places:
    """What this transaction has read of units and their officers."""

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._units: dict[UUID, Unit] = {}
        self._officers: dict[UUID, tuple[Officer, ...]] = {}
        self._lent: dict[str, tuple[Delegation, ...]] = {}

    def forget(self) -> None:
        """The copies have changed in this transaction."""
        self._units.clear()
        self._officers.clear()
        self._lent.clear()

    def load(self, keys: Iterable[UUID | None]) -> None:
        """The units and their officers of today are known, in one statement."""
        wanted = {key for key in keys if key is not None} - self._officers.keys()
        if wanted:
            self._read(_NAMED, wanted)

    def unit(self, key: UUID | None) -> Unit | None:
        """The unit, or None where the copy has none of that id."""
        self.load([key])
        return self._units.get(key) if key else None

    def officers(self, key: UUID | None) -> tuple[Officer, ...]:
        """Officers of the unit today, secretaries first."""
        self.load([key])
        return self._officers.get(key, ()) if key else ()

    def around(self, case: Case, rules: Rules) -> Surroundings:
        """Everything that the case's seats are resolved from."""
        self.load_with_above([case.unit_id, *(case.form.get(name) for name in PLACES)])
        return Surroundings(self._units, self._officers, self.delegations(case.process), rules)

    def load_with_above(self, keys: Iterable[UUID | str | None]) -> None:
        """The units, all units above them, and their officers are known."""
        wanted = {UUID(str(key)) for key in keys if key}
        if any(key not in self._units or not set(self._units[key].path) <= self._officers.keys() for key in wanted):
            self._read(_NAMED_AND_ABOVE, wanted)

    def _read(self, query: Any, wanted: set[UUID]) -> None:
        today: date = self._tx.today
        found: dict[UUID, list[Officer]] = {key: [] for key in wanted}
        for row in self._tx.execute(query, {"keys": list(wanted), "today": today}):
            held = found.setdefault(row.id, [])
            self._units[row.id] = unit_of(row, today)
            if row.person_id is not None:
                held.append(Officer(row.person_id, row.full_name or "", row.id, row.role, row.code))
        for key, held in found.items():
            self._officers[key] = tuple(sorted(held, key=lambda officer: (rank(officer.code), officer.full_name)))

    def delegations(self, process: str) -> tuple[Delegation, ...]:
        """What is lent in the process today; read once, because it is little and many cases ask."""
        if process not in self._lent:
            held, today = delegations.c, self._tx.today
            query = select(held.from_unit_id, held.to_unit_id).where(
                held.process == process,
                held.ended_at.is_(None),
                held.from_on <= today,
                or_(held.until.is_(None), held.until >= today),
            )
            self._lent[process] = tuple(Delegation(row.from_unit_id, row.to_unit_id) for row in self._tx.execute(query))
        return self._lent[process]


def unit_of(row: Any, today: date) -> Unit:
    """A unit out of its copy's row."""
    path = tuple(UUID(label[1:]) for label in row.path.split("."))
    closed = row.closed_on is not None and row.closed_on <= today
    return Unit(row.id, row.name, row.level, row.kind, path, row.upper_power, row.place, closed)
