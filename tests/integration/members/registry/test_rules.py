"""The Charter's numbers: shown whole, changed from a day on, never under a case's feet."""

from datetime import timedelta

import pytest

from services.contracts.rules import AWARD_FORMS, BY_KEY, PARAMETERS
from services.kit.actor import OPERATOR_ID
from services.kit.faults import Conflict, Denied, Invalid, NotFound

CHAPTER = "24-01-001-001"


pytestmark = pytest.mark.usefixtures("province", "rules_as_installed")


def line(found, key):
    return next(each for each in found["parameters"] if each["key"] == key)


def change(ask, key, value, *, by="24", **given):
    return ask("change_rule", by=by, key=key, value=value, **given)


def test_every_parameter_is_there_with_title_mark_source_and_default(ask):
    found = ask("list_rules", by=CHAPTER)

    assert [each["key"] for each in found["parameters"]] == [each.key for each in PARAMETERS]
    assert all(each["title"] and each["mark"] and each["source"] and each["text"] for each in found["parameters"])
    assert {each["key"] for each in found["parameters"] if each["unsure"]} == {e.key for e in PARAMETERS if e.unsure}
    assert (line(found, "admission_min_age")["value"], line(found, "admission_min_age")["text"]) == (
        "15y+1d",
        "15 tuổi 1 ngày",
    )
    assert line(found, "grassroots_min_members")["value"] == 30
    assert line(found, "quorum")["allowed_actions"] == []


def test_a_change_makes_a_set_from_the_day_on_and_the_one_before_ends_the_day_before(ask, events, today):
    day = today + timedelta(days=30)

    found = change(ask, "maturity_age", 28, from_on=day, source="HD 05-HD/TWĐTN")

    before, after = ask("list_rules", by="24"), ask("list_rules", by="24", on=day)
    told = {each["code"]: each for each in events("members.rule_sets_changed.v1")[-1]["rule_sets"]}
    assert (line(before, "maturity_age")["value"], line(after, "maturity_age")["value"]) == (30, 28)
    assert line(after, "maturity_age")["source"] == "HD 05-HD/TWĐTN"
    assert (found["code"], found["valid_from"]) == ("dieu-le-xii.1", day.isoformat())
    assert told["dieu-le-xii"]["valid_to"] == (day - timedelta(days=1)).isoformat()
    assert told["dieu-le-xii.1"]["parameters"]["maturity_age"] == 28
    assert told["dieu-le-xii.1"]["parameters"]["quorum"] == "2/3"


@pytest.mark.parametrize("key", ["rating_min_months", "htxs_min_attendance", "provisional_max_months"])
def test_a_change_without_a_source_keeps_the_one_that_is_shown(ask, today, key):
    before = line(ask("list_rules", by="24"), key)["source"]
    first = change(ask, key, 7, from_on=today + timedelta(days=2))
    change(ask, key, 8, from_on=today + timedelta(days=3), source="HD 05-HD/TWĐTN")
    last = change(ask, key, 9, from_on=today + timedelta(days=4))

    assert line(first, key)["source"] == before == BY_KEY[key].source
    assert line(last, key)["source"] == "HD 05-HD/TWĐTN"


def test_several_changes_of_one_coming_day_make_one_set(ask, today):
    day = today + timedelta(days=3)
    change(ask, "maturity_age", 29, from_on=day)

    change(ask, "quorum", "1/2", from_on=day)

    found = ask("list_rules", by="24", on=day)
    assert [each["code"] for each in found["sets"]] == ["dieu-le-xii", "dieu-le-xii.1"]
    assert (line(found, "maturity_age")["value"], line(found, "quorum")["value"]) == (29, "1/2")


def test_a_set_that_began_today_is_not_written_over(ask, today):
    change(ask, "maturity_age", 29, from_on=today)

    with pytest.raises(Conflict, match="rules-begin-today") as refused:
        change(ask, "quorum", "1/2", from_on=today)

    assert f"{today + timedelta(days=1):%d/%m/%Y}" in refused.value.fields["mend"]
    assert line(ask("list_rules", by="24"), "quorum")["value"] == "2/3"


