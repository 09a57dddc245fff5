"""Members of age leave: the case to its end, and what it asks of the registry and the register."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from services.kit import jobs
from services.kit.faults import Conflict, Denied
from services.workflows.actions import bulk, seats, watch
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DISTRICT_SECRETARY,
    GRASSROOTS_CHAPTER,
    NOW,
    OTHER_CHAPTER,
    POST_SECRETARY,
    SECRETARY,
    TREE,
    a_unit,
)
from tests.integration.workflows.member_cases import MEMBER, a_member, held, lines, opened

WISH = {"asked_on": "2026-11-20", "way": "MEETING", "wish": "MATURE"}
OTHER = UUID(int=0x3E2)


def listed(workflows, subject_id=MEMBER, **wish):
    case = opened(workflows, "maturation", subject_id)
    workflows.act(case, "consult", form={**WISH, **wish})
    return workflows.act(case, "list")


PLAN = {"ceremony_on": "2026-12-22", "ceremony_place": "Nhà văn hoá xã"}


def in_bulk(workflows, action, cases, form):
    """The commune makes one move over many."""
    with workflows.asking(APPROVER) as tx:
        ids = [UUID(str(case["id"])) for case in cases]
        bulk.take_bulk_action(tx, action=action, case_ids=ids, form=form, note=None, hold_s=0)
    jobs.run(jobs.claim(workflows.database, bulk.ACT), bulk.act_on_many)


def decided(workflows, case):
    """The decision and the certificate have their numbers, and the registry has applied them."""
    workflows.act(case, "approve", by=APPROVER, form=PLAN)
    held(workflows)
    workflows.issue(workflows.orders("T07")[-1], number="9-QĐ/ĐTN")
    workflows.issue(workflows.orders("T07C")[-1], number="1-GCN/ĐTN")
    workflows.apply(case)


def test_a_list_is_one_decision_and_a_certificate_each(workflows):
    a_member(workflows)
    a_member(workflows, OTHER, "Vũ Văn Nam", code="240116000025", sex="male")
    cases = [listed(workflows), listed(workflows, OTHER)]
    in_bulk(workflows, "approve", cases, PLAN)
    asked = held(workflows)

    [decision] = workflows.orders("T07")
    assert {subject["kind"] for subject in asked["subjects"]} == {"mature"}
    assert decision["unit_id"] == str(COMMUNE)
    assert [person["full_name"] for person in decision["content"]["people"]] == ["Trần Thị Mai", "Vũ Văn Nam"]
    assert decision["content"]["about"] == PLAN
    assert workflows.orders("T07C") == []

    workflows.issue(decision, number="9-QĐ/ĐTN")
    certificates = workflows.orders("T07C")
    assert [len(each["case_ids"]) for each in certificates] == [1, 1]
    assert certificates[0]["content"]["about"]["decision"]["number"] == "9-QĐ/ĐTN"


def test_the_registry_is_told_of_maturity_with_both_numbers(workflows):
    a_member(workflows)
    case = listed(workflows)
    decided(workflows, case)

    [line] = lines(workflows)
    seen = workflows.get(case)
    assert (line["process"], line["document_number"]) == ("maturation", "9-QĐ/ĐTN")
    assert line["data"] == {
        "stage": "MATURED",
        "wish": "MATURE",
        "certificate_no": "1-GCN/ĐTN",
        "ceremony_on": "2026-12-22",
        "unit_id": str(seen["unit"]["id"]),
    }
    assert line["writes"]["flags_remove"] == ["extended_after_30"]
    assert seen["state"] == "approved"
    assert {each["template"]: each["state"] for each in seen["documents"]} == {"T07": "in_force", "T07C": "in_force"}
    settled = [each for asked in workflows.sent("messaging.settle_documents.v1") for each in asked["documents"]]
    assert len(settled) == 2


def test_a_grassroots_chapter_decides_its_own_list_and_certifies(workflows):
    a_member(workflows, unit_id=GRASSROOTS_CHAPTER)
    case = opened(workflows, "maturation", by=POST_SECRETARY, unit_id=GRASSROOTS_CHAPTER)
    workflows.act(case, "consult", by=POST_SECRETARY, form=WISH)
    workflows.act(case, "list", by=POST_SECRETARY)

    workflows.act(case, "approve", by=POST_SECRETARY, form=PLAN)
    held(workflows)
    workflows.issue(workflows.orders("T07")[-1], number="1-QĐ/ĐTN")

    papers = [workflows.orders(template)[-1]["unit_id"] for template in ("T07", "T07C")]
    assert papers == [str(GRASSROOTS_CHAPTER)] * 2


def test_an_open_list_of_the_version_before_is_still_for_the_district(workflows):
    a_member(workflows, unit_id=GRASSROOTS_CHAPTER)
    case = opened(workflows, "maturation", by=POST_SECRETARY, unit_id=GRASSROOTS_CHAPTER)
    with workflows.asking() as tx:
        tx.execute(text("UPDATE cases SET process_version = 1 WHERE id = :id"), {"id": case["id"]})
    workflows.act(case, "consult", by=POST_SECRETARY, form=WISH)
    workflows.act(case, "list", by=POST_SECRETARY)

    with pytest.raises(Denied):
        workflows.act(case, "approve", by=POST_SECRETARY, form=PLAN)
    after = workflows.act(case, "approve", by=DISTRICT_SECRETARY, form=PLAN)

    assert after["state"] == "preparing"


def test_one_ceremony_is_written_down_for_many(workflows):
    a_member(workflows)
    a_member(workflows, OTHER, "Vũ Văn Nam", code="240116000025", sex="male")
    cases = [listed(workflows), listed(workflows, OTHER)]
    for case in cases:
        decided(workflows, case)
    form = {"held_on": NOW.date().isoformat(), "place": "Nhà văn hoá xã", "occasion": "22_12"}
    in_bulk(workflows, "record_ceremony", cases, form)

    assert [workflows.get(case)["state"] for case in cases] == ["matured", "matured"]


def test_a_silent_register_is_asked_again_for_the_decision_and_then_for_the_certificate(workflows):
    a_member(workflows)
    case = listed(workflows)
    workflows.act(case, "approve", by=APPROVER)
    held(workflows)
    later = NOW.replace(hour=3)
    with workflows.asking(now=later) as tx:
        watch.ask_again(tx)

    decisions = workflows.orders("T07")
    assert len(decisions) == 2
    assert decisions[0]["key"] == decisions[1]["key"]
    workflows.issue(decisions[0], number="9-QĐ/ĐTN")
    with workflows.asking(now=later.replace(hour=4)) as tx:
        watch.ask_again(tx)
    certificates = workflows.orders("T07C")
    assert len({each["key"] for each in certificates}) == 1
    workflows.issue(certificates[0], number="1-GCN/ĐTN")
    assert workflows.get(case)["state"] == "applying"


def test_a_member_who_stays_leaves_a_line_with_the_day(workflows):
    a_member(workflows)
    case = opened(workflows, "maturation")
    workflows.act(case, "consult", form={**WISH, "wish": "CONTINUE", "until": "2028-05-17"})
    vote = {"met_on": "2026-11-20", "present": 4, "agree": 4, "disagree": 0}
    ended = workflows.act(case, "extend", form={**vote, "until": "2028-05-17"})

    [line] = lines(workflows, "members.keep_records.v1")
    assert ended["state"] == "extended"
    assert line["person_id"] == str(MEMBER)
    assert line["data"]["extended_until"] == "2028-05-17"
    assert line["writes"] == {"flags_add": ["extended_after_30"], "extended_until": "2028-05-17"}


def test_the_members_own_wish_is_enough(workflows):
    a_member(workflows)
    case = opened(workflows, "maturation")
    seen = workflows.act(case, "consult", by=MEMBER, form={**WISH, "way": "SELF"})

    assert seen["state"] == "consulted"


def test_a_decision_that_rested_on_a_wrong_birth_date_is_revoked_with_its_certificate(workflows):
    a_member(workflows)
    case = listed(workflows)
    decided(workflows, case)
    workflows.act(case, "revoke", by=APPROVER, form={"right_born_on": "1998-05-17"}, note="Giấy khai sinh ghi 1998")

    [revoked] = workflows.sent("members.revoke_changes.v1")
    assert revoked["case_ids"] == [str(case["id"])]
    assert {each["state"] for each in workflows.get(case)["documents"]} == {"revoked"}


def test_who_was_elected_is_a_member_again(workflows):
    a_member(workflows)
    case = listed(workflows)
    decided(workflows, case)
    workflows.act(case, "close", note="Không tổ chức lễ")
    workflows.act(case, "reactivate", by=APPROVER, form={"elected_on": "2026-11-24", "office": "Uỷ viên BCH"})
    asked = held(workflows)
    workflows.apply(case)

    assert [subject["kind"] for subject in asked["subjects"]] == ["restore"]
    assert lines(workflows)[-1]["data"]["stage"] == "RESTORED"
    assert workflows.get(case)["state"] == "reactivated"


@pytest.fixture
def end_chapter(workflows):
    """A matured member's case; `over(into=OTHER_CHAPTER)` ends their chapter, with a successor or without."""
    a_member(workflows)
    case = listed(workflows)
    decided(workflows, case)
    workflows.act(case, "close", note="Không tổ chức lễ")
    [row] = [row for row in TREE if row[0] == CHAPTER]

    def over(into=None):
        told = a_unit(*row, version=2, closed_on=date(2026, 11, 24), successor_id=into)
        with workflows.asking() as tx:
            seats.on_units_changed(tx, [told])
        return case

    return over


