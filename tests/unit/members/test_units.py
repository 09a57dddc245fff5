from dataclasses import replace
from datetime import date

import pytest

from services.kit import ids
from services.kit.faults import Conflict, Invalid
from services.members.domain import units
from services.members.domain.units import Unit, label

TODAY = date(2026, 11, 24)
RULES = {
    "chapter_min_members": 3,
    "grassroots_min_members": 30,
    "grassroots_min_chapters": 2,
    "chapter_bch_threshold": 9,
    "chapter_bch_min_seats": 3,
    "bureau_share": "1/3",
}


def a_unit(level="GRASSROOTS", kind="DOAN_XA", parent=None, **given):
    unit_id = ids.new()
    usual = {
        "code": "24-01-001",
        "name": "Đoàn xã Tân Mỹ",
        "seq": None,
        "abbr": "ĐTN",
        "place": "",
        "upper_power": False,
    }
    more = {
        "is_digital": False,
        "term_code": "",
        "opened_on": date(2020, 1, 1),
        "closed_on": None,
        "successor_id": None,
    }
    path = f"{parent.path}.{label(unit_id)}" if parent else label(unit_id)
    placed = {"parent_id": parent and parent.id, "path": path, "version": 1}
    return Unit(id=unit_id, level=level, kind=kind, **(usual | more | placed | given))


@pytest.mark.parametrize(
    ("level", "kind", "parent"),
    [
        ("CHAPTER", "DIA_BAN_DAN_CU", ("GRASSROOTS", "DOAN_XA")),
        ("CHAPTER", "DIA_BAN_DAN_CU", ("PROVINCE", "TINH_DOAN")),
        ("GRASSROOTS", "DOAN_XA", ("DISTRICT", "HUYEN_DOAN")),
        ("GROUP", "PHAN_DOAN", ("CHAPTER", "CO_QUAN")),
    ],
)
def test_a_unit_stands_where_its_level_may(level, kind, parent):
    above = a_unit(*parent)

    made = units.create(a_unit(level, kind, above), parent=above, kind_level=level, today=TODAY)

    assert made.path == f"{above.path}.{label(made.id)}"


@pytest.mark.parametrize(
    ("level", "parent"),
    [
        ("PROVINCE", ("PROVINCE", "TINH_DOAN")),
        ("DISTRICT", ("DISTRICT", "HUYEN_DOAN")),
        ("CHAPTER", ("DISTRICT", "HUYEN_DOAN")),
        ("CHAPTER", ("CHAPTER", "CO_QUAN")),
        ("CHAPTER", ("GRASSROOTS", "CHI_DOAN_CO_SO")),
    ],
)
def test_a_unit_stands_nowhere_else(level, parent):
    above = a_unit(*parent)

    with pytest.raises(Conflict, match="wrong-level"):
        units.create(a_unit(level, "X", above), parent=above, kind_level=level, today=TODAY)


def test_nothing_is_founded_below_a_closed_unit():
    above = a_unit(closed_on=date(2026, 1, 1))

    with pytest.raises(Conflict, match="unit-closed"):
        units.create(a_unit("CHAPTER", "CO_QUAN", above), parent=above, kind_level="CHAPTER", today=TODAY)


@pytest.mark.parametrize("name", ["", " ", "x", "\u200b"])
def test_a_unit_needs_a_name(name):
    with pytest.raises(Invalid):
        units.rename(a_unit(), name=name, today=TODAY)


@pytest.mark.parametrize(("members", "children"), [(1, 0), (0, 1)])
def test_a_unit_with_people_or_units_in_it_cannot_close(members, children):
    with pytest.raises(Conflict, match="unit-not-empty"):
        units.close(a_unit(), on=TODAY, members=members, children=children)


def test_a_unit_closes_once():
    closed = units.close(a_unit(), on=TODAY, members=0, children=0)

    with pytest.raises(Conflict, match="unit-closed"):
        units.close(closed, on=TODAY, members=0, children=0)


def test_a_unit_cannot_move_below_what_stands_below_it():
    top = a_unit("CHAPTER", "CO_QUAN")
    below = replace(a_unit("GROUP", "PHAN_DOAN", top), level="GRASSROOTS")

    with pytest.raises(Conflict, match="tree-cycle"):
        units.move(top, parent=below, today=TODAY)


@pytest.mark.parametrize(
    ("kind", "level", "members", "children", "officers", "codes"),
    [
        ("CO_QUAN", "CHAPTER", 2, 0, {"BT"}, ["too-few-members"]),
        ("CO_QUAN", "CHAPTER", 3, 0, {"BT"}, []),
        ("CO_QUAN", "CHAPTER", 9, 0, {"PBT"}, ["no-secretary"]),
        ("DOAN_XA", "GRASSROOTS", 29, 2, {"BT"}, ["grassroots-too-small"]),
        ("DOAN_XA", "GRASSROOTS", 30, 2, {"BT"}, []),
        ("CHI_DOAN_CO_SO", "GRASSROOTS", 5, 0, {"BT"}, []),
        ("PHAN_DOAN", "GROUP", 0, 0, set(), []),
    ],
)
def test_a_unit_that_asks_for_attention_says_so(kind, level, members, children, officers, codes):
    found = units.warnings(
        a_unit(level, kind), members=members, children=children, officers=frozenset(officers), rules=RULES
    )

    assert [remark.code for remark in found] == codes


@pytest.mark.parametrize(
    ("kind", "level", "members", "officers", "codes"),
    [
        ("CO_QUAN", "CHAPTER", 9, ["BT", "PBT"], ["committee-too-small"]),
        ("CO_QUAN", "CHAPTER", 9, ["BT", "PBT", "UVBCH"], []),
        ("CO_QUAN", "CHAPTER", 8, ["BT", "PBT", "UVBCH"], ["committee-not-needed"]),
        ("CO_QUAN", "CHAPTER", 8, ["BT", "PBT"], []),
        ("DOAN_XA", "GRASSROOTS", 99, ["BT", "PBT", "UVBTV", *["UVBCH"] * 6], []),
        ("DOAN_XA", "GRASSROOTS", 99, ["BT", "PBT", "UVBTV", *["UVBCH"] * 5], ["bureau-too-large"]),
        ("DOAN_XA", "GRASSROOTS", 99, ["BT", "PBT"], []),
    ],
)
def test_a_committee_or_bureau_of_another_size_is_warned_of(kind, level, members, officers, codes):
    found = units.warnings(a_unit(level, kind), members=members, children=3, officers=officers, rules=RULES)

    assert [remark.code for remark in found] == codes


@pytest.mark.parametrize(
    ("members", "children", "text"),
    [
        (27, 3, "Đoàn cơ sở có 27 đoàn viên, ít hơn 30."),
        (40, 1, "Đoàn cơ sở có 1 chi đoàn, ít hơn 2."),
        (8, 1, "Đoàn cơ sở có 1 chi đoàn, ít hơn 2; 8 đoàn viên, ít hơn 30."),
    ],
)
def test_of_a_small_unit_only_what_is_too_few_is_told(members, children, text):
    found = units.warnings(
        a_unit("GRASSROOTS", "DOAN_XA"), members=members, children=children, officers=frozenset({"BT"}), rules=RULES
    )

    assert [remark.text for remark in found] == [text]
