"""What tests of award cases start from."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.workflows.domain import relations
from services.workflows.domain.case import Doer, Office, Officer
from services.workflows.domain.relations import Surroundings
from services.workflows.processes.award import PROCESS
from tests.unit.workflows.builders import (
    CHAPTER,
    DISTRICT_ID,
    DISTRICT_OFFICER_ID,
    OFFICERS,
    PROVINCE_ID,
    SECRETARY,
    UNITS,
    a_member_case,
    a_member_view,
    refusals,
    take,
)

PROVINCE_OFFICER_ID = UUID(int=15)


DISTRICT_OFFICER = Doer(DISTRICT_OFFICER_ID, "Trần Quốc Việt", (Office("DISTRICT_OFFICER", DISTRICT_ID, "BT"),))


WHOLE = Surroundings(
    UNITS,
    {
        **OFFICERS,
        PROVINCE_ID: (Officer(PROVINCE_OFFICER_ID, "Thân Trung Kiên", PROVINCE_ID, "PROVINCE_OFFICER", "BT"),),
    },
)


ASKED = {"award_form": "CS_GIAY_KHEN", "kind": "THUONG_XUYEN", "occasion": "Tổng kết năm 2026"}


DOSSIER = {**ASKED, "merits": "Dẫn đầu phong trào tình nguyện", "met_on": "2026-11-20"}


def viewed(state, form, around=WHOLE, today=date(2026, 11, 24), unit=CHAPTER, **given):
    known = {name: given.pop(name) for name in ("cases", "unit_cases", "subject_unit", "subject") if name in given}
    case = a_member_case(PROCESS, state, form, **{"unit_id": unit.id, **given})
    case = replace(case, seats=relations.seats(case, PROCESS.relations, around))
    return a_member_view(case, today=today, unit=unit, **known)


def made(action, view, doer=SECRETARY, form=None, note="Lý do"):
    return take(action, view, doer=doer, form=form, note=note, process=PROCESS)


def refused(action, view, doer=SECRETARY, form=None):
    return refusals(lambda: made(action, view, doer, form))
