"""People of today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import DateTime, Row, Text, Uuid, bindparam, cast, func, insert, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.dialects.postgresql import insert as insert_or

from services.kit import ids
from services.kit.faults import NotFound, Stale
from services.members.domain import cards, names, profile
from services.members.tables import access_ledger, member_code_counters, people

if TYPE_CHECKING:
    from services.members.store import Tx

_ADD = insert(people).returning(people)


@dataclass(frozen=True, kw_only=True)
class Person:
    """A person as the registry has them today; `columns` is the whole row, the long tail included."""

    id: UUID
    code: str | None
    full_name: str
    sex: str
    born_on: date | None
    unit_id: UUID | None
    status: str
    flags: frozenset[str]
    version: int
    columns: Mapping[str, Any]

    COPIED: ClassVar[tuple[str, ...]] = (
        *("id", "code", "full_name", "sex", "born_on", "unit_id", "status", "status_on", "joined_on"),
        *("flags", "extended_until", "born_precision", "version"),
    )

    TOLD: ClassVar[tuple[str, ...]] = (*COPIED, "unit_since", "past_memberships")
    """What others are told: columns, and what follows from the stretches of the membership."""

    def value(self, field: profile.Field) -> Any:
        """What the file says in the field."""
        return self.columns["profile"].get(field.code) if field.column is None else self.columns[field.column]

    def copy(self) -> dict[str, Any]:
        """The person as other services keep them."""
        return {name: self.columns[name] for name in self.COPIED}


class PersonStore:
    """People of today."""

    def __init__(self, tx: "Tx") -> None:
        self._tx = tx

    def get(self, person_id: UUID) -> Person:
        """The person. Raises NotFound("member-unknown")."""
        return _person(self._tx.execute(select(people).where(people.c.id == person_id)).one_or_none())

    def lock(self, person_id: UUID, *, version: int | None = None) -> Person:
        """The person, held until the transaction ends. Raises NotFound("member-unknown"), Stale("member-changed")."""
        found = _person(
            self._tx.execute(select(people).where(people.c.id == person_id).with_for_update()).one_or_none()
        )
        if version is not None and version != found.version:
            raise Stale("member-changed", version=found.version)
        return found

    def lock_all(self, person_ids: Iterable[UUID]) -> list[Person]:
        """The people, held in one order for all, so that two callers never wait for each other."""
        keys = list(person_ids)
        found = select(people).where(people.c.id.in_(keys)).order_by(people.c.id).with_for_update()
        return [_person(row) for row in self._tx.execute(found)] if keys else []

    def of(self, person_ids: Iterable[UUID]) -> dict[UUID, Person]:
        """Those of the people whom the registry knows, by id."""
        found = select(people).where(people.c.id.in_(list(person_ids)))
        return {row.id: _person(row) for row in self._tx.execute(found)}

    def standing(self, person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
        """Each known person, or whose file theirs was merged into."""
        asked = select(people.c.id, func.coalesce(people.c.merged_into, people.c.id).label("standing")).where(
            people.c.id.in_(list(person_ids))
        )
        return {row.id: row.standing for row in self._tx.execute(asked)}

    def unit_of(self, person_id: UUID) -> UUID | None:
        """The unit that the person is in today."""
        unit_id: UUID | None = self._tx.execute(select(people.c.unit_id).where(people.c.id == person_id)).scalar()
        return unit_id

    def by_citizen_id(self, citizen_id: str) -> Person | None:
        row = self._tx.execute(select(people).where(people.c.citizen_id == citizen_id)).one_or_none()
        return None if row is None else _person(row)

    def of_citizen_ids(self, citizen_ids: Iterable[str]) -> dict[str, UUID]:
        """Whose the numbers are, where they are somebody's."""
        keys = list(citizen_ids)
        asked = select(people.c.citizen_id, people.c.id).where(people.c.citizen_id.in_(keys))
        return {row.citizen_id: row.id for row in self._tx.execute(asked)} if keys else {}

    def add(self, columns: Mapping[str, Any]) -> Person:
        """A new person with these columns."""
        (person,) = self.add_all([{"id": ids.new(), **columns}]).values()
        return person

    def add_all(self, rows: Iterable[Mapping[str, Any]]) -> dict[UUID, Person]:
        """New people with these columns, `id` among them; by id."""
        usual: dict[str, Any] = {"profile": {}, "flags": []}
        alike: dict[frozenset[str], list[dict[str, Any]]] = {}
        for row in rows:
            values = usual | dict(row)
            values |= _derived(values)
            alike.setdefault(frozenset(values), []).append(values)
        added = [_person(new) for group in alike.values() for new in self._tx.execute(_ADD, group)]
        return {person.id: person for person in added}

    def save(self, person: Person, changed: Mapping[str, Any]) -> Person:
        """The person with changed columns and the next version."""
        values = dict(changed) | {"version": person.version + 1, "updated_at": self._tx.now}
        values |= _derived(dict(person.columns) | values)
        statement = update(people).where(people.c.id == person.id).values(values).returning(people)
        return _person(self._tx.execute(statement).one())

    def save_all(self, changes: Sequence[tuple[Person, Mapping[str, Any]]]) -> list[Person]:
        """Each person with their changed columns and the next version, written together."""
        found: dict[frozenset[str], list[dict[str, Any]]] = {}
        for person, changed in changes:
            values = dict(changed) | {"version": person.version + 1, "updated_at": self._tx.now}
            values |= _derived(dict(person.columns) | values)
            found.setdefault(frozenset(values), []).append(values | {"key": person.id})
        for rows in found.values():
            same = people.c.id == bindparam("key")
            self._tx.execute(update(people).where(same).values({n: bindparam(n) for n in rows[0] if n != "key"}), rows)
        return self.lock_all([person.id for person, _ in changes])

    def place_all(self, person_ids: Iterable[UUID], unit_id: UUID) -> list[Person]:
        """The people, held already, are in the unit today, each with the next version."""
        placed = {"unit_id": unit_id, "version": people.c.version + 1, "updated_at": self._tx.now}
        keys = list(person_ids)
        self._tx.execute(update(people).where(people.c.id.in_(keys)).values(placed))
        return self.lock_all(keys)

    def next_codes(self, count: int, *, district_seq: int, year: int) -> list[str]:
        """So many member codes that nobody has had; their counter is held until the transaction ends."""
        prefix = cards.code_prefix(district_seq=district_seq, year=year)
        counting = insert_or(member_code_counters).values(prefix=prefix, last=count)
        counted = counting.on_conflict_do_update(
            index_elements=["prefix"], set_={"last": member_code_counters.c.last + counting.excluded.last}
        ).returning(member_code_counters.c.last)
        last: int = self._tx.execute(counted).scalar_one()
        return [cards.member_code(prefix, number) for number in range(last - count + 1, last + 1)]

    def note_access(self, seen: Iterable[UUID], *, how: str, what: Iterable[str]) -> None:
        """The people can read in their ledger who saw which of their data; looking at oneself is nobody's news."""
        viewer = self._tx.actor.person_id
        others = [person_id for person_id in seen if person_id != viewer]
        if viewer is None or not others:
            return
        office = min(self._tx.actor.positions, key=lambda held: str(held.unit_id), default=None)
        rows = select(
            func.unnest(cast(others, ARRAY(Uuid))),
            cast(viewer, Uuid),
            cast(office and office.unit_id, Uuid),
            cast(how, Text),
            cast(sorted(what), ARRAY(Text)),
            cast(self._tx.now, DateTime(timezone=True)),
        )
        names_ = ["person_id", "viewer_id", "viewer_unit_id", "how", "what", "seen_at"]
        self._tx.execute(insert(access_ledger).from_select(names_, rows, include_defaults=False))


def _derived(columns: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "search_key": names.search_key(columns["full_name"]),
        "sort_key": names.sort_key(columns["full_name"]).decode(),
        "completeness": profile.completeness(columns),
    }


def _person(row: Row[Any] | None) -> Person:
    if row is None:
        raise NotFound("member-unknown")
    return Person(
        id=row.id,
        code=row.code,
        full_name=row.full_name,
        sex=row.sex,
        born_on=row.born_on,
        unit_id=row.unit_id,
        status=row.status,
        flags=frozenset(row.flags),
        version=row.version,
        columns=dict(row._mapping),
    )
