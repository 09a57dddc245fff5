"""Honorary members through the service: what the registry and the register are asked for."""

import json
from uuid import UUID

import pytest
from sqlalchemy import text

from services.kit.faults import Conflict
from tests.integration.workflows.conftest import APPROVER, CHAPTER, COMMUNE, DISTRICT, DISTRICT_SECRETARY, SECRETARY

ELDER = UUID(int=0xE9)
ASKED = {"approver_level": "DISTRICT", "merits": "Ủng hộ phong trào thanh niên", "consents": True}
AGREED = {"met_on": "2026-11-20", "members_total": 9, "present": 8, "agree": 8}
FILE = {"digest": "b" * 64, "name": "dong-y.pdf", "media_type": "application/pdf", "size": 10}


@pytest.fixture
def sent(workflows, database):
    """A proposal of the commune that waits for the district. The consent stands in its form as if it came through the store."""

    def send(subject_id=None, *, unit_id=COMMUNE, by=APPROVER, **given):
        case = workflows.begin("honorary", by=by, unit_id=unit_id, subject_id=subject_id, **ASKED, **given)
        statement = text("UPDATE cases SET form = form || CAST(:files AS jsonb) WHERE id = :id")
        with database.engine.begin() as connection:
            connection.execute(statement, {"files": json.dumps({"consent_file": FILE}), "id": case["id"]})
        workflows.act(case, "agree", by=by, form=AGREED)
        return workflows.act(case, "submit", by=by)

    return send


def approved(workflows, case, person_id=None):
    workflows.act(case, "approve", by=DISTRICT_SECRETARY)
    workflows.prepare(case, person_id=person_id)
    workflows.number("T11", "21-QĐ/HĐTN")
    workflows.apply(case)
    return workflows.get(case, by=APPROVER)


def test_somebody_unknown_is_honoured_by_the_district(workflows, sent):
    case = sent(full_name="Nguyễn Văn An", sex="male", born_on="1960-05-19")
    done = approved(workflows, case)
    ended = workflows.act(case, "confer", by=APPROVER, form={"conferred_on": "2026-11-24"})

    [asked] = workflows.sent("members.prepare_changes.v1")
    [applied] = workflows.sent("members.apply_changes.v1")
    [proposal], [order] = workflows.orders("T11T"), workflows.orders("T11")
    assert (done["state"], ended["state"]) == ("approved", "conferred")
    assert asked["subjects"][0]["kind"] == "honour"
    assert asked["subjects"][0]["data"]["profile"]["full_name"] == "Nguyễn Văn An"
    assert (proposal["unit_id"], order["unit_id"]) == (str(COMMUNE), str(DISTRICT))
    assert applied["lines"][0]["data"]["stage"] == "CONFERRED"


def test_a_unit_between_the_proposer_and_who_decides_reads_both_papers(workflows, sent):
    case = sent(unit_id=CHAPTER, by=SECRETARY, full_name="Nguyễn Văn Ba", sex="male", born_on="1962-05-19")
    workflows.act(case, "approve", by=DISTRICT_SECRETARY)
    workflows.prepare(case)

    [proposal], [order] = workflows.orders("T11T"), workflows.orders("T11")
    assert (proposal["unit_id"], order["unit_id"]) == (str(CHAPTER), str(DISTRICT))
    assert set(order["content"]["readers"]) == {str(CHAPTER), str(COMMUNE), str(DISTRICT)}
    assert str(COMMUNE) not in proposal["content"]["readers"]


def test_whoever_matured_is_honoured_with_their_own_file(workflows, sent):
    workflows.know(ELDER, "Trần Văn Bình", status="MATURED")
    case = sent(ELDER)
    approved(workflows, case, person_id=ELDER)

    [asked] = workflows.sent("members.prepare_changes.v1")
    assert asked["subjects"][0]["person_id"] == str(ELDER)
    assert asked["subjects"][0]["data"] == {"merits": ASKED["merits"]}


def test_an_honour_that_ends_is_struck_from_the_register_by_a_paper(workflows, sent):
    workflows.know(ELDER, "Trần Văn Bình", status="MATURED")
    case = sent(ELDER)
    approved(workflows, case, person_id=ELDER)
    form = {"cause": "OWN_WISH", "reason": "Theo đơn đề nghị"}
    workflows.act(case, "withdraw", by=DISTRICT_SECRETARY, form=form)
    workflows.number("T19R", "22-QĐ/HĐTN")

    [line] = workflows.lines()
    [order] = workflows.orders("T19R")
    revoked = workflows.sent("messaging.settle_documents.v1")[-1]["documents"][0]
    assert workflows.get(case, by=APPROVER)["state"] == "withdrawn"
    assert (revoked["state"], revoked["by_key"]) == ("revoked", order["key"])
    assert order["content"]["about"]["corrects"]["number"] == "21-QĐ/HĐTN"
    assert (line["writes"], line["document_number"]) == ({"honour": {"act": "end"}}, "22-QĐ/HĐTN")


def test_a_member_is_not_honoured(workflows):
    workflows.know(ELDER, "Trần Văn Bình")
    with pytest.raises(Conflict) as fault:
        workflows.begin("honorary", by=APPROVER, unit_id=COMMUNE, subject_id=ELDER, **ASKED)

    assert [each["code"] for each in fault.value.fields["refusals"]] == ["not-to-be-honoured"]


def test_what_the_registry_refuses_is_back_with_the_district(workflows, sent):
    case = sent(full_name="Nguyễn Văn An", sex="male", born_on="1960-05-19")
    workflows.act(case, "approve", by=DISTRICT_SECRETARY)
    workflows.prepare(case, refusals=[{"code": "honoured-already", "text": "Đã là đoàn viên danh dự.", "mend": None}])

    assert workflows.get(case, by=APPROVER)["state"] == "submitted"
