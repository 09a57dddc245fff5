"""Units merged and split: everybody follows on one day, without a hole, without a case of their own."""

from datetime import date, timedelta

import pytest

from services.kit.faults import Conflict, Denied, Invalid, NotFound, Stale

JOINED = date(2022, 1, 1)


@pytest.fixture
def found(ask, province):
    """`found("24-01-001", "Chi đoàn mới")`: a chapter of its own for the test; answers its id."""

    def made(parent, name, *, kind="DIA_BAN_DAN_CU", on="2020-01-01"):
        unit = ask("create_unit", by=parent, parent_id=province.id(parent), name=name, kind=kind, on=on)
        with province.database.transaction() as tx:
            province.units[name] = tx.units.get(unit["id"])
        return name

    return made


def merge(ask, province, source, target, *, by="24-01-001", **given):
    return ask("merge_units", by=by, unit_id=province.id(source), target_id=province.id(target), **given)


def test_members_go_on_in_the_target_from_the_day_in_the_same_bond(ask, province, registry, found, today, events):
    source, target = found("24-01-001", "Thôn Nguồn"), found("24-01-001", "Thôn Đích")
    people = [province.add_member(f"Người Theo {number}", source) for number in range(3)]
    registry.done(registry.subject(kind="depart", person=people[2]))
    gone = province.add_member("Đã Trưởng Thành", source)
    registry.done(registry.subject(kind="mature", person=gone))

    seen = merge(ask, province, source, target, decision_no="15-QĐ/ĐTN", on=today)

    assert (seen["id"], seen["member_count"]) == (str(province.id(target)), 3)
    for person in people:
        assert registry.stretches(person) == [(JOINED, today, province.id(source)), (today, None, province.id(target))]
        assert registry.file(person).unit_id == province.id(target)
    assert registry.file(people[2]).status == "IN_TRANSIT"
    assert registry.file(gone).unit_id == province.id(source)
    numbers = "SELECT count(*) FROM memberships WHERE unit_id = :unit AND why = 'merge' AND decision_no = '15-QĐ/ĐTN'"
    assert province.count(numbers, unit=province.id(target)) == 3
    assert province.count("SELECT count(*) FROM record_lines WHERE person_id = :p", p=people[0].id) == 0
    told = events("members.people_changed.v1")[-1]["people"]
    assert {(each["unit_id"], each["unit_since"]) for each in told} == {(str(province.id(target)), today.isoformat())}


def test_the_source_is_closed_with_its_successor_and_its_offices_go_on_there(
    ask, province, registry, found, today, events
):
    source, target = found("24-01-001", "Thôn Đóng"), found("24-01-001", "Thôn Nhận")
    person = province.add_member("Bí Thư Thôn Đóng", source)
    office, above = registry.appoint(person, source, code="BT"), registry.appoint(person, "24-01-001", code="UVBCH")

    merge(ask, province, source, target, on=today)

    closed = ask("get_unit", by="24-01", unit_id=province.id(source))
    copies = {each["id"]: each for event in events("members.units_changed.v1") for each in event["units"]}
    copy = copies[str(province.id(source))]
    assert (closed["closed_on"], closed["successor"]["id"]) == (today.isoformat(), str(province.id(target)))
    assert (copy["closed_on"], copy["successor_id"]) == (today.isoformat(), str(province.id(target)))
    assert (registry.last_day(office), registry.last_day(above)) == (today - timedelta(days=1), None)
    last = events("members.positions_changed.v1")[-1]["positions"]
    ended, carried = last
    assert ended["id"] == str(office.id)
    assert (carried["unit_id"], carried["code"], carried["role"]) == (str(province.id(target)), "BT", "CHAPTER_OFFICER")
    assert (carried["person_id"], carried["from_on"]) == (str(person.id), today.isoformat())


def test_a_second_secretary_sits_on_the_committee_and_nobody_sits_twice(ask, province, registry, found, today):
    source, target = found("24-01-001", "Thôn Hai Bí Thư"), found("24-01-001", "Thôn Có Bí Thư")
    people = [province.add_member(f"Cán Bộ {number}", source) for number in range(3)]
    registry.appoint(province.add_member("Bí Thư Nơi Nhận", target), target, code="BT")
    registry.appoint(people[2], target, code="UVBCH")
    for person, code in zip(people, ("BT", "PBT", "PBT"), strict=True):
        registry.appoint(person, source, code=code)

    merge(ask, province, source, target, on=today)

    officers = [
        (each["person"]["full_name"], each["code"])
        for each in ask("get_unit", by="24-01", unit_id=province.id(target))["officers"]
    ]
    assert sorted(officers) == [
        ("Bí Thư Nơi Nhận", "BT"),
        ("Cán Bộ 0", "UVBCH"),
        ("Cán Bộ 1", "PBT"),
        ("Cán Bộ 2", "PBT"),
        ("Cán Bộ 2", "UVBCH"),
    ]


