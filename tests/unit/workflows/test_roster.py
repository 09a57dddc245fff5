"""A class of candidates out of the workbooks that schools keep."""

import zipfile
from datetime import date

import pytest
import xlsxwriter

from services.kit import offload
from services.kit.faults import Invalid
from services.workflows import roster
from services.workflows.actions import classes
from tests.unit.members.importing.conftest import compound_file


@pytest.fixture
def workbook(tmp_path):
    def write(*rows):
        path = tmp_path / "lop.xlsx"
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet("10A1")
        dates = book.add_format({"num_format": "dd/mm/yyyy"})
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                given = (cell, dates) if isinstance(cell, date) else (cell,)
                sheet.write(number, column, *given)
        book.close()
        return str(path)

    return write


HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Dân tộc", "Tán thành", "Không tán thành")


def test_a_class_is_read_below_its_titles(workbook):
    path = workbook(
        ("ĐOÀN TRƯỜNG THPT NGÔ SĨ LIÊN",),
        ("DANH SÁCH ĐỐI TƯỢNG KẾT NẠP",),
        HEAD,
        (1, "Nguyễn Thu Hà", "03/02/2010", "Nữ", "24310001234", "Sán Dìu", 30, 2),
        (2, "Lý A Sử", "4/5/2010", "Nam", "024210001235", "HMông", 32, 0),
        ("", "Người lập biểu"),
    )
    first, second = roster.read(path)

    assert first.values == {
        "full_name": "Nguyễn Thu Hà",
        "born_on": "2010-02-03",
        "sex": "female",
        "citizen_id": "024310001234",
        "ethnicity": "18",
        "agree": 30,
        "disagree": 2,
    }
    assert (second.number, second.values["ethnicity"]) == (5, "8")


def test_a_date_may_be_a_date_or_a_serial(workbook):
    rows = roster.read(workbook(HEAD[:4], (1, "Hà", date(2010, 2, 3), "Nữ"), (2, "Sử", 40212, "Nam")))

    assert [row.values["born_on"] for row in rows] == ["2010-02-03", "2010-02-03"]


def test_a_name_may_stand_in_two_columns_and_sex_in_a_mark(workbook):
    [row] = roster.read(
        workbook(("TT", "Họ và tên đệm", "Tên", "Ngày sinh", "Nữ"), (1, "Nguyễn Thu", "Hà", "03/02/2010", "x"))
    )

    assert row.values == {"full_name": "Nguyễn Thu Hà", "born_on": "2010-02-03", "sex": "female"}


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("Dân tộc", "Cao Lan", "15"),
        ("Dân tộc", "Sán Chí", "15"),
        ("Dân tộc", "Sán Chay (Cao Lan - Sán Chỉ)", "15"),
        ("Dân tộc", "H'Mông", "8"),
        ("Dân tộc", "Mông", "8"),
        ("Dân tộc", "dân tộc Tày", "2"),
        ("Tôn giáo", "Thiên chúa giáo", "2"),
        ("Tôn giáo", "không", "0"),
        ("Đối tượng", "Học sinh", "HS_THPT"),
        ("Nghề nghiệp", "HS", "HOC_SINH"),
        ("Trình độ học vấn", "Lớp 10A1", "10/12"),
        ("Trình độ học vấn", "THPT", "12/12"),
    ],
)
def test_people_write_choices_in_their_own_words(workbook, column, cell, code):
    [row] = roster.read(workbook((*HEAD[:4], column), (1, "Nguyễn Thu Hà", "03/02/2010", "Nữ", cell)))

    assert code in row.values.values()
    assert row.problems == []


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Dân tộc", "Người Việt gốc Hoa"),
        ("Tôn giáo", "đạo lạ"),
        ("Đối tượng", "lớp trưởng"),
        ("Nghề nghiệp", "phi công"),
        ("Trình độ học vấn", "chưa rõ"),
        ("Số CCCD", "chưa có"),
        ("Số điện thoại", "của mẹ"),
        ("Tán thành", "²"),
    ],
)
def test_a_filled_cell_that_cannot_be_read_is_told_and_nothing_stands_in_for_it(workbook, column, cell):
    [row] = roster.read(workbook((*HEAD[:4], column), (1, "Nguyễn Thu Hà", "03/02/2010", "Nữ", cell)))

    assert row.values.keys() == {"full_name", "born_on", "sex"}
    assert [problem.startswith(f"Dòng 2, cột “{column}”: “{cell}”") for problem in row.problems] == [True]


def test_without_a_mark_in_a_column_of_girls_alone_it_is_a_boy(workbook):
    rows = roster.read(
        workbook(
            ("STT", "Họ và tên", "Ngày sinh", "Nữ"),
            (1, "Nguyễn Thu Hà", "03/02/2010", "x"),
            (2, "Lý A Sử", "4/5/2010", ""),
            (3, "Vũ Văn Ba", "4/5/2010", "0"),
            (4, "Đỗ Thị Tư", "4/5/2010", "?"),
        )
    )

    assert [row.values.get("sex") for row in rows] == ["female", "male", "male", None]
    assert [bool(row.problems) for row in rows] == [False, False, False, True]


