"""A class that graduates moves on in one act: a case for each, carried together."""

from uuid import UUID

import pytest

from services.kit import jobs
from services.kit.faults import Denied, Invalid
from services.workflows.actions import bulk, lists, opening_many, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    DEPUTY,
    GRASSROOTS_CHAPTER,
    MEMBER,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
    a_person,
)

CLASS = [UUID(int=0xF00 + number) for number in range(60)]
TO = {"destination_id": str(GRASSROOTS_CHAPTER), "reason": "GRADUATION"}


@pytest.fixture
def open_all(workflows):
    def run(subject_ids, by=SECRETARY, unit_id=CHAPTER, process="transfer", form=TO):
        with workflows.asking(by) as tx:
            begun = opening_many.open_cases(tx, process=process, unit_id=unit_id, subject_ids=subject_ids, form=form)
        jobs.run(jobs.claim(workflows.database, opening_many.OPEN), opening_many.open_each)
        with workflows.asking(by) as tx:
            return jobs.read(tx, begun["id"])["results"]

    with workflows.asking() as tx:
        seats.on_people_changed(tx, [a_person(key, f"Học sinh {key.int}", CHAPTER) for key in CLASS])
    return run


def test_everybody_has_a_case_and_all_go_on_together(workflows, open_all, rows):
    results = open_all(CLASS)
    found = rows("SELECT id FROM cases WHERE process = 'transfer' ORDER BY id")
    confirmed = {"comment": "Tốt", "fee_paid_until": "2026-11-01", "comments_complete": True, "book": "HANDED"}
    with workflows.asking(SECRETARY) as tx:
        acted = bulk._act_on(tx, [row.id for row in found], {"action": "confirm", "form": confirmed, "note": None})

    assert {result["code"] for result in results} == {"requested"}
    assert len(found) == len(CLASS)
    assert all(outcome["ok"] for outcome in acted)


def test_one_that_cannot_be_opened_leaves_the_others(workflows, open_all):
    workflows.open_about("transfer", MEMBER, **TO)
    results = open_all([MEMBER, CLASS[0], OTHER_SECRETARY, UUID(int=0xFFFF)])

    assert [(result["ok"], result["code"]) for result in results] == [
        (False, "case-refused"),
        (True, "requested"),
        (False, "not-of-this-unit"),
        (False, "not-of-this-unit"),
    ]


def test_the_union_opens_for_members_of_its_chapters_at_their_chapters(open_all, rows):
    open_all([MEMBER, DEPUTY], by=APPROVER, unit_id=COMMUNE)

    assert {row.unit_id for row in rows("SELECT unit_id FROM cases")} == {CHAPTER}


def test_the_same_member_twice_is_asked_for_once(open_all):
    assert len(open_all([MEMBER, MEMBER])) == 1


def test_an_officer_of_another_chapter_may_not(open_all):
    with pytest.raises(Denied):
        open_all([MEMBER], by=SECRETARY, unit_id=OTHER_CHAPTER)


def test_a_form_that_is_wrong_is_refused_before_the_job(open_all):
    with pytest.raises(Invalid):
        open_all([MEMBER], form={"destination_id": "không rõ"})


def test_the_menu_says_which_processes_take_many_members_and_which_have_a_board(workflows):
    with workflows.asking(SECRETARY) as tx:
        menu = {item["code"]: item for item in lists.list_processes(tx, unit_id=CHAPTER)["items"]}
        lanes = lists.get_process(tx, code="transfer")["board"]["lanes"]
        steps = lists.get_process(tx, code="maturation")["board"]["lanes"]

    assert (menu["transfer"]["for_many"], menu["admission"]["for_many"]) == (True, False)
    assert (menu["transfer"]["board"], menu["award"]["board"]) == ("chuyen-sinh-hoat", None)
    assert [lane["side"] for lane in lanes] == ["from", "from", "to", "any", "from"]
    assert [lane["states"] for lane in steps] == [
        ("due",),
        ("consulted",),
        ("declined",),
        ("listed",),
        ("returned",),
        ("approved",),
    ]
