"""Lines that stand on records, what they write, and how both are struck."""

import random
import time
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from services.kit import ids
from tests.integration.members.registry.cases import CHAPTER, NEIGHBOUR, OTHER, TODAY

LATER = TODAY + timedelta(days=30)


def test_two_stays_at_once_end_each_on_its_own(registry, province):
    person = province.add_member("Hai Nơi Một Lúc", CHAPTER)
    away, stay = ids.new(), ids.new()
    going = {"flags_add": ["away"], "link": {"kind": "AWAY", "act": "open", "host_place": "Bình Dương"}}
    hosted = {"flags_add": ["temp_elsewhere"], "link": {"kind": "TEMP", "act": "open", "host_place": "Huế"}}
    back = {"flags_remove": ["away", "abroad"], "link": {"kind": "AWAY", "act": "end"}}
    registry.keep(
        registry.build_line(person, case_id=away, stage="2", writes=going),
        registry.build_line(person, case_id=stay, stage="2", writes=hosted),
    )

    registry.keep(registry.build_line(person, case_id=away, stage="5", writes=back))

    links = registry.rows("SELECT kind, ended_on FROM secondary_memberships WHERE person_id = :p", p=person.id)
    assert registry.file(person).flags == {"temp_elsewhere"}
    assert {(row.kind, row.ended_on) for row in links} == {("AWAY", TODAY), ("TEMP", None)}


def test_a_line_stands_once_on_the_record_and_tells_what_happened_where(registry, province, ask):
    person = province.add_member("Được Xếp Loại", CHAPTER)
    line = registry.build_line(
        person, process="evaluation", title="Xếp loại đoàn viên năm 2026", data={"year": 2026, "rating": "HTT"}
    )

    registry.keep(line)
    registry.keep(line, line)

    [row] = registry.rows("SELECT * FROM record_lines WHERE case_id = :case", case=line["case_id"])
    timeline = ask("get_timeline", by=CHAPTER, member_id=person.id)["items"]
    assert (row.data, row.unit_id, row.stage) == ({"year": 2026, "rating": "HTT"}, province.id(CHAPTER), "6")
    assert [each["title"] for each in timeline].count("Xếp loại đoàn viên năm 2026") == 1
    assert registry.file(person).version == person.version


def test_a_case_leaves_a_line_for_each_of_its_stages(registry, province):
    person = province.add_member("Nhiều Chặng", CHAPTER)
    case_id = ids.new()

    registry.keep(*(registry.build_line(person, case_id=case_id, stage=stage) for stage in ("2", "4", "6")))

    assert province.count("SELECT count(*) FROM record_lines WHERE case_id = :case", case=case_id) == 3


def test_a_strike_that_comes_late_leaves_what_the_case_has_kept_since(registry, province):
    person = province.add_member("Tin Vượt Nhau", CHAPTER)
    case_id = ids.new()
    registry.keep(*(registry.build_line(person, case_id=case_id, stage=stage) for stage in ("5", "9", "10")))

    registry.strike({"case_id": case_id, "stage": None, "before": 9})
    registry.strike({"case_id": case_id, "stage": None, "before": 9})

    standing = "SELECT stage FROM record_lines WHERE case_id = :case AND revoked_on IS NULL ORDER BY id"
    assert [row.stage for row in registry.rows(standing, case=case_id)] == ["9", "10"]


def test_a_revocation_that_comes_late_leaves_what_the_case_has_kept_since(registry, province):
    person = province.add_member("Khôi Phục Trước", CHAPTER)
    leaving = registry.subject(kind="strike_off", person=person)
    registry.done(leaving, stage="6")
    registry.keep(registry.build_line(person, case_id=leaving["case_id"], stage="9"))

    registry.revoke(leaving, lines=[{"case_id": leaving["case_id"], "before": 9}])

    standing = "SELECT stage FROM record_lines WHERE case_id = :case AND revoked_on IS NULL"
    assert [row.stage for row in registry.rows(standing, case=leaving["case_id"])] == ["9"]
    assert registry.file(person).status == "ACTIVE"


def test_a_line_about_a_unit_stands_on_the_units_record(registry, province):
    line = registry.build_line(None, about_unit=True, unit="24-01-001", data={"year": 2026, "rating": "HTXS"})

    registry.keep(line)
    registry.keep(line)

    [row] = registry.rows("SELECT * FROM unit_records WHERE case_id = :case", case=line["case_id"])
    assert (row.unit_id, row.data["rating"]) == (province.id("24-01-001"), "HTXS")
    registry.strike(line)
    assert province.count("SELECT revoked_on FROM unit_records WHERE case_id = :case", case=line["case_id"]) == TODAY


