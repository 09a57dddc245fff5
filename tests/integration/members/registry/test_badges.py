"""Who was recommended to the Party this year is shown as an outstanding member, until the year or the recommendation is over."""

from datetime import date

import pytest

from services.kit.clock import day_of, now
from tests.integration.members.registry.lines import line

CHAPTER = "24-01-001-001"
TODAY = day_of(now())
LAST_YEAR = date(TODAY.year - 1, 12, 31)


@pytest.fixture
def badges(ask, province):
    def shown(person):
        return ask("get_member", by=CHAPTER, member_id=person.id)["badges"]

    return shown


def test_a_recommendation_of_this_year_is_a_badge(province, badges):
    person = province.add_member("Đoàn Viên Ưu Tú", CHAPTER)
    line(province, person, "outstanding", on=TODAY, stage="INTRODUCED")

    assert badges(person) == [f"Đoàn viên ưu tú {TODAY.year}"]


@pytest.mark.parametrize(
    "lines",
    [
        [{"on": LAST_YEAR, "stage": "INTRODUCED"}],
        [{"on": TODAY, "stage": "INTRODUCED", "revoked_on": TODAY}],
        [{"on": TODAY, "stage": "INTRODUCED"}, {"on": TODAY, "stage": "WITHDRAWN"}],
        [{"on": TODAY, "stage": "IN_CLASS"}],
        [],
    ],
    ids=["of last year", "void", "taken back", "not recommended yet", "nothing"],
)
def test_without_one_that_stands_there_is_none(province, badges, lines):
    person, case_id = province.add_member("Đoàn Viên Khác", CHAPTER), None
    for place, each in enumerate(lines):
        case_id = line(province, person, "outstanding", case_id=case_id, case_stage=str(place), **each)

    assert badges(person) == []
