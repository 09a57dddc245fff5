"""How a transfer comes to its end: taken in, stuck, out of and into the province."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Invalid
from services.workflows.domain import machine, relations
from services.workflows.domain.case import SYSTEM, Unit
from services.workflows.domain.process import Apply, Open, Prepare, Settle
from services.workflows.domain.relations import Surroundings
from services.workflows.domain.view import PastFact
from services.workflows.processes.transfer import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    COMMUNE_ID,
    DISTRICT_ID,
    MEMBER,
    SECRETARY,
    TODAY,
    allowed,
    codes,
)
from tests.unit.workflows.moving import (
    DISTRICT_OFFICER,
    FAR_CHAPTER,
    FAR_CHAPTER_ID,
    FAR_SECRETARY,
    RECEIVER,
    THERE,
    THERE_ID,
    a_moving_case,
    a_moving_view,
    by_services,
    moved,
    opened,
)
from tests.unit.workflows.transfer_cases import ARRIVAL, CONFIRMED, NEIGHBOUR_ID, WIDE, act, effect_of, in_transit

# ---------------------------------------------------------------- the destination


def test_the_destination_takes_in_and_its_chapter_puts_on_the_roll():
    step = act(in_transit(), "accept", RECEIVER, {"chapter_id": str(FAR_CHAPTER_ID)})
    accepted = by_services(PROCESS, step.case, "prepared", "applied", around=WIDE)
    seated = replace(accepted, seats=relations.seats(accepted, PROCESS.relations, WIDE))
    done = act(seated, "receive", FAR_SECRETARY)

    assert effect_of(step, Prepare).kind == "transfer"
    assert effect_of(step, Prepare).data(a_moving_view(step.case, around=WIDE)) == {"unit_id": str(FAR_CHAPTER_ID)}
    assert seated.seats["destination_chapter"].unit_id == FAR_CHAPTER_ID
    assert done.case.state == "received"


def test_a_destination_that_is_a_chapter_needs_no_other():
    step = act(in_transit(destination_id=str(FAR_CHAPTER_ID)), "accept", RECEIVER)

    assert step.case.state == "placing"


@pytest.mark.parametrize(
    ("chapter_id", "known", "code"),
    [
        (None, {}, "no-chapter"),
        (THERE_ID, {}, "not-a-chapter"),
        (NEIGHBOUR_ID, {}, "chapter-elsewhere"),
        (FAR_CHAPTER_ID, {"chapter": replace(FAR_CHAPTER, closed=True)}, "chapter-closed"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_an_open_chapter_of_the_destination_is_assigned(chapter_id, known, code):
    with pytest.raises(Conflict) as fault:
        act(in_transit(), "accept", RECEIVER, {"chapter_id": chapter_id and str(chapter_id)}, **known)

    assert codes(fault) == [code]


def test_a_destination_without_a_chapter_yet_is_asked_for_one_not_refused():
    view = a_moving_view(in_transit(), around=WIDE)

    assert "accept" in allowed(PROCESS, view, RECEIVER)


def test_the_wrong_place_gives_the_member_back():
    step = act(in_transit(), "give_back", RECEIVER)
    restored = moved(PROCESS, step.case, "prepared", SYSTEM, around=WIDE)
    done = moved(PROCESS, restored.case, "applied", SYSTEM, around=WIDE)

    assert (effect_of(step, Prepare).kind, effect_of(step, Prepare).data(a_moving_view(step.case))["unit_id"]) == (
        "restore",
        str(CHAPTER_ID),
    )
    assert effect_of(restored, Apply).data(a_moving_view(in_transit(), around=WIDE))["stage"] == "RETURNED"
    assert done.case.state == "returned"
    assert done.effects == (Settle("T04", "revoked"),)


def test_a_destination_dissolved_meanwhile_leaves_the_union_to_assign_another_chapter():
    closed = {**WIDE.units, FAR_CHAPTER_ID: replace(FAR_CHAPTER, closed=True)}
    case = in_transit(destination_id=str(FAR_CHAPTER_ID))

    assert relations.destination(case, Surroundings(closed, WIDE.officers)) == THERE_ID


def test_a_union_dissolved_without_successor_leaves_the_district_to_find_one():
    closed = {**WIDE.units, THERE_ID: replace(THERE, closed=True)}

    assert relations.destination(in_transit(), Surroundings(closed, WIDE.officers)) == DISTRICT_ID


# ---------------------------------------------------------------- what gets stuck


def test_after_ninety_days_the_common_superior_arbitrates():
    overdue = by_services(PROCESS, in_transit(), "overdue", around=WIDE)

    assert overdue.state == "overdue"
    assert overdue.seats["common_ancestor"].unit_id == DISTRICT_ID
    assert act(overdue, "assign", DISTRICT_OFFICER, {"chapter_id": str(FAR_CHAPTER_ID)}).case.state == "placing"
    assert act(overdue, "send_back", DISTRICT_OFFICER).case.state == "returning"
    assert act(overdue, "accept", RECEIVER, {"chapter_id": str(FAR_CHAPTER_ID)}).case.state == "placing"


def test_the_ninety_days_count_from_the_introduction():
    view = a_moving_view(in_transit(), around=WIDE)
    limit = machine.expires_at(PROCESS, view, state="in_transit", since=TODAY)

    assert limit.date() == date(2027, 2, 22)


def test_who_is_lost_is_back_at_the_origin_for_the_chapter_to_decide():
    step = act(in_transit("overdue"), "declare_lost", DISTRICT_OFFICER)
    done = by_services(PROCESS, step.case, "prepared", "applied", around=WIDE)

    assert effect_of(step, Prepare).kind == "restore"
    assert done.state == "unclaimed"
    assert effect_of(act(done, "start_removal", SECRETARY), Open).process == "removal"
    assert act(done, "start_removal", SECRETARY).case.state == "lost"
    assert act(done, "keep_here", SECRETARY).case.state == "returned"


def test_a_wrong_chapter_is_put_right_by_the_common_superior():
    step = adjusted(in_transit("received", chapter_id=str(FAR_CHAPTER_ID)))
    moving = by_services(PROCESS, step.case, "prepared", around=WIDER)
    view = a_moving_view(step.case, around=WIDER)

    assert effect_of(step, Prepare).kind == "transfer"
    assert effect_of(step, Prepare).data(view) == {"unit_id": str(OTHER.id)}
    assert (moving.form["chapter_id"], "adjustment" in moving.form) == (str(OTHER.id), False)
    assert by_services(PROCESS, moving, "applied", around=WIDER).state == "accepted"
    with pytest.raises(Invalid):
        adjusted(in_transit("received", chapter_id=str(FAR_CHAPTER_ID)), note=None)


@pytest.mark.parametrize("state", ["accepted", "received"])
def test_an_adjustment_that_the_registry_refuses_leaves_everything_as_it_was(state):
    before = in_transit(state, chapter_id=str(FAR_CHAPTER_ID))
    past = (PastFact("adjust", state, "adjusting", TODAY),)

    after = by_services(PROCESS, adjusted(before).case, "refused", around=WIDER, past=past)

    assert (after.state, after.form) == (state, before.form)


def accepted_on(day, *adjusted_on):
    taken_in = PastFact("applied", "moving", "accepted", day)
    return (taken_in, *(PastFact("prepared", "adjusting", "moving", each) for each in adjusted_on))


@pytest.mark.parametrize(
    ("past", "unit_id", "code"),
    [
        (accepted_on(date(2026, 11, 1), date(2026, 11, 20)), FAR_CHAPTER_ID, "adjusted-already"),
        (accepted_on(date(2026, 10, 24)), FAR_CHAPTER_ID, "adjusted-too-late"),
        (accepted_on(date(2026, 11, 1)), CHAPTER_ID, "moved-on"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_chapter_is_not_put_right_again_and_again_nor_late_nor_of_whoever_has_moved_on(past, unit_id, code):
    received = in_transit("received", chapter_id=str(FAR_CHAPTER_ID))

    with pytest.raises(Conflict) as fault:
        adjusted(received, past=past, subject=replace(MEMBER, unit_id=unit_id))

    assert codes(fault) == [code]
    assert "Chuyển đi, chuyển đến" in fault.value.fields["refusals"][0]["mend"]


def test_a_chapter_is_put_right_on_the_last_day_and_after_one_that_was_refused():
    refused = (PastFact("adjust", "accepted", "adjusting", TODAY), PastFact("refused", "adjusting", "accepted", TODAY))

    step = adjusted(
        in_transit("received", chapter_id=str(FAR_CHAPTER_ID)), past=(*accepted_on(date(2026, 10, 25)), *refused)
    )

    assert step.case.state == "adjusting"


OTHER = Unit(UUID(int=60), "Chi đoàn thôn Bãi", "CHAPTER", "DIA_BAN_DAN_CU", (*THERE.path, UUID(int=60)))


WIDER = Surroundings({**WIDE.units, OTHER.id: OTHER}, WIDE.officers)


def adjusted(case, **given):
    """The district puts the member into another chapter of the destination; unless said otherwise they are where they went."""
    known = {"subject": replace(MEMBER, unit_id=FAR_CHAPTER_ID), "around": WIDER}
    return act(case, "adjust", DISTRICT_OFFICER, {"chapter_id": str(OTHER.id)}, **{**known, **given})


# ---------------------------------------------------------------- out of and into the province


def out(state="chapter_confirmed", outside="OUT_OF_PROVINCE"):
    form = {"outside": outside, "destination_place": "Đoàn phường Láng Hạ", "confirmation": CONFIRMED}
    return a_moving_case(PROCESS, state, form, around=WIDE)


@pytest.mark.parametrize("outside", ["OUT_OF_PROVINCE", "TO_MILITARY_POLICE", "ABROAD"])
def test_who_leaves_the_tree_waits_for_word_from_outside(outside):
    step = act(out(outside=outside), "release", APPROVER)
    waiting = by_services(PROCESS, step.case, "prepared", "issued", "applied", around=WIDE)
    view = a_moving_view(step.case, around=WIDE)

    assert effect_of(step, Prepare).data(view) == {"kind": outside, "to_place": "Đoàn phường Láng Hạ"}
    assert waiting.state == "outside"


def test_word_from_outside_ends_the_membership_here():
    given = {"confirmed_on": "2026-11-20", "confirmed_by": "Đoàn phường Láng Hạ"}
    step = act(out("outside"), "confirm_left", APPROVER, given)
    parting = moved(PROCESS, step.case, "prepared", SYSTEM, around=WIDE)

    assert effect_of(step, Prepare).kind == "leave_province"
    assert effect_of(parting, Apply).data(a_moving_view(step.case, around=WIDE))["stage"] == "LEFT"
    assert by_services(PROCESS, parting.case, "applied", around=WIDE).state == "left"


def test_word_from_outside_does_not_come_from_the_future():
    with pytest.raises(Conflict) as fault:
        act(out("outside"), "confirm_left", APPROVER, {"confirmed_on": "2026-12-20", "confirmed_by": "Đoàn phường"})

    assert codes(fault) == ["confirmed-in-future"]


def test_silence_from_outside_is_for_the_origin_to_end():
    overdue = by_services(PROCESS, out("outside"), "overdue", around=WIDE)

    assert overdue.state == "overdue_outside"
    assert act(overdue, "send_back", APPROVER).case.state == "returning"
    assert act(overdue, "declare_lost", APPROVER).case.state == "losing"


@pytest.mark.parametrize(("state", "back"), [("returning", "outside"), ("losing", "overdue_outside")])
def test_what_the_registry_refuses_about_one_outside_is_back_where_it_was(state, back):
    assert by_services(PROCESS, out(state), "refused", around=WIDE).state == back


@pytest.mark.parametrize(
    ("state", "back"),
    [
        ("releasing", "chapter_confirmed"),
        ("placing", "in_transit"),
        ("adjusting", "accepted"),
        ("returning", "in_transit"),
        ("losing", "overdue"),
    ],
)
def test_what_the_registry_refuses_is_back_where_it_was(state, back):
    assert by_services(PROCESS, in_transit(state), "refused", around=WIDE).state == back


def test_who_comes_from_outside_is_taken_in_with_the_file_brought_along():
    arrived = opened(
        PROCESS, SECRETARY, {**ARRIVAL, "destination_id": str(CHAPTER_ID)}, around=WIDE, subject_id=None, subject=None
    )
    seated = replace(arrived.case, seats=relations.seats(arrived.case, PROCESS.relations, WIDE))
    step = act(seated, "accept", APPROVER, {"chapter_id": str(CHAPTER_ID)}, subject=None)
    data = effect_of(step, Prepare).data(a_moving_view(step.case, around=WIDE, subject=None))
    moving = moved(PROCESS, step.case, "prepared", SYSTEM, around=WIDE)
    line = effect_of(moving, Apply)

    assert arrived.case.state == "arrived"
    assert arrived.case.subject_name == "Phạm Thị Hoa"
    assert seated.seats["destination"].unit_id == COMMUNE_ID
    assert effect_of(step, Prepare).kind == "come_back"
    assert data["unit_id"] == str(CHAPTER_ID)
    assert data["profile"] == {"full_name": "Phạm Thị Hoa", "sex": "female", "born_on": "2001-03-04"}
    assert (data["joined_on"], data["card_no"]) == ("2017-03-26", "0124")
    assert line.data(a_moving_view(step.case, around=WIDE))["stage"] == "ARRIVED"
    assert line.data(a_moving_view(step.case, around=WIDE))["from_place"] == "Đoàn phường Láng Hạ, Hà Nội"


def test_somebody_who_left_the_province_comes_back_as_themselves():
    gone = replace(MEMBER, status="TRANSFERRED_EXTERNAL", unit_id=None)
    given = {**ARRIVAL, "destination_id": str(CHAPTER_ID)}

    assert opened(PROCESS, SECRETARY, given, around=WIDE, subject=gone).case.state == "arrived"
