import io
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from services.kit import settings
from services.kit.faults import Denied, Invalid, NotFound
from services.kit.files import Files
from services.members.figures.reports import REPORTS
from tests.integration.members.registry.lines import line, link, unit_line

HERE, NEXT, FAR = "24-01-001-001", "24-01-001-002", "24-02-001-001"
YEAR, END = 2025, date(2025, 12, 31)


@pytest.fixture(scope="module")
def people(province):
    add = province.add_member
    return {
        "an": add("Nguyễn An", HERE, sex="male", ethnicity=2, professional_level="DAI_HOC"),
        "binh": add("Trần Bình", HERE, party_join_on=date(2024, 1, 1)),
        "chi": add("Lê Chi", NEXT),
        "dung": add("Phạm Dũng", FAR, sex="male"),
    }


@pytest.fixture(scope="module", autouse=True)
def lines(province, people):
    an, binh, chi, dung = (people[name] for name in ("an", "binh", "chi", "dung"))
    line(province, an, "evaluation", year=2025, rating="HTT")
    line(province, an, "evaluation", year=2025, rating="HTXS", on=date(2026, 1, 5))
    line(province, binh, "evaluation", year=2025, rating="HT")
    line(province, chi, "evaluation", year=2025, rating="HTXS", revoked_on=date(2026, 1, 1))
    line(province, dung, "evaluation", year=2024, rating="KHT")
    unit_line(province, HERE, "evaluation", year=2025, rating="HTT")
    unit_line(province, "24-01-001", "evaluation", year=2025, rating="HTXS")
    line(province, an, "training", year=2025, stage="REGISTERED")
    line(province, an, "training", year=2025, stage="CONFIRMED", result="DAT", on=date(2025, 12, 1))
    line(province, dung, "training", year=2025, stage="REGISTERED")
    line(province, binh, "outstanding", stage="INTRODUCED", year=2025)
    line(province, binh, "outstanding", stage="INTRODUCED", year=2025, on=date(2025, 9, 1))
    line(province, binh, "outstanding", stage="ADMITTED", on=date(2025, 10, 1))
    line(province, an, "award", level="PROVINCE", form="BK", form_title="Bằng khen", number="1-QĐKT/TĐTN")
    line(province, an, "award", level="DISTRICT", form="GK", form_title="Giấy khen", is_collective=False)
    unit_line(province, NEXT, "award", level="DISTRICT", form="GK", form_title="Giấy khen", is_collective=True)
    line(province, chi, "discipline", stage="DECIDED", form="CANH_CAO", confidential=True, is_officer=True)
    line(province, chi, "discipline", stage="COMPLAINED", outcome="UPHELD", confidential=True)
    abroad = line(province, chi, "away", stage="TRACKED", destination_kind="ABROAD")
    link(province, chi, "AWAY", case_id=abroad, until=date(2025, 9, 1))
    link(province, dung, "TEMP", host=HERE, host_place=None)
    link(province, dung, "RESIDENCE", host=HERE)
    link(province, an, "AWAY", ended_on=date(2025, 8, 1))


def figures(ask, province, code, unit="24", by="24", **given):
    report = ask("get_report", by=by, code=code, unit_id=province.id(unit), **{"year": YEAR, **given})
    return report, {row["title"]: row["figures"] for row in report["rows"]}


@pytest.mark.parametrize("code", list(REPORTS))
@pytest.mark.parametrize("unit", ["24", "24-01", "24-01-001"])
def test_the_rows_add_up_to_the_whole(ask, province, code, unit):
    report, rows = figures(ask, province, code, unit)
    added = [column["code"] for column in report["columns"] if not column["is_share"]]

    assert {name: report["total"][name] for name in added} == {
        name: sum(row[name] for row in rows.values()) for name in added
    }


@pytest.mark.parametrize("code", [code for code in REPORTS if code != "BM-01"])
def test_a_part_has_the_same_figures_from_above_and_from_within(ask, province, code):
    _, rows = figures(ask, province, code, "24")
    within, _ = figures(ask, province, code, "24-01")

    above = rows["Đơn vị 24-01"]
    assert {name: above[name] for name in above} == {name: within["total"].get(name) for name in above}


