"""Each kind of change that a case may ask: what it leaves, delivered twice, and undone."""

from datetime import date, timedelta

import pytest

from tests.integration.members.registry.cases import CHAPTER, NEIGHBOUR, OTHER, TODAY, codes

JOINED = date(2022, 1, 1)
EARLIER, LATER = TODAY - timedelta(days=20), TODAY + timedelta(days=10)
LEAVING = {
    "mature": "MATURED",
    "strike_off": "STRUCK_OFF",
    "expel": "EXPELLED",
    "withdraw": "WITHDRAWN",
    "die": "DECEASED",
    "leave_province": "TRANSFERRED_EXTERNAL",
}


def announced(events, person):
    """What was last announced of the person."""
    everyone = [each for event in events("members.people_changed.v1") for each in event["people"]]
    return [each for each in everyone if each["id"] == str(person.id)][-1]


# ---------------------------------------------------------------- moving


def test_who_departs_is_on_the_way_and_still_counts_at_the_origin(registry, province, ask):
    person = province.add_member("Đang Đi Đường", CHAPTER)
    before = ask("get_unit", by="24-01", unit_id=province.id(CHAPTER))["member_count"]

    gone = registry.done(registry.subject(kind="depart", person=person))

    assert (gone.status, gone.unit_id) == ("IN_TRANSIT", province.id(CHAPTER))
    assert registry.stretches(person) == [(JOINED, None, province.id(CHAPTER))]
    assert ask("get_unit", by="24-01", unit_id=province.id(CHAPTER))["member_count"] == before


def test_a_case_changes_the_registry_twice_and_each_batch_delivered_twice_is_once(registry, province):
    person = province.add_member("Đi Rồi Đến", CHAPTER)
    leaving = registry.subject(kind="depart", person=person)
    registry.done(leaving, on=EARLIER, stage="3")
    registry.apply(leaving, stage="3")
    arriving = registry.subject(leaving["case_id"], kind="transfer", person=person, unit=OTHER)

    moved = registry.done(arriving, stage="5")
    registry.apply(arriving, stage="5")

    assert (moved.status, moved.unit_id) == ("ACTIVE", province.id(OTHER))
    assert registry.file(person).version == moved.version
    assert registry.stretches(person) == [(JOINED, TODAY, province.id(CHAPTER)), (TODAY, None, province.id(OTHER))]
    lines = "SELECT string_agg(stage, ',' ORDER BY stage) FROM record_lines WHERE case_id = :case"
    assert province.count(lines, case=leaving["case_id"]) == "3,5"


def test_the_second_change_revoked_with_the_first_leaves_the_person_where_they_were(registry, province):
    person = province.add_member("Đi Về", CHAPTER)
    leaving = registry.subject(kind="depart", person=person)
    registry.done(leaving, on=EARLIER)
    registry.done(registry.subject(leaving["case_id"], kind="transfer", person=person, unit=OTHER), stage="5")

    registry.revoke(leaving, on=LATER)
    registry.revoke(leaving, on=LATER)

    back = registry.file(person)
    assert (back.status, back.unit_id) == ("ACTIVE", province.id(CHAPTER))
    assert registry.stretches(person) == [
        (JOINED, TODAY, province.id(CHAPTER)),
        (TODAY, LATER, province.id(OTHER)),
        (LATER, None, province.id(CHAPTER)),
    ]
    struck = "SELECT count(*) FROM record_lines WHERE case_id = :case AND revoked_on = :on"
    assert province.count(struck, case=leaving["case_id"], on=LATER) == 2


def test_a_late_message_of_the_first_batch_does_not_take_the_change_of_the_second(registry, province):
    person = province.add_member("Tin Đến Muộn", CHAPTER)
    leaving = registry.subject(kind="depart", person=person)
    registry.done(leaving, on=EARLIER)
    first = registry.batches[leaving["case_id"]]
    arriving = registry.subject(leaving["case_id"], kind="transfer", person=person, unit=OTHER)
    registry.prepare(arriving)
    registry.batches[leaving["case_id"]] = first

    [late] = registry.apply(leaving)

    assert late["ok"]
    assert registry.file(person).status == "IN_TRANSIT"


