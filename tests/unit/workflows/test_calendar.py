"""Working days, with Tết and with what the plan of a year says."""

from datetime import date

import pytest

from services.workflows.domain import calendar
from services.workflows.domain.rules import Rules


@pytest.mark.parametrize(
    "day",
    [date(2027, 2, 5), date(2027, 2, 6), date(2027, 2, 9), date(2027, 4, 16), date(2026, 9, 2), date(2027, 4, 30)],
    ids=["the eve of Tết", "Tết", "the fourth day of Tết", "the Hùng Kings' day", "National Day", "30 April"],
)
def test_a_holiday_is_no_working_day(day):
    assert not calendar.BY_LAW.is_working(day)


@pytest.mark.parametrize(
    "day",
    [date(2026, 4, 27), date(2027, 2, 10), date(2027, 2, 11), date(2027, 5, 3)],
    ids=["the Hùng Kings' Sunday", "the first of Tết's weekend", "its second", "a Saturday of May"],
)
def test_a_holiday_on_a_weekend_is_made_up_for(day):
    assert not calendar.BY_LAW.is_working(day)


def test_what_follows_the_days_off_is_worked_on_again():
    assert [calendar.BY_LAW.is_working(day) for day in (date(2026, 4, 28), date(2027, 2, 12), date(2027, 5, 4))] == [
        True
    ] * 3


def test_a_deadline_that_falls_on_a_sunday_moves_to_monday():
    assert calendar.BY_LAW.due_at(date(2026, 11, 22), 7).astimezone(calendar.ZONE).date() == date(2026, 11, 30)


def test_a_deadline_in_tet_moves_past_it():
    assert calendar.BY_LAW.due_at(date(2027, 1, 31), 6).astimezone(calendar.ZONE).date() == date(2027, 2, 12)


def test_a_deadline_lasts_to_the_end_of_its_day_in_viet_nam():
    assert calendar.BY_LAW.due_at(date(2026, 11, 24), 15).isoformat() == "2026-12-09T16:59:59+00:00"


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
    assert calendar.BY_LAW.due_at(start, 3, working=True).astimezone(calendar.ZONE).date() == due


SWAPPED = calendar.Calendar.of(
    [
        {"code": "2027_01_04", "on": "2027-01-04", "kind": "OFF", "note": "Hoán đổi với thứ Bảy 09/01"},
        {"code": "2027_01_09", "on": "2027-01-09", "kind": "WORKED", "note": "Làm bù ngày 04/01"},
    ]
)


def test_a_day_off_of_the_plan_is_no_working_day_and_one_worked_in_exchange_is():
    assert [SWAPPED.is_working(date(2027, 1, day)) for day in (4, 5, 9, 10)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("start", "days", "working", "due"),
    [
        (date(2026, 12, 25), 10, False, date(2027, 1, 5)),
        (date(2026, 12, 30), 10, False, date(2027, 1, 9)),
        (date(2026, 12, 31), 2, True, date(2027, 1, 6)),
        (date(2027, 1, 7), 2, True, date(2027, 1, 9)),
    ],
    ids=["falls on the day off", "falls on the Saturday", "the day off does not count", "the Saturday counts"],
)
def test_deadlines_follow_the_plan(start, days, working, due):
    assert SWAPPED.due_at(start, days, working=working).astimezone(calendar.ZONE).date() == due


def test_the_day_beside_national_day_may_be_worked_on_where_the_year_has_the_other():
    other = calendar.Calendar(off=frozenset({date(2027, 9, 1)}), worked=frozenset({date(2027, 9, 3)}))

    assert [other.is_working(date(2027, 9, day)) for day in (1, 2, 3)] == [False, False, True]


def test_a_rule_set_reads_its_plan_once():
    rules = Rules("xii", {"calendar_days": [{"code": "2027_01_04", "on": "2027-01-04", "kind": "OFF", "note": "Nghỉ"}]})

    assert rules.calendar is rules.calendar
    assert rules.calendar.off == {date(2027, 1, 4)}


def test_a_set_that_knows_no_plan_has_the_days_off_by_law():
    assert Rules("xii", {}).calendar == calendar.BY_LAW
