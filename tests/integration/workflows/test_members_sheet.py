"""A class that graduates goes out as a workbook, comes back filled in, is checked row by row, and moves on in one act."""

from io import BytesIO
from uuid import UUID

import openpyxl
import pytest

from services.kit import jobs, settings
from services.kit.faults import Denied, Invalid
from services.kit.files import Files
from services.workflows.actions import lists, members_sheets, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    CHAPTER,
    COMMUNE,
    GRASSROOTS_CHAPTER,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
    a_person,
)

CLASS = [UUID(int=0xE00 + number) for number in range(4)]
NAMES = ("Nguyễn Thu Hà", "Trần Văn An", "Lê Thị Bình", "Phạm Minh Cường")
CODES = [f"24010000{number:04d}" for number in range(4)]
COLUMNS = ("Nơi đến", "Ra ngoài hệ thống", "Nơi đến ngoài hệ thống", "Lý do")


@pytest.fixture(autouse=True)
def class_of(workflows):
    with workflows.asking() as tx:
        reasons_by_code = [
            a_person(key, name, CHAPTER, code=code) for key, name, code in zip(CLASS, NAMES, CODES, strict=True)
        ]
        seats.on_people_changed(tx, reasons_by_code)


@pytest.fixture
def sheet(workflows):
    """The workbook as its officer opens it."""

    def run(by=SECRETARY, unit_id=CHAPTER):
        with workflows.asking(by) as tx:
            stored = members_sheets.get_members_sheet(tx, process="transfer", unit_id=unit_id)
        return openpyxl.load_workbook(BytesIO(Files(settings.read()).path(stored["digest"]).read_bytes()))

    return run


@pytest.fixture
def send(workflows, sheet):
    """`send({code: {column: text}})`: the workbook filled in for these members comes back; the job's outcomes by row."""

    def run(filled, by=SECRETARY, unit_id=CHAPTER, only_check=False, rewritten=None, **form):
        book = sheet(by, unit_id)
        page = book.active
        heads = {cell.value: cell.column for cell in page[2]}
        for row in page.iter_rows(min_row=3):
            code = row[heads["Mã đoàn viên"] - 1].value
            for title, said in filled.get(code, {}).items():
                page.cell(row[0].row, heads[title]).value = said
        if rewritten:
            rewritten(page)
        written = BytesIO()
        book.save(written)
        stored = Files(settings.read()).put(written.getvalue())
        with workflows.asking(by) as tx:
            begun = members_sheets.open_from_members_sheet(
                tx, process="transfer", unit_id=unit_id, digest=stored.digest, file_name="lop.xlsx", form=form, only_check=only_check
            )  # fmt: skip
        jobs.run(jobs.claim(workflows.database, members_sheets.OPEN), members_sheets.open_each)
        with workflows.asking(by) as tx:
            done = jobs.read(tx, begun["id"])
        assert done["fault"] is None
        return done

    return run


def reasons_by_code(job):
    return {result["code"]: result["detail"] for result in job["results"] if result["code"] != "left-blank"}


def test_the_workbook_names_each_member_of_the_unit_beside_empty_columns(sheet):
    page = sheet().active
    rows = [[cell.value or "" for cell in row] for row in page.iter_rows(min_row=2)]

    assert rows[0] == ["STT", "Mã đoàn viên", "Họ và tên", "Ngày sinh", "Chi đoàn", *COLUMNS]
    assert [row[2] for row in rows[1:] if row[1] in CODES] == [
        "Trần Văn An",
        "Lê Thị Bình",
        "Phạm Minh Cường",
        "Nguyễn Thu Hà",
    ]
    assert all(row[5:] == [""] * 4 for row in rows[1:])


def test_a_class_moves_on_each_to_where_the_row_says(send, rows, units_named):
    job = send(
        {
            CODES[0]: {"Nơi đến": units_named[GRASSROOTS_CHAPTER].lower()},
            CODES[1]: {"Nơi đến": "về địa phương", "Lý do": "thay doi noi cu tru"},
            CODES[2]: {"Ra ngoài hệ thống": "ngoài tỉnh", "Nơi đến ngoài hệ thống": "Đoàn ĐH Bách khoa Hà Nội"},
        },
        reason="GRADUATION",
        home_id=str(OTHER_CHAPTER),
    )

    found = {row.subject_id: row.form for row in rows("SELECT subject_id, form FROM cases WHERE process = 'transfer'")}
    assert sorted(result["code"] for result in job["results"] if result["ok"]) == ["requested"] * 3
    assert found[CLASS[0]] == {"destination_id": str(GRASSROOTS_CHAPTER), "reason": "GRADUATION"}
    assert found[CLASS[1]] == {"destination_id": str(OTHER_CHAPTER), "reason": "RESIDENCE"}
    assert found[CLASS[2]]["outside"] == "OUT_OF_PROVINCE"
    assert found[CLASS[2]]["destination_place"] == "Đoàn ĐH Bách khoa Hà Nội"


def test_a_row_left_empty_opens_nothing_and_is_told(send, rows):
    job = send({})

    assert {result["code"] for result in job["results"]} == {"left-blank"}
    assert any("Nguyễn Thu Hà: để trống, không mở hồ sơ" in result["detail"] for result in job["results"])
    assert rows("SELECT id FROM cases WHERE process = 'transfer'") == []


