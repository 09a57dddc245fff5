"""Staff of the province's departments, and administrators: no case is theirs to see, to decide or to hold."""

from datetime import date
from uuid import UUID

import pytest

from services.contracts.offices import STAFF
from services.contracts.workflows import StartCaseExport
from services.kit import ids, schema
from services.kit.actor import Actor, Position
from services.kit.faults import Denied, NotFound
from services.workflows.actions import bulk, campaign_opening, cases, exports, lists, progress, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    OFFICERS,
    OTHER_APPROVER,
    PROVINCE,
    a_position,
)

CLERK = UUID(int=0xF7)
ASKED = {"limit": 20, "cursor": None, "count": "true"}
NARROWED = dict.fromkeys(("q", "process", "state", "unit_id", "subject_id", "open", "towards_id"))
DAYS = {"from_on": date(2026, 11, 24), "until": date(2026, 12, 20), "closing_on": date(2026, 12, 15)}
FOR_CAMPAIGN = {
    "process": "evaluation",
    "title": "Xếp loại",
    "year": 2026,
    "unit_id": PROVINCE,
    "period": "YEAR",
    **DAYS,
}


def staff(code, *, is_admin=False):
    return Actor(CLERK, ids.new(), "Vi Văn Nam", (Position("PROVINCE_OFFICER", PROVINCE, "", None, code),), is_admin)


@pytest.fixture(params=[*STAFF, "administrator"])
def asking(workflows, request):
    """A transaction of somebody whose office has no part in cases."""
    is_admin = request.param == "administrator"
    who = staff("CHUYEN_VIEN" if is_admin else request.param, is_admin=is_admin)
    return lambda: workflows.database.transaction(actor=who)


def test_they_see_no_case_in_any_list_and_hear_of_no_number(workflows, asking):
    workflows.submitted()

    with asking() as tx:
        listed = lists.list_cases(tx, **ASKED, **NARROWED, below=True, waiting_for_me=False)
        found = lists.list_cases(tx, **ASKED, **{**NARROWED, "q": "Hà"}, below=True, waiting_for_me=False)
        inbox, counted = lists.list_inbox(tx, **ASKED), lists.count_inbox(tx)

    assert [each["total"] for each in (listed, found, inbox, counted)] == [0, 0, 0, 0]


def test_a_case_does_not_exist_for_them(workflows, asking):
    case = workflows.submitted()

    with asking() as tx, pytest.raises(NotFound):
        cases.get_case(tx, case_id=case["id"])
    with asking() as tx, pytest.raises(NotFound):
        cases.take_action(tx, case_id=case["id"], action="approve", form={}, note=None, version=None)


BARRED = {
    "the board": lambda tx: progress.get_progress(tx, unit_id=PROVINCE, process=None),
    "an export": lambda tx: exports.start_case_export(tx, **schema.load(StartCaseExport, {})),
    "a bulk decision": lambda tx: bulk.take_bulk_action(
        tx, action="approve", case_ids=[ids.new()], form={}, note=None, hold_s=0
    ),
    "a case": lambda tx: cases.open_case(tx, process="admission", unit_id=CHAPTER, subject_id=None, form={}),
    "a delegation": lambda tx: seats.delegate(
        tx,
        from_unit_id=PROVINCE,
        to_unit_id=CHAPTER,
        process="admission",
        from_on=tx.today,
        until=None,
        decision_no=None,
    ),
    "a campaign": lambda tx: campaign_opening.open_campaign(tx, **FOR_CAMPAIGN),
}


@pytest.mark.parametrize("act", BARRED.values(), ids=BARRED)
def test_they_open_and_export_nothing(asking, act):
    with asking() as tx, pytest.raises(Denied):
        act(tx)


def test_no_case_waits_for_them_where_they_are_the_only_ones_left(workflows):
    case = workflows.submitted()
    ended = [
        a_position(row[0], row[2], row[3], row[4], until="2026-11-23", version=2)
        for row in OFFICERS
        if row[0] in (APPROVER, OTHER_APPROVER)
    ]
    clerk = a_position(CLERK, OFFICERS[2][2], "GRASSROOTS_OFFICER", "CHUYEN_VIEN")
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, [*ended, clerk])

    holder = workflows.get(case)["holder"]
    assert [each["full_name"] for each in holder["people"]] == ["Trần Quốc Việt"]


def test_a_bulk_job_of_an_officer_who_became_staff_decides_nothing(workflows, database):
    case = workflows.submitted()
    changed = [a_position(row[0], row[2], row[3], "CHUYEN_VIEN", version=2) for row in OFFICERS if row[0] == APPROVER]
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, changed)
    params = {"action": "approve", "case_ids": [str(case["id"])], "form": {}, "note": None, "own": {}}
    with workflows.asking(APPROVER) as tx:
        tx.actor = tx.asker_now()
        [outcome] = bulk._act_on(tx, [UUID(str(case["id"]))], params)

    assert (outcome["ok"], outcome["code"], workflows.get(case)["state"]) == (False, "case-not-found", "submitted")
