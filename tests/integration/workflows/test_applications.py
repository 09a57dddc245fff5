"""Applicants write behind a chapter's link; what they wrote waits for the chapter alone, becomes one case, and goes in time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from hashlib import sha256

import pytest
from sqlalchemy import text

from services.kit.actor import Actor
from services.kit.faults import Conflict, Denied, Fault, Invalid, NotFound
from services.workflows.actions import application_links, applications, cases, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    DEPUTY,
    MEMBER,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
    TREE,
    a_candidate,
    a_unit,
)

OF_THE_CHAPTER = ("introducer_kind", "introducer_id", "known_since")
ANSWERS = {name: value for name, value in a_candidate().items() if name not in OF_THE_CHAPTER}
PRIVATE = (ANSWERS["full_name"], ANSWERS["citizen_id"], ANSWERS["phone"], ANSWERS["permanent_address"])


def linked(workflows, by=SECRETARY, unit_id=CHAPTER, label=None, max_uses=None, now=NOW):
    with workflows.asking(by, now=now) as tx:
        return application_links.create_application_link(tx, unit_id=unit_id, label=label, max_uses=max_uses)


def stranger(workflows, now=NOW):
    return workflows.database.transaction(actor=Actor.NOBODY, now=now)


def form_of(workflows, token, now=NOW):
    with stranger(workflows, now) as tx:
        return application_links.get_application_form(tx, token=token)


def sent(workflows, token, now=NOW, **changed):
    with stranger(workflows, now) as tx:
        return application_links.send_application(tx, token=token, form={**ANSWERS, **changed})


def waiting(workflows, by=SECRETARY, unit_id=CHAPTER, now=NOW, **page):
    with workflows.asking(by, now=now) as tx:
        given = {"limit": 20, "cursor": None, "count": "exact", **page}
        return applications.list_applications(tx, unit_id=unit_id, **given)


def one_of(workflows):
    return waiting(workflows)["items"][0]["id"]


def read(workflows, application_id, by=SECRETARY, now=NOW):
    with workflows.asking(by, now=now) as tx:
        return applications.get_application(tx, application_id=application_id)


def dismissed(workflows, application_id, by=SECRETARY):
    with workflows.asking(by) as tx:
        applications.dismiss_application(tx, application_id=application_id, reason="Gửi trùng")


def taken(workflows, application_id, by=SECRETARY, unit_id=CHAPTER, process="admission", **changed):
    form = a_candidate(**changed)
    with workflows.asking(by) as tx:
        return cases.open_case(
            tx, process=process, unit_id=unit_id, subject_id=None, form=form, application_id=application_id
        )


def test_a_token_is_shown_once_and_known_by_its_hash(workflows, rows):
    made = linked(workflows, label="Lớp 10A3")
    with workflows.asking(SECRETARY) as tx:
        listed = application_links.list_application_links(tx, unit_id=CHAPTER)
    [row] = rows("SELECT * FROM application_links")

    assert len(made["token"]) >= 43
    assert made["link"].endswith(f"/don-xin-vao-doan/{made['token']}")
    assert bytes(row.token_hash) == sha256(made["token"].encode()).digest()
    assert made["token"] not in str(listed)
    assert made["token"] not in str(rows("SELECT after, before FROM audit_log"))
    assert listed["items"][0]["label"] == "Lớp 10A3"
    assert listed["allowed_actions"][0]["form_schema"]["properties"]["max_uses"]["maximum"] == 60


@pytest.mark.parametrize("by", [OTHER_SECRETARY, APPROVER, MEMBER])
def test_the_links_of_a_unit_are_its_own_officers(workflows, by):
    made = linked(workflows)
    for asked in (
        lambda tx: application_links.list_application_links(tx, unit_id=CHAPTER),
        lambda tx: application_links.create_application_link(tx, unit_id=CHAPTER, label=None, max_uses=None),
        lambda tx: application_links.revoke_application_link(tx, unit_id=CHAPTER, link_id=made["id"]),
    ):
        with pytest.raises(NotFound, match="unit-not-found"), workflows.asking(by) as tx:
            asked(tx)
    with pytest.raises(NotFound, match="application-link-not-found"), workflows.asking(OTHER_SECRETARY) as tx:
        application_links.revoke_application_link(tx, unit_id=OTHER_CHAPTER, link_id=made["id"])


def test_a_link_takes_no_more_than_the_rules_let_it(workflows):
    with pytest.raises(Invalid) as refused:
        linked(workflows, max_uses=61)

    assert "nhiều nhất 60 đơn" in refused.value.fields["errors"]["max_uses"][0]


def test_a_unit_has_no_more_links_than_it_can_look_after(workflows):
    for _ in range(application_links.MOST_OPEN):
        linked(workflows)
    with pytest.raises(Conflict, match="too-many-links"):
        linked(workflows)


def test_whoever_holds_a_link_learns_the_name_of_the_unit_alone(workflows):
    shown = form_of(workflows, linked(workflows)["token"])

    assert set(shown) == {"unit_name", "expires_at", "kept_days", "form_schema"}
    assert shown["unit_name"] == "Chi đoàn thôn Hạ"
    assert str(CHAPTER) not in str(shown)
    assert "introducer_id" not in shown["form_schema"]["properties"]


def test_an_application_waits_at_the_unit_of_the_link(workflows):
    answer = sent(workflows, linked(workflows, label="Lớp 10A3")["token"])
    found = waiting(workflows)
    [item] = found["items"]

    assert answer == {"unit_name": "Chi đoàn thôn Hạ", "kept_until": date(2026, 12, 24)}
    assert (found["total"], item["full_name"], item["label"], item["doubt"]) == (1, "Nguyễn Thu Hà", "Lớp 10A3", None)
    assert read(workflows, item["id"])["form"] == ANSWERS


def test_applications_are_read_page_by_page_and_twins_are_named(workflows):
    token = linked(workflows)["token"]
    for name in ("Nguyễn Thu Hà", "Trần Văn Bình", "nguyễn thu hà"):
        sent(workflows, token, full_name=name)
    first = waiting(workflows, limit=2)
    rest = waiting(workflows, limit=2, cursor=first["next"])

    assert [each["full_name"] for each in (*first["items"], *rest["items"])] == [
        "Nguyễn Thu Hà",
        "Trần Văn Bình",
        "nguyễn thu hà",
    ]
    assert [bool(each["doubt"]) for each in (*first["items"], *rest["items"])] == [True, False, True]
    assert rest["next"] is None


@pytest.mark.parametrize("by", [OTHER_SECRETARY, APPROVER, MEMBER])
def test_to_everybody_else_an_application_does_not_exist(workflows, by):
    sent(workflows, linked(workflows)["token"])
    key = one_of(workflows)

    with pytest.raises(NotFound, match="unit-not-found"):
        waiting(workflows, by=by)
    with pytest.raises(NotFound, match="application-not-found"):
        read(workflows, key, by=by)
    with pytest.raises(NotFound, match="application-not-found"):
        dismissed(workflows, key, by=by)
    assert waiting(workflows)["total"] == 1


def test_another_unit_opens_no_case_of_it(workflows):
    sent(workflows, linked(workflows)["token"])

    with pytest.raises(NotFound, match="application-not-found"):
        taken(workflows, one_of(workflows), by=OTHER_SECRETARY, unit_id=OTHER_CHAPTER)


def is_over(workflows, token, now=NOW):
    """What both doors of a link say: the same fault, which tells nothing."""
    faults = []
    for knock in (form_of, sent):
        with pytest.raises(Fault) as refused:
            knock(workflows, token, now=now)
        faults.append((refused.value.code, dict(refused.value.fields)))
    return faults == [("application-link-over", {})] * 2


def test_unknown_expired_and_revoked_links_are_answered_alike(workflows):
    expired, revoked, of_closed = (
        linked(workflows),
        linked(workflows),
        linked(workflows, unit_id=OTHER_CHAPTER, by=OTHER_SECRETARY),
    )
    with workflows.asking(SECRETARY) as tx:
        again = application_links.revoke_application_link(tx, unit_id=CHAPTER, link_id=revoked["id"])
    with workflows.asking() as tx:
        [row] = [row for row in TREE if row[0] == OTHER_CHAPTER]
        seats.on_units_changed(tx, [a_unit(*row, closed_on=date(2026, 11, 1), version=2)])

    assert is_over(workflows, "x" * 43)
    assert is_over(workflows, revoked["token"])
    assert is_over(workflows, of_closed["token"])
    assert is_over(workflows, expired["token"], now=NOW + timedelta(days=14))
    assert form_of(workflows, expired["token"], now=NOW + timedelta(days=13))["unit_name"]
    assert {each["state"]: each["may_revoke"] for each in again["items"]} == {"open": True, "revoked": False}
    assert waiting(workflows)["total"] == 0


def test_a_link_for_one_is_full_after_one(workflows):
    token = linked(workflows, max_uses=1)["token"]
    sent(workflows, token)

    with pytest.raises(Conflict, match="application-link-full"):
        form_of(workflows, token)
    with pytest.raises(Conflict, match="application-link-full"):
        sent(workflows, token)


def test_a_whole_class_at_once_is_taken_up_to_the_limit(workflows):
    token = linked(workflows, max_uses=5)["token"]

    def send(number):
        try:
            sent(workflows, token, full_name=f"Nguyễn Thu Hà {'ABCDEFGHIJKL'[number]}")
        except Conflict as fault:
            return fault.code
        return "sent"

    with ThreadPoolExecutor(6) as together:
        answers = list(together.map(send, range(12)))

    assert answers.count("sent") == 5
    assert answers.count("application-link-full") == 7
    assert waiting(workflows)["total"] == 5


def test_what_is_wrong_uses_nothing_up(workflows, rows):
    token = linked(workflows)["token"]
    for wrong in ({"born_on": "2099-01-01"}, {"introducer_id": str(DEPUTY)}, {"phone": "12"}):
        with pytest.raises(Invalid):
            sent(workflows, token, **wrong)

    assert rows("SELECT uses FROM application_links")[0].uses == 0
    assert waiting(workflows)["total"] == 0


def test_a_case_of_it_says_where_it_came_from_and_the_answers_are_gone(workflows, rows):
    sent(workflows, linked(workflows)["token"])
    key = one_of(workflows)
    case = taken(workflows, key, phone="0987654321")
    [row] = rows("SELECT * FROM applications")

    assert case["state"] == "applied"
    assert "tự khai qua liên kết" in case["history"][0]["note"]
    assert case["history"][0]["note"].endswith("Chi đoàn đã sửa: Số điện thoại.")
    assert (row.form, row.case_id, row.case_number) == (None, case["id"], case["number"])
    assert waiting(workflows)["total"] == 0


def test_an_application_taken_twice_opens_one_case(workflows, rows):
    sent(workflows, linked(workflows)["token"])
    key = one_of(workflows)

    def take(by):
        try:
            return taken(workflows, key, by=by)["number"]
        except Conflict as fault:
            return fault.code

    with ThreadPoolExecutor(2) as together:
        answers = sorted(together.map(take, (SECRETARY, DEPUTY)), key=len)

    assert answers[-1] == "application-taken"
    assert [row.number for row in rows("SELECT number FROM cases")] == answers[:1]
    with pytest.raises(Conflict) as refused:
        read(workflows, key)
    assert answers[0] in refused.value.fields["text"]


def test_a_case_that_is_refused_leaves_the_application_waiting(workflows):
    sent(workflows, linked(workflows)["token"])
    key = one_of(workflows)

    with pytest.raises(Conflict, match="case-refused"):
        taken(workflows, key, foreign_national=True)

    assert read(workflows, key)["form"] == ANSWERS


def test_other_processes_begin_with_no_application(workflows):
    sent(workflows, linked(workflows)["token"])

    with pytest.raises((Invalid, Denied)):
        taken(workflows, one_of(workflows), process="award")
    assert waiting(workflows)["total"] == 1


def test_a_dismissed_application_is_empty_and_opens_nothing(workflows, rows):
    sent(workflows, linked(workflows)["token"])
    key = one_of(workflows)
    dismissed(workflows, key)

    assert rows("SELECT form, dismissed_reason FROM applications")[0].form is None
    for again in (taken, dismissed, read):
        with pytest.raises(Conflict) as refused:
            again(workflows, key)
        assert refused.value.code == "application-dismissed"
        assert "Gửi trùng" in refused.value.fields["text"]


def test_what_nobody_took_is_unreadable_when_its_time_is_over_and_then_deleted(workflows, rows):
    token = linked(workflows)["token"]
    sent(workflows, token)
    key, later = one_of(workflows), NOW + timedelta(days=30)
    sent(workflows, token, now=NOW + timedelta(days=1))

    with pytest.raises(NotFound, match="application-not-found"):
        read(workflows, key, now=later)
    with workflows.asking(now=later) as tx:
        assert applications.delete_old(tx) == 1
    assert waiting(workflows, now=later)["total"] == 1
    with workflows.asking(now=later + timedelta(days=30)) as tx:
        assert applications.delete_old(tx) == 1
    assert rows("SELECT id FROM applications") == []
    assert rows("SELECT id FROM application_links") == []


def test_nothing_that_an_applicant_wrote_is_in_news_or_audit(workflows, rows):
    token = linked(workflows)["token"]
    sent(workflows, token)
    dismissed(workflows, one_of(workflows))
    kept = f"{rows('SELECT * FROM audit_log')} {rows('SELECT * FROM outbox')}"

    assert [name for name in (*PRIVATE, token) if name in kept] == []
    news = workflows.sent("workflows.applications_changed.v1")
    assert [each["applications"][0]["unit_id"] for each in news] == [str(CHAPTER)] * 2
    actions = [row.action for row in rows("SELECT action FROM audit_log WHERE action LIKE 'application.%' ORDER BY id")]
    assert actions == ["application.invite", "application.send", "application.dismiss"]


def test_the_inbox_names_the_act_and_the_people(workflows):
    token = linked(workflows)["token"]
    sent(workflows, token)
    with workflows.asking(DEPUTY) as tx:
        [alone] = applications.list_waiting_applications(tx)["items"]
    for name in ("Trần Văn Bình", "Lê Thị Cúc", "Vũ Văn Dũng"):
        sent(workflows, token, full_name=name)
    with workflows.asking(DEPUTY) as tx:
        [row] = applications.list_waiting_applications(tx)["items"]

    assert alone["title"] == "Lập hồ sơ kết nạp từ đơn đã gửi · Nguyễn Thu Hà"
    assert (alone["only_id"], row["only_id"]) == (str(one_of(workflows)), None)
    assert row["title"] == ("Lập hồ sơ kết nạp từ đơn đã gửi · Nguyễn Thu Hà, Trần Văn Bình, Lê Thị Cúc và 1 người nữa")
    assert (row["count"], row["unit"]["id"], row["overdue"]) == (4, CHAPTER, False)
    for other in (OTHER_SECRETARY, APPROVER, MEMBER):
        with workflows.asking(other) as tx:
            assert applications.list_waiting_applications(tx)["items"] == []


def test_the_database_keeps_a_link_from_taking_too_many(workflows):
    linked(workflows, max_uses=1)

    with pytest.raises(Exception, match="application_links_uses"), workflows.asking() as tx:
        tx.execute(text("UPDATE application_links SET uses = 2"))
