"""What waits for an officer: narrowed, sorted and counted by the server, and decided without being read through."""

from uuid import UUID

import pytest
from sqlalchemy import case, cast, update
from sqlalchemy.dialects.postgresql import JSONB

from services.kit import jobs
from services.kit.faults import Invalid
from services.workflows.actions import bulk, lists
from services.workflows.tables import cases
from tests.integration.workflows.conftest import APPROVER, CHAPTER, COMMUNE, OTHER_CHAPTER

NAMES = ("Nguyễn Thị An", "Trần Văn Bình", "Nguyễn Thị Chi")
STEP = {"process": "admission", "state": "submitted"}


@pytest.fixture
def sent(workflows):
    """Three files that wait for the commune, by name; the last alone has a warning."""
    found = {name: workflows.submitted(citizen_id=f"02430900{n:04d}", full_name=name) for n, name in enumerate(NAMES)}
    workflows.number_resolutions()
    doubted = cases.c.id == UUID(str(found[NAMES[2]]["id"]))
    with workflows.asking() as tx:
        doubt = [{"code": "namesake", "text": "Trùng tên.", "mend": None}]
        tx.execute(update(cases).values(warnings=case((doubted, cast(doubt, JSONB)), else_=cast([], JSONB))))
    return found


def inbox(workflows, **asked):
    with workflows.asking(APPROVER) as tx:
        return lists.list_inbox(tx, **{"limit": 20, "cursor": None, "count": "exact", **asked})


def named(page):
    return [item["subject"]["full_name"] for item in page["items"]]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"q": "nguyen thi"}, [NAMES[0], NAMES[2]]),
        ({"q": "binh"}, [NAMES[1]]),
        ({"q": "an"}, [NAMES[0]]),
        ({**STEP, "sort": "-opened"}, list(reversed(NAMES))),
        ({"state": "voted"}, []),
        ({"process": "transfer"}, []),
        ({"unit_id": CHAPTER}, list(NAMES)),
        ({"unit_id": COMMUNE, "sort": "since"}, list(NAMES)),
        ({"unit_id": OTHER_CHAPTER}, []),
    ],
    ids=[
        "name",
        "name without accents",
        "given name that other names hold",
        "step, newest",
        "other step",
        "other process",
        "chapter",
        "union",
        "other chapter",
    ],
)
def test_what_waits_is_narrowed_and_sorted(workflows, sent, asked, names):
    page = inbox(workflows, **asked)

    assert named(page) == names
    assert page["total"] == len(names)


def test_all_orders_go_on_page_by_page(workflows, sent):
    for sort in ("due", "since", "opened", "-opened"):
        first = inbox(workflows, sort=sort, limit=2)
        rest = inbox(workflows, sort=sort, limit=2, cursor=first["next"])
        assert sorted(named(first) + named(rest)) == sorted(NAMES)
        assert rest["next"] is None


def test_what_waits_is_counted_by_step_and_without_warnings(workflows, sent):
    with workflows.asking(APPROVER) as tx:
        counted = lists.count_inbox(tx)

    [step] = counted["groups"]
    assert (step["process"], step["state"], step["count"], step["overdue"]) == ("admission", "submitted", 3, 0)
    assert step["process_title"] == "Kết nạp"
    assert counted["total"] == 3
    assert (inbox(workflows)["total"], inbox(workflows)["calm"]) == (3, 2)


def decide(workflows, waiting, by=APPROVER, action="approve"):
    with workflows.asking(by) as tx:
        given = {"action": action, "case_ids": [], "form": {}, "note": None, "hold_s": 0}
        return bulk.take_bulk_action(tx, **given, waiting={"q": None, "unit_id": None, **waiting})


def test_all_that_waits_at_a_step_is_decided_but_what_has_a_warning(workflows, sent):
    job = decide(workflows, STEP)
    jobs.run(jobs.claim(workflows.database, bulk.ACT), bulk.act_on_many)

    assert job["total"] == 2
    states = {name: workflows.get(file)["state"] for name, file in sent.items()}
    assert states == {NAMES[0]: "preparing", NAMES[1]: "preparing", NAMES[2]: "submitted"}


def test_all_that_a_name_finds_is_decided(workflows, sent):
    assert decide(workflows, {**STEP, "q": "tran binh"})["total"] == 1


@pytest.mark.parametrize(
    "waiting", [{**STEP, "unit_id": OTHER_CHAPTER}, {"process": "admission", "state": "voted"}, {**STEP, "q": "dung"}]
)
def test_whoever_has_nothing_of_that_waiting_is_told_so(workflows, sent, waiting):
    with pytest.raises(Invalid):
        decide(workflows, waiting)


def test_an_act_that_does_not_begin_at_the_step_takes_nothing_along(workflows, sent):
    with pytest.raises(Invalid):
        decide(workflows, STEP, action="record_vote")


def test_a_job_that_goes_on_keeps_its_outcomes_from_whoever_asks_how_far_it_is(workflows, sent):
    job = decide(workflows, STEP)
    claimed = jobs.claim(workflows.database, bulk.ACT)
    claimed.progress(1, 2, results=[{"id": "x", "ok": True}])

    with workflows.asking(APPROVER) as tx:
        going = jobs.read(tx, job["id"], results=False)
        whole = jobs.read(tx, job["id"])
    jobs.run(claimed, bulk.act_on_many)
    with workflows.asking(APPROVER) as tx:
        ended = jobs.read(tx, job["id"], results=False)

    assert (going["done"], going["results"]) == (1, [])
    assert [each["id"] for each in whole["results"]] == ["x"]
    assert ended["results"]
