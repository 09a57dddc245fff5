"""A member moves to another chapter: who may, where to, and what happens on the way (domain rule 5)."""

from dataclasses import replace
from datetime import date

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import machine
from services.workflows.domain import transfer_rules as rules
from services.workflows.domain.view import OfficeFact
from services.workflows.processes.transfer import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    COMMUNE_ID,
    DISTRICT_ID,
    MEMBER,
    MEMBER_DOER,
    SECRETARY,
    STRANGER,
    codes,
)
from tests.unit.workflows.moving import (
    DISTRICT_OFFICER,
    FAR_CHAPTER_ID,
    OWED,
    THERE,
    THERE_ID,
    a_moving_case,
    a_moving_view,
    an_open_case,
    by_services,
    opened,
)
from tests.unit.workflows.transfer_cases import (
    ARRIVAL,
    BARRACKS_ID,
    CONFIRMED,
    NEIGHBOUR_ID,
    SCHOOL_ID,
    TO_THERE,
    WIDE,
    a_transfer,
    act,
    in_transit,
)

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
        (TO_THERE, {"subject": None}, "no-subject"),
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


def test_the_doubt_begins_the_day_after_the_thirtieth_birthday():
    on_the_birthday = replace(MEMBER, born_on=date(1996, 11, 24))
    the_day_after = replace(MEMBER, born_on=date(1996, 11, 23))

    assert opened(PROCESS, SECRETARY, TO_THERE, around=WIDE, subject=on_the_birthday).case.warnings == ()
    [doubt] = opened(PROCESS, SECRETARY, TO_THERE, around=WIDE, subject=the_day_after).case.warnings
    assert "30 tuổi từ ngày 24/11/2026" in doubt.text


@pytest.mark.parametrize(
    "known",
    [
        {"subject": replace(MEMBER, born_on=date(1996, 1, 1), born_precision="year")},
        {"subject": replace(MEMBER, born_on=date(1990, 1, 1), flags=("extended_after_30",))},
        {
            "subject": replace(MEMBER, born_on=date(1990, 1, 1)),
            "offices": (OfficeFact(COMMUNE_ID, "GRASSROOTS", "GRASSROOTS_OFFICER", "UVBCH"),),
        },
        {"subject": MEMBER},
    ],
    ids=["born in a year that is not over", "extended", "officer", "young"],
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
