"""Campaigns that are open: followed by units, closed or taken back."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from services.kit import jobs
from services.kit.faults import Conflict, NotFound
from services.kit.policy import Subject, is_allowed, require
from services.workflows import campaign_rows, queries, registry
from services.workflows.actions import campaign_jobs, campaign_settings
from services.workflows.actions.campaign_jobs import drive_of
from services.workflows.actions.present import unit_reference
from services.workflows.domain import campaign as rules_of
from services.workflows.domain import forms, words
from services.workflows.domain.campaign import STATES, Campaign
from services.workflows.domain.case import Refusal
from services.workflows.domain.process import Process
from services.workflows.forms.campaign import form_of
from services.workflows.policy import OFFICERS, POLICY
from services.workflows.store import Tx


def list_campaign_kinds(tx: Tx) -> dict[str, Any]:
    """The processes that are run as campaigns, in the order of the menu, variants after their own."""
    require(POLICY, tx, "process.view", of=Subject())
    order = [code for code, _ in registry.menu()]
    driven = [process for process in registry.PROCESSES.values() if process.campaign is not None]
    driven.sort(key=lambda each: (order.index(each.family or each.code), each.family is not None))
    items = [_kind(each) for each in driven]
    return {"items": items, "form_schema": _form_schema(tx, items, driven)}


def _kind(process: Process) -> dict[str, Any]:
    drive = drive_of(process)
    own = forms.names(drive.settings) if drive.settings else ()
    return {"process": process.code, "title": drive.title, "about": drive.about, "settings": list(own)}


def _form_schema(tx: Tx, kinds: list[dict[str, Any]], driven: Sequence[Process]) -> dict[str, Any] | None:
    """What opening one asks, with today's year and the caller's own unit filled in, and what each kind sets for itself."""
    held = sorted(tx.actor.unit_ids(*OFFICERS, on=tx.today))
    form = form_of(tuple((kind["process"], kind["title"]) for kind in kinds))
    known = {"year": tx.today.year, "from_on": tx.today.isoformat(), "unit_id": str(held[0]) if held else None}
    drawn = forms.json_schema(form, known, today=tx.today) or {}
    drawn["properties"] |= campaign_settings.fields_of(driven, tx.rules.in_force(), after=len(drawn["properties"]))
    return drawn


def list_campaigns(
    tx: Tx,
    *,
    process: str | None,
    state: str | None,
    year: int | None,
    limit: int,
    cursor: str | None,
    count: str | None,
) -> dict[str, Any]:
    """Campaigns of the caller's units, of those above them and of those below, newest first."""
    found, following, total = campaign_rows.listed(
        tx, process=process, state=state, year=year, limit=limit, cursor=cursor, count=count
    )
    tx.places.load(key for campaign in found for key in (campaign.unit_id, *(hop.unit_id for hop in campaign.hops)))
    may_open = is_allowed_somewhere(tx)
    return {
        "items": [_item(tx, campaign) for campaign in found],
        "next": following,
        "total": total,
        "may_open": may_open,
    }


def is_allowed_somewhere(tx: Tx) -> bool:
    """The caller holds an office from which campaigns can be opened."""
    return bool(tx.actor.unit_ids(*OFFICERS, on=tx.today))


def get_campaign(tx: Tx, *, campaign_id: UUID) -> dict[str, Any]:
    """The campaign and how far it is in the caller's scope. Raises NotFound("campaign-not-found")."""
    return serialize_campaign(tx, visible_campaign(tx, campaign_id))


def visible_campaign(tx: Tx, campaign_id: UUID) -> Campaign:
    """The campaign, where the caller may know of it. Raises NotFound("campaign-not-found")."""
    campaign = campaign_rows.get(tx, campaign_id)
    _require_visible(tx, campaign)
    return campaign


def _require_visible(tx: Tx, campaign: Campaign) -> None:
    held = tx.actor.unit_ids(on=tx.today)
    taking_part = frozenset(key for key in held if key == campaign.unit_id or tx.tree.is_below(key, campaign.unit_id))
    if not is_allowed(POLICY, tx, "campaign.view", of=Subject(unit_id=campaign.unit_id, parties=taking_part)):
        raise NotFound(
            "campaign-not-found",
            text="Không có đợt này, hoặc đợt ngoài phạm vi của bạn.",
            mend="Chọn lại từ danh sách các đợt.",
        )


def list_campaign_units(tx: Tx, *, campaign_id: UUID, parent_id: UUID | None) -> dict[str, Any]:
    """How far each unit directly below the parent is, all below it counted; without a parent, below the campaign's own unit
    or the caller's where that is lower."""
    campaign = visible_campaign(tx, campaign_id)
    parent = parent_id or _own_top(tx, campaign)
    require(POLICY, tx, "campaign.view_progress", of=Subject(unit_id=parent))
    process = registry.get(campaign.process)
    tx.places.load([parent])
    counted = campaign_rows.by_unit(tx, campaign.id, parent)
    found = sorted(counted, key=lambda each: (each.id != parent, words.by_unit_name(each.name)))
    items = [
        {
            "unit": {"id": each.id, "name": each.name, "level": each.level},
            "is_own": each.id == parent,
            "has_children": each.has_children and each.id != parent,
            **_progress(process, each.by_state),
            "late": each.late,
        }
        for each in found
    ]
    waiting = queries.waiting_in(tx, campaign.id, parent)
    return {"parent": unit_reference(tx.places.unit(parent), parent), "items": items, "waiting": waiting}


