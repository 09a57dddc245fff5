"""Cases of a campaign are opened, and ended, by jobs: some hundreds a transaction, taken up where a killed host left them."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from services.kit import jobs
from services.kit.faults import Fault
from services.kit.jobs import Job
from services.kit.policy import Subject, require
from services.workflows import campaign_rows, registry
from services.workflows.actions.keep import keep
from services.workflows.actions.opening import Wanted, opened_many
from services.workflows.actions.outcomes import reason_of, refused
from services.workflows.actions.views import doer_of, views_of, with_current_holders
from services.workflows.campaign_rows import FIRST, Concerned
from services.workflows.domain import machine
from services.workflows.domain.campaign import RUNNING, Campaign, Drive
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.machine import Act
from services.workflows.domain.process import Process
from services.workflows.policy import POLICY
from services.workflows.store import Tx

OPEN, CLOSE, CANCEL = KINDS = ("open_campaign", "close_campaign", "cancel_campaign")
BATCH = 500
"""Cases of one transaction."""
TOLD = 500
"""Refusals that a job keeps; how many there were in all stands in the campaign's counts."""


def drive_of(process: Process) -> Drive:
    """How the process is run as a campaign."""
    if process.campaign is None:
        raise LookupError(f"{process.code} is not run as a campaign")
    return process.campaign


def open_campaign(job: Job) -> dict[str, Any]:
    """Everyone whom the campaign concerns has a case; whoever was refused is told of, with the reason."""
    campaign_id, results = UUID(job.params["campaign_id"]), list(job.state.get("results", []))
    done, more = int(job.state.get("seen", 0)), True
    while more:
        with job.transaction() as tx:
            campaign = campaign_rows.lock(tx, campaign_id)
            require(POLICY, tx, "campaign.open", of=Subject(unit_id=campaign.unit_id))
            if campaign.state not in RUNNING:
                break
            after = [UUID(key) for key in job.state.get("after", [str(FIRST)] * 2)]
            part, told = _open_part(tx, campaign, after)
            more, done = len(part) == BATCH, done + len(part)
            results = [*results, *told][:TOLD]
            if not more:
                campaign_rows.change(tx, campaign_id, state="OPEN", followed_on=tx.today)
            job.progress(
                done, after=[str(key) for key in (part[-1].place if part else after)], results=results, seen=done
            )
    return {"results": results}


def _open_part(tx: Tx, campaign: Campaign, after: Sequence[UUID]) -> tuple[list[Concerned], list[dict[str, Any]]]:
    process = registry.get(campaign.process)
    drive = drive_of(process)
    reach = drive.reach(campaign, tx.rules.in_force())
    part = campaign_rows.concerned(tx, campaign, process, reach, after=after, limit=BATCH)
    wanted = wanted_cases(campaign, drive, part)
    moved, faults = opened_many(tx, process, doer_of(tx), wanted, because=reason_to_open(campaign))
    keep(tx, moved, opened=True)
    told = [_refused_item(one, fault) for one, fault in faults if not _codes(fault) & drive.passes_over]
    _count(tx, campaign, opened=len(moved), refused=len(told))
    return part, told


def wanted_cases(campaign: Campaign, drive: Drive, part: Sequence[Concerned]) -> list[Wanted]:
    """The cases that are to be open for those whom the campaign concerns."""
    form = drive.opening(campaign)
    return [Wanted(one.unit_id, one.person_id, form, one.name, campaign.id, campaign.form) for one in part]


def reason_to_open(campaign: Campaign) -> str:
    """Why its cases are opened, as their history says it."""
    return f"Mở theo đợt “{campaign.title}”."


def _codes(fault: Fault) -> frozenset[str]:
    return frozenset(refusal["code"] for refusal in fault.fields.get("refusals") or ())


def _refused_item(one: Wanted, fault: Fault) -> dict[str, Any]:
    return refused(one.subject_id or one.unit_id, fault.code, f"{one.subject_name}: {reason_of(fault)}")


def _count(tx: Tx, campaign: Campaign, **more: int) -> None:
    counts = {name: campaign.counts.get(name, 0) + number for name, number in more.items()}
    campaign_rows.change(tx, campaign.id, counts={**campaign.counts, **counts})


def close_campaign(job: Job) -> dict[str, Any]:
    """What was not done by the closing day is closed without it; what others still decide goes on."""
    return _end(job, lambda drive: drive.lapse, state="CLOSED")


def cancel_campaign(job: Job) -> dict[str, Any]:
    """Every case of the campaign is withdrawn."""
    return _end(job, lambda drive: drive.withdraw, state="CANCELLED")


def _end(job: Job, action_of: Callable[[Drive], str], *, state: str) -> dict[str, Any]:
    campaign_id, done, more = UUID(job.params["campaign_id"]), int(job.state.get("seen", 0)), True
    while more:
        with job.transaction() as tx:
            campaign = campaign_rows.lock(tx, campaign_id)
            require(POLICY, tx, "campaign.close", of=Subject(unit_id=campaign.unit_id))
            after = UUID(job.state.get("after", str(FIRST)))
            part = campaign_rows.open_cases(tx, campaign_id, after=after, limit=BATCH)
            ended = _end_part(tx, part, action_of(drive_of(registry.get(campaign.process))), campaign)
            _count(tx, campaign, ended=ended)
            more, done = len(part) == BATCH, done + len(part)
            if not more:
                campaign_rows.change(tx, campaign_id, state=state, ended_at=tx.now)
            job.progress(done, after=str(part[-1] if part else after), seen=done)
    return {"results": []}


def _end_part(tx: Tx, case_ids: Sequence[UUID], action: str, campaign: Campaign) -> int:
    """The services' own move is made where the case has it; returns how often."""
    cases = [case for case in tx.cases.lock_many(case_ids) if case.closed_at is None]
    tx.places.load_with_above({case.unit_id for case in cases})
    moved = []
    for view in views_of(tx, [with_current_holders(tx, case) for case in cases]):
        process = registry.get(view.case.process)
        moves = (move for move in process.moves_from(view.case.state) if move.action == action)
        if any(move.by == "system" for move in moves):
            act = Act(action, SYSTEM, tx.now, tx.today, note=f"Đợt “{campaign.title}”.")
            moved.append((process, view, machine.advance(process, view, act)))
    keep(tx, moved)
    return len(moved)


def follow_campaigns(tx: Tx) -> None:
    """Once a day: newcomers of running campaigns get their cases; campaigns past their closing day are closed.

    A campaign whose ending stopped half-way, as when the officer who began it lost the office, is ended by the system.
    """
    for campaign in campaign_rows.to_follow(tx):
        if campaign.state == "CLOSING":
            if kind := jobs.find_unfinished(tx, (CLOSE, CANCEL), campaign_id=campaign.id):
                campaign_rows.change(tx, campaign.id, followed_on=tx.today)
                tx.start_job(kind, {"campaign_id": campaign.id})
        elif campaign.closing_on < tx.today:
            campaign_rows.change(tx, campaign.id, state="CLOSING")
            tx.start_job(CLOSE, {"campaign_id": campaign.id})
        else:
            campaign_rows.change(tx, campaign.id, followed_on=tx.today)
            tx.start_job(OPEN, {"campaign_id": campaign.id})
