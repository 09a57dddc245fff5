"""A member works away from home: tracked, postponed, lost, back (domain rule 13A)."""

from dataclasses import replace
from datetime import date

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import machine
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Apply, Issue, Open, Prepare, Record, Settle, Strike
from services.workflows.domain.view import CaseFact
from services.workflows.processes.away import PROCESS
from tests.unit.workflows.builders import APPROVER, CHAPTER_ID, MEMBER, MEMBER_DOER, SECRETARY, STRANGER, codes
from tests.unit.workflows.moving import (
    FAR_CHAPTER_ID,
    a_moving_case,
    a_moving_view,
    an_open_case,
    by_services,
    moved,
    opened,
)

TRIP = {
    "destination_kind": "PROVINCE",
    "destination": "Khu công nghiệp VSIP, Bình Dương",
    "reason": "WORK",
    "depart_on": "2026-12-01",
    "expected_on": "2027-06-01",
}


def a_trip(state="tracked", **form):
    return a_moving_case(PROCESS, state, {**TRIP, **form})


def act(case, action, doer=SECRETARY, form=None, note="Lý do", **known):
    return moved(PROCESS, case, action, doer, form, note, **known)


def record(step):
    return next(effect for effect in step.effects if isinstance(effect, Record))


def record_of(step, **known):
    view = a_moving_view(step.case, **known)
    return record(step).data(view), record(step).writes(view)


@pytest.mark.parametrize("doer", [MEMBER_DOER, SECRETARY], ids=["member", "chapter"])
def test_the_member_reports_where_to_or_the_chapter_does(doer):
    assert opened(PROCESS, doer, TRIP).case.state == "reported"


def test_a_stranger_reports_nobody():
    with pytest.raises(Denied):
        opened(PROCESS, STRANGER, TRIP)


def test_without_a_destination_nothing_is_reported():
    with pytest.raises(Invalid):
        opened(PROCESS, SECRETARY, {**TRIP, "destination": ""})


