"""A campaign begins: first its cases are counted, then it is opened by somebody who knows how many they are."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from services.kit import ids, jobs
from services.kit.faults import Conflict, Invalid, NotFound
from services.kit.policy import Subject, require
from services.workflows import campaign_rows, registry
from services.workflows.actions import campaign_jobs, campaign_settings, campaigns
from services.workflows.actions.campaign_jobs import drive_of
from services.workflows.actions.opening import try_many
from services.workflows.actions.views import doer_of
from services.workflows.campaign_rows import FIRST
from services.workflows.domain import bounds, forms, words
from services.workflows.domain import campaign as rules_of
from services.workflows.domain.campaign import Campaign, CaseCount
from services.workflows.domain.process import Process
from services.workflows.forms.campaign import CampaignForm, ConfirmedCountForm
from services.workflows.policy import POLICY
from services.workflows.store import Tx

NO_SETTINGS: Mapping[str, Any] = {}
HOLD_S = 10
"""A campaign that was just opened can be stopped before its first case."""


def preview_campaign(tx: Tx, *, process: str, **given: Any) -> dict[str, Any]:
    """Count whom the campaign concerns now; nothing is opened. Raises as `open_campaign` does."""
    definition, campaign = _plan(tx, process=process, **given)
    if campaign_rows.exists(tx, campaign):
        raise _already_open()
    counted = _count(tx, definition, campaign)
    rules = tx.rules.in_force()
    is_typed = rules_of.must_be_confirmed(counted, rules)
    return {
        "title": campaign.title,
        "cases": counted.cases,
        "members": counted.cases if drive_of(definition).about == "members" else None,
        "units": counted.units,
        "label": f"Mở {words.count(counted.cases)} hồ sơ" if counted.cases else "Mở đợt",
        "consequences": rules_of.consequences(campaign, drive_of(definition), counted, rules),
        "form_schema": _confirming(counted) if is_typed else None,
    }


def _confirming(counted: CaseCount) -> dict[str, Any]:
    drawn = forms.json_schema(ConfirmedCountForm) or {}
    drawn["properties"]["confirmed"]["description"] = f"Gõ {counted.cases}."
    return drawn


def open_campaign(tx: Tx, *, process: str, confirmed: int | None = None, **given: Any) -> dict[str, Any]:
    """The campaign is there and a job opens its cases. Raises Invalid for its days and settings and for a count that is not
    the one of now, Conflict("campaign-already-open" | "unit-closed")."""
    definition, campaign = _plan(tx, process=process, **given)
    _add(tx, campaign)
    looked_at, units = _concerned(tx, definition, campaign)
    if rules_of.must_be_confirmed(CaseCount(looked_at, units), tx.rules.in_force()):
        _require_confirmed(tx, _count(tx, definition, campaign), confirmed)
    job_id = tx.start_job(campaign_jobs.OPEN, {"campaign_id": campaign.id}, total=looked_at, hold_s=HOLD_S)
    return campaigns.serialize_campaign(tx, campaign) | {"job": jobs.read(tx, job_id)}


def _plan(
    tx: Tx,
    *,
    process: str,
    unit_id: UUID,
    title: str | None,
    year: int,
    period: str,
    from_on: date,
    until: date,
    closing_on: date,
    form: Mapping[str, Any] = NO_SETTINGS,
) -> tuple[Process, Campaign]:
    """Return the campaign as it would be. Raises Denied, Invalid, Conflict("unit-closed")."""
    require(POLICY, tx, "campaign.open", of=Subject(unit_id=unit_id))
    definition = registry.get(process)
    if definition.campaign is None:
        raise Invalid(errors={"process": [f"Nghiệp vụ {definition.title} không mở theo đợt. Mở từng hồ sơ."]})
    days = {"from_on": from_on, "until": until, "closing_on": closing_on}
    if wrong := bounds.wrong_in_form(forms.bounds_of(CampaignForm), days, tx.today) | rules_of.wrong_days(
        **days, today=tx.today
    ):
        raise Invalid(errors=wrong)
    _require_open(tx, unit_id)
    planned = Campaign(
        id=ids.new(),
        process=process,
        title=title or _title(definition, year, period),
        unit_id=unit_id,
        year=year,
        period=period,
        from_on=from_on,
        until=until,
        closing_on=closing_on,
        state="OPENING",
        opened_at=tx.now,
        opened_by=tx.actor.person_id,
        form=campaign_settings.of(definition, form),
    )
    if wrong := definition.campaign.wrong(planned, tx.rules.in_force()):
        raise Invalid(errors=wrong)
    return definition, planned


def _require_open(tx: Tx, unit_id: UUID) -> None:
    unit = tx.places.unit(unit_id)
    if unit is None:
        raise NotFound("unit-not-found", unit_id=unit_id)
    if unit.closed:
        raise Conflict(
            "unit-closed",
            text=f"{unit.name} đã kết thúc hoạt động.",
            mend="Mở đợt ở đơn vị kế thừa hoặc Đoàn cấp trên.",
        )


def _title(process: Process, year: int, period: str) -> str:
    return f"{drive_of(process).title} năm {year}" + (f", {period}" if period else "")


def _add(tx: Tx, campaign: Campaign) -> None:
    try:
        with tx.savepoint():
            campaign_rows.add(tx, campaign)
    except IntegrityError as error:
        if "campaigns_once" not in str(error.orig):
            raise
        raise _already_open() from error
    after = {"process": campaign.process, "year": campaign.year, "period": campaign.period, "settings": campaign.form}
    tx.record("campaign.open", subject_id=campaign.id, unit_id=campaign.unit_id, after=after)


def _already_open() -> Conflict:
    return Conflict(
        "campaign-already-open",
        text="Đơn vị đã mở đợt này cho năm và kỳ đó.",
        mend="Mở đợt đang có, hoặc ghi tên kỳ khác.",
    )


def _concerned(tx: Tx, process: Process, campaign: Campaign) -> tuple[int, int]:
    reach = drive_of(process).reach(campaign, tx.rules.in_force())
    return campaign_rows.count_concerned(tx, campaign, process, reach)


def _count(tx: Tx, process: Process, campaign: Campaign) -> CaseCount:
    """Return how many cases the campaign opens now, and at how many units."""
    if not drive_of(process).by_trial:
        return CaseCount(*_concerned(tx, process, campaign))
    drive, after = drive_of(process), (FIRST, FIRST)
    reach, units, cases = drive.reach(campaign, tx.rules.in_force()), set[UUID](), 0
    while part := campaign_rows.concerned(tx, campaign, process, reach, after=after, limit=campaign_jobs.BATCH):
        wanted = campaign_jobs.wanted_cases(campaign, drive, part)
        made, _ = try_many(tx, process, doer_of(tx), wanted, because=campaign_jobs.reason_to_open(campaign))
        cases, after = cases + len(made), part[-1].place
        units |= {view.case.unit_id for view, _ in made}
    return CaseCount(cases, len(units))


def _require_confirmed(tx: Tx, counted: CaseCount, confirmed: int | None) -> None:
    if wrong := rules_of.wrong_count(counted, confirmed, tx.rules.in_force()):
        raise Invalid(errors=wrong)
