"""Officers approve or reject each field."""

import pytest

from services.kit.faults import Conflict, NotFound
from tests.integration.members.registry.edit_requests.conftest import (
    COMMUNE,
    FOREIGN,
    PHONE,
    listed,
    stored,
    waiting_row,
)


def test_a_value_that_changed_meanwhile_is_told_rather_than_overwritten(ask, province, member, chapter, submit):
    ids = submit(member, PHONE)
    ask("update_member", by=chapter, member_id=member.id, fields={"phone": "0922222222"})

    outcome = ask("approve_edit_requests", by=chapter, ids=[ids["phone"]])["results"][0]
    item = listed(ask, chapter)[ids["phone"]]

    assert (outcome["ok"], outcome["code"]) == (False, "value-changed")
    assert stored(province, member).columns["phone"] == "0922222222"
    assert item["current"] == "0922222222"
    assert [act["action"] for act in item["allowed_actions"]] == ["reject"]


def test_what_is_refused_of_one_keeps_no_other_from_its_answer(ask, province, member, chapter, submit):
    province.add_member("Người Khác", "24-02-001-001", citizen_id="024305999901")
    ids = submit(member, {**PHONE, "citizen_id": "024305999901"}, reason="Theo thẻ.")

    answer = ask("approve_edit_requests", by=chapter, ids=list(ids.values()))

    refused = [outcome for outcome in answer["results"] if not outcome["ok"]]
    assert (answer["done"], [outcome["id"] for outcome in refused]) == (1, [ids["citizen_id"]])
    assert "đã có trong hệ thống" in refused[0]["detail"]
    assert "Người Khác" not in refused[0]["detail"]
    assert stored(province, member).columns["phone"] == "0912345678"


def test_nobody_approves_their_own_request_as_secretary_either(ask, as_self, province, registry, new_chapter, submit):
    code = new_chapter(COMMUNE)
    secretary = province.add_member("Bí Thư Tự Sửa", code)
    registry.appoint(secretary, code, code="BT")
    ids = submit(secretary, PHONE, office=code)

    own = as_self("approve_edit_requests", secretary, code, ids=[ids["phone"]])["results"][0]
    waits_above = waiting_row(ask, COMMUNE)
    above = ask("approve_edit_requests", by=COMMUNE, ids=[ids["phone"]])["results"][0]

    assert (own["ok"], own["code"]) == (False, "own-edit-request")
    assert "Bí Thư Tự Sửa" in waits_above["title"]
    assert above["ok"]


def test_nobody_edits_their_own_file_past_the_requests(as_self, province, registry, new_chapter):
    code = new_chapter(COMMUNE)
    secretary = province.add_member("Bí Thư Sửa Thẳng", code)
    registry.appoint(secretary, code, code="BT")

    view = as_self("get_member", secretary, code, member_id=secretary.id)
    with pytest.raises(Conflict) as refused:
        as_self("update_member", secretary, code, member_id=secretary.id, fields=PHONE)

    assert refused.value.code == "own-file"
    assert not [field for group in view["groups"] for field in group["fields"] if field["editable"]]
    assert "update_member" not in [act["action"] for act in view["allowed_actions"]]


def test_another_chapter_finds_no_such_request(ask, member, submit):
    ids = submit(member, PHONE)

    for method, more in (("approve_edit_requests", {}), ("reject_edit_requests", {"reason": "x"})):
        with pytest.raises(NotFound) as refused:
            ask(method, by=FOREIGN, ids=[ids["phone"]], **more)
        assert refused.value.code == "edit-request-unknown"
    with pytest.raises(NotFound):
        ask("list_member_edit_requests", by=FOREIGN, member_id=member.id)


def test_a_settled_field_is_for_the_unit_above(ask, province, chapter, submit):
    settled = province.add_member("Người Đã Chuẩn Y", chapter, admission_no="12-QĐ/ĐTN")
    ids = submit(settled, {"union_join_date": "26/03/2021"}, reason="Theo quyết định.")

    at_chapter = ask("approve_edit_requests", by=chapter, ids=list(ids.values()))["results"][0]
    waits = waiting_row(ask, chapter), waiting_row(ask, COMMUNE)
    above = ask("approve_edit_requests", by=COMMUNE, ids=list(ids.values()))["results"][0]

    assert (at_chapter["ok"], at_chapter["code"]) == (False, "field-settled")
    assert waits[0] is None
    assert "Người Đã Chuẩn Y" in waits[1]["title"]
    assert above["ok"]


def test_whoever_has_nobody_to_decide_is_told(as_self, province, submit):
    lonely = province.add_member("Không Ai Duyệt", "24-02-002-001")

    view = as_self("list_member_edit_requests", lonely, member_id=lonely.id)
    with pytest.raises(Conflict) as refused:
        submit(lonely, PHONE)

    assert (view["fields"], view["refusals"][0]["code"]) == ([], "nobody-decides")
    assert refused.value.code == "nobody-decides"
