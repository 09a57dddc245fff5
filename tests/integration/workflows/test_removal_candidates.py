"""The list of whom a chapter may consider says what the rules of a single case say."""

from datetime import date
from random import Random
from uuid import UUID

import pytest
from sqlalchemy import text

from services.kit import wire
from services.kit.faults import Denied
from services.workflows.actions import candidates, evidence, seats
from services.workflows.domain import inactivity
from services.workflows.domain.rules import DEFAULTS, Rules, add_months
from services.workflows.domain.view import AttendanceFact, FeeFact
from services.workflows.store import RuleSets
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    NOW,
    OTHER_CHAPTER,
    SECRETARY,
    a_position,
)
from tests.integration.workflows.member_cases import MEMBER, a_member, opened

TODAY = NOW.date()
OWES = [date(2026, month, 1) for month in (8, 9, 10)]


def owe(workflows, person_id=MEMBER, months=OWES, version=1):
    standing = {
        "person_id": person_id,
        "unit_id": CHAPTER,
        "paid_until": None,
        "owed_months": months,
        "version": version,
    }
    with workflows.asking() as tx:
        evidence.on_fee_standings_changed(tx, [standing])


def attend(workflows, person_id, meetings):
    """month → state"""
    with workflows.asking() as tx:
        for place, (month, state) in enumerate(meetings):
            evidence.on_attendance_recorded(
                tx,
                meeting_id=UUID(int=person_id.int * 1000 + place),
                person_id=person_id,
                unit_id=CHAPTER,
                recorded_at=NOW,
                held_on=month.replace(day=15),
                state=state,
                body="MEMBERS",
            )


def listed(workflows, by=SECRETARY, unit_id=CHAPTER, **given):
    with workflows.asking(by) as tx:
        asked = {"limit": 50, "cursor": None, "count": "exact", **given}
        return candidates.list_removal_candidates(tx, unit_id=unit_id, **asked)


@pytest.fixture(autouse=True)
def nothing_is_known(database):
    with database.engine.begin() as connection:
        connection.execute(text("TRUNCATE fee_standings, attendances, rule_sets"))
    RuleSets._kept.clear()
    yield
    RuleSets._kept.clear()


@pytest.fixture
def member(workflows):
    return a_member(workflows, born_on=date(2000, 5, 17))


def test_a_member_who_owes_three_months_is_named_with_them(workflows, member):
    owe(workflows)

    found = listed(workflows)
    [item] = found["items"]
    assert (item["person"]["full_name"], item["ground"], item["months"]) == (
        "Trần Thị Mai",
        "NO_FEE",
        "08/2026, 09/2026, 10/2026",
    )
    assert found["total"] == 1


def test_what_the_list_says_opens_a_case(workflows, member):
    owe(workflows)
    attend(workflows, MEMBER, [(month, "absent") for month in OWES])
    [item] = listed(workflows)["items"]
    case = opened(workflows, "removal", **item["form"])

    assert (item["ground"], case["state"]) == ("BOTH", "flagged")
    months = "08/2026, 09/2026, 10/2026"
    assert item["why"] == f"Nợ đoàn phí {months}. Vắng sinh hoạt không lý do {months}"
    assert listed(workflows)["items"] == []


@pytest.mark.parametrize(
    "changed",
    [
        {"flags": ["away"]},
        {"flags": ["temp_elsewhere"]},
        {"born_on": date(1996, 11, 23)},
        {"born_on": date(1995, 1, 1), "born_precision": "year"},
        {"status": "MATURED"},
        {"unit_id": OTHER_CHAPTER},
    ],
)
def test_whose_absence_is_no_ground_is_not_named(workflows, changed):
    a_member(workflows, **{"born_on": date(2000, 5, 17), **changed})
    owe(workflows)

    assert listed(workflows)["items"] == []


@pytest.mark.parametrize(("departed", "named"), [("2026-08-02", True), ("2026-11-24", False)])
def test_who_reports_a_trip_after_the_departure_is_named_for_the_months_before(workflows, database, departed, named):
    a_member(workflows, born_on=date(2000, 5, 17))
    trip = {"destination_kind": "PROVINCE", "destination": "Bình Dương", "reason": "WORK"}
    opened(workflows, "away", **trip, depart_on=departed, expected_on="2027-06-01")
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE people SET flags = '{away}' WHERE id = :id"), {"id": MEMBER})
    owe(workflows)

    assert [item["months"] for item in listed(workflows)["items"]] == ["08/2026, 09/2026, 10/2026"] * named


