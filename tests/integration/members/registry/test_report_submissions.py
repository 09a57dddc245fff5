"""Units submit their reports: what was submitted is locked, counts once, and comes back with a reason."""

import io
import threading
from datetime import date

import psycopg
import pytest
from python_calamine import CalamineWorkbook

from services.kit import settings
from services.kit.clock import day_of, now
from services.kit.faults import Conflict, Denied, Invalid, NotFound, Stale
from services.kit.files import Files
from services.members.figures import periods

COMMUNE, OTHER = "24-01-001", "24-01-002"
REPORT = "BM-03"
EVERY = 13
"""Reports that a unit submits for a period."""


@pytest.fixture
def period():
    """The last quarter that is over."""
    rules = {"report_early_days": 0}
    return periods.latest(("QUARTER",), day_of(now()), rules).code


@pytest.fixture(autouse=True)
def known_for_years(province, sql):
    """What there is was put into the registry years ago."""
    sql.execute("UPDATE units SET created_at = '2020-01-01'")


@pytest.fixture
def chapter(new_chapter, province, sql):
    made = new_chapter(COMMUNE)
    sql.execute("UPDATE units SET created_at = '2020-01-01' WHERE id = %s", (province.id(made),))
    for name in ("Nguyễn An", "Trần Bình"):
        province.add_member(name, made)
    return made


@pytest.fixture
def submit(ask, province, chapter, period):
    """`submit()`: the chapter's own officer submits the last quarter."""

    def run(by=None, unit=None, **given):
        asked = {"unit_id": province.id(unit or chapter), "report": REPORT, "period": period, **given}
        return ask("submit_report", by=by or unit or chapter, **asked)

    return run


@pytest.fixture
def give_back(ask):
    def run(snapshot, by=COMMUNE, reason="Thiếu đoàn viên mới kết nạp", **given):
        return ask("return_report", by=by, submission_id=snapshot["id"], reason=reason, **given)

    return run


@pytest.fixture
def listed(ask, province, chapter, period):
    def run(by=None, unit=None, **given):
        asked = {"unit_id": province.id(unit or chapter), "period": period, **given}
        return ask("list_report_submissions", by=by or unit or chapter, **asked)

    return run


def own(found, code=REPORT):
    return next(each for each in found["own"] if each["code"] == code)


def child(found, province, unit):
    return next(each for each in found["children"] if each["unit"]["id"] == str(province.id(unit)))


def test_a_chapter_submits_its_figures_as_they_stand(submit, period, listed, sql):
    snapshot = submit(note="Đã rà soát")

    report = snapshot["report"]
    assert (report["code"], report["title"], report["total"]["members"]) == (REPORT, "Cơ cấu đoàn viên", 2)
    assert (report["since"], report["on"]) == (snapshot["period"]["first"], snapshot["period"]["last"])
    assert (snapshot["period"]["code"], snapshot["state"], snapshot["note"]) == (period, "SUBMITTED", "Đã rà soát")
    assert own(listed())["state_title"] == "Đã nộp"
    noted = sql.execute(
        "SELECT after FROM audit_log WHERE action = 'report.submit' AND subject_id = %s", (snapshot["id"],)
    )
    assert noted.fetchone()[0] == {"report": REPORT, "period": period, "basis": "REGISTRY", "overrides": 0}


def test_the_snapshot_stays_as_it_was_although_the_figures_change(submit, ask, province, chapter):
    snapshot = submit()
    province.add_member("Lê Đến Sau", chapter)

    live = ask("get_report", by=chapter, code=REPORT, unit_id=province.id(chapter), on=snapshot["report"]["on"])
    again = ask("get_report_submission", by=COMMUNE, submission_id=snapshot["id"])

    assert live["total"]["members"] == 3
    assert again["report"] == snapshot["report"]


def test_not_even_by_hand_is_a_snapshot_written_over(submit, sql):
    snapshot = submit()

    for change in ("figures = '{}'", "note = 'Khác'", "submitted_at = now()", "period = '2025-Q1'"):
        with pytest.raises(psycopg.errors.CheckViolation, match="is locked"):
            sql.execute(f"UPDATE report_submissions SET {change} WHERE id = %s", (snapshot["id"],))


def test_twice_is_refused(submit):
    submit()

    with pytest.raises(Conflict) as refused:
        submit()

    assert refused.value.code == "report-submitted"
    assert "đã khoá số liệu" in refused.value.fields["text"]


