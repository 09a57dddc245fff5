"""A small province in a real registry: two districts with two grassroots units of two chapters each, and whom a test adds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from services.kit import clock, ids, settings
from services.kit.actor import Actor, Position
from services.kit.database import Database
from services.members.domain.memberships import Stretch
from services.members.domain.positions import Position as Office
from services.members.domain.units import Unit, label
from services.members.store import Tx
from services.members.stores.people import Person
from tests.integration.members.registry.cases import Registry

FOUNDED = date(2020, 1, 1)
ROLES = {
    "PROVINCE": "PROVINCE_OFFICER",
    "DISTRICT": "DISTRICT_OFFICER",
    "GRASSROOTS": "GRASSROOTS_OFFICER",
    "CHAPTER": "CHAPTER_OFFICER",
}
KINDS = {"PROVINCE": "TINH_DOAN", "DISTRICT": "HUYEN_DOAN", "GRASSROOTS": "DOAN_XA", "CHAPTER": "DIA_BAN_DAN_CU"}


@dataclass
class Province:
    """Units by code: `24`, `24-01`, `24-01-001`, `24-01-001-001` … and what is needed to act among them."""

    database: Database[Tx]
    units: dict[str, Unit] = field(default_factory=dict)

    def id(self, code: str) -> UUID:
        return self.units[code].id

    def add_unit(
        self, code: str, level: str, parent: str | None, *, name: str | None = None, seq: int | None = None
    ) -> Unit:
        above, unit_id = self.units.get(parent or ""), ids.new()
        unit = Unit(
            id=unit_id,
            code=code,
            name=name or f"Đơn vị {code}",
            level=level,
            kind=KINDS[level],
            seq=seq,
            abbr="ĐTN",
            place="Bắc Giang",
            upper_power=False,
            is_digital=False,
            term_code="2022-2027",
            parent_id=above and above.id,
            path=f"{above.path}.{label(unit_id)}" if above else label(unit_id),
            opened_on=FOUNDED,
            closed_on=None,
            successor_id=None,
            version=1,
        )
        with self.database.transaction() as tx:
            tx.units.add(unit, decision_no=None)
        self.units[code] = unit
        return unit

    def add_member(self, name: str, chapter: str, **columns: Any) -> Person:
        """Somebody in the chapter of that code since the first day of 2022."""
        usual = {
            "sex": "female",
            "born_on": date(2005, 3, 5),
            "status": "ACTIVE",
            "joined_on": date(2022, 1, 1),
            "origin": "seed",
        }
        with self.database.transaction() as tx:
            person = tx.people.add({**usual, "full_name": name, "unit_id": self.id(chapter), **columns})
            stretch = Stretch(
                id=ids.new(),
                bond_id=ids.new(),
                person_id=person.id,
                unit_id=self.id(chapter),
                since=date(2022, 1, 1),
                until=None,
            )
            tx.memberships.begin(stretch, why="seed")
        return person

    def appointed(self, *places: tuple[str, UUID, str]) -> UUID:
        """Somebody of no unit who holds these positions in the registry, for jobs, which look there."""
        with self.database.transaction() as tx:
            person = tx.people.add({"full_name": "Người thử", "sex": "male", "status": "MATURED", "origin": "seed"})
            for role, unit_id, _ in places:
                held = Office(
                    id=ids.new(),
                    person_id=person.id,
                    unit_id=unit_id,
                    role=role,
                    code="PBT",
                    from_on=FOUNDED,
                    until=None,
                )
                tx.positions.add(held)
        return person.id

    def officer(self, code: str, person_id: UUID | None = None) -> Actor:
        """The secretary of the unit of that code, for acting in the test's own process."""
        unit = self.units[code]
        position = Position(ROLES[unit.level], unit.id, unit.level, None, "BT")
        return Actor(person_id or ids.new(), ids.new(), "Người thử", (position,), False)

    def place(self, code: str) -> tuple[str, UUID, str]:
        """The same secretary's position as `token_for` takes it."""
        unit = self.units[code]
        return ROLES[unit.level], unit.id, unit.level

    def count(self, statement: str, **given: Any) -> Any:
        with self.database.transaction() as tx:
            return tx.execute(text(statement), given).scalar()


@pytest.fixture(scope="module")
def registry_url(database_of: Callable[[str], str]) -> str:
    return database_of("members")


