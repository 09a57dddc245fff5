"""A member works away from home: the case to its end, and what it writes into the registry."""

from datetime import timedelta

import pytest

from services.kit.faults import Conflict
from services.workflows.actions import deadlines
from tests.integration.workflows.conftest import APPROVER, GRASSROOTS_CHAPTER, NOW, OTHER_CHAPTER

TRIP = {
    "destination_kind": "ABROAD",
    "destination": "Osaka, Nhật Bản",
    "reason": "LABOUR_EXPORT",
    "depart_on": "2026-12-01",
    "expected_on": "2027-11-30",
}


@pytest.fixture
def tracked(workflows):
    case = workflows.open_about("away", **TRIP)
    return workflows.act(case, "track")


def test_a_trip_from_the_report_to_the_return(workflows, tracked):
    workflows.act(tracked, "introduce", by=APPROVER)
    [order] = workflows.orders("T05")
    workflows.issue(order, number="06-GT/ĐTN")
    workflows.act(tracked, "register", form={"destination_id": str(OTHER_CHAPTER)})
    workflows.act(tracked, "extend", form={"until": "2028-11-30", "reason": "Gia hạn hợp đồng"})
    done = workflows.act(tracked, "cancel", note="Không đi nữa")

    lines = workflows.all_lines()
    assert [line["data"]["stage"] for line in lines] == ["TRACKED", "REGISTERED", "EXTENDED"]
    assert lines[0]["writes"]["flags_add"] == ["away", "abroad"]
    assert lines[0]["writes"]["link"]["act"] == "open"
    assert lines[1]["writes"]["link"]["host_unit_id"] == str(OTHER_CHAPTER)
    assert {line["stage"] for line in lines} == {"2", "5", "6"}
    assert done["state"] == "cancelled"
    assert workflows.sent("members.strike_records.v1")[0]["lines"][0]["case_id"] == str(tracked["id"])
    assert [each["state"] for each in workflows.sent("messaging.settle_documents.v1")[0]["documents"]] == ["revoked"]


def test_another_paper_takes_the_place_of_the_one_before(workflows, tracked):
    for number in ("06-GT/ĐTN", "07-GT/ĐTN"):
        workflows.act(tracked, "introduce", by=APPROVER)
        workflows.issue(workflows.orders("T05")[-1], number=number)

    first, second = workflows.orders("T05")
    assert first["key"] != second["key"]
    shown = {each["number"]: each["state"] for each in workflows.get(tracked)["documents"]}
    assert shown == {"06-GT/ĐTN": "revoked", "07-GT/ĐTN": "in_force"}


NEW_TRIP = {**TRIP, "destination": "Đài Bắc, Đài Loan", "expected_on": "2027-06-30", "contact_phone": "0912345678"}


def test_a_tracked_trip_is_amended_once_the_registry_has_agreed(workflows, tracked):
    asked = workflows.act(tracked, "amend", form=NEW_TRIP)
    workflows.prepare(tracked)
    workflows.apply(tracked)

    [prepared] = workflows.sent("members.prepare_changes.v1")
    assert [(each["kind"], each["data"]) for each in prepared["subjects"]] == [("note", {"link": "AWAY"})]
    [applied] = workflows.sent("members.apply_changes.v1")
    assert applied["batch_id"] == prepared["batch_id"]
    assert applied["lines"][0]["writes"]["link"]["host_place"] == "Đài Bắc, Đài Loan"
    assert asked["state"] == "amending_tracked"
    shown = workflows.get(tracked)
    assert (shown["state"], shown["form"]["destination"]) == ("tracked", "Đài Bắc, Đài Loan")


def test_a_trip_that_the_registry_does_not_let_change_says_why_and_stays(workflows, tracked):
    workflows.act(tracked, "amend", form=NEW_TRIP)
    refusal = {
        "code": "link-over",
        "text": "Danh bộ ghi việc sinh hoạt này đã kết thúc.",
        "mend": "Kết thúc hồ sơ này.",
    }
    workflows.prepare(tracked, refusals=[refusal])

    shown = workflows.get(tracked)
    assert (shown["state"], shown["form"]["destination"]) == ("tracked", TRIP["destination"])
    assert shown["history"][0]["refusals"] == [refusal]
    assert workflows.sent("members.apply_changes.v1") == []


def test_who_comes_back_is_flagged_no_more(workflows):
    case = workflows.open_about("away", **{**TRIP, "depart_on": "2026-02-01", "expected_on": "2026-12-31"})
    workflows.act(case, "track")
    done = workflows.act(case, "return", form={"returned_on": "2026-11-20"})

    assert done["state"] == "returned"
    assert workflows.all_lines()[-1]["writes"] == {
        "flags_remove": ["away", "abroad"],
        "link": {"kind": "AWAY", "act": "end", "ended_on": "2026-11-20"},
    }


def test_silence_for_six_months_loses_contact_counted_from_the_last_word(workflows, tracked, rows):
    workflows.act(tracked, "contact", form={"on": "2026-11-23", "way": "PHONE"})
    [due] = rows("SELECT next_at FROM due_dates WHERE kind = 'expiry'")
    with workflows.asking(now=NOW + timedelta(days=179)) as tx:
        deadlines.pass_due(tx)
    heard = workflows.get(tracked)["state"]
    with workflows.asking(now=NOW + timedelta(days=182)) as tx:
        deadlines.pass_due(tx)

    assert due.next_at.date().isoformat() == "2027-05-23"
    assert heard == "tracked"
    assert workflows.get(tracked)["state"] == "lost_contact"
    assert workflows.all_lines()[-1]["data"]["stage"] == "LOST"


def test_settling_there_opens_a_transfer(workflows, tracked, rows):
    done = workflows.act(tracked, "convert", form={"destination_id": str(GRASSROOTS_CHAPTER)})

    [opened] = rows("SELECT state, form FROM cases WHERE process = 'transfer'")
    assert done["state"] == "converted"
    assert opened.state == "requested"
    assert opened.form["destination_id"] == str(GRASSROOTS_CHAPTER)


def test_what_the_transfer_refuses_keeps_the_trip_as_it_was(workflows, tracked):
    with pytest.raises(Conflict) as fault:
        workflows.act(tracked, "convert", form={})

    assert [refusal["code"] for refusal in fault.value.fields["refusals"]] == ["no-destination"]
    assert workflows.get(tracked)["state"] == "tracked"
