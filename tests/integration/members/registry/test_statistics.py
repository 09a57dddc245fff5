from datetime import date, timedelta

import pytest

from services.kit import clock
from services.kit.faults import Invalid

SUMMED = ("total", "female", "minority", "religious", "party", "incomplete")


@pytest.fixture(scope="module", autouse=True)
def people(province):
    add = province.add_member
    add("An Một", "24-01-001-001", sex="male", ethnicity=2)
    add("An Hai", "24-01-001-002", ethnicity=1, party_join_on=date(2024, 1, 1))
    add("An Ba", "24-01-002-001", born_on=date(2010, 1, 1), religion=2)
    add("An Bốn", "24-02-001-001", born_on=date(1994, 1, 1))
    add("An Năm", "24-02-001-001", status="MATURED")
    add("An Sáu", "24-02-001-001", status="CANDIDATE")


@pytest.mark.parametrize("unit", ["24", "24-01", "24-02", "24-01-001"])
def test_children_and_the_units_own_people_add_up(ask, province, unit):
    counts = ask("get_unit_statistics", by="24", unit_id=province.id(unit))

    for name in SUMMED:
        assert counts[name] == counts["own"][name] + sum(child[name] for child in counts["children"])


@pytest.mark.parametrize("unit", ["24", "24-01-001"])
def test_age_bands_add_up_to_the_whole(ask, province, unit):
    counts = ask("get_unit_statistics", by="24", unit_id=province.id(unit))

    assert sum(band["count"] for band in counts["age_bands"]) == counts["total"]


def test_each_kind_is_counted_where_it_belongs(ask, province):
    counts = ask("get_unit_statistics", by="24", unit_id=province.id("24"))
    children = {child["unit"]["id"]: child for child in counts["children"]}

    assert {name: counts[name] for name in ("total", "female", "minority", "religious", "party")} == {
        "total": 4, "female": 3, "minority": 1, "religious": 1, "party": 1,
    }  # fmt: skip
    assert children[str(province.id("24-01"))]["total"] == 3
    assert {line["code"]: line["count"] for line in counts["statuses"]} == {"CANDIDATE": 1, "ACTIVE": 4, "MATURED": 1}


def test_the_count_of_a_unit_is_that_of_its_list(ask, province):
    counts = ask("get_unit_statistics", by="24", unit_id=province.id("24-02"))
    listed = ask("list_members", by="24", unit_id=province.id("24-02"), count="exact")
    unit = ask("get_unit", by="24", unit_id=province.id("24-02"))

    assert counts["total"] == listed["total"] == unit["member_count"]


def test_the_past_is_counted_as_it_was(ask, province):
    before = ask("get_unit_statistics", by="24", unit_id=province.id("24"), on=date(2021, 12, 31))
    then = ask("get_unit_statistics", by="24", unit_id=province.id("24"), on=date(2022, 1, 1))

    assert (before["total"], then["total"]) == (0, 6)


def test_the_future_is_not_counted(ask, province):
    with pytest.raises(Invalid):
        ask("get_unit_statistics", by="24", unit_id=province.id("24"), on=clock.day_of(clock.now()) + timedelta(days=3))
