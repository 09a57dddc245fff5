from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import psycopg
import pytest

from services.kit import clock
from services.kit.faults import Conflict, Denied, Invalid, NotFound, Stale
from services.members.actions import changing_units
from services.members.domain.decisions import Basis


@pytest.fixture
def new_unit(ask, province):
    def made(parent, name, level="CHAPTER", kind="DIA_BAN_DAN_CU", by=None, **given):
        return ask(
            "create_unit", by=by or parent, parent_id=province.id(parent), name=name, level=level, kind=kind, **given
        )

    return made


def test_a_superior_founds_a_unit_below_itself(ask, new_unit, events):
    made = new_unit("24-01-001", "  Chi đoàn   thôn Đông ")

    assert (made["name"], made["level"], made["code"][:10]) == ("Chi đoàn thôn Đông", "CHAPTER", "24-01-001-")
    assert [step["level"] for step in made["path"]] == ["PROVINCE", "DISTRICT", "GRASSROOTS", "CHAPTER"]
    assert events("members.units_changed.v1")[-1]["units"][0]["id"] == made["id"]


def test_the_least_number_of_a_chapter_counts_those_who_are_away(ask, province, sql):
    made = province.add_unit("24-01-001-077", "CHAPTER", "24-01-001")
    for name, flags in (("Ở Nhà Một", "{}"), ("Ở Nhà Hai", "{}"), ("Đi Xa Ba", "{away}")):
        person = province.add_member(name, made.code)
        sql.execute("UPDATE people SET flags = %s WHERE id = %s", (flags, person.id))

    seen = ask("get_unit", by="24-01-001", unit_id=made.id)

    assert seen["member_count"] == 3
    assert "too-few-members" not in [warning["code"] for warning in seen["warnings"]]


def test_codes_of_units_count_on(new_unit):
    one, two = new_unit("24-01-002", "Chi đoàn Một"), new_unit("24-01-002", "Chi đoàn Hai")

    assert int(two["code"][-3:]) == int(one["code"][-3:]) + 1


def test_a_district_cannot_stand_below_a_commune(new_unit):
    with pytest.raises(Conflict) as refused:
        new_unit("24-01-001", "Huyện đoàn X", level="DISTRICT", kind="HUYEN_DOAN")

    assert refused.value.code == "wrong-level"


def test_a_kind_of_another_level_is_refused(new_unit):
    with pytest.raises(Invalid) as refused:
        new_unit("24-01-001", "Chi đoàn X", kind="DOAN_XA")

    assert "kind" in refused.value.fields["errors"]


def test_nobody_founds_units_in_another_district(new_unit):
    with pytest.raises(NotFound):
        new_unit("24-02-001", "Chi đoàn lạ", by="24-01")


def test_a_chapter_cannot_rename_itself(ask, province):
    with pytest.raises(Denied) as refused:
        ask("rename_unit", by="24-01-001-001", unit_id=province.id("24-01-001-001"), name="Tên khác")

    assert refused.value.fields["action"] == "unit.rename"


def test_a_renamed_unit_keeps_its_old_name_in_its_history(ask, new_unit, sql):
    unit = new_unit("24-02-001", "Chi đoàn Cũ", on=date(2024, 1, 1))

    renamed = ask(
        "rename_unit", by="24-02-001", unit_id=unit["id"], name="Chi đoàn Mới", on=date(2025, 1, 1), version=1
    )
    names = sql.execute(
        "SELECT name, valid::text FROM unit_names WHERE unit_id = %s ORDER BY valid", (unit["id"],)
    ).fetchall()

    assert (renamed["name"], renamed["version"]) == ("Chi đoàn Mới", 2)
    assert names == [("Chi đoàn Cũ", "[2024-01-01,2025-01-01)"), ("Chi đoàn Mới", "[2025-01-01,)")]


def test_renaming_what_someone_else_has_changed_is_stale(ask, new_unit):
    unit = new_unit("24-02-001", "Chi đoàn A")
    ask("rename_unit", by="24-02-001", unit_id=unit["id"], name="Chi đoàn B", version=1)

    with pytest.raises(Stale):
        ask("rename_unit", by="24-02-001", unit_id=unit["id"], name="Chi đoàn C", version=1)


def test_a_change_in_the_future_is_refused(ask, new_unit):
    unit = new_unit("24-02-001", "Chi đoàn Mai")

    with pytest.raises(Invalid):
        ask(
            "rename_unit",
            by="24-02-001",
            unit_id=unit["id"],
            name="Chi đoàn Mốt",
            on=clock.day_of(clock.now()) + timedelta(days=30),
        )


