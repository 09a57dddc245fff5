from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.faults import Invalid, NotFound
from services.members.figures import book_wording, domain, registers, reports, sources
from services.members.figures.domain import Column
from services.members.figures.reports import REPORTS

TODAY = date(2026, 11, 25)


def period(**given):
    found = domain.period(today=TODAY, **{"year": None, "since": None, "on": None, **given})
    return found.year, found.first, found.last


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, (2026, date(2026, 1, 1), TODAY)),
        ({"year": 2025}, (2025, date(2025, 1, 1), date(2025, 12, 31))),
        ({"year": 2026}, (2026, date(2026, 1, 1), TODAY)),
        ({"on": date(2025, 6, 30)}, (2025, date(2025, 1, 1), date(2025, 6, 30))),
        ({"since": date(2026, 7, 1), "on": date(2026, 9, 30)}, (2026, date(2026, 7, 1), date(2026, 9, 30))),
    ],
    ids=["this year so far", "a whole year", "the running year", "up to a day", "a quarter"],
)
def test_a_period_is_what_was_asked_for(given, found):
    assert period(**given) == found


@pytest.mark.parametrize(
    "given",
    [
        {"on": date(2026, 11, 26)},
        {"year": 2027},
        {"since": date(2026, 5, 1), "on": date(2026, 4, 1)},
        {"since": date.min},
    ],
    ids=["a day ahead", "a year ahead", "backwards", "before the Union was"],
)
def test_a_period_that_cannot_be_is_refused(given):
    with pytest.raises(Invalid):
        period(**given)


COLUMNS = (
    Column("a", "A"),
    Column("b", "B"),
    Column("sum", "Sum", plus=("a", "b")),
    Column("rest", "Rest", plus=("a",), minus=("b",)),
    Column("share", "Share", share=("a", "sum")),
)


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_sums_and_shares_follow_from_what_was_counted(a, b):
    row = domain.completed(COLUMNS, Counter(a=a, b=b))

    assert (row["sum"], row["rest"]) == (a + b, a - b)
    assert row["share"] == (round(a * 100 / (a + b), 1) if a + b else None)


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_a_report_counts_what_its_columns_show_and_names_only_what_it_counts(report):
    facts = sources.of(report.code, domain.period(today=TODAY, year=2025, since=None, on=None), {})
    counted = {code for each in facts for code in (*each.cells, *each.amounts)}
    wanted = {column.code for column in report.columns if column.share is None and not column.plus}

    assert wanted <= counted
    for column in report.columns:
        assert {*column.plus, *column.minus, *(column.share or ())} <= {other.code for other in report.columns}


@pytest.mark.parametrize("report", REPORTS.values(), ids=list(REPORTS))
def test_people_are_listed_only_where_facts_have_people(report):
    facts = sources.of(report.code, domain.period(today=TODAY, year=2025, since=None, on=None), {})
    for column in report.columns:
        if column.is_named and column.share is None:
            codes = column.plus or (column.code,)
            holder = next(each for each in facts if codes[0] in each.cells)
            assert holder.person is not None
            assert set(codes) <= set(holder.cells)


def test_what_a_list_would_give_away_is_guarded():
    guarded = {column.code for report in REPORTS.values() for column in report.columns if column.guarded}
    private = {"minority", "religious", "party", *(code for code, _ in reports.PARTY_STAGES)}

    assert guarded == private


def test_columns_have_codes_of_their_own():
    for report in REPORTS.values():
        codes = [column.code for column in report.columns]
        assert sorted(set(codes)) == sorted(codes)


@pytest.mark.parametrize(
    "look", [lambda: reports.report_of("BM-99"), lambda: registers.register_of("x")], ids=["report", "register"]
)
def test_what_does_not_exist_is_not_found(look):
    with pytest.raises(NotFound):
        look()


def test_the_report_of_fees_says_where_it_is():
    with pytest.raises(NotFound) as refused:
        reports.report_of(reports.FEES[0])
    assert "/fees/summary" in refused.value.fields["mend"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (date(2026, 3, 1), "01/03/2026"),
        ("2026-03-01", "01/03/2026"),
        ("Bình Dương", "Bình Dương"),
        (7, "7"),
    ],
)
def test_values_of_a_line_are_written_as_people_read_them(value, text):
    assert registers.written(value) == text


def test_an_introduction_says_in_words_why_the_member_moves():
    row = {"title": "", "document_number": None, "on": None, "full_name": None, "data": {"reason": "GRADUATION"}}

    assert registers.cells("introductions", row, {}, date(2026, 3, 1))["reason"] == "Tốt nghiệp"


@pytest.mark.parametrize(("precision", "text"), [("day", "05/03/2005"), ("month", "03/2005"), ("year", "2005")])
def test_a_birthday_is_as_exact_as_it_is_known(precision, text):
    assert registers.birth(date(2005, 3, 5), precision) == text


@pytest.mark.parametrize(
    ("until", "ended_on", "state"),
    [
        (None, None, "Đang đi"),
        (date(2026, 1, 1), None, "Quá ngày dự kiến về"),
        (date(2026, 1, 1), date(2025, 12, 1), "Đã về ngày 01/12/2025"),
    ],
)
def test_who_is_away_is_away_late_or_back(until, ended_on, state):
    assert registers.link_state(until=until, ended_on=ended_on, today=TODAY) == state


LINES = [
    ("evaluation", date(2024, 12, 1), {"year": 2024, "rating": "HT"}),
    ("evaluation", date(2025, 3, 1), {"year": 2024, "rating": "HTT", "comment": "Tiến bộ"}),
    ("training", date(2024, 12, 1), {"year": 2024, "stage": "REGISTERED"}),
    ("temporary", date(2023, 6, 1), {"comment": "Tích cực"}),
    ("award", date(2022, 6, 1), {"form": "BK"}),
]


@given(st.permutations(LINES))
def test_the_years_read_the_same_in_whatever_order_lines_came(lines):
    years = book_wording.years(lines)

    assert [(year.year, year.rating, year.comment, year.training) for year in years] == [
        (2024, "Hoàn thành tốt nhiệm vụ", "Tiến bộ", "Đã đăng ký"),
        (2023, None, None, None),
    ]
    assert years[1].other_comments == ["Nơi sinh hoạt tạm thời: Tích cực"]


@pytest.mark.parametrize(
    ("process", "data", "detail"),
    [
        (
            "transfer",
            {"stage": "MOVED", "fee_paid_until": "2026-03-01"},
            "Chuyển sinh hoạt · Đã đóng đoàn phí hết tháng 03/2026",
        ),
        ("discipline", {"stage": "COMPLAINED", "outcome": "UPHELD"}, "Khiếu nại · Giữ nguyên"),
        ("outstanding", {"stage": "ADMITTED", "party_cell": "Chi bộ 1"}, "Được kết nạp Đảng · Chi bộ 1"),
        ("away", {"destination": "Bình Dương", "reason": "Làm công nhân"}, "Bình Dương · Làm công nhân"),
        ("away", {"destination": "Bình Dương", "reason": "LABOUR_EXPORT"}, "Bình Dương · Xuất khẩu lao động"),
        ("card_reissue", {"reason": "Mất thẻ"}, "Mất thẻ"),
        ("card_reissue", {"reason": "LOST"}, "Bị mất"),
        ("admission", {}, ""),
    ],
)
def test_a_line_says_in_words_what_its_data_hold(process, data, detail):
    assert book_wording.detail_of(process, data) == detail
