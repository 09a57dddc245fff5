"""One row checked cell by cell, and a roll of 300 with twenty faults in it."""

from collections.abc import Callable
from typing import Any

import pytest

from services.members.importing.rows import Checked, check_row
from services.members.importing.units import UnitFinder
from tests.unit.members.importing.conftest import CHAPTER, TODAY, Result, sheet_of

GOOD = {"full_name": "Nguyễn Văn An", "birth_date": "05/03/2005", "sex": "Nam"}


def checked(**cells: str) -> Checked:
    return check_row({**GOOD, **cells}, finder=UnitFinder(CHAPTER, ()), today=TODAY, known_fields=frozenset())


def problems_of(row: Checked, severity: str) -> list[tuple[str | None, str]]:
    return [(field, problem.code) for field, problem in row.problems if problem.severity == severity]


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("full_name", "", "required"),
        ("full_name", "Nguyễn Văn 123", "name-wrong"),
        ("birth_date", "", "required"),
        ("birth_date", "31/02/2005", "day-impossible"),
        ("birth_date", "32/13/2005", "day-impossible"),
        ("birth_date", "không nhớ", "required"),
        ("birth_date", "năm ngoái", "day-unreadable"),
        ("birth_date", "01/01/2030", "born-in-future"),
        ("birth_date", "05/03/2020", "age-impossible"),
        ("sex", "", "required"),
        ("sex", "Khác", "sex-wrong"),
        ("citizen_id", "02420500123", "citizen-id-wrong"),
        ("citizen_id", "0242050012345", "citizen-id-wrong"),
        ("citizen_id", "abc", "citizen-id-wrong"),
        ("phone", "12345", "phone-wrong"),
        ("email", "an@", "email-wrong"),
        ("union_join_date", "30/02/2021", "day-impossible"),
        ("union_join_date", "26/03/2030", "joined-in-future"),
        ("union_join_date", "26/03/2004", "joined-before-born"),
        ("party_join_date", "03/02/2030", "day-in-future"),
    ],
)
def test_a_cell_that_cannot_be_so_stops_the_row(field: str, text: str, code: str) -> None:
    assert problems_of(checked(**{field: text}), "error") == [(field, code)]


def test_words_beside_an_open_list_are_kept_as_they_are_written() -> None:
    row = checked(policy_object="Con dân công hoả tuyến", family_class="Nông dân")

    assert row.columns["policy_object"] == "Con dân công hoả tuyến"
    assert row.tail == {"family_class": "NONG_DAN"}


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        ("full_name", "An", "name-short"),
        ("birth_date", "03/25/2005", "day-month-swapped"),
        ("birth_date", "05/03/1980", "age-unlikely"),
        ("citizen_id", "24205001234", "zeros-restored"),
        ("citizen_id", "121234567", "citizen-id-old"),
        ("citizen_id", "024204001234", "citizen-id-birth-year"),
        ("citizen_id", "024305001234", "citizen-id-sex"),
        ("citizen_id", "999205001234", "citizen-id-province"),
        ("phone", "987654321", "zeros-restored"),
        ("phone", "01687654321", "phone-old"),
        ("phone", "0987654321 / 0912345678", "phone-several"),
        ("phone", "0204 3854 123", "phone-landline"),
        ("ethnicity", "Klingon", "not-in-list"),
        ("ethnicity", "Sán Dìuu", "list-guessed"),
        ("general_education", "xong", "education-doubtful"),
        ("union_join_date", "26/03/2018", "joined-too-young"),
        ("citizen_id_date", "chưa làm", "day-left-out"),
        ("union_position", "Bí thư", "position-noted"),
        ("party_join_date", "03/02/2022", "party-too-young"),
        ("party_member", "x", "party-without-day"),
    ],
)
def test_a_cell_that_is_doubtful_is_told_and_does_not_stop_the_row(field: str, text: str, code: str) -> None:
    row = checked(**{field: text})

    assert row.is_good
    assert (field, code) in problems_of(row, "warning")


