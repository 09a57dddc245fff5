"""A new card: who asks, who confirms, who issues, and what becomes of the old one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import calendar, machine
from services.workflows.domain.case import Doer, Office
from services.workflows.domain.process import Record
from services.workflows.domain.view import CaseFact
from services.workflows.processes import card_reissue
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    COMMUNE_ID,
    MEMBER,
    MEMBER_DOER,
    SECRETARY,
    STRANGER,
    TODAY,
    a_member_case,
    a_member_view,
    codes,
    take,
)

PROCESS = card_reissue.PROCESS
LOST = {"reason": "LOST", "old_card_no": "12/2016", "lost_on": "2026-11-01"}


def a_view(state=None, form=LOST, person=MEMBER, cases=(), **case):
    return a_member_view(a_member_case(PROCESS, state, form, **case), subject=person, cases=cases)


def opened(form=LOST, doer=SECRETARY, **given):
    act = machine.Act("open", doer, datetime(2026, 11, 24, 2, tzinfo=UTC), TODAY, form)
    return machine.open_case(PROCESS, a_view(form={}, **given), act)


def act(action, view, doer=APPROVER, note=None, form=None):
    return take(action, view, doer=doer, note=note, form=form, process=PROCESS)


def refused(form=LOST, **given):
    with pytest.raises(Conflict) as fault:
        opened(form, **given)
    return codes(fault)


def test_a_member_asks_and_the_chapter_confirms_within_seven_days():
    step = opened(doer=MEMBER_DOER)

    assert (step.case.state, step.case.due_at) == ("requested", calendar.BY_LAW.due_at(TODAY, 7))
    assert act("confirm", a_view("requested"), SECRETARY).case.state == "confirmed"


def test_what_the_chapter_asks_for_itself_goes_to_the_superior_at_once():
    step = opened()

    assert step.case.state == "confirmed"
    assert step.line.refusals == ()


def test_nobody_asks_for_a_card_of_somebody_else():
    with pytest.raises(Denied):
        opened(doer=STRANGER)


def test_a_member_does_not_confirm_their_own_request():
    with pytest.raises(Denied):
        act("confirm", a_view("requested"), MEMBER_DOER)


def test_the_superior_issues_a_new_card_and_the_old_one_is_void():
    view = a_view("confirmed")
    step = act("issue", view)

    [record] = step.effects
    assert step.case.state == "issued"
    assert isinstance(record, Record)
    assert record.writes(view) == {"card": {"reason": "Bị mất"}}
    assert record.data(view) == {"reason": "LOST", "old_card_no": "12/2016", "unit_id": str(CHAPTER_ID)}
    assert record.template is None


def test_whoever_asked_for_the_chapter_does_not_issue():
    both = Doer(
        SECRETARY.person_id, "Lê Thị Thu", (*SECRETARY.offices, Office("GRASSROOTS_OFFICER", COMMUNE_ID, "PBT"))
    )
    with pytest.raises(Conflict) as fault:
        act("issue", a_view("confirmed", acted={"open": str(SECRETARY.person_id)}), both)

    assert codes(fault) == ["conflict-of-interest"]


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ({"reason": "WRONG"}, "what-is-wrong"),
        ({"reason": "LOST", "lost_on": "2026-11-25"}, "lost-in-future"),
    ],
)
def test_a_reason_is_whole(form, code):
    assert refused(form) == [code]


def test_a_reason_there_must_be():
    with pytest.raises(Invalid):
        opened({})


def test_a_wrong_card_says_what_is_wrong():
    assert opened({"reason": "WRONG", "wrong_what": "Tên đệm: Thị"}).case.state == "confirmed"


def test_a_card_is_not_asked_for_twice_at_a_time():
    going = CaseFact(UUID(int=5), "CT-2026-1", "card_reissue", "confirmed", date(2026, 11, 1), None, None, None, LOST)

    assert refused(cases=(going,)) == ["card-asked-for"]
    assert opened(cases=(replace(going, state="issued", closed_on=date(2026, 11, 5)),)).case.state == "confirmed"


@pytest.mark.parametrize("status", ["MATURED", "STRUCK_OFF"])
def test_only_members_have_cards_issued_anew(status):
    assert refused(person=replace(MEMBER, status=status)) == ["not-a-member"]


def test_a_member_on_the_way_to_another_chapter_may_need_a_card():
    assert opened(person=replace(MEMBER, status="IN_TRANSIT")).case.state == "confirmed"


def test_who_was_never_numbered_has_no_card():
    assert refused(person=replace(MEMBER, code=None)) == ["no-card"]


def test_a_request_comes_back_is_mended_and_goes_again():
    back = act("return", a_view("confirmed"), note="Thiếu ảnh thẻ cũ")
    mended = act("amend", a_view("returned"), SECRETARY, form={"reason": "DAMAGED"})

    assert (back.case.state, mended.case.state) == ("returned", "returned")
    assert act("confirm", a_view("returned"), SECRETARY).case.state == "confirmed"


def test_a_request_is_refused_with_a_reason_or_taken_back():
    with pytest.raises(Invalid):
        act("reject", a_view("confirmed"))
    assert act("reject", a_view("confirmed"), note="Thẻ còn dùng được").case.state == "rejected"
    assert act("cancel", a_view("requested"), MEMBER_DOER).case.state == "cancelled"


def test_the_case_goes_along_with_a_member_who_moves():
    assert PROCESS.follows_subject
    assert not PROCESS.changes_membership