def test_an_earlier_change_goes_on_in_later_sets_that_said_the_same(ask, today):
    change(ask, "maturity_age", 28, from_on=today + timedelta(days=20))

    change(ask, "quorum", "1/2", from_on=today + timedelta(days=10))

    later = ask("list_rules", by="24", on=today + timedelta(days=25))
    assert (line(later, "maturity_age")["value"], line(later, "quorum")["value"]) == (28, "1/2")
    assert [each["code"] for each in later["sets"]] == ["dieu-le-xii", "dieu-le-xii.2", "dieu-le-xii.1"]


def test_the_same_value_confirms_what_was_unsure_and_begins_no_set(ask, events):
    assert BY_KEY["admission_decide_days"].unsure
    before = len(events("members.rule_sets_changed.v1"))

    found = change(ask, "admission_decide_days", 15)

    assert line(found, "admission_decide_days")["unsure"] is False
    assert len(found["sets"]) == 1
    assert len(events("members.rule_sets_changed.v1")) == before


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("admission_min_age", "16", "16y"),
        ("admission_min_age", "15 tuổi 10 ngày", "15y+10d"),
        ("quorum", " 3 / 4 ", "3/4"),
        ("htxs_min_attendance", "85", 85),
        ("exempt_if_officer", False, False),
        ("numbering_reset", "YEAR", "YEAR"),
        ("rating_scale", "HTXS, HTT, HT", ["HTXS", "HTT", "HT"]),
    ],
)
def test_a_value_is_read_by_the_kind_of_its_default(ask, key, value, kept):
    assert line(change(ask, key, value), key)["value"] == kept


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("admission_min_age", "trẻ"),
        ("quorum", "3/2"),
        ("quorum", "1/0"),
        ("htxs_min_attendance", 130),
        ("maturity_age", -1),
        ("maturity_age", True),
        ("exempt_if_officer", "có"),
        ("numbering_reset", "MONTH"),
        ("rating_scale", "HT, HT"),
        ("rating_scale", "HTXS, GIOI"),
        ("rating_scale", "KXL, CDG"),
    ],
)
def test_a_value_of_another_kind_is_refused_with_what_a_right_one_looks_like(ask, key, value):
    with pytest.raises(Invalid) as refused:
        change(ask, key, value)

    assert BY_KEY[key].title in refused.value.fields["errors"]["value"][0]


def test_only_the_province_changes_rules_and_only_known_ones_and_not_in_the_past(ask, today):
    with pytest.raises(Denied):
        change(ask, "quorum", "1/2", by="24-01")
    with pytest.raises(NotFound, match="rule-unknown"):
        change(ask, "gravity", 9)
    with pytest.raises(Invalid):
        change(ask, "quorum", "1/2", from_on=today - timedelta(days=1))


def test_who_may_change_a_rule_sees_how_and_what_follows(ask):
    found = ask("list_rules", by="24")

    actions = {each["key"]: each["allowed_actions"][0] for each in found["parameters"]}
    assert actions["quorum"]["form_schema"]["properties"]["value"]["default"] == "2/3"
    assert actions["numbering_reset"]["form_schema"]["properties"]["value"]["x-labels"] == ["Nhiệm kỳ", "Năm"]
    assert any("2/3" in text for text in actions["quorum"]["consequences"])


def test_a_change_stands_in_the_audit(ask, sql):
    change(ask, "away_max_months", 24)

    row = sql.execute(
        "SELECT before, after FROM audit_log WHERE action = 'rule.change' ORDER BY id DESC LIMIT 1"
    ).fetchone()
    assert (row[0]["value"], row[1]["value"]) == (12, 24)


