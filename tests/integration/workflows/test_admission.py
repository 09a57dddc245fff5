"""A candidate becomes a member: the case, and what it asks of the registry and the register."""

from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid, NotFound, Stale
from services.workflows.actions import lists
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DISTRICT_SECRETARY,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
    a_candidate,
    a_vote,
)


def test_a_candidate_with_an_application_waits_for_the_vote(workflows):
    case = workflows.open()

    assert case["state"] == "applied"
    assert case["number"].startswith("KN-2026-")
    assert [action["action"] for action in case["allowed_actions"]] == ["record_vote", "amend", "cancel"]


def test_a_candidate_without_a_certificate_is_trained_first(workflows):
    case = workflows.open(class_certificate_no=None)

    assert case["state"] == "candidate"


def test_a_case_that_was_voted_and_sent_waits_for_the_commune(workflows):
    case = workflows.submitted()

    assert case["state"] == "submitted"
    assert case["holder"]["unit"]["id"] == COMMUNE
    assert [person["full_name"] for person in case["holder"]["people"]] == ["Phạm Văn Minh", "Đỗ Thị Lan"]


def test_the_chapter_resolution_is_asked_for_when_the_case_is_sent(workflows):
    case = workflows.submitted()

    [order] = workflows.orders("T02")
    assert order["unit_id"] == str(CHAPTER)
    assert order["in_force"] is True
    assert order["case_ids"] == [str(case["id"])]
    assert order["content"]["meeting"]["present"] == 14


def test_spoilt_ballots_are_told_apart_from_blank_ones(workflows):
    case = workflows.open()
    workflows.act(case, "record_vote", form=a_vote(agree=11, blank=1, invalid=1))
    workflows.act(case, "submit")

    vote = workflows.orders("T02")[0]["content"]["people"][0]["vote"]
    assert vote == {"agree": 11, "disagree": 1, "blank": 1, "invalid": 1, "present": 14}


def test_approval_asks_the_registry_first(workflows):
    case = workflows.approved_file()

    assert case["state"] == "preparing"
    [asked] = workflows.sent("members.prepare_changes.v1")
    [subject] = asked["subjects"]
    assert subject["kind"] == "admit"
    assert subject["data"]["profile"]["citizen_id"] == "024308001234"
    assert workflows.orders("T03") == []


def test_a_held_person_gets_a_decision_and_a_line_in_the_registry(workflows):
    case = workflows.approved_file()
    workflows.prepare(case)
    [decision] = workflows.orders("T03")
    workflows.issue(decision)

    [applied] = workflows.sent("members.apply_changes.v1")
    [line] = applied["lines"]
    assert decision["unit_id"] == str(COMMUNE)
    assert decision["content"]["resolution"]["number"] == "03-NQ/CĐ"
    assert decision["content"]["people"][0]["code"] == "240126000017"
    assert line["document_number"] == "12-QĐ/ĐTN"
    assert workflows.get(case)["state"] == "applying"


def test_an_applied_change_puts_the_decision_in_force(workflows):
    case = workflows.approved_file()
    workflows.prepare(case)
    document = workflows.issue(workflows.orders("T03")[0])
    workflows.apply(case)

    seen = workflows.get(case)
    [settled] = workflows.sent("messaging.settle_documents.v1")
    assert seen["state"] == "approved"
    assert settled["documents"] == [{"id": str(document["id"]), "state": "in_force", "reason": None}]
    assert [held["state"] for held in seen["documents"]] == ["in_force", "in_force"]
    assert {held["state_title"] for held in seen["documents"]} == {"Còn hiệu lực"}


def test_the_ceremony_ends_the_case(workflows):
    case = workflows.approved_file()
    workflows.prepare(case)
    workflows.issue(workflows.orders("T03")[0])
    workflows.apply(case)
    today = workflows.orders("T03")[0]["on"]
    ended = workflows.act(case, "record_ceremony", form={"held_on": today, "place": "Nhà văn hoá"})

    assert ended["state"] == "admitted"
    assert ended["form"]["ceremony"]["held_on"] == today


def test_a_person_refused_by_the_registry_is_back_with_the_holder_and_the_reason(workflows):
    case = workflows.approved_file()
    workflows.prepare(
        case, refusals=[{"code": "duplicate", "text": "Số CCCD này đã có trong hệ thống.", "mend": "Đối chiếu."}]
    )

    seen = workflows.get(case, by=APPROVER)
    assert seen["state"] == "submitted"
    assert seen["history"][0]["refusals"][0]["text"] == "Số CCCD này đã có trong hệ thống."
    assert "approve" in [action["action"] for action in seen["allowed_actions"]]


