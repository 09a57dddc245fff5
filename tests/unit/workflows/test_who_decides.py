"""Which offices decide on cases and which sign: a property over every office, every process and every document."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.contracts.offices import (
    COMMITTEE,
    INSPECTION,
    OFFICER_ROLES,
    SIGNED_BY_MEETING,
    SIGNING,
    STAFF,
    TITLES,
)
from services.kit.faults import Conflict
from services.workflows import registry
from services.workflows.domain import machine, relations, signatories
from services.workflows.domain.case import SYSTEM, Doer, Office, Officer
from services.workflows.domain.process import STAY, Issue
from services.workflows.domain.relations import Surroundings
from tests.unit.workflows.builders import (
    APPROVER,
    AROUND,
    COMMUNE_ID,
    OFFICERS,
    UNITS,
    VOTE,
    a_case,
    a_member_case,
    a_member_view,
    a_view,
    codes,
    take,
)

DECIDING_NOTHING = tuple(code for code in TITLES if code not in COMMITTEE)
PROCESSES = tuple(sorted(registry.PROCESSES))
WAYS = [
    pytest.param(process, move.from_[0] if to == STAY else to, then, id=f"{process.code}-{move.action}-{to}")
    for process in registry.PROCESSES.values()
    for move in (process.opening, *process.moves)
    if move.by != "system"
    for to, then in move.ways
]


def somebody(code, *unit_ids, role="GRASSROOTS_OFFICER"):
    return Doer(UUID(int=77), "Vi Văn Nam", tuple(Office(role, unit_id, code) for unit_id in unit_ids))


def test_every_office_is_of_a_committee_of_an_inspection_or_of_staff():
    assert {*COMMITTEE, *INSPECTION, *STAFF, "PHAN_DOAN_TRUONG"} == set(TITLES)


@pytest.mark.parametrize("code", DECIDING_NOTHING)
@pytest.mark.parametrize("process", PROCESSES)
def test_staff_and_administrators_are_offered_nothing_in_any_case(process, code):
    definition = registry.get(process)
    for role in (*sorted(OFFICER_ROLES), "INSPECTOR", "SYSADMIN", "AUDITOR"):
        doer = somebody(code, *UNITS, role=role)
        for state in definition.states:
            view = a_member_view(a_member_case(definition, state.code))
            assert machine.offers(definition, view, doer) == []
            assert not any(relations.fills(doer, each, view.case) for each in definition.relations - {"applicant"})


@pytest.mark.parametrize("code", DECIDING_NOTHING)
def test_of_two_offices_at_a_unit_the_one_that_decides_counts(code):
    both = Doer(UUID(int=77), "", (Office("GRASSROOTS_OFFICER", COMMUNE_ID, code), APPROVER.offices[0]))

    assert both.office_at(COMMUNE_ID) == APPROVER.offices[0]


@pytest.mark.parametrize(("process", "to", "then"), WAYS)
def test_a_document_is_issued_by_an_office_that_signs_alone(process, to, then):
    issued = {each.template for each in then if isinstance(each, Issue)} | process.documents_towards(to, then)
    signed = issued - SIGNED_BY_MEETING

    for code in TITLES:
        doer = somebody(code, COMMUNE_ID)
        refused = signatories.refusal(process, then, doer, doer.offices[0], to=to)
        assert (refused is not None) == (bool(signed) and code not in SIGNING)
    assert signatories.refusal(process, then, SYSTEM, None, to=to) is None
    assert (signatories.refusal(process, then, Doer(None), None, to=to) is not None) == bool(signed)


def test_what_the_services_issue_after_a_move_is_signed_by_whoever_made_it():
    approve = next(move for move in registry.get("admission").moves if move.action == "approve")

    assert registry.get("admission").documents_towards(approve.to, approve.then) == {"T03"}


def sent(code):
    """A file on the commune's desk, and somebody of that office there beside its secretary."""
    doer = somebody(code, COMMUNE_ID)
    officer = Officer(doer.person_id, doer.name, COMMUNE_ID, "GRASSROOTS_OFFICER", code)
    around = Surroundings(UNITS, {**OFFICERS, COMMUNE_ID: (*OFFICERS[COMMUNE_ID], officer)})
    case = a_case("submitted", vote=VOTE)
    return a_view(replace(case, seats=relations.seats(case, registry.get("admission").relations, around))), doer


def test_a_member_of_the_bureau_reviews_but_does_not_approve_what_needs_a_signature():
    view, doer = sent("UVBTV")

    offers = {each.move.action: each for each in machine.offers(registry.get("admission"), view, doer)}
    assert [each.code for each in offers["approve"].refusals] == ["office-cannot-sign"]
    assert "Bí thư hoặc Phó Bí thư" in offers["approve"].refusals[0].mend
    assert take("return", view, doer, note="Thiếu ảnh").case.state == "returned"


@pytest.mark.parametrize("code", COMMITTEE)
def test_only_offices_that_sign_approve(code):
    view, doer = sent(code)
    if code in SIGNING:
        step = take("approve", view, doer)
        assert step.case.signer == {
            "person_id": str(doer.person_id), "name": doer.name, "position": code, "unit_id": str(COMMUNE_ID),
        }  # fmt: skip
        return
    with pytest.raises(Conflict) as fault:
        take("approve", view, doer)
    assert "office-cannot-sign" in codes(fault)


def with_officers(*held):
    return Surroundings(UNITS, {**OFFICERS, COMMUNE_ID: tuple(held)})


def test_a_unit_without_anybody_who_signs_leaves_decisions_to_the_one_above():
    member = Officer(UUID(int=78), "Vi Thị Na", COMMUNE_ID, "GRASSROOTS_OFFICER", "UVBTV")
    seats = relations.seats(a_case("submitted"), {"superior"}, with_officers(member))
    nobody = Surroundings(UNITS, {COMMUNE_ID: (member,)})

    assert (seats["superior"].unit_id, seats["superior"].due_unit_id) == (UNITS[COMMUNE_ID].path[-2], COMMUNE_ID)
    assert "chưa có Bí thư, Phó Bí thư để ký" in seats["superior"].note
    assert relations.seats(a_case("submitted"), {"superior"}, nobody)["superior"].unit_id == COMMUNE_ID
    assert relations.seats(a_case("submitted"), {"superior"}, AROUND)["superior"].unit_id == COMMUNE_ID


def test_a_chapter_is_told_by_members_of_its_committee_too():
    member = Officer(UUID(int=78), "Vi Thị Na", UNITS[COMMUNE_ID].id, "GRASSROOTS_OFFICER", "UVBCH")
    case = a_member_case(registry.get("discipline"))
    held = relations.seats(replace(case, unit_id=COMMUNE_ID), {"handler"}, with_officers(member))

    assert held["handler"].unit_id == COMMUNE_ID
