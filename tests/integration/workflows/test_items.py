"""One move over many cases, each with a form, a note and a version of its own."""

import pytest

from services.kit.faults import Invalid
from tests.integration.workflows.conftest import APPROVER, SECRETARY, a_vote
from tests.integration.workflows.test_many import read, run, start

NAMES = ("Nguyễn Thị An", "Nguyễn Thị Bích")


@pytest.fixture
def two(workflows):
    return [workflows.open(citizen_id=f"02430800{n:04d}", full_name=name) for n, name in enumerate(NAMES)]


def item(case, **given):
    return {"case_id": case["id"], "form": {}, "note": None, "version": None, **given}


def test_each_case_gets_the_shared_form_with_its_own_over_it(workflows, two):
    items = [item(two[0], form={"agree": 14, "disagree": 0, "blank": 0}), item(two[1])]
    start(workflows, [], by=SECRETARY, action="record_vote", form=a_vote(), items=items)
    run(workflows)

    votes = [workflows.get(case)["form"]["vote"] for case in two]
    assert [(vote["agree"], vote["chair"]) for vote in votes] == [(14, "Lê Thị Thu"), (12, "Lê Thị Thu")]


def test_a_case_that_moved_since_it_was_seen_is_left_alone_and_told(workflows, two):
    items = [item(two[0], version=two[0]["version"] + 1), item(two[1], version=two[1]["version"])]
    job = start(workflows, [], by=SECRETARY, action="record_vote", form=a_vote(), items=items)
    run(workflows)

    results = {str(each["id"]): each for each in read(workflows, job, by=SECRETARY)["results"]}
    assert [(results[str(case["id"])]["ok"], results[str(case["id"])]["code"]) for case in two] == [
        (False, "case-changed"),
        (True, None),
    ]
    assert [workflows.get(case)["state"] for case in two] == ["applied", "voted"]


def test_a_wrong_form_is_the_outcome_of_its_case_alone(workflows, two):
    items = [item(two[0], form={"agree": "nhiều"}), item(two[1])]
    job = start(workflows, [], by=SECRETARY, action="record_vote", form=a_vote(), items=items)
    run(workflows)

    assert sorted(each["ok"] for each in read(workflows, job, by=SECRETARY)["results"]) == [False, True]


def test_a_note_of_its_own_goes_before_the_shared_one(workflows, two):
    sent = [workflows.submitted(citizen_id=f"02430801{n:04d}", full_name=name) for n, name in enumerate(NAMES)]
    items = [item(sent[0], note="Thiếu ảnh"), item(sent[1])]
    start(workflows, [], by=APPROVER, action="return", note="Thiếu giấy", items=items)
    run(workflows)

    notes = [workflows.get(case)["history"][0]["note"] for case in sent]
    assert notes == ["Thiếu ảnh", "Thiếu giấy"]


def test_nothing_chosen_is_refused(workflows):
    with pytest.raises(Invalid):
        start(workflows, [], by=SECRETARY, action="record_vote")
