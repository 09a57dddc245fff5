"""What a unit may add to the training catalogue, and what stands against it."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from services.kit.faults import Invalid, NotFound
from services.members.domain import unit_training_items as rules
from services.members.domain.unit_training_items import Item
from tests.unit.members.test_units import a_unit

TODAY = date(2026, 11, 26)
SEEN = ({"code": "THE_THAO", "group": "HEALTH", "text": "Luyện tập một môn thể thao"},)


def an_item(**given):
    usual = {"code": "BOI", "group": "HEALTH", "text": "Học bơi", "measure": "", "target": "", "source": None}
    return Item(**{"id": uuid4(), "unit_id": uuid4(), "from_on": TODAY, **usual, **given})


@pytest.mark.parametrize(
    ("level", "lowest", "refused"),
    [
        pytest.param("DISTRICT", "DISTRICT", False, id="a district where districts may"),
        pytest.param("DISTRICT", "PROVINCE", True, id="a district where the province alone does"),
        pytest.param("GRASSROOTS", "DISTRICT", True, id="a commune where districts may"),
        pytest.param("GRASSROOTS", "GRASSROOTS", False, id="a commune where communes may"),
        pytest.param("CHAPTER", "GRASSROOTS", True, id="a chapter never"),
    ],
)
def test_the_rule_names_the_lowest_level_that_adds_items(level, lowest, refused):
    found = rules.not_here(a_unit(level=level, name="Đoàn xã Hồng"), lowest=lowest)

    assert (found is not None) == refused


def test_a_refusal_names_the_rule_its_value_and_what_mends_it():
    found = rules.not_here(a_unit(level="GRASSROOTS", name="Đoàn xã Hồng"), lowest="DISTRICT")

    assert "“Cấp thấp nhất được thêm nội dung rèn luyện riêng” đang là: Cấp huyện; Đoàn xã Hồng" in found.text
    assert "Tỉnh đoàn đổi quy định" in found.mend


def test_words_that_members_see_already_are_refused():
    with pytest.raises(Invalid) as refused:
        rules.added(an_item(text="luyen tap MOT mon the thao"), seen=SEEN, own=())

    assert "đã có “Luyện tập một môn thể thao”" in refused.value.fields["errors"]["text"][0]


def test_a_change_ends_one_wording_and_begins_another():
    old, day = an_item(), TODAY + timedelta(days=5)
    new = replace(an_item(text="Học bơi, cứu đuối"), group="", from_on=day)

    ended, begun = rules.changed(new, seen=(*SEEN, old.row()), own=[old])

    assert (ended.id, ended.ended_on, ended.version) == (old.id, day, 2)
    assert (begun.group, begun.text, begun.from_on, begun.ended_on) == ("HEALTH", "Học bơi, cứu đuối", day, None)
    assert [each.holds(day - timedelta(days=1)) for each in (ended, begun)] == [True, False]
    assert [each.holds(day) for each in (ended, begun)] == [False, True]


def test_an_item_ended_before_it_begins_never_held():
    coming = an_item(from_on=TODAY + timedelta(days=9))

    [ended] = rules.ended([coming], "BOI", on=TODAY + timedelta(days=2))

    assert ended.ended_on == coming.from_on
    assert ended.state(TODAY) == "over"


def test_what_is_over_is_not_ended_again():
    over = an_item(from_on=TODAY - timedelta(days=9), ended_on=TODAY)

    with pytest.raises(NotFound, match="training-item-unknown"):
        rules.ended([over], "BOI", on=TODAY)
