"""For which periods reports are submitted, until when, and what stands in the way (domain rules 18, 20)."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from uuid import UUID

import pytest

from services.contracts.rules import BY_KEY, DEFAULTS
from services.kit.faults import Invalid
from services.members.domain.units import Unit
from services.members.figures import periods, submissions
from services.members.figures.reports import REPORTS
from services.members.figures.submissions import Asked

CHAPTER = Unit(
    id=UUID(int=1),
    code="24-01-001-001",
    name="Chi đoàn Thôn Hạ",
    level="CHAPTER",
    kind="DIA_BAN_DAN_CU",
    seq=None,
    abbr="",
    place="Bắc Giang",
    upper_power=False,
    is_digital=False,
    term_code="2022-2027",
    parent_id=UUID(int=2),
    path="u1",
    opened_on=date(2020, 1, 1),
    closed_on=None,
    successor_id=None,
    version=1,
)
TODAY = date(2026, 11, 26)


def asked(period="2026-Q3", *, unit=CHAPTER, today=TODAY, **rules):
    return Asked(unit, periods.period_of(period), DEFAULTS | rules, today)


def snapshot(accepted_at=None):
    """A snapshot that counts."""
    return SimpleNamespace(accepted_at=accepted_at, returned_at=None)


def refused(*given, kept=None, **named):
    return [each.code for each in submissions.refusals(asked(*given, **named), kept=kept)]


@pytest.mark.parametrize(
    ("code", "first", "last", "title"),
    [
        ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31), "Quý I năm 2026"),
        ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31), "Quý IV năm 2026"),
        ("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "6 tháng đầu năm 2026"),
        ("2026-H2", date(2026, 7, 1), date(2026, 12, 31), "6 tháng cuối năm 2026"),
        ("2026", date(2026, 1, 1), date(2026, 12, 31), "Năm 2026"),
    ],
)
def test_a_period_says_its_days_and_its_name(code, first, last, title):
    period = periods.period_of(code)

    assert (period.code, period.first, period.last, period.title) == (code, first, last, title)


@pytest.mark.parametrize("code", ["2026-Q5", "2026-H3", "26", "2026-", "Q1-2026", "0001", ""])
def test_what_is_no_period_is_refused(code):
    with pytest.raises(Invalid):
        periods.period_of(code)


@pytest.mark.parametrize(
    ("level", "kinds"),
    [
        ("CHAPTER", ("QUARTER",)),
        ("SUB_GRASSROOTS", ("QUARTER",)),
        ("GRASSROOTS", ("QUARTER",)),
        ("DISTRICT", ("HALF", "YEAR")),
        ("PROVINCE", ("HALF", "YEAR")),
        ("GROUP", ()),
    ],
)
def test_chapters_and_grassroots_report_by_the_quarter_those_above_by_half_and_whole_years(level, kinds):
    assert periods.kinds_of(level, DEFAULTS) == kinds


def test_the_rhythm_is_of_a_public_source_and_the_days_are_ours_to_be_confirmed():
    assert {key: BY_KEY[key].mark for key in ("report_rhythm_lower", "report_rhythm_upper")} == {
        "report_rhythm_lower": "S10",
        "report_rhythm_upper": "S10",
    }
    assert all(BY_KEY[f"report_{name}"].unsure for name in ("due_days_lower", "due_days_upper", "early_days"))


@pytest.mark.parametrize(("level", "due_on"), [("CHAPTER", date(2026, 10, 7)), ("DISTRICT", date(2026, 10, 12))])
def test_the_due_day_is_so_many_days_after_the_end(level, due_on):
    rules = {"report_due_days_lower": 7, "report_due_days_upper": 12}

    assert periods.due_on(level, periods.period_of("2026-Q3"), rules) == due_on


def test_choices_have_begun_and_the_latest_stands_first():
    codes = [period.code for period in periods.choices(("HALF", "YEAR"), TODAY)]

    assert codes[:4] == ["2026-H2", "2026", "2026-H1", "2025-H2"]
    assert codes[-1] == "2024-H1"


@pytest.mark.parametrize(
    ("today", "early", "code"),
    [
        (date(2026, 11, 26), 0, "2026-Q3"),
        (date(2026, 12, 31), 0, "2026-Q3"),
        (date(2026, 12, 31), 1, "2026-Q4"),
        (date(2027, 1, 1), 0, "2026-Q4"),
    ],
)
def test_what_is_to_be_submitted_is_the_last_period_that_is_over(today, early, code):
    rules = DEFAULTS | {"report_early_days": early}

    assert periods.latest(("QUARTER",), today, rules).code == code


def test_a_period_that_is_over_may_be_submitted():
    assert refused("2026-Q3") == []


@pytest.mark.parametrize(("early", "codes"), [(35, ["period-not-over"]), (36, [])])
def test_before_its_end_only_so_many_days_as_the_rule_gives(early, codes):
    assert refused("2026-Q4", report_early_days=early) == codes


def test_the_refusal_says_from_which_day_on():
    [reason] = submissions.refusals(asked("2026-Q4", report_early_days=5), kept=None)

    assert "Quý IV năm 2026 đến 31/12/2026 mới hết" in reason.text
    assert reason.mend == "Nộp từ ngày 27/12/2026."


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"kept": snapshot()}, "report-submitted"),
        ({"unit": replace(CHAPTER, closed_on=date(2026, 10, 5))}, "unit-closed"),
        ({"unit": replace(CHAPTER, opened_on=date(2026, 10, 5))}, "unit-younger"),
        ({"unit": replace(CHAPTER, level="DISTRICT")}, "period-not-of-unit"),
    ],
    ids=["submitted", "closed", "younger", "another rhythm"],
)
def test_what_stands_in_the_way(named, code):
    assert refused("2026-Q3", **named) == [code]


@pytest.mark.parametrize(
    ("accepted_at", "mend"), [(None, "trả lại bản đã nộp"), (TODAY, "sửa trong hồ sơ")], ids=["submitted", "accepted"]
)
def test_whoever_submits_again_is_told_what_to_do_instead(accepted_at, mend):
    [reason] = submissions.refusals(asked("2026-Q3"), kept=snapshot(accepted_at))

    assert mend in reason.mend


@pytest.mark.parametrize(
    ("there", "is_returned", "today", "state"),
    [
        ([snapshot(), snapshot()], False, date(2026, 12, 1), "SUBMITTED"),
        ([snapshot(), snapshot(TODAY)], False, date(2026, 12, 1), "SUBMITTED"),
        ([snapshot(TODAY), snapshot(TODAY)], True, date(2026, 12, 1), "ACCEPTED"),
        ([snapshot(TODAY)], False, date(2026, 10, 10), "NOT_YET"),
        ([], True, date(2026, 10, 10), "RETURNED"),
        ([snapshot()], False, date(2026, 10, 11), "LATE"),
        ([], True, date(2026, 10, 11), "RETURNED"),
    ],
)
def test_where_reports_stand(there, is_returned, today, state):
    found = submissions.state_of(there, wanted=2, is_returned=is_returned, due_on=date(2026, 10, 10), today=today)

    assert found == state


@pytest.mark.parametrize(
    ("rule", "since"),
    [("AUTO", date(2026, 11, 26)), ("2026-06-30", date(2026, 6, 30))],
    ids=["by the unit", "by the rule"],
)
def test_only_periods_that_end_after_the_first_day_here_are_asked_for(rule, since):
    assert periods.waited_from(date(2026, 11, 26), DEFAULTS | {"report_first_day": rule}) == since


@pytest.mark.parametrize(
    ("known_on", "due_on"),
    [(date(2026, 9, 29), date(2026, 10, 10)), (date(2026, 9, 30), None), (date(2026, 11, 26), None)],
    ids=["here before its end", "on its last day", "later"],
)
def test_a_period_that_had_ended_by_then_is_due_on_no_day(known_on, due_on):
    here = asked("2026-Q3")

    assert submissions.due_on(here, "CHAPTER", here.period, known_on=known_on) == due_on
    assert submissions.state_of([], wanted=1, is_returned=False, due_on=None, today=TODAY) == "NOT_DUE"


def test_what_is_accepted_is_not_sent_back_and_the_way_on_is_told():
    [refused] = submissions.give_back(CHAPTER, "ACCEPTED").refusals

    assert submissions.accept(CHAPTER, "ACCEPTED") is None
    assert "kỳ sau" in refused.mend
    assert "không trả lại được nữa" in submissions.accept(CHAPTER, "SUBMITTED").consequences[1]


@pytest.mark.parametrize(
    ("code", "days"),
    [("BM-02", "từ 01/10/2026 đến 26/11/2026"), ("BM-03", "tính đến ngày 26/11/2026")],
    ids=["of days", "of one day"],
)
def test_submitting_early_the_consequences_name_today_as_the_last_day(code, days):
    offer = submissions.submit(asked("2026-Q4", report_early_days=36), report=REPORTS[code], above="Đoàn xã")

    assert f"{days}, được khoá như đang có" in offer.consequences[0]
    assert "Đoàn xã" in offer.consequences[1]


COLUMNS = [
    {"code": "members", "title": "Tổng số", "group": "", "is_share": False},
    {"code": "female", "title": "Nữ", "group": "Trong đó", "is_share": False},
    {"code": "share", "title": "Tỉ lệ", "group": "", "is_share": True},
]


def test_what_differs_from_the_figures_of_now_is_told_by_its_sum():
    then = [{"members": 12, "female": 3, "share": 25.0}, {"members": 8, "female": 4, "share": 50.0}]
    now = [{"members": 13, "female": 3, "share": 23.1}, {"members": 8, "female": 4, "share": 50.0}]

    assert "Tổng số – đã nộp 20, hiện nay 21." in submissions.difference(COLUMNS, then, now)
    assert "Nữ" not in submissions.difference(COLUMNS, then, now)
    assert submissions.difference(COLUMNS, then, then) is None
