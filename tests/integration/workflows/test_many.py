"""One move over many cases: one decision for many names, an outcome for each, and nothing lost when a host is killed."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

from services.kit import jobs
from services.kit.faults import Conflict
from services.workflows.actions import answers, bulk, seats
from services.workflows.actions import cases as case_actions
from tests.integration.workflows.conftest import APPROVER, SECRETARY, a_candidate, a_person, a_vote

NAMES = ["Lê Thị Dung", "Nguyễn Thị Đào", "Bùi Thị Đức"]
"""In the Vietnamese order."""


@pytest.fixture
def many(workflows):
    """Three files that wait for the commune, with their resolutions numbered."""
    sent = [
        workflows.submitted(citizen_id=f"02430800{n:04d}", full_name=name) for n, name in enumerate(reversed(NAMES))
    ]
    workflows.number_resolutions()
    return sent


def start(workflows, cases, by=APPROVER, action="approve", **given):
    with workflows.asking(by) as tx:
        return bulk.take_bulk_action(
            tx,
            action=action,
            case_ids=[UUID(str(case["id"])) for case in cases],
            **{"form": {}, "note": None, "hold_s": 0, **given},
        )


def run(workflows):
    """What a host does with the next job that is due."""
    job = jobs.claim(workflows.database, bulk.ACT)
    if job is not None:
        jobs.run(job, bulk.act_on_many)
    return job


def read(workflows, job, by=APPROVER):
    with workflows.asking(by) as tx:
        return jobs.read(tx, job["id"])


def test_many_approvals_are_one_question_to_the_registry_and_one_decision(workflows, many):
    job = start(workflows, many)
    run(workflows)
    [asked] = workflows.sent("members.prepare_changes.v1")
    outcomes = [
        {"case_id": UUID(each["case_id"]), "ok": True, "person_id": uuid4(), "code": "2401", "refusals": []}
        for each in asked["subjects"]
    ]
    with workflows.asking() as tx:
        answers.on_changes_prepared(tx, batch_id=UUID(asked["batch_id"]), outcomes=outcomes)

    done = read(workflows, job)
    [decision] = workflows.orders("T03")
    assert done["state"] == "done"
    assert [each["ok"] for each in done["results"]] == [True, True, True]
    assert [each["full_name"] for each in decision["content"]["people"]] == NAMES


def test_a_name_refused_by_the_registry_leaves_the_decision_before_it_is_frozen(workflows, many):
    start(workflows, many)
    run(workflows)
    [asked] = workflows.sent("members.prepare_changes.v1")
    reason = {"code": "duplicate", "text": "Đã có trong hệ thống.", "mend": None}
    outcomes = [
        {"case_id": UUID(each["case_id"]), "ok": place > 0, "person_id": uuid4() if place else None, "code": None, "refusals": [] if place else [reason]}
        for place, each in enumerate(asked["subjects"])
    ]  # fmt: skip
    with workflows.asking() as tx:
        answers.on_changes_prepared(tx, batch_id=UUID(asked["batch_id"]), outcomes=outcomes)

    [decision] = workflows.orders("T03")
    assert len(decision["content"]["people"]) == 2
    assert asked["subjects"][0]["case_id"] not in decision["case_ids"]


def test_a_case_that_moved_on_keeps_its_own_outcome(workflows, many):
    workflows.act(many[0], "return", by=APPROVER, note="Thiếu ảnh")
    job = start(workflows, many)
    run(workflows)

    results = {each["id"]: each for each in read(workflows, job)["results"]}
    assert results[str(many[0]["id"])]["code"] == "action-not-possible"
    assert sum(each["ok"] for each in results.values()) == 2


def test_an_unknown_case_is_an_outcome_not_a_failure(workflows, many):
    job = start(workflows, [*many, {"id": uuid4()}])
    run(workflows)

    assert [each["code"] for each in read(workflows, job)["results"] if not each["ok"]] == ["case-not-found"]


def test_an_officer_elsewhere_approves_nothing_in_bulk(workflows, many):
    job = start(workflows, many, by=SECRETARY)
    run(workflows)

    assert not any(each["ok"] for each in read(workflows, job, by=SECRETARY)["results"])


def test_a_term_that_ended_since_the_click_approves_nothing(workflows, many):
    start(workflows, many)
    with workflows.asking() as tx:
        tx.execute(text("UPDATE positions SET until = '2026-01-01' WHERE person_id = :who"), {"who": APPROVER})
    run(workflows)

    assert {workflows.get(case)["state"] for case in many} == {"submitted"}


def test_a_held_job_can_be_cancelled(workflows, many):
    job = start(workflows, many, hold_s=10)
    with workflows.asking(APPROVER) as tx:
        jobs.cancel(tx, job["id"])

    assert job["state"] == "held"
    assert run(workflows) is None
    assert {workflows.get(case)["state"] for case in many} == {"submitted"}


def test_a_job_whose_host_was_killed_goes_on_where_it_stood(workflows, many, monkeypatch):
    monkeypatch.setattr(bulk, "BATCH", 1)
    job = start(workflows, many)
    claimed = jobs.claim(workflows.database, bulk.ACT)
    real, seen = bulk._act_on, []

    def killed_at_the_second(tx, case_ids, params):
        seen.append(case_ids)
        if len(seen) == 2:
            raise SystemExit
        return real(tx, case_ids, params)

    monkeypatch.setattr(bulk, "_act_on", killed_at_the_second)
    with pytest.raises(SystemExit):
        bulk.act_on_many(claimed)
    monkeypatch.setattr(bulk, "_act_on", real)
    with workflows.asking() as tx:
        tx.execute(text("UPDATE jobs SET leased_until = now() - interval '1 hour'"))
    run(workflows)

    assert [each["ok"] for each in read(workflows, job)["results"]] == [True, True, True]
    assert sum(len(asked["subjects"]) for asked in workflows.sent("members.prepare_changes.v1")) == 3


def test_the_number_of_statements_of_a_batch_does_not_grow_with_its_cases(workflows, many, counted):
    with workflows.asking(APPROVER) as tx:
        few = counted(
            lambda: bulk._act_on(tx, [UUID(str(many[0]["id"]))], {"action": "approve", "form": {}, "note": None})
        )
    with workflows.asking(APPROVER) as tx:
        more = counted(
            lambda: bulk._act_on(
                tx, [UUID(str(case["id"])) for case in many[1:]], {"action": "approve", "form": {}, "note": None}
            )
        )

    assert more == few


@pytest.fixture
def counted(database):
    """How many statements something takes."""
    from sqlalchemy import event

    def count(work):
        seen = []

        def note(_connection, _cursor, statement, _parameters, _context, _many):
            seen.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        work()
        event.remove(database.engine, "before_cursor_execute", note)
        return len(seen)

    return count


def test_a_case_action_takes_few_statements(workflows, counted):
    case = workflows.submitted()

    assert counted(lambda: workflows.act(case, "approve", by=APPROVER)) <= 10


def test_many_people_of_one_name_do_not_slow_an_opening(workflows, counted):
    with workflows.asking() as tx:
        seats.on_people_changed(tx, [a_person(uuid4(), "Nguyễn Thu Hà", None) for _ in range(50)])
    with workflows.asking(SECRETARY) as tx:
        statements = counted(
            lambda: case_actions.open_case(
                tx, process="admission", unit_id=UUID(int=0x41), subject_id=None, form=a_candidate()
            )
        )

    assert statements <= 16


def test_a_vote_of_another_case_cannot_be_recorded_in_bulk_without_its_numbers(workflows):
    case = workflows.open()
    job = start(workflows, [case], by=SECRETARY, action="record_vote")
    run(workflows)

    assert read(workflows, job, by=SECRETARY)["results"][0]["code"] == "invalid"
    assert workflows.act(case, "record_vote", form=a_vote())["state"] == "voted"


def test_an_opening_with_a_name_already_taken_by_another_case_names_it(workflows):
    workflows.open()

    with pytest.raises(Conflict):
        workflows.open()


def test_one_name_of_a_shared_decision_is_revoked_and_the_others_keep_it(workflows, many):
    start(workflows, many)
    run(workflows)
    [asked] = workflows.sent("members.prepare_changes.v1")
    outcomes = [
        {"case_id": UUID(each["case_id"]), "ok": True, "person_id": uuid4(), "code": "2401", "refusals": []}
        for each in asked["subjects"]
    ]
    with workflows.asking() as tx:
        answers.on_changes_prepared(tx, batch_id=UUID(asked["batch_id"]), outcomes=outcomes)
    decision = workflows.issue(workflows.orders("T03")[0])
    for case in many:
        workflows.apply(case)

    workflows.act(many[0], "revoke", by=APPROVER, note="Hồ sơ khai sai")

    [settled] = workflows.sent("messaging.settle_documents.v1")[-1]["documents"]
    assert (settled["id"], settled["state"], settled["reason"]) == (str(decision["id"]), "revoked", "Hồ sơ khai sai")
    assert settled["case_ids"] == [str(many[0]["id"])]
    states = [workflows.get(case, by=APPROVER)["documents"][-1]["state"] for case in many]
    assert states == ["revoked", "in_force", "in_force"]


def test_a_file_that_was_voted_anew_before_its_number_came_is_struck_from_the_shared_resolution(workflows):
    sent = [workflows.open(citizen_id=f"0243080010{n:02d}", full_name=name) for n, name in enumerate(reversed(NAMES))]
    for case in sent:
        workflows.act(case, "record_vote", form=a_vote())
    with workflows.asking(SECRETARY) as tx:
        bulk.take_bulk_action(
            tx, action="submit", case_ids=[UUID(str(case["id"])) for case in sent], form={}, note=None, hold_s=0
        )
    run(workflows)
    [order] = workflows.orders("T02")
    workflows.act(sent[0], "return", by=APPROVER, note="Họp lại")
    workflows.act(sent[0], "record_vote", form=a_vote(agree=13, blank=0))

    late = workflows.issue(order, number="03-NQ/CĐ")

    [settled] = workflows.sent("messaging.settle_documents.v1")[-1]["documents"]
    assert (settled["id"], settled["state"], settled["case_ids"]) == (str(late["id"]), "revoked", [str(sent[0]["id"])])
    assert [len(workflows.get(case)["documents"]) for case in sent] == [0, 1, 1]
