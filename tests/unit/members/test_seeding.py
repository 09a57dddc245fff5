import random
from datetime import date

import pytest

from services.members.domain import cards
from services.members.seeding import demonstration, loading
from services.members.seeding.places import districts
from services.members.seeding.tree import FULL, SMALL, Ids, Tree

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def small() -> loading.Province:
    return loading.make(SMALL, on=TODAY)


def test_ten_districts_stand_as_in_may_2024() -> None:
    by_name = {district.name: district for district in districts()}

    assert len(by_name) == 10
    assert len(by_name["Bắc Giang"].communes) == 16
    assert "Nham Biền" in {commune.name for commune in by_name["Yên Dũng"].communes}
    assert "Chũ" in {commune.name for commune in by_name["Lục Ngạn"].communes}


def test_the_full_tree_has_the_provinces_measure() -> None:

    chance = random.Random(1)

    tree = Tree(FULL, Ids(chance), chance, TODAY)

    levels = [unit.level for unit in tree.units]
    assert (levels.count("PROVINCE"), levels.count("DISTRICT"), levels.count("GRASSROOTS")) == (1, 18, 482)
    assert 4_600 <= levels.count("CHAPTER") <= 4_800
    assert len({unit.code for unit in tree.units}) == len(tree.units)


def test_the_small_province_has_its_number_of_members_in_force(small: loading.Province) -> None:
    in_force = [person for person in small.people if person.ended_as is None]

    assert len(in_force) == SMALL.members


def test_every_unit_has_a_secretary(small: loading.Province) -> None:
    led = {office.unit.id for office in small.offices if office.code == "BT"}

    assert [unit.name for unit in small.tree.units if unit.id not in led] == []


def test_the_same_day_makes_the_same_people(small: loading.Province) -> None:
    again = loading.make(SMALL, on=TODAY)

    assert [person.row["code"] for person in again.people] == [person.row["code"] for person in small.people]
    assert [office.person.id for office in again.offices] == [office.person.id for office in small.offices]


def test_codes_and_citizen_ids_are_each_persons_own(small: loading.Province) -> None:
    codes = [person.row["code"] for person in small.people]
    citizen_ids = [person.row["citizen_id"] for person in small.people if person.row["citizen_id"]]

    assert len(set(codes)) == len(codes)
    assert all(map(cards.is_member_code, codes))
    assert len(set(citizen_ids)) == len(citizen_ids)
    assert all(int(citizen_id[6:]) < 100_000 for citizen_id in citizen_ids)


def test_stretches_of_membership_leave_no_gap(small: loading.Province) -> None:
    for person in small.people:
        for (_, _, until, _), (_, since, _, _) in zip(person.stretches, person.stretches[1:], strict=False):
            assert until == since
        assert person.stretches[0][1] == person.row["joined_on"]


def test_nobody_joined_before_fifteen(small: loading.Province) -> None:
    assert all((person.row["joined_on"] - person.row["born_on"]).days > 15 * 365 for person in small.people)


def test_the_demonstration_administrator_holds_no_office(small: loading.Province) -> None:
    officers = {office.person.id for office in small.offices}

    administrators = [person.id for person, role, _ in demonstration.chosen(small) if role == "administrator"]

    assert len(administrators) == 1
    assert officers.isdisjoint(administrators)
