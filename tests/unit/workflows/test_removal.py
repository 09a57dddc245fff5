"""When a name leaves the roll, on what ground, what is none, and how it comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import calendar, inactivity, machine, removal_rules
from services.workflows.domain.case import SYSTEM, Document, Doer, Office
from services.workflows.domain.process import Apply, Issue, Prepare, Record, Revoke, Settle
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.domain.view import AttendanceFact, CaseFact, FeeFact, OfficeFact
from services.workflows.processes import removal
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    COMMUNE_ID,
    MEMBER,
    MEMBER_DOER,
    RULES,
    SECRETARY,
    TODAY,
    a_member_case,
    a_member_view,
    codes,
    take,
)

PROCESS = removal.PROCESS
STRIKE = {"ending": "STRUCK_OFF", "ground": "NO_FEE"}
LEAVE = {"ending": "WITHDRAWN", "applied_on": "2026-11-20"}
DEAD = {"ending": "DECEASED", "died_on": "2026-11-10"}
CALL = {"on": "2026-10-20", "way": "PHONE", "outcome": "NO_ANSWER"}
CONTACTS = [CALL, {"on": "2026-10-25", "way": "VISIT", "outcome": "REFUSES"}]
NOTICE = {"notified_on": "2026-11-01", "way": "LETTER"}
VOTE = {"met_on": "2026-11-20", "members_total": 16, "present": 14, "agree": 12, "disagree": 2}
PAPER = {"digest": "a" * 64, "name": "trich-so.pdf"}
T08 = Document(UUID(int=80), "key", "T08", "Quyết định xoá tên", "15-QĐ/ĐTN", "2026-11-22", "in_force")
T08C = Document(UUID(int=81), "keyc", "T08C", "Nghị quyết", "4-NQ/CĐ", "2026-11-21", "in_force")


def months(*numbers, year=2026):
    return tuple(date(year, number, 1) for number in numbers)


OWES = FeeFact(paid_until=date(2026, 7, 1), owed=months(8, 9, 10))


def meetings(states, year=2026):
    """One meeting a month: month → state."""
    held = [AttendanceFact(UUID(int=month), date(year, month, 15), state) for month, state in states.items()]
    return tuple(sorted(held, key=lambda each: each.held_on, reverse=True))


def a_view(state=None, person=MEMBER, today=TODAY, rules=RULES, fees=OWES, case=None, facts=None, **form):
    made = a_member_case(PROCESS, state, form, **(case or {}))
    return a_member_view(made, today=today, rules=rules, subject=person, fees=fees, **(facts or {}))


def opened(form=STRIKE, doer=SECRETARY, **given):
    view = a_view(**given)
    act = machine.Act("open", doer, datetime(2026, 11, 24, 2, tzinfo=UTC), view.today, form, follows=doer is SYSTEM)
    return machine.open_case(PROCESS, view, act)


def refused(form=STRIKE, **given):
    with pytest.raises(Conflict) as fault:
        opened(form, **given)
    return codes(fault)


def act(action, view, doer=SECRETARY, form=None, note=None):
    return take(action, view, doer=doer, form=form, note=note, process=PROCESS)


def refusal_of(action, view, doer=SECRETARY, form=None, note=None):
    with pytest.raises(Conflict) as fault:
        act(action, view, doer, form, note)
    return fault.value.fields["refusals"]


def notified(form=STRIKE, notice=NOTICE, **given):
    return a_view("notified", **form, contacts=CONTACTS, notice=notice, **given)


def decided(state="decided", form=STRIKE, **given):
    return a_view(state, **form, contacts=CONTACTS, notice=NOTICE, vote=VOTE, **given)


# ---------------------------------------------------------------- months


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (months(8, 9, 10), months(8, 9, 10)),
        (months(6, 8, 9, 10), months(8, 9, 10)),
        (months(8, 9), ()),
        (months(6, 8, 10), ()),
        (
            (date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)),
            (date(2025, 11, 1), date(2025, 12, 1), date(2026, 1, 1)),
        ),
        ((), ()),
    ],
)
def test_three_months_one_after_another_are_a_ground(found, expected):
    assert inactivity.counted(found, RULES) == expected


def test_where_months_need_not_follow_each_other_they_lie_within_one_year():
    loose = Rules("loose", {**DEFAULTS, "inactivity_consecutive": False})

    assert inactivity.counted(months(1, 5, 10), loose) == months(1, 5, 10)
    assert inactivity.counted((date(2025, 1, 1), *months(2, 6)), loose) == ()


def test_how_many_months_is_a_parameter():
    assert inactivity.counted(months(9, 10), Rules("two", {**DEFAULTS, "inactivity_months": 2})) == months(9, 10)


def test_a_month_counts_when_every_meeting_of_it_was_missed_without_a_reason():
    both = (*meetings({8: "absent"}), AttendanceFact(UUID(int=99), date(2026, 8, 28), "present"))

    assert inactivity.absent(meetings({8: "absent", 9: "excused", 10: "absent"}), before=TODAY) == months(8, 10)
    assert inactivity.absent(both, before=TODAY) == ()


def test_the_running_month_is_not_over_yet():
    assert inactivity.absent(meetings({11: "absent"}), before=TODAY) == ()
    assert inactivity.owed(FeeFact(owed=months(10, 11)), before=TODAY) == months(10)


def test_months_are_written_as_people_write_them():
    assert inactivity.read("10/2026, 9/2026;08/2026") == months(8, 9, 10)
    with pytest.raises(Invalid):
        opened({**STRIKE, "months": "tháng chín"})


# ---------------------------------------------------------------- grounds


def test_three_months_of_fees_owed_are_a_ground_which_the_records_show_by_themselves():
    step = opened()

    assert step.case.state == "flagged"
    assert removal_rules.months_of(a_view(**STRIKE)) == months(8, 9, 10)


def test_two_months_of_fees_are_none():
    assert refused(fees=FeeFact(owed=months(9, 10))) == ["not-enough-months"]


def test_fees_of_a_member_who_is_exempt_are_not_owed():
    exempt = FeeFact(paid_until=date(2026, 7, 1), owed=())

    assert refused(fees=exempt) == ["not-enough-months"]
    assert refused({**STRIKE, "months": "08/2026, 09/2026, 10/2026", "evidence_file": PAPER}, fees=exempt) == [
        "fees-settled"
    ]


def test_three_months_without_taking_part_are_a_ground():
    away = {"attendances": meetings({8: "absent", 9: "absent", 10: "absent"})}

    assert opened({"ending": "STRUCK_OFF", "ground": "NO_ACTIVITY"}, facts=away, fees=None).case.state == "flagged"


def test_a_chapter_that_holds_no_meetings_cannot_say_that_a_member_stays_away():
    form = {"ending": "STRUCK_OFF", "ground": "NO_ACTIVITY"}
    with pytest.raises(Conflict) as fault:
        opened(form, fees=None)

    assert codes(fault) == ["not-enough-months"]
    assert "chi đoàn không họp" in fault.value.fields["refusals"][0]["mend"]


def test_both_grounds_need_months_that_have_both():
    form = {"ending": "STRUCK_OFF", "ground": "BOTH"}
    partly = {"attendances": meetings({7: "absent", 9: "absent", 10: "absent"})}
    wholly = {"attendances": meetings({8: "absent", 9: "absent", 10: "absent"})}

    assert refused(form, facts=partly) == ["not-enough-months"]
    assert opened(form, facts=wholly).case.state == "flagged"


def test_a_month_that_only_the_chapters_own_books_show_needs_a_paper():
    form = {"ending": "STRUCK_OFF", "ground": "NO_ACTIVITY", "months": "08/2026, 09/2026, 10/2026"}

    assert refused(form, fees=None) == ["evidence"]
    assert opened({**form, "evidence_file": PAPER}, fees=None).case.state == "flagged"


def test_no_paper_stands_against_a_meeting_that_the_member_came_to():
    form = {
        "ending": "STRUCK_OFF",
        "ground": "NO_ACTIVITY",
        "months": "08/2026, 09/2026, 10/2026",
        "evidence_file": PAPER,
    }
    for state in ("present", "late", "excused"):
        assert refused(form, facts={"attendances": meetings({9: state})}, fees=None) == ["took-part"]


def test_activity_at_the_place_of_a_temporary_stay_counts():
    """Attendances are of every unit: the host's meetings are among them."""
    came_there = {"attendances": meetings({8: "absent", 9: "present", 10: "absent"})}

    assert refused({"ending": "STRUCK_OFF", "ground": "NO_ACTIVITY"}, facts=came_there, fees=None) == [
        "not-enough-months"
    ]


