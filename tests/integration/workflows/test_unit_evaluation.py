"""Units are rated: each judges itself by the criteria, its superior rates it, and the line is the unit's own."""

from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.actions import lists
from tests.integration.workflows.conftest import APPROVER, CHAPTER, COMMUNE, DISTRICT, DISTRICT_SECRETARY, SECRETARY
from tests.integration.workflows.test_campaigns import opened, peopled  # noqa: F401  # fixture
from tests.integration.workflows.test_evaluation import rows_of

REVIEW = {
    "rating": "HTT",
    "score": 86,
    "criteria": [{"title": "Tổ chức sinh hoạt chi đoàn", "score": 20, "evidence": "12 buổi"}],
}
RATED = {"rating": "HTXS", "score": 91, "comment": "Dẫn đầu phong trào"}


@pytest.fixture
def case(peopled):  # noqa: F811
    """The case of the chapter in a campaign of the district."""
    campaign = opened(peopled, process="unit_evaluation")
    [row] = rows_of(peopled, campaign)["items"]
    return row


def test_a_chapter_is_rated_by_its_commune(peopled, case):  # noqa: F811
    peopled.act(case, "review_self", form=REVIEW)
    peopled.act(case, "rate", by=APPROVER, form=RATED)
    [decision] = peopled.orders("T10D")
    peopled.issue(decision, number="30-QĐ/ĐTN")

    [kept] = peopled.sent("members.keep_records.v1")
    [line] = kept["lines"]
    assert peopled.get(case)["state"] == "confirmed"
    assert (decision["unit_id"], decision["content"]["people"][0]["full_name"]) == (str(COMMUNE), "Chi đoàn thôn Hạ")
    assert (line["process"], line["about_unit"], line["person_id"]) == ("evaluation", True, None)
    assert (line["unit_id"], line["document_number"]) == (str(CHAPTER), "30-QĐ/ĐTN")
    assert (line["data"]["rating"], line["data"]["self_rating"], line["data"]["level"]) == ("HTXS", "HTT", "CHAPTER")


def test_a_commune_is_rated_by_its_district(peopled):  # noqa: F811
    campaign = opened(peopled, process="unit_evaluation")
    [row] = rows_of(peopled, campaign, COMMUNE, by=APPROVER)["items"]
    peopled.act(row, "review_self", by=APPROVER, form=REVIEW)
    peopled.act(row, "rate", by=DISTRICT_SECRETARY, form=RATED)

    assert [order["unit_id"] for order in peopled.orders("T10D")] == [str(DISTRICT)]


def test_a_unit_is_rated_once_a_year_whoever_asks(peopled, case):  # noqa: F811
    with pytest.raises(Conflict) as fault:
        peopled.begin("unit_evaluation", year=2026)
    campaign = opened(peopled, by=APPROVER, process="unit_evaluation", unit_id=COMMUNE)

    assert [refusal["code"] for refusal in fault.value.fields["refusals"]] == ["already-this-year"]
    assert rows_of(peopled, campaign)["items"] == []


def test_a_unit_does_not_rate_itself(peopled, case):  # noqa: F811
    peopled.act(case, "review_self", form=REVIEW)

    with pytest.raises(Denied):
        peopled.act(case, "rate", by=SECRETARY, form=RATED)


def test_a_unit_says_how_it_rates_itself(peopled, case):  # noqa: F811
    with pytest.raises(Invalid) as refused:
        peopled.act(case, "review_self", form={"score": 80})
    assert set(refused.value.fields["errors"]) == {"rating"}


def test_a_result_is_corrected_by_another_decision(peopled, case):  # noqa: F811
    peopled.act(case, "review_self", form=REVIEW)
    peopled.act(case, "rate", by=APPROVER, form=RATED)
    first = peopled.issue(peopled.orders("T10D")[0], number="30-QĐ/ĐTN")
    peopled.act(case, "adjust", by=APPROVER, form={"rating": "HTT"}, note="Kiểm tra lại")
    peopled.issue(peopled.orders("T10D")[1], number="31-QĐ/ĐTN")

    [struck] = peopled.sent("members.strike_records.v1")
    [settled] = peopled.sent("messaging.settle_documents.v1")
    kept = peopled.sent("members.keep_records.v1")[-1]["lines"][0]
    assert struck["lines"][0]["case_id"] == str(case["id"])
    assert settled["documents"][0]["id"] == str(first["id"])
    assert (kept["data"]["rating"], kept["document_number"]) == ("HTT", "31-QĐ/ĐTN")


def test_it_adds_no_name_to_the_menu(peopled):  # noqa: F811
    with peopled.asking(SECRETARY) as tx:
        codes = [item["code"] for item in lists.list_processes(tx, unit_id=None)["items"]]

    assert "evaluation" in codes
    assert "unit_evaluation" not in codes


def test_the_case_is_about_the_unit(peopled, case):  # noqa: F811
    assert case["subject"] == {"id": None, "full_name": "Chi đoàn thôn Hạ", "code": None}
    assert UUID(str(case["unit"]["id"])) == CHAPTER
