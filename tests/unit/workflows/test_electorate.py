"""Who should be at a meeting: by the registry on its day, never by what the minutes say, and frozen with the case."""

from dataclasses import replace
from datetime import date

import pytest

from services.workflows import registry
from services.workflows.domain import ballots, electorate, forms, honorary_rules
from services.workflows.domain import unit_discipline as fits
from services.workflows.domain.case import Seat
from services.workflows.domain.view import VoterFact
from services.workflows.processes import (
    admission,
    award,
    evaluation,
    honorary,
    maturation,
    outstanding,
    removal,
    unit_discipline,
)
from tests.unit.workflows import discipline_cases as discipline
from tests.unit.workflows.builders import (
    APPROVER,
    MEMBER_ID,
    VOTE,
    a_case,
    a_document,
    a_member_case,
    a_member_view,
    a_roll,
    a_view,
    refusals,
    take,
)

MET_ON = date(2026, 11, 20)
FOURTEEN = a_roll(14)
NEWCOMERS = a_roll(40, first=2000, from_on=date(2026, 11, 22))
"""Forty people who were admitted after the meeting."""


def voted(view, **vote):
    """The chapter's vote on an admission is recorded."""
    return take(
        "record_vote",
        view,
        form={**VOTE, "members_total": None, "present": 12, "agree": 12, "disagree": 0, "blank": 0, **vote},
    )


def test_members_are_counted_on_the_day_of_the_meeting():
    left = (VoterFact(MEMBER_ID, until=date(2026, 11, 21)),)
    view = a_view(a_case(vote={}), roll=(*FOURTEEN, *NEWCOMERS, *left))

    assert electorate.registered(view) == 15


def test_a_member_who_left_and_came_back_counts_once():
    twice = (VoterFact(MEMBER_ID, until=date(2026, 11, 25)), VoterFact(MEMBER_ID, date(2026, 11, 1)))

    assert electorate.registered(a_view(a_case(vote={}), roll=twice)) == 1


def test_the_number_is_frozen_with_the_case_when_the_vote_is_recorded():
    step = voted(a_view(a_case(), roll=FOURTEEN))

    assert (step.case.form["vote"]["roll"], step.case.form["vote"]["roll_of"]) == (14, "members")


def test_the_forty_first_of_a_meeting_can_be_approved_after_forty_were_admitted():
    case = voted(a_view(a_case(), roll=FOURTEEN)).case
    submitted = replace(case, state="submitted", documents=(a_document("T02"),))

    step = take("approve", a_view(submitted, roll=(*FOURTEEN, *NEWCOMERS)), doer=APPROVER)

    assert step.case.state == "preparing"


def test_an_old_case_without_a_frozen_number_is_judged_by_the_day_of_its_meeting():
    case = a_case("submitted", vote={"members_total": None, "present": 12, "agree": 12})

    assert take("approve", a_view(case, roll=(*FOURTEEN, *NEWCOMERS)), doer=APPROVER).case.state == "preparing"


def test_news_that_come_late_do_not_count_the_frozen_members_again():
    case = replace(voted(a_view(a_case(), roll=FOURTEEN)).case, state="submitted")
    backdated = a_roll(20, first=3000, from_on=date(2026, 1, 1))

    assert ballots.quorum(a_view(case, roll=(*FOURTEEN, *backdated))) is None


def test_minutes_with_fewer_people_than_the_chapter_had_are_refused_with_both_numbers():
    view = a_view(a_case(), roll=FOURTEEN)

    refusal = ballots.quorum(view.with_form({"vote": {**VOTE, "members_total": 1, "present": 1, "agree": 1}}))

    assert refusal.code == "members-differ"
    assert refusal.text == "Biên bản ghi 1 đoàn viên, danh sách chi đoàn ngày họp 20/11/2026 có 14."
    assert refusal.mend.startswith("Bỏ trống tổng số để lấy 14 theo danh sách.")


def test_minutes_with_more_people_make_the_quorum_harder_and_warn_the_superior():
    view = a_view(a_case(), roll=FOURTEEN)

    step = voted(view, members_total=18)

    assert [doubt.text for doubt in step.case.warnings] == [
        "Biên bản ghi 18 đoàn viên, danh sách chi đoàn ngày họp 20/11/2026 có 14."
    ]
    assert refusals(lambda: voted(view, members_total=19)) == ["no-quorum"]


def test_one_of_one_in_a_chapter_of_fourteen_puts_no_reprimand_in_force():
    view = discipline.viewed("meeting_held", discipline.examined(), unit_size=14)
    ballot = {**discipline.VOTE, "members_total": 1, "present": 1, "for_khien_trach": 1}

    assert discipline.refused("record_vote", view, form=ballot) == ["members-differ"]


