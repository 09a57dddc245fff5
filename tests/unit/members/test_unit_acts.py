from datetime import date, timedelta

import pytest

from services.kit.faults import Conflict
from services.members.domain import positions, unit_acts, units
from services.members.domain.unit_acts import Holder, Standing
from services.members.domain.units import Kind
from tests.unit.members.test_units import TODAY, a_unit

KINDS = (
    Kind("HUYEN_DOAN", "DISTRICT", "Huyện đoàn"),
    Kind("DOAN_XA", "GRASSROOTS", "Đoàn xã"),
    Kind("LIEN_CHI_DOAN", "SUB_GRASSROOTS", "Liên chi đoàn"),
    Kind("DIA_BAN_DAN_CU", "CHAPTER", "Chi đoàn địa bàn dân cư"),
    Kind("PHAN_DOAN", "GROUP", "Phân đoàn"),
)


def standing(unit, *, top=None, members=0, children=0, holders=()):
    return Standing(
        unit=unit,
        top=top,
        kinds=KINDS,
        members=members,
        children=children,
        holders=holders,
        today=TODAY,
        provisional_months=6,
    )


def names_of(offer):
    return list(offer.form["properties"])


@pytest.mark.parametrize(
    ("level", "kind", "offered"),
    [
        ("PROVINCE", "TINH_DOAN", ["HUYEN_DOAN", "DOAN_XA", "DIA_BAN_DAN_CU"]),
        ("DISTRICT", "HUYEN_DOAN", ["DOAN_XA"]),
        ("GRASSROOTS", "DOAN_XA", ["LIEN_CHI_DOAN", "DIA_BAN_DAN_CU"]),
        ("SUB_GRASSROOTS", "LIEN_CHI_DOAN", ["DIA_BAN_DAN_CU"]),
        ("CHAPTER", "DIA_BAN_DAN_CU", ["PHAN_DOAN"]),
    ],
)
def test_a_new_unit_is_of_a_kind_that_may_stand_there(level, kind, offered):
    asked = unit_acts.found(standing(a_unit(level, kind))).form["properties"]["kind"]

    assert asked["enum"] == offered
    assert asked["x-labels"] == [kind.title for kind in KINDS if kind.code in offered]


@pytest.mark.parametrize(("level", "kind"), [("GROUP", "PHAN_DOAN"), ("GRASSROOTS", "CHI_DOAN_CO_SO")])
def test_nothing_is_founded_where_no_unit_may_stand(level, kind):
    assert unit_acts.found(standing(a_unit(level, kind))) is None


def test_the_only_kind_is_chosen_already():
    asked = unit_acts.found(standing(a_unit("DISTRICT", "HUYEN_DOAN"))).form["properties"]["kind"]

    assert asked["default"] == "DOAN_XA"


def test_founding_asks_for_the_kind_and_not_for_its_level():
    form = unit_acts.found(standing(a_unit())).form

    assert list(form["properties"]) == ["name", "kind", "decision_no", "on"]
    assert form["required"] == ["name", "kind"]


def test_renaming_begins_with_the_present_name():
    offer = unit_acts.rename(standing(a_unit(name="Đoàn xã Tân Mỹ")))

    assert offer.form["properties"]["name"]["default"] == "Đoàn xã Tân Mỹ"
    assert "Văn bản đã ban hành giữ tên cũ." in offer.consequences


@pytest.mark.parametrize(("members", "children"), [(3, 0), (0, 2), (3, 2)])
def test_closing_is_refused_in_the_words_of_the_rule(members, children):
    unit = a_unit()
    with pytest.raises(Conflict) as rule:
        units.close(unit, on=TODAY, members=members, children=children)

    offer = unit_acts.close(standing(unit, members=members, children=children))

    assert offer.refused()["refusals"] == rule.value.fields["refusals"]


def test_a_refusal_counts_only_what_is_there():
    [refusal] = unit_acts.close(standing(a_unit(name="Chi đoàn A"), members=3)).refusals

    assert refusal.text == "Chi đoàn A còn 3 đoàn viên."
    assert refusal.mend == "Chuyển đoàn viên sang nơi khác trước khi kết thúc."


