"""Workbooks as offices keep them: titles, merged headings, footers, several sheets."""

from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest

from services.kit.faults import Invalid
from services.members.importing.reading import memory_key
from tests.unit.members.importing.conftest import (
    CHAPTER,
    CLASS,
    COMMUNE,
    OTHER_CLASS,
    PLAIN,
    WEST,
    Result,
    merge,
    old_sheet_of,
    sheet_of,
)

Check = Callable[..., Result]
TITLES = (
    ("ĐOÀN XÃ TÂN MỸ", "", "", "", "ĐOÀN TNCS HỒ CHÍ MINH"),
    ("CHI ĐOÀN THÔN ĐÔNG", "", "", "", "Tân Mỹ, ngày 12 tháng 3 năm 2024"),
    (),
    ("DANH SÁCH ĐOÀN VIÊN CHI ĐOÀN NĂM 2024",),
    (),
)
FOOTER = (
    ("", "Tổng số: 02 đoàn viên"),
    (),
    ("", "", "", "", "Tân Mỹ, ngày 12 tháng 3 năm 2024"),
    ("", "NGƯỜI LẬP BIỂU", "", "", "TM. BAN CHẤP HÀNH"),
    ("", "(Ký, ghi rõ họ tên)", "", "", "BÍ THƯ"),
    (),
    ("", "Nguyễn Thị Lập", "", "", "Lê Văn Bí Thư"),
)


def two_row_heading() -> openpyxl.Workbook:
    head = ("STT", "Họ và tên", "Ngày sinh", "", "Dân tộc", "Trình độ", "", "", "Ngày vào", "")
    under = ("", "", "Nam", "Nữ", "", "Văn hoá", "Chuyên môn", "LLCT", "Đoàn", "Đảng")
    book = sheet_of(
        *TITLES,
        head,
        under,
        tuple(f"({n})" for n in range(1, 11)),
        (1, "Nguyễn Văn Đức", "05/03/2005", "", "Kinh", "12/12", "ĐH", "SC", "26/3/2021", ""),
        (2, "Trần Thị Hà", "", 2004, "Tày", "9/12", "", "", date(2020, 3, 26), "03/02/2024"),
        *FOOTER,
    )
    spans = ("A6:A7", "B6:B7", "C6:D6", "E6:E7", "F6:H6", "I6:J6", "A4:J4")
    return merge(book, *spans)


def test_two_merged_heading_rows_are_read_as_one(check: Check) -> None:
    result = check(two_row_heading())

    assert result.fields == [
        "ordinal", "full_name", "male", "female", "ethnicity", "general_education", "professional_level", "political_theory",
        "union_join_date", "party_join_date",
    ]  # fmt: skip


def test_titles_numbering_totals_and_signatures_are_no_people(check: Check) -> None:
    result = check(two_row_heading())

    assert [(row["number"], row["columns"]["full_name"]) for row in result.rows] == [
        (9, "Nguyễn Văn Đức"),
        (10, "Trần Thị Hà"),
    ]
    assert result.errors == []


def test_sex_and_birth_date_are_told_by_the_filled_column(check: Check) -> None:
    result = check(two_row_heading())

    assert result.column("sex") == ["male", "female"]
    assert list(zip(result.column("born_on"), result.column("born_precision"), strict=True)) == [
        ("2005-03-05", "day"),
        ("2004-01-01", "year"),
    ]


def test_headings_over_unmerged_cells_are_read_too(check: Check) -> None:
    book = sheet_of(
        ("TT", "Họ tên", "Năm sinh", "", "Ngày vào", "", "Trình độ", ""),
        ("", "", "Nam", "Nữ", "Đoàn", "Đảng", "Học vấn", "Chuyên môn"),
        (1, "Lê Văn Bình", 2003, "", "26/3/2019", "", "12/12", "Đại học"),
    )

    result = check(book)

    assert result.fields == [
        "ordinal", "full_name", "male", "female", "union_join_date", "party_join_date", "general_education", "professional_level",
    ]  # fmt: skip


def test_a_birth_date_in_three_columns_is_one_date(check: Check) -> None:
    book = sheet_of(
        ("STT", "Họ và tên", "Ngày sinh", "", "", "Nam/Nữ"),
        ("", "", "Ngày", "Tháng", "Năm", ""),
        (1, "Lê Văn Bình", 5, 3, 2005, "Nam"),
        (2, "Lê Thị Bình", "", "", 2006, "Nữ"),
    )

    result = check(merge(book, "A1:A2", "B1:B2", "C1:E1", "F1:F2"))

    assert list(zip(result.column("born_on"), result.column("born_precision"), strict=True)) == [
        ("2005-03-05", "day"),
        ("2006-01-01", "year"),
    ]


