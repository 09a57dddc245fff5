"""Decisions that the registry asked for have their numbers: what was done by them says so."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select, update

from services.members import copies
from services.members.actions import announcing
from services.members.committee_tables import term_extensions
from services.members.domain import decisions
from services.members.store import Tx
from services.members.tables import memberships, positions, unit_links, unit_mergers, unit_names, units

Numbered = Mapping[str, Any]
"""Number and day of a decision, by column."""


def papers_issued(tx: Tx, documents: Iterable[Mapping[str, Any]]) -> None:
    """Minutes and resolutions are kept; the numbers of decisions stand beside what they decided. Told twice, nothing changes."""
    told = list(documents)
    copies.save_unit_documents(tx, told)
    for each in told:
        if _is_ours(each):
            _number_acts(tx, each)
            _number(tx, each["key"], {"decision_no": each["number"], "decision_on": each["on"]})


def regards(fields: Mapping[str, Any]) -> bool:
    """Most papers are those of cases, and say nothing of units."""
    return any(_is_ours(each) or copies.is_unit_paper(each) for each in fields["documents"])


def _is_ours(told: Mapping[str, Any]) -> bool:
    return told["template"] in _OURS and told["key"].startswith(f"{told['template']}/")


def _number_acts(tx: Tx, told: Mapping[str, Any]) -> None:
    """Histories bear the number; who looks at one of these units is told."""
    numbered = tx.acts.number(told["key"], number=told["number"], on=told["on"], document_id=told["id"])
    announcing.units_changed(tx, [tx.units.get(unit_id) for unit_id in numbered])


_OURS = (decisions.TEMPLATE, decisions.REVOKING)


def _number(tx: Tx, key: str, numbered: Numbered) -> None:
    """What stands beside the histories of units."""
    _, act_id, *act = key.split("/")
    match act:
        case [] if key.startswith(decisions.TEMPLATE):
            _number_seats(tx, UUID(act_id), numbered)
        case ["founded"]:
            _number_founding(tx, UUID(act_id), numbered)
        case ["split"]:
            _number_founding(tx, UUID(act_id), numbered)
            _number_those_split_off(tx, UUID(act_id), numbered)
        case ["merged"]:
            _number_merger(tx, key, numbered)
        case ["extended" | "shortened"]:
            mine = and_(term_extensions.c.id == UUID(act_id), term_extensions.c.decision_no.is_(None))
            tx.execute(update(term_extensions).where(mine).values({"decision_no": numbered["decision_no"]}))


def _number_seats(tx: Tx, position_id: UUID, numbered: Numbered) -> None:
    """The position, and those that were recognised with it."""
    one = positions.alias("one")
    with_it = and_(one.c.unit_id == positions.c.unit_id, one.c.created_at == positions.c.created_at)
    same = select(one.c.id).where(one.c.id == position_id, with_it)
    tx.execute(update(positions).where(same.exists(), positions.c.decision_no.is_(None)).values(numbered))


def _number_founding(tx: Tx, unit_id: UUID, numbered: Numbered) -> None:
    number = {"decision_no": numbered["decision_no"]}
    tx.execute(update(units).where(units.c.id == unit_id, units.c.decision_no.is_(None)).values(number))
    opened_on = select(units.c.opened_on).where(units.c.id == unit_id).scalar_subquery()
    for table in (unit_names, unit_links):
        first = and_(table.c.unit_id == unit_id, func.lower(table.c.valid) == opened_on, table.c.decision_no.is_(None))
        tx.execute(update(table).where(first).values(number))


def _number_those_split_off(tx: Tx, unit_id: UUID, numbered: Numbered) -> None:
    """The members with whom the unit began."""
    went = and_(memberships.c.unit_id == unit_id, memberships.c.why == "split", memberships.c.decision_no.is_(None))
    tx.execute(update(memberships).where(went).values(numbered))


def _number_merger(tx: Tx, key: str, numbered: Numbered) -> None:
    mine = unit_mergers.c.moved["decision"][0].astext == key
    number = {"decision_no": numbered["decision_no"]}
    found = update(unit_mergers).where(mine, unit_mergers.c.decision_no.is_(None)).values(number)
    for moved in tx.execute(found.returning(unit_mergers.c.moved)).scalars():
        went = memberships.c.id.in_([UUID(step[2]) for step in moved["steps"]])
        tx.execute(update(memberships).where(went, memberships.c.decision_no.is_(None)).values(numbered))
