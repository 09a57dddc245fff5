"""A merger is undone while nothing would be lost; else it is told by name what stands in the way."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from services.kit import ids
from services.kit.clock import day_of, now
from services.kit.faults import Conflict, Denied, Invalid, NotFound, Stale
from tests.integration.members.registry.lines import link

JOINED = date(2022, 1, 1)
TODAY = day_of(now())


@pytest.fixture
def found(ask, province):
    """`found("24-01-001", "Thôn Nguồn")`: a unit of its own for the test; answers its name."""

    def made(parent, name, *, kind="DIA_BAN_DAN_CU"):
        name = f"{name} {ids.new().hex[-6:]}"
        unit = ask("create_unit", by="24", parent_id=province.id(parent), name=name, kind=kind, on="2020-01-01")
        with province.database.transaction() as tx:
            province.units[name] = tx.units.get(unit["id"])
        return name

    return made


@pytest.fixture
def two(found):
    return found("24-01-001", "Thôn Nguồn"), found("24-01-001", "Thôn Đích")


@pytest.fixture
def merge(ask, province):
    def merged(source, target, *, on=TODAY, **given):
        given |= {"unit_id": province.id(source), "target_id": province.id(target), "on": on}
        return ask("merge_units", by="24", **given)

    return merged


@pytest.fixture
def unmerge(ask, province):
    def undone(source, *, by="24-01-001", **given):
        return ask("unmerge_unit", by=by, unit_id=province.id(source), **{"reason": "Ghi nhầm đơn vị", **given})

    return undone


def against(unmerge, source, **given):
    with pytest.raises(Conflict) as fault:
        unmerge(source, **given)
    assert all(refusal["mend"] for refusal in fault.value.fields["refusals"])
    return {refusal["code"]: refusal["text"] for refusal in fault.value.fields["refusals"]}


@pytest.mark.parametrize("ago", [0, 5], ids=["merged today", "merged as of last week"])
def test_everything_is_as_if_it_had_never_been_merged(ask, province, registry, two, merge, unmerge, events, ago):
    source, target = two
    people = [province.add_member(f"Người Đi Về {number}", source) for number in range(3)]
    registry.done(registry.subject(kind="depart", person=people[2]))
    office = registry.appoint(people[0], source, code="BT", until=date(2030, 1, 1))
    before = ask("get_unit", by="24", unit_id=province.id(source))
    merge(source, target, on=TODAY - timedelta(days=ago), decision_no="15-QĐ/ĐTN")

    seen = unmerge(source)

    same = ("id", "code", "name", "level", "parent_id", "path", "member_count", "child_count", "closed_on", "successor")
    assert {name: seen[name] for name in same} == {name: before[name] for name in same}
    for person in people:
        assert registry.stretches(person) == [(JOINED, None, province.id(source))]
        assert registry.file(person).unit_id == province.id(source)
    assert registry.file(people[2]).status == "IN_TRANSIT"
    assert registry.last_day(office) == date(2030, 1, 1)
    [unit] = events("members.units_changed.v1")[-1]["units"]
    assert (unit["closed_on"], unit["successor_id"]) == (None, None)
    assert {each["unit_id"] for each in events("members.people_changed.v1")[-1]["people"]} == {str(province.id(source))}
    told = {each["unit_id"]: each["until"] for each in events("members.positions_changed.v1")[-1]["positions"]}
    day_before = TODAY - timedelta(days=ago + 1)
    assert told == {str(province.id(target)): day_before.isoformat(), str(province.id(source)): "2030-01-01"}
    assert ask("get_unit", by="24", unit_id=province.id(target))["officers"] == []
    for table in ("unit_names", "unit_links", "unit_paths"):
        open_now = f"SELECT count(*) FROM {table} WHERE unit_id = :u AND upper_inf(valid)"
        assert province.count(open_now, u=province.id(source)) == 1


def test_units_below_come_back_with_all_that_is_theirs(ask, province, found, merge, unmerge):
    source, target = found("24-01", "Đoàn xã Nguồn", kind="DOAN_XA"), found("24-01", "Đoàn xã Đích", kind="DOAN_XA")
    chapter, other = found(source, "Thôn Theo Xã"), found(target, "Thôn Của Đích")
    province.add_member("Dân Thôn Theo Xã", chapter)
    merge(source, target)

    seen = unmerge(source, by="24-01")

    assert (seen["member_count"], seen["child_count"]) == (1, 1)
    assert ask("get_unit", by="24", unit_id=province.id(chapter))["path"][-2]["id"] == str(province.id(source))
    assert ask("get_unit", by="24", unit_id=province.id(other))["parent_id"] == str(province.id(target))


def test_what_waited_comes_back_and_what_the_target_got_since_stays(province, registry, two, merge, unmerge):
    source, target = two
    subject = registry.subject(unit=source, full_name="Kết Nạp Dở Dang")
    [outcome] = registry.prepare(subject, on=TODAY)
    guest = province.add_member("Khách Của Nguồn", "24-02-001-001")
    link(province, guest, "TEMP", host=source, from_on=JOINED)
    merge(source, target)
    newcomer = province.add_member("Vào Sau Sáp Nhập", target)

    unmerge(source)
    registry.apply(subject)

    host = "SELECT host_unit_id FROM secondary_memberships WHERE person_id = :p"
    assert registry.person(outcome).unit_id == province.id(source)
    assert province.count(host, p=guest.id) == province.id(source)
    assert registry.file(newcomer).unit_id == province.id(target)


def test_members_who_have_gone_on_since_stand_in_the_way_by_name(province, registry, two, merge, unmerge):
    source, target = two
    people = [province.add_member(name, source) for name in ("Đã Chuyển Đi", "Đã Trưởng Thành", "Còn Ở Đó")]
    merge(source, target)
    registry.done(registry.subject(kind="transfer", person=people[0], unit="24-02-001-001"), on=TODAY)
    registry.done(registry.subject(kind="mature", person=people[1], unit=target), on=TODAY)

    [found] = against(unmerge, source).items()

    assert found[0] == "moved-on"
    assert "Đã Chuyển Đi, Đã Trưởng Thành." in found[1]
    assert registry.file(people[2]).unit_id == province.id(target)


def test_changes_under_way_offices_and_units_that_went_on_stand_in_the_way(
    province, registry, found, merge, unmerge, ask
):
    source, target = found("24-01", "Đoàn xã Nguồn", kind="DOAN_XA"), found("24-01", "Đoàn xã Đích", kind="DOAN_XA")
    chapter = found(source, "Thôn Đi Tiếp")
    merge(source, target)
    ask("move_unit", by="24", unit_id=province.id(chapter), parent_id=province.id("24-01-002"), on=TODAY)

    assert against(unmerge, source, by="24-01") == {"units-moved": f"Không còn trực thuộc {target}: {chapter}."}

    one, other = found("24-01-001", "Thôn Một"), found("24-01-001", "Thôn Hai")
    held, chosen = province.add_member("Đang Có Hồ Sơ", one), province.add_member("Được Chuẩn Y", one)
    merge(one, other)
    registry.prepare(registry.subject(kind="mature", person=held, unit=other), on=TODAY)
    ask("appoint_officer", by="24-01", unit_id=province.id(other), person_id=chosen.id, code="BT")

    told = against(unmerge, one)
    assert set(told) == {"held", "in-office"}
    assert "Đang Có Hồ Sơ" in told["held"]
    assert f"chức vụ ở {other}: Được Chuẩn Y" in told["in-office"]


def test_an_office_that_went_along_and_was_ended_since_stands_in_the_way(
    ask, province, registry, two, merge, unmerge, events
):
    source, target = two
    registry.appoint(province.add_member("Thôi Sau Sáp Nhập", source), source, code="BT")
    merge(source, target)
    carried = events("members.positions_changed.v1")[-1]["positions"][-1]
    ask("end_position", by="24", position_id=carried["id"], on=TODAY)

    assert against(unmerge, source) == {
        "offices-changed": f"Chức vụ chuyển sang {target} đã thay đổi: Thôi Sau Sáp Nhập."
    }


def test_a_target_that_was_merged_on_is_parted_first(province, registry, found, two, merge, unmerge):
    source, target = two
    third = found("24-01-001", "Thôn Ba")
    person = province.add_member("Đi Hai Lần", source)
    merge(source, target)
    merge(target, third)

    assert set(against(unmerge, source)) == {"unit-closed", "moved-on"}
    unmerge(target)
    unmerge(source)

    assert registry.stretches(person) == [(JOINED, None, province.id(source))]


def test_it_can_be_undone_for_some_days_and_once(province, two, merge, unmerge, sql):
    source, target = two
    merge(source, target)
    moved = "UPDATE unit_mergers SET merged_at = merged_at - interval '31 days' WHERE unit_id = %s"
    sql.execute(moved, (province.id(source),))
    assert set(against(unmerge, source)) == {"undo-over"}

    sql.execute(moved.replace("-", "+", 1), (province.id(source),))
    unmerge(source)
    assert set(against(unmerge, source)) == {"not-merged"}
    merge(source, target)
    assert unmerge(source)["closed_on"] is None


def test_only_those_above_undo_it_and_say_why(province, two, merge, unmerge):
    source, target = two
    merge(source, target)

    with pytest.raises(NotFound):
        unmerge(source, by="24-02")
    with pytest.raises((Denied, NotFound)):
        unmerge(source, by="24-01-001-001")
    with pytest.raises(Invalid):
        unmerge(source, reason="")
    with pytest.raises(Stale):
        unmerge(source, version=1)


def test_a_unit_that_was_closed_otherwise_has_no_merger_to_undo(ask, province, found, unmerge):
    closed = found("24-01-001", "Thôn Giải Thể")
    ask("close_unit", by="24", unit_id=province.id(closed), on=TODAY)

    assert set(against(unmerge, closed)) == {"not-merged"}


def test_reports_of_the_units_are_as_before(ask, province, two, merge, unmerge):
    source, target = two
    province.add_member("Được Tính", source)
    merge(source, target)
    unmerge(source)

    given = {"by": "24", "code": "BM-02", "since": TODAY - timedelta(days=3), "on": TODAY}
    told = [ask("get_report", unit_id=province.id(unit), **given)["total"] for unit in (source, target)]
    assert [(each["opening"], each["moved_in"], each["moved_out"], each["closing"]) for each in told] == [
        (1, 0, 0, 1),
        (0, 0, 0, 0),
    ]


def test_the_row_of_a_merger_says_who_undid_it(province, two, merge, unmerge):
    source, target = two
    merge(source, target)
    unmerge(source)

    with province.database.transaction() as tx:
        asked = text("SELECT undone_at, undone_by FROM unit_mergers WHERE unit_id = :u")
        row = tx.execute(asked, {"u": province.id(source)}).one()
    assert row.undone_at is not None
    assert row.undone_by is not None


def test_the_page_of_a_merged_unit_offers_to_undo_it(ask, province, two, merge):
    source, target = two
    merge(source, target)

    above = ask("get_unit", by="24-01-001", unit_id=province.id(source))

    [offer] = above["allowed_actions"]
    assert (offer["action"], offer["destructive"]) == ("unmerge_unit", True)
    assert target in offer["consequences"][0]


def test_a_unit_that_stands_again_or_was_closed_otherwise_offers_no_undoing(ask, province, two, merge, unmerge):
    source, target = two
    merge(source, target)
    unmerge(source)
    again = ask("get_unit", by="24-01-001", unit_id=province.id(source))
    ask("close_unit", by="24", unit_id=province.id(source))

    closed = ask("get_unit", by="24", unit_id=province.id(source))

    assert "unmerge_unit" not in {each["action"] for each in again["allowed_actions"]}
    assert closed["allowed_actions"] == closed["refused_actions"] == []