def test_a_unit_with_members_cannot_close(ask, province):
    province.add_member("Người Ở Lại", "24-02-002-001")

    with pytest.raises(Conflict) as refused:
        ask("close_unit", by="24-02-002", unit_id=province.id("24-02-002-001"))

    assert refused.value.code == "unit-not-empty"
    assert refused.value.fields["refusals"][0]["mend"]


def test_a_closed_unit_leaves_the_tree_of_its_superior(ask, new_unit, province):
    unit = new_unit("24-02-001", "Chi đoàn Tạm")

    closed = ask("close_unit", by="24-02-001", unit_id=unit["id"])
    children = ask("list_children", by="24-02-001", unit_id=province.id("24-02-001"), limit=100)["items"]

    assert closed["closed_on"] is not None
    assert unit["id"] not in [child["id"] for child in children]


def test_units_below_one_are_found_by_words_of_their_names(ask, new_unit, province):
    unit = new_unit("24-02-001", "Chi đoàn Đồng Mận")
    given = {"by": "24-02-001", "unit_id": province.id("24-02-001"), "count": "exact"}

    found, nothing = ask("list_children", q="man dong", **given), ask("list_children", q="khong co", **given)

    assert ([each["id"] for each in found["items"]], found["total"]) == ([unit["id"]], 1)
    assert (nothing["items"], nothing["total"]) == ([], 0)


def test_moving_a_unit_moves_all_below_it(ask, new_unit, province, sql, events):
    commune = new_unit("24-01", "Đoàn xã Di Động", level="GRASSROOTS", kind="DOAN_XA", on=date(2023, 1, 1))
    chapter = ask(
        "create_unit", by="24-01", parent_id=commune["id"], name="Chi đoàn Theo", level="CHAPTER", kind="DIA_BAN_DAN_CU",
        on=date(2023, 1, 1),
    )  # fmt: skip

    ask("move_unit", by="24", unit_id=commune["id"], parent_id=province.id("24-02"), on=date(2025, 7, 1))
    view = ask("get_unit", by="24-02", unit_id=chapter["id"])
    places = sql.execute(
        "SELECT valid::text FROM unit_paths WHERE unit_id = %s ORDER BY valid", (chapter["id"],)
    ).fetchall()

    assert [step["id"] for step in view["path"]][1:3] == [str(province.id("24-02")), commune["id"]]
    assert places == [("[2023-01-01,2025-07-01)",), ("[2025-07-01,)",)]
    assert {unit["id"] for unit in events("members.units_changed.v1")[-1]["units"]} == {commune["id"], chapter["id"]}


def test_a_unit_cannot_stand_below_itself(province):
    school = province.add_unit("24-01-009", "GRASSROOTS", "24-01")

    with pytest.raises(Conflict), province.database.transaction(actor=province.officer("24")) as tx:
        changing_units.move_unit(tx, unit_id=school.id, parent_id=school.id, decision_no=None, on=None, version=None)


def test_two_moves_at_once_cannot_make_a_circle(province, sql):
    """Levels forbid most circles; here two units of one level are let stand below each other, as the rules of a later
    term may allow."""
    one, two = (province.add_unit(code, "GRASSROOTS", "24-02") for code in ("24-02-071", "24-02-072"))

    def move(unit, parent):
        with province.database.transaction(actor=province.officer("24")) as tx:
            tx.units.lock_tree()
            moved, above = tx.units.lock(unit.id), tx.units.lock(parent.id)
            if above.path.startswith(moved.path):
                raise Conflict("tree-cycle")
            path = f"{above.path}.{moved.path.rpartition('.')[2]}"
            tx.units.move(
                type(moved)(**{**vars(moved), "parent_id": above.id, "path": path, "version": moved.version + 1}),
                old_path=moved.path, on=tx.today, basis=Basis(),
            )  # fmt: skip

    with ThreadPoolExecutor(2) as pool:
        tries = [pool.submit(move, one, two), pool.submit(move, two, one)]
    faults = [each.exception() for each in tries if each.exception()]
    circles = sql.execute(
        "SELECT count(*) FROM units a JOIN units b ON a.parent_id = b.id AND b.parent_id = a.id"
    ).fetchone()

    assert [type(fault) for fault in faults] == [Conflict]
    assert circles == (0,)


