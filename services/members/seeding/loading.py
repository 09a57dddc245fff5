"""Writes a seeded province into the registry with COPY, in one transaction."""

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from psycopg.types.range import DateRange

from services.members.domain import names
from services.members.domain.profile import completeness
from services.members.seeding.officers import Office, Officers
from services.members.seeding.people import People, Person
from services.members.seeding.tree import Ids, Size, Tree, Unit

Progress = Callable[[int, int], None]
FOUNDED: Final = date(2017, 1, 1)
"""The day from which the seeded tree stands."""

PEOPLE_COLUMNS: Final = (
    "id", "code", "full_name", "search_key", "sort_key", "sex", "born_on", "citizen_id", "native_place", "permanent_address",
    "current_address", "ethnicity", "religion", "phone", "occupation", "workplace", "member_category", "general_education",
    "professional_level", "political_theory", "it_level", "salaried", "party_join_on", "party_official_on", "joined_on",
    "joined_place", "admission_no", "admission_on", "card_no", "card_on", "unit_id", "status", "status_on", "flags",
    "completeness", "origin",
)  # fmt: skip


@dataclass(frozen=True)
class Province:
    """What was made."""

    tree: Tree
    people: list[Person]
    offices: list[Office]
    codes: dict[str, int]


def make(size: Size, *, on: date) -> Province:
    """The same province for the same size and day."""
    chance = random.Random(24_031_931)
    ids = Ids(chance)
    tree = Tree(size, ids, chance, on)
    maker = People(tree, ids, chance, on)
    people = [person for unit, members in shares(tree, size) for person in maker.of(unit, members)]
    offices = list(Officers(tree, people, ids, chance, on).offices())
    return Province(tree, people, offices, dict(maker.codes))


def shares(tree: Tree, size: Size) -> Iterator[tuple[Unit, int]]:
    """Members of each home by its weight, the sum exactly `size.members`: what rounding takes here it gives next door."""
    homes = tree.homes()
    whole, given, passed = sum(home.weight for home in homes), 0, 0.0
    for home in homes:
        passed += home.weight
        members = round(size.members * passed / whole) - given
        given += members
        yield home, members


def load(connection: psycopg.Connection[Any], province: Province, *, progress: Progress) -> None:
    """All rows are in the registry; nothing is committed here."""
    total = len(province.tree.units) + len(province.people)
    _units(connection, province.tree, _last_days(province))
    units = len(province.tree.units)
    progress(units, total)
    with connection.cursor().copy(_copy("people", *PEOPLE_COLUMNS)) as copy:
        for done, person in enumerate(province.people, start=units + 1):
            copy.write_row(_person_row(person))
            if done % 5_000 == 0:
                progress(done, total)
    _memberships(connection, province.people)
    _offices(connection, province.offices)
    _rows(connection, "member_code_counters", ("prefix", "last"), province.codes.items())
    progress(total, total)


def _last_days(province: Province) -> dict[Any, Office]:
    return {office.unit.id: office for office in province.offices}


def _units(connection: psycopg.Connection[Any], tree: Tree, terms: dict[Any, Office]) -> None:
    always = DateRange(FOUNDED, None)
    columns = (
        "id", "code", "name", "search_key", "sort_key", "level", "kind", "seq", "abbr", "place", "term_code", "parent_id",
        "path", "opened_on",
    )  # fmt: skip
    rows = []
    for unit in tree.units:
        office = terms.get(unit.id)
        term = f"{office.from_on.year}-{office.until.year}" if office else ""
        rows.append((
            unit.id, unit.code, unit.name, names.search_key(unit.name), names.unit_sort_key(unit.name).decode(), unit.level, unit.kind,
            unit.seq or None, unit.abbr, unit.place, term, unit.parent.id if unit.parent else None, unit.path, FOUNDED,
        ))  # fmt: skip
    _rows(connection, "units", columns, rows)
    _rows(connection, "unit_names", ("unit_id", "name", "valid"), ((u.id, u.name, always) for u in tree.units))
    links = ((u.id, u.parent.id if u.parent else None, always) for u in tree.units)
    _rows(connection, "unit_links", ("unit_id", "parent_id", "valid"), links)
    _rows(connection, "unit_paths", ("unit_id", "path", "valid"), ((u.id, u.path, always) for u in tree.units))
    within = ((row[0], row[columns.index("term_code")], always) for row in rows)
    _rows(connection, "unit_term_codes", ("unit_id", "code", "valid"), within)
    kept = (
        (o.unit.id, f"{o.from_on.year}-{o.until.year}", o.from_on, o.until, o.until, "CURRENT") for o in terms.values()
    )
    _rows(connection, "unit_terms", ("unit_id", "code", "from_on", "until", "planned_until", "state"), kept)


def _person_row(person: Person) -> tuple[Any, ...]:
    row = person.row
    row["search_key"] = names.search_key(row["full_name"])
    row["sort_key"] = names.sort_key(row["full_name"]).decode()
    row["completeness"] = completeness(row)
    row["origin"] = "seed"
    return tuple(row.get(column) for column in PEOPLE_COLUMNS)


def _memberships(connection: psycopg.Connection[Any], people: list[Person]) -> None:
    def rows() -> Iterator[tuple[Any, ...]]:
        for person in people:
            for unit, since, until, why in person.stretches:
                last = until is not None and unit is person.unit
                number = person.row["admission_no"] if why == "admit" else None
                yield (
                    person.id, person.id, unit.id, DateRange(since, until), why, person.ended_as if last else None, number, since,
                )  # fmt: skip

    columns = ("bond_id", "person_id", "unit_id", "valid", "why", "ended_as", "decision_no", "decision_on")
    _rows(connection, "memberships", columns, rows())
    # The rule against gaps is checked row by row at commit, by index once the planner knows the table.
    connection.execute("ANALYZE memberships")


def _offices(connection: psycopg.Connection[Any], offices: list[Office]) -> None:
    rows = ((o.id, o.person.id, o.unit.id, o.role, o.code, o.from_on, o.until) for o in offices)
    _rows(connection, "positions", ("id", "person_id", "unit_id", "role", "code", "from_on", "until"), rows)


def _copy(table: str, *columns: str) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, columns))
    return sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), listed)


def _rows(
    connection: psycopg.Connection[Any], table: str, columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> None:
    with connection.cursor().copy(_copy(table, *columns)) as copy:
        for row in rows:
            copy.write_row(tuple(Jsonb(value) if isinstance(value, dict) else value for value in row))
