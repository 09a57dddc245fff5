"""Campaigns go with their unit: whoever takes over from it carries them on, and gives them back when that is undone."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import select

from services.workflows import campaign_rows
from services.workflows.domain import campaign as rules
from services.workflows.domain.campaign import Campaign
from services.workflows.store import Tx
from services.workflows.tables import units


def directly_below(tx: Tx, unit_ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    """The units that stand directly below each, as the copy knows the tree now."""
    below: dict[UUID, tuple[UUID, ...]] = dict.fromkeys(unit_ids, ())
    query = select(units.c.parent_id, units.c.id).where(units.c.parent_id.in_(below), units.c.closed_on.is_(None))
    for row in tx.execute(query.order_by(units.c.id)) if below else ():
        below[row.parent_id] = (*below[row.parent_id], row.id)
    return below


def carry_on(tx: Tx, over: Mapping[UUID, UUID], *, below: Mapping[UUID, tuple[UUID, ...]]) -> None:
    """Campaigns of the units that are over are their successors', for the units and members that came along.

    over: unit → successor; below: the units that stood directly below it.
    """
    days = {
        row.id: row.closed_on for row in tx.execute(select(units.c.id, units.c.closed_on).where(units.c.id.in_(over)))
    }
    for campaign in campaign_rows.lock_unended(tx, over):
        left = campaign.unit_id
        _place(tx, campaign, rules.carried_on(campaign, by=over[left], on=days[left], units=below.get(left, ())))


def give_back(tx: Tx, reopened: Mapping[UUID, UUID]) -> None:
    """Campaigns that came from the units to their successors are theirs again; what has gone on to a third unit stays there."""
    for campaign in campaign_rows.lock_unended(tx, set(reopened.values())):
        last = campaign.hops[-1] if campaign.hops else None
        if last is not None and reopened.get(last.unit_id) == campaign.unit_id:
            _place(tx, campaign, rules.given_back(campaign))


def _place(tx: Tx, before: Campaign, after: Campaign) -> None:
    campaign_rows.place(tx, after)
    stood, stands = {"unit_id": before.unit_id}, {"unit_id": after.unit_id}
    tx.record("campaign.follow", subject_id=after.id, unit_id=after.unit_id, before=stood, after=stands)
