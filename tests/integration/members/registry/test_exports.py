import io

import pytest
from python_calamine import CalamineWorkbook

from services.kit import settings
from services.kit.faults import Denied, Invalid, NotFound
from services.kit.files import Files

CHAPTER = "24-01-001-001"


@pytest.fixture(scope="module", autouse=True)
def people(province):
    province.add_member("=CMD|calc", CHAPTER, phone="0912345678")
    province.add_member("Trần An", CHAPTER)
    province.add_member("Ở Nơi Khác", "24-02-001-001")


@pytest.fixture
def export(host, rpc, province, token_for, eventually):
    def exported(by, **given):
        token = token_for(None, province.place(by))
        job = rpc.call("members.start_export", given, token=token)
        return eventually(lambda: _done(rpc.call("members.get_job", {"id": job["id"]}, token=token)), timeout_s=60)

    return exported


def _done(job):
    assert job["state"] != "failed", job
    return job if job["state"] == "done" else None


def _sheet(job):
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(Files(settings.read()).open(job["file"]["digest"])))
        .get_sheet_by_index(0)
        .to_python()
    )


def test_an_export_holds_the_scope_and_nothing_else(export):
    rows = _sheet(export("24-01", columns=["full_name", "unit"]))

    assert rows[1:] == [
        ["STT", "Họ và tên khai sinh", "Chi đoàn"],
        [1.0, "Trần An", "Đơn vị 24-01-001-001"],
        [2.0, "=CMD|calc", "Đơn vị 24-01-001-001"],
    ]


def test_an_export_says_who_made_it_and_when(export):
    assert "xuất lúc" in _sheet(export("24-01"))[0][0]


def test_exporting_sensitive_columns_is_written_down_for_each_person(export, province):
    job = export("24-01", columns=["full_name", "phone"])

    assert "0912345678" in [row[2] for row in _sheet(job)]
    assert province.count("SELECT count(*) FROM access_ledger WHERE how = 'export' AND what = '{contact}'") == 2


def test_an_unknown_column_is_refused(export):
    with pytest.raises(Invalid):
        export("24-01", columns=["password"])


def test_an_auditor_exports_no_sensitive_column(host, rpc, province, token_for):
    auditor = token_for(None, ("AUDITOR", province.id("24"), "PROVINCE"))

    with pytest.raises(Denied):
        rpc.call("members.start_export", {"columns": ["citizen_id"]}, token=auditor)


def test_nobody_sees_another_ones_job(host, rpc, province, token_for):
    job = rpc.call("members.start_export", {}, token=token_for(None, province.place("24-01")))

    with pytest.raises(NotFound):
        rpc.call("members.get_job", {"id": job["id"]}, token=token_for(None, province.place("24-02")))
