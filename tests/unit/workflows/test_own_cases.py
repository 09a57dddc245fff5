"""Nobody judges their own case, nor one that they brought to whoever judges it: every move of every process (domain rule 2.3)."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows import registry
from services.workflows.domain import machine, relations
from services.workflows.domain.case import Doer, Office, Seat
from tests.unit.workflows.builders import CHAPTER_ID, COMMUNE_ID, MEMBER_ID, a_member_case, a_member_view, an_act
from tests.unit.workflows.random_forms import Forms

SUBJECT = Doer(
    MEMBER_ID,
    "Trần Thị Mai",
    (Office("CHAPTER_OFFICER", CHAPTER_ID, "BT"), Office("GRASSROOTS_OFFICER", COMMUNE_ID, "BT")),
)
CARRIER = Doer(UUID(int=77), "Lê Văn Hai", SUBJECT.offices)
DECIDING = [
    (code, state, move)
    for code, process in sorted(registry.PROCESSES.items())
    for move in process.moves
    for state in move.from_
    if move.by != "system" and set(move.makers) <= relations.DECIDING
]
"""Every move that only the side makes to which a case is brought, from each state."""
JUDGED_AT_HOME = {
    ("evaluation", "record_vote"),
    ("evaluation", "rate"),
    ("maturation", "extend"),
    ("removal", "record_vote"),
    ("training", "approve"),
    ("training", "assess"),
    ("training", "send_back"),
}
"""Moves of the side that brings a case by which it judges somebody, too."""
NOT_JUDGING = {
    "amend", "announce", "announce_change", "cancel", "comment", "conclude_verification", "confirm", "drop", "end",
    "extend_suspension", "give_back", "give_opinion", "go_on_without", "introduce", "lift_suspension", "propose_progress",
    "receive", "record_admission", "record_central", "record_class", "record_dissolution", "record_meeting", "record_official",
    "record_recognition", "record_refusal", "record_vote", "send", "start", "start_verification", "submit", "submit_special",
    "suspend",
}  # fmt: skip
"""What the deciding side does besides judging: it examines, issues what was decided, records what others did. Whoever brought the
case may do that; whom it is about may not."""


def ids(cases):
    return [f"{code}-{state}-{move.action}" for code, state, move in cases]


def a_case_in_seats(code, state, unit_id=COMMUNE_ID, **given):
    """A case about the member whose deciding relations are all filled by the commune, and the others by the chapter."""
    process = registry.get(code)
    case = a_member_case(process, state, form={"destination_id": str(COMMUNE_ID), "whom": "MEMBER"}, **given)
    places = {name: CHAPTER_ID if name in relations.CARRYING else unit_id for name in relations.UNITS}
    return replace(case, seats={name: Seat(place, place) for name, place in places.items()})


@pytest.mark.parametrize(("code", "state", "move"), DECIDING, ids=ids(DECIDING))
def test_nobody_acts_on_their_own_case_for_the_side_it_is_brought_to(code, state, move):
    view = a_member_view(a_case_in_seats(code, state))

    offers = [each for each in machine.offers(registry.get(code), view, SUBJECT) if each.move is move]

    assert all("own-case" in {refusal.code for refusal in offer.refusals} for offer in offers)
    assert bool(offers) is not move.decides


@pytest.mark.parametrize(("code", "state", "move"), DECIDING, ids=ids(DECIDING))
def test_the_machine_refuses_what_is_not_offered(code, state, move):
    view = a_member_view(a_case_in_seats(code, state))
    schema = machine.forms.json_schema(move.form)
    form = Forms(1, today=view.today, keys=(COMMUNE_ID, MEMBER_ID)).whole(schema) if schema else {}

    with pytest.raises((Conflict, Denied, Invalid)) as fault:
        machine.advance(registry.get(code), view, an_act(move.action, SUBJECT, form, "Lý do"))

    if isinstance(fault.value, Conflict):
        assert "own-case" in {each["code"] for each in fault.value.fields["refusals"]}


JUDGING = [each for each in DECIDING if each[2].is_judging]


@pytest.mark.parametrize(("code", "state", "move"), JUDGING, ids=ids(JUDGING))
def test_whoever_brought_a_case_does_not_judge_it_above(code, state, move):
    view = a_member_view(a_case_in_seats(code, state, acted={"submit": str(CARRIER.person_id)}))

    [offer] = [each for each in machine.offers(registry.get(code), view, CARRIER) if each.move is move]

    assert "conflict-of-interest" in {refusal.code for refusal in offer.refusals}


def test_the_side_that_brings_a_case_judges_nobody_but_where_the_domain_says_so():
    at_home = {
        (code, move.action)
        for code, process in registry.PROCESSES.items()
        for move in process.moves
        if move.is_judging and set(move.makers) & relations.CARRYING
    }

    assert at_home == JUDGED_AT_HOME


@pytest.mark.parametrize(("code", "action"), sorted(JUDGED_AT_HOME))
def test_an_officer_does_not_judge_themselves_in_their_own_chapter(code, action):
    process = registry.get(code)
    move = next(each for each in process.moves if each.action == action)
    view = a_member_view(a_case_in_seats(code, move.from_[0]))

    offers = [each for each in machine.offers(process, view, SUBJECT) if each.move is move]

    assert all("own-case" in {refusal.code for refusal in offer.refusals} for offer in offers)


def test_every_move_of_the_deciding_side_judges_or_is_known_not_to():
    kinds = {move.action for _, _, move in DECIDING if not move.is_judging}

    assert kinds - NOT_JUDGING == set()


def test_every_process_with_a_decision_bars_whoever_brings_it():
    """Transfers and stays are between two units, neither of which brings the case to the other as a proposal."""
    judged = {code for code, _, move in DECIDING if move.is_judging}
    barring = {
        code
        for code, process in registry.PROCESSES.items()
        if any(each.bars for each in (process.opening, *process.moves))
    }

    assert judged - barring == {"transfer"}


def test_the_unit_that_owns_an_award_proposes_and_decides_it_by_the_same_officers():
    view = a_member_view(a_case_in_seats("award", "reviewing", acted={"propose": str(CARRIER.person_id)}))
    own = view.of(replace(view.case, unit_id=COMMUNE_ID))

    decide = next(each for each in machine.offers(registry.get("award"), own, CARRIER) if each.move.action == "decide")

    assert "conflict-of-interest" not in {refusal.code for refusal in decide.refusals}
