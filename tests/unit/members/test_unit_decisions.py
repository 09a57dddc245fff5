"""Who decides on an act upon a unit, and in which committees it recognises people."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.members.domain import decisions, unit_acts
from services.members.domain.unit_acts import Holder
from tests.unit.members.test_unit_acts import standing
from tests.unit.members.test_units import a_unit

PROVINCE, DISTRICT, COMMUNE, BRANCH = (
    replace(a_unit(level), id=UUID(int=number))
    for number, level in enumerate(("PROVINCE", "DISTRICT", "GRASSROOTS", "SUB_GRASSROOTS"), 1)
)
ABOVE = [PROVINCE, DISTRICT, COMMUNE, BRANCH]


@pytest.mark.parametrize(
    ("offices", "decides"),
    [([COMMUNE], COMMUNE), ([DISTRICT], DISTRICT), ([PROVINCE, COMMUNE], COMMUNE), ([BRANCH], None), ([], None)],
    ids=["the direct superior", "one further up", "the nearest", "one without a seal", "a technical account"],
)
def test_the_nearest_superior_of_the_one_who_acts_decides(offices, decides):
    assert decisions.decider(ABOVE, offices={unit.id for unit in offices}) == decides


def test_what_two_units_have_in_common_decides_on_both():
    other = replace(COMMUNE, id=UUID(int=9))

    assert decisions.common(ABOVE, [PROVINCE, DISTRICT, other]) == [PROVINCE, DISTRICT]


def test_a_committee_is_asked_for_by_the_offices_that_the_unit_has():
    offer = unit_acts.recognise(standing(a_unit("CHAPTER", "DIA_BAN_DAN_CU"), holders=(Holder("BT", "Hà", None),)))

    row = offer.form["properties"]["seats"]["items"]["properties"]
    assert row["code"]["enum"] == ["BT", "PBT", "UVBCH"]
    assert offer.consequences[0].startswith("1 chức vụ trong Ban Chấp hành hiện nay kết thúc")


def test_a_group_of_a_chapter_has_no_committee():
    assert unit_acts.recognise(standing(a_unit("GROUP", "PHAN_DOAN"))) is None


def test_an_act_that_is_refused_is_decided_by_nobody():
    refused = unit_acts.close(standing(a_unit(), members=3))

    assert unit_acts.decided(refused, by="Đoàn xã Tân Mỹ") == refused
