"""A member takes part where they live as well (domain rule 13B)."""

from dataclasses import replace
from datetime import date

import pytest

from services.kit.faults import Conflict, Denied
from services.workflows.domain import machine, relations
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Drop, Issue, Record, Settle
from services.workflows.processes.residence import PROCESS
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER,
    CHAPTER_ID,
    MEMBER,
    MEMBER_DOER,
    SECRETARY,
    STRANGER,
    codes,
)
from tests.unit.workflows.moving import (
    FAR_CHAPTER,
    FAR_CHAPTER_ID,
    FAR_SECRETARY,
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

OFFICE = replace(CHAPTER, name="Chi đoàn Bưu điện", kind="CO_QUAN")
HOME = {
    "destination_id": str(THERE_ID),
    "address": "Thôn Thượng, Cảnh Thuỵ",
    "residence": "PERMANENT",
    "since_on": "2026-11-01",
}
COMMENT = {"year": 2026, "comment": "Tham gia đều", "grade": "TOT"}


def a_residence(state="requested", around=TWO_BRANCHES, **form):
    return a_moving_case(PROCESS, state, {**HOME, **form}, around=around)


def an_active_one(state="active", **form):
    return with_paper(a_residence(state, chapter_id=str(FAR_CHAPTER_ID), **form), "T06")


def act(case, action, doer, form=None, note="Lý do", **known):
    return moved(PROCESS, case, action, doer, form, note, **{"unit": OFFICE, **known})


def opens(doer=SECRETARY, form=HOME, **known):
    return opened(PROCESS, doer, form, **{"unit": OFFICE, **known})


def record_of(step):
    view = a_moving_view(step.case, unit=OFFICE)
    record = next(effect for effect in step.effects if isinstance(effect, Record))
    return record.data(view), record.writes(view)


@pytest.mark.parametrize("doer", [SECRETARY, MEMBER_DOER, APPROVER], ids=["chapter", "member", "grassroots"])
def test_the_chapter_the_member_and_the_grassroots_unit_may_ask(doer):
    assert opens(doer).case.state == "requested"


def test_a_stranger_may_not_ask():
    with pytest.raises(Denied):
        opens(STRANGER)


@pytest.mark.parametrize(
    ("given", "known", "code"),
    [
        ({}, {"unit": CHAPTER}, "residential-already"),
        ({"destination_id": None}, {}, "no-host"),
        ({"destination_place": "Đoàn phường ở Hà Nội"}, {}, "two-hosts"),
        ({}, {"destination_union": replace(THERE, kind="DOAN_CO_QUAN")}, "not-a-commune"),
        ({}, {"destination": replace(THERE, closed=True)}, "host-closed"),
        ({"residence": "TEMPORARY", "since_on": "2026-07-01"}, {}, "residence-too-short"),
        ({"residence": "TEMPORARY", "until": "2027-04-30"}, {}, "residence-too-short"),
        ({}, {"cases": (an_open_case("residence"),)}, "open-already"),
        ({}, {"subject": replace(MEMBER, status="MATURED")}, "not-a-member"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_asked_for_is_refused_with_advice(given, known, code):
    with pytest.raises(Conflict) as fault:
        opens(form={name: value for name, value in {**HOME, **given}.items() if value}, **known)

    assert codes(fault) == [code]
    assert fault.value.fields["refusals"][0]["mend"]


@pytest.mark.parametrize(
    "given", [{"until": "2027-05-01"}, {"since_on": "2026-05-24"}], ids=["six months to come", "six months past"]
)
def test_six_months_of_temporary_residence_are_enough(given):
    assert opens(form={**HOME, "residence": "TEMPORARY", **given}).case.state == "requested"


def test_the_introduction_is_of_the_unit_that_keeps_the_file():
    step = act(a_residence(), "introduce", APPROVER)
    issue = next(effect for effect in step.effects if isinstance(effect, Issue))
    person = issue.person(a_moving_view(step.case))

    assert (issue.template, issue.by, issue.in_force) == ("T06", "origin", True)
    assert (person["to_unit_name"], person["residence"], person["from_on"]) == (
        "Đoàn xã Cảnh Thuỵ",
        "PERMANENT",
        "2026-11-01",
    )
    assert by_services(PROCESS, step.case, "issued").state == "introduced"


def test_the_introduction_is_due_thirty_days_after_moving():
    view = a_moving_view(a_residence())

    assert machine.due_at(PROCESS, view, state="requested", since=date(2026, 11, 24)).date() == date(2026, 12, 1)


def test_the_commune_takes_in_and_assigns_a_chapter_that_holds_the_case():
    step = act(a_residence("introduced"), "receive", RECEIVER, {"chapter_id": str(FAR_CHAPTER_ID)})
    seated = replace(step.case, seats=relations.seats(step.case, PROCESS.relations, TWO_BRANCHES))
    data, writes = record_of(step)

    assert data == {
        "stage": "RECEIVED",
        "unit_id": str(CHAPTER_ID),
        "host_unit_id": str(FAR_CHAPTER_ID),
        "from_on": "2026-11-24",
    }
    assert writes == {
        "link": {"kind": "RESIDENCE", "host_unit_id": str(FAR_CHAPTER_ID), "act": "open", "from_on": "2026-11-24"}
    }
    assert act(seated, "confirm", FAR_SECRETARY).case.state == "active"


def test_a_chapter_of_another_commune_is_not_assigned():
    with pytest.raises(Conflict) as fault:
        act(a_residence("introduced"), "receive", RECEIVER, {"chapter_id": str(CHAPTER_ID)})

    assert "chapter-elsewhere" in codes(fault)


def test_the_wrong_commune_gives_it_back_and_the_paper_is_revoked():
    step = act(a_residence("introduced"), "give_back", RECEIVER)

    assert step.case.state == "requested"
    assert step.effects == (Drop("T06"),)


def test_the_yearly_comment_is_a_paper_and_a_line():
    step = act(an_active_one(), "comment", FAR_SECRETARY, COMMENT)
    issue = next(effect for effect in step.effects if isinstance(effect, Issue))
    view = a_moving_view(step.case, unit=OFFICE)
    done = moved(PROCESS, with_paper(step.case, "T06N"), "issued", SYSTEM, unit=OFFICE)
    data, writes = record_of(done)

    assert (issue.template, issue.by) == ("T06N", "destination_chapter")
    assert issue.common(view)["about"] == {
        "year": 2026,
        "host_name": FAR_CHAPTER.name,
        "introduction": {"number": "05-GT/ĐTN", "on": "2026-11-24"},
    }
    assert issue.person(view)["comment"] == "Tham gia đều"
    assert data["year"] == 2026
    assert data["grade"] == "TOT"
    assert writes["link"] == {
        "kind": "RESIDENCE",
        "act": "change",
        "year": 2026,
        "comment": "Tham gia đều",
        "grade": "TOT",
    }
    assert done.case.state == "commented"


def test_there_is_one_comment_a_year():
    commented = an_active_one("commented", comments=[COMMENT])

    with pytest.raises(Conflict) as again:
        act(commented, "comment", FAR_SECRETARY, COMMENT)
    with pytest.raises(Conflict) as elsewhen:
        act(commented, "comment", FAR_SECRETARY, {**COMMENT, "year": 2020})

    assert (codes(again), codes(elsewhen)) == (["commented-already"], ["year-elsewhere"])
    assert act(commented, "comment", FAR_SECRETARY, {**COMMENT, "year": 2025}).case.state == "commenting"


def test_the_comment_is_due_on_the_fifteenth_of_november_of_a_year_without_one():
    fresh, told_already = a_moving_view(an_active_one()), a_moving_view(an_active_one(comments=[COMMENT]))
    since = date(2026, 11, 10)

    assert machine.due_at(PROCESS, fresh, state="active", since=since).date() == date(2026, 11, 15)
    assert machine.due_at(PROCESS, told_already, state="commented", since=since).date() == date(2027, 11, 15)


@pytest.mark.parametrize("doer", [FAR_SECRETARY, RECEIVER, APPROVER, SECRETARY, MEMBER_DOER])
def test_every_side_may_end_it(doer):
    step = act(an_active_one(), "end", doer, {"ended_on": "2026-11-20"})
    data, writes = record_of(step)

    assert step.case.state == "ended"
    assert data["ended_on"] == "2026-11-20"
    assert writes == {"link": {"kind": "RESIDENCE", "act": "end", "ended_on": "2026-11-20"}}
    assert Settle("T06", "revoked") in step.effects


def test_it_does_not_end_tomorrow():
    with pytest.raises(Conflict) as fault:
        act(an_active_one(), "end", SECRETARY, {"ended_on": "2026-11-25"})

    assert codes(fault) == ["end-in-future"]


def outside(state):
    form = {"destination_id": None, "destination_place": "Đoàn phường Láng Hạ, Hà Nội"}
    return a_residence(state, **form)


def test_who_lives_in_another_province_is_followed_by_the_unit_that_keeps_the_file():
    introduced = by_services(PROCESS, outside("introducing"), "issued")
    received = act(introduced, "receive", APPROVER)
    commented = act(received.case, "comment", APPROVER, COMMENT)

    assert introduced.state == "introduced_outside"
    assert record_of(received)[1]["link"]["host_place"] == "Đoàn phường Láng Hạ, Hà Nội"
    assert commented.case.state == "active_outside"
    assert record_of(commented)[0]["stage"] == "COMMENTED"
    assert act(commented.case, "end", SECRETARY, {"ended_on": "2026-11-24"}).case.state == "ended"