def test_closing_tells_how_many_offices_end_with_it():
    holders = (Holder("BT", "Lê Thu", None), Holder("PBT", "Vi Nam", date(2027, 3, 31)), Holder("UVBCH", "Hà", TODAY))

    offer = unit_acts.close(standing(a_unit(), holders=holders))

    assert offer.is_destructive
    assert offer.consequences[0] == "2 chức vụ kết thúc cùng ngày."


def test_closing_a_unit_without_officers_speaks_of_none():
    assert not any("chức vụ" in line for line in unit_acts.close(standing(a_unit())).consequences)


def test_a_unit_moves_where_another_superior_is_within_reach():
    province = a_unit("PROVINCE", "TINH_DOAN")
    district = a_unit("DISTRICT", "HUYEN_DOAN", province)
    commune = a_unit("GRASSROOTS", "DOAN_XA", district)

    offer = unit_acts.move(standing(commune, top=province, members=40, children=3))

    assert names_of(offer) == ["parent_id", "decision_no", "on"]
    assert offer.consequences[0] == "40 đoàn viên và 3 đơn vị trực thuộc đi theo Đoàn xã Tân Mỹ."


def test_a_chapter_may_move_below_a_part_of_its_own_superior():
    district = a_unit("DISTRICT", "HUYEN_DOAN")
    commune = a_unit("GRASSROOTS", "DOAN_XA", district)

    offer = unit_acts.move(standing(a_unit("CHAPTER", "DIA_BAN_DAN_CU", commune), top=commune))

    assert not offer.refusals


def test_moving_is_no_act_where_only_those_higher_have_another_superior():
    province = a_unit("PROVINCE", "TINH_DOAN")
    district = a_unit("DISTRICT", "HUYEN_DOAN", province)

    assert unit_acts.move(standing(a_unit("GRASSROOTS", "DOAN_XA", district), top=district)) is None


def test_moving_is_no_act_where_there_is_no_other_superior_at_all():
    province = a_unit("PROVINCE", "TINH_DOAN")

    assert unit_acts.move(standing(a_unit("DISTRICT", "HUYEN_DOAN", province), top=province)) is None


@pytest.mark.parametrize(
    ("level", "kind", "offices"),
    [
        ("CHAPTER", "DIA_BAN_DAN_CU", ["BT", "PBT", "UVBCH", "PHAN_DOAN_TRUONG"]),
        ("GRASSROOTS", "CHI_DOAN_CO_SO", ["BT", "PBT", "UVBCH", "PHAN_DOAN_TRUONG"]),
        ("GRASSROOTS", "DOAN_XA", ["BT", "PBT", "UVBTV", "UVBCH"]),
        ("GROUP", "PHAN_DOAN", ["PHAN_DOAN_TRUONG"]),
    ],
)
def test_the_offices_offered_are_those_that_the_unit_has(level, kind, offices):
    office = unit_acts.appoint(standing(a_unit(level, kind))).form["properties"]["code"]

    assert office["enum"] == offices
    assert office["x-labels"] == [positions.TITLES[code] for code in offices]


def test_every_office_belongs_to_some_unit():
    held = {code for level in units.PARENTS for code in positions.offices_of(level=level, kind="")}

    assert held == set(positions.TITLES)


def test_appointing_tells_who_is_secretary_already():
    office = unit_acts.appoint(standing(a_unit(), holders=(Holder("BT", "Lê Thu", TODAY),))).form["properties"]["code"]

    assert office["description"].startswith("Bí thư hiện nay là Lê Thu.")


@pytest.mark.parametrize("until", [None, TODAY + timedelta(days=1)])
def test_a_term_that_lasts_can_be_ended(until):
    offer = unit_acts.end_term("PBT", until=until, today=TODAY, absence_limit=3, missed=None)

    assert offer.consequences == ("Quyền theo chức vụ Phó Bí thư hết sau ngày cuối giữ chức vụ.",)


