"""Who reads what was done with cases, and what each act is called."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from services.contracts.audit import ListWorkflowsAudit
from services.kit import schema, wire
from services.kit.actor import Actor, Position
from services.kit.faults import Denied, Invalid
from services.workflows.actions import audit_log, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    NOW,
    OTHER_CHAPTER,
    PROVINCE,
    SECRETARY,
    a_candidate,
    a_unit,
    actor_of,
)

OFFENCE = {"whom": "MEMBER", "violation": "Bỏ sinh hoạt", "violated_on": "2026-11-01"}


def actor(role, unit_id, code="UV_UBKT", *, is_admin=False):
    return Actor(UUID(int=0xF1), UUID(int=0xF2), "", (Position(role, unit_id, "", None, code),), is_admin)


@pytest.fixture
def read(workflows):
    """`read(COMMUNE, group="case")`: the page that an inspector of the unit sees, as it travels."""

    def page(place=COMMUNE, *, by=None, **given):
        asked = schema.load(ListWorkflowsAudit, wire.plain({"limit": 100, **given}), unknown="raise")
        with workflows.database.transaction(actor=by or actor("INSPECTOR", place), now=NOW) as tx:
            return wire.plain(audit_log.list_audit(tx, **asked))

    return page


def put_into(workflows, case, unit_id):
    """The case is another unit's now; what was done with it before stays where it was done."""
    with workflows.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE cases SET unit_id = :unit_id WHERE id = :id"),
            {"unit_id": unit_id, "id": UUID(str(case["id"]))},
        )


def test_a_move_is_told_by_its_label_with_the_case_its_maker_and_names_of_fields(workflows, read):
    case = workflows.open()
    workflows.act(case, "amend", form=a_candidate(phone="0987654321"))

    newest, oldest = read()["items"]

    assert (newest["action"], newest["title"], oldest["title"]) == ("case.amend", "Sửa lý lịch", "Mở hồ sơ")
    assert newest["subject"] == f"hồ sơ {case['number']} (Kết nạp Nguyễn Thu Hà)"
    assert (newest["who"]["full_name"], newest["offices"]) == ("Lê Thị Thu", ["Bí thư Chi đoàn thôn Hạ"])
    assert (newest["unit"]["name"], newest["changed"]) == ("Chi đoàn thôn Hạ", ["phone"])
    assert not any(number in str((newest, oldest)) for number in ("0912345678", "0987654321"))


def test_nobody_was_signed_in_where_an_applicant_sends_and_the_system_is_somebody_else(workflows, read):
    for doer in (Actor.NOBODY, Actor.SYSTEM):
        with workflows.database.transaction(actor=doer, now=NOW) as tx:
            tx.record("application.send", subject_id=None, unit_id=CHAPTER)

    assert [(line["who"], line["is_anonymous"]) for line in read()["items"]] == [(None, False), (None, True)]


def test_an_inspector_reads_acts_of_her_units_and_of_no_others(workflows, read):
    workflows.open()

    assert [len(read(unit_id)["items"]) for unit_id in (PROVINCE, DISTRICT, COMMUNE, BARE_COMMUNE)] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(actor("SYSADMIN", PROVINCE, "CHUYEN_VIEN", is_admin=True), id="an administrator"),
        pytest.param(actor("PROVINCE_OFFICER", PROVINCE, "CHUYEN_VIEN", is_admin=True), id="staff who administers"),
        pytest.param(actor("PROVINCE_OFFICER", PROVINCE, "BT"), id="the province's secretary"),
        pytest.param(actor_of(SECRETARY), id="whoever made the moves"),
    ],
)
def test_nobody_else_reads_any(workflows, read, other):
    workflows.open()

    with pytest.raises(Denied):
        read(by=other)


def test_acts_upon_a_confidential_case_go_with_the_case(workflows, read):
    confidential = workflows.open_about("discipline", by=SECRETARY, **OFFENCE)
    plain = workflows.open()
    told = [len(read(unit_id)["items"]) for unit_id in (COMMUNE, BARE_COMMUNE)]
    for case in (confidential, plain):
        put_into(workflows, case, OTHER_CHAPTER)

    [left] = read(COMMUNE, count="exact")["items"]

    assert told == [2, 0]
    assert plain["number"] in left["subject"]
    assert read(COMMUNE, count="exact")["total"] == 1
    assert len(read(DISTRICT)["items"]) == 2


def test_acts_are_filtered_by_group_person_unit_and_day_and_counted(workflows, read):
    case = workflows.submitted()
    workflows.number_resolutions()
    workflows.act(case, "approve", by=APPROVER)

    mine = read(person_id=APPROVER, count="exact")

    assert ([item["action"] for item in mine["items"]], mine["total"]) == (["case.approve"], 1)
    assert read(group="campaign")["items"] == []
    assert len(read(group="case")["items"]) == len(read()["items"])
    assert read(DISTRICT, unit_id=BARE_COMMUNE)["items"] == []
    assert len(read(DISTRICT, unit_id=CHAPTER)["items"]) == len(read()["items"])
    assert read(until=NOW.date() - timedelta(days=1))["items"] == []
    assert len(read(since=NOW.date(), until="9999-12-31")["items"]) == len(read()["items"])


def test_pages_follow_each_other_among_acts_of_one_instant(workflows, read):
    workflows.submitted()
    with workflows.asking(now=NOW - timedelta(hours=1)) as tx:  # kept last, and the oldest all the same
        tx.record("case.export", subject_id="workflows.0192", unit_id=COMMUNE)
    whole = [item["id"] for item in read()["items"]]
    seen, cursor = [], None

    while (cursor or not seen) and len(seen) <= len(whole):
        page = read(limit=1, cursor=cursor, count="exact")
        seen += [item["id"] for item in page["items"]]
        cursor = page["next"]
        assert page["total"] == len(whole)

    assert len(whole) > 3
    assert seen == whole
    assert read()["items"][-1]["action"] == "case.export"


@pytest.mark.parametrize(
    "cursor", ["17", "2026-11-24T02:00:00/1", "2026-11-24T02:00:00Z/x", "/", f"2026-11-24Z/{2**63}"]
)
def test_a_cursor_that_is_none_is_refused(workflows, read, cursor):
    with pytest.raises(Invalid):
        read(cursor=cursor)


def test_a_unit_whose_name_others_bear_is_told_with_the_one_above(workflows, read):
    workflows.open()
    path = (PROVINCE, DISTRICT, BARE_COMMUNE, UUID(int=0x44))
    with workflows.asking() as tx:
        seats.on_units_changed(tx, [a_unit(UUID(int=0x44), "Chi đoàn thôn Hạ", "CHAPTER", "DIA_BAN_DAN_CU", path)])

    assert [item["unit"].get("parent_name") for item in read()["items"]] == ["Đoàn xã Tân Mỹ"]