def test_what_cannot_be_read_is_told_with_its_column_and_what_to_write(send):
    job = send({CODES[0]: {"Nơi đến": "Đoàn xã Không Có", "Lý do": "chán"}, CODES[1]: {"Nơi đến": "ve dia phuong"}})

    wrong = [result["detail"] for result in job["results"] if result["code"] == "row-unreadable"]
    assert any(
        "cột “Nơi đến”: “Đoàn xã Không Có” không phải tên đơn vị nào." in text and "cột “Lý do”: “chán”" in text
        for text in wrong
    )
    assert any("“ve dia phuong” chưa rõ là đơn vị nào. Chọn ở mục" in text for text in wrong)


def test_what_the_rules_refuse_is_told_with_its_row_and_what_mends_it(send):
    job = send({CODES[0]: {"Ra ngoài hệ thống": "ngoài tỉnh"}})

    assert reasons_by_code(job)["case-refused"].endswith(
        "Nguyễn Thu Hà: Chưa ghi nơi đến ngoài hệ thống. Ghi tên đơn vị hoặc nước nơi đến."
    )


def test_checking_opens_nothing(send, rows):
    job = send({CODES[0]: {"Nơi đến": "về địa phương"}}, only_check=True, home_id=str(OTHER_CHAPTER))

    assert reasons_by_code(job) == {"ready": "Nguyễn Thu Hà"}
    assert rows("SELECT id FROM cases WHERE process = 'transfer'") == []


def test_the_same_workbook_again_opens_nothing_twice(send, rows):
    filled = {CODES[0]: {"Nơi đến": "về địa phương"}}
    send(filled, home_id=str(OTHER_CHAPTER))
    again = send(filled, home_id=str(OTHER_CHAPTER))

    [case] = rows("SELECT number FROM cases WHERE process = 'transfer'")
    assert reasons_by_code(again) == {"opened-before": case.number}


def test_another_wish_for_somebody_who_is_moving_already_is_for_the_open_case(send, rows):
    send({CODES[0]: {"Nơi đến": "về địa phương"}}, home_id=str(OTHER_CHAPTER))
    again = send({CODES[0]: {"Nơi đến": "về địa phương"}}, home_id=str(GRASSROOTS_CHAPTER))

    [case] = rows("SELECT number FROM cases WHERE process = 'transfer'")
    assert f"hồ sơ {case.number} đang mở với nội dung khác" in reasons_by_code(again)["opened-otherwise"]


def test_somebody_elses_member_or_name_or_a_row_twice_is_refused(send):
    def rewrite(page):
        rows = {row[1].value: row for row in page.iter_rows(min_row=3)}
        rows[CODES[0]][1].value = "240999999999"
        rows[CODES[1]][2].value = "Trần Văn Khác"
        for place, said in enumerate((9, CODES[2], NAMES[2], "", "", "về địa phương"), start=1):
            page.cell(page.max_row + (place == 1), place).value = said

    filled = {code: {"Nơi đến": "về địa phương"} for code in CODES[:3]}
    job = send(filled, rewritten=rewrite, home_id=str(OTHER_CHAPTER))

    wrong = " ".join(result["detail"] for result in job["results"] if result["code"] == "row-unreadable")
    assert "“240999999999” không có trong danh sách của đơn vị" in wrong
    assert "mã này là của Trần Văn An, sinh 01/01/2000, không phải Trần Văn Khác, sinh 01/01/2000" in wrong
    assert "người này đã có ở dòng" in wrong


@pytest.mark.parametrize(
    ("column", "said", "why"),
    [
        (3, "02/09/2001", "không phải Nguyễn Thu Hà, sinh 02/09/2001"),
        (3, "1999", "không phải Nguyễn Thu Hà, sinh 1999"),
        (2, None, "thiếu họ tên"),
    ],
    ids=["birth date", "year", "no name"],
)
def test_a_code_beside_another_name_or_birth_date_moves_nobody(send, rows, column, said, why):
    def rewrite(page):
        next(row for row in page.iter_rows(min_row=3) if row[1].value == CODES[0])[column].value = said

    job = send({CODES[0]: {"Nơi đến": "về địa phương"}}, rewritten=rewrite, home_id=str(OTHER_CHAPTER))

    assert why in reasons_by_code(job)["row-unreadable"]
    assert rows("SELECT id FROM cases WHERE process = 'transfer'") == []


def test_the_union_sends_the_members_of_all_its_chapters(send, rows):
    send(
        {code: {"Nơi đến": "về địa phương"} for code in CODES[:2]},
        by=APPROVER,
        unit_id=COMMUNE,
        home_id=str(OTHER_CHAPTER),
    )

    assert {row.unit_id for row in rows("SELECT unit_id FROM cases WHERE process = 'transfer'")} == {CHAPTER}


def test_an_officer_of_another_chapter_gets_no_workbook(sheet):
    with pytest.raises(Denied):
        sheet(by=SECRETARY, unit_id=OTHER_CHAPTER)
    with pytest.raises(Denied):
        sheet(by=OTHER_SECRETARY, unit_id=CHAPTER)


def test_a_process_without_a_workbook_of_members_says_so(workflows):
    with workflows.asking(SECRETARY) as tx, pytest.raises(Invalid):
        members_sheets.get_members_sheet(tx, process="award", unit_id=CHAPTER)


def test_the_definition_says_which_columns_are_filled_in(workflows):
    with workflows.asking(SECRETARY) as tx:
        told_of = {code: lists.get_process(tx, code=code)["members_sheet"] for code in ("transfer", "award")}

    assert told_of["transfer"]["columns"] == list(COLUMNS)
    assert set(told_of["transfer"]["schema"]["properties"]) == {"reason", "home_id", "requested_on"}
    assert told_of["award"] is None


@pytest.fixture
def units_named(rows):
    return {row.id: row.name for row in rows("SELECT id, name FROM units")}
