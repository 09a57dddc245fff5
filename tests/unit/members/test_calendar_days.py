"""The plan of a year as the province enters it: what a day may be, and the year as a whole."""

from datetime import date

import pytest

from services.kit.faults import Invalid, NotFound
from services.members.domain import calendar_day_offers as days
from services.members.domain import calendar_plan, rule_values

MONDAY, SATURDAY = date(2027, 1, 4), date(2027, 1, 9)


def a_day(on=MONDAY, kind="OFF", note="Hoán đổi", **given):
    code = calendar_plan.code_of(on)
    return {"code": code, "on": on.isoformat(), "kind": kind, "note": note, "mark": "tỉnh đặt", **given}


def checked(value):
    return rule_values.checked("calendar_days", value, default=[], title="Lịch")


@pytest.mark.parametrize(
    ("on", "kind"),
    [
        (MONDAY, "OFF"),
        (SATURDAY, "WORKED"),
        (date(2027, 9, 3), "WORKED"),
        (date(2027, 2, 11), "WORKED"),
        (date(2027, 11, 24), "WORKED"),
        (date(2100, 2, 9), "OFF"),
    ],
    ids=["a Monday", "a Saturday", "beside National Day", "made up for Tết", "the day of culture", "past the table"],
)
def test_what_the_plan_may_make_of_a_day(on, kind):
    [row] = days.added([], on=on, kind=kind, note="Kế hoạch của năm")

    assert (row["on"], row["kind"], row["mark"]) == (on.isoformat(), kind, "tỉnh đặt")


@pytest.mark.parametrize(
    ("on", "kind", "said"),
    [
        (MONDAY, "WORKED", "04/01/2027 là thứ Hai, vốn là ngày làm việc. Ngày làm bù phải là thứ Bảy hoặc Chủ nhật."),
        (date(2027, 9, 2), "WORKED", "02/09/2027 là ngày nghỉ lễ: Quốc khánh. Ngày làm bù không được trùng ngày lễ."),
        (
            date(2027, 2, 7),
            "WORKED",
            "07/02/2027 là ngày nghỉ lễ: Mồng hai Tết Nguyên đán. Ngày làm bù không được trùng ngày lễ.",
        ),
        (SATURDAY, "OFF", "09/01/2027 là thứ Bảy, vốn đã nghỉ. Chọn một ngày làm việc."),
        (date(2027, 4, 16), "OFF", "16/04/2027 đã là ngày nghỉ: Giỗ Tổ Hùng Vương. Chọn ngày khác."),
        (date(207, 1, 6), "OFF", "Lịch có từ năm 2021. Kiểm tra lại năm của ngày 06/01/207."),
    ],
    ids=[
        "work on a Monday",
        "work on National Day",
        "work in Tết's weekend",
        "a free Saturday",
        "a free holiday",
        "a slip",
    ],
)
def test_what_a_day_is_anyhow_is_refused(on, kind, said):
    with pytest.raises(Invalid) as refused:
        days.added([], on=on, kind=kind, note="Kế hoạch của năm")

    assert refused.value.fields["errors"]["on"] == [said]


@pytest.mark.parametrize("kind", ["OFF", "WORKED"])
def test_a_day_is_entered_once_whatever_its_kind(kind):
    with pytest.raises(Invalid) as refused:
        days.added([a_day()], on=MONDAY, kind=kind, note="Nữa")

    assert refused.value.fields["errors"]["on"] == [
        "Ngày 04/01/2027 đã có trong danh sách: nghỉ thêm (Hoán đổi). Bỏ ngày đó trước nếu muốn đổi loại."
    ]


def test_a_list_has_its_end():
    full = [a_day()] * rule_values.MOST_ROWS

    with pytest.raises(Invalid) as refused:
        days.added(full, on=SATURDAY, kind="WORKED", note="Làm bù")

    assert refused.value.fields["errors"]["on"] == ["Đã có 100 ngày. Bỏ ngày của các năm đã qua trước."]


