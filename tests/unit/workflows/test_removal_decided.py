"""From the vote on a removal to its acknowledgement, complaint and end; leaving at one's own wish, and by death."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Denied, Invalid
from services.workflows.domain import calendar, machine, removal_rules
from services.workflows.domain.case import SYSTEM, Document, Doer, Office
from services.workflows.domain.process import Apply, Issue, Prepare, Record, Revoke, Settle
from services.workflows.domain.view import FeeFact
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    COMMUNE_ID,
    MEMBER,
    MEMBER_DOER,
    SECRETARY,
    TODAY,
    take,
)
from tests.unit.workflows.removal_cases import (
    DEAD,
    LEAVE,
    PROCESS,
    STRIKE,
    VOTE,
    a_view,
    act,
    decided,
    months,
    notified,
    opened,
    refusal_of,
    refused,
)

T08 = Document(UUID(int=80), "key", "T08", "Quyết định xoá tên", "15-QĐ/ĐTN", "2026-11-22", "in_force")


T08C = Document(UUID(int=81), "keyc", "T08C", "Nghị quyết", "4-NQ/CĐ", "2026-11-21", "in_force")


# ---------------------------------------------------------------- the vote


def test_the_chapter_decides_and_reports_within_seven_days():
    step = act("record_vote", notified(), form=VOTE)

    assert step.case.state == "decided"
    assert step.case.due_at == calendar.BY_LAW.due_at(TODAY, 7)


def test_a_vote_that_fails_keeps_the_member():
    step = act("record_vote", notified(), form={**VOTE, "agree": 7, "disagree": 7})

    assert (step.case.state, step.case.closed_at is not None) == ("kept", True)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"present": 10, "agree": 8}, "no-quorum"),
        ({"agree": 13}, "votes-do-not-add-up"),
        ({"met_on": "2026-11-25"}, "meeting-in-future"),
        ({"voters": "committee"}, "committee-consent"),
    ],
)
def test_a_vote_is_held_as_votes_are(changed, code):
    assert code in [each["code"] for each in refusal_of("record_vote", notified(), form={**VOTE, **changed})]


def test_an_officer_does_not_record_the_decision_about_themselves():
    own = Doer(MEMBER.id, MEMBER.full_name, (Office("CHAPTER_OFFICER", CHAPTER_ID, "PBT"),))
    with pytest.raises(Denied) as fault:
        act("record_vote", a_view("asked", **LEAVE), own, VOTE)

    assert fault.value.code == "own-case"


def test_where_the_chapter_has_nobody_else_the_superior_records_the_vote():
    step = act("record_vote", a_view("asked", **LEAVE), APPROVER, VOTE)

    assert step.case.state == "decided"
    assert step.case.stood_in == {"record_vote": COMMUNE_ID}


def test_the_meeting_says_on_which_months_it_rests():
    [vote] = [move for move in PROCESS.moves if move.action == "record_vote"]

    assert vote.fills(notified())["months"] == "08/2026, 09/2026, 10/2026"
    paid_since = decided(fees=FeeFact(paid_until=date(2026, 10, 1)))
    named = paid_since.with_form({"vote": {**VOTE, "months": "08/2026, 09/2026, 10/2026"}})
    assert removal_rules.months_of(named) == months(8, 9, 10)


# ---------------------------------------------------------------- report and acknowledgement


def test_the_report_carries_the_chapters_resolution():
    step = act("report", decided())

    issue, minutes = step.effects
    assert (minutes.template, minutes.person(decided())["vote"]["agree"]) == ("T01", 12)
    assert (step.case.state, issue.template, issue.in_force) == ("reported", "T08C", True)
    person = issue.person(decided())
    assert (person["ending"], person["ground"], person["months"]) == (
        "STRUCK_OFF",
        "NO_FEE",
        ["2026-08-01", "2026-09-01", "2026-10-01"],
    )
    assert person["vote"]["agree"] == 12
    assert issue.common(decided())["meeting"]["present"] == 14


@pytest.mark.parametrize(
    ("form", "kind", "state"),
    [(STRIKE, "strike_off", "reported"), (LEAVE, "withdraw", "reported"), (DEAD, "die", "death_reported")],
)
def test_the_superior_acknowledges_each_ending_as_what_it_is(form, kind, state):
    view = decided(state, form) if form is not DEAD else a_view(state, **form)
    step = act("acknowledge", view, APPROVER)

    [prepare] = step.effects
    assert isinstance(prepare, Prepare)
    assert (step.case.state, prepare.kind(view)) == ("preparing", kind)


def test_whoever_reported_does_not_acknowledge():
    both = Doer(
        SECRETARY.person_id, "Lê Thị Thu", (*SECRETARY.offices, Office("GRASSROOTS_OFFICER", COMMUNE_ID, "PBT"))
    )
    view = decided("reported", case={"acted": {"report": str(SECRETARY.person_id)}})

    assert [each["code"] for each in refusal_of("acknowledge", view, both)] == ["conflict-of-interest"]


def test_the_decision_waits_for_the_number_that_it_cites():
    waiting = decided("reported", case={"asked": {"T08C": "keyc"}})
    numbered = decided("reported", case={"asked": {"T08C": "keyc"}, "documents": (T08C,)})

    assert [each["code"] for each in refusal_of("acknowledge", waiting, APPROVER)] == ["resolution"]
    assert act("acknowledge", numbered, APPROVER).case.state == "preparing"


def test_a_held_member_gets_a_decision_that_cites_the_resolution():
    view = decided("preparing", case={"asked": {"T08C": "keyc"}, "documents": (T08C,), "decided_on": TODAY})
    [issue] = take("prepared", view, doer=SYSTEM, process=PROCESS).effects

    assert isinstance(issue, Issue)
    assert issue.template == "T08"
    assert issue.person(view)["resolution"] == {"number": "4-NQ/CĐ", "on": "2026-11-21"}
    assert issue.person(view)["effective_on"] == "2026-11-24"


@pytest.mark.parametrize(
    ("form", "title", "data"),
    [
        (
            STRIKE,
            "Xoá tên trong danh sách đoàn viên",
            {"ending": "STRUCK_OFF", "ground": "NO_FEE", "months": ["2026-08-01", "2026-09-01", "2026-10-01"]},
        ),
        (
            {"ending": "STRUCK_OFF", "ground": "EMIGRATED", "reason": "Đức"},
            "Xoá tên trong danh sách đoàn viên",
            {"ending": "STRUCK_OFF", "ground": "OTHER"},
        ),
        (LEAVE, "Xin ra khỏi Đoàn", {"ending": "WITHDRAWN"}),
        (DEAD, "Đoàn viên từ trần", {"ending": "DECEASED"}),
    ],
)
def test_the_registry_keeps_what_ended_the_membership(form, title, data):
    view = decided("issuing", form)
    [apply] = take("issued", view, doer=SYSTEM, process=PROCESS).effects

    assert isinstance(apply, Apply)
    assert apply.title(view) == title
    assert apply.data(view) == {**data, "unit_id": str(CHAPTER_ID)}


def test_a_report_is_sent_back_or_not_acknowledged_with_a_reason():
    for action, state in (("return", "returned"), ("reject", "rejected")):
        with pytest.raises(Invalid):
            act(action, decided("reported"), APPROVER)
        assert act(action, decided("reported"), APPROVER, note="Chưa đủ căn cứ").case.state == state
    assert act("report", decided("returned")).case.state == "reported"


def test_whom_the_registry_refuses_is_back_with_the_superior():
    assert take("refused", decided("preparing"), doer=SYSTEM, process=PROCESS).case.state == "reported"
    assert take("refused", a_view("preparing", **DEAD), doer=SYSTEM, process=PROCESS).case.state == "death_reported"


# ---------------------------------------------------------------- at one's own wish, and by death


def test_a_member_asks_to_leave_and_the_chapter_considers_it_without_notice():
    step = opened(LEAVE, doer=MEMBER_DOER)

    assert step.case.state == "asked"
    assert act("record_vote", a_view("asked", **LEAVE), form=VOTE).case.state == "decided"


def test_members_open_nothing_else_about_themselves():
    assert refused(STRIKE, doer=MEMBER_DOER) == ["not-your-own"]


def test_an_application_has_a_day_that_has_come():
    assert refused({"ending": "WITHDRAWN"}) == ["application"]
    assert refused({**LEAVE, "applied_on": "2026-11-25"}) == ["application"]


def test_an_application_may_be_taken_back_by_the_member_alone():
    assert act("retract", a_view("asked", **LEAVE), MEMBER_DOER).case.state == "cancelled"
    with pytest.raises(Denied):
        act("retract", a_view("asked", **LEAVE), SECRETARY)


def test_about_the_dead_nobody_votes():
    step = opened(DEAD)

    assert step.case.state == "death_reported"
    assert refused({"ending": "DECEASED"}) == ["death-day"]
    assert refused({**DEAD, "died_on": "2026-11-25"}) == ["death-day"]


def test_a_dead_member_of_any_age_is_not_matured():
    assert opened(DEAD, person=replace(MEMBER, born_on=date(1980, 1, 1))).case.state == "death_reported"


# ---------------------------------------------------------------- complaint


def gone(state="struck_off", form=STRIKE, today=TODAY, **more):
    left = replace(MEMBER, status="STRUCK_OFF")
    case = {"asked": {"T08": "key"}, "documents": (T08,), "decided_on": date(2026, 11, 22)}
    return decided(state, {**form, **more}, person=left, today=today, case=case)


COMPLAINT = {"complained_on": "2026-11-24", "content": "Tôi vẫn đóng phí"}


@pytest.mark.parametrize("doer", [MEMBER_DOER, APPROVER])
def test_who_was_struck_off_complains_to_the_superior(doer):
    step = act("complain", gone(), doer, COMPLAINT)

    assert (step.case.state, step.case.closed_at) == ("complained", None)
    assert step.case.due_at == calendar.BY_LAW.due_at(TODAY, 30)


@pytest.mark.parametrize(("today", "ok"), [(date(2026, 12, 22), True), (date(2026, 12, 23), False)])
def test_a_complaint_is_made_within_thirty_days_of_the_decision(today, ok):
    if ok:
        assert act("complain", gone(today=today), MEMBER_DOER, COMPLAINT).case.state == "complained"
    else:
        [refusal] = refusal_of("complain", gone(today=today), MEMBER_DOER, COMPLAINT)
        assert (refusal["code"], "22/12/2026" in refusal["text"]) == ("too-late-to-complain", True)


def test_a_complaint_that_was_answered_is_not_made_again():
    step = act("dismiss", gone("complained", complaint=COMPLAINT), APPROVER, {"findings": "Đúng căn cứ"}, "Giữ nguyên")
    [refusal] = refusal_of("complain", gone(answer=step.case.form["answer"]), MEMBER_DOER, COMPLAINT)

    assert step.case.state == "struck_off"
    assert refusal["code"] == "complaint-answered"


def test_a_complaint_that_is_right_restores_the_membership_without_a_gap():
    step = act("annul", gone("complained", complaint=COMPLAINT), APPROVER, {"findings": "Có đóng phí"}, "Xoá tên sai")

    issue, *others = step.effects
    assert step.case.state == "restoring"
    assert (issue.template, issue.single, issue.in_force) == ("T08R", True, True)
    assert others == [Revoke(), Settle("T08", "revoked", by="T08R")]
    told = gone("restoring", complaint=COMPLAINT, answer={"findings": "Có đóng phí"})
    assert issue.common(told)["about"] == {
        "reason": "Có đóng phí",
        "corrects": {
            "document_id": str(T08.id),
            "number": "15-QĐ/ĐTN",
            "on": "2026-11-22",
            "title": "Quyết định xoá tên",
        },
    }
    [record] = take("issued", told, doer=SYSTEM, process=PROCESS).effects
    assert isinstance(record, Record)
    assert (record.template, record.data(told)["ending"]) == ("T08R", "RESTORED")


def test_the_chapter_does_not_answer_the_complaint():
    with pytest.raises(Denied):
        act("annul", gone("complained"), SECRETARY, {}, "Khôi phục")


# ---------------------------------------------------------------- ends


def test_a_case_that_nobody_goes_on_with_ends_by_itself():
    case = a_view("flagged", **STRIKE)

    assert machine.expires_at(PROCESS, case, state="flagged", since=TODAY) == calendar.BY_LAW.due_at(TODAY, 180)
    assert take("expire", case, doer=SYSTEM, process=PROCESS).case.state == "expired"


def test_a_case_is_withdrawn_with_a_reason_at_every_step_before_the_decision():
    for state in ("flagged", "notified", "asked", "decided", "returned", "reported"):
        assert act("cancel", decided(state), note="Đoàn viên sinh hoạt lại").case.state == "cancelled"