def test_a_reprimand_with_another_number_than_the_roll_is_the_superiors():
    view = discipline.viewed("meeting_held", discipline.examined(), unit_size=14)
    ballot = {**discipline.VOTE, "members_total": 16, "present": 14, "for_khien_trach": 14}

    step = discipline.made("record_vote", view, form=ballot)

    assert (step.case.state, [doubt.code for doubt in step.case.warnings]) == ("voted", ["members-differ"])


def test_the_chapters_own_reprimand_needs_no_typed_number():
    view = discipline.viewed("meeting_held", discipline.examined(), unit_size=14)
    ballot = {**discipline.VOTE, "members_total": None, "present": 14, "for_khien_trach": 14}

    step = discipline.made("record_vote", view, form=ballot)

    assert (step.case.state, step.case.form["vote"]["roll"]) == ("issuing_own", 14)


def test_a_committee_is_counted_by_its_offices_on_the_day():
    committee = (*a_roll(4, code="UVBCH"), VoterFact(MEMBER_ID, until=MET_ON, code="UVBCH"))
    vote = {**VOTE, "voters": "committee", "superior_consent": "Đồng ý", "members_total": None}
    view = a_view(a_case(), roll=FOURTEEN, committee=committee)

    step = take("record_vote", view, form={**vote, "present": 3, "agree": 3, "disagree": 0, "blank": 0})

    assert (step.case.form["vote"]["roll"], step.case.form["vote"]["roll_of"]) == (4, "committee")
    assert ballots.quorum(a_view(step.case, committee=())) is None


def test_a_unit_that_decides_itself_records_the_number_of_its_list():
    case = a_member_case(outstanding.PROCESS, "nominated")
    own = replace(case, seats={"grassroots_unit": Seat(case.unit_id, case.unit_id)})
    vote = {"vote": {**VOTE, "members_total": 18}}

    assert electorate.agrees_where_own(a_member_view(own, roll=FOURTEEN).with_form(vote)).code == "members-differ"
    assert electorate.agrees_where_own(a_member_view(case, roll=FOURTEEN).with_form(vote)) is None


def test_a_chapter_lets_nobody_stay_by_a_number_that_is_not_its_lists():
    needs = next(move for move in maturation.PROCESS.moves if move.action == "extend").needs

    assert electorate.agrees_with_roll in needs


VOTING = [
    (removal.PROCESS, "record_vote"),
    (admission.PROCESS, "record_vote"),
    (award.PROCESS, "propose"),
    (discipline.PROCESS, "record_vote"),
    (evaluation.PROCESS, "record_vote"),
    (evaluation.PROCESS, "rate"),
    (honorary.PROCESS, "agree"),
    (maturation.PROCESS, "extend"),
    (outstanding.PROCESS, "record_vote"),
    (unit_discipline.PROCESS, "review_self"),
    (unit_discipline.PROCESS, "decide"),
]
"""Every move that records a vote."""


@pytest.mark.parametrize(("process", "action"), VOTING, ids=[f"{process.code}-{action}" for process, action in VOTING])
def test_every_move_that_records_a_vote_freezes_who_should_have_met(process, action):
    told = {"met_on": "2026-11-20", "held_on": "2026-11-20", "decided_on": "2026-11-20"}
    form = told | dict.fromkeys(("vote", "chapter", "agreement", "decision", "meeting"), told)
    case = a_member_case(process, form=form)
    known = {"roll": FOURTEEN, "committee": a_roll(5, code="BT"), "superior_committee": a_roll(9)}

    moves = [move for move in process.moves if move.action == action]

    assert moves
    assert all(move.freezes(a_member_view(case, **known))["roll"] in (14, 5, 9) for move in moves)


def test_every_form_that_asks_how_many_should_meet_belongs_to_a_move_that_freezes_it():
    asking = {
        (process.code, move.action)
        for process in registry.PROCESSES.values()
        for move in process.moves
        if move.form is not None and "members_total" in forms.names(move.form) and move.action != "amend"
    }

    assert asking <= {(process.code, action) for process, action in VOTING}


def test_a_committee_that_decides_on_a_unit_is_no_smaller_than_its_offices():
    decision = {"decided_on": "2026-11-20", "members_total": 3, "present": 3, "agree": 3}
    case = a_member_case(unit_discipline.PROCESS, "reviewed", {"decision": decision})
    view = replace(a_member_view(case, superior_committee=a_roll(9)), before=case)

    assert fits.decided_by_enough(view).text == (
        "Biên bản ghi 3 uỷ viên, danh sách Ban Chấp hành cấp quyết định ngày họp 20/11/2026 có 9."
    )


def test_a_committee_that_agrees_to_an_honour_is_no_smaller_than_its_offices():
    agreement = {"met_on": "2026-11-20", "members_total": 2, "present": 2, "agree": 2}
    case = a_member_case(honorary.PROCESS, "proposed", {"agreement": agreement})

    assert honorary_rules.agreed(a_member_view(case, committee=a_roll(9))).code == "members-differ"
