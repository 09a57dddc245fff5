"""Which fields a member may ask to have changed, and when a request may be decided."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.kit.faults import Invalid
from services.members.domain import profile
from services.members.edit_requests.domain import (
    EDITABLE,
    UNDO_WINDOW,
    Standing,
    State,
    columns_of,
    display,
    propose,
    refuse_decision,
    refuse_reopening,
    value_of,
)

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
GIVEN_BY_THE_UNION = {"card_no", "card_date", "old_card_no", "admission_decision", "admission_decision_date", "book_no"}


def columns(**given):
    """A file with these columns, and nothing else in it."""
    named = {field.column: None for field in profile.FIELDS.values() if field.column}
    return named | {"born_precision": "day", "profile": {}, "full_name": "Nguyễn Thu Hà", "sex": "female"} | given


def standing(**changed):
    usual = Standing(
        field=profile.FIELDS["phone"],
        state=State.WAITING,
        is_own=False,
        is_merged=False,
        is_settled=False,
        is_outdated=False,
    )
    return replace(usual, **changed)


def test_every_field_on_offer_is_one_of_the_file_that_people_may_write():
    assert [code for code in EDITABLE if profile.FIELDS[code].read_only] == []
    assert EDITABLE.keys() & GIVEN_BY_THE_UNION == set()


@pytest.mark.parametrize("code", ["full_name", "birth_date", "sex", "citizen_id"])
def test_what_tells_people_apart_needs_a_reason(code):
    assert EDITABLE[code].needs_reason


def test_a_reason_of_blanks_is_none():
    with pytest.raises(Invalid) as refused:
        propose({"sex": "male"}, current=columns(), reason="  ", today=TODAY)

    assert list(refused.value.fields["errors"]) == ["reason"]


def test_what_is_asked_for_stands_beside_what_the_file_says():
    current = columns(born_on=date(2005, 1, 1), born_precision="year", profile={"specialty": "Hát"})

    asked = propose({"birth_date": "5/3/2005", "specialty": " Múa "}, current=current, reason="Khai sinh.", today=TODAY)

    assert [(each.old, each.new) for each in asked] == [("2005", "05/03/2005"), ("Hát", "Múa")]


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ("birth_date", "03/2005"),
        ("birth_date", "05/03/2005"),
        ("citizen_id_date", "2021-05-01"),
        ("team_join_date", "2014-05-15"),
        ("ethnicity", 2),
        ("salaried", False),
        ("specialty", None),
        ("relatives", [{"text": "Mẹ"}]),
    ],
)
def test_a_value_read_out_of_the_columns_that_say_it_is_the_same(code, value):
    field, current = profile.FIELDS[code], columns(profile={"note": "giữ"})

    written = {**current, **columns_of(field, value, current=current, today=TODAY)}

    assert value_of(field, written) == value
    assert written["profile"]["note"] == "giữ"


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("birth_date", "05/03/2005", "05/03/2005"),
        ("union_join_date", "2021-03-26", "26/03/2021"),
        ("team_join_date", "2014-05-15", "15/05/2014"),
        ("sex", "male", "Nam"),
        ("ethnicity", 2, "Tày"),
        ("phone", None, ""),
    ],
)
def test_a_value_is_shown_as_people_read_it(code, value, text):
    assert display(profile.FIELDS[code], value) == text


@pytest.mark.parametrize(
    ("changed", "approving", "rejecting"),
    [
        ({}, None, None),
        ({"state": State.APPROVED}, "edit-request-decided", "edit-request-decided"),
        ({"state": State.WITHDRAWN}, "edit-request-decided", "edit-request-decided"),
        ({"is_own": True}, "own-edit-request", "own-edit-request"),
        ({"is_settled": True}, "field-settled", "field-settled"),
        ({"is_merged": True}, "merged-away", None),
        ({"is_outdated": True}, "value-changed", None),
    ],
)
def test_a_request_is_decided_by_another_who_may_on_what_the_member_saw(changed, approving, rejecting):
    found = [refuse_decision(standing(**changed), approves=approves) for approves in (True, False)]

    assert [refusal and refusal.code for refusal in found] == [approving, rejecting]


@pytest.mark.parametrize(
    ("changed", "more", "code"),
    [
        ({"state": State.APPROVED}, {}, None),
        ({"state": State.REJECTED}, {}, None),
        ({"state": State.REJECTED, "is_outdated": True}, {}, None),
        ({"state": State.WAITING}, {}, "nothing-to-undo"),
        ({"state": State.WITHDRAWN}, {}, "nothing-to-undo"),
        ({"state": State.APPROVED, "is_own": True}, {}, "own-edit-request"),
        ({"state": State.APPROVED, "is_settled": True}, {}, "field-settled"),
        ({"state": State.APPROVED, "is_outdated": True}, {}, "value-changed"),
        ({"state": State.APPROVED}, {"has_waiting": True}, "edit-request-waiting"),
        ({"state": State.APPROVED}, {"decided_at": NOW - UNDO_WINDOW}, "undo-over"),
        ({"state": State.APPROVED}, {"decided_at": NOW - UNDO_WINDOW + timedelta(seconds=1)}, None),
    ],
)
def test_an_answer_is_taken_back_while_nothing_has_come_since(changed, more, code):
    given = {"decided_at": NOW, "has_waiting": False} | more

    refusal = refuse_reopening(standing(**changed), now=NOW, **given)

    assert (refusal and refusal.code) == code
