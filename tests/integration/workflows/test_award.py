"""Awards through the service: what goes up, one decision for many names, and what the registry is told."""

import json
from uuid import UUID

import pytest
from sqlalchemy import text

from services.kit import jobs
from services.kit.faults import Conflict
from services.workflows.actions import bulk, lists
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    DISTRICT_SECRETARY,
    OTHER_CHAPTER,
    PROVINCE_SECRETARY,
    SECRETARY,
)

MEMBER, FRIEND = UUID(int=0xE1), UUID(int=0xE2)
ASKED = {
    "award_form": "H_GIAY_KHEN",
    "kind": "THUONG_XUYEN",
    "occasion": "Tổng kết năm 2026",
    "merits": "Dẫn đầu phong trào tình nguyện",
    "met_on": "2026-11-20",
}
FILE = {"digest": "a" * 64, "name": "bao-cao.pdf", "media_type": "application/pdf", "size": 10}
REVIEW = {"reviewed_on": "2026-11-24"}


@pytest.fixture
def members(workflows):
    workflows.know(MEMBER)
    workflows.know(FRIEND, "Lê Văn Nam")


@pytest.fixture
def put(database):
    """Files stand in the form of a case, as if they had come through the store."""

    def write(case, **files):
        statement = text("UPDATE cases SET form = form || CAST(:files AS jsonb) WHERE id = :id")
        with database.engine.begin() as connection:
            connection.execute(statement, {"files": json.dumps(files), "id": case["id"]})

    return write


def proposed(workflows, subject_id=MEMBER, **given):
    case = workflows.begin("award", subject_id=subject_id, **{**ASKED, **given})
    return workflows.act(case, "propose")


def at_the_district(workflows, **given):
    case = proposed(workflows, **given)
    return workflows.act(case, "review", by=APPROVER, form=REVIEW)


def decide_together(workflows, cases, by=DISTRICT_SECRETARY, **form):
    with workflows.asking(by) as tx:
        case_ids = [UUID(str(case["id"])) for case in cases]
        bulk.take_bulk_action(tx, action="decide", case_ids=case_ids, form=form, note=None, hold_s=0)
    jobs.run(jobs.claim(workflows.database, bulk.ACT), bulk.act_on_many)


def test_a_proposal_goes_from_the_chapter_to_the_district_and_is_conferred(workflows, members):
    case = proposed(workflows)
    first = workflows.get(case)["holder"]["unit"]["id"]
    reviewed = workflows.act(case, "review", by=APPROVER, form=REVIEW)
    workflows.act(case, "decide", by=DISTRICT_SECRETARY, form={"money": 300000})
    workflows.number("T14", "07-QĐKT/HĐTN")
    ended = workflows.act(case, "confer", form={"conferred_on": "2026-11-24", "place": "Nhà văn hoá"})

    [proposal], [order], [line] = workflows.orders("T13"), workflows.orders("T14"), workflows.lines()
    assert (first, reviewed["holder"]["unit"]["id"], ended["state"]) == (COMMUNE, DISTRICT, "conferred")
    assert (proposal["unit_id"], order["unit_id"]) == (str(CHAPTER), str(DISTRICT))
    assert (line["person_id"], line["document_number"]) == (str(MEMBER), "07-QĐKT/HĐTN")
    assert (line["data"]["level"], line["data"]["money"]) == ("DISTRICT", 300000)


def test_the_meeting_that_proposes_leaves_minutes_of_the_unit(workflows, members):
    held = {"chair": "Lê Thị Thu", "members_total": 18, "present": 16, "agree": 15, "disagree": 1, "blank": 0}
    case = proposed(workflows, **held)
    workflows.number("T01", "03-BB/CĐ")

    [minutes] = workflows.orders("T01")
    [person] = minutes["content"]["people"]
    assert (minutes["unit_id"], minutes["in_force"]) == (str(CHAPTER), True)
    assert minutes["content"]["meeting"]["present"] == 16
    assert (person["vote"], person["verdict"]) == (
        {"agree": 15, "disagree": 1, "blank": 0},
        "Đề nghị Giấy khen cấp huyện",
    )
    assert "T01" in [document["template"] for document in workflows.get(case)["documents"]]


def test_one_decision_names_everybody_who_was_decided_on_together(workflows, members):
    cases = [at_the_district(workflows), at_the_district(workflows, subject_id=FRIEND)]
    decide_together(workflows, cases, money=300000)
    workflows.number("T14")

    [order] = workflows.orders("T14")
    assert sorted(each["full_name"] for each in order["content"]["people"]) == ["Lê Văn Nam", "Trần Thị Mai"]
    assert order["content"]["about"]["occasion"] == "Tổng kết năm 2026"
    assert [line["data"]["form"] for line in workflows.lines()] == ["H_GIAY_KHEN"] * 2


def test_what_differs_is_not_said_once_for_all(workflows, members):
    cases = [at_the_district(workflows), at_the_district(workflows, subject_id=FRIEND, occasion="26/3/2026")]
    decide_together(workflows, cases)

    [order] = workflows.orders("T14")
    assert "occasion" not in order["content"]["about"]
    assert order["content"]["about"]["form_title"] == "Giấy khen cấp huyện"


def test_an_award_taken_back_from_one_of_many_is_struck_for_them_alone(workflows, members):
    cases = [at_the_district(workflows), at_the_district(workflows, subject_id=FRIEND)]
    decide_together(workflows, cases)
    workflows.number("T14")
    ended = workflows.act(cases[0], "revoke", by=DISTRICT_SECRETARY, note="Báo cáo không đúng")

    [struck] = workflows.sent("members.strike_records.v1")
    [settled] = workflows.sent("messaging.settle_documents.v1")
    assert ended["state"] == "revoked"
    assert [line["case_id"] for line in struck["lines"]] == [str(cases[0]["id"])]
    assert struck["reason"] == "Báo cáo không đúng"
    assert settled["documents"][0]["case_ids"] == [str(cases[0]["id"])]