@pytest.mark.parametrize("table", ["unit_links", "unit_paths", "unit_names"])
def test_a_unit_has_one_parent_one_place_and_one_name_a_day(province, sql, table):
    column = {"unit_links": "parent_id", "unit_paths": "path", "unit_names": "name"}[table]

    with pytest.raises(psycopg.errors.ExclusionViolation):
        sql.execute(
            f"INSERT INTO {table} (unit_id, {column}, valid) SELECT unit_id, {column}, '[2024-01-01,2024-02-01)' FROM {table}"
            " WHERE unit_id = %s", (province.id("24-01-001"),)
        )  # fmt: skip


def test_the_top_of_an_officers_tree_is_their_own_unit(ask, province):
    tops = ask("list_children", by="24-01")["items"]

    assert [unit["id"] for unit in tops] == [str(province.id("24-01"))]


def test_another_districts_unit_looks_as_if_it_did_not_exist(ask, province):
    with pytest.raises(NotFound):
        ask("get_unit", by="24-01", unit_id=province.id("24-02-001"))
    with pytest.raises(NotFound):
        ask("list_children", by="24-01", unit_id=province.id("24-02"))
    with pytest.raises(NotFound):
        ask("get_unit_statistics", by="24-01", unit_id=province.id("24-02"))


def test_names_of_units_anywhere_can_be_found_but_no_numbers(ask, province):
    found = ask("list_units", by="24-01-001-001", q="24 02 002", anywhere=True)["items"]

    assert str(province.id("24-02-002")) in [unit["id"] for unit in found]
    assert {unit["member_count"] for unit in found} == {0}


def test_a_unit_that_is_known_by_its_id_is_named_to_anyone(ask, province):
    unit_id = province.id("24-02-002")
    named = ask("list_units", by="24-01-001-001", unit_id=unit_id, anywhere=True)["items"]
    hidden = ask("list_units", by="24-01-001-001", unit_id=unit_id)["items"]

    assert [(unit["id"], unit["member_count"]) for unit in named] == [(str(unit_id), 0)]
    assert hidden == []


def test_unit_names_are_searched_within_the_scope(ask, province):
    found = ask("list_units", by="24-01", q="don vi 24", limit=100, count="exact")

    assert all(unit["code"].startswith("24-01") for unit in found["items"])
    assert found["total"] == len(found["items"])


# ---------------------------------------------------------------- officers


@pytest.fixture
def appoint(ask, province):
    def appointed(person, unit, code, by, **given):
        return ask("appoint_officer", by=by, unit_id=province.id(unit), person_id=person.id, code=code, **given)

    return appointed


def test_an_appointed_officer_has_the_role_of_the_unit(appoint, ask, province, events):
    person = province.add_member("Bí Thư Mới", "24-01-002-001")

    held = appoint(person, "24-01-002-001", "BT", by="24-01-002", until=date(2030, 1, 1), decision_no="5-QĐ/ĐTN")
    officers = ask("get_unit", by="24-01-002", unit_id=province.id("24-01-002-001"))["officers"]

    assert (held["role"], held["title"]) == ("CHAPTER_OFFICER", "Bí thư")
    assert [officer["person"]["full_name"] for officer in officers] == ["Bí Thư Mới"]
    assert events("members.positions_changed.v1")[-1]["positions"][0]["until"] == "2030-01-01"


def test_a_unit_has_one_secretary_at_a_time(appoint, province):
    first, second = (province.add_member(name, "24-01-002-002") for name in ("Người Trước", "Người Sau"))
    appoint(first, "24-01-002-002", "BT", by="24-01-002")

    with pytest.raises(Conflict) as refused:
        appoint(second, "24-01-002-002", "BT", by="24-01-002")

    assert refused.value.code == "secretary-exists"


def test_an_ended_position_leaves_room_for_the_next(appoint, ask, province):
    first, second = (province.add_member(name, "24-02-001-002") for name in ("Hết Nhiệm Kỳ", "Kế Nhiệm"))
    held = appoint(first, "24-02-001-002", "BT", by="24-02-001", from_on=date(2023, 1, 1))

    ask("end_position", by="24-02-001", position_id=held["id"], on=clock.day_of(clock.now()) - timedelta(days=2))
    after = appoint(second, "24-02-001-002", "BT", by="24-02-001")

    assert after["code"] == "BT"


