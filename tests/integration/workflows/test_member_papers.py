"""A new card and an exemption from the fee: one line each that the registry is told to keep."""

from datetime import date

import pytest

from services.kit.faults import Conflict
from services.workflows.actions import seats
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    DISTRICT_SECRETARY,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
    a_person,
)
from tests.integration.workflows.member_cases import MEMBER, a_member, lines, opened

KEPT = "members.keep_records.v1"


@pytest.fixture
def member(workflows):
    return a_member(workflows, born_on=date(2000, 5, 17))


def test_a_member_gets_a_new_card(workflows, member):
    case = opened(workflows, "card_reissue", by=MEMBER, reason="LOST", old_card_no="12/2016")
    workflows.act(case, "confirm")
    ended = workflows.act(case, "issue", by=APPROVER)

    [line] = lines(workflows, KEPT)
    assert ended["state"] == "issued"
    assert (line["person_id"], line["unit_id"]) == (str(MEMBER), str(CHAPTER))
    assert line["writes"] == {"card": {"reason": "Bị mất"}}
    assert line["data"] == {"reason": "LOST", "old_card_no": "12/2016", "unit_id": str(CHAPTER)}
    assert line["document_number"] is None
    assert workflows.sent("messaging.issue_documents.v1") == []


def test_a_second_request_for_a_card_names_the_first(workflows, member):
    case = opened(workflows, "card_reissue", reason="LOST")
    with pytest.raises(Conflict) as fault:
        opened(workflows, "card_reissue", reason="DAMAGED")

    [refusal] = fault.value.fields["refusals"]
    assert (refusal["code"], case["number"] in refusal["text"]) == ("card-asked-for", True)


def test_a_request_goes_along_with_a_member_who_moves(workflows, member):
    case = opened(workflows, "card_reissue", by=MEMBER, reason="LOST")
    with workflows.asking() as tx:
        moved = a_person(MEMBER, "Trần Thị Mai", OTHER_CHAPTER, code="240116000017", version=3)
        seats.on_people_changed(tx, [moved])

    assert workflows.act(case, "confirm", by=OTHER_SECRETARY)["state"] == "confirmed"


def test_a_member_in_hardship_owes_nothing_for_some_months(workflows, member):
    form = {"from_month": NOW.date().isoformat(), "months": 3, "hardship": "POOR"}
    case = opened(workflows, "fee_exemption", by=MEMBER, **form)
    workflows.act(case, "propose", by=SECRETARY)
    workflows.act(case, "grant", by=APPROVER)

    [line] = lines(workflows, KEPT)
    assert line["title"] == "Miễn đoàn phí từ tháng 11/2026 đến tháng 01/2027"
    assert line["writes"]["exempt"] == {
        "from_month": "2026-11-01",
        "until_month": "2027-01-01",
        "reason": "Hộ nghèo, cận nghèo",
    }


def test_an_exemption_that_ends_early_keeps_its_months_until_now(workflows, member):
    form = {"from_month": NOW.date().isoformat(), "months": 3, "hardship": "POOR"}
    case = opened(workflows, "fee_exemption", **form)
    workflows.act(case, "grant", by=APPROVER)
    workflows.act(case, "stop", by=APPROVER, note="Đã có việc làm")

    granted, ended = lines(workflows, KEPT)
    assert workflows.sent("members.strike_records.v1") == []
    assert int(granted["stage"]) < int(ended["stage"])
    assert ended["writes"]["exempt"] == {
        "act": "end",
        "from_month": "2026-11-01",
        "until_month": "2026-11-01",
        "reason": "Hộ nghèo, cận nghèo",
    }


def test_an_exemption_on_false_grounds_is_struck(workflows, member):
    form = {"from_month": NOW.date().isoformat(), "months": 3, "hardship": "POOR"}
    case = opened(workflows, "fee_exemption", **form)
    workflows.act(case, "grant", by=APPROVER)
    workflows.act(case, "revoke", by=APPROVER, note="Khai sai hoàn cảnh")

    [struck] = workflows.sent("members.strike_records.v1")
    assert [line["case_id"] for line in struck["lines"]] == [str(case["id"])]
    assert struck["reason"] == "Khai sai hoàn cảnh"


def test_hardship_is_read_by_those_who_have_a_part_in_it_alone(workflows, member):
    form = {"from_month": NOW.date().isoformat(), "months": 3, "hardship": "POOR", "reason": "Bố ốm nặng"}
    case = opened(workflows, "fee_exemption", **form)
    workflows.act(case, "grant", by=APPROVER)

    assert workflows.get(case, by=MEMBER)["form"]["reason"] == "Bố ốm nặng"
    assert workflows.get(case, by=DISTRICT_SECRETARY)["form"].keys() == {"from_month", "months"}