def test_a_month_that_is_not_over_is_no_month():
    form = {**STRIKE, "months": "09/2026, 10/2026, 11/2026", "evidence_file": PAPER}

    assert refused(form, fees=None) == ["months-not-over"]


def test_a_ground_has_to_be_named_and_another_one_told():
    assert refused({"ending": "STRUCK_OFF"}) == ["ground"]
    assert refused({"ending": "STRUCK_OFF", "ground": "OTHER"}) == ["ground-reason"]
    assert refused({"ending": "STRUCK_OFF", "ground": "EMIGRATED"}) == ["ground-reason"]
    assert opened({"ending": "STRUCK_OFF", "ground": "EMIGRATED", "reason": "Định cư tại Đức"}).case.state == "flagged"


def test_an_unclaimed_transfer_is_one_whose_time_has_run_out():
    form = {"ending": "STRUCK_OFF", "ground": "UNCLAIMED_TRANSFER"}
    on_the_way = replace(MEMBER, status="IN_TRANSIT", status_on=date(2026, 8, 1))
    lost = CaseFact(UUID(int=5), "CSH-2026-1", "transfer", "lost", date(2026, 7, 1), None, TODAY, None, {})

    assert opened(form, person=on_the_way).case.state == "flagged"
    assert refused(form, person=replace(on_the_way, status_on=date(2026, 11, 1))) == ["transfer-not-overdue"]
    assert refused(form) == ["transfer-not-overdue"]
    assert opened(form, facts={"cases": (lost,)}).case.state == "flagged"