def test_copies_of_the_rules_are_for_services_alone(host, rpc, token_for, ask):
    page = rpc.call("members.list_rule_set_copies", {}, token=token_for(OPERATOR_ID, is_admin=True))

    assert [each["code"] for each in page["items"]] == ["dieu-le-xii"]
    assert set(page["items"][0]["parameters"]) == set(BY_KEY)
    with pytest.raises(Denied):
        ask("list_rule_set_copies", by="24")


# ---------------------------------------------------------------- forms of award


def forms_of(found):
    return {row["code"]: row["title"] for row in line(found, "award_forms")["rows"]}


def test_forms_of_award_stand_with_their_owner_their_mark_and_what_may_be_done(ask):
    rule = line(ask("list_rules", by="24"), "award_forms")
    read_only = line(ask("list_rules", by=CHAPTER), "award_forms")

    first = rule["rows"][0]
    assert (first["title"], first["mark"], first["detail"]) == (
        "Biểu dương của Đoàn cơ sở",
        None,
        "Cấp quyết định: cơ sở · Cá nhân",
    )
    assert [each["action"] for each in first["allowed_actions"]] == ["rename_award_form", "end_award_form"]
    assert [each["action"] for each in rule["allowed_actions"]] == ["add_award_form"]
    assert (rule["kind"], rule["text"]) == ("rows", f"{len(AWARD_FORMS)} mục")
    assert (read_only["allowed_actions"], read_only["rows"][0]["allowed_actions"]) == ([], [])


def test_a_form_is_added_renamed_and_ended_from_a_day_on(ask, events, today):
    day, later = today + timedelta(days=10), today + timedelta(days=20)
    added = ask(
        "add_award_form", by="24", level="PROVINCE", kind="individual", title="Giải thưởng Thân Nhân Trung", from_on=day
    )
    code = next(code for code, title in forms_of(added).items() if title == "Giải thưởng Thân Nhân Trung")
    ask("rename_award_form", by="24", code="CS_GIAY_KHEN", title="Giấy khen của Đoàn xã, phường", from_on=later)
    ask("end_award_form", by="24", code="TW_15_10", from_on=later)

    now_, then, last = (forms_of(ask("list_rules", by="24", on=on)) for on in (today, day, later))
    assert code == "T_GIAI_THUONG_THAN_NHAN_TRUNG"
    assert (code in now_, code in then, code in last) == (False, True, True)
    assert (then["CS_GIAY_KHEN"], last["CS_GIAY_KHEN"]) == ("Giấy khen của Đoàn cơ sở", "Giấy khen của Đoàn xã, phường")
    assert ("TW_15_10" in then, "TW_15_10" in last) == (True, False)
    told = events("members.rule_sets_changed.v1")[-1]["rule_sets"][-1]["parameters"]["award_forms"]
    assert {row["code"] for row in told} == set(last)


def test_an_earlier_change_reaches_a_later_list_that_differs(ask, today):
    later = today + timedelta(days=20)
    ask("add_award_form", by="24", level="DISTRICT", kind="collective", title="Cờ thi đua cấp huyện", from_on=later)
    ask("rename_award_form", by="24", code="H_GIAY_KHEN", title="Giấy khen của Huyện đoàn")

    last = forms_of(ask("list_rules", by="24", on=later))
    assert "Cờ thi đua cấp huyện" in last.values()
    assert last["H_GIAY_KHEN"] == "Giấy khen của Huyện đoàn"


def test_an_ended_forms_code_is_given_to_no_other(ask, today):
    ask("end_award_form", by="24", code="T_BANG_KHEN", from_on=today + timedelta(days=2))
    added = ask(
        "add_award_form",
        by="24",
        level="PROVINCE",
        kind="individual",
        title="Bằng khen",
        from_on=today + timedelta(days=3),
    )

    assert [code for code, title in forms_of(added).items() if title == "Bằng khen"] == ["T_BANG_KHEN_2"]


