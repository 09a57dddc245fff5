"""The grid of a chapter as a workbook: it goes out, and comes back filled in."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from services.kit import settings
from services.kit.faults import Invalid
from services.kit.files import Files
from services.workflows.actions import grid_sheets
from tests.integration.workflows.conftest import CHAPTER, SECRETARY
from tests.integration.workflows.test_campaigns import peopled  # noqa: F401  # fixture
from tests.integration.workflows.test_evaluation import campaign, rows_of  # noqa: F401  # fixture


def sheet_of(workflows, held):
    with workflows.asking(SECRETARY) as tx:
        stored = grid_sheets.get_campaign_sheet(tx, campaign_id=held["id"], unit_id=CHAPTER)
    return BytesIO(Files(settings.read()).path(stored["digest"]).read_bytes())


def brought_back(workflows, held, book, path):
    book.save(path)
    with path.open("rb") as stream:
        stored = Files(settings.read()).put(stream)
    with workflows.asking(SECRETARY) as tx:
        return grid_sheets.read_campaign_sheet(tx, campaign_id=held["id"], unit_id=CHAPTER, digest=stored.digest)


def filled(workflows, held, tmp_path, cells):
    """The workbook with the cells of its first rows filled in: heading → one value a row."""
    book = load_workbook(sheet_of(workflows, held))
    sheet = book.active
    headings = {cell.value: cell.column for cell in sheet[2]}
    for heading, values in cells.items():
        for place, value in enumerate(values, start=3):
            sheet.cell(place, headings[heading], value)
    return brought_back(workflows, held, book, tmp_path / "b.xlsx")


def test_the_grid_goes_out_as_a_workbook_and_comes_back_filled_in(peopled, campaign, tmp_path):  # noqa: F811
    back = filled(
        peopled,
        campaign,
        tmp_path,
        {"Xếp loại": ["Khá", "Xuất sắc", "1", "Hoàn thành nhiệm vụ"], "Nhận xét": ["Tốt"] * 4},
    )

    by_case = {item["case_id"]: item["form"] for item in back["items"]}
    in_order = [by_case[row["id"]] for row in rows_of(peopled, campaign)["items"]]
    assert [form["rating"] for form in in_order] == ["HTT", "HTXS", "HTXS", "HT"]
    assert {form["comment"] for form in in_order} == {"Tốt"}
    assert back["problems"] == []


def test_what_cannot_be_read_is_told_with_its_cell(peopled, campaign, tmp_path):  # noqa: F811
    back = filled(
        peopled,
        campaign,
        tmp_path,
        {"Xếp loại": ["Tuyệt vời"], "Tỉ lệ tham gia (%)": ["nhiều"], "Số hồ sơ": [None, "XL-1999-0001"]},
    )

    said = [problem for item in back["items"] for problem in item["problems"]]
    assert said == [
        "Dòng 3, cột “Xếp loại”: “Tuyệt vời” không phải mức xếp loại. Ghi đúng tên mức.",
        "Dòng 3, cột “Tỉ lệ tham gia (%)”: “nhiều” không phải số. Sửa lại hoặc xoá ô.",
    ]
    assert back["problems"] == ["Dòng 4: hồ sơ “XL-1999-0001” không thuộc bảng này. Bỏ dòng đó."]


@pytest.mark.parametrize(
    ("heading", "said", "why"),
    [("Họ và tên", "Ai Đó Khác", "không phải Ai Đó Khác"), ("Ngày sinh", "02/09/2001", "sinh 02/09/2001")],
    ids=["name", "birth date"],
)
def test_a_number_beside_another_person_rates_nobody(peopled, campaign, tmp_path, heading, said, why):  # noqa: F811
    back = filled(peopled, campaign, tmp_path, {"Xếp loại": ["Khá"] * 2, heading: [said]})

    [problem] = back["problems"]
    assert len(back["items"]) == len(rows_of(peopled, campaign)["items"]) - 1
    assert problem.startswith("Dòng 3: hồ sơ")
    assert why in problem


def test_another_workbook_is_no_grid(peopled, campaign, tmp_path):  # noqa: F811
    book = Workbook()
    book.active["A1"] = "Họ tên"
    with pytest.raises(Invalid) as refused:
        brought_back(peopled, campaign, book, tmp_path / "c.xlsx")
    assert refused.value.code == "no-grid"