def test_another_case_may_ask_for_the_removal_of_who_was_lost():
    form = {"ending": "STRUCK_OFF", "ground": "OTHER", "reason": "Mất liên lạc khi đi làm xa"}

    assert opened(form, doer=SYSTEM).case.state == "flagged"


# ---------------------------------------------------------------- what is no ground


def going_away(since, state="tracked", **more):
    case = CaseFact(
        UUID(int=6), "DX-2026-1", "away", state, date(2025, 1, 1), None, None, None, {"depart_on": since, **more}
    )
    return {"person": replace(MEMBER, flags=("away",)), "facts": {"cases": (case,)}}


def test_who_told_the_chapter_before_going_away_is_away_with_leave_for_a_year():
    assert refused(**going_away("2026-03-01")) == ["away-with-leave"]
    assert refused(**going_away("2025-11-24")) == ["away-with-leave"]
    assert opened(**going_away("2025-11-23")).case.state == "flagged"
    assert refused(person=replace(MEMBER, flags=("abroad",))) == ["away-with-leave"]


def test_leave_lasts_as_long_as_the_chapter_put_it_off_and_ends_when_nobody_can_be_reached():
    longer = {"extension": {"until": "2026-12-31"}}

    assert refused(**going_away("2025-01-01", **longer)) == ["away-with-leave"]
    assert opened(**going_away("2026-03-01", expected_on="2026-11-23")).case.state == "flagged"
    assert opened(**going_away("2026-03-01", state="lost_contact")).case.state == "flagged"


def test_who_takes_part_elsewhere_for_a_time_is_not_struck_off():
    assert refused(person=replace(MEMBER, flags=("temp_elsewhere",))) == ["hosted-elsewhere"]


def test_who_is_past_the_age_matures():
    old = replace(MEMBER, born_on=date(1996, 11, 23))

    assert refused(person=old) == ["of-age"]
    assert opened(person=replace(MEMBER, born_on=date(1996, 11, 24))).case.state == "flagged"
    assert refused(LEAVE, person=old) == ["of-age"]


def test_who_stays_after_the_age_is_judged_like_anyone():
    staying = replace(MEMBER, born_on=date(1994, 1, 1), extended_until=date(2028, 1, 1))
    office = OfficeFact(COMMUNE_ID, "GRASSROOTS", "GRASSROOTS_OFFICER", "UVBCH")

    assert opened(person=staying).case.state == "flagged"
    assert opened(person=replace(staying, extended_until=None), facts={"offices": (office,)}).case.state == "flagged"


