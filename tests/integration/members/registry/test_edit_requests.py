"""Members ask to have their own files changed; officers approve or reject each field, and can take that back."""

from datetime import timedelta

import pytest
from sqlalchemy import event, text

from services.kit import settings
from services.kit.faults import Conflict, Denied, Invalid, NotFound, Stale
from services.kit.files import Files
from services.members.edit_requests import actions
from services.members.edit_requests.domain import UNDO_WINDOW

COMMUNE, DISTRICT, FOREIGN = "24-01-001", "24-01", "24-02-001-001"
PHONE = {"phone": "0912345678"}


@pytest.fixture
def chapter(new_chapter, province, registry):
    """A chapter of the test's own with a secretary; the commune has one too."""
    code = new_chapter(COMMUNE)
    registry.appoint(province.add_member("Bí Thư Chi Đoàn", code), code, code="BT")
    return code


@pytest.fixture(scope="module", autouse=True)
def superiors(province):
    """Officers above, as the registry knows them."""
    province.appointed(province.place(COMMUNE), province.place(DISTRICT))


@pytest.fixture
def member(province, chapter):
    return province.add_member("Nguyễn Thu Hà", chapter, phone="0911111111", flags=["unconfirmed"])


@pytest.fixture
def as_self(host, rpc, token_for, province):
    """`as_self("get_member", person, …, office=code)`: what the service answers that person, in an office if they hold one."""

    def call(method, person, office=None, **given):
        places = () if office is None else (province.place(office),)
        return rpc.call(f"members.{method}", given, token=token_for(person.id, *places))

    return call


@pytest.fixture
def submit(as_self):
    """`submit(member, {"phone": …}, reason=…)`: the ids of the requests that wait then, by field."""

    def run(person, fields, office=None, **given):
        answer = as_self("submit_edit_requests", person, office, member_id=person.id, fields=fields, **given)
        return {item["field"]: item["id"] for item in answer["items"] if item["state"] == "WAITING"}

    return run


def stored(province, person):
    with province.database.transaction() as tx:
        return tx.people.get(person.id)


def edits(province, person):
    query = "SELECT count(*) FROM audit_log WHERE action = 'member.edit' AND subject_id = :id"
    return province.count(query, id=str(person.id))


def audited(province, person):
    """Acts upon the member's requests, with what was kept of each."""
    with province.database.transaction() as tx:
        query = text(
            "SELECT action, after FROM audit_log WHERE subject_id = :id AND action LIKE 'edit_request.%' ORDER BY id"
        )
        return [(row.action, row.after) for row in tx.execute(query, {"id": str(person.id)})]


def waiting_row(ask, by):
    found = [item for item in ask("list_waiting_work", by=by)["items"] if item["kind"] == "edit_requests_to_decide"]
    return found[0] if found else None


def listed(ask, by, view="mine"):
    return {item["id"]: item for item in ask("list_edit_requests", by=by, view=view, limit=100)["items"]}


# ---------------------------------------------------------------- asking


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
    needs_note = {act["action"]: act["needs_note"] for act in theirs["allowed_actions"]}
    assert needs_note == {"approve": False, "reject": True}


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


# ---------------------------------------------------------------- deciding


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


# ---------------------------------------------------------------- taking back


def test_an_approval_taken_back_gives_the_old_value_and_waits_again(ask, province, member, chapter, submit):
    ids = submit(member, {"birth_date": "2006"}, reason="Chỉ nhớ năm.")
    ask("approve_edit_requests", by=chapter, ids=[ids["birth_date"]])
    approved = stored(province, member).columns

    answer = ask("reopen_edit_requests", by=chapter, ids=[ids["birth_date"]])
    back = stored(province, member).columns

    assert (str(approved["born_on"]), approved["born_precision"]) == ("2006-01-01", "year")
    assert answer["done"] == 1
    assert (back["born_on"], back["born_precision"]) == (member.born_on, "day")
    assert listed(ask, chapter)[ids["birth_date"]]["reopened_at"] is not None
    assert edits(province, member) == 2


