"""Where a story of the demonstration happens: a chapter with accounts, whoever is above it, and members who have no part in another."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from services.kit.actor import Actor, Position
from services.workflows import voters
from services.workflows.store import Tx
from services.workflows.tables import people, positions

CHAPTER, ABOVE, DISTRICT, PROVINCE, HOST, HOST_ABOVE = "chapter", "above", "district", "province", "host", "host_above"
"""Offices that take part: a chapter, its superior, the district, the province, a chapter elsewhere, and that one's superior."""
LEADS: Final = ("BT", "PBT_TT", "PBT")


@dataclass
class Scene:
    """Units by office, and members without an office: those with accounts, those who come of age, and the rest.

    taken: who has a part that excludes another; those with accounts may have several.
    """

    units: Mapping[str, UUID]
    now: datetime
    place: int
    members: list[UUID]
    with_accounts: list[UUID]
    of_age: list[UUID]
    coming_of_age: list[UUID]
    secretary_id: UUID
    taken: set[UUID] = field(default_factory=set)

    def at(self, days: int) -> datetime:
        """So many days ago."""
        return self.now - timedelta(days=days)

    def day(self, days: int) -> str:
        """The date so many days ago."""
        return self.on(days).isoformat()

    def on(self, days: int) -> date:
        """The same as a date."""
        return self.at(days).date()

    def take(self, whom: str) -> UUID | None:
        """Somebody who has no part yet; None where all have one."""
        if whom in ("first", "second"):
            return next(iter(self.with_accounts[whom == "second" :]), None)
        pool = {"of_age": self.of_age, "coming_of_age": self.coming_of_age}.get(whom, self.members)
        found = next((key for key in pool if key not in self.taken), None)
        if found is not None:
            self.taken.add(found)
        return found


def read_scenes(tx: Tx, accounts: Path) -> list[Scene]:
    """Return a scene for each chapter that has accounts, in the order of the accounts."""
    branches = list(_branches(json.loads(accounts.read_text(encoding="utf-8"))))
    taken: set[UUID] = set()
    return [_scene(tx, branches, place, taken) for place in range(len(branches))]


def _branches(accounts: list[dict[str, str]]) -> Iterator[dict[str, Any]]:
    """Each chapter with the units above it and the logins of its members."""
    above: dict[str, Any] = {}
    chapter: dict[str, Any] | None = None
    for account in accounts:
        if account["role"] == "officer":
            if above.get(account["level"]) != account["unit_id"] and account["level"] == "chapter":
                if chapter:
                    yield chapter
                chapter = {**above, "chapter": account["unit_id"], "logins": []}
            above[account["level"]] = account["unit_id"]
        elif account["role"] == "member" and chapter:
            chapter["logins"].append(account["login"])
    if chapter:
        yield chapter


def _scene(tx: Tx, branches: list[dict[str, Any]], place: int, taken: set[UUID]) -> Scene:
    here = branches[place]
    others = [each for each in branches if each["grassroots"] != here["grassroots"]]
    host = others[place % len(others)]
    units = {
        CHAPTER: here["chapter"], ABOVE: here["grassroots"], DISTRICT: here["district"], PROVINCE: here["province"],
        HOST: host["chapter"], HOST_ABOVE: host["grassroots"],
    }  # fmt: skip
    chapter_id = UUID(here["chapter"])
    officers = select(positions.c.person_id)
    free = (people.c.unit_id == chapter_id, people.c.status == "ACTIVE", people.c.id.not_in(officers))
    rows = tx.execute(select(people).where(*free).order_by(people.c.code)).all()
    with_accounts = [row.id for row in rows if row.code in here["logins"]]
    return Scene(
        units={office: UUID(key) for office, key in units.items()},
        now=tx.now,
        place=place,
        members=[row.id for row in rows if row.id not in with_accounts],
        with_accounts=with_accounts,
        of_age=[row.id for row in rows if row.born_on < _thirty_years_before(tx.today - timedelta(days=60))],
        coming_of_age=[row.id for row in rows if row.born_on < date(tx.today.year - 30, 12, 30)],
        secretary_id=actor_of(tx, chapter_id).person_id or chapter_id,
        taken=taken,
    )


def _thirty_years_before(day: date) -> date:
    return date(day.year - 30, day.month, 1)


def actor_of(tx: Tx, unit_id: UUID) -> Actor:
    """Whoever leads the unit, with every office that they hold."""
    held = positions.c
    leads = select(positions).where(held.unit_id == unit_id, held.code.in_(LEADS), held.until >= tx.today)
    first = min(tx.execute(leads).all(), key=lambda row: LEADS.index(row.code))
    return _actor(tx, first.person_id)


def _actor(tx: Tx, person_id: UUID) -> Actor:
    name = tx.execute(select(people.c.full_name).where(people.c.id == person_id)).scalar_one()
    rows = tx.execute(select(positions).where(positions.c.person_id == person_id)).all()
    held = tuple(Position(row.role, row.unit_id, "", row.until, row.code) for row in rows)
    return Actor(person_id, None, name, held, is_admin=False)


def count_present(tx: Tx, unit_id: UUID, day: date) -> int:
    """How many members the unit had on the day: all of them came."""
    return len(voters.members_on(tx, unit_id, day))
