"""Accounts to try the seeded province with: passwords are made at install and known to whoever installed it alone."""

import json
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psycopg

from services.members.accounts import passwords
from services.members.seeding.loading import Province
from services.members.seeding.officers import Office
from services.members.seeding.people import Person
from services.members.seeding.tree import Unit

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
_SHOWN: Final = ("24-01", "24-04")
"""The two districts whose people have accounts."""


@dataclass(frozen=True)
class Account:
    """One line of `demo-accounts`."""

    login: str
    password: str
    role: str
    level: str
    unit_id: str
    unit_name: str


def open_accounts(connection: psycopg.Connection[Any], province: Province) -> list[Account]:
    """The chosen people can sign in."""
    picked = {person.id: (person, role, unit) for person, role, unit in chosen(province)}
    people = list(picked.values())
    secret = [_password() for _ in people]
    with ThreadPoolExecutor(2) as pool:
        hashes = list(pool.map(passwords.hashed_plainly, secret))
    now = datetime.now(UTC)
    connection.cursor().executemany(
        "INSERT INTO accounts (person_id, password_hash, password_set_at, is_admin, created_at) VALUES (%s, %s, %s, %s, %s)",
        [
            (person.id, made, now, role == "administrator", now)
            for (person, role, _), made in zip(people, hashes, strict=True)
        ],
    )
    return [
        Account(person.row["code"], word, role, unit.level.lower(), str(unit.id), unit.name)
        for (person, role, unit), word in zip(people, secret, strict=True)
    ]


def keep(accounts: list[Account], path: Path) -> None:
    """The list is in a file that its owner alone may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(
        json.dumps([asdict(account) for account in accounts], ensure_ascii=False, indent=1), encoding="utf-8"
    )


def chosen(province: Province) -> Iterator[tuple[Person, str, Unit]]:
    """Two of each kind, in two districts: officers of every level, members of their chapters; and the province's own."""
    held = {(office.unit.id, office.code): office for office in province.offices}
    root = province.tree.province
    yield _who(held, root, "BT"), "officer", root
    yield _who(held, root, "PBT"), "officer", root
    yield _who(held, root, "CN_UBKT"), "inspector", root
    yield _holder_of_no_office(province), "administrator", root
    for district in (unit for unit in root.children if unit.code in _SHOWN):
        yield _who(held, district, "BT"), "officer", district
        yield _who(held, district, "PBT"), "officer", district
        communes = [unit for unit in district.children if unit.kind in {"DOAN_XA", "DOAN_PHUONG", "DOAN_THI_TRAN"}][:2]
        school = next(unit for unit in district.children if unit.kind == "DOAN_TRUONG_THPT")
        for grassroots in (*communes, school):
            yield _who(held, grassroots, "BT"), "officer", grassroots
            yield _who(held, grassroots, "PBT"), "officer", grassroots
            for chapter in grassroots.children[1:3] if grassroots is school else grassroots.children[:2]:
                yield _who(held, chapter, "BT"), "officer", chapter
                yield _who(held, chapter, "PBT"), "officer", chapter
                yield from ((person, "member", chapter) for person in _members(province, chapter)[:2])


def _who(held: dict[tuple[Any, str], Office], unit: Unit, code: str) -> Person:
    return held[unit.id, code].person


def _holder_of_no_office(province: Province) -> Person:
    """An administrator is no officer: what they may do follows from nothing else. Somebody who works in an office."""
    officers = {office.person.id for office in province.offices}
    return next(
        person
        for person in province.people
        if person.ended_as is None and person.id not in officers and person.unit.crowd == "office"
    )


def _members(province: Province, chapter: Unit) -> list[Person]:
    officers = {office.person.id for office in province.offices}
    return [
        person
        for person in province.people
        if person.unit is chapter and person.ended_as is None and person.id not in officers
    ]


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
