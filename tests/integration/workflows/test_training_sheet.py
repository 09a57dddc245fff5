"""Members of a chapter are registered with a workbook: it goes out with proposals, and comes back with what each undertakes."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from services.workflows.domain.training_catalogue import CODES, TITLES
from tests.integration.workflows.test_campaigns import MEMBERS, opened, peopled  # noqa: F401  # fixture
from tests.integration.workflows.test_evaluation import an_item, in_bulk, rows_of
from tests.integration.workflows.test_evaluation_sheet import filled, sheet_of
from tests.integration.workflows.test_training import MEMBER, by_member

SKILLS = TITLES[CODES[3]]


@pytest.fixture
def campaign(peopled):  # noqa: F811
    return opened(peopled, process="training")


def undertaken(workflows, campaign):
    return {row["subject"]["id"]: row["facts"]["items"] for row in rows_of(workflows, campaign)["items"]}


def test_it_goes_out_with_proposals_and_registers_what_comes_back(peopled, campaign, tmp_path):  # noqa: F811
    own = ["Học bơi; Học tiếng Anh\nThi tin học cơ bản"] * len(MEMBERS)
    back = filled(peopled, campaign, tmp_path, {SKILLS: own})
    rows = {row["id"]: row for row in rows_of(peopled, campaign)["items"]}
    items = [an_item(rows[said["case_id"]], **said["form"]) for said in back["items"]]
    outcomes = in_bulk(peopled, "register", items)

    assert back["problems"] == []
    assert len(items) == len(rows) > 1
    assert all(outcome["ok"] for outcome in outcomes.values())
    mine = undertaken(peopled, campaign)[MEMBER]
    texts = [item["text"] for item in mine if item["group"] == CODES[3]]
    assert texts == ["Học bơi", "Học tiếng Anh", "Thi tin học cơ bản"]
    [proposed, *_] = [item for item in mine if item["group"] == CODES[0]]
    assert proposed["measure"]


def test_what_was_registered_goes_out_again_and_keeps_its_measure(peopled, campaign, tmp_path):  # noqa: F811
    items = [
        {"group": code, "text": f"Việc {n}; phần đầu", "measure": "Buổi", "target": "3"} for n, code in enumerate(CODES)
    ]
    [row] = [row for row in rows_of(peopled, campaign)["items"] if row["subject"]["id"] == MEMBER]
    by_member(peopled, row, "register", {"items": items})

    [said] = [item["form"] for item in filled(peopled, campaign, tmp_path, {})["items"] if item["case_id"] == row["id"]]

    assert said == {"items": items}


def test_too_long_and_too_many_are_told_with_their_cell(peopled, campaign, tmp_path):  # noqa: F811
    back = filled(peopled, campaign, tmp_path, {SKILLS: ["d" * 301, "; ".join(f"Việc {n}" for n in range(30))]})

    first, second = (item["problems"] for item in back["items"][:2])
    assert first == [f"Dòng 3, cột “{SKILLS}”: “{'d' * 40}…” dài quá 300 ký tự. Viết gọn lại."]
    assert len(second) == 4
    assert "mỗi người đăng ký nhiều nhất 30" in second[0]


def test_an_empty_row_registers_nobody(peopled, campaign, tmp_path):  # noqa: F811
    nothing = {TITLES[code]: [""] for code in CODES}

    assert filled(peopled, campaign, tmp_path, nothing)["items"][0]["form"] == {}


def test_its_columns_are_the_groups(peopled, campaign):  # noqa: F811
    sheet = load_workbook(BytesIO(sheet_of(peopled, campaign).getvalue())).active

    assert [cell.value for cell in sheet[2]] == ["STT", "Số hồ sơ", "Họ và tên", "Ngày sinh", *TITLES.values()]