def test_a_provisional_officer_is_there_for_as_many_months_as_the_rules_say_at_most(appoint, ask, province):
    person, place = province.add_member("Lâm Thời", "24-02-001-002"), "24-02-001-002"
    given = {"by": "24-02-001", "from_on": date(2026, 8, 31), "is_provisional": True}

    with pytest.raises(Invalid) as too_long:
        appoint(person, place, "UVBCH", until=date(2027, 3, 1), **given)
    held = appoint(person, place, "UVBCH", **given)

    assert "tối đa 6 tháng, đến 28/02/2027, mà ghi 01/03/2027" in too_long.value.fields["errors"]["until"][0]
    assert (held["title"], held["until"]) == ("Uỷ viên Ban Chấp hành lâm thời", "2027-02-28")
    shown = ask("list_officers", by="24-02-001", unit_id=province.id(place), past=True)["items"]
    assert next(each["title"] for each in shown if each["id"] == held["id"]) == held["title"]


def test_only_committees_are_provisional(appoint, province):
    person = province.add_member("Kiểm Tra", "24-01-001-001")

    with pytest.raises(Invalid) as refused:
        appoint(person, "24-01", "UV_UBKT", by="24", is_provisional=True)

    assert list(refused.value.fields["errors"]) == ["is_provisional"]


def test_nobody_leaves_a_committee_at_their_own_wish_while_examined(appoint, ask, province, sql):
    person = province.add_member("Đang Xem Xét", "24-02-001-002")
    held = appoint(person, "24-02-001-002", "PBT", by="24-02-001")
    sql.execute("UPDATE people SET flags = '{examined}' WHERE id = %s", [person.id])

    with pytest.raises(Conflict, match="under-discipline"):
        ask("end_position", by="24-02-001", position_id=held["id"], because="OWN_WISH")
    ask("end_position", by="24-02-001", position_id=held["id"], because="TERM")

    row = sql.execute("SELECT ended_because FROM positions WHERE id = %s", [held["id"]]).fetchone()
    assert row == ("TERM",)


def test_a_committee_takes_a_member_off_after_as_many_absences_as_the_rules_say(appoint, ask, province):
    person = province.add_member("Vắng Họp", "24-02-001-002")
    held = appoint(person, "24-02-001-002", "UVBCH", by="24-02-001")
    ending = {"by": "24-02-001", "position_id": held["id"], "because": "ABSENT"}

    with pytest.raises(Invalid) as unsaid:
        ask("end_position", **ending)
    with pytest.raises(Invalid) as too_few:
        ask("end_position", **ending, absences=2)
    ask("end_position", **ending, absences=3)

    texts = [each.value.fields["errors"]["absences"][0] for each in (unsaid, too_few)]
    assert texts[0].startswith("Chưa ghi số kỳ họp đã vắng;")
    assert texts[1].startswith("Mới vắng 2 kỳ họp liên tiếp; Ban Chấp hành chỉ xoá tên khi vắng từ 3 kỳ")


def test_a_chapter_officer_appoints_nobody(appoint, province):
    person = province.add_member("Chưa Ai", "24-01-001-001")

    with pytest.raises(Denied):
        appoint(person, "24-01-001-001", "PBT", by="24-01-001-001")


def test_nobody_is_appointed_across_districts(appoint, province):
    person = province.add_member("Ở Xa", "24-02-001-001")

    with pytest.raises(NotFound):
        appoint(person, "24-01-001-001", "PBT", by="24-01")


def test_units_stand_in_the_order_of_the_alphabet_and_what_is_exactly_named_before_what_only_begins_so(ask, province):
    parent = province.id("24-02-001")
    for name in ("Chi đoàn Đức Thọ 10", "Chi đoàn Dung Quất", "Chi đoàn Đức Thọ 2", "Chi đoàn Đức Thọ"):
        ask(
            "create_unit",
            by="24-02",
            parent_id=parent,
            name=name,
            kind="DIA_BAN_DAN_CU",
            on="2020-01-01",
            decision_no="01-QĐ/ĐTN",
        )
    given = {"by": "24-02", "limit": 2, "q": "duc tho"}
    first = ask("list_units", **given)
    rest = ask("list_units", **given, cursor=first["next"])
    code = first["items"][1]["code"]

    found = [item["name"] for item in (*first["items"], *rest["items"])]
    assert found == ["Chi đoàn Đức Thọ", "Chi đoàn Đức Thọ 2", "Chi đoàn Đức Thọ 10"]
    assert ask("list_units", by="24-02", q=code)["items"][0]["code"] == code