def test_an_award_is_revoked_by_a_decision_of_its_owner_that_says_why(workflows, members):
    case = at_the_district(workflows)
    workflows.act(case, "decide", by=DISTRICT_SECRETARY)
    decision = workflows.number("T14", "07-QĐKT/HĐTN")
    workflows.act(case, "revoke", by=DISTRICT_SECRETARY, note="Báo cáo không đúng")

    [order] = workflows.orders("T19R")
    [settled] = workflows.sent("messaging.settle_documents.v1")
    about, [person] = order["content"]["about"], order["content"]["people"]
    assert (order["unit_id"], order["in_force"], about["reason"]) == (str(DISTRICT), True, "Báo cáo không đúng")
    assert (about["corrects"]["document_id"], about["corrects"]["number"]) == (str(decision["id"]), "07-QĐKT/HĐTN")
    assert (person["full_name"], person["is_collective"]) == ("Trần Thị Mai", False)
    assert (settled["documents"][0]["state"], settled["documents"][0]["by_key"]) == ("revoked", order["key"])


def test_the_award_of_a_collective_is_revoked_as_that_of_a_collective(workflows):
    case = proposed(workflows, subject_id=None, award_form="CS_GIAY_KHEN_TT", name="Chi đoàn thôn Hạ")
    workflows.act(case, "decide", by=APPROVER)
    workflows.number("T14")
    workflows.act(case, "revoke", by=APPROVER, note="Báo cáo không đúng")

    [person] = workflows.orders("T19R")[0]["content"]["people"]
    assert (person["full_name"], person["is_collective"]) == ("Chi đoàn thôn Hạ", True)


def test_the_award_of_a_chapter_is_its_own(workflows):
    case = proposed(workflows, subject_id=None, award_form="CS_GIAY_KHEN_TT", name="Chi đoàn thôn Hạ")
    workflows.act(case, "decide", by=APPROVER)
    workflows.number("T14")

    [line] = workflows.lines()
    assert (line["person_id"], line["unit_id"], line["about_unit"]) == (None, str(CHAPTER), True)


def test_a_dossier_for_the_centre_comes_with_its_papers(workflows, members):
    case = workflows.begin("award", subject_id=MEMBER, **{**ASKED, "award_form": "TW_LY_TU_TRONG"})
    with pytest.raises(Conflict) as fault:
        workflows.act(case, "propose")

    assert [each["code"] for each in fault.value.fields["refusals"]] == ["papers-missing"]


def test_the_province_records_the_decision_of_the_centre(workflows, members, put):
    case = workflows.begin("award", subject_id=MEMBER, **{**ASKED, "award_form": "TW_LY_TU_TRONG"})
    put(case, minutes_file=FILE, report_file=FILE)
    workflows.act(case, "propose")
    workflows.act(case, "review", by=APPROVER, form=REVIEW)
    workflows.act(case, "review", by=DISTRICT_SECRETARY, form=REVIEW)
    workflows.act(case, "forward", by=PROVINCE_SECRETARY)
    form = {"decision_no": "1364-QĐKT/TWĐTN-VP", "decided_on": "2026-11-20"}
    ended = workflows.act(case, "record_central", by=PROVINCE_SECRETARY, form=form)

    [line] = workflows.lines()
    assert (ended["state"], line["data"]["level"]) == ("decided", "CENTRAL")
    assert workflows.orders("T14") == []

    workflows.act(case, "revoke", by=PROVINCE_SECRETARY, note="Trung ương đã thu hồi")

    assert workflows.sent("members.strike_records.v1")[0]["reason"] == "Trung ương đã thu hồi"
    assert workflows.orders("T19R") == []


def test_a_second_form_on_the_same_occasion_is_refused(workflows, members):
    proposed(workflows)
    with pytest.raises(Conflict) as fault:
        workflows.begin("award", subject_id=MEMBER, **{**ASKED, "award_form": "CS_GIAY_KHEN"})

    assert [each["code"] for each in fault.value.fields["refusals"]] == ["proposed-before"]


def test_a_second_form_for_the_same_chapter_is_refused(workflows):
    given = {"subject_id": None, "name": "Chi đoàn thôn Hạ"}
    proposed(workflows, award_form="CS_GIAY_KHEN_TT", **given)
    with pytest.raises(Conflict) as fault:
        workflows.begin("award", **{**ASKED, **given, "award_form": "H_GIAY_KHEN_TT"})

    assert [each["code"] for each in fault.value.fields["refusals"]] == ["proposed-before"]


def test_somebody_of_another_chapter_is_not_proposed(workflows):
    workflows.know(MEMBER, unit_id=OTHER_CHAPTER, version=2)
    with pytest.raises(Conflict) as fault:
        workflows.begin("award", subject_id=MEMBER, **ASKED)

    assert [each["code"] for each in fault.value.fields["refusals"]] == ["of-another-unit"]


def test_a_commune_proposes_a_member_of_a_chapter_of_its_own(workflows, members):
    case = workflows.begin("award", by=APPROVER, unit_id=COMMUNE, subject_id=MEMBER, **ASKED)

    assert case["state"] == "proposed"


def test_the_forms_of_award_are_told_with_their_owners(workflows):
    with workflows.asking(SECRETARY) as tx:
        told = lists.list_award_forms(tx)["items"]

    assert told[0] == {
        "code": "CS_BIEU_DUONG",
        "level": "GRASSROOTS",
        "kind": "individual",
        "title": "Biểu dương của Đoàn cơ sở",
        "level_title": "cơ sở",
    }