def test_who_is_on_the_way_departs_no_more(registry, province):
    person = province.add_member("Đi Hai Lần", CHAPTER)
    registry.done(registry.subject(kind="depart", person=person))

    [second] = registry.prepare(registry.subject(kind="depart", person=person))

    assert codes(second) == ["wrong-status"]
    assert "Đang chuyển sinh hoạt" in second["refusals"][0]["text"]


def test_the_destination_sends_back_and_the_person_is_where_they_were(registry, province):
    person = province.add_member("Bị Trả Lại", CHAPTER)
    leaving = registry.subject(kind="depart", person=person)
    registry.done(leaving)

    back = registry.done(registry.subject(leaving["case_id"], kind="restore", person=person), stage="5")

    assert (back.status, back.unit_id) == ("ACTIVE", province.id(CHAPTER))
    assert registry.stretches(person) == [(JOINED, None, province.id(CHAPTER))]


@pytest.mark.parametrize("kind", ["expel", "strike_off"])
def test_whoever_left_while_on_the_way_is_not_given_back_by_the_transfer(registry, province, kind):
    person = province.add_member("Rời Khi Đang Đi", CHAPTER)
    leaving = registry.subject(kind="depart", person=person)
    registry.done(leaving)
    registry.done(registry.subject(kind=kind, person=person))

    [outcome] = registry.prepare(registry.subject(leaving["case_id"], kind="restore", person=person))

    assert codes(outcome) == ["not-on-the-way"]
    assert registry.file(person).status == LEAVING[kind]


@pytest.mark.parametrize(
    ("unit", "on", "code"),
    [
        (CHAPTER, TODAY, "same-unit"),
        ("24-02-001", TODAY, "unit-holds-no-members"),
        (OTHER, date(2021, 1, 1), "before-this-unit"),
    ],
)
def test_a_transfer_that_cannot_be_is_refused_with_its_reason(registry, province, unit, on, code):
    person = province.add_member("Không Chuyển Được", CHAPTER)

    [outcome] = registry.prepare(registry.subject(kind="transfer", person=person, unit=unit), on=on)

    assert codes(outcome) == [code]
    assert all(outcome["refusals"][0][part] for part in ("text", "mend"))


def test_offices_that_are_not_above_the_new_unit_end_with_the_move_and_are_announced(registry, province, events):
    person = province.add_member("Cán Bộ Chuyển", CHAPTER)
    at_origin, above = registry.appoint(person, CHAPTER), registry.appoint(person, "24-01-001", code="UVBCH")

    registry.done(registry.subject(kind="transfer", person=person, unit=NEIGHBOUR))

    assert registry.last_day(at_origin) == TODAY - timedelta(days=1)
    assert registry.last_day(above) is None
    [position] = events("members.positions_changed.v1")[-1]["positions"]
    assert (position["id"], position["until"]) == (str(at_origin.id), "2026-11-23")


# ---------------------------------------------------------------- leaving


@pytest.mark.parametrize(("kind", "status"), LEAVING.items())
def test_leaving_ends_the_bond_every_office_and_the_flags_of_taking_part(registry, province, events, kind, status):
    person = province.add_member(f"Ra Đi {kind}", CHAPTER, flags=["away", "fee_exempt", "abroad"])
    offices = [registry.appoint(person, unit) for unit in (CHAPTER, "24-01-001", "24")]
    subject = registry.subject(kind=kind, person=person)

    left = registry.done(subject)
    registry.apply(subject)

    assert (left.status, left.flags) == (status, {"abroad"})
    assert registry.stretches(person) == [(JOINED, TODAY, province.id(CHAPTER))]
    assert {registry.last_day(office) for office in offices} == {TODAY - timedelta(days=1)}
    assert (announced(events, person)["status"], announced(events, person)["flags"]) == (status, ["abroad"])


