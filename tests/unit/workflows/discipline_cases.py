"""Cases of discipline as its tests need them, at each step of the procedure."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.workflows.domain import machine, relations
from services.workflows.domain.case import Doer, Office, Officer
from services.workflows.domain.relations import Surroundings
from services.workflows.domain.view import OfficeFact
from services.workflows.processes.discipline import PROCESS
from tests.unit.workflows.builders import (
    AROUND,
    CHAPTER,
    CHAPTER_ID,
    COMMUNE_ID,
    DISTRICT_ID,
    DISTRICT_OFFICER_ID,
    MEMBER,
    OFFICERS,
    SECRETARY,
    UNITS,
    a_member_case,
    a_member_view,
    an_act,
    refusals,
    take,
)

OFFENCE = {"whom": "MEMBER", "violation": "Gian lận trong thi cử", "violated_on": "2026-10-01"}
CHECK = {"started_on": "2026-10-10"}
VERIFICATION = {"ended_on": "2026-10-20", "findings": "Có vi phạm"}
MEETING = {"held_on": "2026-11-01", "self_criticism": True, "report_read": True, "conclusion": "Vi phạm lần đầu"}
VOTE = {"voters": "members", "ballot": "secret", "members_total": 16, "present": 14}
DISTRICT_OFFICER = Doer(DISTRICT_OFFICER_ID, "Trần Quốc Việt", (Office("DISTRICT_OFFICER", DISTRICT_ID, "BT"),))
HERE = OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", "PBT")
ABOVE = OfficeFact(COMMUNE_ID, "GRASSROOTS", "GRASSROOTS_OFFICER", "UVBCH")
DEPUTY = Officer(UUID(int=50), "Ngô Văn Sơn", CHAPTER_ID, "CHAPTER_OFFICER", "PBT")
WITH_DEPUTY = Surroundings(UNITS, {**OFFICERS, CHAPTER_ID: (*OFFICERS[CHAPTER_ID], DEPUTY)})


def examined(**given):
    """The form of a case that was verified and met on; a group given as None never was."""
    form = {**OFFENCE, "check": CHECK, "verification": VERIFICATION, "meeting": MEETING, **given}
    return {name: value for name, value in form.items() if value is not None}


def voted(**votes):
    return examined(vote={**VOTE, **votes})


def decided(form="CANH_CAO", **given):
    """The form of a case on which the superior decided as the chapter voted."""
    vote = {**VOTE, f"for_{form.lower()}": 10, "blank": 4}
    return examined(**{"vote": vote, "decision": {"form": form, "reason": "Vi phạm"}, **given})


def announced(form="CANH_CAO", on="2026-11-10", **given):
    return decided(form, announcement={"announced_on": on}, **given)


def viewed(state, form, around=AROUND, today=date(2026, 11, 24), unit=CHAPTER, **given):
    known = {name: given.pop(name) for name in ("cases", "offices", "subject", "unit_size") if name in given}
    case = a_member_case(PROCESS, state, form, **{"unit_id": unit.id, **given})
    case = replace(case, seats=relations.seats(case, PROCESS.relations, around))
    return a_member_view(case, today=today, unit=unit, **known)


def made(action, view, doer=SECRETARY, form=None, note="Lý do"):
    return take(action, view, doer=doer, form=form, note=note, process=PROCESS)


def refused(action, view, doer=SECRETARY, form=None):
    return refusals(lambda: made(action, view, doer, form))


def opened(doer=SECRETARY, around=AROUND, unit=CHAPTER, offices=(), subject=MEMBER, **form):
    view = viewed("opened", {}, around, unit=unit, offices=offices, subject=subject)
    return machine.open_case(PROCESS, view, an_act("open", doer, {**OFFENCE, **form}))


def opening_refused(**given):
    return refusals(lambda: opened(**given))
