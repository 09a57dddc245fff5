"""A large campaign is opened by somebody who has named how many cases it opens; its deadlines lie ahead."""

from datetime import date, timedelta

import pytest

from services.workflows.domain import calendar
from services.workflows.domain import campaign as rules_of
from services.workflows.domain.campaign import CaseCount
from services.workflows.processes import evaluation, unit_evaluation
from tests.unit.workflows.builders import RULES
from tests.unit.workflows.test_campaigns_that_move import OPENED

THOUSAND = CaseCount(1000, 38)
MORE = CaseCount(1204, 41)
DAYS_OF_TWO_YEARS = [date(2026, 1, 1) + timedelta(days=n) for n in range(731)]


def test_a_thousand_cases_need_no_confirmation():
    assert rules_of.wrong_count(THOUSAND, None, RULES) == {}


def test_more_than_a_thousand_cases_need_their_number():
    assert rules_of.wrong_count(MORE, None, RULES) == {"confirmed": ["Đợt này mở 1.204 hồ sơ. Gõ 1204 để xác nhận."]}
    assert rules_of.wrong_count(MORE, 1204, RULES) == {}


@pytest.mark.parametrize(("confirmed", "named"), [(1203, "1.203"), (1205, "1.205"), (0, "0")])
def test_a_number_that_is_not_the_one_of_now_is_refused_with_both(confirmed, named):
    [text] = rules_of.wrong_count(MORE, confirmed, RULES)["confirmed"]

    assert f"Bạn xác nhận {named} hồ sơ, lúc này đợt mở 1.204 hồ sơ." in text


def test_what_opening_leads_to_names_cases_people_units_and_days():
    told = rules_of.consequences(OPENED, evaluation.PROCESS.campaign, MORE, RULES)

    assert told[0] == "Mở 1.204 hồ sơ cho 1.204 đoàn viên ở 41 đơn vị."
    assert "15/12/2026" in told[2]
    assert "31/12/2026" in told[2]


def test_a_campaign_about_units_counts_units_alone():
    told = rules_of.consequences(OPENED, unit_evaluation.PROCESS.campaign, CaseCount(41, 41), RULES)

    assert told[0] == "Mở 41 hồ sơ cho 41 đơn vị."


def test_suggested_deadlines_lie_ahead_on_any_day():
    behind = [today for today in DAYS_OF_TWO_YEARS for _, on in calendar.suggested_deadlines(today) if on <= today]

    assert behind == []


@pytest.mark.parametrize(
    ("today", "month", "quarter"),
    [
        (date(2026, 12, 2), date(2026, 12, 31), date(2026, 12, 31)),
        (date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)),
        (date(2027, 1, 30), date(2027, 1, 31), date(2027, 3, 31)),
        (date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31)),
        (date(2027, 9, 30), date(2027, 10, 31), date(2027, 12, 31)),
    ],
)
def test_the_end_of_month_and_quarter_is_the_next_one(today, month, quarter):
    found = dict(calendar.suggested_deadlines(today))

    assert (found["Cuối tháng"], found["Cuối quý"]) == (month, quarter)
