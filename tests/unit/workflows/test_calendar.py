"""Working days, with Tết."""

from datetime import date

import pytest

from services.workflows.domain import calendar


@pytest.mark.parametrize(
    "day",
    [date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 9), date(2027, 4, 16), date(2026, 9, 2), date(2027, 4, 30)],
    ids=["the eve of Tết", "Tết", "the fourth day of Tết", "the Hùng Kings' day", "National Day", "30 April"],
)
def test_a_holiday_is_no_working_day(day):
    assert not calendar.is_working(day)


@pytest.mark.parametrize(
    "day",
    [date(2026, 4, 27), date(2027, 2, 10), date(2027, 2, 11), date(2027, 5, 3)],
    ids=["the Hùng Kings' Sunday", "the first of Tết's weekend", "its second", "a Saturday of May"],
)
def test_a_holiday_on_a_weekend_is_made_up_for(day):
    assert not calendar.is_working(day)


def test_what_follows_the_days_off_is_worked_on_again():
    assert [calendar.is_working(day) for day in (date(2026, 4, 28), date(2027, 2, 12), date(2027, 5, 4))] == [True] * 3


def test_tet_of_2030_is_a_day_before_the_chinese_new_year():
    assert date(2030, 2, 1) in calendar.holidays(2030)
    assert date(2030, 2, 2) in calendar.holidays(2030)


def test_a_deadline_that_falls_on_a_sunday_moves_to_monday():
    assert calendar.due_at(date(2026, 11, 22), 7).astimezone(calendar.ZONE).date() == date(2026, 11, 30)


def test_a_deadline_in_tet_moves_past_it():
    assert calendar.due_at(date(2027, 1, 31), 6).astimezone(calendar.ZONE).date() == date(2027, 2, 12)


def test_a_deadline_lasts_to_the_end_of_its_day_in_viet_nam():
    assert calendar.due_at(date(2026, 11, 24), 15).isoformat() == "2026-12-09T16:59:59+00:00"


@pytest.mark.parametrize(
    ("start", "found"),
    [
        (date(2026, 11, 1), date(2026, 11, 15)),
        (date(2026, 11, 15), date(2026, 11, 15)),
        (date(2026, 11, 16), date(2027, 11, 15)),
    ],
    ids=["before", "on the day", "after"],
)
def test_a_day_of_the_year_is_the_first_one_from_the_start_on(start, found):
    assert calendar.next_on(start, "15-11") == found


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2026, 11, 24), date(2026, 11, 27)),  # a Tuesday: Wednesday, Thursday, Friday
        (date(2026, 11, 26), date(2026, 12, 1)),  # a Thursday: the weekend does not count
        (date(2026, 11, 28), date(2026, 12, 2)),  # a Saturday: Monday is the first
        (date(2027, 2, 4), date(2027, 2, 16)),  # the day before Tết, five days of which two are on a weekend
    ],
)
def test_of_working_days_none_is_a_day_off(start, due):
    assert calendar.due_at(start, 3, working=True).astimezone(calendar.ZONE).date() == due
