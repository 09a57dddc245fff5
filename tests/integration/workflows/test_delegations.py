"""Power that is lent: it begins and ends with its days, can be ended before, and cases are always with whoever has it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.kit import jobs
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.workflows import registry
from services.workflows.actions import bulk, cases, lists, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    COMMUNE,
    DEPUTY,
    DISTRICT,
    DISTRICT_SECRETARY,
    NOW,
    OFFICERS,
    OTHER_SECRETARY,
    PROVINCE_SECRETARY,
    SECRETARY,
    TREE,
    a_position,
    a_unit,
)

LAST_DAY = date(2026, 11, 30)
A_WEEK, A_MONTH = timedelta(days=7), timedelta(days=30)


@pytest.fixture
def lend(workflows):
    def given(by=APPROVER, **how):
        whole = {"from_unit_id": COMMUNE, "to_unit_id": CHAPTER, "process": "admission", "decision_no": "05-QĐ/ĐTN"}
        with workflows.asking(by) as tx:
            seats.delegate(tx, **{**whole, "from_on": date(2026, 11, 1), "until": LAST_DAY, **how})

    return given


@pytest.fixture
def listed(workflows):
    def of(by, unit_id=None, count="exact", limit=20, cursor=None):
        with workflows.asking(by) as tx:
            return lists.list_delegations(tx, limit=limit, cursor=cursor, count=count, unit_id=unit_id)

    return of


@pytest.fixture
def end(workflows, listed):
    def ended(by=APPROVER, key=None):
        key = key or listed(APPROVER)["items"][0]["id"]
        with workflows.asking(by) as tx:
            seats.end_delegation(tx, delegation_id=key)
        return key

    return ended


def follow(workflows, after):
    with workflows.asking(now=NOW + after) as tx:
        seats.follow_days(tx)


def holder(workflows, case):
    return workflows.get(case)["holder"]["unit"]["id"]


def approve(workflows, case, by, after=timedelta()):
    with workflows.asking(by, now=NOW + after) as tx:
        return cases.take_action(tx, case_id=case["id"], action="approve", form={}, note=None, version=None)


def test_whoever_is_lent_the_power_decides(workflows, lend):
    lend()
    case = workflows.submitted()

    assert holder(workflows, case) == CHAPTER
    assert approve(workflows, case, DEPUTY, timedelta(days=6))["state"] == "preparing"


def test_it_decides_not_a_moment_longer(workflows, lend):
    lend()
    case = workflows.submitted()

    with pytest.raises(Denied):
        approve(workflows, case, DEPUTY, A_WEEK)
    assert approve(workflows, case, APPROVER, A_WEEK)["state"] == "preparing"


def test_it_decides_on_many_not_a_moment_longer(workflows, lend):
    lend(until=None)
    case = workflows.submitted()
    with workflows.asking(DEPUTY) as tx:
        begun = bulk.take_bulk_action(tx, action="approve", case_ids=[case["id"]], form={}, note=None, hold_s=0)
    with workflows.database.engine.begin() as connection:
        connection.execute(seats.delegations.update().values(until=date(2026, 11, 10)))
    jobs.run(jobs.claim(workflows.database, bulk.ACT), bulk.act_on_many)
    with workflows.asking(DEPUTY) as tx:
        job = jobs.read(tx, begun["id"])

    assert [outcome["ok"] for outcome in job["results"]] == [False]


@pytest.mark.parametrize("after", [A_WEEK, A_MONTH], ids=["next day", "service was away"])
def test_what_ran_out_brings_open_cases_back(workflows, lend, after):
    lend()
    case = workflows.submitted()
    follow(workflows, timedelta(days=6))
    before = holder(workflows, case)
    follow(workflows, after)

    assert (before, holder(workflows, case)) == (CHAPTER, COMMUNE)


@pytest.mark.parametrize("after", [A_WEEK, A_MONTH], ids=["that day", "service was away"])
def test_what_begins_takes_open_cases_along(workflows, lend, after):
    lend(from_on=date(2026, 12, 1), until=None)
    case = workflows.submitted()
    before = holder(workflows, case)
    follow(workflows, after)

    assert (before, holder(workflows, case)) == (COMMUNE, CHAPTER)


def test_a_term_that_ended_while_the_service_was_away_leaves_the_case_to_the_deputy(workflows):
    case = workflows.submitted()
    row = next(row for row in OFFICERS if row[0] == APPROVER)
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, [a_position(row[0], *row[2:], until=date(2026, 11, 26), version=2)])
    follow(workflows, A_MONTH)

    with workflows.asking() as tx:
        kept, _ = tx.cases.get(case["id"])
    assert kept.seats["admitting_unit"].note == "Chức vụ Bí thư đang trống; Phó Bí thư xử lý thay."


def test_a_day_is_followed_once(workflows, lend):
    lend()
    workflows.submitted()
    follow(workflows, A_MONTH)
    told = len(workflows.sent("workflows.cases_changed.v1"))
    follow(workflows, A_MONTH)

    assert len(workflows.sent("workflows.cases_changed.v1")) == told


@pytest.mark.parametrize("by", [APPROVER, DISTRICT_SECRETARY, PROVINCE_SECRETARY])
def test_who_lent_it_or_a_superior_ends_it_at_once(workflows, lend, end, by):
    lend()
    case = workflows.submitted()
    end(by)

    with pytest.raises(Denied):
        approve(workflows, case, DEPUTY)
    assert holder(workflows, case) == COMMUNE


def test_whom_it_was_lent_to_cannot_end_it(workflows, lend, end):
    lend()

    with pytest.raises(Denied):
        end(SECRETARY)


def test_to_others_it_is_not_there(workflows, lend, end):
    lend()

    with pytest.raises(NotFound) as unseen:
        end(OTHER_SECRETARY)
    with pytest.raises(NotFound) as unknown:
        end(key=uuid4())
    assert unseen.value.fields == unknown.value.fields


def test_it_is_ended_once(workflows, lend, end):
    lend()
    key = end()

    with pytest.raises(Conflict) as over:
        end(key=key)
    assert over.value.code == "delegation-over"


def test_ending_it_is_kept_in_the_audit(workflows, lend, end, rows):
    lend()
    key = end()

    [line] = rows(
        "SELECT unit_id, before FROM audit_log WHERE action = 'delegation.end' AND subject_id = :id", id=str(key)
    )
    assert (line.unit_id, line.before) == (COMMUNE, {"until": "2026-11-30"})


def test_what_is_being_carried_out_stays_in_the_register_of_who_decided(workflows, lend, end):
    lend()
    case = workflows.submitted()
    workflows.number_resolutions()
    approve(workflows, case, DEPUTY)
    end()
    workflows.prepare(case)
    [order] = workflows.orders("T03")
    workflows.issue(order)
    workflows.apply(case)

    with workflows.asking() as tx:
        kept, _ = tx.cases.get(case["id"])
    assert order["unit_id"] == str(CHAPTER)
    assert (kept.state, kept.seats["admitting_unit"].unit_id) == ("approved", COMMUNE)


def test_the_registry_refuses_after_the_end_and_the_case_is_with_who_lent(workflows, lend, end):
    lend()
    case = workflows.submitted()
    workflows.number_resolutions()
    approve(workflows, case, DEPUTY)
    end()
    workflows.prepare(case, refusals=[{"code": "duplicate", "text": "Trùng.", "mend": None}])

    assert workflows.get(case)["state"] == "submitted"
    assert holder(workflows, case) == COMMUNE


@pytest.mark.parametrize("until", [date(2026, 10, 31), date(2026, 11, 23)], ids=["before its first day", "in the past"])
def test_days_that_cannot_be_are_told_at_their_field(workflows, lend, until):
    with pytest.raises(Invalid) as refused:
        lend(until=until)
    assert list(refused.value.fields["errors"]) == ["until"]


def test_the_same_power_is_not_lent_twice_at_a_time(workflows, lend):
    lend()

    with pytest.raises(Conflict) as refused:
        lend(from_on=LAST_DAY, until=None)
    assert refused.value.code == "delegated-already"


def test_after_its_end_it_can_be_lent_again(workflows, lend, end, listed):
    lend()
    end()
    lend(from_on=LAST_DAY, until=None)

    assert [item["until"] for item in listed(APPROVER)["items"]] == [None]


def test_nothing_is_lent_to_a_unit_that_is_closed(workflows, lend):
    chapter = next(row for row in TREE if row[0] == CHAPTER)
    with workflows.asking() as tx:
        seats.on_units_changed(tx, [a_unit(*chapter, closed_on=date(2026, 11, 1), version=2)])

    with pytest.raises(Conflict) as refused:
        lend()
    assert refused.value.code == "unit-closed"


def test_both_sides_see_what_is_lent_now_and_to_come(workflows, lend, listed):
    lend()
    lend(from_on=date(2026, 12, 1), until=None)
    given, received = listed(APPROVER), listed(SECRETARY)

    assert [item["state"] for item in given["items"]] == ["coming", "current"]
    assert given["items"][1] | {"id": None} == {
        "id": None,
        "from_unit": {"id": COMMUNE, "name": "Đoàn xã Tân Mỹ", "level": "GRASSROOTS"},
        "to_unit": {"id": CHAPTER, "name": "Chi đoàn thôn Hạ", "level": "CHAPTER"},
        "process": "admission",
        "process_title": "Kết nạp",
        "from_on": date(2026, 11, 1),
        "until": LAST_DAY,
        "decision_no": "05-QĐ/ĐTN",
        "state": "current",
        "state_title": "Đang có hiệu lực",
        "may_end": True,
    }
    assert [item["may_end"] for item in received["items"]] == [False, False]
    assert received["total"] == 2


def test_what_is_over_is_not_listed(workflows, lend, end, listed):
    lend()
    end()
    with workflows.database.engine.begin() as connection:
        gone = {"id": uuid4(), "from_unit_id": COMMUNE, "to_unit_id": CHAPTER, "process": "admission", "made_at": NOW}
        days = {"from_on": date(2026, 1, 1), "until": date(2026, 2, 1), "decision_no": "1"}
        connection.execute(seats.delegations.insert().values(**gone, **days))

    assert listed(APPROVER)["total"] == 0


def test_others_see_nothing_but_a_superior_who_asks_for_a_unit(workflows, lend, listed):
    lend()

    assert listed(DISTRICT_SECRETARY)["total"] == 0
    assert listed(DISTRICT_SECRETARY, unit_id=COMMUNE)["total"] == 1
    assert listed(OTHER_SECRETARY, unit_id=COMMUNE)["total"] == 0
    assert listed(APPROVER, unit_id=BARE_COMMUNE)["total"] == 0


def test_a_long_list_comes_in_pages(workflows, lend, listed):
    lend()
    lend(from_on=date(2026, 12, 1), until=None)
    first = listed(APPROVER, limit=1)
    second = listed(APPROVER, limit=1, cursor=first["next"])

    assert [page["items"][0]["state"] for page in (first, second)] == ["coming", "current"]
    assert second["next"] is None


# ---------------------------------------------------------------- the act itself


def acts(workflows, by, unit_id):
    with workflows.asking(by) as tx:
        return lists.list_delegations(tx, limit=10, cursor=None, count=None, unit_id=unit_id)["allowed_actions"]


def test_an_officer_is_offered_to_lend_in_the_name_of_their_own_unit_alone(workflows):
    [act] = acts(workflows, DISTRICT_SECRETARY, DISTRICT)

    fields = act["form_schema"]["properties"]
    known = [(code, title) for code, title in registry.menu() if code in registry.PROCESSES]
    assert list(zip(fields["process"]["enum"], fields["process"]["x-labels"], strict=True)) == known
    assert known[0] == ("admission", "Kết nạp")
    assert set(act["form_schema"]["required"]) == {"to_unit_id", "process", "from_on", "decision_no"}
    assert acts(workflows, DISTRICT_SECRETARY, COMMUNE) == []
    assert acts(workflows, SECRETARY, CHAPTER) == []