def test_five_hundred_lines_cost_a_few_statements(registry, province):
    people = [province.add_member(f"Mùa Xếp Loại {number}", CHAPTER) for number in range(20)]
    lines = [registry.build_line(people[number % 20]) for number in range(500)]
    statements = []
    listener = lambda *given: statements.append(given[2])  # noqa: E731 - the event wants a name to remove
    event.listen(province.database.engine, "after_cursor_execute", listener)

    started = time.monotonic()
    registry.keep(*lines)
    took = time.monotonic() - started
    event.remove(province.database.engine, "after_cursor_execute", listener)

    kept = "SELECT count(*) FROM record_lines WHERE case_id = ANY(:cases)"
    assert province.count(kept, cases=[line["case_id"] for line in lines]) == 500
    assert len(statements) <= 5
    assert took < 5


def test_a_line_of_nobody_holds_up_no_other(registry, province):
    person = province.add_member("Vẫn Được Ghi", CHAPTER)
    stray = registry.build_line(person) | {"person_id": ids.new()}
    line = registry.build_line(person)

    nowhere = registry.build_line(None, about_unit=True) | {"unit_id": ids.new()}

    registry.keep(stray, nowhere, line)

    assert province.count("SELECT count(*) FROM record_lines WHERE person_id = :person", person=person.id) == 1


# ---------------------------------------------------------------- the file


def test_flags_and_an_extension_are_written_once_announced_and_taken_back(registry, province, events):
    person = province.add_member("Ở Lại", CHAPTER, flags=["away"])
    writes = {"flags_add": ["extended_after_30"], "flags_remove": ["away"], "extended_until": date(2029, 5, 1)}
    line = registry.build_line(person, writes=writes)

    registry.keep(line)
    written = registry.file(person)
    registry.keep(line)

    [copy] = events("members.people_changed.v1")[-1]["people"]
    assert (copy["flags"], copy["extended_until"]) == (["extended_after_30"], "2029-05-01")
    assert copy["unit_since"] == "2022-01-01"
    assert registry.file(person).version == written.version
    registry.strike(line)
    registry.strike(line)
    back = registry.file(person)
    assert (back.flags, back.columns["extended_until"], back.version) == ({"away"}, None, written.version + 1)


def test_two_lines_of_one_person_in_one_message_follow_each_other(registry, province):
    person = province.add_member("Hai Dòng", CHAPTER)
    first = registry.build_line(person, writes={"flags_add": ["away"]})
    second = registry.build_line(person, writes={"flags_add": ["fee_exempt"], "flags_remove": ["away"]})

    registry.keep(first, second)

    assert registry.file(person).flags == {"fee_exempt"}
    registry.strike(second)
    assert registry.file(person).flags == {"away"}


def test_flags_and_links_go_to_members_alone(registry, province):
    person = province.add_member("Đã Nghỉ", CHAPTER)
    registry.done(registry.subject(kind="mature", person=person))

    registry.keep(registry.build_line(person, writes={"flags_add": ["away"], "link": {"kind": "AWAY", "act": "open"}}))

    assert registry.file(person).flags == frozenset()
    assert province.count("SELECT count(*) FROM secondary_memberships WHERE person_id = :p", p=person.id) == 0


def test_party_fields_are_written_and_what_was_corrected_since_is_not_taken_back(registry, province):
    person = province.add_member("Vào Đảng", CHAPTER)
    line = registry.build_line(person, writes={"profile": {"party_join_date": "2026-11-03", "party_cell": "Chi bộ 1"}})
    registry.keep(line)
    with province.database.transaction() as tx:
        tx.people.save(tx.people.lock(person.id), {"party_cell": "Chi bộ 2"})

    registry.strike(line)

    columns = registry.file(person).columns
    assert (columns["party_join_on"], columns["party_cell"]) == (None, "Chi bộ 2")


def test_a_new_card_has_a_new_number_and_the_old_one_is_void(registry, province):
    person = province.add_member("Mất Thẻ", CHAPTER, code="240122000366", card_no="2401 2200 0366")
    lines = [registry.build_line(person, writes={"card": {"reason": reason}}) for reason in ("Mất", "Hỏng")]

    registry.keep(lines[0])
    registry.keep(*lines)

    void = registry.rows("SELECT card_no, reason FROM cards_void WHERE person_id = :p ORDER BY id", p=person.id)
    columns = registry.file(person).columns
    assert (columns["card_no"], columns["card_on"]) == ("2401 2200 0366-3", TODAY)
    assert [tuple(row) for row in void] == [("2401 2200 0366", "Mất"), ("2401 2200 0366-2", "Hỏng")]
    registry.strike(lines[1])
    assert registry.file(person).columns["card_no"] == "2401 2200 0366-2"


# ---------------------------------------------------------------- beside the file