def test_what_the_list_cannot_say_is_refused(ask):
    with pytest.raises(Invalid) as twice:
        ask("add_award_form", by="24", level="GRASSROOTS", kind="individual", title="giay khen cua doan co so")
    with pytest.raises(NotFound) as unknown:
        ask("end_award_form", by="24", code="KHONG_CO")
    with pytest.raises(Invalid):
        change(ask, "award_forms", [])
    with pytest.raises(Denied):
        ask("end_award_form", by="24-01", code="TW_15_10")

    assert twice.value.fields["errors"]["title"] == ["Cơ sở đã có “Giấy khen của Đoàn cơ sở”. Ghi tên khác."]
    assert unknown.value.code == "award-form-unknown"


# ---------------------------------------------------------------- the training catalogue


def items_of(found):
    return {row["code"]: row for row in line(found, "training_items")["rows"]}


def test_training_items_stand_by_group_with_how_they_are_judged_and_what_may_be_done(ask):
    rule = line(ask("list_rules", by="24"), "training_items")
    read_only = line(ask("list_rules", by=CHAPTER), "training_items")

    first = rule["rows"][0]
    assert first["detail"] == "Tư tưởng chính trị, đạo đức, lối sống · Việc làm theo Bác đã thực hiện: 2 việc"
    assert [each["action"] for each in first["allowed_actions"]] == ["change_training_item", "end_training_item"]
    assert [each["action"] for each in rule["allowed_actions"]] == ["add_training_item"]
    assert (rule["kind"], rule["text"], rule["unsure"]) == ("rows", "15 mục", True)
    assert read_only["allowed_actions"] == read_only["rows"][0]["allowed_actions"] == []


def test_an_item_is_added_changed_and_ended_from_a_day_on(ask, events, today):
    day, later = today + timedelta(days=10), today + timedelta(days=20)
    ask("add_training_item", by="24", group="SERVICE", text="Hiến máu tình nguyện", target="1 lần", from_on=day)
    ask("change_training_item", by="24", code="TU_HOC", text="Đọc sách, tự học", target="6 cuốn", from_on=later)
    ask("end_training_item", by="24", code="SINH_HOAT", from_on=later)

    now_, then, last = (items_of(ask("list_rules", by="24", on=on)) for on in (today, day, later))
    assert ["HIEN_MAU_TINH_NGUYEN" in each for each in (now_, then, last)] == [False, True, True]
    assert ["SINH_HOAT" in each for each in (now_, then, last)] == [True, True, False]
    assert (then["TU_HOC"]["title"], last["TU_HOC"]["title"]) == ("Đọc sách, tự học thêm", "Đọc sách, tự học")
    assert last["TU_HOC"]["detail"].endswith("6 cuốn")
    told = events("members.rule_sets_changed.v1")[-1]["rule_sets"][-1]["parameters"]["training_items"]
    assert {row["code"] for row in told} == set(last)


def test_what_the_catalogue_cannot_say_is_refused(ask):
    with pytest.raises(Invalid) as twice:
        ask("add_training_item", by="24", group="HEALTH", text="luyen tap mot mon the thao")
    with pytest.raises(NotFound, match="training-item-unknown"):
        ask("change_training_item", by="24", code="KHONG_CO", text="Hát")
    with pytest.raises(Denied):
        ask("end_training_item", by="24-01", code="TU_HOC")
    with pytest.raises(Invalid):
        change(ask, "training_items", [{"code": "X", "group": "MUSIC", "text": "Hát"}])

    assert twice.value.fields["errors"]["text"] == [
        "Nhóm “Thể chất, sức khoẻ” đã có “Luyện tập một môn thể thao”. Ghi nội dung khác."
    ]


def test_the_last_item_of_a_group_stays(ask, today):
    day = today + timedelta(days=2)
    for code in ("NGOAI_NGU", "KY_NANG_SO"):
        ask("end_training_item", by="24", code=code, from_on=day)

    with pytest.raises(Invalid) as last:
        ask("end_training_item", by="24", code="KY_NANG_XA_HOI", from_on=day)

    assert "nội dung cuối cùng" in last.value.fields["errors"]["code"][0]