def test_the_last_rating_of_the_year_counts_once_and_a_revoked_one_never(ask, province):
    report, rows = figures(ask, province, "BM-05")

    total = report["total"]
    assert {name: total[name] for name in ("members", "rated", "HTXS", "HTT", "HT", "share_HTXS")} == {
        "members": 4, "rated": 2, "HTXS": 1, "HTT": 0, "HT": 1, "share_HTXS": 50.0,
    }  # fmt: skip
    assert (total["chapter_HTT"], total["grassroots_HTXS"], total["chapter_HTXS"]) == (1, 1, 0)
    assert rows["Đơn vị 24-02"]["share_HTXS"] is None


def test_training_is_registered_once_and_has_its_last_result(ask, province):
    total = figures(ask, province, "BM-06")[0]["total"]

    assert (total["registered"], total["DAT"], total["share_registered"], total["share_DAT"]) == (2, 1, 50.0, 50.0)


def test_each_step_towards_the_party_counts_a_person_once(ask, province):
    total = figures(ask, province, "BM-07")[0]["total"]

    assert (total["INTRODUCED"], total["ADMITTED"], total["IN_CLASS"]) == (1, 1, 0)


def test_awards_are_told_by_level_by_kind_and_by_form(ask, province):
    report, _ = figures(ask, province, "BM-08")

    total = report["total"]
    assert (total["individuals"], total["collectives"], total["one_PROVINCE"], total["many_DISTRICT"]) == (2, 1, 1, 1)
    assert [column["title"] for column in report["columns"] if column["group"] == "Hình thức"] == [
        "Giấy khen",
        "Bằng khen",
    ]
    assert (total["form:GK"], total["form:BK"]) == (2, 1)


def test_discipline_is_counted_without_names(ask, province):
    total = figures(ask, province, "BM-09")[0]["total"]

    assert (total["disciplined"], total["CANH_CAO"], total["officers"], total["COMPLAINED"], total["UPHELD"]) == (
        1,
        1,
        1,
        1,
        1,
    )
    with pytest.raises(NotFound):
        ask("list_report_people", by="24", code="BM-09", column="CANH_CAO", unit_id=province.id("24"), year=YEAR)


def test_guests_are_not_members_and_the_absent_are_not_present(ask, province):
    report, rows = figures(ask, province, "BM-12", "24-01-001")

    here, there = rows[f"Đơn vị {HERE}"], rows[f"Đơn vị {NEXT}"]
    assert (here["members"], here["present"], here["AWAY"], here["HOST_TEMP"], here["HOST_RESIDENCE"]) == (
        2,
        2,
        0,
        1,
        1,
    )
    assert (there["members"], there["present"], there["AWAY"], there["AWAY_ABROAD"], there["AWAY_LATE"]) == (
        1,
        0,
        1,
        1,
        1,
    )
    assert report["total"]["members"] == 3


def test_officers_are_told_by_level_and_office(ask, province, people):
    province.appointed(province.place("24-01"), province.place("24-01-001"))

    total = figures(ask, province, "BM-04", on=END)[0]["total"]

    assert (total["offices"], total["at_DISTRICT"], total["at_GRASSROOTS"], total["as_PBT"]) == (2, 1, 1, 2)


def test_the_figures_are_those_of_their_day(ask, province):
    before = figures(ask, province, "BM-03", on=date(2021, 6, 1), year=None)[0]["total"]
    then = figures(ask, province, "BM-03", on=END)[0]["total"]

    assert (before["members"], then["members"], then["minority"], then["UNIVERSITY"]) == (0, 4, 1, 1)


def test_behind_a_figure_are_its_people(ask, province):
    given = {"by": "24", "code": "BM-05", "column": "rated", "unit_id": province.id("24"), "year": YEAR}
    people = ask("list_report_people", **given, count="exact")

    assert [person["full_name"] for person in people["items"]] == ["Nguyễn An", "Trần Bình"]
    assert (people["total"], people["next"]) == (2, None)