@pytest.mark.parametrize(
    ("given", "known", "code"),
    [
        ({"expected_on": "2026-11-30"}, {}, "returns-before"),
        ({"expected_on": "2027-12-02"}, {}, "postponed-too-long"),
        ({}, {"subject": replace(MEMBER, status="IN_TRANSIT")}, "not-a-member"),
        ({}, {"cases": (an_open_case("away"),)}, "open-already"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_reported_is_refused(given, known, code):
    with pytest.raises(Conflict) as fault:
        opened(PROCESS, SECRETARY, {**TRIP, **given}, **known)

    assert codes(fault) == [code]
    assert fault.value.fields["refusals"][0]["mend"]


def test_a_trip_that_is_over_does_not_stand_in_the_way_of_another():
    ended = replace(an_open_case("away"), closed_on=date(2026, 10, 2))

    assert isinstance(ended, CaseFact)
    assert opened(PROCESS, SECRETARY, TRIP, cases=(ended,)).case.state == "reported"


def test_a_year_to_the_day_may_be_postponed():
    assert opened(PROCESS, SECRETARY, {**TRIP, "expected_on": "2027-12-01"}).case.state == "reported"


def test_who_is_tracked_is_flagged_and_linked():
    data, writes = record_of(act(a_trip("reported"), "track"))

    assert data == {
        "stage": "TRACKED",
        "unit_id": str(CHAPTER_ID),
        "destination_kind": "PROVINCE",
        "destination": "Khu công nghiệp VSIP, Bình Dương",
        "reason": "WORK",
        "depart_on": "2026-12-01",
        "expected_on": "2027-06-01",
    }
    assert writes == {
        "flags_add": ["away"],
        "link": {
            "kind": "AWAY",
            "act": "open",
            "host_place": "Khu công nghiệp VSIP, Bình Dương",
            "from_on": "2026-12-01",
            "until": "2027-06-01",
        },
    }


def test_who_goes_abroad_is_flagged_so():
    _, writes = record_of(act(a_trip("reported", destination_kind="ABROAD"), "track"))

    assert writes["flags_add"] == ["away", "abroad"]


def test_the_chapter_tracks_within_a_week():
    view = a_moving_view(a_trip("reported"))

    assert machine.due_at(PROCESS, view, state="reported", since=date(2026, 11, 24)).date() == date(2026, 12, 1)


def test_the_grassroots_unit_gives_a_temporary_paper_and_the_case_goes_on():
    step = act(a_trip(), "introduce", APPROVER)
    issue = next(effect for effect in step.effects if isinstance(effect, Issue))
    person = issue.person(a_moving_view(step.case))

    assert (issue.template, issue.by, issue.in_force) == ("T05", "origin", True)
    assert (person["to_unit_name"], person["from_on"], person["until"]) == (
        "Khu công nghiệp VSIP, Bình Dương",
        "2026-12-01",
        "2027-06-01",
    )
    assert by_services(PROCESS, step.case, "issued").state == "tracked"


def test_the_unit_where_they_take_part_is_written_into_the_link():
    step = act(a_trip(), "register", MEMBER_DOER, {"destination_id": str(FAR_CHAPTER_ID)})
    data, writes = record_of(step)

    assert step.case.state == "registered"
    assert data["host_unit_id"] == str(FAR_CHAPTER_ID)
    assert writes["link"]["host_unit_id"] == str(FAR_CHAPTER_ID)
    assert writes["link"]["act"] == "change"


@pytest.mark.parametrize("form", [{}, {"destination_id": str(FAR_CHAPTER_ID), "destination_place": "Bình Dương"}])
def test_one_host_is_named_and_no_two(form):
    with pytest.raises(Conflict):
        act(a_trip(), "register", SECRETARY, form)


def test_a_postponement_is_extended_again_and_again_each_time_for_a_year():
    first = act(a_trip(), "extend", form={"until": "2028-06-01"})
    second = act(first.case, "extend", form={"until": "2029-05-31"})

    assert (first.case.state, second.case.state) == ("extended", "extended")
    assert record_of(second)[1]["link"]["until"] == "2029-05-31"


@pytest.mark.parametrize(("until", "code"), [("2028-06-02", "postponed-too-long"), ("2027-06-01", "extension-over")])
def test_a_postponement_of_more_than_a_year_or_none_is_refused(until, code):
    with pytest.raises(Conflict) as fault:
        act(a_trip(), "extend", form={"until": until})

    assert codes(fault) == [code]


def test_every_contact_is_kept():
    first = act(a_trip(), "contact", form={"on": "2026-11-20", "way": "PHONE"})
    second = act(first.case, "contact", MEMBER_DOER, {"on": "2026-11-23", "way": "VISIT", "told": "Về quê ăn Tết"})

    assert [each["on"] for each in second.case.form["contacts"]] == ["2026-11-20", "2026-11-23"]
    assert second.case.state == "tracked"


def test_nobody_was_spoken_to_tomorrow():
    with pytest.raises(Conflict) as fault:
        act(a_trip(), "contact", form={"on": "2026-11-25"})

    assert codes(fault) == ["contact-in-future"]


def test_contact_is_lost_six_months_after_the_last_one():
    contacts = [{"on": "2026-11-20"}, {"on": "2026-12-20"}]
    heard, silent = a_moving_view(a_trip(contacts=contacts)), a_moving_view(a_trip())
    since = date(2026, 11, 24)

    assert machine.expires_at(PROCESS, heard, state="tracked", since=since).date() == date(2027, 6, 20)
    assert machine.expires_at(PROCESS, silent, state="tracked", since=since).date() == date(2027, 5, 24)


def test_who_is_lost_may_be_found_again_or_given_up():
    lost = by_services(PROCESS, a_trip("extended"), "lose_contact")

    assert lost.state == "lost_contact"
    assert act(lost, "contact", form={"on": "2026-11-24"}).case.state == "tracked"
    assert act(lost, "give_up").case.state == "given_up"
    assert record_of(act(lost, "give_up"))[1]["flags_remove"] == ["away", "abroad"]


def test_who_is_back_is_flagged_no_more():
    step = act(a_trip(depart_on="2026-02-01"), "return", form={"returned_on": "2026-11-20", "comment": "Tham gia tốt"})
    data, writes = record_of(step)

    assert step.case.state == "returned"
    assert data["stage"] == "RETURNED"
    assert writes == {
        "flags_remove": ["away", "abroad"],
        "link": {"kind": "AWAY", "act": "end", "ended_on": "2026-11-20", "comment": "Tham gia tốt"},
    }


@pytest.mark.parametrize(("on", "code"), [("2026-11-25", "return-in-future"), ("2026-01-31", "return-before")])
def test_a_return_is_between_the_departure_and_today(on, code):
    with pytest.raises(Conflict) as fault:
        act(a_trip(depart_on="2026-02-01"), "return", form={"returned_on": on})

    assert codes(fault) == [code]


def test_who_settles_there_moves_for_good():
    step = act(a_trip(), "convert", form={"destination_id": str(FAR_CHAPTER_ID)})
    opens = next(effect for effect in step.effects if isinstance(effect, Open))

    assert step.case.state == "converted"
    assert opens.process == "transfer"
    assert opens.form(a_moving_view(step.case)) == {"reason": "WORK", "destination_id": str(FAR_CHAPTER_ID)}


def test_a_trip_is_called_off_before_it_begins_and_its_notes_are_struck():
    assert act(a_trip("reported"), "cancel", MEMBER_DOER).case.state == "cancelled"
    assert act(a_trip(), "cancel").effects == (Strike(), Settle("T05", "revoked"))


def test_a_trip_that_has_begun_is_not_called_off():
    with pytest.raises(Conflict) as fault:
        act(a_trip(depart_on="2026-11-24", expected_on=None), "cancel")

    assert codes(fault) == ["departed"]


# ---------------------------------------------------------------- amended on the way

NEW_TRIP = {
    "destination_kind": "ABROAD",
    "destination": "Osaka, Nhật Bản",
    "depart_on": "2026-12-15",
    "expected_on": "2027-09-01",
}


def test_before_it_is_tracked_a_trip_is_amended_by_itself():
    step = act(a_trip("reported"), "amend", MEMBER_DOER, NEW_TRIP)

    assert (step.case.state, step.effects) == ("reported", ())
    assert step.case.form["destination"] == "Osaka, Nhật Bản"


@pytest.mark.parametrize("state", ["tracked", "registered", "extended"])
def test_once_tracked_the_registry_is_asked_first_and_told_what_the_trip_is_now(state):
    asked = act(a_trip(state), "amend", MEMBER_DOER, NEW_TRIP)
    held = moved(PROCESS, asked.case, "prepared", SYSTEM)
    [apply] = [effect for effect in held.effects if isinstance(effect, Apply)]
    view = a_moving_view(held.case)
    done = by_services(PROCESS, held.case, "applied")

    assert [effect.kind for effect in asked.effects if isinstance(effect, Prepare)] == ["note"]
    assert asked.effects[0].data(a_moving_view(asked.case)) == {"link": "AWAY"}
    assert asked.case.form["destination"] == TRIP["destination"]
    assert apply.data(view)["stage"] == "AMENDED"
    assert apply.data(view)["destination"] == "Osaka, Nhật Bản"
    assert apply.writes(view) == {
        "flags_add": ["away", "abroad"],
        "link": {
            "kind": "AWAY",
            "act": "amend",
            "host_unit_id": None,
            "host_place": "Osaka, Nhật Bản",
            "from_on": "2026-12-15",
            "until": "2027-09-01",
        },
    }
    assert done.state == state
    assert {name: done.form.get(name) for name in NEW_TRIP} == NEW_TRIP
    assert "amended" not in done.form


def test_what_the_registry_refuses_leaves_the_trip_as_it_was():
    asked = act(a_trip("extended"), "amend", form=NEW_TRIP)

    assert by_services(PROCESS, asked.case, "refused").state == "extended"
    assert by_services(PROCESS, asked.case, "refused").form == a_trip("extended").form


def test_a_return_that_is_not_known_any_more_is_cleared_in_the_registry_too():
    asked = act(a_trip(destination_kind="ABROAD"), "amend", form={**TRIP, "expected_on": None})
    held = moved(PROCESS, asked.case, "prepared", SYSTEM)
    [apply] = held.effects
    writes = apply.writes(a_moving_view(held.case))

    assert (writes["link"]["until"], writes["flags_remove"]) == (None, ["abroad"])
    assert "expected_on" not in by_services(PROCESS, held.case, "applied").form


def test_the_host_that_was_registered_stays_the_host():
    asked = act(a_trip("registered", destination_id=str(FAR_CHAPTER_ID)), "amend", form=NEW_TRIP)
    held = moved(PROCESS, asked.case, "prepared", SYSTEM)
    [apply] = held.effects

    assert apply.writes(a_moving_view(held.case))["link"]["host_unit_id"] == str(FAR_CHAPTER_ID)


@pytest.mark.parametrize(
    ("given", "code"),
    [({"expected_on": "2026-12-10"}, "returns-before"), ({"expected_on": "2028-01-01"}, "postponed-too-long")],
)
def test_the_amended_trip_is_judged_and_not_the_one_before(given, code):
    with pytest.raises(Conflict) as fault:
        act(a_trip(), "amend", form={**NEW_TRIP, **given})

    assert codes(fault) == [code]