@pytest.mark.parametrize(
    ("field", "text", "column", "value"),
    [
        ("full_name", "  NGUYỄN   VĂN AN* ", "full_name", "Nguyễn Văn An"),
        ("full_name", "H'MAI ÊBAN", "full_name", "H'Mai Êban"),
        ("full_name", "Lê McDonald ANH", "full_name", "Lê McDonald ANH"),
        ("full_name", "nguyễn văn an", "full_name", "Nguyễn Văn An"),
        ("sex", "NỮ", "sex", "female"),
        ("citizen_id", "024 205 001234", "citizen_id", "024205001234"),
        ("phone", "+84 987.654.321", "phone", "0987654321"),
        ("email", "An.Nguyen@Gmail.com ", "email", "an.nguyen@gmail.com"),
        ("ethnicity", "Cao Lan", "ethnicity", 15),
        ("religion", "Thiên chúa giáo", "religion", 2),
        ("religion", "Không", "religion", 0),
        ("occupation", "làm ruộng", "occupation", "NONG_DAN"),
        ("member_category", "SV", "member_category", "SINH_VIEN"),
        ("professional_level", "ĐH", "professional_level", "DAI_HOC"),
        ("political_theory", "TC", "political_theory", "TRUNG_CAP"),
        ("general_education", "lớp 9", "general_education", "9/12"),
        ("phone", "không có", "phone", None),
        ("party_join_date", "chưa", "party_join_on", None),
    ],
)
def test_a_cell_is_kept_as_the_registry_writes_it(field: str, text: str, column: str, value: Any) -> None:
    assert checked(**{field: text}).columns.get(column) == value


def test_an_unknown_word_of_a_list_is_kept_as_written() -> None:
    assert checked(ethnicity="Klingon").tail == {"as_written": {"ethnicity": "Klingon"}}


def test_a_number_filled_up_with_zeros_that_contradicts_the_birth_year_has_lost_a_digit() -> None:
    assert problems_of(checked(citizen_id="24205001234", birth_date="05/03/1999"), "error") == [
        ("citizen_id", "citizen-id-wrong")
    ]


def test_a_missing_sex_says_what_the_citizen_id_tells() -> None:
    row = checked(sex="", citizen_id="024305001234")

    assert "nữ" in row.problems[0][1].text


def test_an_empty_cell_of_a_column_that_is_there_is_a_gap() -> None:
    row = check_row(GOOD, finder=UnitFinder(CHAPTER, ()), today=TODAY, known_fields=frozenset(("phone", "ethnicity")))

    assert problems_of(row, "warning") == [("phone", "gap"), ("ethnicity", "gap")]


HEADINGS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Số CCCD",
    "Dân tộc",
    "Tôn giáo",
    "SĐT",
    "Email",
    "Ngày vào Đoàn",
    "Ghi chú",
)
FAULTS: dict[int, tuple[str, str]] = {
    10: ("Họ và tên", ""), 25: ("Họ và tên", "Nguyễn Văn 2"), 40: ("Ngày sinh", ""), 55: ("Ngày sinh", "31/02/2005"),
    70: ("Ngày sinh", "2030"), 85: ("Ngày sinh", "15/15/2005"), 100: ("Giới tính", ""), 115: ("Giới tính", "X"),
    130: ("Số CCCD", "0242050001"), 145: ("Số CCCD", "02420500O1X"), 160: ("Số CCCD", "024205100021"), 175: ("SĐT", "0987"),
    190: ("SĐT", "abc"), 205: ("Email", "an@@x"), 220: ("Ngày vào Đoàn", "30/02/2021"), 235: ("Ngày vào Đoàn", "26/03/2031"),
    250: ("Ngày vào Đoàn", "01/01/2001"), 265: ("Ngày sinh", "01/01/2022"), 280: ("Giới tính", "Nam Nữ"), 295: ("Họ và tên", "@@"),
}  # fmt: skip


def roll_of_300() -> list[tuple[Any, ...]]:
    given = ["An", "Bình", "Chi", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga"]
    rows = []
    for n in range(1, 301):
        row = dict(zip(HEADINGS, (n, f"Nguyễn Thị {given[n % 10]} {given[n // 10 % 10]}", f"{n % 28 + 1:02}/03/2005", "Nữ", f"0243051{n:05}",
                                  "Kinh", "Không", f"09876{n:05}", "", "26/03/2021", ""), strict=True))  # fmt: skip
        if n in FAULTS:
            row[FAULTS[n][0]] = FAULTS[n][1]
        rows.append(tuple(row.values()))
    return rows


def test_in_a_roll_of_300_each_of_twenty_faults_is_found_where_it_is(check: Callable[..., Result]) -> None:
    roll = roll_of_300()
    roll[159] = (*roll[159][:4], roll[20][4], *roll[159][5:])

    result = check(sheet_of(("CHI ĐOÀN THÔN ĐÔNG",), (), HEADINGS, *roll, ("", "Tổng số: 300 đoàn viên")))

    found = [
        (row["number"] - 3, problem["column"])
        for row in result.rows
        for problem in row["problems"]
        if problem["severity"] == "error"
    ]
    assert found == [(number, column) for number, (column, _) in FAULTS.items()]
    assert (result.summary["rows"], result.summary["ok"], result.summary["errors"]) == (300, 280, 20)
