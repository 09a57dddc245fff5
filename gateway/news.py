"""Which news reaches which open page. Pure: no socket, no clock, no bus.

An event carries several subjects; a page hears of those that concern its person, or a unit at or below one where the person
holds an office. It hears kind, id and version, never content: what it may read, it reads again.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from services.contracts.offices import STAFF

KINDS = {
    "cases": "case",
    "people": "member",
    "units": "unit",
    "positions": "position",
    "documents": "document",
    "notices": "inbox",
    "jobs": "job",
    "imports": "import",
    "standings": "fee",
    "edit_requests": "edit_request",
    "applications": "application",
}
"""The field of an event that lists its subjects, and what a page calls one of them."""
OF_CASES = frozenset({"case", "document", "inbox"})
"""What reaches a unit's officers because cases are theirs to decide."""
_UNIT_FIELDS = ("unit_id", "holder_unit_id", "parent_id")
_PERSON_FIELDS = ("person_id", "subject_id")


@dataclass(frozen=True)
class Item:
    """News of one subject, and whom it concerns."""

    kind: str
    id: str
    version: int | None
    people: frozenset[str]
    units: frozenset[str]

    def data(self) -> dict[str, Any]:
        return {"kind": self.kind, "id": self.id, "version": self.version}


def items(envelope: Mapping[str, Any]) -> Iterator[Item]:
    """News of each subject of an event that has an audience; each within the audience of the whole."""
    audience = envelope.get("audience")
    if not audience:
        return
    people, units = frozenset(audience["people"]), frozenset(audience["units"])
    for name, kind in KINDS.items():
        for subject in envelope["fields"].get(name) or ():
            yield _item(kind, subject, people, units)


def _item(kind: str, subject: Mapping[str, Any], people: frozenset[str], units: frozenset[str]) -> Item:
    own_people = {subject.get(name) for name in _PERSON_FIELDS} | ({subject["id"]} if kind == "member" else set())
    own_units = {subject.get(name) for name in _UNIT_FIELDS} | ({subject["id"]} if kind == "unit" else set())
    return Item(
        kind=kind,
        id=str(subject.get("id")),
        version=subject.get("version"),
        # One subject of many is told to those whom it concerns, not to all who hear of the others.
        people=people & own_people if own_people - {None} else people,
        units=units & own_units if own_units - {None} else units,
    )


class Tree:
    """Who stands above whom, as far as it is known yet."""

    def __init__(self) -> None:
        self._parents: dict[str, str | None] = {}

    def learn(self, units: Iterable[Mapping[str, Any]]) -> None:
        """The units stand below the parents given."""
        self._parents.update((unit["id"], unit["parent_id"]) for unit in units)

    def up_from(self, unit_id: str) -> Iterator[str]:
        """The unit and everything above it."""
        seen: set[str] = set()
        at: str | None = unit_id
        while at is not None and at not in seen:
            seen.add(at)
            yield at
            at = self._parents.get(at)


class Ring:
    """The latest news, numbered and timed, so that a page that was away for a moment misses nothing.

    Moments are seconds of one steady clock, which the caller reads.
    """

    def __init__(self, name: str, size: int, *, began: float) -> None:
        self.name = name
        self._kept: deque[tuple[int, float, Item]] = deque(maxlen=size)
        self._last = 0
        self._complete_since = began

    @property
    def has_news(self) -> bool:
        """Whether anything came yet."""
        return self._last > 0

    @property
    def last_id(self) -> str:
        """The id of the latest news, or of none yet."""
        return f"{self.name}-{self._last}"

    def add(self, item: Item, *, at: float) -> str:
        """The id of the news."""
        if len(self._kept) == self._kept.maxlen:
            self._complete_since = self._kept[0][1]
        self._last += 1
        self._kept.append((self._last, at, item))
        return self.last_id

    def since(self, last_id: str) -> list[tuple[str, Item]] | None:
        """What came after; None when that can no longer be said."""
        name, _, number = last_id.rpartition("-")
        if name != self.name or not number.isdecimal():
            return None
        seen = int(number)
        oldest = self._kept[0][0] if self._kept else self._last + 1
        if seen > self._last or seen < oldest - 1:
            return None
        return [(f"{name}-{number}", item) for number, _, item in self._kept if number > seen]

    def since_moment(self, moment: float) -> list[tuple[str, Item]] | None:
        """What came at that moment or after it; None when that can no longer be said."""
        if moment <= self._complete_since:
            return None
        return [(f"{self.name}-{number}", item) for number, at, item in self._kept if at >= moment]


@dataclass(frozen=True)
class Office:
    """Where an office is held, and until when."""

    unit_id: str
    until: date | None
    code: str | None = None


@dataclass(eq=False)
class Listener:
    """One open page."""

    person_id: str
    session_id: str
    offices: dict[str, Office]
    waiting: deque[tuple[str | None, str, bytes]] = field(default_factory=deque)
    is_over: bool = False
    heard_of: set[str] = field(default_factory=set)

    def units(self, *, on: date) -> set[str]:
        """Where the person holds an office on the day."""
        return {held.unit_id for held in self.offices.values() if held.until is None or held.until >= on}

    def hears(self, item: Item, *, unit_id: str) -> bool:
        """Staff of a department hear nothing of cases: they have no part in them."""
        if item.kind not in OF_CASES:
            return True
        return any(held.unit_id == unit_id and held.code not in STAFF for held in self.offices.values())


class Room:
    """All open pages, found by person and by unit."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.listeners: set[Listener] = set()
        self._by_person: dict[str, set[Listener]] = {}
        self._by_unit: dict[str, set[Listener]] = {}

    def join(self, listener: Listener, *, on: date) -> None:
        """The page hears from now on."""
        self.listeners.add(listener)
        self._by_person.setdefault(listener.person_id, set()).add(listener)
        listener.heard_of = listener.units(on=on)
        for unit_id in listener.heard_of:
            self._by_unit.setdefault(unit_id, set()).add(listener)

    def leave(self, listener: Listener) -> None:
        """The page hears nothing more."""
        self.listeners.discard(listener)
        _remove(self._by_person, listener.person_id, listener)
        for unit_id in listener.heard_of:
            _remove(self._by_unit, unit_id, listener)

    def find_listeners(self, item: Item) -> set[Listener]:
        """The pages that the news concerns."""
        concerned = {listener for person_id in item.people for listener in self._by_person.get(person_id, ())}
        for unit_id in item.units:
            for above in self.tree.up_from(unit_id):
                listeners = self._by_unit.get(above, ())
                concerned.update(listener for listener in listeners if listener.hears(item, unit_id=above))
        return concerned

    def of_person(self, person_id: str) -> set[Listener]:
        """The person's open pages."""
        return set(self._by_person.get(person_id, ()))

    def of_sessions(self, session_ids: Iterable[str]) -> list[Listener]:
        """The pages of sessions that are over."""
        over = set(session_ids)
        return [listener for listener in self.listeners if listener.session_id in over]

    def change_offices(self, positions: Iterable[Mapping[str, Any]], *, on: date) -> None:
        """Positions are as given: whoever holds them hears accordingly, at once."""
        for position in positions:
            until = date.fromisoformat(position["until"]) if position["until"] else None
            for listener in self.of_person(position["person_id"]):
                self.leave(listener)
                listener.offices[position["id"]] = Office(position["unit_id"], until, position.get("code"))
                self.join(listener, on=on)


def _remove(index: dict[str, set[Listener]], key: str, listener: Listener) -> None:
    held = index.get(key, set())
    held.discard(listener)
    if not held:
        index.pop(key, None)
