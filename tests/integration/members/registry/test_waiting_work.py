"""Reports, remittances and people that wait for an officer are told to that officer, with the day by which."""

import pytest

from services.kit.clock import day_of, now
from services.members.figures import periods
from tests.integration.members.registry.fees import line, month

COMMUNE, DISTRICT, CHAPTER = "24-01-001", "24-01", "24-01-001-001"
REPORT = "BM-03"


@pytest.fixture
def waiting(ask):
    """`waiting(COMMUNE)`: what waits for that unit's officer, by kind."""

    def run(unit):
        return {item["kind"]: item for item in ask("list_waiting_work", by=unit)["items"]}

    return run


@pytest.fixture
def submitted(ask, province, new_chapter):
    """A report of a new chapter, as it was just submitted, and the chapter."""
    chapter = new_chapter(COMMUNE)
    period = periods.latest(("QUARTER",), day_of(now()), {"report_early_days": 0}).code
    asked = {"unit_id": province.id(chapter), "report": REPORT, "period": period}
    return ask("submit_report", by=chapter, **asked), chapter


def test_a_submitted_report_waits_for_the_unit_above_until_it_is_accepted(ask, waiting, submitted):
    snapshot, chapter = submitted
    before, of_others = waiting(COMMUNE)["report_to_accept"], [waiting(DISTRICT), waiting(chapter)]
    ask("accept_report", by=COMMUNE, submission_id=snapshot["id"])
    after = waiting(COMMUNE).get("report_to_accept", {"count": 0})

    assert before["title"].startswith("Duyệt báo cáo ")
    assert before["period"] == snapshot["period"]["code"]
    assert before["due_at"] is not None
    assert after["count"] == before["count"] - 1
    assert all("report_to_accept" not in found for found in of_others)


def test_a_returned_report_waits_for_its_unit_with_the_reason_until_it_is_submitted_again(
    ask, province, waiting, submitted
):
    snapshot, chapter = submitted
    ask("return_report", by=COMMUNE, submission_id=snapshot["id"], reason="Thiếu số liệu quý trước.")
    returned = waiting(chapter)["report_to_mend"]
    asked = {"report": REPORT, "period": snapshot["period"]["code"]}
    ask("submit_report", by=chapter, unit_id=province.id(chapter), **asked)

    assert (returned["count"], returned["note"]) == (1, "Thiếu số liệu quý trước.")
    assert "report_to_mend" not in waiting(chapter)


def test_money_on_its_way_waits_for_the_receiver_and_what_does_not_agree_for_the_sender(ask, province, waiting):
    ask("open_fee_book", by=CHAPTER, unit_id=province.id(CHAPTER), from_month=month(11))
    member = province.add_member("Người Đóng Phí", CHAPTER)
    ask("collect_fees", by=CHAPTER, unit_id=province.id(CHAPTER), lines=[line(member, 0, 1)])
    months = {"from_month": month(0), "until_month": month(0)}
    sent = ask("declare_fee_remittance", by=CHAPTER, unit_id=province.id(CHAPTER), **months)
    for_receiver = waiting(COMMUNE)["remittance_to_confirm"]
    ask("settle_fee_remittance", by=COMMUNE, remittance_id=sent["id"], state="DISPUTED", reason="Thiếu 2.000 đ.")

    assert for_receiver["title"] == "Xác nhận đoàn phí cấp dưới nộp · 1 khoản"
    assert waiting(CHAPTER)["remittance_to_mend"]["count"] == 1
    assert "remittance_to_confirm" not in waiting(COMMUNE)


def test_nothing_waits_for_whoever_holds_no_office(rpc, token_for, province):
    member = province.add_member("Người Không Chức Vụ", CHAPTER)

    assert rpc.call("members.list_waiting_work", {}, token=token_for(member.id))["items"] == []
