"""Who reads what was done with documents, and what each act is called."""

from uuid import UUID, uuid4

import pytest

from services.contracts.audit import ListMessagingAudit
from services.kit import schema, wire
from services.kit.actor import Actor, Position
from services.kit.faults import Denied
from services.messaging import audit_log, copies
from tests.integration.messaging.conftest import (
    CHAPTER,
    COMMUNE,
    HA,
    NORTH,
    OTHER_COMMUNE,
    PROVINCE,
    SECRETARY,
    SOUTH,
    a_unit,
    an_order,
)


def actor(role, unit_id, code="UV_UBKT", *, is_admin=False):
    return Actor(uuid4(), uuid4(), "", (Position(role, unit_id, "", None, code),), is_admin)


@pytest.fixture
def read(database):
    """`read(NORTH, group="document")`: what an inspector of the unit sees, as it travels."""

    def page(place=NORTH, *, by=None, **given):
        asked = schema.load(ListMessagingAudit, wire.plain({"limit": 100, **given}), unknown="raise")
        with database.transaction(actor=by or actor("INSPECTOR", place)) as tx:
            return wire.plain(audit_log.list_audit(tx, **asked))

    return page


@pytest.fixture
def issued(issue, sql):
    """A decision of the commune with its number, and nothing else that was done."""
    sql("TRUNCATE audit_log")
    [document] = issue(an_order())
    return document


def about(page, document):
    return [item for item in page["items"] if f"văn bản {document['number']} " in (item["subject"] or "")]


def test_an_act_is_told_with_number_title_unit_and_what_became_of_the_document(read, issued, settle):
    settle(issued["id"], "in_force")
    settle(issued["id"], "revoked", "Ghi sai tên")

    newest, _, oldest = about(read(), issued)

    assert [newest["title"], oldest["title"]] == ["Thu hồi văn bản", "Ban hành văn bản"]
    assert newest["subject"] == f"văn bản {issued['number']} ({issued['title']})"
    assert (newest["unit"]["name"], newest["reason"]) == ("Đoàn xã Tân Mỹ", "Ghi sai tên")
    assert (newest["changed"], oldest["changed"]) == (["state", "struck"], [])


def test_a_decision_that_loses_one_of_its_names_stays_in_force(read, issue, settle, sql):
    sql("TRUNCATE audit_log")
    people = [{"full_name": name, "person_id": uuid4(), "unit_id": CHAPTER} for name in ("Hà", "Mai")]
    cases = [uuid4(), uuid4()]
    [document] = issue(an_order(case_ids=cases, content={"people": people}, in_force=True))
    settle(document["id"], "revoked", "Ghi sai", case_ids=cases[:1])

    assert read()["items"][0]["title"] == "Thu hồi văn bản với một số người"


def test_an_inspector_reads_acts_of_her_units_and_of_no_others(read, issued):
    assert [len(read(place)["items"]) for place in (PROVINCE, NORTH, COMMUNE, SOUTH)] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(actor("SYSADMIN", PROVINCE, "CHUYEN_VIEN", is_admin=True), id="an administrator"),
        pytest.param(actor("PROVINCE_OFFICER", PROVINCE, "BT"), id="the province's secretary"),
        pytest.param(actor("AUDITOR", PROVINCE, "BT"), id="an auditor"),
    ],
)
def test_nobody_else_reads_any(read, issued, other):
    with pytest.raises(Denied):
        read(by=other)


def test_an_act_upon_a_document_that_she_cannot_open_is_hidden(database, read, issue, sql):
    sql("TRUNCATE audit_log")
    person = {"full_name": "Nguyễn Thu Hà", "person_id": HA, "unit_id": CHAPTER, "form": "CANH_CAO"}
    [warning] = issue(an_order(template="T15C", content={"people": [person]}, in_force=True))
    with database.transaction() as tx:
        tx.record("document.correct", subject_id=UUID(warning["id"]), unit_id=OTHER_COMMUNE)
        tx.record("symbols.change", subject_id=OTHER_COMMUNE, unit_id=OTHER_COMMUNE)

    assert [item["action"] for item in read(SOUTH)["items"]] == ["symbols.change"]
    assert len(read(PROVINCE)["items"]) == 3


def test_acts_are_filtered_by_group_and_unit_and_counted(read, issued, database):
    with database.transaction(actor=Actor(SECRETARY, uuid4(), "", (), False)) as tx:
        tx.record("symbols.change", subject_id=COMMUNE, unit_id=COMMUNE)

    [changed] = read(person_id=SECRETARY)["items"]
    documents = read(group="document", count="exact")

    assert (changed["who"]["full_name"], changed["subject"]) == ("Lương Thị Hồng Vân", "Đoàn xã Tân Mỹ")
    assert ([item["action"] for item in documents["items"]], documents["total"]) == (["document.issue"], 1)
    assert read(PROVINCE, unit_id=SOUTH)["items"] == []
    assert read(limit=1)["next"] == f"{changed['at'].replace('Z', '+00:00')}/{changed['id']}"
    assert read(limit=1, cursor=read(limit=1)["next"])["items"] == documents["items"]


def test_a_unit_whose_name_others_bear_is_told_with_the_one_above(read, issued, database):
    with database.transaction() as tx:
        twin = a_unit(uuid4(), "Đoàn xã Tân Mỹ", "GRASSROOTS", "ĐTN", SOUTH, "p.s.twin")
        copies.UNITS.apply(tx, [twin])

    assert read()["items"][0]["unit"]["parent_name"] == "Huyện đoàn Yên Dũng"