@pytest.mark.parametrize(
    "changed",
    [
        {"born_on": date(1996, 11, 24)},
        {"born_on": date(1996, 1, 1), "born_precision": "year"},
        {"born_on": date(1994, 1, 1), "extended_until": date(2028, 1, 1)},
        {"born_on": None},
    ],
)
def test_who_is_not_of_age_or_was_let_stay_is_named(workflows, changed):
    a_member(workflows, **changed)
    owe(workflows)

    assert len(listed(workflows)["items"]) == 1


def test_an_officer_past_the_age_is_named_like_anyone(workflows):
    a_member(workflows, born_on=date(1990, 1, 1))
    with workflows.asking() as tx:
        seats.on_positions_changed(tx, [a_position(MEMBER, COMMUNE, "GRASSROOTS_OFFICER", "UVBCH")])
    owe(workflows)

    assert len(listed(workflows)["items"]) == 1


def test_a_superior_sees_its_chapters_and_nobody_anothers(workflows, member):
    owe(workflows)

    assert len(listed(workflows, by=APPROVER, unit_id=COMMUNE)["items"]) == 1
    with pytest.raises(Denied):
        listed(workflows, by=SECRETARY, unit_id=OTHER_CHAPTER)
    with pytest.raises(Denied):
        listed(workflows, by=MEMBER)


def test_pages_follow_each_other_by_name(workflows):
    people = [UUID(int=0xF00 + place) for place in range(3)]
    for place, person_id in enumerate(people):
        a_member(workflows, person_id, f"Vũ Văn {'ABC'[place]}", code=None, born_on=date(2000, 5, 17))
        owe(workflows, person_id)
    first = listed(workflows, limit=2)
    second = listed(workflows, limit=2, cursor=first["next"])

    names = [item["person"]["full_name"] for page in (first, second) for item in page["items"]]
    assert names == ["Vũ Văn A", "Vũ Văn B", "Vũ Văn C"]
    assert (first["total"], second["next"]) == (3, None)


@pytest.mark.parametrize("consecutive", [True, False])
def test_the_list_agrees_with_the_rules_of_a_case(workflows, database, consecutive):
    values = {**DEFAULTS, "inactivity_consecutive": consecutive}
    with database.engine.begin() as connection:
        flat = wire.dumps({"inactivity_consecutive": consecutive}).decode()
        connection.execute(
            text(
                "INSERT INTO rule_sets (code, valid_from, parameters, version) VALUES ('t', '2020-01-01', CAST(:p AS jsonb), 1)"
            ),
            {"p": flat},
        )
    chance, rules = Random(7), Rules("t", values)
    past = [add_months(date(2026, 11, 1), -back) for back in range(12)]
    expected = {}
    for place in range(30):
        person_id = UUID(int=0xE000 + place)
        a_member(workflows, person_id, f"Người {place:02d}", code=None, born_on=date(2000, 5, 17))
        owed = sorted(chance.sample(past, chance.randint(0, 5)))
        seen = [
            (month, chance.choice(("absent", "absent", "absent", "present", "excused")))
            for month in past
            if chance.random() < 0.5
        ]
        owe(workflows, person_id, owed)
        attend(workflows, person_id, seen)
        facts = [AttendanceFact(person_id, month, state) for month, state in seen]
        fees = inactivity.counted(inactivity.owed(FeeFact(owed=tuple(owed)), before=TODAY), rules)
        away = inactivity.counted(inactivity.absent(facts, before=TODAY), rules)
        if fees or away:
            expected[person_id] = (list(fees), list(away))

    found = listed(workflows)
    assert {item["person"]["id"]: (item["owed_months"], item["absent_months"]) for item in found["items"]} == expected
    assert 3 < len(expected) < 30


def test_candidates_stand_in_vietnamese_order_on_every_page(workflows):
    in_order = ["Nguyễn Văn An", "Trần Thị Ánh", "Lê Dũng", "Phạm Đức", "Hoàng Ế", "Bùi Ô"]
    for place, name in enumerate(reversed(in_order)):
        person_id = UUID(int=0x7000 + place)
        a_member(workflows, person_id=person_id, full_name=name, born_on=date(2000, 5, 17))
        owe(workflows, person_id=person_id)
    cursor, seen = None, []

    for _ in in_order:
        page = listed(workflows, limit=1, cursor=cursor)
        seen += [item["person"]["full_name"] for item in page["items"]]
        cursor = page["next"]

    assert (seen, cursor) == (in_order, None)
