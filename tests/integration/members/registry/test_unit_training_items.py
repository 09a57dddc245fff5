"""A district adds items of its own to the training catalogue: for its own units alone, by the day, beside the province's."""

from datetime import timedelta

import pytest

from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.members.actions import copies

HOME, OTHER, COMMUNE, CHAPTER = "24-01", "24-02", "24-01-001", "24-01-001-001"


@pytest.fixture(autouse=True)
def no_items(sql, province, rules_as_installed):
    """No unit has an item of its own."""
    sql.execute("DELETE FROM unit_training_items")


@pytest.fixture
def add(ask, province):
    def added(text, *, by=HOME, unit=None, group="SERVICE", **given):
        return ask("add_unit_training_item", by=by, unit_id=province.id(unit or by), group=group, text=text, **given)

    return added


@pytest.fixture
def items(ask, province):
    def found(unit, *, by=None, **given):
        return ask("list_unit_training_items", by=by or unit, unit_id=province.id(unit), **given)["items"]

    return found


def own(lines):
    return [line["title"] for line in lines if line["owner"]]


def test_an_item_is_seen_by_the_units_below_and_by_no_others(add, items):
    add("Hiến máu tình nguyện", target="1 lần")

    assert [own(items(unit)) for unit in (HOME, COMMUNE, CHAPTER)] == [["Hiến máu tình nguyện"]] * 3
    assert [own(items(unit)) for unit in ("24", OTHER, "24-02-001")] == [[]] * 3
    assert len(items(CHAPTER)) == 16


def test_what_it_says_is_told_to_others_once_for_each_wording(add, ask, province, events, today):
    add("Trồng cây", measure="Cây đã trồng", target="5 cây", from_on=today)
    before = events("members.training_items_changed.v1")[-1]["items"]
    given = {"unit_id": province.id(HOME), "code": "TRONG_CAY", "text": "Trồng cây, chăm cây"}

    ask("change_unit_training_item", by=HOME, **given, from_on=today + timedelta(days=3))

    old, new = events("members.training_items_changed.v1")[-1]["items"]
    assert [(each["text"], each["target"], each["ended_on"]) for each in before] == [("Trồng cây", "5 cây", None)]
    assert (old["id"], old["version"]) == (before[0]["id"], 2)
    assert old["ended_on"] == new["from_on"] == (today + timedelta(days=3)).isoformat()
    assert (new["group"], new["unit_id"]) == ("SERVICE", str(province.id(HOME)))


def test_the_history_of_an_item_stays(add, ask, province, items, today):
    add("Dọn bãi sông", from_on=today)
    ask("end_unit_training_item", by=HOME, unit_id=province.id(HOME), code="DON_BAI_SONG", from_on=today)
    add("Dạy bơi", from_on=today + timedelta(days=9))

    now_, ever = items(HOME), items(HOME, past=True)
    assert [(each["title"], each["state_title"]) for each in now_ if each["owner"]] == [("Dạy bơi", "Sắp áp dụng")]
    assert [(each["title"], each["state"]) for each in ever if each["owner"]] == [
        ("Dạy bơi", "coming"), ("Dọn bãi sông", "over"),
    ]  # fmt: skip


def test_nothing_of_the_province_or_of_another_unit_is_changed_from_below(add, ask, province, items):
    add("Hiến máu tình nguyện")
    mine = {"by": COMMUNE, "unit_id": province.id(COMMUNE)}

    with pytest.raises(NotFound, match="training-item-unknown"):
        ask("end_unit_training_item", by=HOME, unit_id=province.id(HOME), code="TU_HOC")
    with pytest.raises(NotFound, match="training-item-unknown"):
        ask("end_unit_training_item", **mine, code="HIEN_MAU_TINH_NGUYEN")
    with pytest.raises(NotFound, match="unit-unknown"):
        ask("end_unit_training_item", by=COMMUNE, unit_id=province.id(HOME), code="HIEN_MAU_TINH_NGUYEN")

    lines = items(COMMUNE)
    assert [line["allowed_actions"] for line in lines] == [[]] * len(lines)


def test_another_district_is_nobodys_to_read_or_to_write(add, ask, province, items):
    with pytest.raises(NotFound):
        items(OTHER, by=HOME)
    with pytest.raises(NotFound):
        add("Việc của người khác", by=HOME, unit=OTHER)
    with pytest.raises(Denied):
        add("Việc tỉnh ghi thay", by="24", unit=HOME)


def test_a_commune_adds_none_until_the_province_lets_it(add, ask, province, items, today):
    view = ask("list_unit_training_items", by=COMMUNE, unit_id=province.id(COMMUNE))
    with pytest.raises(Conflict) as refused:
        add("Việc của xã", by=COMMUNE)
    ask("change_rule", by="24", key="training_items_level", value="GRASSROOTS", from_on=today)
    add("Việc của xã", by=COMMUNE, from_on=today)

    assert refused.value.code == "training-items-of-superior"
    assert "đang là: Cấp huyện; Đơn vị 24-01-001" in refused.value.fields["text"]
    assert "Tỉnh đoàn đổi quy định" in refused.value.fields["mend"]
    assert view["refused_actions"][0]["refusals"] == refused.value.fields["refusals"]
    assert own(items(CHAPTER)) == ["Việc của xã"]
    assert own(items(HOME)) == []


def test_words_that_a_superior_has_said_are_refused(add, ask, today):
    ask("change_rule", by="24", key="training_items_level", value="GRASSROOTS", from_on=today)
    add("Hiến máu tình nguyện", from_on=today)

    for text in ("hien mau tinh nguyen", "Tham gia hoạt động tình nguyện"):
        with pytest.raises(Invalid) as refused:
            add(text, by=COMMUNE)
        assert "đã có" in refused.value.fields["errors"]["text"][0]


def test_a_past_day_is_refused(add, today):
    with pytest.raises(Invalid, match="from_on"):
        add("Việc hôm qua", from_on=today - timedelta(days=1))


def test_asked_twice_it_is_added_once(rpc, province, token_for, items):
    given = {"unit_id": province.id(HOME), "group": "STUDY", "text": "Ôn thi cùng bạn"}
    token = token_for(None, province.place(HOME))

    for _ in range(2):
        rpc.call(
            "members.add_unit_training_item", given, token=token, request_id="0192aaaa-0000-7000-8000-00000000aaaa"
        )

    assert own(items(HOME)) == ["Ôn thi cùng bạn"]


def test_the_page_of_a_unit_leads_to_its_items(ask, province):
    view = ask("get_unit", by=HOME, unit_id=province.id(HOME))

    assert "open_training_items" in [act["action"] for act in view["allowed_actions"]]


def test_copies_are_read_page_by_page(add, province):
    add("Một việc")

    with province.database.transaction() as tx:
        [copy] = copies.page(tx, "training_items", after=None, limit=5)["items"]

    assert (copy["text"], copy["version"]) == ("Một việc", 1)