def test_names_in_two_columns_under_one_heading_are_put_together(check: Check) -> None:
    book = sheet_of(
        ("STT", "Họ và tên", "", "Ngày sinh", "Giới tính"),
        (1, "Nguyễn Văn", "Đức", "1/1/2005", "Nam"),
        (2, "Trần Thị Thu", "Hà", "2/1/2005", "Nữ"),
    )

    assert check(merge(book, "B1:C1")).names == ["Nguyễn Văn Đức", "Trần Thị Thu Hà"]


def test_family_and_given_names_with_their_own_headings_are_put_together(check: Check) -> None:
    book = sheet_of(("STT", "Họ đệm", "Tên", "Ngày sinh", "Giới tính"), (1, "Nguyễn Văn", "Đức", "1/1/2005", "Nam"))

    assert check(book).names == ["Nguyễn Văn Đức"]


def test_columns_stand_in_any_order_and_wording(check: Check) -> None:
    book = sheet_of(
        (
            "ĐTDĐ",
            "G.tính",
            "Năm sinh",
            "HỌ TÊN ĐOÀN VIÊN",
            "Số CMND/CCCD",
            "Nghề nghiệp hiện nay",
            "Ngày kết nạp Đoàn",
            "D.tộc",
        ),
        ("0987654321", "nữ", "2005", "Trần Thị Hà", "024305000123", "HS", "26/3/2021", "kinh"),
    )

    assert check(book).fields == [
        "phone", "sex", "birth_date", "full_name", "citizen_id", "occupation", "union_join_date", "ethnicity",
    ]  # fmt: skip


def test_headings_with_slips_of_typing_are_understood(check: Check) -> None:
    book = sheet_of(
        ("STT", "Họ vả tên", "Ngày sih", "Giới tínhh", "Dân tôc", "Điện thọai"),
        (1, "Lê Văn An", "2005", "Nam", "Kinh", "0987654321"),
    )

    assert check(book).fields == ["ordinal", "full_name", "birth_date", "sex", "ethnicity", "phone"]


def test_a_parents_name_is_not_the_members(check: Check) -> None:
    book = sheet_of(
        ("Họ và tên cha", "Họ và tên", "Ngày sinh", "Giới tính", "Họ và tên mẹ"),
        ("Lê Văn Cha", "Lê Văn Con", "2005", "Nam", "Mai Thị Mẹ"),
    )

    result = check(book)

    assert result.names == ["Lê Văn Con"]
    assert result.fields == [None, "full_name", "birth_date", "sex", None]


def test_marks_in_columns_nam_and_nu_tell_the_sex(check: Check) -> None:
    book = sheet_of(
        ("STT", "Họ và tên", "Ngày sinh", "Giới tính", ""),
        ("", "", "", "Nam", "Nữ"),
        (1, "Lê Văn An", "1/1/2005", "x", ""),
        (2, "Lê Thị Bình", "1/1/2005", "", "X"),
        (3, "Lê Không Rõ", "1/1/2005", "", ""),
    )

    result = check(merge(book, "D1:E1", "A1:A2", "B1:B2", "C1:C2"))

    assert result.column("sex") == ["male", "female", None]
    assert result.errors == [(5, "sex", "required")]


def test_a_lone_column_of_marks_for_women_tells_both_sexes(check: Check) -> None:
    book = sheet_of(
        ("STT", "Họ và tên", "Ngày sinh", "Nữ"), (1, "Lê Thị Bình", "1/1/2005", "x"), (2, "Lê Văn An", "1/1/2005", "")
    )

    assert check(book).column("sex") == ["female", "male"]


def test_group_lines_say_which_chapter_the_rows_below_belong_to(check: Check) -> None:
    book = sheet_of(
        ("ĐOÀN TRƯỜNG THPT NGÔ SĨ LIÊN",),
        PLAIN,
        ("I", "Lớp 10A1 (2 đ/c)"),
        (1, "Lê Văn An", "1/1/2009", "Nam"),
        (2, "Lê Thị Bình", "1/1/2009", "Nữ"),
        ("II", "Chi đoàn 10A2: 1 đoàn viên"),
        (1, "Lê Văn Cường", "1/1/2009", "Nam"),
    )

    result = check(book, home=COMMUNE, below=(CLASS, OTHER_CLASS, WEST))

    assert [row["unit_id"] for row in result.rows] == ["class", "class", "class2"]