def proposed(workflows, case):
    seen = workflows.get(case, by=APPROVER)
    [offer] = [each for each in seen["allowed_actions"] if each["action"] == "reactivate"]
    return offer["form_schema"]["properties"]["chapter_id"].get("default")


ELECTED = {"elected_on": "2026-11-24", "office": "Uỷ viên BCH"}


def test_elected_after_the_chapter_was_merged_they_live_in_the_one_that_took_over(workflows, end_chapter):
    case = end_chapter(into=OTHER_CHAPTER)
    named = proposed(workflows, case)
    workflows.act(case, "reactivate", by=APPROVER, form={**ELECTED, "chapter_id": named})
    [subject] = held(workflows)["subjects"]
    workflows.apply(case)

    assert (named, subject["unit_id"], subject["data"]["anew"]) == (str(OTHER_CHAPTER), str(OTHER_CHAPTER), True)
    assert lines(workflows)[-1]["data"] == {"stage": "RESTORED", "unit_id": str(OTHER_CHAPTER)}


def test_elected_after_the_chapter_was_dissolved_they_need_another_one(workflows, end_chapter):
    case = end_chapter()
    with pytest.raises(Conflict) as refused:
        workflows.act(case, "reactivate", by=APPROVER, form=ELECTED)

    assert proposed(workflows, case) is None
    assert [each["code"] for each in refused.value.fields["refusals"]] == ["no-chapter"]
    assert workflows.get(case, by=APPROVER)["state"] == "matured"


def test_a_chapter_that_closes_on_the_way_gives_the_case_back_for_another(workflows, end_chapter):
    case = end_chapter(into=OTHER_CHAPTER)
    workflows.act(case, "reactivate", by=APPROVER, form=ELECTED)
    reason = {
        "code": "unit-closed",
        "text": "Chi đoàn thôn Thượng đã kết thúc hoạt động.",
        "mend": "Chọn chi đoàn khác.",
    }
    held(workflows, refusals=[reason])

    again = workflows.get(case, by=APPROVER)
    assert again["state"] == "matured"
    assert "reactivate" in {each["action"] for each in again["allowed_actions"]}


def test_a_member_born_in_a_year_alone_waits_for_its_end(workflows):
    a_member(workflows, born_on=date(1995, 1, 1), born_precision="year")
    case = listed(workflows)
    seen = workflows.get(case, by=APPROVER)

    assert "approve" in [action["action"] for action in seen["allowed_actions"]]
    assert workflows.get(case, by=SECRETARY)["state"] == "listed"
