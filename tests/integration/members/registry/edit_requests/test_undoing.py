"""An answer is taken back, and who hears of requests."""

from datetime import timedelta

from sqlalchemy import event

from services.members.edit_requests import actions
from services.members.edit_requests.domain import UNDO_WINDOW
from tests.integration.members.registry.edit_requests.conftest import (
    COMMUNE,
    PHONE,
    audited,
    edits,
    listed,
    stored,
    waiting_row,
)


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