def test_a_day_is_noted_anew_and_dropped():
    noted = days.noted([a_day()], "2027_01_04", note="Thông báo số 5")

    assert [row["note"] for row in noted] == ["Thông báo số 5"]
    assert days.ended(noted, "2027_01_04") == []
    with pytest.raises(NotFound, match="calendar-day-unknown"):
        days.ended([], "2027_01_04")


def test_the_latest_day_stands_first_with_its_acts():
    shown = days.lines([a_day(), a_day(SATURDAY, "WORKED", "Làm bù ngày 04/01")], may_change=True)

    assert [(line["title"], line["detail"]) for line in shown] == [
        ("Làm bù thứ Bảy, 09/01/2027", "Làm bù ngày 04/01"),
        ("Nghỉ thêm thứ Hai, 04/01/2027", "Hoán đổi"),
    ]
    assert [act["action"] for act in shown[0]["allowed_actions"]] == ["change_calendar_day", "end_calendar_day"]
    assert shown[0]["allowed_actions"][1]["consequences"][0] == "Thứ Bảy, 09/01/2027 lại là ngày nghỉ."


# ---------------------------------------------------------------- the list as a whole


def test_a_list_may_be_given_whole_and_may_be_empty():
    assert checked([]) == []
    assert checked([a_day()]) == [a_day()]
    assert (rule_values.kind_of([]), rule_values.format_value("calendar_days", [])) == ("rows", "không có mục nào")


@pytest.mark.parametrize(
    "rows",
    [
        [a_day(), a_day(kind="OFF", note="Lại")],
        [a_day(SATURDAY, "OFF")],
        [a_day(on=MONDAY, kind="WORKED")],
        [a_day(kind="HALF")],
        [a_day(note="")],
        [a_day(note="x" * 121)],
        [{**a_day(), "on": "2027-02-30"}],
        [{**a_day(), "on": "20270104"}],
        [{**a_day(), "code": "2027_01_05"}],
        [{**a_day(), "colour": "red"}],
    ],
    ids=[
        "twice",
        "off on a Saturday",
        "worked on a Monday",
        "kind",
        "no note",
        "long",
        "no date",
        "odd date",
        "code",
        "stranger",
    ],
)
def test_a_list_with_a_wrong_day_is_refused(rows):
    with pytest.raises(Invalid):
        checked(rows)


# ---------------------------------------------------------------- the year


def test_the_year_has_the_laws_days_and_the_plans_in_their_order():
    rows = [a_day(), a_day(SATURDAY, "WORKED", "Làm bù"), a_day(date(2028, 1, 4))]

    year = calendar_plan.year_of(rows, 2027)

    assert [(day.on.isoformat(), day.kind) for day in year[:5]] == [
        ("2027-01-01", "holiday"),
        ("2027-01-04", "OFF"),
        ("2027-01-09", "WORKED"),
        ("2027-02-05", "holiday"),
        ("2027-02-06", "holiday"),
    ]
    assert {day.on.year for day in year} == {2027}


def test_the_plans_word_stands_in_place_of_the_laws():
    year = calendar_plan.year_of([a_day(date(2027, 9, 3), "WORKED", "Nghỉ ngày 01/09")], 2027)

    [third] = [day for day in year if day.on == date(2027, 9, 3)]
    assert (third.kind, third.title, third.unsure) == ("WORKED", "Nghỉ ngày 01/09", False)


def test_years_to_come_that_the_plan_speaks_of_may_be_looked_at():
    rows = [a_day(date(2021, 1, 4)), a_day(date(2030, 1, 4))]

    assert calendar_plan.years_shown(rows, today=date(2026, 11, 26)) == [2026, 2027, 2030]


@pytest.mark.parametrize(
    ("year", "begins"), [(2097, None), (2098, "Ngày Tết"), (2099, "Ngày Tết"), (2100, "Hệ thống chưa có")]
)
def test_the_end_of_the_lunar_table_is_told_before_it_comes(year, begins):
    lacking = calendar_plan.lacking(year)

    assert lacking is None if begins is None else lacking[0].startswith(begins)