def test_each_sheet_may_be_a_chapter(check: Check) -> None:
    book = sheet_of(PLAIN, (1, "Lê Văn An", "1/1/2009", "Nam"), title="10A1")
    sheet_of(("DANH SÁCH",), PLAIN, (1, "Lê Thị Bình", "1/1/2009", "Nữ"), book=book, title="Lớp 10A2")
    sheet_of(("Bảng tổng hợp số liệu", 12), ("Nam", 5), book=book, title="Tổng hợp")

    result = check(book, home=COMMUNE, below=(CLASS, OTHER_CLASS))

    assert [(row["number"], row["unit_id"]) for row in result.rows] == [(2, "class"), (1_000_003, "class2")]


def test_a_column_names_the_chapter_by_code_or_by_name_without_accents(check: Check) -> None:
    book = sheet_of(
        (*PLAIN, "Chi đoàn"),
        (1, "Lê Văn An", "1/1/2005", "Nam", "24-01-001-02"),
        (2, "Lê Văn Bảo", "1/1/2005", "Nam", "thon dong"),
        (3, "Lê Văn Công", "1/1/2005", "Nam", "CĐ thôn Tây"),
        (4, "Lê Văn Dũng", "1/1/2005", "Nam", "Chi đoàn thôn Bắc"),
    )

    result = check(book, home=COMMUNE, below=(CHAPTER, WEST))

    assert [row["unit_id"] for row in result.rows] == ["west", "chapter", "west", None]
    assert result.errors == [(5, "unit", "unit-unknown")]


def test_rows_without_a_known_chapter_say_so(check: Check) -> None:
    result = check(sheet_of(PLAIN, (1, "Lê Văn An", "1/1/2005", "Nam")), home=COMMUNE, below=(CHAPTER, WEST))

    assert result.errors == [(2, "unit", "unit-missing")]


def test_a_heading_repeated_on_each_page_is_no_person(check: Check) -> None:
    book = sheet_of(PLAIN, (1, "Lê Văn An", "1/1/2005", "Nam"), (), PLAIN, (2, "Lê Văn Bảo", "1/1/2005", "Nam"))

    assert check(book).names == ["Lê Văn An", "Lê Văn Bảo"]


def test_a_second_table_with_other_columns_is_read_by_its_own_heading(check: Check) -> None:
    book = sheet_of(
        PLAIN,
        (1, "Lê Văn An", "1/1/2005", "Nam"),
        ("", "Cộng: 1"),
        (),
        ("Chi đoàn thôn Tây",),
        ("STT", "Giới tính", "Họ và tên", "Năm sinh"),
        (1, "Nữ", "Lê Thị Bình", 2006),
    )

    result = check(book, home=COMMUNE, below=(CHAPTER, WEST))

    assert result.names == ["Lê Văn An", "Lê Thị Bình"]
    assert result.column("sex") == ["male", "female"]


def test_blank_and_prenumbered_rows_are_no_people(check: Check) -> None:
    book = sheet_of(
        PLAIN, (1, "Lê Văn An", "1/1/2005", "Nam"), (), (2,), (3,), (4, "Lê Văn Bảo", "1/1/2005", "Nam"), (5,)
    )

    assert [row["number"] for row in check(book).rows] == [2, 6]


def test_people_named_tong_and_cong_are_people(check: Check) -> None:
    book = sheet_of(
        PLAIN,
        (1, "Tống Văn An", "1/1/2005", "Nam"),
        (2, "Tống Cộng", "1/1/2005", "Nam"),
        (3, "Nguyễn Công", "1/1/2005", "Nam"),
    )

    assert check(book).names == ["Tống Văn An", "Tống Cộng", "Nguyễn Công"]


@pytest.mark.parametrize(
    "footer",
    [
        "Tổng cộng: 25 đồng chí",
        "Tổng số đoàn viên: 25",
        "Danh sách này gồm có 25 đoàn viên./.",
        "Cộng",
        "Ấn định danh sách 25 người",
        "Trong đó: nữ 12",
    ],
)
def test_totals_in_whatever_words_are_no_people(check: Check, footer: str) -> None:
    assert check(sheet_of(PLAIN, (1, "Lê Văn An", "1/1/2005", "Nam"), ("", footer))).names == ["Lê Văn An"]