@pytest.mark.parametrize("kind", LEAVING)
def test_a_departure_revoked_gives_back_status_flags_and_a_bond_without_hole(registry, province, kind):
    person = province.add_member(f"Trở Lại {kind}", CHAPTER, flags=["away"])
    subject = registry.subject(kind=kind, person=person)
    registry.done(subject)

    registry.revoke(subject, on=LATER)

    back = registry.file(person)
    assert (back.status, back.flags, back.unit_id) == ("ACTIVE", {"away"}, province.id(CHAPTER))
    assert registry.stretches(person) == [(JOINED, TODAY, province.id(CHAPTER)), (TODAY, None, province.id(CHAPTER))]


@pytest.mark.parametrize("kind", LEAVING)
def test_who_came_and_left_on_one_day_is_a_member_again_when_that_is_revoked(registry, province, kind):
    newcomer = registry.done(registry.subject(full_name=f"Đến Đi {kind}"))
    leaving = registry.subject(kind=kind, person=newcomer)
    registry.done(leaving)
    assert registry.stretches(newcomer) == []

    registry.revoke(leaving)
    registry.revoke(leaving)

    assert registry.file(newcomer).status == "ACTIVE"
    assert registry.stretches(newcomer) == [(TODAY, None, province.id(CHAPTER))]


def test_a_second_membership_over_on_its_first_day_comes_back_by_itself(registry, province):
    person = province.add_member("Vào Lại Một Ngày", CHAPTER)
    registry.done(registry.subject(kind="withdraw", person=person), on=EARLIER)
    registry.done(registry.subject(kind="admit", person=person, full_name="Vào Lại Một Ngày"))
    leaving = registry.subject(kind="mature", person=person)
    registry.done(leaving)

    registry.revoke(leaving, on=LATER)

    first, second = registry.stretches(person)
    assert first == (JOINED, EARLIER, province.id(CHAPTER))
    assert second == (TODAY, None, province.id(CHAPTER))


@pytest.mark.parametrize("kind", ["strike_off", "expel", "withdraw", "mature"])
def test_an_annulled_decision_restores_without_a_hole(registry, province, events, kind):
    person = province.add_member(f"Khôi Phục {kind}", CHAPTER)
    registry.done(registry.subject(kind=kind, person=person), on=EARLIER)
    restoring = registry.subject(kind="restore", person=person)

    back = registry.done(restoring)

    assert back.status == "ACTIVE"
    assert registry.stretches(person) == [
        (JOINED, EARLIER, province.id(CHAPTER)),
        (EARLIER, None, province.id(CHAPTER)),
    ]
    assert announced(events, person)["unit_since"] == JOINED.isoformat()
    registry.revoke(restoring, on=LATER)
    assert registry.file(person).status == LEAVING[kind]
    assert registry.stretches(person)[-1] == (EARLIER, LATER, province.id(CHAPTER))


def test_who_is_elected_after_maturing_begins_anew(registry, province):
    person = province.add_member("Được Bầu Lại", CHAPTER)
    registry.done(registry.subject(kind="mature", person=person), on=EARLIER)

    registry.done(registry.subject(kind="restore", person=person, data={"anew": True}))

    assert registry.stretches(person) == [(JOINED, EARLIER, province.id(CHAPTER)), (TODAY, None, province.id(CHAPTER))]


def test_who_is_suspended_may_not_withdraw(registry, province):
    person = province.add_member("Đang Bị Xét", CHAPTER, flags=["suspended"])

    [outcome] = registry.prepare(registry.subject(kind="withdraw", person=person))

    assert codes(outcome) == ["under-discipline"]