def test_a_link_opens_goes_on_and_ends_with_its_comments(registry, province):
    person, case_id = province.add_member("Sinh Hoạt Tạm", CHAPTER), ids.new()
    opened = {"kind": "TEMP", "act": "open", "host_unit_id": str(province.id(OTHER)), "until": "2027-03-01"}
    longer = {"kind": "TEMP", "act": "change", "until": "2027-06-01", "comment": "Tốt", "grade": "A", "year": 2026}
    ended = {"kind": "TEMP", "act": "end", "ended_on": "2027-05-30"}
    lines = [
        registry.build_line(person, case_id=case_id, stage=str(stage), writes={"link": link})
        for stage, link in enumerate((opened, longer, ended))
    ]

    for line in lines:
        registry.keep(line)
        registry.keep(line)

    [link] = registry.rows("SELECT * FROM secondary_memberships WHERE case_id = :case", case=case_id)
    assert (link.host_unit_id, link.from_on, link.until) == (province.id(OTHER), TODAY, date(2027, 6, 1))
    assert link.ended_on == date(2027, 5, 30)
    assert link.comments == [{"on": TODAY.isoformat(), "comment": "Tốt", "grade": "A", "year": 2026}]
    assert registry.stretches(person) == [(date(2022, 1, 1), None, province.id(CHAPTER))]
    registry.strike(lines[2])
    registry.strike(lines[1])
    [link] = registry.rows("SELECT * FROM secondary_memberships WHERE case_id = :case", case=case_id)
    assert (link.until, link.ended_on, link.comments) == (date(2027, 3, 1), None, [])
    registry.strike(lines[0])
    assert province.count("SELECT count(*) FROM secondary_memberships WHERE case_id = :case", case=case_id) == 0


def test_a_line_that_comes_before_the_one_that_opens_the_link_loses_nothing(registry, province):
    person, case_id = province.add_member("Tin Ngược", CHAPTER), ids.new()
    opened = {
        "kind": "RESIDENCE",
        "act": "open",
        "host_place": "Phường 1",
        "from_on": "2026-09-01",
        "until": "2027-01-01",
    }
    changed = {"kind": "RESIDENCE", "act": "change", "until": "2027-09-01"}

    registry.keep(registry.build_line(person, case_id=case_id, stage="2", writes={"link": changed}))
    registry.keep(registry.build_line(person, case_id=case_id, stage="1", writes={"link": opened}))

    [link] = registry.rows("SELECT * FROM secondary_memberships WHERE case_id = :case", case=case_id)
    assert (link.host_place, link.from_on, link.until) == ("Phường 1", date(2026, 9, 1), date(2027, 9, 1))


@pytest.fixture
def trip(registry, province):
    """Somebody away with an open link, and the case of it."""
    person, case_id = province.add_member("Đổi Chuyến Đi", CHAPTER), ids.new()
    opened = {"kind": "AWAY", "act": "open", "host_place": "Bình Dương", "from_on": "2026-11-01", "until": "2027-05-01"}
    registry.keep(registry.build_line(person, case_id=case_id, stage="2", writes={"link": opened}))
    return registry.subject(case_id, kind="note", person=person, data={"link": "AWAY"}), person


def test_a_trip_that_is_amended_is_another_in_the_registry_and_the_old_one_when_that_is_struck(registry, trip):
    subject, person = trip
    amended = {
        "link": {"kind": "AWAY", "act": "amend", "host_unit_id": None, "host_place": "Osaka", "from_on": "2026-12-01", "until": None}
    }  # fmt: skip
    asked = "SELECT host_place, from_on, until FROM secondary_memberships WHERE person_id = :p"

    registry.done(subject, process="away", stage="5", writes=amended)
    registry.apply(subject, process="away", stage="5", writes=amended)

    assert registry.rows(asked, p=person.id) == [("Osaka", date(2026, 12, 1), None)]
    registry.strike({"case_id": subject["case_id"], "stage": "5"})
    assert registry.rows(asked, p=person.id) == [("Bình Dương", date(2026, 11, 1), date(2027, 5, 1))]


@pytest.mark.parametrize("why", ["link-unknown", "link-over", "wrong-status"])
def test_a_link_that_is_not_there_or_over_is_not_amended(registry, trip, why):
    subject, person = trip
    if why == "link-unknown":
        subject["case_id"] = ids.new()
    elif why == "link-over":
        over = {"link": {"kind": "AWAY", "act": "end", "ended_on": "2026-11-20"}}
        registry.keep(registry.build_line(person, case_id=subject["case_id"], stage="4", writes=over))
    else:
        registry.done(registry.subject(kind="mature", person=person))

    [outcome] = registry.prepare(subject)

    assert [refusal["code"] for refusal in outcome["refusals"]] == [why]
    assert outcome["refusals"][0]["mend"]


