"""Members ask to have their own files changed, and read what was answered."""

import pytest

from services.kit import settings
from services.kit.faults import Conflict, Denied, Invalid, NotFound, Stale
from services.kit.files import Files
from tests.integration.members.registry.edit_requests.conftest import FOREIGN, PHONE, edits, listed, stored


def test_an_approved_request_changes_the_file_as_an_edit_does(ask, province, member, chapter, submit, events):
    ids = submit(member, {**PHONE, "occupation": "Học sinh"})

    answer = ask("approve_edit_requests", by=chapter, ids=list(ids.values()))

    person = stored(province, member)
    assert (answer["done"], [outcome["ok"] for outcome in answer["results"]]) == (2, [True, True])
    assert (person.columns["phone"], person.columns["occupation"]) == ("0912345678", "HOC_SINH")
    assert edits(province, member) == 2
    assert events("members.people_changed.v1")[-1]["people"][0]["version"] == person.version


def test_the_member_reads_what_was_answered_by_whom_and_acknowledges_it(ask, as_self, member, chapter, submit):
    ids = submit(member, PHONE)
    ask("reject_edit_requests", by=chapter, ids=[ids["phone"]], reason="Số này của người khác.")

    [item] = as_self("list_own_edit_requests", member)["items"]
    after = as_self("acknowledge_edit_requests", member, ids=[item["id"]])["items"]
    [history] = as_self("list_member_edit_requests", member, member_id=member.id)["items"]

    assert (item["state"], item["decision_reason"]) == ("REJECTED", "Số này của người khác.")
    assert item["decided_at"] is not None
    assert after == []
    assert history["acknowledged"]


def test_a_rejected_request_leaves_the_file_as_it_was(ask, province, member, chapter, submit):
    ids = submit(member, PHONE)

    ask("reject_edit_requests", by=chapter, ids=[ids["phone"]], reason="Chưa rõ.")

    assert stored(province, member).columns["phone"] == "0911111111"
    assert edits(province, member) == 0


def test_what_waits_says_where_and_shows_the_old_value_beside_the_new(as_self, ask, member, chapter, province, submit):
    submit(member, PHONE)

    [mine] = as_self("list_member_edit_requests", member, member_id=member.id)["items"]
    [theirs] = listed(ask, chapter).values()

    assert mine["waits_at"]["id"] == str(province.id(chapter))
    assert (theirs["old"], theirs["new"], theirs["current"]) == ("0911111111", "0912345678", None)
    assert [act["action"] for act in mine["allowed_actions"]] == ["withdraw"]
    assert {act["action"]: act["needs_note"] for act in theirs["allowed_actions"]} == {"approve": False, "reject": True}


def test_values_shown_to_an_officer_are_written_down(as_self, ask, member, chapter, submit):
    submit(member, {"religion": "Phật giáo", "workplace": "Trường THPT"})

    listed(ask, chapter)
    seen = as_self("list_access_log", member)["items"]

    assert [line["what"] for line in seen] == [["Thành phần, sức khoẻ"]]


def test_an_answered_value_is_shown_to_others_no_more(ask, as_self, member, chapter, submit):
    ids = submit(member, PHONE)
    ask("approve_edit_requests", by=chapter, ids=[ids["phone"]])

    item = listed(ask, chapter, "settled")[ids["phone"]]
    [own] = as_self("list_member_edit_requests", member, member_id=member.id)["items"]

    assert (item["masked"], "345678" in item["new"]) == (True, False)
    assert own["new"] == "0912345678"


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"full_name": "Nguyễn Thị Thu Hà"}, "reason"),
        ({"birth_date": "05/03/2006"}, "reason"),
        ({"sex": "male"}, "reason"),
        ({"card_no": "123"}, "card_no"),
        ({"note": "x"}, "note"),
        ({"phone": "123"}, "phone"),
        ({"phone": "0911111111"}, "phone"),
        ({"union_join_date": "01/01/2999"}, "union_join_date"),
        ({"full_name": None}, "full_name"),
    ],
    ids=lambda given: str(given),
)
def test_what_cannot_be_asked_for_is_refused_by_field(submit, member, fields, named):
    with pytest.raises(Invalid) as refused:
        submit(member, fields)

    assert named in refused.value.fields["errors"]


def test_one_request_waits_for_a_field(submit, member):
    submit(member, PHONE)

    with pytest.raises(Conflict) as refused:
        submit(member, {"phone": "0987654321"})

    assert refused.value.code == "edit-request-waiting"


def test_nobody_asks_for_another(as_self, ask, member, chapter):
    with pytest.raises(Denied):
        ask("submit_edit_requests", by=chapter, member_id=member.id, fields=PHONE)


def test_a_file_that_changed_since_it_was_read_is_told(submit, member):
    with pytest.raises(Stale):
        submit(member, PHONE, version=member.version + 1)


def test_a_withdrawn_request_waits_no_more_and_another_can_follow(as_self, ask, member, chapter, submit):
    ids = submit(member, PHONE)

    as_self("withdraw_edit_request", member, request_id=ids["phone"])
    outcome = ask("approve_edit_requests", by=chapter, ids=[ids["phone"]])["results"][0]

    assert (outcome["ok"], outcome["code"]) == (False, "edit-request-decided")
    assert submit(member, PHONE)["phone"] != ids["phone"]


def test_an_answered_request_cannot_be_withdrawn(as_self, ask, member, chapter, submit):
    ids = submit(member, PHONE)
    ask("approve_edit_requests", by=chapter, ids=[ids["phone"]])

    with pytest.raises(Conflict) as refused:
        as_self("withdraw_edit_request", member, request_id=ids["phone"])

    assert refused.value.code == "edit-request-decided"


def test_a_paper_comes_along_and_is_shown_to_those_who_decide(ask, member, chapter, submit):
    received = Files(settings.read()).receive(b"%PDF-1.4 giay khai sinh")
    paper = {"digest": received.digest, "name": "khai-sinh.pdf"}
    ids = submit(member, {"birth_date": "06/03/2005"}, reason="Theo giấy khai sinh.", paper=paper)

    item = listed(ask, chapter)[ids["birth_date"]]
    file = ask("get_edit_request_file", by=chapter, request_id=ids["birth_date"])

    assert (item["paper_name"], item["reason"]) == ("khai-sinh.pdf", "Theo giấy khai sinh.")
    assert (file["digest"], file["media_type"]) == (received.digest, "application/pdf")
    with pytest.raises(NotFound):
        ask("get_edit_request_file", by=FOREIGN, request_id=ids["birth_date"])


def test_what_is_no_document_is_refused(member, submit):
    received = Files(settings.read()).receive(b"<html></html>")

    with pytest.raises(Invalid) as refused:
        submit(member, PHONE, paper={"digest": received.digest, "name": "a.html"})

    assert list(refused.value.fields["errors"]) == ["paper"]
