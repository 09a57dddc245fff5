"""The plan of a year is a rule: the province enters it from a day on, and whoever sees the rules sees the whole year."""

from datetime import date, timedelta

import pytest

from services.kit.faults import Denied, Invalid, NotFound

CHAPTER = "24-01-001-001"

pytestmark = pytest.mark.usefixtures("province", "rules_as_installed")


@pytest.fixture
def monday(today):
    """A Monday of the second week of June to come, when nobody has a day off."""
    june = date(today.year + 1, 6, 8)
    return june + timedelta(days=-june.weekday() % 7)


def rule(found):
    return next(each for each in found["parameters"] if each["key"] == "calendar_days")


def add(ask, on, kind="OFF", *, by="24", **given):
    return ask("add_calendar_day", by=by, on=on, kind=kind, **{"note": "Hoán đổi", **given})


def days_of(found):
    return {row["code"]: row["title"].split(" thứ")[0] for row in rule(found)["rows"]}


def test_a_swap_of_the_plan_is_entered_noted_anew_and_dropped_each_from_a_day_on(ask, events, today, monday):
    first, second = today + timedelta(days=2), today + timedelta(days=4)
    saturday = monday + timedelta(days=5)
    off, worked = f"{monday:%Y_%m_%d}", f"{saturday:%Y_%m_%d}"
    add(ask, monday, from_on=first, source="Thông báo 12/TB-BNV")
    add(ask, saturday, "WORKED", from_on=first, note="Làm bù")
    ask("change_calendar_day", by="24", code=off, note="Hoán đổi với thứ Bảy", from_on=second)
    ask("end_calendar_day", by="24", code=worked, from_on=second)

    now_, then, last = (ask("list_rules", by="24", on=on) for on in (today, first, second))
    assert [days_of(each) for each in (now_, then, last)] == [
        {},
        {worked: "Làm bù", off: "Nghỉ thêm"},
        {off: "Nghỉ thêm"},
    ]
    assert (rule(now_)["text"], rule(then)["text"], rule(then)["source"]) == (
        "không có mục nào",
        "2 mục",
        "Thông báo 12/TB-BNV",
    )
    [told] = events("members.rule_sets_changed.v1")[-1]["rule_sets"][-1]["parameters"]["calendar_days"]
    assert (told["on"], told["kind"], told["note"]) == (monday.isoformat(), "OFF", "Hoán đổi với thứ Bảy")


def test_the_year_is_whole_as_the_set_of_the_day_has_it(ask, today, monday):
    begins = today + timedelta(days=3)
    add(ask, monday, from_on=begins, note="Nghỉ theo kế hoạch")

    before = ask("get_year_calendar", by=CHAPTER, year=monday.year)
    after = ask("get_year_calendar", by=CHAPTER, year=monday.year, on=begins)

    [planned] = [day for day in after["days"] if day not in before["days"]]
    assert planned == {
        "on": monday.isoformat(),
        "weekday": "thứ Hai",
        "kind": "OFF",
        "kind_title": "Nghỉ thêm",
        "title": "Nghỉ theo kế hoạch",
        "unsure": False,
    }
    titles = [day["title"] for day in before["days"]]
    assert {"Tết Dương lịch", "Mồng một Tết Nguyên đán", "Giỗ Tổ Hùng Vương", "Quốc khánh"} <= set(titles)
    assert (after["years"], after["warnings"]) == ([today.year, today.year + 1], [])


def test_a_year_past_the_lunar_table_says_what_it_lacks_and_may_be_mended_by_hand(ask, today):
    lacking = ask("get_year_calendar", by="24", year=2100)
    add(ask, date(2100, 2, 9), note="Mồng một Tết")

    mended = ask("get_year_calendar", by="24", year=2100, on=today + timedelta(days=1))
    assert "Tết Nguyên đán và Giỗ Tổ Hùng Vương của năm 2100" in lacking["warnings"][0]["text"]
    assert "Mồng một Tết" in [day["title"] for day in mended["days"]]
    assert 2100 in mended["years"]


def test_what_a_day_cannot_be_is_refused(ask, today, monday):
    add(ask, monday)
    refused = {}
    for name, on, kind in (
        ("again", monday, "WORKED"),
        ("weekday", monday + timedelta(days=1), "WORKED"),
        ("free", monday + timedelta(days=6), "OFF"),
        ("past", today, "OFF"),
    ):
        with pytest.raises(Invalid) as fault:
            add(ask, on, kind, from_on=today + timedelta(days=1))
        refused[name] = fault.value.fields["errors"]["on"][0]

    assert "đã có trong danh sách: nghỉ thêm" in refused["again"]
    assert "Ngày làm bù phải là thứ Bảy hoặc Chủ nhật" in refused["weekday"]
    assert "là Chủ nhật, vốn đã nghỉ" in refused["free"]
    assert f"thì ngày {today:%d/%m/%Y} đã qua" in refused["past"]


def test_no_day_is_none_and_a_kind_is_one_of_two(ask, monday):
    for wrong in (
        {"on": "2027-02-30", "kind": "OFF"},
        {"on": monday, "kind": "HALF"},
        {"on": monday, "kind": "OFF", "note": " "},
    ):
        with pytest.raises(Invalid):
            ask("add_calendar_day", by="24", **{"note": "Nghỉ", **wrong})
    with pytest.raises(Invalid):
        ask("get_year_calendar", by="24", year=1999)


def test_the_province_alone_enters_the_plan(ask, monday):
    with pytest.raises(Denied):
        add(ask, monday, by="24-01")
    with pytest.raises(NotFound, match="calendar-day-unknown"):
        ask("end_calendar_day", by="24", code="2027_01_01")

    found = rule(ask("list_rules", by=CHAPTER))
    mine = rule(ask("list_rules", by="24"))
    assert (found["kind"], found["rows"], found["allowed_actions"]) == ("rows", [], [])
    assert [each["action"] for each in mine["allowed_actions"]] == ["add_calendar_day"]


def test_an_earlier_plan_reaches_a_later_one_that_says_more(ask, today, monday):
    later = today + timedelta(days=20)
    saturday = monday + timedelta(days=5)
    add(ask, saturday, "WORKED", from_on=later)

    add(ask, monday)

    assert set(days_of(ask("list_rules", by="24", on=later))) == {f"{day:%Y_%m_%d}" for day in (monday, saturday)}


def test_a_plan_given_whole_is_looked_at_day_by_day(ask, monday):
    row = {"code": f"{monday:%Y_%m_%d}", "on": monday.isoformat(), "kind": "WORKED", "note": "Làm bù"}

    with pytest.raises(Invalid):
        ask("change_rule", by="24", key="calendar_days", value=[row])
    found = ask("change_rule", by="24", key="calendar_days", value=[{**row, "kind": "OFF"}])

    assert rule(found)["text"] == "1 mục"
