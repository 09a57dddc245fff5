"""Lists of members: one or two statements each, with the asker's scope inside them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Engine, Select, and_, func, literal, or_, select, tuple_

from services.kit.policy import visible
from services.members.domain import profile
from services.members.domain.search import Query
from services.members.policy import POLICY, READERS
from services.members.queries import discipline
from services.members.store import Tx
from services.members.tables import people, units
from services.members.tree import inside

NEVER = date(9999, 12, 31)
EXACT, FOLDED, NEAR = "exact", "folded", "near"

# Made once: an alias copies every column of its table.
_PERSON, _UNIT = people.alias("person"), units.alias("unit")
_ITEM = (
    "id",
    "code",
    "full_name",
    "born_on",
    "born_precision",
    "sex",
    "status",
    "unit_id",
    "card_no",
    "completeness",
    "flags",
)
_NAMED = (
    *(_PERSON.c[name] for name in _ITEM),
    _UNIT.c.name.label("unit_name"),
    _UNIT.c.level.label("unit_level"),
)
_ORDERS: Mapping[str, Any] = {
    "name": people.c.sort_key,
    "born_on": func.coalesce(people.c.born_on, literal(NEVER)),
    "joined_on": func.coalesce(people.c.joined_on, literal(NEVER)),
}


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What narrows a list of members."""

    unit_id: UUID | None = None
    below: bool = True
    status: str | None = None
    sex: str | None = None
    age_from: int | None = None
    age_to: int | None = None
    category: str | None = None
    missing: str | None = None
    flag: str | None = None


@dataclass(frozen=True)
class Place:
    """Where the last page ended: the phase of the search, and its last row's order and id."""

    phase: str
    key: Any
    id: UUID


# ---------------------------------------------------------------- which people


def scope(tx: Tx, action: str = "member.view") -> ColumnElement[bool]:
    """People whom the asker may see in lists: an officer those of their units, anyone else only themself."""
    is_reader = bool(tx.actor.unit_ids(*READERS, on=tx.today))
    # Officers' lists leave out the line about oneself: an OR with it would keep the indexes from being used.
    return visible(POLICY, tx, action, unit=people.c.unit_id, person=None if is_reader else people.c.id)


def conditions(tx: Tx, asked: Filter) -> list[ColumnElement[bool]]:
    """The filter as conditions."""
    found: list[ColumnElement[bool]] = []
    if asked.unit_id is not None:
        path = tx.tree.paths((asked.unit_id,)).get(asked.unit_id)
        below = asked.below and path is not None
        found.append(inside(people.c.unit_id, [str(path)]) if below else people.c.unit_id == asked.unit_id)
    if asked.status is not None:
        found.append(people.c.status == asked.status)
    if asked.sex is not None:
        found.append(people.c.sex == asked.sex)
    if asked.category is not None:
        found.append(people.c.member_category == asked.category)
    if asked.flag is not None:
        found.append(people.c.flags.contains([asked.flag]))
    if asked.flag in discipline.GUARDED:
        found.append(discipline.may_see_each(tx, unit=people.c.unit_id, person=people.c.id))
    return [*found, *_of_age(asked, tx.today), *_missing(asked)]


def _of_age(asked: Filter, today: date) -> list[ColumnElement[bool]]:
    born, found = people.c.born_on, list[ColumnElement[bool]]()
    if asked.age_from is not None:
        found += [born <= years_before(today, asked.age_from)]
    if asked.age_to is not None:
        found += [born > years_before(today, asked.age_to + 1)]
    return found


def _missing(asked: Filter) -> list[ColumnElement[bool]]:
    if asked.missing is None:
        return []
    field = profile.FIELDS.get(asked.missing)
    if field is None or field.column is None:
        return [people.c.completeness < 100]
    return [people.c[field.column].is_(None)]


def years_before(day: date, years: int) -> date:
    """The day so many years earlier, at most the first of all; 29 February becomes the 28th."""
    if years >= day.year:
        return date.min
    if day.month == 2 and day.day == 29:
        day = day.replace(day=28)
    return day.replace(year=day.year - years)


# ---------------------------------------------------------------- searching