def test_every_answer_may_come_twice(workflows):
    case = workflows.approved_file()
    workflows.prepare(case)
    workflows.prepare(case)
    document = workflows.issue(workflows.orders("T03")[0])
    workflows.apply(case)
    workflows.apply(case)
    workflows.prepare(case)

    assert workflows.get(case)["state"] == "approved"
    assert len(workflows.orders("T03")) == 1
    assert len(workflows.sent("messaging.settle_documents.v1")) == 1
    assert document["key"] == workflows.orders("T03")[0]["key"]


def test_an_answer_that_comes_too_early_changes_nothing(workflows):
    case = workflows.approved_file()
    workflows.apply(case)

    assert workflows.get(case)["state"] == "preparing"


def test_the_decision_waits_for_the_number_of_the_resolution_that_it_cites(workflows):
    case = workflows.submitted()
    workflows.act(case, "approve", by=APPROVER)
    workflows.prepare(case)
    before = list(workflows.orders("T03"))
    workflows.number_resolutions()

    assert before == []
    assert [order["content"]["resolution"]["number"] for order in workflows.orders("T03")] == ["03-NQ/CĐ"]


def test_a_returned_file_keeps_its_fields_and_is_sent_again_under_its_resolution(workflows):
    case = workflows.submitted()
    returned = workflows.act(case, "return", by=APPROVER, note="Thiếu ảnh")
    again = workflows.act(case, "submit")

    assert returned["state"] == "returned"
    assert again["form"]["vote"]["agree"] == 12
    assert len(workflows.orders("T02")) == 1


def test_a_returned_file_of_another_person_has_no_resolution_until_it_is_voted_on_again(workflows):
    case = workflows.submitted()
    [old] = workflows.number_resolutions()
    workflows.act(case, "return", by=APPROVER, note="Sai tên")
    amended = workflows.act(case, "amend", form=a_candidate(full_name="Trần Văn Bình"))
    with pytest.raises(Conflict):
        workflows.act(case, "submit")

    [dropped] = workflows.sent("messaging.settle_documents.v1")
    assert amended["state"] == "applied"
    assert "vote" not in amended["form"]
    assert dropped["documents"][0]["id"] == str(old["id"])
    assert amended["history"][0]["changed"] == ["Họ và tên khai sinh"]
    assert amended["history"][0]["form"] == {}


def test_a_returned_file_that_is_amended_elsewhere_is_sent_again_under_its_resolution(workflows):
    case = workflows.submitted()
    workflows.act(case, "return", by=APPROVER, note="Thiếu địa chỉ")
    workflows.act(case, "amend", form=a_candidate(current_address="Phố Tân Mỹ"))
    again = workflows.act(case, "submit")

    assert again["state"] == "submitted"
    assert len(workflows.orders("T02")) == 1


def test_the_audit_keeps_what_a_file_said_before_and_after(workflows, rows):
    case = workflows.open()
    workflows.act(case, "amend", form=a_candidate(born_on="2008-02-04"))

    [kept] = rows("SELECT before, after FROM audit_log WHERE action = 'case.amend'")
    assert kept.before == {"form": {"born_on": "2008-02-03"}}
    assert kept.after["form"] == {"born_on": "2008-02-04"}


def test_a_new_vote_drops_the_old_resolution(workflows):
    case = workflows.submitted()
    [old] = workflows.number_resolutions()
    workflows.act(case, "return", by=APPROVER, note="Họp lại")
    workflows.act(case, "record_vote", form=a_vote(agree=13, blank=0))
    workflows.act(case, "submit")

    [dropped] = workflows.sent("messaging.settle_documents.v1")
    assert dropped["documents"][0]["id"] == str(old["id"])
    assert len(workflows.orders("T02")) == 2


def test_a_revoked_admission_is_undone_in_the_registry_and_the_register(workflows):
    case = workflows.approved_file()
    workflows.prepare(case)
    workflows.issue(workflows.orders("T03")[0])
    workflows.apply(case)
    revoked = workflows.act(case, "revoke", by=APPROVER, note="Hồ sơ khai sai ngày sinh")

    assert revoked["state"] == "revoked"
    [asked] = workflows.sent("members.revoke_changes.v1")
    assert asked["case_ids"] == [str(case["id"])]
    assert workflows.sent("messaging.settle_documents.v1")[-1]["documents"][0]["state"] == "revoked"


