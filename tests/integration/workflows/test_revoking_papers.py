"""A paper that counts no more is revoked by a later one, which says which and why; every paper bears its own day."""

from datetime import UTC, date, datetime
from uuid import UUID

from services.kit import jobs
from services.workflows.actions import answers, bulk, cases
from tests.integration.workflows.conftest import (
    APPROVER,
    COMMUNE,
    SECRETARY,
    a_vote,
)
from tests.integration.workflows.member_cases import MEMBER, a_member, held, opened

LATER = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
WHY = "Hồ sơ khai sai ngày sinh"


def act_later(workflows, case, action, form=None):
    with workflows.asking(SECRETARY, now=LATER) as tx:
        return cases.take_action(tx, case_id=case["id"], action=action, form=form or {}, note=None, version=None)


def admitted(workflows, **form):
    case = workflows.approved_file(**form)
    workflows.prepare(case)
    workflows.number("T03")
    workflows.apply(case)
    return case


def settled(workflows):
    return [each for asked in workflows.sent("messaging.settle_documents.v1") for each in asked["documents"]]


def test_a_resolution_of_a_new_vote_bears_the_day_on_which_it_is_sent(workflows):
    case = workflows.submitted()
    workflows.number_resolutions()
    workflows.act(case, "return", by=APPROVER, note="Họp lại")
    act_later(workflows, case, "record_vote", a_vote(met_on="2026-11-30"))
    act_later(workflows, case, "submit")

    assert [order["on"] for order in workflows.orders("T02")] == ["2026-11-24", "2026-12-01"]
    assert [order["on"] for order in workflows.orders("T01")] == ["2026-11-24", "2026-12-01"]


def test_a_decision_bears_its_day_however_late_it_is_carried_out(workflows):
    case = workflows.approved_file()
    workflows.prepare(case)

    [order] = workflows.orders("T03")
    assert order["on"] == workflows.get(case)["history"][-1]["at"].date().isoformat() == "2026-11-24"


def test_a_revoked_admission_is_revoked_by_a_decision_that_says_why(workflows):
    case = admitted(workflows)
    decision = next(each for each in workflows.get(case)["documents"] if each["template"] == "T03")
    workflows.act(case, "revoke", by=APPROVER, note=WHY)

    [order] = workflows.orders("T19R")
    about = order["content"]["about"]
    assert (order["unit_id"], order["in_force"], order["on"]) == (str(COMMUNE), True, "2026-11-24")
    assert (about["corrects"]["document_id"], about["corrects"]["number"]) == (str(decision["id"]), "12-QĐ/ĐTN")
    assert about["reason"] == WHY
    assert [person["full_name"] for person in order["content"]["people"]] == ["Nguyễn Thu Hà"]
    assert settled(workflows)[-1] == {
        "id": str(decision["id"]),
        "state": "revoked",
        "reason": WHY,
        "by_key": order["key"],
    }


def test_the_case_knows_the_number_of_the_decision_that_revoked_it(workflows):
    case = admitted(workflows)
    workflows.act(case, "revoke", by=APPROVER, note=WHY)
    workflows.number("T19R", "15-QĐ/ĐTN")

    found = {each["template"]: (each["number"], each["state"]) for each in workflows.get(case)["documents"]}
    assert found["T03"] == ("12-QĐ/ĐTN", "revoked")
    assert found["T19R"] == ("15-QĐ/ĐTN", "in_force")


def test_names_of_one_decision_that_are_revoked_together_have_a_paper_each(workflows):
    files = [
        workflows.submitted(full_name="Nguyễn Thu Hà", citizen_id="024308001234"),
        workflows.submitted(full_name="Lê Thị Đào", citizen_id="024308001235"),
    ]
    workflows.number_resolutions()
    in_bulk(workflows, "approve", files)
    held_newcomers(workflows)
    decision = workflows.number("T03")
    for case in files:
        workflows.apply(case)
    in_bulk(workflows, "revoke", files, note=WHY)

    papers = {order["case_ids"][0]: order["key"] for order in workflows.orders("T19R")}
    told = [(each["id"], each["case_ids"], each["by_key"]) for each in settled(workflows)[-2:]]
    assert sorted(told, key=lambda each: each[1]) == sorted(
        [(str(decision["id"]), [case_id], key) for case_id, key in papers.items()], key=lambda each: each[1]
    )
    assert len(papers) == 2


def in_bulk(workflows, action, files, note=None):
    with workflows.asking(APPROVER) as tx:
        ids = [UUID(str(case["id"])) for case in files]
        bulk.take_bulk_action(tx, action=action, case_ids=ids, form={}, note=note, hold_s=0)
    jobs.run(jobs.claim(workflows.database, bulk.ACT), bulk.act_on_many)


def held_newcomers(workflows):
    [asked] = workflows.sent("members.prepare_changes.v1")
    outcomes = [
        {
            "case_id": UUID(subject["case_id"]),
            "ok": True,
            "person_id": UUID(int=UUID(subject["case_id"]).int ^ 1),
            "code": f"24012600001{place}",
            "refusals": [],
        }
        for place, subject in enumerate(asked["subjects"])
    ]
    with workflows.asking() as tx:
        answers.on_changes_prepared(tx, batch_id=UUID(asked["batch_id"]), outcomes=outcomes)


def test_a_wrong_birth_date_is_put_right_by_a_decision_on_both_papers(workflows):
    a_member(workflows)
    case = opened(workflows, "maturation")
    workflows.act(case, "consult", form={"asked_on": "2026-11-20", "way": "MEETING", "wish": "MATURE"})
    workflows.act(case, "list")
    workflows.act(case, "approve", by=APPROVER, form={})
    held(workflows)
    workflows.number("T07", "9-QĐ/ĐTN")
    workflows.number("T07C", "1-GCN/ĐTN")
    workflows.apply(case)
    workflows.act(case, "revoke", by=APPROVER, form={"right_born_on": "1998-05-17"}, note="Giấy khai sinh ghi 1998")

    [order] = workflows.orders("T19R")
    revoked = settled(workflows)[-2:]
    assert order["content"]["about"]["corrects"]["number"] == "9-QĐ/ĐTN"
    assert order["content"]["about"]["reason"] == "Giấy khai sinh ghi 1998"
    assert [(each["state"], each["by_key"]) for each in revoked] == [("revoked", order["key"])] * 2


def test_a_restored_name_says_by_which_decision_its_striking_off_ended(workflows):
    a_member(workflows, born_on=date(2000, 5, 17))
    case = opened(workflows, "removal", ending="WITHDRAWN", applied_on="2026-11-20")
    workflows.act(case, "record_vote", form=a_vote())
    workflows.act(case, "report")
    workflows.number("T08C", "4-NQ/CĐ")
    workflows.act(case, "acknowledge", by=APPROVER)
    held(workflows)
    workflows.number("T08", "15-QĐ/ĐTN")
    workflows.apply(case)
    workflows.act(case, "complain", by=MEMBER, form={"complained_on": "2026-11-24", "content": "Tôi đã rút đơn"})
    workflows.act(case, "annul", by=APPROVER, form={"findings": "Đã rút đơn"}, note="Đã rút đơn trước khi họp")

    [restoring] = workflows.orders("T08R")
    assert settled(workflows)[-1]["by_key"] == restoring["key"]