def test_units_below_go_along_with_all_that_is_theirs(ask, province, found, today, events):
    source, target = found("24-01", "Đoàn xã Nguồn", kind="DOAN_XA"), found("24-01", "Đoàn xã Đích", kind="DOAN_XA")
    chapter = found(source, "Thôn Theo Xã")
    province.add_member("Dân Thôn Theo Xã", chapter)

    seen = merge(ask, province, source, target, by="24-01", on=today)

    below = ask("get_unit", by="24-01", unit_id=province.id(chapter))
    assert [above["name"] for above in below["path"]][-2:] == ["Đoàn xã Đích", "Thôn Theo Xã"]
    assert (seen["member_count"], seen["child_count"]) == (1, 1)
    told = {each["id"] for each in events("members.units_changed.v1")[-1]["units"]}
    assert told == {str(province.id(source)), str(province.id(chapter))}


def test_several_units_merge_by_one_decision(ask, province, registry, found, today):
    one, two, target = (found("24-01-001", name) for name in ("Thôn Một", "Thôn Hai", "Thôn Chung"))
    people = [province.add_member("Dân Thôn Một", one), province.add_member("Dân Thôn Hai", two)]
    ask("rename_unit", by="24-01-001", unit_id=province.id(two), name="Thôn Hai Mới")
    with province.database.transaction() as tx:
        seen = tx.units.get(province.id(one)).version
    asked = {"also_ids": [province.id(two)], "on": today}

    with pytest.raises(Stale):
        merge(ask, province, one, target, version=seen + 1, **asked)
    merge(ask, province, one, target, version=seen, **asked)

    assert {registry.file(person).unit_id for person in people} == {province.id(target)}


def test_someone_who_came_after_the_day_is_the_targets_whole(ask, province, registry, found, today):
    source, target = found("24-01-001", "Thôn Muộn"), found("24-01-001", "Thôn Sớm")
    person = province.add_member("Đến Hôm Qua", source)
    with province.database.transaction() as tx:
        late = tx.memberships.latest(person.id)
        tx.memberships.begin(late.__class__(**{**vars(late), "id": person.id, "since": today}), why="transfer")

    merge(ask, province, source, target, on=today - timedelta(days=10))

    assert [stretch[2] for stretch in registry.stretches(person)][-1] == province.id(target)
    assert registry.stretches(person)[-1][0] == today


def test_a_change_held_at_the_source_is_carried_out_at_the_target(ask, province, registry, found, today):
    source, target = found("24-01-001", "Thôn Có Hồ Sơ"), found("24-01-001", "Thôn Nhận Hồ Sơ")
    subject = registry.subject(unit=source, full_name="Kết Nạp Giữa Chừng")
    [outcome] = registry.prepare(subject, on=today)

    merge(ask, province, source, target, on=today)
    registry.apply(subject)

    assert registry.person(outcome).unit_id == province.id(target)


def test_a_revocation_gives_back_a_membership_in_the_successor(ask, province, registry, found, today):
    source, target = found("24-01-001", "Thôn Cũ"), found("24-01-001", "Thôn Mới")
    person = province.add_member("Xoá Nhầm Rồi Sáp Nhập", source)
    struck = registry.subject(kind="strike_off", person=person, unit=source)
    registry.done(struck)
    merge(ask, province, source, target, on=today)

    registry.revoke(struck, on=today)

    assert (registry.file(person).status, registry.file(person).unit_id) == ("ACTIVE", province.id(target))


@pytest.mark.parametrize(
    ("target", "code"),
    [("24-01-001-001", "same-unit"), ("24-01-002", "unlike-units")],
)
def test_what_cannot_be_merged_is_refused_with_its_reason(ask, province, target, code):
    province.add_member("Người Ở Lại", "24-01-001-001")

    with pytest.raises(Conflict, match=code) as refused:
        merge(ask, province, "24-01-001-001", target, by="24-01")

    [refusal] = refused.value.fields["refusals"]
    assert refusal["text"]
    assert refusal["mend"]