def test_marks_may_stand_in_a_column_for_each_sex(workbook):
    rows = roster.read(
        workbook(
            ("STT", "Họ và tên", "Ngày sinh", "Nam", "Nữ"),
            (1, "Nguyễn Thu Hà", "03/02/2010", "", "x"),
            (2, "Lý A Sử", "4/5/2010", "x", ""),
            (3, "Vũ Văn Ba", "4/5/2010", "", ""),
            (4, "Đỗ Thị Tư", "4/5/2010", "x", "x"),
        )
    )

    assert [row.values.get("sex") for row in rows] == ["female", "male", None, None]
    assert [bool(row.problems) for row in rows] == [False, False, False, True]


def test_a_birth_date_may_be_the_mark(workbook):
    rows = roster.read(
        workbook(
            ("STT", "Họ và tên", "Nam", "Nữ"),
            (1, "Nguyễn Thu Hà", "", "03/02/2010"),
            (2, "Lý A Sử", "4/5/2010", ""),
        )
    )

    assert [(row.values["sex"], row.values["born_on"]) for row in rows] == [
        ("female", "2010-02-03"),
        ("male", "2010-05-04"),
    ]


def test_a_column_of_years_is_none_of_boys(workbook):
    [row] = roster.read(workbook(("Họ và tên", "Ngày sinh", "Nữ", "Năm"), ("Nguyễn Thu Hà", "03/02/2010", "x", 2026)))

    assert row.values["sex"] == "female"
    assert row.problems == []


def test_votes_may_stand_below_a_shared_heading(workbook):
    path = workbook(
        ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Kết quả biểu quyết", ""),
        ("", "", "", "", "Tán thành", "Không tán thành"),
        (1, "Nguyễn Thu Hà", "03/02/2010", "Nữ", 30, 1),
    )
    [row] = roster.read(path)

    assert (row.values["agree"], row.values["disagree"]) == (30, 1)


def test_a_day_that_is_none_is_told_with_its_row_and_column(workbook):
    [row] = roster.read(workbook(HEAD[:4], (1, "Nguyễn Thu Hà", "31/02/2010", "Nữ")))

    assert row.problems == ["Dòng 2, cột “Ngày sinh”: “31/02/2010” không phải ngày có thật. Sửa thành dd/mm/yyyy."]


def test_a_sheet_without_candidates_is_refused(workbook):
    with pytest.raises(Invalid) as refused:
        roster.read(workbook(("Doanh thu", "Tháng"), (1, 2)))
    assert refused.value.code == "no-candidates"


def test_a_file_that_is_no_workbook_is_refused(tmp_path):
    path = tmp_path / "lop.xlsx"
    path.write_bytes(b"PK\x03\x04 not a workbook")

    with pytest.raises(Invalid) as refused:
        roster.read(str(path))
    assert refused.value.code == "file-damaged"


@pytest.mark.parametrize(
    ("entry", "content", "code"),
    [
        ("xl/vbaProject.bin", b"x", "file-has-macros"),
        ("xl/media/picture.xml", b" " * 45_000_000, "file-bomb"),
        (
            "xl/worksheets/sheet2.xml",
            b'<worksheet><row r="1"><c r="IV1"><v>1</v></c></row></worksheet>',
            "file-too-wide",
        ),
    ],
)
def test_a_file_that_hides_something_is_refused_before_it_is_read(workbook, entry, content, code):
    path = workbook(HEAD[:4], (1, "Nguyễn Thu Hà", "03/02/2010", "Nữ"))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(entry, content)

    with pytest.raises(Invalid) as refused:
        roster.read(path)
    assert refused.value.code == code
    assert refused.value.fields["mend"]


def test_a_file_with_a_password_is_told_so(tmp_path):
    path = tmp_path / "lop.xlsx"
    path.write_bytes(compound_file("EncryptedPackage", "EncryptionInfo"))

    with pytest.raises(Invalid) as refused:
        roster.read(str(path))
    assert refused.value.code == "file-protected"


def test_a_count_that_is_a_formula_is_refused_with_its_cell(workbook):
    path = workbook(HEAD, (1, "Nguyễn Thu Hà", "03/02/2010", "Nữ", "024310001234", "Kinh", "=20+10", 2))

    with pytest.raises(Invalid) as refused:
        roster.read(path)
    assert refused.value.code == "file-has-formulas"
    assert "10A1!G2" in refused.value.fields["text"]


def test_a_formula_in_a_column_that_means_nothing_is_left_alone(workbook):
    [row] = roster.read(workbook((*HEAD[:4], "Ghi chú"), (1, "Nguyễn Thu Hà", "03/02/2010", "Nữ", "=1+1")))

    assert row.values["full_name"] == "Nguyễn Thu Hà"


def test_a_workbook_is_read_within_its_time_and_memory(workbook):
    rows = [(n, f"Người {n}", "03/02/2010", "Nam") for n in range(roster.LIMIT)]

    read = offload.run(roster.read, workbook(HEAD[:4], *rows), timeout_s=classes.READ_S, memory_mb=classes.READ_MB)
    assert (len(read), classes.READ_S) == (roster.LIMIT, 5)


def test_a_school_does_not_propose_a_thousand_at_once(workbook):
    with pytest.raises(Invalid) as refused:
        roster.read(workbook(HEAD[:4], *[(n, f"Người {n}", "03/02/2010", "Nam") for n in range(roster.LIMIT + 1)]))
    assert refused.value.code == "too-many-rows"