@pytest.mark.parametrize("until", [TODAY, TODAY - timedelta(days=1)])
def test_a_term_whose_last_day_has_come_cannot_be_ended(until):
    assert unit_acts.end_term("BT", until=until, today=TODAY, absence_limit=3, missed=None) is None


@pytest.mark.parametrize(("until", "is_offered"), [(None, True), (TODAY + timedelta(days=1), True), (TODAY, False)])
def test_an_office_says_how_its_holder_works_as_long_as_it_lasts(until, is_offered):
    assert (unit_acts.engage(engagement=None, until=until, today=TODAY) is not None) == is_offered


def test_the_end_of_a_secretary_leaves_the_unit_without_one():
    assert (
        unit_acts.end_term("BT", until=None, today=TODAY, absence_limit=3, missed=None)
        .consequences[-1]
        .startswith("Đơn vị chưa có Bí thư")
    )


def test_absence_is_a_reason_for_members_of_the_committee_alone():
    missed = [date(2026, 9, 5), date(2026, 8, 5)]
    member, inspector = (
        unit_acts.end_term(code, until=None, today=TODAY, absence_limit=4, missed=missed).form["properties"]
        for code in ("UVBCH", "UV_UBKT")
    )

    assert "ABSENT" in member["because"]["enum"]
    assert member["absences"]["description"] == (
        "Từ 4 kỳ liên tiếp trở lên. Sổ kỳ họp ghi vắng 2 kỳ (05/09/2026, 05/08/2026)."
    )
    assert member["absences"]["default"] == 2
    assert "ABSENT" not in inspector["because"]["enum"]
    assert "absences" not in inspector


OF_ANY_SIZE = tuple(act for _, act in unit_acts.ACTS if act is not unit_acts.split)


@pytest.mark.parametrize("act", OF_ANY_SIZE, ids=lambda act: act.__name__)
def test_a_day_may_be_left_empty(act):
    district = a_unit("DISTRICT", "HUYEN_DOAN")
    commune = a_unit("GRASSROOTS", "DOAN_XA", district)

    form = act(standing(a_unit("CHAPTER", "DIA_BAN_DAN_CU", commune), top=commune)).form

    days = {name for name, field in form["properties"].items() if field.get("format") == "date"}
    assert days
    assert days.isdisjoint(form["required"])


@pytest.mark.parametrize("members", [0, 1])
def test_a_unit_of_which_nobody_would_stay_is_not_split(members):
    commune = a_unit("GRASSROOTS", "DOAN_XA")

    assert unit_acts.split(standing(a_unit("CHAPTER", "DIA_BAN_DAN_CU", commune), members=members)) is None


def test_a_split_asks_who_goes_and_says_how_many_there_are():
    commune = a_unit("GRASSROOTS", "DOAN_XA")

    offer = unit_acts.split(standing(a_unit("CHAPTER", "DIA_BAN_DAN_CU", commune), members=5))

    assert names_of(offer) == ["name", "person_ids", "decision_no", "on"]
    assert offer.form["required"] == ["name", "person_ids"]
    assert "5 đoàn viên" in offer.consequences[0]


def test_the_top_of_the_tree_is_neither_merged_nor_split():
    province = a_unit("PROVINCE", "TINH_DOAN")

    assert unit_acts.merge(standing(province, members=9)) is None
    assert unit_acts.split(standing(province, members=9)) is None


def unmerged(ago):
    when = {"recorded_on": TODAY - timedelta(days=ago), "today": TODAY, "days": 30}
    return unit_acts.unmerge(a_unit(name="Chi đoàn thôn Hạ"), into="Chi đoàn thôn Thượng", **when)


def test_a_merger_is_undone_with_a_reason_and_its_consequences_are_named():
    offer = unmerged(30)

    assert names_of(offer) == offer.form["required"] == ["reason"]
    assert offer.is_destructive
    assert "Chi đoàn thôn Thượng" in offer.consequences[0]


def test_after_the_days_of_the_rule_it_is_told_why_not():
    offer = unmerged(31)

    assert offer.form is None
    assert [refusal.code for refusal in offer.refusals] == ["undo-over"]
    assert offer.refusals[0].mend
