"""Who has missed sittings of a committee: entered by a chapter's officers, told by meetings, counted once, and what follows."""

from datetime import timedelta

import pytest

from services.kit import ids
from services.kit.clock import now
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.members.actions import sittings

COMMUNE, OTHER = "24-02-001", "24-02-001-002"


@pytest.fixture
def committee(ask, province, chapter, today):
    """A secretary and a member of the committee, in office for a year."""
    people = [province.add_member(f"Uỷ Viên {ids.new().hex[-4:]}", chapter) for _ in range(2)]
    seats = [{"person_id": person.id, "code": code} for person, code in zip(people, ("BT", "UVBCH"), strict=True)]
    ask(
        "recognise_committee",
        by=COMMUNE,
        unit_id=province.id(chapter),
        seats=seats,
        from_on=today - timedelta(days=365),
    )
    return people


@pytest.fixture
def record(ask, province, chapter, today):
    """`record(7, an)`: a week ago the committee sat without these people."""

    def run(days, *absent, by=None, state="absent"):
        away = [{"person_id": person.id, "state": state} for person in absent]
        given = {"unit_id": province.id(chapter), "held_on": today - timedelta(days=days), "away": away}
        return ask("record_sitting", by=by or chapter, **given)

    return run


@pytest.fixture
def tell(province, chapter, today):
    """Meetings tell, twice, that somebody was so many days ago at a sitting, or was not."""

    def run(days, person, *, state="absent", body="COMMITTEE", meeting_id=None, recorded_at=None):
        told = {"meeting_id": meeting_id or ids.new(), "person_id": person.id, "unit_id": province.id(chapter)}
        when = {"held_on": today - timedelta(days=days), "recorded_at": recorded_at or now()}
        for _ in range(2):
            with province.database.transaction() as tx:
                sittings.save_attendance(tx, **told, **when, state=state, body=body)

    return run


@pytest.fixture
def missed(ask, province, chapter):
    def run(by=None):
        found = ask("list_sittings", by=by or chapter, unit_id=province.id(chapter))["missed"]
        return {each["person"]["full_name"]: len(each["days"]) for each in found}

    return run


@pytest.fixture
def office_of(ask, province, chapter):
    def found(person):
        officers = ask("list_officers", by=COMMUNE, unit_id=province.id(chapter))["items"]
        return next(each for each in officers if each["person"]["id"] == str(person.id))

    return found


def test_the_chapters_own_officer_enters_who_was_away(record, committee):
    secretary, other = committee

    record(40, other, state="excused")
    view = record(10, other)

    assert [(each["present"], len(each["absent"]), len(each["excused"])) for each in view["items"]] == [
        (1, 1, 0),
        (1, 0, 1),
    ]
    assert view["items"][0]["source_title"] == "Nhập tay"
    assert view["missed"][0]["person"]["full_name"] == other.full_name
    assert "Vắng 1 kỳ họp liên tiếp" in view["missed"][0]["text"]
    [act] = view["allowed_actions"]
    who = act["form_schema"]["properties"]["away"]["items"]["properties"]["person_id"]
    assert set(who["x-labels"]) == {secretary.full_name, other.full_name}


def test_entered_again_a_day_says_what_was_entered_last(record, committee, missed):
    record(10, *committee)
    record(10, committee[1])

    assert missed() == {committee[1].full_name: 1}


def test_what_meetings_tell_and_what_is_entered_are_one_sitting(record, tell, committee, missed):
    other = committee[1]
    record(10, other)
    tell(10, other)
    tell(40, other)

    assert missed() == {other.full_name: 2}


def test_meetings_have_the_last_word_on_a_day(record, tell, committee, missed):
    other = committee[1]
    record(10, other)
    tell(10, other, state="late")

    with pytest.raises(Conflict, match="sitting-told"):
        record(10, other)
    assert missed() == {}


def test_older_news_of_a_meeting_never_wins(tell, committee, missed):
    other, meeting, later = committee[1], ids.new(), now()
    tell(10, other, state="present", meeting_id=meeting, recorded_at=later)
    tell(10, other, state="absent", meeting_id=meeting, recorded_at=later - timedelta(hours=1))

    assert missed() == {}


def test_a_meeting_of_members_is_no_sitting(tell, committee, missed):
    tell(10, committee[1], body="MEMBERS")

    assert missed() == {}


def test_three_sittings_on_record_end_a_seat_without_a_number_being_typed(record, tell, committee, ask, office_of, sql):
    other = committee[1]
    record(70, other)
    tell(40, other)
    record(10, other)
    office = office_of(other)
    asked = next(act for act in office["allowed_actions"] if act["action"] == "end_position")["form_schema"][
        "properties"
    ]

    ask("end_position", by=COMMUNE, position_id=office["id"], because="ABSENT")

    assert asked["absences"]["default"] == 3
    assert "Sổ kỳ họp ghi vắng 3 kỳ" in asked["absences"]["description"]
    noted = sql.execute(
        "SELECT after FROM audit_log WHERE action = 'position.end' ORDER BY id DESC LIMIT 1"
    ).fetchone()[0]
    assert noted["absences"] == 3


def test_fewer_than_the_rule_says_end_no_seat_whatever_is_typed(record, committee, ask, office_of):
    other = committee[1]
    record(40, other)
    record(10, other)
    office = office_of(other)

    for absences, events in ((3, "mà nhập 3"), (None, "Mới vắng 2 kỳ họp liên tiếp")):
        with pytest.raises(Invalid) as refused:
            ask("end_position", by=COMMUNE, position_id=office["id"], because="ABSENT", absences=absences)
        assert events in refused.value.fields["errors"]["absences"][0]


def test_without_any_record_the_superior_states_the_number(committee, ask, office_of):
    office = office_of(committee[1])

    ask("end_position", by=COMMUNE, position_id=office["id"], because="ABSENT", absences=3)

    assert office_of(committee[1])["until"] is not None


def test_sittings_are_for_the_units_officers_and_those_above(record, committee, missed):
    record(10, committee[1], by=COMMUNE)

    assert missed(by="24-02") == {committee[1].full_name: 1}
    with pytest.raises(NotFound):
        missed(by=OTHER)
    with pytest.raises(NotFound):
        record(10, by="24-01-001")


def test_a_member_does_not_read_who_was_away(committee, chapter, rpc, province, token_for):
    member = province.add_member("Đoàn Viên Thường", chapter)

    with pytest.raises(Denied):
        rpc.call("members.list_sittings", {"unit_id": province.id(chapter)}, token=token_for(member.id))
