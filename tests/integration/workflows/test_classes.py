"""A class is proposed at once: a case for each person, votes for each, one resolution for those who passed."""

import pytest
import xlsxwriter

from services.kit import jobs, settings
from services.kit.files import Files
from services.workflows.actions import classes
from tests.integration.workflows.conftest import CHAPTER, COMMUNE, DEPUTY, SECRETARY

HEAD = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "SĐT", "Tán thành", "Không tán thành")
SHARED = {
    "met_on": "2026-11-20",
    "members_total": 16,
    "present": 14,
    "applied_on": "2026-11-10",
    "class_certificate_no": "Lớp 26/3",
    "introducer_kind": "member",
    "introducer_id": str(DEPUTY),
    "known_since": "2025-09-05",
    "agrees_to_charter": True,
    "ethnicity": "1",
    "religion": "0",
    "member_category": "HS_THPT",
    "occupation": "HOC_SINH",
    "general_education": "11/12",
    "permanent_address": "Tân Mỹ",
    "submit": True,
}


@pytest.fixture
def propose(workflows, tmp_path):
    def run(*rows, head=HEAD, **shared):
        path = tmp_path / "lop.xlsx"
        book = xlsxwriter.Workbook(str(path))
        sheet = book.add_worksheet()
        for number, row in enumerate((head, *rows)):
            sheet.write_row(number, 0, row)
        book.close()
        stored = Files(settings.read()).put(path.read_bytes())
        with workflows.asking(SECRETARY) as tx:
            begun = classes.open_admissions(
                tx, unit_id=CHAPTER, digest=stored.digest, file_name="lop.xlsx", form={**SHARED, **shared}
            )
        jobs.run(jobs.claim(workflows.database, classes.OPEN), classes.open_many)
        with workflows.asking(SECRETARY) as tx:
            return jobs.read(tx, begun["id"])

    return run


def a_row(number, name, agree=14, born="03/02/2008"):
    return (number, name, born, "Nữ", f"02430800{number:04d}", f"09123456{number:02d}", agree, 14 - agree)


def test_those_who_passed_are_sent_under_one_resolution(workflows, propose):
    job = propose(a_row(1, "Nguyễn Thu Hà"), a_row(2, "Trần Thị Mai"), a_row(3, "Lê Thị Đào", agree=5))

    [resolution] = workflows.orders("T02")
    assert [(each["ok"], each["code"]) for each in job["results"]] == [
        (True, "submitted"),
        (True, "submitted"),
        (True, "vote_failed"),
    ]
    assert len(resolution["case_ids"]) == 2
    assert [person["vote"]["agree"] for person in resolution["content"]["people"]] == [14, 14]


def test_a_row_that_cannot_be_read_leaves_the_others(workflows, propose):
    job = propose(a_row(1, "Nguyễn Thu Hà", born="31/02/2008"), a_row(2, "Trần Thị Mai"))

    assert [each["ok"] for each in job["results"]] == [False, True]
    assert job["results"][0]["detail"].startswith("Dòng 2, cột “Ngày sinh”")


def test_an_ethnic_group_that_cannot_be_read_does_not_become_that_of_the_class(workflows, propose, rows):
    job = propose(
        (*a_row(1, "Nguyễn Thu Hà"), "Cao Lan"), (*a_row(2, "Trần Thị Mai"), "Thượng"), head=(*HEAD, "Dân tộc")
    )

    assert [each["ok"] for each in job["results"]] == [True, False]
    assert job["results"][1]["detail"].startswith("Dòng 3, cột “Dân tộc”: “Thượng” không có trong danh sách.")
    assert [case.ethnicity for case in rows("SELECT form ->> 'ethnicity' AS ethnicity FROM cases")] == ["15"]


def test_nobody_is_said_to_have_no_citizen_id_because_the_cell_is_empty(workflows, propose, rows):
    row = list(a_row(1, "Nguyễn Thu Hà"))
    row[4] = ""
    job = propose(row)

    [case] = rows("SELECT form, state FROM cases")
    assert "no_citizen_id" not in case.form
    assert (case.state, "CCCD" in job["results"][0]["detail"]) == ("voted", True)


def test_a_file_with_formulas_is_refused_as_such(workflows, propose, rows):
    propose((*a_row(1, "Nguyễn Thu Hà")[:6], "=7+7", 0))

    [job] = rows("SELECT status, fault FROM jobs")
    assert (job.status, job.fault["code"]) == ("failed", "file-has-formulas")


def test_a_row_that_the_rules_refuse_says_which_person_and_why(workflows, propose):
    job = propose(a_row(1, "Nguyễn Thu Hà", born="03/02/2013"))

    assert job["results"][0]["detail"].startswith(
        "Dòng 2, Nguyễn Thu Hà: Nguyễn Thu Hà sinh ngày 03/02/2013, chưa đủ tuổi"
    )


def test_the_same_workbook_twice_opens_no_second_case(workflows, propose):
    propose(a_row(1, "Nguyễn Thu Hà"))
    again = propose(a_row(1, "Nguyễn Thu Hà"))

    assert [each["ok"] for each in again["results"]] == [False]


def test_without_votes_the_cases_wait_for_the_meeting(workflows, propose):
    job = propose(a_row(1, "Nguyễn Thu Hà")[:6], met_on=None)

    assert [each["code"] for each in job["results"]] == ["applied"]


def test_sent_cases_wait_for_the_union(workflows, propose, rows):
    propose(a_row(1, "Nguyễn Thu Hà"))

    [case] = rows("SELECT state, holder_unit_id, number FROM cases")
    assert (case.state, case.holder_unit_id) == ("submitted", COMMUNE)


def test_a_workbook_with_too_many_people_fails_and_says_so(propose):
    job = propose(*(a_row(number, "Nguyễn Thu Hà") for number in range(1, 502)))

    assert (job["state"], job["fault"]["code"]) == ("failed", "too-many-rows")
    assert job["fault"]["text"] == "Tệp có 501 người; mỗi lần tối đa 500."