def test_leaving_ends_the_links(registry, province):
    person = province.add_member("Rời Hẳn", CHAPTER)
    line = registry.build_line(person, writes={"link": {"kind": "AWAY", "act": "open", "host_place": "Bình Dương"}})
    registry.keep(line)

    registry.done(registry.subject(kind="mature", person=person))

    ended = "SELECT ended_on FROM secondary_memberships WHERE case_id = :case"
    assert province.count(ended, case=line["case_id"]) == TODAY


def test_an_exemption_counts_by_whole_months_until_it_is_struck(registry, province):
    person = province.add_member("Miễn Phí", CHAPTER)
    writes = {
        "flags_add": ["fee_exempt"],
        "exempt": {"from_month": "2026-11-15", "until_month": "2027-02-01", "reason": "Ốm"},
    }
    line = registry.build_line(person, writes=writes)

    registry.keep(line)
    registry.keep(line)

    [row] = registry.rows("SELECT * FROM fee_exemptions WHERE person_id = :p", p=person.id)
    assert (row.from_month, row.until_month, row.revoked_on) == (date(2026, 11, 1), date(2027, 2, 1), None)
    registry.strike(line, on=LATER)
    assert province.count("SELECT revoked_on FROM fee_exemptions WHERE person_id = :p", p=person.id) == LATER
    assert registry.file(person).flags == frozenset()


def test_removal_from_office_ends_that_office_and_no_other(registry, province, events):
    person = province.add_member("Bị Cách Chức", CHAPTER)
    here, above = registry.appoint(person, CHAPTER), registry.appoint(person, "24-01-001")

    registry.keep(
        registry.build_line(
            person, writes={"remove_position": {"unit_id": str(province.id(CHAPTER)), "on": "2026-11-24"}}
        )
    )

    assert (registry.last_day(here), registry.last_day(above)) == (TODAY - timedelta(days=1), None)
    assert [each["id"] for each in events("members.positions_changed.v1")[-1]["positions"]] == [str(here.id)]


def test_a_removal_from_office_leaves_other_offices_of_the_same_unit_when_it_names_one(registry, province):
    person = province.add_member("Thôi Phó Bí Thư", NEIGHBOUR)
    deputy, seat = registry.appoint(person, NEIGHBOUR), registry.appoint(person, NEIGHBOUR, code="UVBCH")
    removal = {"unit_id": str(province.id(NEIGHBOUR)), "on": "2026-11-24", "code": "PBT"}

    registry.keep(registry.build_line(person, writes={"remove_position": removal}))

    assert (registry.last_day(deputy), registry.last_day(seat)) == (TODAY - timedelta(days=1), None)


def test_an_honour_ends_by_a_line(registry, province):
    person = province.add_member("Thôi Danh Dự", CHAPTER, status="MATURED")
    registry.keep(registry.build_line(person, writes={"honour": {"act": "confer", "merits": "Nhiều năm gắn bó"}}))

    registry.keep(registry.build_line(person, writes={"honour": {"act": "end"}}))

    assert province.count("SELECT ended_on FROM honorary_members WHERE person_id = :p", p=person.id) == TODAY


# ---------------------------------------------------------------- whatever happens, no hole and no overlap

_KINDS = ("depart", "transfer", "leave_province", "come_back", "mature", "strike_off", "withdraw", "restore", "die")


@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_decided_and_undone_a_bond_has_no_hole_and_a_day_one_unit(registry, province, seed):
    chance = random.Random(seed)
    person = province.add_member(f"Đời Đoàn Viên {seed}", CHAPTER)
    done, on = [], TODAY - timedelta(days=300)

    for _ in range(25):
        on += timedelta(days=chance.choice((0, 1, 9)))
        if done and chance.random() < 0.3:
            registry.revoke(chance.choice(done), on=on)
        subject = registry.subject(
            kind=chance.choice(_KINDS), person=person, unit=chance.choice((CHAPTER, NEIGHBOUR, OTHER))
        )
        [outcome] = registry.prepare(subject, on=on)
        if outcome["ok"]:
            registry.apply(subject)
            done.append(subject)

    assert done
    _assert_sound(registry, person)


def _assert_sound(registry, person):
    bonds = registry.rows(
        "SELECT bond_id, count(*) AS stretches, sum(coalesce(upper(valid), '2100-01-01') - lower(valid)) AS days,"
        " coalesce(max(upper(valid)) FILTER (WHERE NOT upper_inf(valid)), '2100-01-01') AS last,"
        " bool_or(upper_inf(valid)) AS is_open, min(lower(valid)) AS first"
        " FROM memberships WHERE person_id = :p AND superseded_at IS NULL GROUP BY bond_id",
        p=person.id,
    )
    for bond in bonds:
        last = date(2100, 1, 1) if bond.is_open else bond.last
        assert bond.days == (last - bond.first).days
    is_member = registry.file(person).status in ("ACTIVE", "IN_TRANSIT")
    assert sum(bond.is_open for bond in bonds) == is_member
