"""Cases, views and doers as tests need them, showing only what matters."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from uuid import UUID

import pytest

from services.kit.faults import Conflict
from services.workflows.domain import machine, relations
from services.workflows.domain.case import SYSTEM, Case, Document, Doer, Office, Officer, Unit
from services.workflows.domain.machine import Act
from services.workflows.domain.process import Record
from services.workflows.domain.relations import Surroundings
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.domain.view import PersonFact, View, VoterFact
from services.workflows.processes import admission

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PROVINCE_ID, DISTRICT_ID, COMMUNE_ID, CHAPTER_ID = (UUID(int=key) for key in (1, 2, 3, 4))
SECRETARY_ID, APPROVER_ID, DISTRICT_OFFICER_ID, INTRODUCER_ID = (UUID(int=key) for key in (11, 12, 13, 14))

PROVINCE = Unit(PROVINCE_ID, "Tỉnh đoàn Bắc Giang", "PROVINCE", "", (PROVINCE_ID,))
DISTRICT = Unit(DISTRICT_ID, "Huyện đoàn Yên Dũng", "DISTRICT", "HUYEN_DOAN", (PROVINCE_ID, DISTRICT_ID))
COMMUNE = Unit(COMMUNE_ID, "Đoàn xã Tân Mỹ", "GRASSROOTS", "DOAN_XA", (PROVINCE_ID, DISTRICT_ID, COMMUNE_ID))
CHAPTER = Unit(CHAPTER_ID, "Chi đoàn thôn Hạ", "CHAPTER", "DIA_BAN_DAN_CU", (*COMMUNE.path, CHAPTER_ID))
UNITS = {unit.id: unit for unit in (PROVINCE, DISTRICT, COMMUNE, CHAPTER)}
OFFICERS = {
    CHAPTER_ID: (Officer(SECRETARY_ID, "Lê Thị Thu", CHAPTER_ID, "CHAPTER_OFFICER", "BT"),),
    COMMUNE_ID: (Officer(APPROVER_ID, "Phạm Văn Minh", COMMUNE_ID, "GRASSROOTS_OFFICER", "BT"),),
    DISTRICT_ID: (Officer(DISTRICT_OFFICER_ID, "Trần Quốc Việt", DISTRICT_ID, "DISTRICT_OFFICER", "BT"),),
}
AROUND = Surroundings(UNITS, OFFICERS)

SECRETARY = Doer(SECRETARY_ID, "Lê Thị Thu", (Office("CHAPTER_OFFICER", CHAPTER_ID, "BT"),))
APPROVER = Doer(APPROVER_ID, "Phạm Văn Minh", (Office("GRASSROOTS_OFFICER", COMMUNE_ID, "BT"),))
STRANGER = Doer(UUID(int=99), "Người lạ")
RULES = Rules("test", DEFAULTS)
INTRODUCER = PersonFact(INTRODUCER_ID, "Ngô Văn Sơn", "ACTIVE", CHAPTER_ID)
MEMBER_ID = UUID(int=31)
MEMBER = PersonFact(
    MEMBER_ID,
    "Trần Thị Mai",
    "ACTIVE",
    CHAPTER_ID,
    born_on=date(2000, 5, 17),
    joined_on=date(2016, 3, 26),
    code="240116000017",
    sex="female",
    unit_since=date(2018, 9, 5),
)
MEMBER_DOER = Doer(MEMBER_ID, "Trần Thị Mai")

CANDIDATE = {
    "full_name": "Nguyễn Thu Hà",
    "sex": "female",
    "born_on": "2008-02-03",
    "citizen_id": "024308001234",
    "phone": "0912345678",
    "ethnicity": "1",
    "religion": "0",
    "permanent_address": "Thôn Hạ, Tân Mỹ",
    "member_category": "HS_THPT",
    "occupation": "HOC_SINH",
    "general_education": "11/12",
    "applied_on": "2026-11-01",
    "class_certificate_no": "15/GCN",
    "introducer_kind": "member",
    "introducer_id": str(INTRODUCER_ID),
    "known_since": "2025-09-05",
    "agrees_to_charter": True,
}
VOTE = {"met_on": "2026-11-20", "members_total": 16, "present": 14, "agree": 12, "disagree": 1, "blank": 1}


@cache
def a_roll(size, first=1000, **given):
    """So many people who count at meetings, always if nothing else is said."""
    return tuple(VoterFact(UUID(int=first + place), **given) for place in range(size))


def facts(**given):
    return {
        "unit": CHAPTER,
        "join_unit": None,
        "destination": None,
        "chapter": None,
        "elected_chapter": None,
        "standing_unit": given.get("unit", CHAPTER),
        "origin_union": COMMUNE,
        "destination_union": None,
        "offices": (),
        "fees": None,
        "cases": (),
        "past": (),
        "subject_unit": CHAPTER,
        "unit_cases": (),
        "attendances": (),
        "ratings": {},
        "introducer": INTRODUCER,
        "subject": None,
        "unit_size": 16,
        "roll": a_roll(given.get("unit_size", 16)),
        "residents": (),
        "committee": (),
        "superior_committee": (),
        "other_case": None,
        "namesakes": 0,
        "active_namesakes": 0,
        **given,
    }


def a_case(state="applied", process=admission.PROCESS, vote=None, **form):
    filled = {**CANDIDATE, **({"vote": {**VOTE, **vote}} if vote is not None else {}), **form}
    filled = {name: value for name, value in filled.items() if value is not None}
    case = Case(
        id=UUID(int=100),
        number="KN-2026-0412",
        process=process.code,
        process_version=1,
        rule_set="test",
        state=state,
        unit_id=CHAPTER_ID,
        subject_id=None,
        subject_name="Nguyễn Thu Hà",
        form=filled,
        opened_at=NOW,
        since=NOW,
    )
    return replace(case, seats=relations.seats(case, process.relations, AROUND))


def a_member_case(process, state=None, form=None, **changed):
    """A case of the process about the member of the chapter."""
    case = Case(
        id=UUID(int=100),
        number="HS-2026-0001",
        process=process.code,
        process_version=1,
        rule_set="test",
        state=state or process.opening.to,
        unit_id=CHAPTER_ID,
        subject_id=MEMBER_ID,
        subject_name="Trần Thị Mai",
        form=form or {},
        opened_at=NOW,
        since=NOW,
    )
    case = replace(case, **changed)
    return replace(case, seats=relations.seats(case, process.relations, AROUND))


def a_member_view(case, today=TODAY, rules=RULES, **known):
    """What guards see of a case about the member."""
    return View(case, facts(**{"subject": MEMBER, **known}), rules, today)


def a_document(template, number="12-QĐ/ĐTN", on="2026-11-24", state="issued"):
    """A paper of a case, which asked for it under the template's own name."""
    return Document(UUID(int=200), template, template, "Văn bản", number, on, state)


def a_view(case=None, today=TODAY, rules=RULES, **known):
    return View(case or a_case(), facts(**known), rules, today)


def an_act(action, doer=SECRETARY, form=None, note=None, today=TODAY):
    return Act(action, doer, NOW, today, form or {}, note)


def take(action, view, doer=SECRETARY, form=None, note=None, process=admission.PROCESS):
    return machine.advance(process, view, an_act(action, doer, form, note, view.today))


def by_system(action, view, process=admission.PROCESS):
    return take(action, view, doer=SYSTEM, process=process)


def codes(fault):
    return [refusal["code"] for refusal in fault.value.fields["refusals"]]


def refusals(act):
    """Codes of what stands against the act."""
    with pytest.raises(Conflict) as fault:
        act()
    return codes(fault)


def effect(step, kind):
    """The step's effect of that kind."""
    return next(each for each in step.effects if isinstance(each, kind))


def line(step, view):
    """What the move leaves in the registry: data and writes."""
    kept = effect(step, Record)
    seen = view.of(step.case)
    return kept.data(seen), kept.writes(seen)


def allowed(process, view, doer):
    """Actions that the doer may take now."""
    return [offer.move.action for offer in machine.offers(process, view, doer) if not offer.refusals]
