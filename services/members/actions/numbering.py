"""Decisions that the registry asked for have their numbers: what was done by them says so."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select, update

from services.members import copies
from services.members.domain import decisions
from services.members.store import Tx
from services.members.tables import memberships, positions, term_extensions, unit_links, unit_mergers, unit_names, units


def papers_issued(tx: Tx, documents: Iterable[Mapping[str, Any]]) -> None:
    """Minutes and resolutions are kept; the numbers of decisions stand beside what they decided. Told twice, nothing changes."""
    told = list(documents)
    copies.papers_told(tx, told)
    for each in told:
        if each["template"] == decisions.TEMPLATE and each["key"].startswith(f"{decisions.TEMPLATE}/"):
            _number(tx, each["key"], {"decision_no": each["number"]})


def _number(tx: Tx, key: str, numbered: Mapping[str, Any]) -> None:
    _, act_id, *act = key.split("/")
    match act:
        case []:
            _number_seats(tx, UUID(act_id), numbered)
        case ["founded" | "split"]:
            _number_founding(tx, UUID(act_id), numbered)
        case ["merged"]:
            _number_merger(tx, key, numbered)
        case ["extended"]:
            mine = and_(term_extensions.c.id == UUID(act_id), term_extensions.c.decision_no.is_(None))
            tx.execute(update(term_extensions).where(mine).values(numbered))


def _number_seats(tx: Tx, position_id: UUID, numbered: Mapping[str, Any]) -> None:
    """The position, and those that were recognised with it."""
    one = positions.alias("one")
    with_it = and_(one.c.unit_id == positions.c.unit_id, one.c.created_at == positions.c.created_at)
    same = select(one.c.id).where(one.c.id == position_id, with_it)
    tx.execute(update(positions).where(same.exists(), positions.c.decision_no.is_(None)).values(numbered))


def _number_founding(tx: Tx, unit_id: UUID, numbered: Mapping[str, Any]) -> None:
    tx.execute(update(units).where(units.c.id == unit_id, units.c.decision_no.is_(None)).values(numbered))
    opened_on = select(units.c.opened_on).where(units.c.id == unit_id).scalar_subquery()
    for table in (unit_names, unit_links):
        first = and_(table.c.unit_id == unit_id, func.lower(table.c.valid) == opened_on, table.c.decision_no.is_(None))
        tx.execute(update(table).where(first).values(numbered))


def _number_merger(tx: Tx, key: str, numbered: Mapping[str, Any]) -> None:
    mine = unit_mergers.c.moved["decision"][0].astext == key
    found = update(unit_mergers).where(mine, unit_mergers.c.decision_no.is_(None)).values(numbered)
    for moved in tx.execute(found.returning(unit_mergers.c.moved)).scalars():
        went = memberships.c.id.in_([UUID(step[2]) for step in moved["steps"]])
        tx.execute(update(memberships).where(went, memberships.c.decision_no.is_(None)).values(numbered))