def test_a_row_that_lacks_its_name_is_a_person_with_a_fault(check: Check) -> None:
    result = check(sheet_of(PLAIN, (1, "", "1/1/2005", "Nam"), (2, "Lê Văn An", "", "")))

    assert result.errors == [(2, "full_name", "required"), (3, "birth_date", "required"), (3, "sex", "required")]


def test_a_workbook_before_2007_is_read_alike(check: Check) -> None:
    result = check(
        old_sheet_of(
            ("CHI ĐOÀN THÔN ĐÔNG",), PLAIN, (1, "Lê Văn An", "05/03/2005", "Nam"), (2, "Lê Thị Bình", 38416.0, "Nữ")
        )
    )

    assert result.names == ["Lê Văn An", "Lê Thị Bình"]
    assert result.column("born_on") == ["2005-03-05", "2005-03-05"]


def test_hidden_sheets_are_left_out(check: Check) -> None:
    book = sheet_of(PLAIN, (1, "Lê Văn An", "1/1/2005", "Nam"))
    sheet_of(PLAIN, (1, "Lê Văn Ẩn", "1/1/2005", "Nam"), book=book, title="dm")
    book["dm"].sheet_state = "hidden"

    assert check(book).names == ["Lê Văn An"]


def test_a_table_that_does_not_begin_in_the_corner_is_found(check: Check) -> None:
    book = openpyxl.Workbook()
    for at, row in enumerate((PLAIN, (1, "Lê Văn An", "1/1/2005", "Nam"))):
        for column, value in enumerate(row):
            book.active.cell(20 + at, 6 + column, value)

    result = check(book)

    assert [(row["number"], row["columns"]["full_name"]) for row in result.rows] == [(21, "Lê Văn An")]


def test_dates_that_an_american_spreadsheet_turned_round_are_turned_back(check: Check) -> None:
    turned = [date(2005, day, month) for day, month in ((3, 5), (1, 2), (12, 10), (7, 8), (9, 11), (4, 6))]
    rows = [(n, f"Lê Văn {'ABCDEF'[n]}", born, "Nam") for n, born in enumerate(turned)]
    rows += [
        (9 + n, f"Mai Văn {'ABC'[n]}", text, "Nam") for n, text in enumerate(("25/03/2005", "13/12/2005", "31/1/2005"))
    ]

    result = check(sheet_of(PLAIN, *rows))

    assert result.column("born_on")[:3] == ["2005-05-03", "2005-02-01", "2005-10-12"]
    assert {code for _, _, code in result.warnings} == {"day-month-exchanged"}


def test_a_workbook_without_a_table_is_refused(check: Check) -> None:
    with pytest.raises(Invalid) as refused:
        check(sheet_of(("Kế hoạch công tác năm 2024",), ("1", "Tổ chức đại hội", "Quý I")))

    assert refused.value.code == "file-no-table"


def test_what_people_said_of_a_column_wins(check: Check) -> None:
    book = sheet_of(
        ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Mã số"), (1, "Lê Văn An", "1/1/2005", "Nam", "024205000123")
    )

    result = check(book, choices={"ma so@4": "citizen_id"})

    assert result.column("citizen_id") == ["024205000123"]


def test_columns_without_headings_are_listed_for_people_to_name(check: Check) -> None:
    book = sheet_of((*PLAIN, ""), (1, "Lê Văn An", "1/1/2005", "Nam", "024205000123"))

    column: dict[str, Any] = check(book).summary["columns"][4]

    assert (column["header"], column["field"], column["sample"]) == ("", None, ["024205000123"])


ADDRESS = ("Địa chỉ thường trú", "", "")
LEVELS = ("Thôn", "Xã, phường", "Huyện/TP")


def address_book() -> openpyxl.Workbook:
    book = sheet_of(
        (*PLAIN, *ADDRESS, "SĐT"),
        ("", "", "", "", *LEVELS, ""),
        (1, "Lê Văn An", "1/1/2005", "Nam", "Thôn Đông", "Xã Tân Mỹ", "TP Bắc Giang", "0987654321"),
        (2, "Lê Thị Bé", "2/1/2005", "Nữ", "", "Xã Tân Mỹ", "TP Bắc Giang", "0987654322"),
    )
    return merge(book, "A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:H2")