@pytest.fixture(scope="module")
def province(registry_url: str) -> Iterator[Province]:
    database: Database[Tx] = Database(settings.read(), "members", Tx)
    made = Province(database)
    made.add_unit("24", "PROVINCE", None, name="Tỉnh đoàn Bắc Giang")
    for district in ("24-01", "24-02"):
        made.add_unit(district, "DISTRICT", "24", seq=int(district[-2:]))
        for commune in (f"{district}-001", f"{district}-002"):
            made.add_unit(commune, "GRASSROOTS", district)
            for chapter in (f"{commune}-001", f"{commune}-002"):
                made.add_unit(chapter, "CHAPTER", commune)
    yield made
    database.close()


@pytest.fixture(scope="module")
def sql(registry_url: str) -> Iterator[psycopg.Connection[Any]]:
    connection = psycopg.connect(registry_url, autocommit=True)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def host(province: Province, start_host: Callable[..., Any]) -> Any:
    return start_host("members")


@pytest.fixture
def ask(host: Any, rpc: Any, province: Province, token_for: Callable[..., str]) -> Callable[..., Any]:
    """`ask("get_member", by="24-01", member_id=…)`: what the members host answers the secretary of that unit."""

    def asked(method: str, *, by: str, **given: Any) -> Any:
        return rpc.call(f"members.{method}", given, token=token_for(None, province.place(by)))

    return asked


@pytest.fixture
def events(sql: psycopg.Connection[Any]) -> Callable[[str], list[dict[str, Any]]]:
    """`events("members.people_changed.v1")`: what the outbox holds of an event, oldest first."""

    def bodies(key: str) -> list[dict[str, Any]]:
        rows = sql.execute("SELECT body::jsonb -> 'fields' FROM outbox WHERE routing_key = %s ORDER BY id", (key,))
        return [row[0] for row in rows]

    return bodies


@pytest.fixture
def registry(province: Province, events: Callable[[str], list[dict[str, Any]]]) -> Registry:
    return Registry(province, events)


@pytest.fixture
def new_chapter(ask: Callable[..., Any], province: Province) -> Callable[[str], str]:
    """`new_chapter("24-01-001")`: a chapter of its own for the test, below that commune; answers what stands for its code."""

    def made(commune: str) -> str:
        name = f"Thôn {ids.new().hex[-6:]}"
        given = {"name": name, "kind": KINDS["CHAPTER"], "on": "2020-01-01", "decision_no": "01-QĐ/ĐTN"}
        unit = ask("create_unit", by=commune, parent_id=province.id(commune), **given)
        with province.database.transaction() as tx:
            province.units[name] = tx.units.get(unit["id"])
        return name

    return made


@pytest.fixture
def found(ask: Callable[..., Any], province: Province) -> Callable[..., str]:
    """`found("Thôn")`: a chapter founded below a commune by a decision on paper; the name by which the province knows it."""

    def made(name: str, parent: str = "24-01-001", **given: Any) -> str:
        name = f"{name} {ids.new().hex[-6:]}"
        asked = {"kind": "DIA_BAN_DAN_CU", "on": "2020-01-01", "decision_no": "01-QĐ/ĐTN", **given}
        unit = ask("create_unit", by="24", parent_id=province.id(parent), name=name, **asked)
        with province.database.transaction() as tx:
            province.units[name] = tx.units.get(unit["id"])
        return name

    return made


@pytest.fixture
def rules_as_installed(sql: psycopg.Connection[Any]) -> None:
    """There is the one rule set of the installation, and nobody has changed it."""
    sql.execute("DELETE FROM rule_parameters WHERE rule_set <> 'dieu-le-xii' OR set_at IS NOT NULL")
    sql.execute("DELETE FROM rule_sets WHERE code <> 'dieu-le-xii'")
    sql.execute("UPDATE rule_sets SET valid = '[2022-12-16,)', version = 1")


@pytest.fixture
def chapter(new_chapter: Callable[[str], str], request: pytest.FixtureRequest) -> str:
    """A chapter of its own for the test, below the commune that its module names."""
    return new_chapter(request.module.COMMUNE)


@pytest.fixture
def today() -> date:
    """The day in Việt Nam."""
    return clock.day_of(clock.now())
