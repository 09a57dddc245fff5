"""Units and officers around a case, read from the local copies in one statement."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Date, Text, Uuid, and_, bindparam, cast, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from services.contracts.offices import COMMITTEE, OFFICER_ROLES
from services.kit.database import Database, Tx
from services.workflows.domain.case import Case, Delegation, Officer, Unit
from services.workflows.domain.relations import PLACES, Surroundings, rank
from services.workflows.domain.rules import Rules
from services.workflows.tables import delegations, people, places_stamp, positions, units

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
    positions.c.code.in_(COMMITTEE),
)
_OFFICERS = select(*_UNIT, positions.c.person_id, positions.c.role, positions.c.code, people.c.full_name).select_from(
    units.outerjoin(positions, _IN_FORCE).outerjoin(people, people.c.id == positions.c.person_id)
)
_NAMED = _OFFICERS.where(units.c.id == func.any(_KEYS))
_below = units.alias("below")
_labels = func.unnest(func.string_to_array(cast(_below.c.path, Text), "."))
_ABOVE = select(cast(func.substr(_labels, 2), Uuid)).where(_below.c.id == func.any(_KEYS))
_NAMED_AND_ABOVE = _OFFICERS.where(units.c.id.in_(_ABOVE))


_STAMP = select(places_stamp.c.value)
_OWN = -1
"""Stands for the stamp in a transaction that has changed places."""


class _Known:
    """Units, officers and loans as they were on one day under one stamp."""

    def __init__(self, stamp: int, day: date) -> None:
        self.stamp, self.day = stamp, day
        self.units: dict[UUID, Unit] = {}
        self.officers: dict[UUID, tuple[Officer, ...]] = {}
        self.lent: dict[str, tuple[Delegation, ...]] = {}


_shared: WeakKeyDictionary[Database[Any], _Known] = WeakKeyDictionary()
"""By database: what its transactions have read of places since the stamp changed last."""


class Places:
    """What this transaction knows of units and their officers.

    Whatever changes the copies changes their stamp in the same transaction, so what was read under a stamp holds as long as
    that stamp stands, and this process reads it once. A transaction that has changed the copies keeps what it reads to itself.
    """

    def __init__(self, tx: Tx) -> None:
        self._tx = tx
        self._stamp: int | None = None
        self._mine: _Known | None = None

    def stamped(self, stamp: int) -> None:
        """The stamp was read along with a case, perhaps after others had changed places."""
        self._stamp = stamp
        if self._mine is not None and self._mine.stamp not in (stamp, _OWN):
            self._mine = None

    def forget(self) -> None:
        """The copies have changed in this transaction."""
        self._mine = _Known(_OWN, self._tx.today)

    @property
    def _known(self) -> _Known:
        if self._mine is None:
            stamp = self._tx.execute(_STAMP).scalar_one() if self._stamp is None else self._stamp
            self._mine = _under(self._tx, stamp)
        return self._mine

    def load(self, keys: Iterable[UUID | None]) -> None:
        """The units and their officers of today are known, in one statement."""
        known = self._known.officers
        wanted = {key for key in keys if key is not None and key not in known}
        if wanted:
            self._read(_NAMED, wanted)

    def unit(self, key: UUID | None) -> Unit | None:
        """The unit, or None where the copy has none of that id."""
        self.load([key])
        return self._known.units.get(key) if key else None

    def officers(self, key: UUID | None) -> tuple[Officer, ...]:
        """Officers of the unit today, secretaries first."""
        self.load([key])
        return self._known.officers.get(key, ()) if key else ()

    def around(self, case: Case, rules: Rules) -> Surroundings:
        """Everything that the case's seats are resolved from."""
        self.load_with_above([case.unit_id, *(case.form.get(name) for name in PLACES)])
        return Surroundings(self._known.units, self._known.officers, self.delegations(case.process), rules)

    def load_with_above(self, keys: Iterable[UUID | str | None]) -> None:
        """The units, all units above them, and their officers are known."""
        wanted = {UUID(str(key)) for key in keys if key}
        units, officers = self._known.units, self._known.officers
        if any(key not in units or not officers.keys() >= set(units[key].path) for key in wanted):
            self._read(_NAMED_AND_ABOVE, wanted)

    def _read(self, query: Any, wanted: set[UUID]) -> None:
        today, known = self._tx.today, self._known
        found: dict[UUID, list[Officer]] = {key: [] for key in wanted}
        for row in self._tx.execute(query, {"keys": list(wanted), "today": today}):
            held = found.setdefault(row.id, [])
            known.units[row.id] = unit_of(row, today)
            if row.person_id is not None:
                held.append(Officer(row.person_id, row.full_name or "", row.id, row.role, row.code))
        for key, held in found.items():
            known.officers[key] = tuple(sorted(held, key=lambda officer: (rank(officer.code), officer.full_name)))

    def delegations(self, process: str) -> tuple[Delegation, ...]:
        """What is lent in the process today; read once, because it is little and many cases ask."""
        lent = self._known.lent
        if process not in lent:
            held, today = delegations.c, self._tx.today
            query = select(held.from_unit_id, held.to_unit_id).where(
                held.process == process,
                held.ended_at.is_(None),
                held.from_on <= today,
                or_(held.until.is_(None), held.until >= today),
            )
            lent[process] = tuple(Delegation(row.from_unit_id, row.to_unit_id) for row in self._tx.execute(query))
        return lent[process]


def _under(tx: Tx, stamp: int) -> _Known:
    """What is known under the stamp: shared, unless another transaction has seen a later one."""
    held = _shared.get(tx.database)
    if held is not None and (held.stamp, held.day) == (stamp, tx.today):
        return held
    fresh = _Known(stamp, tx.today)
    if held is None or held.stamp <= stamp:
        _shared[tx.database] = fresh
    return fresh


def unit_of(row: Any, today: date) -> Unit:
    """A unit out of its copy's row."""
    path = tuple(UUID(label[1:]) for label in row.path.split("."))
    closed = row.closed_on is not None and row.closed_on <= today
    return Unit(row.id, row.name, row.level, row.kind, path, row.upper_power, row.place, closed)