def test_a_field_of_the_long_tail_is_given_back_alone(ask, province, member, chapter, submit):
    ids = submit(member, {"specialty": "Hát", "team_join_date": "15/05/2014"})
    ask("approve_edit_requests", by=chapter, ids=list(ids.values()))

    ask("reopen_edit_requests", by=chapter, ids=[ids["specialty"]])

    assert stored(province, member).columns["profile"] == {"team_join_date": "2014-05-15"}


def test_a_value_that_was_edited_since_is_not_given_back(ask, province, member, chapter, submit):
    ids = submit(member, PHONE)
    ask("approve_edit_requests", by=chapter, ids=[ids["phone"]])
    ask("update_member", by=chapter, member_id=member.id, fields={"phone": "0933333333"})

    outcome = ask("reopen_edit_requests", by=chapter, ids=[ids["phone"]])["results"][0]

    assert (outcome["ok"], outcome["code"]) == (False, "value-changed")
    assert stored(province, member).columns["phone"] == "0933333333"


def test_a_rejection_taken_back_waits_again(ask, member, chapter, submit):
    ids = submit(member, PHONE)
    ask("reject_edit_requests", by=chapter, ids=[ids["phone"]], reason="Nhầm.")

    ask("reopen_edit_requests", by=chapter, ids=[ids["phone"]])

    assert listed(ask, chapter)[ids["phone"]]["state"] == "WAITING"


def test_nothing_is_taken_back_where_another_request_waits(ask, member, chapter, submit):
    first = submit(member, PHONE)["phone"]
    ask("reject_edit_requests", by=chapter, ids=[first], reason="Nhầm.")
    submit(member, {"phone": "0987654321"})

    outcome = ask("reopen_edit_requests", by=chapter, ids=[first])["results"][0]

    assert (outcome["ok"], outcome["code"]) == (False, "edit-request-waiting")


def test_nothing_is_taken_back_after_its_time(ask, sql, member, chapter, submit):
    ids = submit(member, PHONE)
    ask("approve_edit_requests", by=chapter, ids=[ids["phone"]])
    sql.execute("UPDATE edit_requests SET decided_at = decided_at - %s", (UNDO_WINDOW + timedelta(days=1),))

    outcome = ask("reopen_edit_requests", by=chapter, ids=[ids["phone"]])["results"][0]

    assert (outcome["ok"], outcome["code"]) == (False, "undo-over")


# ---------------------------------------------------------------- telling


def test_the_officers_inbox_names_the_act_and_the_people(ask, province, chapter, submit):
    people = [province.add_member(f"Đoàn Viên {name}", chapter) for name in ("An", "Bình", "Chi")]
    empty = waiting_row(ask, chapter)
    for person in people:
        submit(person, {**PHONE, "workplace": "Trường"})
    row = waiting_row(ask, chapter)

    assert empty is None
    assert row["title"] == "Sửa thông tin · Đoàn Viên An, Đoàn Viên Bình và 1 người khác"
    assert row["count"] == 6
    assert "Đoàn Viên" not in (waiting_row(ask, COMMUNE) or {"title": ""})["title"]


def test_news_and_audit_bear_no_value(ask, member, chapter, province, submit, events):
    ids = submit(member, PHONE)
    ask("approve_edit_requests", by=chapter, ids=[ids["phone"]])

    told = [each for event in events("members.edit_requests_changed.v1") for each in event["edit_requests"]]
    mine = [each for each in told if each["id"] == ids["phone"]]

    assert [each["state"] for each in mine] == ["WAITING", "APPROVED"]
    assert set(mine[0]) == {"id", "person_id", "unit_id", "state", "version"}
    assert audited(province, member) == [
        ("edit_request.submit", {"field": "phone"}),
        ("edit_request.approve", {"field": "phone"}),
    ]


def test_the_number_of_queries_does_not_grow_with_the_requests(province, chapter, submit):
    counted = []
    event.listen(province.database.engine, "before_cursor_execute", lambda *_given: counted.append(1))

    def queries():
        counted.clear()
        with province.database.transaction(actor=province.officer(chapter)) as tx:
            actions.list_edit_requests(tx, view="mine", limit=100, cursor=None, count=None)
        return len(counted)

    submit(province.add_member("Một Người", chapter), PHONE)
    one = queries()
    for number in range(8):
        submit(province.add_member(f"Người Số {'Abcdefgh'[number]}", chapter), {**PHONE, "workplace": "Trường"})

    assert queries() == one