def _own_top(tx: Tx, campaign: Campaign) -> UUID:
    if is_allowed(POLICY, tx, "campaign.view_progress", of=Subject(unit_id=campaign.unit_id)):
        return campaign.unit_id
    held = sorted(tx.actor.unit_ids(on=tx.today))
    return next((key for key in held if tx.tree.is_below(key, campaign.unit_id)), campaign.unit_id)


def _progress(process: Process, by_state: Mapping[str, int]) -> dict[str, Any]:
    done = sum(number for code, number in by_state.items() if process.state(code).is_end)
    states = [
        {"state": state.code, "title": state.title, "count": by_state[state.code], "is_end": state.is_end}
        for state in process.states
        if by_state.get(state.code)
    ]
    total = sum(by_state.values())
    return {"total": total, "done": done, "waiting": total - done, "states": states}


def _job_progress(tx: Tx, campaign: Campaign) -> dict[str, Any] | None:
    """How far the job is that opens, closes or takes back its cases, while one does."""
    if campaign.state not in ("OPENING", "CLOSING"):
        return None
    return jobs.find_progress(tx, campaign_jobs.KINDS, campaign_id=campaign.id)


def close_campaign(tx: Tx, *, campaign_id: UUID) -> dict[str, Any]:
    """A job closes what is not done. Raises Conflict("campaign-refused") where it cannot be closed now."""
    return _end(tx, campaign_id, "campaign.close", campaign_jobs.CLOSE)


def cancel_campaign(tx: Tx, *, campaign_id: UUID) -> dict[str, Any]:
    """A job withdraws every case. Raises Conflict("campaign-refused") once the time for it is over."""
    return _end(tx, campaign_id, "campaign.cancel", campaign_jobs.CANCEL)


def _end(tx: Tx, campaign_id: UUID, action: str, kind: str) -> dict[str, Any]:
    campaign = campaign_rows.lock(tx, campaign_id)
    _require_visible(tx, campaign)
    require(POLICY, tx, "campaign.close", of=Subject(unit_id=campaign.unit_id))
    if refusal := _against(tx, campaign)[action]:
        raise Conflict("campaign-refused", refusals=[refusal.plain()])
    campaign_rows.change(tx, campaign_id, state="CLOSING")
    tx.record(action, subject_id=campaign_id, unit_id=campaign.unit_id, before={"state": campaign.state})
    job_id = tx.start_job(kind, {"campaign_id": campaign_id}, total=campaign.counts.get("opened"))
    return serialize_campaign(tx, campaign_rows.get(tx, campaign_id)) | {"job": jobs.read(tx, job_id)}


def _against(tx: Tx, campaign: Campaign) -> dict[str, Refusal | None]:
    return {
        "campaign.close": rules_of.against_closing(campaign),
        "campaign.cancel": rules_of.against_cancelling(campaign, tx.rules.in_force(), tx.now),
    }


def _item(tx: Tx, campaign: Campaign) -> dict[str, Any]:
    process = registry.get(campaign.process)
    return {
        "id": campaign.id,
        "process": campaign.process,
        "process_title": drive_of(process).title,
        "about": drive_of(process).about,
        "grid": process.grid.screen if process.grid else None,
        "title": campaign.title,
        "unit": unit_reference(tx.places.unit(campaign.unit_id), campaign.unit_id),
        "came_from": [unit_reference(tx.places.unit(hop.unit_id), hop.unit_id) for hop in campaign.hops],
        "year": campaign.year,
        "period": campaign.period,
        "from_on": campaign.from_on,
        "until": campaign.until,
        "closing_on": campaign.closing_on,
        "state": campaign.state,
        "state_title": STATES[campaign.state],
        "version": campaign.version,
    }


def serialize_campaign(tx: Tx, campaign: Campaign) -> dict[str, Any]:
    """The campaign, how far it is in the caller's scope, and what the caller may do with it."""
    tx.places.load([campaign.unit_id, *(hop.unit_id for hop in campaign.hops)])
    scope = tx.actor.unit_ids(on=tx.today)
    process = registry.get(campaign.process)
    return {
        **_item(tx, campaign),
        "opened_at": campaign.opened_at,
        "counts": dict(campaign.counts),
        "undo_until": rules_of.undo_until(campaign, tx.rules.in_force()),
        "settings": campaign_settings.format_settings(process, campaign),
        **_progress(process, campaign_rows.counted(tx, campaign.id, scope)),
        "late": campaign_rows.count_late(tx, campaign.id, scope),
        "progress": _job_progress(tx, campaign),
        **_acts(tx, campaign),
    }


_ACTS = (
    (
        "campaign.close",
        "close",
        "Đóng đợt",
        ("Hồ sơ chưa xong được kết thúc là “chưa thực hiện”.", "Hồ sơ cấp trên đang xét vẫn đi tiếp."),
    ),
    ("campaign.cancel", "cancel", "Huỷ đợt", ("Mọi hồ sơ của đợt bị rút, kể cả hồ sơ đã làm một phần.",)),
)


def _acts(tx: Tx, campaign: Campaign) -> dict[str, Any]:
    """What the caller may do with the campaign as a whole, and what the rules refuse just now."""
    if not is_allowed(POLICY, tx, "campaign.close", of=Subject(unit_id=campaign.unit_id)):
        return {"allowed_actions": [], "refused_actions": []}
    against = _against(tx, campaign)
    allowed = [
        {"action": name, "label": label, "form_schema": None, "destructive": True, "consequences": list(said)}
        for action, name, label, said in _ACTS
        if against[action] is None
    ]
    refused = [
        {"action": name, "label": label, "refusals": [refusal.plain()]}
        for action, name, label, _ in _ACTS
        if (refusal := against[action]) is not None
    ]
    return {"allowed_actions": allowed, "refused_actions": refused}
