"""Days off by law: the lunar table against the sky, and what falls on weekends."""

from datetime import date, timedelta

import pytest

from services.contracts import holidays
from tests.unit import moons

YEARS = range(holidays.FIRST_YEAR, holidays.LAST_YEAR + 1)


def on(year, title):
    return next(day.on for day in holidays.days_off(year) if day.title == title)


def titled(*days):
    found = {day.on: day.title for day in holidays.days_off(days[0].year)}
    return [found.get(day) for day in days]


def test_the_table_reaches_far_enough():
    assert (holidays.FIRST_YEAR, holidays.LAST_YEAR) == (2021, 2099)


@pytest.mark.parametrize("year", YEARS)
def test_the_lunar_days_are_those_of_the_sky_over_viet_nam(year):
    months = moons.first_of_months(year)

    assert on(year, "Mồng một Tết Nguyên đán") == months[1]
    assert on(year, "Giỗ Tổ Hùng Vương") == months[3] + timedelta(days=9)


@pytest.mark.parametrize(
    ("year", "tet", "kings"),
    [
        (2007, date(2007, 2, 17), date(2007, 4, 26)),
        (1985, date(1985, 1, 21), date(1985, 4, 29)),
        (2024, date(2024, 2, 10), date(2024, 4, 18)),
        (2025, date(2025, 1, 29), date(2025, 4, 7)),
        (2026, date(2026, 2, 17), date(2026, 4, 26)),
    ],
    ids=["a day before the Chinese", "a month before the Chinese", "2024", "2025", "2026"],
)
def test_the_oracle_knows_the_days_that_have_been(year, tet, kings):
    months = moons.first_of_months(year)

    assert (months[1], months[3] + timedelta(days=9)) == (tet, kings)


@pytest.mark.parametrize(("year", "chinese"), [(2030, date(2030, 2, 3)), (2053, date(2053, 2, 19))])
def test_tet_may_be_a_day_before_the_chinese_new_year(year, chinese):
    assert on(year, "Mồng một Tết Nguyên đán") == chinese - timedelta(days=1)


def test_tet_lasts_five_days_from_the_last_of_the_old_year_and_its_weekend_is_made_up_for():
    days = [date(2027, 2, day) for day in range(4, 13)]

    assert [title is not None for title in titled(*days)] == [False] + [True] * 7 + [False]
    assert titled(date(2027, 2, 10)) == ["Nghỉ bù: Mồng một Tết Nguyên đán"]


def test_two_days_off_on_one_weekend_are_made_up_for_by_two_days():
    assert titled(date(2023, 5, 2), date(2023, 5, 3), date(2023, 5, 4)) == [
        "Nghỉ bù: Giỗ Tổ Hùng Vương",
        "Nghỉ bù: Ngày Chiến thắng",
        None,
    ]


@pytest.mark.parametrize(
    ("year", "beside"),
    [(2021, 3), (2022, 1), (2023, 1), (2024, 3), (2025, 1), (2026, 1)],
)
def test_the_day_beside_national_day_is_the_one_that_the_years_had(year, beside):
    assert on(year, "Ngày liền kề Quốc khánh") == date(year, 9, beside)


def test_what_the_plan_of_a_year_decides_is_told_apart_from_what_the_law_fixes():
    fixed = {day.on for day in holidays.days_off(2027) if not day.by_plan}

    assert fixed == {date(2027, *day) for day in ((1, 1), (2, 6), (4, 16), (4, 30), (5, 1), (9, 2))}


def test_the_day_of_culture_is_off_from_2026_on():
    assert titled(date(2025, 11, 24)) + titled(date(2026, 11, 24)) == [None, "Ngày Văn hóa Việt Nam"]


def test_past_the_table_the_fixed_days_alone_are_known():
    titles = [day.title for day in holidays.days_off(holidays.LAST_YEAR + 1)]

    assert "Quốc khánh" in titles
    assert not [title for title in titles if "Tết Nguyên đán" in title or "Giỗ Tổ" in title]
