"""A list of cases as a workbook: the rows of the list, and nobody's who lost their office meanwhile."""

import io
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import delete

from services.contracts.workflows import StartCaseExport
from services.kit import jobs, schema, settings
from services.kit.faults import Denied
from services.kit.files import Files
from services.workflows.actions import exports
from services.workflows.tables import positions
from tests.integration.workflows.conftest import APPROVER, OTHER_SECRETARY

NAMES = [f"Nguyễn Thị {given}" for given in ("An", "Bích", "Chi", "Dung", "Giang")]


def start(workflows, by=APPROVER, **asked):
    with workflows.asking(by) as tx:
        return exports.start_case_export(tx, **schema.load(StartCaseExport, asked))


def run(workflows, job, by=APPROVER):
    """The job as its starter sees it once a host has run it."""
    jobs.run(jobs.claim(workflows.database, exports.EXPORT), exports.export_cases)
    with workflows.asking(by) as tx:
        return jobs.read(tx, job["id"])


def sheet(job):
    book = CalamineWorkbook.from_filelike(io.BytesIO(Files(settings.read()).open(job["file"]["digest"])))
    return book.get_sheet_by_name("Hồ sơ").to_python()


def test_a_workbook_holds_the_rows_of_the_list_in_its_order(workflows, monkeypatch):
    monkeypatch.setattr(exports, "BATCH", 2)
    sent = [workflows.submitted(citizen_id=f"02430800{n:04d}", full_name=name) for n, name in enumerate(NAMES)]
    workflows.open(citizen_id="024308009999", full_name="Trần Không Gửi")

    job = run(workflows, start(workflows, q="nguyen thi", sort="opened"))

    [mark, titles, *lines] = sheet(job)
    assert mark[0].startswith("5 hồ sơ · Phạm Văn Minh xuất lúc ")
    assert titles == ["STT", *exports.TITLES]
    assert [line[1] for line in lines] == [case["number"] for case in sent]
    assert lines[0][2:7] == ["Kết nạp", NAMES[0], "Chi đoàn thôn Hạ", "Đã gửi, đang xét", "Đoàn xã Tân Mỹ"]
    assert (job["state"], job["done"], job["total"]) == ("done", 5, 5)


def test_a_workbook_holds_nothing_of_other_places(workflows):
    workflows.submitted()

    job = run(workflows, start(workflows, by=OTHER_SECRETARY), by=OTHER_SECRETARY)

    assert sheet(job)[2:] == []


def test_whoever_lost_the_office_meanwhile_gets_no_workbook(workflows):
    workflows.submitted()
    job = start(workflows)
    with workflows.asking() as tx:
        tx.execute(delete(positions).where(positions.c.person_id == APPROVER))

    ended = run(workflows, job)

    assert (ended["state"], ended["file"]) == ("failed", None)


def test_a_member_without_an_office_exports_nothing(workflows):
    with pytest.raises(Denied) as refused:
        start(workflows, by=uuid4())

    assert refused.value.fields["action"] == "case.export"