def test_two_officers_at_once_make_one_of_them_stale(workflows):
    case = workflows.submitted()
    workflows.act(case, "return", by=APPROVER, note="Thiếu", version=case["version"])

    with pytest.raises(Stale):
        workflows.act(case, "approve", by=APPROVER, version=case["version"])


def test_a_case_elsewhere_looks_like_one_that_does_not_exist(workflows):
    case = workflows.submitted()
    unknown = {"id": UUID(int=0xEE)}

    with pytest.raises(NotFound) as hidden:
        workflows.get(case, by=OTHER_SECRETARY)
    with pytest.raises(NotFound) as missing:
        workflows.get(unknown, by=OTHER_SECRETARY)
    with pytest.raises(NotFound) as closed:
        workflows.act(case, "cancel", by=OTHER_SECRETARY, note="…")
    assert hidden.value.code == missing.value.code == closed.value.code
    assert hidden.value.fields.keys() == missing.value.fields.keys() == closed.value.fields.keys()


def test_a_supervisor_who_sees_a_case_of_others_is_told_that_it_is_theirs(workflows):
    case = workflows.submitted()

    with pytest.raises(Denied):
        workflows.act(case, "cancel", by=DISTRICT_SECRETARY, note="…")


def test_a_supervisor_sees_the_case_without_what_is_sensitive(workflows):
    case = workflows.submitted()
    seen = workflows.get(case, by=DISTRICT_SECRETARY)

    assert "citizen_id" not in seen["form"]
    assert seen["allowed_actions"] == []


def test_an_officer_places_nobody_in_a_chapter_elsewhere(workflows):
    case = workflows.open(join_unit_id=str(OTHER_CHAPTER))
    workflows.act(case, "record_vote", form=a_vote())

    with pytest.raises(Conflict) as refused:
        workflows.act(case, "submit")
    assert [refusal["code"] for refusal in refused.value.fields["refusals"]] == ["join-elsewhere"]


def test_a_chapter_does_not_approve_its_own_case(workflows):
    case = workflows.submitted()

    with pytest.raises(Denied):
        workflows.act(case, "approve", by=SECRETARY)


def test_one_person_has_one_open_case(workflows):
    workflows.open()

    with pytest.raises(Conflict) as refused:
        workflows.open(full_name="Nguyễn Thị Thu Hà")
    assert [refusal["code"] for refusal in refused.value.fields["refusals"]] == ["another-case-open"]


def test_someone_who_was_rejected_may_apply_again(workflows):
    case = workflows.submitted()
    rejected = workflows.act(case, "reject", by=APPROVER, note="Chưa đủ điều kiện")
    again = workflows.open()

    assert (rejected["state"], again["state"]) == ("rejected", "applied")


def test_a_failed_vote_ends_the_case_and_leaves_room_for_another(workflows):
    case = workflows.open()
    failed = workflows.act(case, "record_vote", form=a_vote(agree=7, disagree=7, blank=0))
    again = workflows.open()

    assert failed["state"] == "vote_failed"
    assert failed["history"][0]["refusals"][0]["text"] == (
        "Không đạt: 7/14 phiếu tán thành, cần ít nhất 8 (quá 1/2 số có mặt)."
    )
    assert again["state"] == "applied"


@pytest.mark.parametrize("cursor", ["x", "x|y", "infinity|", "2026-99-99|00000000-0000-0000-0000-000000000001"])
def test_a_cursor_that_nobody_gave_is_refused(workflows, cursor):
    with pytest.raises(Invalid), workflows.asking(APPROVER) as tx:
        lists.list_inbox(tx, limit=20, cursor=cursor, count=None)


def test_an_inbox_is_read_page_by_page_the_most_urgent_first(workflows):
    sent = [workflows.submitted(citizen_id=f"02430800{n:04d}")["number"] for n in range(3)]
    pages, cursor = [], None
    for _ in sent:
        with workflows.asking(APPROVER) as tx:
            page = lists.list_inbox(tx, limit=1, cursor=cursor, count="exact")
        pages += [item["number"] for item in page["items"]]
        cursor = page["next"]

    assert pages == sent
    assert cursor is None
