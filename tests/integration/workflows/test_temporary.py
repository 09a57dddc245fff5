"""A member takes part at a host for some months: the case to its end, and what it writes into the registry."""

from datetime import timedelta

import pytest

from services.workflows.actions import deadlines
from tests.integration.workflows.conftest import (
    APPROVER,
    DISTRICT_SECRETARY,
    MEMBER,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
)

STAY = {"destination_id": str(OTHER_CHAPTER), "reason": "WORK", "from_on": "2026-11-20", "until": "2027-05-31"}
HOME = {"comment": "Tích cực", "fee_paid_until": "2026-11-01"}


@pytest.fixture
def active(workflows):
    case = workflows.open_about("temporary", **STAY)
    workflows.act(case, "confirm", form=HOME)
    workflows.act(case, "introduce", by=APPROVER)
    [order] = workflows.orders("T05")
    workflows.issue(order, number="08-GT/ĐTN")
    workflows.act(case, "receive", by=DISTRICT_SECRETARY)
    return workflows.act(case, "start", by=OTHER_SECRETARY)


def test_a_stay_from_the_request_to_the_comment(workflows, active):
    workflows.act(active, "extend", form={"until": "2027-08-31"})
    done = workflows.act(active, "end", by=OTHER_SECRETARY, form={"ended_on": "2026-11-24", "comment": "Tham gia đều"})

    lines = workflows.all_lines()
    [settled] = workflows.sent("messaging.settle_documents.v1")
    assert [line["data"]["stage"] for line in lines] == ["RECEIVED", "EXTENDED", "ENDED"]
    assert lines[0]["writes"]["flags_add"] == ["temp_elsewhere"]
    assert lines[-1]["writes"]["flags_remove"] == ["temp_elsewhere"]
    assert {line["person_id"] for line in lines} == {str(MEMBER)}
    assert [each["state"] for each in settled["documents"]] == ["revoked"]
    assert done["state"] == "ended"


def test_a_stay_that_nobody_ends_expires_and_is_the_home_chapters_again(workflows, active):
    with workflows.asking(now=NOW + timedelta(days=230)) as tx:
        deadlines.pass_due(tx)

    seen = workflows.get(active)
    assert seen["state"] == "expired"
    assert {"extend", "end", "convert"} <= {action["action"] for action in seen["allowed_actions"]}
    assert workflows.all_lines()[-1]["data"]["stage"] == "EXPIRED"


def test_a_stay_becomes_a_transfer_that_the_chapter_need_not_confirm(workflows, active, rows):
    done = workflows.act(active, "convert")

    [opened] = rows("SELECT id, state, form, subject_id FROM cases WHERE process = 'transfer'")
    transfer = workflows.act({"id": opened.id}, "release", by=APPROVER)
    assert done["state"] == "converted"
    assert (opened.state, opened.subject_id) == ("chapter_confirmed", MEMBER)
    assert opened.form["destination_id"] == str(OTHER_CHAPTER)
    assert transfer["state"] == "releasing"
