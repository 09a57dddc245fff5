"""A name leaves the roll, and comes back: the case to its end, and what it asks of the registry and the register."""

from datetime import date

import pytest

from services.kit.faults import Conflict
from services.workflows.actions import evidence
from tests.integration.workflows.conftest import APPROVER, CHAPTER, COMMUNE, a_vote
from tests.integration.workflows.member_cases import MEMBER, a_member, held, lines, opened

STRIKE = {"ending": "STRUCK_OFF", "ground": "NO_FEE"}
NOTICE = {"notified_on": "2026-11-01", "way": "LETTER"}


@pytest.fixture
def member(workflows):
    """A member of twenty-six who has not paid for three months."""
    a_member(workflows, born_on=date(2000, 5, 17))
    owes = [date(2026, month, 1) for month in (8, 9, 10)]
    standing = {
        "person_id": MEMBER,
        "unit_id": CHAPTER,
        "paid_until": date(2026, 7, 1),
        "owed_months": owes,
        "version": 1,
    }
    with workflows.asking() as tx:
        evidence.on_fee_standings_changed(tx, [standing])
    return MEMBER


def reported(workflows, **form):
    case = opened(workflows, "removal", **{**STRIKE, **form})
    for on in ("2026-10-20", "2026-10-25"):
        workflows.act(case, "log_contact", form={"on": on, "way": "PHONE", "outcome": "NO_ANSWER"})
    workflows.act(case, "notify", form=NOTICE)
    workflows.act(case, "record_vote", form=a_vote())
    return workflows.act(case, "report")


def decided(workflows, case):
    for order in workflows.orders("T08C"):
        workflows.issue(order, number="4-NQ/CĐ")
    workflows.act(case, "acknowledge", by=APPROVER)
    asked = held(workflows)
    workflows.issue(workflows.orders("T08")[-1], number="15-QĐ/ĐTN")
    workflows.apply(case)
    return asked


def test_a_member_is_struck_off_from_the_ledger_to_the_decision(workflows, member):
    case = reported(workflows)
    asked = decided(workflows, case)

    [resolution], [decision] = workflows.orders("T08C"), workflows.orders("T08")
    [line] = lines(workflows)
    months = ["2026-08-01", "2026-09-01", "2026-10-01"]
    assert (resolution["unit_id"], decision["unit_id"]) == (str(CHAPTER), str(COMMUNE))
    assert [subject["kind"] for subject in asked["subjects"]] == ["strike_off"]
    assert decision["content"]["people"][0]["resolution"]["number"] == "4-NQ/CĐ"
    assert decision["content"]["people"][0]["months"] == months
    assert line["title"] == "Xoá tên trong danh sách đoàn viên"
    assert line["data"] == {"ending": "STRUCK_OFF", "ground": "NO_FEE", "months": months, "unit_id": str(CHAPTER)}
    assert workflows.get(case)["state"] == "struck_off"


def test_the_history_has_every_attempt_to_reach_the_member(workflows, member):
    case = reported(workflows)

    seen = workflows.get(case)
    assert [each["on"] for each in seen["form"]["contacts"]] == ["2026-10-20", "2026-10-25"]
    assert [each["action"] for each in seen["history"]].count("log_contact") == 2


def test_the_decision_waits_for_the_resolutions_number(workflows, member):
    case = reported(workflows)
    with pytest.raises(Conflict) as fault:
        workflows.act(case, "acknowledge", by=APPROVER)

    assert [each["code"] for each in fault.value.fields["refusals"]] == ["resolution"]


def test_a_complaint_brings_the_member_back(workflows, member):
    case = reported(workflows)
    decided(workflows, case)
    workflows.act(case, "complain", by=MEMBER, form={"complained_on": "2026-11-24", "content": "Tôi vẫn đóng phí"})
    workflows.act(case, "annul", by=APPROVER, form={"findings": "Có biên lai"}, note="Xoá tên sai căn cứ")
    [revoked] = workflows.sent("members.revoke_changes.v1")
    [restoring] = workflows.orders("T08R")
    workflows.issue(restoring, number="16-QĐ/ĐTN")

    seen = workflows.get(case)
    [line] = lines(workflows, "members.keep_records.v1")
    assert (revoked["case_ids"], revoked["reason"]) == ([str(case["id"])], "Xoá tên sai căn cứ")
    assert restoring["content"]["about"]["corrects"]["number"] == "15-QĐ/ĐTN"
    assert (line["document_number"], line["data"]["ending"]) == ("16-QĐ/ĐTN", "RESTORED")
    assert seen["state"] == "restored"
    assert {each["template"]: each["state"] for each in seen["documents"]}["T08"] == "revoked"


def test_a_member_leaves_at_their_own_wish(workflows, member):
    case = opened(workflows, "removal", by=MEMBER, ending="WITHDRAWN", applied_on="2026-11-20")
    workflows.act(case, "record_vote", form=a_vote())
    workflows.act(case, "report")
    asked = decided(workflows, case)

    assert [subject["kind"] for subject in asked["subjects"]] == ["withdraw"]
    assert lines(workflows)[0]["data"] == {"ending": "WITHDRAWN", "unit_id": str(CHAPTER)}


def test_a_death_is_acknowledged_without_a_vote(workflows, member):
    case = opened(workflows, "removal", ending="DECEASED", died_on="2026-11-10")
    asked = decided(workflows, case)

    assert [subject["kind"] for subject in asked["subjects"]] == ["die"]
    assert workflows.orders("T08C") == []
    assert lines(workflows)[0]["title"] == "Đoàn viên từ trần"
    assert workflows.get(case)["state"] == "struck_off"


def test_a_member_who_pays_before_the_meeting_stays(workflows, member):
    case = opened(workflows, "removal", **STRIKE)
    for on in ("2026-10-20", "2026-10-25"):
        workflows.act(case, "log_contact", form={"on": on, "way": "PHONE", "outcome": "PROMISES"})
    workflows.act(case, "notify", form=NOTICE)
    paid = {"person_id": MEMBER, "unit_id": CHAPTER, "paid_until": date(2026, 10, 1), "owed_months": [], "version": 2}
    with workflows.asking() as tx:
        evidence.on_fee_standings_changed(tx, [paid])
    with pytest.raises(Conflict) as fault:
        workflows.act(case, "record_vote", form=a_vote())

    assert [each["code"] for each in fault.value.fields["refusals"]] == ["not-enough-months"]
