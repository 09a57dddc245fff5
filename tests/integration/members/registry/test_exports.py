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
    def exported(*places, **given):
        held = [province.place(place) if isinstance(place, str) else place for place in places]
        token = token_for(province.appointed(*held), *held)
        job = rpc.call("members.start_export", given, token=token)
        return eventually(lambda: _over(rpc.call("members.get_job", {"id": job["id"]}, token=token)), timeout_s=60)

    return exported


def _over(job):
    return job if job["state"] in ("done", "failed") else None


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


def test_an_officer_elsewhere_in_the_committee_exports_what_is_theirs(export, province):
    committee = ("MEMBER", province.id("24-01-001"), "GRASSROOTS")

    rows = _sheet(export(committee, CHAPTER, columns=["full_name"]))

    assert [row[1] for row in rows[2:]] == ["Trần An", "=CMD|calc"]


def test_an_export_takes_misspelt_words_for_what_the_list_took_them(export):
    job = export("24-01", columns=["full_name"], q="Tran Ann")

    assert job["total"] == 1
    assert [row[1] for row in _sheet(job)[2:]] == ["Trần An"]


def test_an_export_of_who_is_no_officer_any_more_does_not_go_on(host, rpc, province, token_for, eventually):
    place = province.place(CHAPTER)
    token = token_for(province.appointed(), place)

    job = rpc.call("members.start_export", {"columns": ["full_name"]}, token=token)
    over = eventually(lambda: _over(rpc.call("members.get_job", {"id": job["id"]}, token=token)), timeout_s=60)

    assert (over["state"], over["file"], over["fault"]["code"]) == ("failed", None, "not-allowed")


def test_an_auditor_exports_no_sensitive_column(host, rpc, province, token_for):
    auditor = token_for(None, ("AUDITOR", province.id("24"), "PROVINCE"))

    with pytest.raises(Denied):
        rpc.call("members.start_export", {"columns": ["citizen_id"]}, token=auditor)


def test_nobody_sees_another_ones_job(host, rpc, province, token_for):
    job = rpc.call("members.start_export", {}, token=token_for(None, province.place("24-01")))

    with pytest.raises(NotFound):
        rpc.call("members.get_job", {"id": job["id"]}, token=token_for(None, province.place("24-02")))