def test_the_heading_above_decides_what_the_levels_of_an_address_are(check: Check) -> None:
    result = check(address_book())

    assert result.fields[4:] == ["permanent_address", "permanent_address", "permanent_address", "phone"]
    assert result.column("permanent_address") == ["Thôn Đông, Xã Tân Mỹ, TP Bắc Giang", "Xã Tân Mỹ, TP Bắc Giang"]
    assert [row["unit_id"] for row in result.rows] == ["chapter", "chapter"]
    assert not any(code == "unit-other" for _, _, code in result.warnings)


@pytest.mark.parametrize("above", ["Quê quán", "Nơi ở hiện nay"])
def test_the_same_levels_under_another_heading_are_that_address(check: Check, above: str) -> None:
    book = sheet_of(
        (*PLAIN, above, "", "Chi đoàn"),
        ("", "", "", "", "Xã", "Huyện", ""),
        (1, "Lê Văn An", "1/1/2005", "Nam", "Tân Mỹ", "Yên Dũng", "Chi đoàn thôn Đông"),
    )

    result = check(merge(book, "A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2"))

    field = {"Quê quán": "native_place", "Nơi ở hiện nay": "current_address"}[above]
    assert result.fields[4:] == [field, field, "unit"]
    assert result.column(field) == ["Tân Mỹ, Yên Dũng"]


def test_columns_under_a_parents_heading_say_nothing_of_the_member(check: Check) -> None:
    book = sheet_of(
        (*PLAIN, "Cha", "", "", "Xếp loại", ""),
        ("", "", "", "", "Họ tên", "Nghề nghiệp", "SĐT", "Năm", "Kết quả"),
        (1, "Lê Văn An", "1/1/2005", "Nam", "Lê Văn Cả", "Nông dân", "0987654321", "2024", "Khá"),
    )

    result = check(merge(book, "A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1", "H1:I1"))

    assert result.fields[4:] == [None, None, None, None, None]
    assert (result.names, result.column("occupation"), result.column("phone")) == (["Lê Văn An"], [None], [None])


def merged_name(*rows: tuple[Any, ...]) -> openpyxl.Workbook:
    """One heading over family name and given name."""
    return merge(sheet_of(("STT", "Họ và tên", "", "Ngày sinh", "Giới tính", "Ghi chú"), *rows), "B1:C1")


def remembered(result: Result) -> dict[str, str | None]:
    """What the unit knows of columns after somebody looked at this file and went on."""
    columns = result.summary["columns"]
    return {
        memory_key(
            column["header"],
            column["index"],
            alike=sum(other["header"] == column["header"] for other in columns),
            content=column["content"],
        ): column["field"]
        for column in columns
    }


def test_two_columns_under_one_heading_are_remembered_each_for_itself(check: Check) -> None:
    first = check(merged_name((1, "Lê Văn", "An", "1/1/2005", "Nam", "x"), (2, "Trần Thị", "Bé", "2/1/2005", "Nữ", "")))

    # The second file alone would not tell: its first given name has three words.
    again = merged_name((1, "Phạm", "Văn Bình An", "3/1/2005", "Nam", ""), (2, "Đỗ Thị", "Cúc", "4/1/2005", "Nữ", ""))
    second = check(again, choices=remembered(first))

    assert first.names == ["Lê Văn An", "Trần Thị Bé"]
    assert second.fields == first.fields == ["ordinal", "family_name", "given_name", "birth_date", "sex", "note"]
    assert second.names == ["Phạm Văn Bình An", "Đỗ Thị Cúc"]


@pytest.mark.parametrize(
    "book",
    [
        sheet_of(("STT", "Họ và tên", "Ngày sinh", "Mã số"), (1, "Lê Văn An", "1/1/2005", "12")),
        sheet_of(("STT", "Họ và tên", "Mã số", "Ngày sinh"), (1, "Lê Văn An", "024205000123", "1/1/2005")),
        sheet_of(("STT", "Họ và tên", "Ngày sinh", "Mã"), (1, "Lê Văn An", "1/1/2005", "024205000123")),
    ],
    ids=["other content", "other place", "other heading"],
)
def test_a_column_is_known_again_by_heading_place_and_content_together(check: Check, book: openpyxl.Workbook) -> None:
    memory = {memory_key("Mã số", 3, alike=1, content="long"): "citizen_id"}
    known = sheet_of(("STT", "Họ và tên", "Ngày sinh", "Mã số"), (1, "Lê Văn An", "1/1/2005", "024205000123"))

    assert "citizen_id" in check(known, choices=memory).fields
    assert "citizen_id" not in check(book, choices=memory).fields
