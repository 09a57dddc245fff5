"""Who holds a case: acting levels, delegations, vacancy, and people who decide about themselves."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.kit.faults import Conflict
from services.workflows.domain import relations
from services.workflows.domain.case import Delegation, Officer, Seat, Unit
from services.workflows.domain.relations import Surroundings
from tests.unit.workflows.builders import (
    APPROVER_ID,
    CHAPTER,
    CHAPTER_ID,
    COMMUNE,
    COMMUNE_ID,
    DISTRICT,
    DISTRICT_ID,
    OFFICERS,
    PROVINCE,
    PROVINCE_ID,
    SECRETARY_ID,
    UNITS,
    a_case,
)

NAMES = {"chapter_officer", "superior"}


def around(officers=None, units=(), delegations=()):
    known = UNITS | {unit.id: unit for unit in units}
    return Surroundings(known, OFFICERS if officers is None else officers, delegations)


def seats(case=None, **given):
    return relations.seats(case or a_case(), NAMES, around(**given))


def an_officer(person_id, unit_id, code="BT"):
    return Officer(person_id, "Cán bộ", unit_id, "GRASSROOTS_OFFICER", code)


def test_a_chapter_has_its_grassroots_union_above():
    assert seats()["superior"].unit_id == COMMUNE_ID


def test_a_sub_grassroots_union_does_not_decide():
    faculty = Unit(UUID(int=30), "Liên chi đoàn Khoa CNTT", "SUB_GRASSROOTS", "", (*COMMUNE.path, UUID(int=30)))
    chapter = Unit(CHAPTER_ID, "Chi đoàn K65", "CHAPTER", "", (*faculty.path, CHAPTER_ID))

    assert seats(units=(faculty, chapter))["superior"].unit_id == COMMUNE_ID


def test_a_delegation_lets_the_sub_grassroots_union_decide():
    faculty = Unit(UUID(int=30), "Liên chi đoàn Khoa CNTT", "SUB_GRASSROOTS", "", (*COMMUNE.path, UUID(int=30)))
    chapter = Unit(CHAPTER_ID, "Chi đoàn K65", "CHAPTER", "", (*faculty.path, CHAPTER_ID))
    officers = OFFICERS | {faculty.id: (an_officer(UUID(int=31), faculty.id),)}
    lent = (Delegation(COMMUNE_ID, faculty.id),)

    assert seats(units=(faculty, chapter), officers=officers, delegations=lent)["superior"].unit_id == faculty.id


@pytest.fixture
def grassroots_chapter():
    return Unit(CHAPTER_ID, "Chi đoàn cơ sở Sở Y tế", "GRASSROOTS", "CHI_DOAN_CO_SO", (*DISTRICT.path, CHAPTER_ID))


def test_a_grassroots_chapter_has_the_district_above(grassroots_chapter):
    assert seats(units=(grassroots_chapter,))["superior"].unit_id == DISTRICT_ID


def test_a_grassroots_chapter_with_a_written_delegation_decides_itself(grassroots_chapter):
    other = an_officer(UUID(int=32), CHAPTER_ID)
    officers = OFFICERS | {CHAPTER_ID: (*OFFICERS[CHAPTER_ID], other)}
    lent = (Delegation(DISTRICT_ID, CHAPTER_ID),)

    assert seats(units=(grassroots_chapter,), officers=officers, delegations=lent)["superior"].unit_id == CHAPTER_ID


OWN = {relations.OWN_DECIDER, "chapter_officer"}


def test_a_chapter_leaves_to_its_grassroots_union_what_is_a_grassroots_units_to_decide():
    seat = relations.seats(a_case(), OWN, around())[relations.OWN_DECIDER]

    assert (seat.due_unit_id, seat.unit_id) == (COMMUNE_ID, COMMUNE_ID)


def test_a_grassroots_chapter_decides_itself_and_whoever_carried_the_case_may(grassroots_chapter):
    case = replace(a_case(), acted={"list": str(SECRETARY_ID)})

    placed = relations.seats(case, OWN, around(units=(grassroots_chapter,)))
    decided = replace(case, seats=placed)

    assert placed[relations.OWN_DECIDER].unit_id == CHAPTER_ID
    assert relations.decides_its_own(decided)
    assert SECRETARY_ID in relations.barred(case, "superior", due_unit_id=COMMUNE_ID)


def test_a_grassroots_chapter_decides_on_nobody_who_decides(grassroots_chapter):
    case = replace(a_case(), subject_id=SECRETARY_ID)

    seat = relations.seats(case, OWN, around(units=(grassroots_chapter,)))[relations.OWN_DECIDER]

    assert (seat.due_unit_id, seat.unit_id) == (CHAPTER_ID, DISTRICT_ID)


def test_a_union_with_upper_power_is_above_its_grassroots_chapters():
    university = replace(COMMUNE, upper_power=True)
    below = Unit(CHAPTER_ID, "Chi đoàn cơ sở Viện", "GRASSROOTS", "CHI_DOAN_CO_SO", (*COMMUNE.path, CHAPTER_ID))

    assert seats(units=(university, below))["superior"].unit_id == COMMUNE_ID


def test_a_chapter_directly_below_the_province_has_the_province_above():
    chapter = Unit(CHAPTER_ID, "Chi đoàn Văn phòng", "CHAPTER", "", (PROVINCE_ID, CHAPTER_ID))
    officers = {**OFFICERS, PROVINCE_ID: (an_officer(UUID(int=33), PROVINCE_ID),)}

    assert seats(units=(chapter,), officers=officers)["superior"].unit_id == PROVINCE.id


def test_a_unit_without_superior_cannot_have_a_case():
    orphan = Unit(CHAPTER_ID, "Chi đoàn mồ côi", "CHAPTER", "", (CHAPTER_ID,))

    with pytest.raises(Conflict) as refused:
        seats(units=(orphan,))
    assert refused.value.code == "no-superior"


def test_a_deputy_acts_for_a_vacant_secretary_and_people_are_told():
    officers = OFFICERS | {COMMUNE_ID: (an_officer(APPROVER_ID, COMMUNE_ID, "PBT"),)}
    seat = seats(officers=officers)["superior"]

    assert seat.unit_id == COMMUNE_ID
    assert seat.note == "Chức vụ Bí thư đang trống; Phó Bí thư xử lý thay."


def test_a_unit_without_officers_leaves_the_case_to_the_next_level():
    seat = seats(officers={key: held for key, held in OFFICERS.items() if key != COMMUNE_ID})["superior"]

    assert (seat.due_unit_id, seat.unit_id) == (COMMUNE_ID, DISTRICT_ID)
    assert seat.note == "Đoàn xã Tân Mỹ chưa có cán bộ nên việc chuyển Huyện đoàn Yên Dũng."


def test_a_case_that_nobody_can_take_is_an_alarm_not_a_skipped_step():
    seat = seats(officers={})["superior"]

    assert seat.is_vacant
    assert "Báo Tỉnh đoàn" in seat.note


def test_the_only_officer_of_the_superior_who_carried_the_file_leaves_it_to_the_next_level():
    case = replace(a_case(), acted={"record_vote": str(APPROVER_ID)})
    seat = seats(case)["superior"]

    assert seat.unit_id == DISTRICT_ID
    assert "có liên quan" in seat.note


def test_a_union_that_carried_the_file_of_a_chapter_without_officers_leaves_the_decision_to_the_next_level():
    case = replace(a_case(), stood_in={"record_vote": COMMUNE_ID})
    seat = seats(case)["superior"]

    assert (seat.due_unit_id, seat.unit_id) == (COMMUNE_ID, DISTRICT_ID)
    assert seat.note == (
        "Đoàn xã Tân Mỹ đã làm thay đơn vị chưa có cán bộ nên không xét duyệt; việc chuyển Huyện đoàn Yên Dũng."
    )
    assert seats(case)["chapter_officer"].unit_id == CHAPTER_ID


def test_a_union_that_carried_the_file_and_has_nobody_above_is_told_why_nobody_decides():
    case = replace(a_case(), stood_in={"record_vote": COMMUNE_ID})
    seat = seats(case, officers={COMMUNE_ID: OFFICERS[COMMUNE_ID]})["superior"]

    assert seat.is_vacant
    assert seat.note == (
        "Đoàn xã Tân Mỹ đã làm thay đơn vị chưa có cán bộ nên không xét duyệt; các cấp trên khác đều chưa có cán bộ. "
        "Báo Tỉnh đoàn để bổ sung người."
    )


def test_a_union_with_a_written_delegation_decides_what_it_carried():
    faculty = Unit(UUID(int=30), "Liên chi đoàn Khoa CNTT", "SUB_GRASSROOTS", "", (*COMMUNE.path, UUID(int=30)))
    chapter = Unit(CHAPTER_ID, "Chi đoàn K65", "CHAPTER", "", (*faculty.path, CHAPTER_ID))
    officers = OFFICERS | {CHAPTER_ID: (), faculty.id: (an_officer(UUID(int=31), faculty.id),)}
    case = replace(a_case(), stood_in={"record_vote": faculty.id})
    lent = (Delegation(COMMUNE_ID, faculty.id),)

    found = seats(case, units=(faculty, chapter), officers=officers, delegations=lent)
    assert [found[name].unit_id for name in ("chapter_officer", "superior")] == [faculty.id, faculty.id]


def test_a_case_about_an_officer_goes_to_the_deputy():
    case = replace(a_case(), subject_id=APPROVER_ID)
    officers = OFFICERS | {COMMUNE_ID: (*OFFICERS[COMMUNE_ID], an_officer(UUID(int=34), COMMUNE_ID, "PBT"))}
    seat = seats(case, officers=officers)["superior"]

    assert seat.unit_id == COMMUNE_ID
    assert seat.note == "Phó Bí thư xử lý thay vì người khác có liên quan đến hồ sơ."


def test_a_chapter_officer_may_carry_a_case_about_themselves():
    case = replace(a_case(), subject_id=SECRETARY_ID)

    assert seats(case)["chapter_officer"].unit_id == CHAPTER_ID


@pytest.mark.parametrize(
    ("unit", "level", "kind", "approver"),
    [
        (COMMUNE, "GRASSROOTS", "DOAN_XA", COMMUNE_ID),
        (COMMUNE, "GRASSROOTS", "DOAN_TRUONG_THPT", COMMUNE_ID),
        (COMMUNE, "GRASSROOTS", "CHI_DOAN_CO_SO", DISTRICT_ID),
        (CHAPTER, "CHAPTER", "DIA_BAN_DAN_CU", COMMUNE_ID),
        (DISTRICT, "DISTRICT", "HUYEN_DOAN", PROVINCE_ID),
    ],
    ids=["a commune", "a school", "a grassroots chapter", "a chapter", "a district"],
)
def test_a_grassroots_union_approves_whom_it_proposes_for_a_place_without_an_organisation(unit, level, kind, approver):
    around = Surroundings({**UNITS, unit.id: replace(unit, level=level, kind=kind)}, OFFICERS)
    case = replace(a_case("submitted", join_unit_id=str(CHAPTER.id)), unit_id=unit.id)

    assert relations.admitting_unit(case, around) == approver
    placed = replace(case, seats=relations.seats(case, {"admitting_unit"}, around))
    assert relations.decides_its_own(placed) == (approver == unit.id)


def test_a_grassroots_chapter_that_admits_by_delegation_is_not_decided_by_whoever_proposed():
    chapter = replace(COMMUNE, kind="CHI_DOAN_CO_SO")
    case = replace(a_case("submitted"), unit_id=chapter.id, seats={"admitting_unit": Seat(chapter.id, chapter.id)})

    assert not relations.decides_its_own(case)
