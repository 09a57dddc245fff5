"""A member moves to another chapter: who may, where to, and what happens on the way (domain rule 5)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import machine, relations
from services.workflows.domain import transfer_rules as rules
from services.workflows.domain.case import SYSTEM, Doer, Office, Unit
from services.workflows.domain.process import Apply, Issue, Open, Prepare, Settle
from services.workflows.domain.relations import Surroundings
from services.workflows.domain.view import OfficeFact, PastFact
from services.workflows.processes.transfer import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    COMMUNE,
    COMMUNE_ID,
    DISTRICT,
    DISTRICT_ID,
    MEMBER,
    MEMBER_DOER,
    PROVINCE_ID,
    SECRETARY,
    STRANGER,
    TODAY,
    allowed,
    codes,
)
from tests.unit.workflows.moving import (
    DISTRICT_OFFICER,
    FAR_CHAPTER,
    FAR_CHAPTER_ID,
    FAR_SECRETARY,
    OWED,
    RECEIVER,
    THERE,
    THERE_ID,
    TWO_BRANCHES,
    a_moving_case,
    a_moving_view,
    an_open_case,
    by_services,
    moved,
    opened,
    with_paper,
)

TO_THERE = {"destination_id": str(THERE_ID), "reason": "RESIDENCE"}
CONFIRMED = {
    "comment": "Tích cực",
    "fee_paid_until": "2026-11-15",
    "comments_complete": True,
    "book": "HANDED",
    "card_no": "0123",
}
NEIGHBOUR_ID = UUID(int=7)
NEIGHBOUR = Unit(NEIGHBOUR_ID, "Chi đoàn thôn Trung", "CHAPTER", "DIA_BAN_DAN_CU", (*COMMUNE.path, NEIGHBOUR_ID))
CITY_ID, SCHOOL_ID, BARRACKS_ID = UUID(int=8), UUID(int=9), UUID(int=10)
CITY = Unit(CITY_ID, "Thành đoàn Bắc Giang", "DISTRICT", "THANH_DOAN", (PROVINCE_ID, CITY_ID))
SCHOOL = Unit(SCHOOL_ID, "Đoàn trường THPT Ngô Sĩ Liên", "GRASSROOTS", "DOAN_TRUONG_THPT", (*CITY.path, SCHOOL_ID))
BARRACKS = Unit(BARRACKS_ID, "Đoàn Trung đoàn 2", "GRASSROOTS", "DOAN_LLVT", (*DISTRICT.path, BARRACKS_ID))
WIDE = Surroundings(
    {**TWO_BRANCHES.units, NEIGHBOUR_ID: NEIGHBOUR, CITY_ID: CITY, SCHOOL_ID: SCHOOL, BARRACKS_ID: BARRACKS},
    TWO_BRANCHES.officers,
)
ARRIVAL = {
    "outside": "INTO_PROVINCE",
    "destination_id": str(COMMUNE_ID),
    "full_name": "Phạm Thị Hoa",
    "sex": "female",
    "born_on": "2001-03-04",
    "joined_on": "2017-03-26",
    "origin_place": "Đoàn phường Láng Hạ, Hà Nội",
    "introduction_no": "12-GT/ĐTN",
    "card_no": "0124",
}


def a_transfer(state="requested", form=None, confirmed=CONFIRMED, **changed):
    kept = {"confirmation": confirmed} if state != "requested" else {}
    return a_moving_case(PROCESS, state, {**TO_THERE, **kept, **(form or {})}, **{"around": WIDE, **changed})


def in_transit(state="in_transit", **form):
    return with_paper(a_transfer(state, form), "T04")


def act(case, action, doer, form=None, note="Lý do", **known):
    return moved(PROCESS, case, action, doer, form, note, **{"around": WIDE, **known})


def told(step, kind):
    return next(effect for effect in step.effects if isinstance(effect, kind))


# ---------------------------------------------------------------- kinds


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ({"destination_id": str(NEIGHBOUR_ID)}, "INTRA_GRASSROOTS"),
        ({"destination_id": str(FAR_CHAPTER_ID)}, "INTER_GRASSROOTS_SAME_DISTRICT"),
        ({"destination_id": str(SCHOOL_ID)}, "INTER_DISTRICT"),
        ({"destination_id": str(BARRACKS_ID)}, "TO_MILITARY_POLICE"),
        ({"outside": "OUT_OF_PROVINCE", "destination_place": "Hà Nội"}, "OUT_OF_PROVINCE"),
        ({"outside": "TO_MILITARY_POLICE", "destination_place": "Quân khu 1"}, "TO_MILITARY_POLICE"),
        ({"outside": "ABROAD", "destination_place": "Nhật Bản"}, "ABROAD"),
        ({"outside": "INTO_PROVINCE", "destination_id": str(CHAPTER_ID)}, "INTO_PROVINCE"),
        ({}, ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_kind_is_computed_where_both_units_are_known(form, kind):
    case = a_moving_case(PROCESS, form=form, around=WIDE)

    assert rules.kind(a_moving_view(case, around=WIDE)) == kind


# ---------------------------------------------------------------- opening


@pytest.mark.parametrize("doer", [SECRETARY, MEMBER_DOER, APPROVER], ids=["chapter", "member", "grassroots"])
def test_the_chapter_the_member_and_the_grassroots_unit_may_ask(doer):
    step = opened(PROCESS, doer, TO_THERE, around=WIDE)

    assert step.case.state == "requested"
    assert step.case.seats["destination"].unit_id == THERE_ID


def test_a_stranger_may_not_ask():
    with pytest.raises(Denied):
        opened(PROCESS, STRANGER, TO_THERE, around=WIDE)


@pytest.mark.parametrize(
    ("form", "known", "code"),
    [
        ({}, {}, "no-destination"),
        ({"destination_id": str(CHAPTER_ID)}, {}, "same-unit"),
        ({"destination_id": str(DISTRICT_ID)}, {}, "destination-too-high"),
        ({**TO_THERE, "outside": "ABROAD"}, {}, "destination-known"),
        ({"outside": "OUT_OF_PROVINCE"}, {}, "no-place"),
        (TO_THERE, {"subject": replace(MEMBER, unit_id=FAR_CHAPTER_ID)}, "not-of-this-unit"),
        (TO_THERE, {"subject": None}, "not-of-this-unit"),
        (TO_THERE, {"other_case": "TT-2026-0009"}, "another-case-open"),
        (TO_THERE, {"destination": replace(THERE, closed=True)}, "destination-closed"),
        ({**ARRIVAL, "destination_id": str(THERE_ID)}, {"subject": None}, "arrives-elsewhere"),
        ({**ARRIVAL, "joined_on": None}, {"subject": None}, "arrival-incomplete"),
        (ARRIVAL, {}, "already-here"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_asked_for_is_refused_with_the_reason(form, known, code):
    with pytest.raises(Conflict) as fault:
        opened(PROCESS, SECRETARY if form != ARRIVAL else APPROVER, form, around=WIDE, **known)

    assert code in codes(fault)
    assert all(refusal["mend"] for refusal in fault.value.fields["refusals"])


def test_two_requests_for_one_person_are_refused_with_the_number_of_the_other():
    with pytest.raises(Conflict) as fault:
        opened(PROCESS, SECRETARY, TO_THERE, around=WIDE, other_case="CSH-2026-0001")

    assert "CSH-2026-0001" in fault.value.fields["refusals"][0]["text"]


def test_of_somebody_elses_member_nothing_is_told():
    elsewhere = replace(MEMBER, unit_id=FAR_CHAPTER_ID)

    with pytest.raises(Conflict) as fault:
        opened(PROCESS, SECRETARY, TO_THERE, around=WIDE, subject=elsewhere, other_case="CSH-2026-0001")

    assert codes(fault) == ["not-of-this-unit"]
    assert elsewhere.full_name not in fault.value.fields["refusals"][0]["text"]


def test_somebody_past_thirty_moves_all_the_same_with_a_doubt():
    step = opened(PROCESS, SECRETARY, TO_THERE, around=WIDE, subject=replace(MEMBER, born_on=date(1990, 1, 1)))

    assert [doubt.code for doubt in step.case.warnings] == ["past-maturity"]


@pytest.mark.parametrize(
    "known",
    [
        {"subject": replace(MEMBER, born_on=date(1990, 1, 1), flags=("extended_after_30",))},
        {
            "subject": replace(MEMBER, born_on=date(1990, 1, 1)),
            "offices": (OfficeFact(COMMUNE_ID, "GRASSROOTS", "GRASSROOTS_OFFICER", "UVBCH"),),
        },
        {"subject": MEMBER},
    ],
    ids=["extended", "officer", "young"],
)
def test_who_may_stay_past_thirty_raises_no_doubt(known):
    assert opened(PROCESS, SECRETARY, TO_THERE, around=WIDE, **known).case.warnings == ()


# ---------------------------------------------------------------- the chapter


def test_the_chapter_confirms_with_comment_and_fees():
    step = act(a_transfer(), "confirm", SECRETARY, CONFIRMED)

    assert step.case.state == "chapter_confirmed"
    assert step.case.form["confirmation"]["comment"] == "Tích cực"


@pytest.mark.parametrize(
    ("given", "known", "code"),
    [
        ({"fee_paid_until": "2026-10-01"}, {}, "fee-not-to-date"),
        ({}, {"fees": OWED}, "fees-owed"),
        ({"comments_complete": False}, {}, "comments-missing"),
        ({"book": "LOST"}, {}, "book-lost"),
        ({}, {"subject": replace(MEMBER, status="MATURED")}, "not-a-member"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_chapter_cannot_confirm_what_is_not_in_order(given, known, code):
    with pytest.raises(Conflict) as fault:
        act(a_transfer(), "confirm", SECRETARY, {**CONFIRMED, **given}, **known)

    assert code in codes(fault)


def test_without_a_comment_nothing_is_confirmed():
    with pytest.raises(Invalid):
        act(a_transfer(), "confirm", SECRETARY, {**CONFIRMED, "comment": " "})


@pytest.mark.parametrize("proof", ["CARD", "DECISION", "CERTIFICATE"])
def test_a_lost_book_is_made_up_for_by_one_of_three_proofs(proof):
    step = act(a_transfer(), "confirm", SECRETARY, {**CONFIRMED, "book": "LOST", "book_proof": proof})

    assert step.case.state == "chapter_confirmed"


def test_whoever_is_exempt_from_fees_owes_none():
    exempt = replace(MEMBER, flags=("fee_exempt",))
    step = act(a_transfer(), "confirm", SECRETARY, {**CONFIRMED, "fee_paid_until": "2026-06-01"}, subject=exempt)

    assert step.case.state == "chapter_confirmed"


def test_nobody_is_kept_back_but_for_fees_or_discipline():
    with pytest.raises(Conflict) as fault:
        act(a_transfer(), "withhold", SECRETARY)

    assert codes(fault) == ["no-ground"]
    assert act(a_transfer(), "withhold", SECRETARY, fees=OWED).case.state == "withheld"
    assert act(a_transfer("chapter_confirmed"), "withhold", APPROVER, cases=(an_open_case(),)).case.state == "withheld"


def test_a_member_complains_and_the_unit_above_orders_the_release():
    complained = act(a_transfer("withheld"), "complain", MEMBER_DOER, cases=(an_open_case(),))
    ordered = act(complained.case, "order", DISTRICT_OFFICER, {"finding": "Nơi đi phải giới thiệu"})
    released = act(ordered.case, "release", APPROVER, cases=(an_open_case(),), fees=OWED)

    assert complained.case.seats["above_origin"].unit_id == DISTRICT_ID
    assert ordered.case.state == "chapter_confirmed"
    assert released.case.state == "releasing"


def test_who_was_ordered_to_release_cannot_withhold_again():
    with pytest.raises(Conflict) as fault:
        act(a_transfer("chapter_confirmed", {"order": {"finding": "Giới thiệu"}}), "withhold", APPROVER, fees=OWED)

    assert codes(fault) == ["ordered"]


def test_an_order_before_the_chapter_has_confirmed_goes_to_the_chapter():
    complained = a_moving_case(PROCESS, "complained", TO_THERE, around=WIDE)

    assert act(complained, "order", DISTRICT_OFFICER, {"finding": "Giới thiệu"}).case.state == "requested"


def test_a_complaint_without_ground_to_withhold_cannot_be_dismissed():
    with pytest.raises(Conflict) as fault:
        act(a_transfer("complained"), "dismiss", DISTRICT_OFFICER)

    assert codes(fault) == ["no-ground"]
    assert act(a_transfer("complained"), "dismiss", DISTRICT_OFFICER, fees=OWED).case.state == "withheld"


def test_a_refusal_of_the_registry_does_not_begin_the_ninety_days_anew():
    case = by_services(PROCESS, in_transit("returning"), "refused", around=WIDE)
    view = a_moving_view(case, around=WIDE)

    expires = machine.expires_at(PROCESS, view, state="in_transit", since=date(2027, 2, 20))
    assert (case.state, f"{expires:%Y-%m-%d}") == ("in_transit", "2027-02-22")


def test_a_decision_that_is_in_force_keeps_nobody_back():
    decided = replace(an_open_case(), state="in_force")
    with pytest.raises(Conflict) as fault:
        act(a_transfer("chapter_confirmed"), "withhold", APPROVER, cases=(decided,))

    assert codes(fault) == ["no-ground"]
    assert act(a_transfer("chapter_confirmed"), "release", APPROVER, cases=(decided,)).case.state == "releasing"


def test_whoever_is_complained_of_does_not_call_the_complaint_off():
    with pytest.raises(Denied):
        act(a_transfer("complained"), "cancel", SECRETARY)

    assert act(a_transfer("complained"), "cancel", MEMBER_DOER).case.state == "cancelled"


@pytest.mark.parametrize("state", ["requested", "chapter_confirmed", "withheld"])
@pytest.mark.parametrize("doer", [SECRETARY, MEMBER_DOER], ids=["chapter", "member"])
def test_until_the_release_it_can_be_called_off(state, doer):
    assert act(a_transfer(state), "cancel", doer).case.state == "cancelled"


def test_after_the_release_it_cannot_be_called_off():
    with pytest.raises(Conflict) as fault:
        act(in_transit(), "cancel", SECRETARY)

    assert fault.value.code == "action-not-possible"


# ---------------------------------------------------------------- the grassroots unit of the origin


def test_a_member_for_another_union_is_held_introduced_and_on_the_way():
    step = act(a_transfer("chapter_confirmed"), "release", APPROVER)
    introduced = moved(PROCESS, step.case, "prepared", SYSTEM, around=WIDE)
    departing = with_paper(introduced.case, "T04")
    issued = moved(PROCESS, departing, "issued", SYSTEM, around=WIDE)
    applied = moved(PROCESS, issued.case, "applied", SYSTEM, around=WIDE)

    assert told(step, Prepare).kind == "depart"
    assert told(introduced, Issue).template == "T04"
    assert told(issued, Apply).template == "T04"
    assert applied.case.state == "in_transit"
    assert applied.effects == (Settle("T04", "in_force"),)


def test_the_introduction_says_whom_where_and_why():
    step = act(a_transfer("chapter_confirmed"), "release", APPROVER, {"valid_until": "2027-02-24"})
    issue = told(moved(PROCESS, step.case, "prepared", SYSTEM, around=WIDE), Issue)
    view = a_moving_view(step.case, around=WIDE)

    assert issue.common(view)["about"] == {"valid_until": "2027-02-24"}
    assert issue.common(view)["signer_name"] == "Phạm Văn Minh"
    assert issue.person(view) == {
        "full_name": "Trần Thị Mai",
        "born_on": "2000-05-17",
        "sex": "female",
        "code": "240116000017",
        "person_id": str(MEMBER.id),
        "unit_id": str(CHAPTER_ID),
        "reason": "Thay đổi nơi cư trú",
        "fee_paid_until": "2026-11-01",
        "comment": "Tích cực",
        "card_no": "0123",
        "joined_on": "2016-03-26",
        "to_unit_name": "Đoàn xã Cảnh Thuỵ",
        "to_unit_id": str(THERE_ID),
    }


def test_the_line_of_the_release_says_from_where_to_where():
    view = a_moving_view(in_transit(), around=WIDE)
    data = told(moved(PROCESS, in_transit("introducing"), "issued", SYSTEM, around=WIDE), Apply).data(view)

    assert data == {
        "stage": "RELEASED",
        "kind": "INTER_GRASSROOTS_SAME_DISTRICT",
        "from_unit_id": str(CHAPTER_ID),
        "from_place": "Chi đoàn thôn Hạ",
        "to_unit_id": str(THERE_ID),
        "to_place": "Đoàn xã Cảnh Thuỵ",
        "reason": "RESIDENCE",
        "fee_paid_until": "2026-11-01",
        "comment": "Tích cực",
        "introduction_no": "05-GT/ĐTN",
    }


def test_inside_one_union_nothing_goes_out():
    case = a_transfer("chapter_confirmed", {"destination_id": str(NEIGHBOUR_ID)})
    step = act(case, "release", APPROVER)
    accepted = by_services(PROCESS, step.case, "prepared", "applied", around=WIDE)

    assert step.case.state == "placing"
    assert told(step, Prepare).kind == "transfer"
    assert told(step, Prepare).data(a_moving_view(step.case, around=WIDE)) == {"unit_id": str(NEIGHBOUR_ID)}
    assert accepted.state == "accepted"


def test_inside_one_union_the_new_chapter_is_named_first():
    case = a_transfer("chapter_confirmed", {"destination_id": str(COMMUNE_ID)})

    with pytest.raises(Conflict) as fault:
        act(case, "release", APPROVER)

    assert codes(fault) == ["no-chapter"]
    assert act(case, "release", APPROVER, {"chapter_id": str(NEIGHBOUR_ID)}).case.state == "placing"


def test_a_move_inside_one_union_that_the_registry_refuses_is_back_with_the_union():
    case = a_transfer("placing", {"destination_id": str(NEIGHBOUR_ID)})

    assert by_services(PROCESS, case, "refused", around=WIDE).state == "chapter_confirmed"


def test_an_open_discipline_case_holds_up_unless_the_union_says_why_not():
    case, known = a_transfer("chapter_confirmed"), {"cases": (an_open_case(),)}

    with pytest.raises(Conflict) as fault:
        act(case, "release", APPROVER, **known)

    assert codes(fault) == ["discipline-open"]
    assert act(case, "release", APPROVER, {"override_reason": "Đã báo nơi đến"}, **known).case.state == "releasing"


def test_about_an_officer_the_secretary_of_the_union_writes_the_comment():
    offices = (OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", "PBT"),)
    case = a_transfer("chapter_confirmed")
    clerk = Doer(UUID(int=12), "Phạm Văn Minh", (Office("GRASSROOTS_OFFICER", COMMUNE_ID, "UVBCH"),))

    with pytest.raises(Conflict) as without_comment:
        act(case, "release", APPROVER, offices=offices)
    with pytest.raises(Conflict) as by_clerk:
        act(case, "release", clerk, {"officer_comment": "Tốt"}, offices=offices)

    assert codes(without_comment) == ["officer-comment"]
    assert codes(by_clerk) == ["officer-signer"]
    assert act(case, "release", APPROVER, {"officer_comment": "Tốt"}, offices=offices).case.state == "releasing"


def test_nobody_releases_themselves():
    own = a_moving_case(
        PROCESS,
        "chapter_confirmed",
        {**TO_THERE, "confirmation": CONFIRMED},
        around=WIDE,
        subject_id=APPROVER.person_id,
    )

    assert own.seats["origin"].unit_id == DISTRICT_ID
    with pytest.raises(Denied):
        act(own, "release", APPROVER)


def test_a_grassroots_chapter_does_both_steps_itself():
    post = Unit(UUID(int=40), "Chi đoàn cơ sở Bưu điện", "GRASSROOTS", "CHI_DOAN_CO_SO", (*DISTRICT.path, UUID(int=40)))
    around = Surroundings({**WIDE.units, post.id: post}, WIDE.officers)
    case = replace(a_transfer(), unit_id=post.id)

    assert relations.origin(case, around) == post.id
    assert relations.above_origin(case, around) == DISTRICT_ID


# ---------------------------------------------------------------- the destination


def test_the_destination_takes_in_and_its_chapter_puts_on_the_roll():
    step = act(in_transit(), "accept", RECEIVER, {"chapter_id": str(FAR_CHAPTER_ID)})
    accepted = by_services(PROCESS, step.case, "prepared", "applied", around=WIDE)
    seated = replace(accepted, seats=relations.seats(accepted, PROCESS.relations, WIDE))
    done = act(seated, "receive", FAR_SECRETARY)

    assert told(step, Prepare).kind == "transfer"
    assert told(step, Prepare).data(a_moving_view(step.case, around=WIDE)) == {"unit_id": str(FAR_CHAPTER_ID)}
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

    assert (told(step, Prepare).kind, told(step, Prepare).data(a_moving_view(step.case))["unit_id"]) == (
        "restore",
        str(CHAPTER_ID),
    )
    assert told(restored, Apply).data(a_moving_view(in_transit(), around=WIDE))["stage"] == "RETURNED"
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

    assert told(step, Prepare).kind == "restore"
    assert done.state == "unclaimed"
    assert told(act(done, "start_removal", SECRETARY), Open).process == "removal"
    assert act(done, "start_removal", SECRETARY).case.state == "lost"
    assert act(done, "keep_here", SECRETARY).case.state == "returned"


def test_a_wrong_chapter_is_put_right_by_the_common_superior():
    step = adjusted(in_transit("received", chapter_id=str(FAR_CHAPTER_ID)))
    moving = by_services(PROCESS, step.case, "prepared", around=WIDER)
    view = a_moving_view(step.case, around=WIDER)

    assert told(step, Prepare).kind == "transfer"
    assert told(step, Prepare).data(view) == {"unit_id": str(OTHER.id)}
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

    assert told(step, Prepare).data(view) == {"kind": outside, "to_place": "Đoàn phường Láng Hạ"}
    assert waiting.state == "outside"


def test_word_from_outside_ends_the_membership_here():
    given = {"confirmed_on": "2026-11-20", "confirmed_by": "Đoàn phường Láng Hạ"}
    step = act(out("outside"), "confirm_left", APPROVER, given)
    parting = moved(PROCESS, step.case, "prepared", SYSTEM, around=WIDE)

    assert told(step, Prepare).kind == "leave_province"
    assert told(parting, Apply).data(a_moving_view(step.case, around=WIDE))["stage"] == "LEFT"
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
    data = told(step, Prepare).data(a_moving_view(step.case, around=WIDE, subject=None))
    moving = moved(PROCESS, step.case, "prepared", SYSTEM, around=WIDE)
    line = told(moving, Apply)

    assert arrived.case.state == "arrived"
    assert arrived.case.subject_name == "Phạm Thị Hoa"
    assert seated.seats["destination"].unit_id == COMMUNE_ID
    assert told(step, Prepare).kind == "come_back"
    assert data["unit_id"] == str(CHAPTER_ID)
    assert data["profile"] == {"full_name": "Phạm Thị Hoa", "sex": "female", "born_on": "2001-03-04"}
    assert (data["joined_on"], data["card_no"]) == ("2017-03-26", "0124")
    assert line.data(a_moving_view(step.case, around=WIDE))["stage"] == "ARRIVED"
    assert line.data(a_moving_view(step.case, around=WIDE))["from_place"] == "Đoàn phường Láng Hạ, Hà Nội"


def test_somebody_who_left_the_province_comes_back_as_themselves():
    gone = replace(MEMBER, status="TRANSFERRED_EXTERNAL", unit_id=None)
    given = {**ARRIVAL, "destination_id": str(CHAPTER_ID)}

    assert opened(PROCESS, SECRETARY, given, around=WIDE, subject=gone).case.state == "arrived"
