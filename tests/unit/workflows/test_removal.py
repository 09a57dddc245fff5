"""When a name leaves the roll, on what ground, what is none, and how it comes back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Invalid
from services.workflows.domain import inactivity, removal_rules
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.domain.view import AttendanceFact, CaseFact, FeeFact, OfficeFact
from tests.unit.workflows.builders import (
    APPROVER,
    COMMUNE_ID,
    MEMBER,
    RULES,
    TODAY,
    codes,
)
from tests.unit.workflows.removal_cases import (
    CALL,
    CONTACTS,
    DEAD,
    LEAVE,
    NOTICE,
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

PAPER = {"digest": "a" * 64, "name": "trich-so.pdf"}


def meetings(states, year=2026):
    """One meeting a month: month → state."""
    held = [AttendanceFact(UUID(int=month), date(year, month, 15), state) for month, state in states.items()]
    return tuple(sorted(held, key=lambda each: each.held_on, reverse=True))


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


def test_enough_months_that_do_not_follow_each_other_are_told_as_that():
    form = {**STRIKE, "months": "06/2026, 08/2026, 10/2026", "evidence_file": PAPER}
    with pytest.raises(Conflict) as fault:
        opened(form, fees=None)

    assert codes(fault) == ["not-enough-months"]
    assert "không liền nhau: 06/2026, 08/2026, 10/2026" in fault.value.fields["refusals"][0]["text"]


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


def going_away(since, state="tracked", reported=date(2025, 1, 1), **more):
    case = CaseFact(UUID(int=6), "DX-2026-1", "away", state, reported, None, None, None, {"depart_on": since, **more})
    return {"person": replace(MEMBER, flags=("away",)), "facts": {"cases": (case,)}}


def test_who_told_the_chapter_before_going_away_is_away_with_leave_for_a_year():
    assert refused(**going_away("2026-03-01")) == ["away-with-leave"]
    assert refused(**going_away("2025-11-24")) == ["away-with-leave"]
    assert opened(**going_away("2025-11-23")).case.state == "flagged"
    assert refused(person=replace(MEMBER, flags=("abroad",))) == ["away-with-leave"]


def test_a_report_after_the_departure_gives_no_leave_for_the_months_until_then():
    months = {"months": "08/2026, 09/2026, 10/2026"}
    form = {"ending": "STRUCK_OFF", "ground": "NO_FEE", **months}

    assert refused(form, **going_away("2026-07-15", reported=date(2026, 7, 15))) == ["away-with-leave"]
    assert opened(form, **going_away("2026-07-15", reported=date(2026, 11, 20))).case.state == "flagged"
    assert refused(form, **going_away("2026-07-15", reported=date(2026, 9, 2))) == ["away-with-leave"]


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


def test_a_meeting_planned_too_soon_is_refused_before_anybody_meets_in_vain():
    view = a_view("flagged", **STRIKE, contacts=CONTACTS)
    [refusal] = refusal_of("notify", view, form={**NOTICE, "planned_on": "2026-11-15"})

    assert refusal["code"] == "notice-too-short"
    assert refusal["text"].endswith("sớm nhất là 16/11/2026; ngày họp dự kiến ghi 15/11/2026.")
    assert act("notify", view, form={**NOTICE, "planned_on": "2026-11-16"}).case.state == "notified"


@pytest.mark.parametrize(("met_on", "ok"), [("2026-11-15", False), ("2026-11-16", True)])
def test_the_meeting_is_fifteen_days_after_the_notice(met_on, ok):
    view = notified()
    if ok:
        assert act("record_vote", view, form={**VOTE, "met_on": met_on}).case.state == "decided"
    else:
        [refusal] = refusal_of("record_vote", view, form={**VOTE, "met_on": met_on})
        assert (refusal["code"], "16/11/2026" in refusal["text"]) == ("notice-too-short", True)