def test_a_list_that_gives_away_a_file_is_written_in_the_ledger(rpc, host, province, token_for, people, sql):
    token = token_for(province.appointed(province.place("24")), province.place("24"))
    given = {"code": "BM-03", "column": "minority", "unit_id": str(province.id("24")), "on": END.isoformat()}
    found = rpc.call("members.list_report_people", given, token=token)

    seen = sql.execute("SELECT what FROM access_ledger WHERE person_id = %s", (people["an"].id,)).fetchall()
    assert [person["full_name"] for person in found["items"]] == ["Nguyễn An"]
    assert seen == [(["background"],)]


def test_a_list_that_gives_away_a_file_is_for_those_who_may_see_it(rpc, host, province, token_for):
    token = token_for(None, ("AUDITOR", province.id("24"), "PROVINCE"))
    given = {"code": "BM-07", "column": "INTRODUCED", "unit_id": str(province.id("24")), "year": YEAR}

    with pytest.raises(Denied):
        rpc.call("members.list_report_people", given, token=token)


def test_the_people_behind_a_figure_are_a_workbook(host, rpc, province, token_for, eventually):
    place = province.place("24-01")
    token = token_for(province.appointed(place), place)
    given = {"code": "BM-05", "column": "rated", "unit_id": str(province.id("24-01")), "year": YEAR}
    job = rpc.call("members.export_report_people", given, token=token)
    done = eventually(lambda: _over(rpc.call("members.get_job", {"id": job["id"]}, token=token)), timeout_s=60)

    assert [row[1] for row in _sheet(done)[2:]] == ["Nguyễn An", "Trần Bình"]


def test_pages_of_people_follow_one_another(ask, province):
    given = {"by": "24", "code": "BM-03", "column": "members", "unit_id": province.id("24"), "on": END, "limit": 3}
    first = ask("list_report_people", **given)
    second = ask("list_report_people", **given, cursor=first["next"])

    names = [person["full_name"] for page in (first, second) for person in page["items"]]
    assert sorted(names) == sorted(["Nguyễn An", "Trần Bình", "Lê Chi", "Phạm Dũng"])
    assert second["next"] is None


def test_another_branchs_officer_finds_no_such_unit(ask, province):
    with pytest.raises(NotFound):
        ask("get_report", by="24-02", code="BM-05", unit_id=province.id("24-01"))
    with pytest.raises(NotFound):
        ask("list_report_people", by="24-02", code="BM-05", column="rated", unit_id=province.id("24-01"))
    with pytest.raises(NotFound):
        ask("export_report", by="24-02", code="BM-05", unit_id=province.id("24-01"))


def test_a_member_without_office_has_no_reports(rpc, host, token_for, people):
    with pytest.raises(Denied):
        rpc.call("members.list_reports", {}, token=token_for(people["an"].id))


def test_the_report_opens_with_the_askers_own_unit(ask, province):
    assert ask("get_report", by="24-01-001", code="BM-05")["unit"]["id"] == str(province.id("24-01-001"))


@pytest.mark.parametrize(
    "given", [{"on": date(2999, 1, 1)}, {"since": date(2025, 6, 1), "on": date(2025, 5, 1)}], ids=["ahead", "backwards"]
)
def test_days_that_cannot_be_are_refused(ask, given):
    with pytest.raises(Invalid):
        ask("get_report", by="24", code="BM-02", **given)


def test_the_workbook_has_a_line_for_every_unit_of_the_branch(host, rpc, province, token_for, eventually):
    place = province.place("24-01")
    token = token_for(province.appointed(place), place)
    job = rpc.call(
        "members.export_report", {"code": "BM-05", "unit_id": str(province.id("24-01")), "year": YEAR}, token=token
    )
    done = eventually(lambda: _over(rpc.call("members.get_job", {"id": job["id"]}, token=token)), timeout_s=60)

    rows = _sheet(done)
    assert [row[1].strip() for row in rows[2:]] == [
        f"Đơn vị {code}" for code in ("24-01", "24-01-001", HERE, NEXT, "24-01-002", "24-01-002-001", "24-01-002-002")
    ]
    assert [row[2] for row in rows[2:]] == ["3", "3", "2", "1", "0", "0", "0"]


def _over(job):
    return job if job["state"] in ("done", "failed") else None


def _sheet(job):
    stream = io.BytesIO(Files(settings.read()).open(job["file"]["digest"]))
    return CalamineWorkbook.from_filelike(stream).get_sheet_by_index(0).to_python()
