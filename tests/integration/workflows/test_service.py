"""The running service: calls come in by RPC, news of the registry by event, answers too."""

from uuid import UUID

import pytest
from sqlalchemy import text

from services.contracts import changes, members, messaging
from services.kit import settings
from services.kit.database import Database
from services.kit.faults import Conflict
from services.kit.fixtures import eventually as wait_for
from services.workflows.store import Tx
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    OFFICERS,
    SECRETARY,
    TREE,
    a_candidate,
    a_person,
    a_position,
    a_unit,
    a_vote,
)


@pytest.fixture(scope="module")
def service(database_of, start_host, start_relay):
    database_of("workflows")
    start_host("workflows")
    start_relay("workflows")
    told = Database(settings.read(), "workflows", Tx)
    tell(told, members.UnitsChanged, units=[a_unit(*row) for row in TREE])
    tell(told, members.PeopleChanged, people=[a_person(*row[:3]) for row in OFFICERS])
    tell(told, members.PositionsChanged, positions=[a_position(row[0], row[2], row[3], row[4]) for row in OFFICERS])
    wait_for(lambda: copied(told) == [len(TREE), len(OFFICERS), len(OFFICERS)], timeout_s=60)
    yield told
    told.close()


def copied(database):
    with database.transaction() as tx:
        return [tx.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in ("units", "people", "positions")]


def tell(database, event, **fields):
    """Another service's event, sent by our own relay."""
    with database.transaction() as tx:
        tx.emit(event, **fields)


@pytest.fixture(scope="module")
def secretary(token_for):
    return token_for(SECRETARY, ("CHAPTER_OFFICER", CHAPTER, "CHAPTER"))


@pytest.fixture(scope="module")
def approver(token_for):
    return token_for(APPROVER, ("GRASSROOTS_OFFICER", COMMUNE, "GRASSROOTS"))


def commands(database, key):
    with database.transaction() as tx:
        rows = tx.execute(
            text("SELECT body::jsonb -> 'fields' AS fields FROM outbox WHERE routing_key = :key ORDER BY id"),
            {"key": key},
        )
        return [row.fields for row in rows]


def test_a_case_runs_from_the_phone_of_the_chapter_to_a_decision_in_force(
    service, rpc, secretary, approver, eventually
):
    case = opened(rpc, secretary)
    act(rpc, secretary, case, "record_vote", form=a_vote())
    act(rpc, secretary, case, "submit")
    order, minutes = commands(service, "messaging.issue_documents.v1")
    assert [each["documents"][0]["template"] for each in (order, minutes)] == ["T02", "T01"]
    assert order["documents"][0]["numbering_reset"] == "TERM"
    tell(service, messaging.DocumentsIssued, batch_id=order["batch_id"], documents=[issued(order, "03-NQ/CĐ")])
    act(rpc, approver, case, "approve")
    [asked] = commands(service, "members.prepare_changes.v1")
    tell(service, changes.ChangesPrepared, batch_id=asked["batch_id"], outcomes=[held(case)])
    decision = eventually(lambda: commands(service, "messaging.issue_documents.v1")[2:])[0]
    tell(service, messaging.DocumentsIssued, batch_id=decision["batch_id"], documents=[issued(decision, "12-QĐ/ĐTN")])
    eventually(lambda: commands(service, "members.apply_changes.v1"))
    outcome = {"id": case["id"], "ok": True, "code": None, "detail": None}
    tell(service, changes.ChangesApplied, batch_id=asked["batch_id"], outcomes=[outcome])
    eventually(lambda: rpc.call("workflows.get_case", token=secretary, case_id=case["id"])["state"] == "approved")

    seen = rpc.call("workflows.get_case", token=approver, case_id=case["id"])
    assert [document["number"] for document in seen["documents"]] == ["03-NQ/CĐ", "12-QĐ/ĐTN"]
    assert [line["action"] for line in reversed(seen["history"])] == [
        "open", "record_vote", "submit", "approve", "prepared", "issued", "applied",
    ]  # fmt: skip
    assert seen["subject"]["code"] == "240126000017"


def test_an_officer_finds_what_waits_and_may_decide_it_from_the_list(service, rpc, secretary, approver, eventually):
    case = opened(rpc, secretary, citizen_id="024308005555", full_name="Trần Văn Bình")
    act(rpc, secretary, case, "record_vote", form=a_vote())
    act(rpc, secretary, case, "submit")

    [item] = rpc.call("workflows.list_inbox", token=approver, count="exact")["items"]
    found = rpc.call("workflows.list_cases", token=approver, q="tran binh")["items"]
    assert item["position"]["title"] == "Bí thư"
    assert [action["action"] for action in item["allowed_actions"]] == ["approve", "return", "reject"]
    assert [each["number"] for each in found] == [case["number"]]
    assert rpc.call("workflows.count_inbox", token=approver)["by_process"] == {"admission": 1}


def test_a_process_tells_in_which_group_of_the_form_each_move_keeps_what_it_was_told(service, rpc, secretary):
    moves = rpc.call("workflows.get_process", token=secretary, code="admission")["moves"]

    assert {move["action"]: move["keep"] for move in moves if move["keep"]} == {
        "allow_early_return": "early_return",
        "record_vote": "vote",
        "record_ceremony": "ceremony",
    }


def test_a_repeated_request_opens_one_case(service, rpc, secretary):
    given = {"process": "admission", "unit_id": str(CHAPTER), "form": a_candidate(citizen_id="024308007777")}
    first = rpc.call("workflows.open_case", token=secretary, request_id="phone-1", **given)
    again = rpc.call("workflows.open_case", token=secretary, request_id="phone-1", **given)

    assert again["id"] == first["id"]


def test_a_refusal_tells_every_reason_at_once(service, rpc, secretary):
    form = a_candidate(citizen_id="024312009999", born_on="2012-02-02", foreign_national=True)

    with pytest.raises(Conflict) as refused:
        rpc.call("workflows.open_case", token=secretary, process="admission", unit_id=str(CHAPTER), form=form)
    assert [refusal["code"] for refusal in refused.value.fields["refusals"]] == ["not-vietnamese", "too-young"]


def opened(rpc, token, **form):
    return rpc.call(
        "workflows.open_case", token=token, process="admission", unit_id=str(CHAPTER), form=a_candidate(**form)
    )


def act(rpc, token, case, action, **given):
    return rpc.call("workflows.take_action", token=token, case_id=case["id"], action=action, **given)


def held(case):
    code = {"case_id": case["id"], "ok": True, "person_id": str(UUID(int=0xE1)), "code": "240126000017"}
    return {**code, "refusals": []}


def issued(asked, number):
    [order] = asked["documents"]
    return {
        "key": order["key"],
        "id": str(UUID(int=UUID(order["case_ids"][0]).int ^ len(number))),
        "template": order["template"],
        "title": "Văn bản",
        "unit_id": order["unit_id"],
        "number": number,
        "ordinal": 1,
        "on": order["on"],
        "state": "in_force" if order["in_force"] else "issued",
        "case_ids": order["case_ids"],
        "version": 1,
    }


@pytest.mark.parametrize(
    ("code", "expected"), [("transfer", True), ("away", True), ("admission", False), ("honorary", False)]
)
def test_a_process_says_whether_members_open_it_for_themselves(service, rpc, secretary, code, expected):
    assert rpc.call("workflows.get_process", token=secretary, code=code)["opens_for_oneself"] is expected