def test_a_revocation_leaves_alone_what_a_later_decision_says(registry, province):
    person = province.add_member("Quyết Định Sau", CHAPTER)
    struck = registry.subject(kind="strike_off", person=person)
    registry.done(struck, on=EARLIER)
    registry.done(registry.subject(kind="restore", person=person))

    registry.revoke(struck, on=LATER)

    assert registry.file(person).status == "ACTIVE"
    assert registry.stretches(person)[-1] == (EARLIER, None, province.id(CHAPTER))


# ---------------------------------------------------------------- coming


def test_someone_unknown_comes_with_the_day_place_and_card_of_their_admission_elsewhere(registry, province):
    events = {"joined_on": "2023-03-26", "joined_place": "Chi đoàn 10A, Lạng Sơn", "card_no": "2001 0001"}

    come = registry.done(registry.subject(kind="come_back", full_name="Từ Tỉnh Ngoài", data=events))

    assert (come.status, come.unit_id) == ("ACTIVE", province.id(CHAPTER))
    assert come.columns["joined_on"] == date(2023, 3, 26)
    assert (come.columns["joined_place"], come.columns["card_no"]) == (events["joined_place"], events["card_no"])
    assert registry.stretches(come) == [(TODAY, None, province.id(CHAPTER))]


def test_who_left_the_province_comes_back_to_the_same_file(registry, province):
    person = province.add_member("Đi Rồi Về", CHAPTER, code="240122000259", card_no="CŨ")
    registry.done(registry.subject(kind="leave_province", person=person), on=EARLIER)
    returning = registry.subject(kind="come_back", person=person, unit=OTHER)

    back = registry.done(returning)

    assert (back.status, back.unit_id, back.code) == ("ACTIVE", province.id(OTHER), "240122000259")
    assert (back.columns["card_no"], back.columns["joined_on"]) == ("CŨ", JOINED)
    assert registry.stretches(person) == [(JOINED, EARLIER, province.id(CHAPTER)), (TODAY, None, province.id(OTHER))]
    registry.revoke(returning, on=TODAY)
    assert registry.file(person).status == "TRANSFERRED_EXTERNAL"
    assert registry.stretches(person) == [(JOINED, EARLIER, province.id(CHAPTER))]


def test_the_same_case_asking_anew_makes_nobody_two_people(registry):
    subject = registry.subject(full_name="Một Người Thôi")
    admitted = registry.done(subject)

    [again] = registry.prepare(subject)

    assert codes(again) == ["wrong-status"]
    assert again["person_id"] is None or again["person_id"] == str(admitted.id)


# ---------------------------------------------------------------- honour


def test_a_newcomer_is_honoured_in_the_register_and_counts_nowhere(registry, province):
    subject = registry.subject(kind="honour", full_name="Nhà Hảo Tâm")

    honoured = registry.done(subject, writes={"honour": {"act": "confer", "merits": "Xây hai nhà văn hoá"}})
    registry.apply(subject, writes={"honour": {"act": "confer"}})

    [entry] = registry.rows("SELECT * FROM honorary_members WHERE person_id = :person", person=honoured.id)
    assert (honoured.status, registry.stretches(honoured)) == ("HONORARY", [])
    assert (entry.card_no[:3], entry.from_on, entry.merits) == ("DD-", TODAY, "Xây hai nhà văn hoá")
    registry.revoke(subject, on=LATER)
    assert registry.file(honoured).status == "HONOUR_ENDED"
    ended = "SELECT ended_on FROM honorary_members WHERE person_id = :person"
    assert province.count(ended, person=honoured.id) == LATER


def test_someone_matured_keeps_one_file_and_is_honoured_once(registry, province):
    person = province.add_member("Trưởng Thành Rồi", CHAPTER)
    registry.done(registry.subject(kind="mature", person=person), on=EARLIER)

    honoured = registry.done(registry.subject(kind="honour", person=person))
    [again] = registry.prepare(registry.subject(kind="honour", person=person))

    assert honoured.status == "MATURED"
    assert codes(again) == ["honoured-already"]
    assert again["refusals"][0]["mend"]