def test_of_two_officers_who_submit_at_once_one_is_told_that_it_is_submitted(submit, sql, province, chapter):
    outcomes = []

    def submitting():
        try:
            outcomes.append(submit()["state"])
        except Conflict as fault:
            outcomes.append(fault.code)

    both = [threading.Thread(target=submitting) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(outcomes) == ["SUBMITTED", "report-submitted"]
    held = sql.execute("SELECT count(*) FROM report_submissions WHERE unit_id = %s", (province.id(chapter),))
    assert held.fetchone()[0] == 1


def test_returned_with_a_reason_it_is_kept_and_another_is_submitted(submit, give_back, listed, province, chapter):
    first = submit()
    returned = give_back(first, version=first["version"])
    between = listed(by=COMMUNE, unit=COMMUNE, report=REPORT)
    province.add_member("Lê Đến Sau", chapter)
    second = submit()

    assert (returned["state"], returned["return_reason"]) == ("RETURNED", "Thiếu đoàn viên mới kết nạp")
    assert returned["report"] == first["report"]
    assert child(between, province, chapter)["submitted"] == 0
    assert second["report"]["total"]["members"] == 3
    assert [(each["id"], each["return_reason"]) for each in second["history"]] == [
        (first["id"], "Thiếu đoàn viên mới kết nạp")
    ]


def test_what_is_returned_is_not_returned_again_nor_from_an_old_view(submit, give_back):
    snapshot = submit()
    give_back(snapshot)

    with pytest.raises(Stale):
        give_back(snapshot, version=snapshot["version"])
    with pytest.raises(Conflict, match="report-returned"):
        give_back(snapshot)


def test_without_a_reason_nothing_is_returned(submit, give_back):
    snapshot = submit()

    with pytest.raises(Invalid):
        give_back(snapshot, reason="  ")


def test_only_the_unit_directly_above_returns_it(submit, give_back, chapter):
    snapshot = submit()

    for by in (chapter, "24-01", "24"):
        with pytest.raises(Denied):
            give_back(snapshot, by=by)
    with pytest.raises(NotFound):
        give_back(snapshot, by=OTHER)


def test_what_the_central_sends_back_the_province_returns_itself(submit, give_back):
    whole = str(day_of(now()).year - 1)
    snapshot = submit(unit="24", period=whole)

    assert give_back(snapshot, by="24")["state"] == "RETURNED"


def test_a_unit_is_spoken_for_by_its_own_officers(submit):
    with pytest.raises(Denied):
        submit(by=COMMUNE)
    with pytest.raises(NotFound):
        submit(by=OTHER)


def test_a_stranger_sees_nothing_of_it(submit, ask, listed):
    snapshot = submit()

    for method in ("get_report_submission", "export_report_submission"):
        with pytest.raises(NotFound):
            ask(method, by=OTHER, submission_id=snapshot["id"])
    with pytest.raises(NotFound):
        listed(by=OTHER)


def test_before_its_end_a_period_is_not_submitted(submit):
    today = day_of(now())
    running = f"{today.year}-Q{(today.month + 2) // 3}"

    with pytest.raises(Conflict) as refused:
        submit(period=running)

    assert refused.value.code == "period-not-over"
    assert "Nộp từ ngày" in refused.value.fields["mend"]


def test_a_closed_unit_submits_nothing(submit, ask, province, new_chapter):
    closed = new_chapter(COMMUNE)
    ask("close_unit", by=COMMUNE, unit_id=province.id(closed), decision_no="2-QĐ/ĐTN", on="2026-01-05")

    with pytest.raises(Conflict, match="unit-closed"):
        submit(unit=closed)


@pytest.mark.parametrize(
    ("given", "kind"),
    [({"report": "BM-99"}, NotFound), ({"period": "quý 3"}, Invalid)],
    ids=["no report", "no period"],
)
def test_what_there_is_not_cannot_be_submitted(submit, given, kind):
    with pytest.raises(kind):
        submit(**given)


def test_the_superior_sees_who_has_submitted_and_who_is_late(submit, listed, province, chapter, new_chapter, sql):
    silent = new_chapter(COMMUNE)
    _known_since(sql, province.id(silent), "'2020-01-01'")
    snapshot = submit()

    one = listed(by="24-01", unit=COMMUNE, report=REPORT)
    every = listed(by=COMMUNE, unit=COMMUNE)

    states = {unit: child(one, province, unit)["state"] for unit in (chapter, silent)}
    assert states == {chapter: "SUBMITTED", silent: _missing(one, province, silent)}
    assert child(one, province, chapter)["submission_id"] == snapshot["id"]
    assert one["submitted"] == sum(each["state"] == "SUBMITTED" for each in one["children"])
    assert one["expected"] == len(one["children"])
    assert (child(every, province, chapter)["submitted"], child(every, province, chapter)["expected"]) == (1, EVERY)
    assert len(every["own"]) == EVERY


def _missing(found, province, unit):
    due_on = date.fromisoformat(child(found, province, unit)["due_on"])
    return "LATE" if day_of(now()) > due_on else "NOT_YET"


def test_periods_from_before_a_unit_was_here_are_asked_of_nobody(submit, listed, province, new_chapter, sql):
    young = new_chapter(COMMUNE)
    _known_since(sql, province.id(young), "now()")
    found = listed(by=COMMUNE, unit=COMMUNE, report=REPORT)
    [line] = listed(by=young, unit=young, report=REPORT)["own"]
    snapshot = submit(unit=young)

    assert (child(found, province, young)["state"], line["state"]) == ("NOT_DUE", "NOT_DUE")
    assert found["expected"] == sum(each["state"] != "NOT_DUE" for each in found["children"])
    assert listed(by=young, unit=young, report=REPORT)["due_on"] is None
    assert [act["action"] for act in line["allowed_actions"]] == ["submit_report"]
    assert (snapshot["state"], snapshot["is_late"]) == ("SUBMITTED", False)


def _known_since(sql, unit_id, instant):
    sql.execute(f"UPDATE units SET created_at = {instant} WHERE id = %s", (unit_id,))


def test_a_unit_that_was_founded_since_is_not_waited_for(listed, ask, province):
    today = day_of(now()).isoformat()
    given = {"kind": "DIA_BAN_DAN_CU", "on": today, "decision_no": "1-QĐ/ĐTN"}
    young = ask("create_unit", by=COMMUNE, parent_id=province.id(COMMUNE), name="Thôn mới lập", **given)

    assert young["id"] not in [each["unit"]["id"] for each in listed(by=COMMUNE, unit=COMMUNE)["children"]]


def test_of_what_was_submitted_and_has_changed_the_superior_is_told(submit, listed, province, new_chapter):
    alone = "24-02-002"
    there = new_chapter(alone)
    province.add_member("Nguyễn An", there)
    submit(unit=there)
    same = listed(by=alone, unit=alone, report=REPORT)["remark"]
    province.add_member("Lê Đến Sau", there)
    other = listed(by=alone, unit=alone, report=REPORT)["remark"]

    assert same is None
    assert "Tổng số đoàn viên – đã nộp 1, hiện nay 2" in other


def test_own_officers_are_offered_it_and_told_what_follows(listed, submit):
    [before] = listed(report=REPORT)["own"]
    [above] = listed(by=COMMUNE, report=REPORT)["own"]
    submit()
    [after] = listed(report=REPORT)["own"]

    [act] = before["allowed_actions"]
    assert act["action"] == "submit_report"
    assert "được khoá như đang có" in act["consequences"][0]
    assert (after["allowed_actions"], after["refused_actions"]) == ([], [])
    assert (above["state"], above["allowed_actions"], above["refused_actions"]) == (before["state"], [], [])


def test_a_district_submits_by_half_years_and_its_communes_by_quarters(listed, period):
    by_quarter = listed(by="24-01", unit="24-01", period=period)
    last = listed(by="24-01", unit="24-01", period=None)
    below = listed(by="24-01", unit="24-01", period=None, below=True)

    assert by_quarter["own"] == []
    assert {each["unit"]["level"] for each in by_quarter["children"]} == {"GRASSROOTS"}
    assert "-Q" not in last["period"]["code"]
    assert last["children"] == []
    assert len(last["own"]) == EVERY
    assert below["period"]["code"] == period


def test_the_workbook_is_that_of_the_snapshot(submit, rpc, province, chapter, token_for, eventually):
    snapshot = submit()
    province.add_member("Lê Đến Sau", chapter)
    place = province.place(COMMUNE)
    token = token_for(province.appointed(place), place)
    job = rpc.call("members.export_report_submission", {"submission_id": snapshot["id"]}, token=token)
    done = eventually(lambda: _over(rpc.call("members.get_job", {"id": job["id"]}, token=token)), timeout_s=60)

    rows = CalamineWorkbook.from_filelike(io.BytesIO(Files(settings.read()).open(done["file"]["digest"])))
    sheet = rows.get_sheet_by_index(0).to_python()
    assert sheet[1][1:3] == ["Đơn vị", "Tổng số đoàn viên"]
    assert [row[1:3] for row in sheet[2:4]] == [[f"Trực tiếp tại {chapter}", "2"], ["Tổng cộng", "2"]]
    assert f"Nộp ngày {day_of(now()):%d/%m/%Y}" in sheet[5][1]
    assert sheet[6][1] == "Cấp trên chưa duyệt"


def _over(job):
    return job if job["state"] in ("done", "failed") else None