def test_a_good_reason_that_comes_to_light_stops_the_case():
    ill = [*CONTACTS, {**CALL, "on": "2026-10-28", "outcome": "GOOD_REASON"}]
    for action, state, form in (("notify", "flagged", NOTICE), ("record_vote", "notified", VOTE)):
        view = a_view(state, **STRIKE, contacts=ill, notice=NOTICE)
        [refusal] = refusal_of(action, view, form=form)
        assert refusal["code"] == "good-reason"
        assert "28/10/2026" in refusal["text"]


def test_fees_that_are_paid_before_the_meeting_leave_no_ground():
    [refusal] = refusal_of("record_vote", notified(fees=FeeFact(paid_until=date(2026, 10, 1))), form=VOTE)

    assert refusal["code"] == "not-enough-months"


DISCIPLINE = CaseFact(UUID(int=9), "KL-2026-1", "discipline", "verifying", date(2026, 11, 1), None, None, None, {})


@pytest.mark.parametrize("form", [STRIKE, LEAVE])
def test_nobody_leaves_during_discipline(form):
    assert refused(form, facts={"cases": (DISCIPLINE,)}) == ["discipline-open"]


def test_a_death_is_told_while_an_examination_goes_on():
    assert opened(DEAD, facts={"cases": (DISCIPLINE,)}).case.state == "death_reported"


def test_discipline_that_begins_later_stops_the_acknowledgement():
    view = decided("reported", LEAVE, facts={"cases": (DISCIPLINE,)})

    assert [each["code"] for each in refusal_of("acknowledge", view, APPROVER)] == ["discipline-open"]


def test_a_case_that_changes_membership_already_stands_in_the_way():
    assert refused(facts={"other_case": "CSH-2026-7"}) == ["another-case-open"]


# ---------------------------------------------------------------- contact and notice


def test_every_attempt_to_reach_the_member_is_one_more_line():
    step = act("log_contact", a_view("flagged", **STRIKE, contacts=[CALL]), form={**CALL, "on": "2026-10-25"})

    assert (step.case.state, len(step.case.form["contacts"])) == ("flagged", 2)


def test_an_attempt_of_tomorrow_is_none():
    assert [
        each["code"]
        for each in refusal_of("log_contact", a_view("flagged", **STRIKE), form={**CALL, "on": "2026-11-25"})
    ] == ["contact-in-future"]


def test_one_attempt_is_not_enough_to_call_the_meeting():
    [refusal] = refusal_of("notify", a_view("flagged", **STRIKE, contacts=[CALL]), form=NOTICE)

    assert refusal["text"] == "Mới ghi 1 lần liên hệ, cần ít nhất 2."
    assert act("notify", a_view("flagged", **STRIKE, contacts=CONTACTS), form=NOTICE).case.state == "notified"


@pytest.mark.parametrize(("met_on", "ok"), [("2026-11-15", False), ("2026-11-16", True)])
def test_the_meeting_is_fifteen_days_after_the_notice(met_on, ok):
    view = notified()
    if ok:
        assert act("record_vote", view, form={**VOTE, "met_on": met_on}).case.state == "decided"
    else:
        [refusal] = refusal_of("record_vote", view, form={**VOTE, "met_on": met_on})
        assert (refusal["code"], "16/11/2026" in refusal["text"]) == ("notice-too-short", True)


# ---------------------------------------------------------------- the vote


def test_the_chapter_decides_and_reports_within_seven_days():
    step = act("record_vote", notified(), form=VOTE)

    assert step.case.state == "decided"
    assert step.case.due_at == calendar.due_at(TODAY, 7)


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
    assert step.case.due_at == calendar.due_at(TODAY, 30)


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
    assert others == [Revoke(), Settle("T08", "revoked")]
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

    assert machine.expires_at(PROCESS, case, state="flagged", since=TODAY) == calendar.due_at(TODAY, 180)
    assert take("expire", case, doer=SYSTEM, process=PROCESS).case.state == "expired"


def test_a_case_is_withdrawn_with_a_reason_at_every_step_before_the_decision():
    for state in ("flagged", "notified", "asked", "decided", "returned", "reported"):
        assert act("cancel", decided(state), note="Đoàn viên sinh hoạt lại").case.state == "cancelled"
