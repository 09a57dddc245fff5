"""What tests of transfer cases start from."""

from uuid import UUID

from services.workflows.domain.case import Unit
from services.workflows.domain.relations import Surroundings
from services.workflows.processes.transfer import PROCESS
from tests.unit.workflows.builders import (
    COMMUNE,
    COMMUNE_ID,
    DISTRICT,
    PROVINCE_ID,
)
from tests.unit.workflows.moving import (
    THERE_ID,
    TWO_BRANCHES,
    a_moving_case,
    moved,
    with_paper,
)

TO_THERE = {"destination_id": str(THERE_ID), "reason": "RESIDENCE"}


CONFIRMED = {
    "comment": "Tích cực",
    "fee_paid_until": "2026-11-15",
    "comments_complete": True,
    "book": "HANDED",
    "card_no": "0123",
}


NEIGHBOUR_ID = UUID(int=7)


NEIGHBOUR = Unit(NEIGHBOUR_ID, "Chi đoàn thôn Trung", "CHAPTER", "DIA_BAN_DAN_CU", (*COMMUNE.path, NEIGHBOUR_ID))


CITY_ID, SCHOOL_ID, BARRACKS_ID = UUID(int=8), UUID(int=9), UUID(int=10)


CITY = Unit(CITY_ID, "Thành đoàn Bắc Giang", "DISTRICT", "THANH_DOAN", (PROVINCE_ID, CITY_ID))


SCHOOL = Unit(SCHOOL_ID, "Đoàn trường THPT Ngô Sĩ Liên", "GRASSROOTS", "DOAN_TRUONG_THPT", (*CITY.path, SCHOOL_ID))


BARRACKS = Unit(BARRACKS_ID, "Đoàn Trung đoàn 2", "GRASSROOTS", "DOAN_LLVT", (*DISTRICT.path, BARRACKS_ID))


WIDE = Surroundings(
    {**TWO_BRANCHES.units, NEIGHBOUR_ID: NEIGHBOUR, CITY_ID: CITY, SCHOOL_ID: SCHOOL, BARRACKS_ID: BARRACKS},
    TWO_BRANCHES.officers,
)


ARRIVAL = {
    "outside": "INTO_PROVINCE",
    "destination_id": str(COMMUNE_ID),
    "full_name": "Phạm Thị Hoa",
    "sex": "female",
    "born_on": "2001-03-04",
    "joined_on": "2017-03-26",
    "origin_place": "Đoàn phường Láng Hạ, Hà Nội",
    "introduction_no": "12-GT/ĐTN",
    "card_no": "0124",
}


def a_transfer(state="requested", form=None, confirmed=CONFIRMED, **changed):
    kept = {"confirmation": confirmed} if state != "requested" else {}
    return a_moving_case(PROCESS, state, {**TO_THERE, **kept, **(form or {})}, **{"around": WIDE, **changed})


def in_transit(state="in_transit", **form):
    return with_paper(a_transfer(state, form), "T04")


def act(case, action, doer, form=None, note="Lý do", **known):
    return moved(PROCESS, case, action, doer, form, note, **{"around": WIDE, **known})


def effect_of(step, kind):
    return next(effect for effect in step.effects if isinstance(effect, kind))
