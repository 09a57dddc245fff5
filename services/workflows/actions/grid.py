"""The rows of a unit in a campaign: what is known of each, what may be done with it and what stands against it."""

from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from services.kit.policy import Subject, is_allowed, require
from services.workflows import queries, registry
from services.workflows.actions.campaigns import visible_campaign
from services.workflows.actions.keep import holder_unit
from services.workflows.actions.present import item, unit_reference
from services.workflows.actions.views import doer_of, subject_of, views_of
from services.workflows.domain import forms, machine, words
from services.workflows.domain.campaign import Campaign
from services.workflows.domain.case import Doer
from services.workflows.domain.process import Grid, Process
from services.workflows.domain.view import View
from services.workflows.policy import POLICY
from services.workflows.store import Tx
from services.workflows.tables import cases


def list_campaign_rows(
    tx: Tx,
    *,
    campaign_id: UUID,
    unit_id: UUID,
    below: bool,
    limit: int,
    cursor: str | None,
    state: str | None = None,
    waiting: bool = False,
) -> dict[str, Any]:
    """Cases of the campaign at the unit, by name, each with what a grid shows of it."""
    campaign = visible_campaign(tx, campaign_id)
    require(POLICY, tx, "campaign.view_progress", of=Subject(unit_id=unit_id))
    wanted = _wanted(tx, campaign, unit_id, below=below, state=state, waiting=waiting)
    found, following = queries.page_of(tx, wanted, "opened", limit=limit, cursor=cursor)
    tx.places.load({unit_id, *(key for case in found for key in (case.unit_id, holder_unit(case)))})
    process, doer = registry.get(campaign.process), doer_of(tx)
    action = process.grid.filled(from_above=below) if process.grid else None
    views = views_of(tx, sorted(found, key=lambda case: words.by_given_name(case.subject_name)))
    return {
        "unit": unit_reference(tx.places.unit(unit_id), unit_id),
        "process": process.code,
        "action": action,
        "fields": forms.json_schema(next((move.form for move in process.moves if move.action == action), None)),
        "items": [_row(tx, process, view, doer) for view in views],
        "summary": process.grid.summary(views) if process.grid and views else {},
        "next": following,
        **(_all_of_it(tx, process, wanted) if waiting and cursor is None else {}),
    }


def _all_of_it(tx: Tx, process: Process, wanted: Select[Any]) -> dict[str, Any]:
    """How much waits in all, and the moves that ask nothing of each case, with how many cases stand where they begin."""
    by_state = queries.counted_by_state(tx, wanted)
    offered = [move for move in process.moves if move.primary and move.form is None and not move.destructive]
    for_all = [{**_short(move), "count": sum(by_state.get(state, 0) for state in move.from_)} for move in offered]
    return {"total": sum(by_state.values()), "for_all": [each for each in for_all if each["count"]]}


def _wanted(tx: Tx, campaign: Campaign, unit_id: UUID, *, below: bool, state: str | None, waiting: bool) -> Select[Any]:
    held = cases.c
    within = tx.tree.below(held.unit_id, frozenset({unit_id}), or_self=True) if below else held.unit_id == unit_id
    query = select(cases).where(held.campaign_id == campaign.id, within)
    if state:
        query = query.where(held.state.in_(state.split(",")))
    return query.where(queries.waits_for_an_office(tx)) if waiting else query


def _row(tx: Tx, process: Process, view: View, doer: Doer) -> dict[str, Any]:
    offers = machine.offers(process, view, doer)
    return {
        **item(tx, process, view.case),
        "is_over": view.case.closed_at is not None,
        "facts": _facts(tx, process.grid, view) if process.grid else {},
        "allowed_actions": [_short(offer.move) for offer in offers if not offer.refusals],
        "refused_actions": [
            {
                "action": offer.move.action,
                "label": offer.move.label,
                "refusals": [refusal.plain() for refusal in offer.refusals],
            }
            for offer in offers
            if offer.refusals
        ],
    }


def _facts(tx: Tx, grid: Grid, view: View) -> dict[str, Any]:
    known = grid.row(view)
    may_know = is_allowed(POLICY, tx, "case.view_confidential", of=subject_of(view.case))
    return known if may_know else grid.plain(known)


def _short(move: Any) -> dict[str, Any]:
    return {
        "action": move.action,
        "label": move.label,
        "form_schema": None,
        "asks": move.form is not None,
        "primary": move.primary,
        "destructive": move.destructive,
        "needs_note": move.needs_note,
    }