def test_only_those_above_reorganise(ask, province):
    own = province.id("24-01-001-001")
    with pytest.raises(Denied):
        ask("split_unit", by="24-01-001-001", unit_id=own, name="Tự tách", person_ids=[own])
    with pytest.raises(NotFound):
        merge(ask, province, "24-01-001-001", "24-02-001-001", by="24-01")


def test_a_superior_sees_what_a_merger_and_a_split_mean_before_they_are_done(ask, province, found):
    source = found("24-01-001", "Thôn Xem Trước")
    for number in range(2):
        province.add_member(f"Dân Xem Trước {number}", source)

    offers = {
        act["action"]: act for act in ask("get_unit", by="24-01-001", unit_id=province.id(source))["allowed_actions"]
    }

    assert any(line.startswith("2 đoàn viên sang đơn vị kia") for line in offers["merge_unit"]["consequences"])
    assert set(offers["merge_unit"]["form_schema"]["properties"]) == {"target_id", "decision_no", "on"}
    assert any("có 2 đoàn viên" in line for line in offers["split_unit"]["consequences"])


# ---------------------------------------------------------------- splitting


def test_the_chosen_found_a_unit_beside_and_the_rest_stay(ask, province, registry, found, today):
    source = found("24-01-001", "Thôn Đông")
    going, staying = (province.add_member(name, source) for name in ("Người Đi", "Người Ở"))
    offices = [registry.appoint(person, source, code=code) for person, code in ((going, "PBT"), (staying, "BT"))]

    made = ask(
        "split_unit", by="24-01-001", unit_id=province.id(source), name="Thôn Đông Mới", person_ids=[going.id], on=today
    )

    assert (made["name"], made["kind"], made["member_count"]) == ("Thôn Đông Mới", "DIA_BAN_DAN_CU", 1)
    assert [above["id"] for above in made["path"]][-2] == str(province.id("24-01-001"))
    assert [str(stretch[2]) for stretch in registry.stretches(going)] == [str(province.id(source)), made["id"]]
    assert registry.stretches(staying) == [(JOINED, None, province.id(source))]
    assert [registry.last_day(office) for office in offices] == [today - timedelta(days=1), None]


def test_a_split_takes_only_the_units_own_people_and_leaves_somebody(ask, province, found):
    source = found("24-01-001", "Thôn Tây")
    own, other = province.add_member("Người Của Thôn", source), province.add_member("Người Nơi Khác", "24-01-001-002")

    for chosen, code in (([other.id], "not-of-this-unit"), ([own.id], "nobody-stays")):
        with pytest.raises(Conflict, match=code):
            ask("split_unit", by="24-01-001", unit_id=province.id(source), name="Thôn Tây Mới", person_ids=chosen)
    with pytest.raises(Invalid):
        ask("split_unit", by="24-01-001", unit_id=province.id(source), name="Thôn Tây Mới")


def test_chapters_go_with_a_commune_that_is_split(ask, province, found, today):
    source = found("24-01", "Đoàn xã Rộng", kind="DOAN_XA")
    one, two = found(source, "Thôn Rộng Một"), found(source, "Thôn Rộng Hai")

    made = ask(
        "split_unit",
        by="24-01",
        unit_id=province.id(source),
        name="Đoàn xã Hẹp",
        child_ids=[province.id(two)],
        on=today,
    )

    places = [ask("get_unit", by="24-01", unit_id=province.id(chapter))["parent_id"] for chapter in (one, two)]
    assert places == [str(province.id(source)), made["id"]]


# ---------------------------------------------------------------- closing


def test_a_closed_unit_may_name_who_goes_on_with_what_is_open(ask, province, found, events):
    source = found("24-01-001", "Thôn Rỗng")
    successor = province.id("24-01-001-002")

    closed = ask("close_unit", by="24-01-001", unit_id=province.id(source), successor_id=successor)

    assert closed["successor"]["id"] == str(successor)
    assert events("members.units_changed.v1")[-1]["units"][0]["successor_id"] == str(successor)


def test_nobody_succeeds_themselves(ask, province, found):
    source = province.id(found("24-01-001", "Thôn Tự Nhận"))

    with pytest.raises(Conflict, match="same-unit"):
        ask("close_unit", by="24-01-001", unit_id=source, successor_id=source)
