"""Commands and copies over the real bus."""

from datetime import date

import pytest

from services.contracts import changes as contract
from services.kit import ids
from services.kit.actor import OPERATOR_ID
from services.kit.faults import Denied

CHAPTER = "24-01-001-001"


@pytest.fixture(scope="module")
def relay(host, start_relay):
    return start_relay("members")


@pytest.fixture
def command(province, relay):
    """`command(contract.PrepareChanges, …)`: sent as another service's relay would send it."""

    def sent(which, **fields):
        with province.database.transaction() as tx:
            tx.ask(which, **fields)

    return sent


def test_an_admission_travels_from_command_to_event(command, province, events, eventually):
    case_id, batch_id = ids.new(), ids.new()
    profile = {"full_name": "Qua Đường Bus", "sex": "male", "born_on": "2009-05-06"}
    subject = {
        "case_id": case_id,
        "kind": "admit",
        "person_id": None,
        "unit_id": province.id(CHAPTER),
        "data": {"profile": profile},
    }
    line = {
        "case_id": case_id,
        "case_number": "KN-1",
        "process": "admission",
        "title": "Chuẩn y",
        "on": date(2026, 11, 24),
    }

    command(contract.PrepareChanges, batch_id=batch_id, effective_on=date(2026, 11, 24), subjects=[subject])
    [prepared] = eventually(lambda: events("members.changes_prepared.v1"))
    command(
        contract.ApplyChanges,
        batch_id=batch_id,
        lines=[line | {"document_id": None, "document_number": None, "document_on": None}],
    )
    [applied] = eventually(lambda: events("members.changes_applied.v1"))

    assert prepared["outcomes"][0]["ok"]
    assert applied["outcomes"] == [{"id": str(case_id), "ok": True, "code": None, "detail": None}]
    assert events("members.people_changed.v1")[-1]["people"][0]["status"] == "ACTIVE"


def test_a_line_is_kept_and_struck_over_the_bus(command, province, events, eventually):
    person = province.add_member("Ghi Qua Bus", CHAPTER)
    line = {
        "case_id": ids.new(),
        "stage": "4",
        "case_number": "DX-1",
        "process": "away",
        "title": "Đi làm ăn xa",
        "on": date(2026, 11, 24),
        "person_id": person.id,
        "unit_id": province.id(CHAPTER),
        "writes": {"flags_add": ["away"], "link": {"kind": "AWAY", "act": "open", "until": "2027-05-01"}},
    }
    flags = "SELECT array_to_string(flags, ',') FROM people WHERE id = :id"

    command(contract.KeepRecords, lines=[line])
    eventually(lambda: province.count(flags, id=person.id) == "away")
    command(contract.StrikeRecords, on=date(2026, 12, 1), reason="Ghi nhầm", lines=[{"case_id": line["case_id"]}])
    eventually(lambda: province.count(flags, id=person.id) == "")

    revoked = "SELECT revoked_on FROM record_lines WHERE case_id = :case"
    assert province.count(revoked, case=line["case_id"]) == date(2026, 12, 1)


@pytest.mark.parametrize("what", ["unit", "person", "position"])
def test_copies_come_in_pages_for_services_alone(host, rpc, province, token_for, ask, what):
    for number in range(3):
        province.add_member(f"Bản Sao {'Abc'[number]}", CHAPTER)
    system = token_for(OPERATOR_ID, is_admin=True)

    first = rpc.call(f"members.list_{what}_copies", {"limit": 2}, token=system)
    rest = rpc.call(f"members.list_{what}_copies", {"after": first["next"], "limit": 1000}, token=system)

    found = [item["id"] for item in first["items"] + rest["items"]]
    table = {"unit": "units", "person": "people", "position": "positions"}[what]
    assert len(found) == len(set(found)) == province.count(f"SELECT count(*) FROM {table}")
    with pytest.raises(Denied):
        ask(f"list_{what}_copies", by="24")


def test_copies_hold_nothing_private(host, rpc, province, token_for):
    province.add_member("Kín Đáo", CHAPTER, citizen_id="024305000888", phone="0912340888")

    page = rpc.call("members.list_person_copies", {"limit": 1000}, token=token_for(OPERATOR_ID, is_admin=True))

    assert "024305000888" not in str(page)
    assert "0912340888" not in str(page)