def matching(tx: Tx, query: Query) -> list[ColumnElement[bool]]:
    """What was typed as conditions: every word begins a word of the name, numbers are numbers of the file."""
    found: list[ColumnElement[bool]] = []
    found += [people.c.search_text.like(f"% {word}%") for word in query.words]
    if query.born_on is not None:
        found.append(people.c.born_on == query.born_on)
    if query.born_year is not None:
        year = query.born_year
        found.append(people.c.born_on.between(date(year, 1, 1), date(year, 12, 31)))
    if query.number is not None:
        found.append(_numbered(tx, query.number))
    return found


def _numbered(tx: Tx, number: str) -> ColumnElement[bool]:
    if len(number) == 10 and number.startswith("0"):
        return and_(people.c.phone == number, scope(tx, "member.view_contact"))
    if len(number) == 12:
        same_person = and_(people.c.citizen_id == number, scope(tx, "member.view_sensitive"))
        return or_(people.c.code == number, people.c.card_no == number, same_person)
    if not number.isdigit():
        return people.c.card_no.in_((number, number.upper()))
    return or_(people.c.code.startswith(number, autoescape=True), people.c.card_no == number)


def numbered_exactly(query: Query) -> ColumnElement[bool] | None:
    """The very number that was typed, where others begin with it."""
    if query.number is None or not query.number.isdigit():
        return None
    # Whoever has no code or card has another one than that: not an unknown one, which neither list would show.
    return or_(*(func.coalesce(number, "") == query.number for number in (people.c.code, people.c.card_no)))


def accented(query: Query) -> ColumnElement[bool] | None:
    """Names written with the very accents that were typed; None where none were."""
    words = [or_(*(people.c.accent_text.like(f"% {way}%") for way in ways)) for ways in query.accented]
    return and_(*words) if words else None


def any_of(words: Sequence[str]) -> ColumnElement[bool]:
    """One of the words begins a word of the name."""
    return or_(*(people.c.search_text.like(f"% {word}%") for word in words))


class Vocabulary:
    """Every word that somebody bears, as this process knew it within the hour: about a thousand."""

    KEPT = timedelta(hours=1)

    def __init__(self) -> None:
        self._known: WeakKeyDictionary[Engine, tuple[datetime, frozenset[str]]] = WeakKeyDictionary()

    def of(self, tx: Tx) -> frozenset[str]:
        """The words, read again when they are old."""
        engine = tx.connection.engine
        read_at, words = self._known.get(engine, (None, frozenset()))
        if read_at is None or abs(tx.now - read_at) > self.KEPT:
            word = func.unnest(func.string_to_array(people.c.search_key, " "))
            words = frozenset(tx.execute(select(word).distinct()).scalars())
            self._known[engine] = (tx.now, words)
        return words


VOCABULARY = Vocabulary()


def page(where: Sequence[ColumnElement[bool]], *, sort: str, after: Place | None, limit: int) -> Select[Any]:
    """One page of people with their units, after a place in the order."""
    key = _ORDERS[sort.lstrip("-")]
    is_down = sort.startswith("-")
    # Only what the index people_by_order holds is asked for inside, so that a scan for the first few hits reads no rows.
    asked = select(people.c.id, key.label("order_key")).where(*where)
    if after is not None:
        here, there = tuple_(key, people.c.id), tuple_(literal(after.key), literal(after.id))
        asked = asked.where(here < there if is_down else here > there)
    ordered = (key.desc(), people.c.id.desc()) if is_down else (key, people.c.id)
    found = asked.order_by(*ordered).limit(limit).subquery("found")
    again = (found.c.order_key.desc(), found.c.id.desc()) if is_down else (found.c.order_key, found.c.id)
    joined = select(*_NAMED, found.c.order_key).select_from(found).join(_PERSON, _PERSON.c.id == found.c.id)
    return joined.outerjoin(_UNIT, _UNIT.c.id == _PERSON.c.unit_id).order_by(*again)


def count(tx: Tx, where: Sequence[ColumnElement[bool]]) -> int:
    """How many people there are in all."""
    return int(tx.execute(select(func.count()).select_from(people).where(*where)).scalar_one())
