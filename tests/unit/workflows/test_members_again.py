"""Whoever was elected after maturity is a member again: where, when the old chapter is over (domain rules 1.6 and 6)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict
from services.workflows.domain import machine
from services.workflows.domain.case import Unit
from tests.unit.workflows.builders import APPROVER, CHAPTER, CHAPTER_ID, COMMUNE, DISTRICT, codes
from tests.unit.workflows.maturation_cases import OF_AGE, PROCESS, T07, WISH, a_view, act

TODAY = date(2027, 3, 1)
OVER = replace(CHAPTER, closed=True)
ELECTED = {"elected_on": "2027-02-20", "office": "Uỷ viên BCH huyện đoàn"}


def a_chapter(number, above=COMMUNE, **given):
    key = UUID(int=number)
    return replace(Unit(key, "Chi đoàn thôn Thượng", "CHAPTER", "DIA_BAN_DAN_CU", (*above.path, key)), **given)


NEAR, FAR = a_chapter(41), a_chapter(42, replace(COMMUNE, path=(*DISTRICT.path, UUID(int=43))))


def matured(**facts):
    case = {"documents": (T07,), "decided_on": date(2026, 11, 22)}
    return a_view(
        "matured", person=replace(OF_AGE, status="MATURED"), today=TODAY, case=case, facts=facts, wish=WISH
    )  # fmt: skip


def elected(chosen=None, **facts):
    """The move with the chapter that was named, if one was."""
    given = {**ELECTED, **({"chapter_id": str(chosen.id)} if chosen else {})}
    return act("reactivate", matured(**facts, elected_chapter=chosen), APPROVER, given)


def refused(chosen=None, **facts):
    with pytest.raises(Conflict) as fault:
        elected(chosen, **facts)
    return fault


def lives_in(step):
    [prepare] = step.effects
    return prepare.data(matured(unit=OVER, standing_unit=NEAR, elected_chapter=NEAR))["unit_id"]


def offered(**facts):
    view = matured(**facts)
    move = next(move for move in PROCESS.moves_from("matured") if move.action == "reactivate")
    return move.fills(view)


def test_in_the_old_chapter_while_that_is_open():
    assert elected().case.state == "reactivating"
    assert offered() == {"chapter_id": str(CHAPTER_ID)}


def test_in_the_one_that_took_over_from_it_which_is_proposed():
    assert elected(unit=OVER, standing_unit=FAR).case.state == "reactivating"
    assert offered(unit=OVER, standing_unit=FAR) == {"chapter_id": str(FAR.id)}


def test_in_another_chapter_of_the_unit_that_decides():
    step = elected(NEAR, unit=OVER, standing_unit=None)

    assert (step.case.state, lives_in(step)) == ("reactivating", str(NEAR.id))


def test_nowhere_until_a_chapter_is_named_where_none_took_over():
    fault = refused(unit=OVER, standing_unit=None)

    assert codes(fault) == ["no-chapter"]
    said = fault.value.fields["refusals"][0]
    assert "Chi đoàn thôn Hạ đã kết thúc hoạt động và không có chi đoàn nào kế thừa" in said["text"]
    assert "Chọn chi đoàn đang hoạt động" in said["mend"]
    assert offered(unit=OVER, standing_unit=None) == {}


def test_the_move_is_offered_all_the_same():
    found = machine.offers(PROCESS, matured(unit=OVER, standing_unit=None), APPROVER)

    assert "reactivate" in {offer.move.action for offer in found if not offer.refusals}


@pytest.mark.parametrize(
    ("chosen", "code"),
    [(replace(NEAR, closed=True), "chapter-closed"), (COMMUNE, "not-a-chapter"), (FAR, "chapter-elsewhere")],
    ids=["over too", "no chapter", "another's"],
)
def test_a_chapter_that_cannot_take_them_is_refused(chosen, code):
    assert codes(refused(chosen, unit=OVER, standing_unit=None)) == [code]


def test_where_a_union_took_over_a_chapter_is_named():
    assert codes(refused(unit=OVER, standing_unit=COMMUNE)) == ["no-chapter"]


def test_membership_begins_anew():
    [prepare] = elected().effects

    assert prepare.data(matured())["anew"] is True
