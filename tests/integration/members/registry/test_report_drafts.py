"""What a unit submits is what was accepted of those below it, with what its officer has set by hand."""

import io
from itertools import count

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event

from services.kit import settings
from services.kit.clock import day_of, now
from services.kit.faults import Conflict, Denied, Invalid, NotFound, Stale
from services.kit.files import Files
from services.members.figures import periods, reporting

REPORT = "BM-03"
PERIOD = periods.latest(("QUARTER",), day_of(now()), {"report_early_days": 0})
NUMBERS = count(100)


@pytest.fixture
def commune(province):
    """A commune of the test's own, with two chapters of one member each."""
    return _branch(province, "GRASSROOTS", "24-02", chapters=2)


def _branch(province, level, parent, *, chapters=0):
    code = f"{parent}-{next(NUMBERS)}"
    province.add_unit(code, level, parent)
    for number in range(1, chapters + 1):
        below = f"{code}-{number:03}"
        province.add_unit(below, "CHAPTER", code)
        province.add_member(f"Nguyễn Thứ {number}", below)
    return code


@pytest.fixture
def submit(ask, province):
    def run(unit, **given):
        asked = {"unit_id": province.id(unit), "report": REPORT, "period": PERIOD.code, **given}
        return ask("submit_report", by=unit, **asked)

    return run


@pytest.fixture
def accepted(ask, submit):
    """`accepted(unit, by=commune)`: the unit's report, submitted and accepted."""

    def run(unit, *, by, **given):
        return ask("accept_report", by=by, submission_id=submit(unit, **given)["id"])

    return run


@pytest.fixture
def draft(ask, province):
    def run(unit, *, by=None, report=REPORT, period=PERIOD):
        asked = {"unit_id": province.id(unit), "since": period.first.isoformat(), "on": period.last.isoformat()}
        return ask("get_report", by=by or unit, code=report, period=period.code, **asked)["draft"]

    return run


@pytest.fixture
def override(ask, province):
    def run(unit, value, *, by=None, figure="members", reason="Thiếu hồ sơ của ba đoàn viên", **given):
        asked = {"report": REPORT, "period": PERIOD.code, "figure": figure, "value": value, "reason": reason, **given}
        return ask("override_report_figure", by=by or unit, unit_id=province.id(unit), **asked)

    return run


def chapters(commune):
    return f"{commune}-001", f"{commune}-002"


def figure(found, code="members"):
    return next(each for each in found["figures"] if each["code"] == code)


def test_all_accepted_it_is_their_sum_and_where_the_registry_differs_now_is_told(
    commune, accepted, draft, submit, province
):
    first, second = chapters(commune)
    for each in (first, second):
        accepted(each, by=commune)
    province.add_member("Lê Đến Sau", second)
    province.add_member("Phạm Trực Tiếp", commune)
    found = draft(commune)
    members = figure(found)
    snapshot = submit(commune, draft=found["mark"])

    assert (found["basis"], found["expected"], found["accepted"], found["waiting"]) == ("CHILDREN", 2, 2, [])
    told = {name: members[name] for name in ("registry", "accepted", "rest", "figure")}
    assert told == {"registry": 4, "accepted": 2, "rest": 1, "figure": 3}
    assert [(each["unit"]["name"], each["accepted"], each["registry"]) for each in members["differs"]] == [
        (f"Đơn vị {second}", 1, 2)
    ]
    report = snapshot["report"]
    assert (report["total"]["members"], report["basis"]) == (3, "CHILDREN")
    assert sum(row["figures"]["members"] for row in report["rows"]) == 3


def test_who_is_not_accepted_is_named_and_the_registrys_own_count_stands(commune, accepted, draft, submit, ask):
    first, second = chapters(commune)
    missing = draft(commune)
    accepted(first, by=commune)
    returned = submit(second)
    waiting = draft(commune)
    ask("return_report", by=commune, submission_id=returned["id"], reason="Thiếu")
    snapshot = submit(commune)

    assert [each["unit"]["name"] for each in missing["waiting"]] == [f"Đơn vị {first}", f"Đơn vị {second}"]
    assert {each["state"] for each in missing["waiting"]} <= {"NOT_YET", "LATE", "NOT_DUE"}
    [open_one] = waiting["waiting"]
    assert (waiting["basis"], waiting["accepted"], open_one["state"]) == ("REGISTRY", 1, "SUBMITTED")
    assert open_one["submission_id"] == returned["id"]
    assert "Mới duyệt đủ 1/2" in waiting["remarks"][0]
    assert (snapshot["report"]["basis"], snapshot["report"]["waiting"]) == ("REGISTRY", [f"Đơn vị {second}"])


def test_a_half_year_is_made_of_the_quarters_of_those_who_report_by_quarters(province, accepted, draft):
    district = _branch(province, "DISTRICT", "24")
    commune = _branch(province, "GRASSROOTS", district, chapters=1)
    year = day_of(now()).year - 1
    half = periods.period_of(f"{year}-H2")
    for quarter in (f"{year}-Q3", f"{year}-Q4"):
        before = draft(district, report="BM-02", period=half)
        accepted(commune, by=district, report="BM-02", period=quarter)
    after = draft(district, report="BM-02", period=half)

    assert [(each["period"], each["more"]) for each in before["waiting"]] == [(f"Quý IV năm {year}", 0)]
    assert (after["basis"], figure(after, "opening")["figure"], figure(after, "closing")["figure"]) == (
        "CHILDREN",
        1,
        1,
    )


def test_what_was_corrected_since_the_period_before_stands_apart(province, accepted, draft, submit, new_chapter):
    commune = "24-02-001"
    chapter = new_chapter(commune)
    province.add_member("Nguyễn An", chapter)
    accepted(chapter, by=commune, report="BM-02", period=periods.before(PERIOD).code)
    province.add_member("Trần Ghi Sót", chapter)
    found = draft(chapter, report="BM-02")
    report = submit(chapter, report="BM-02")["report"]

    told = ("opening", "corrected_up", "plus", "closing")
    assert "chênh lệch +1" in found["remarks"][0]
    assert [report["total"][each] for each in told] == [1, 1, 1, 2]
    assert [(row["title"], [row["figures"][each] for each in told]) for row in report["rows"]] == [
        (f"Trực tiếp tại {chapter}", [2, 0, 0, 2]),
        ("Sửa số kỳ trước", [-1, 1, 1, 0]),
    ]


def test_a_unit_that_others_report_to_begins_where_its_own_accepted_report_ended(commune, accepted, draft, province):
    before = periods.before(PERIOD)
    accepted(commune, by="24-02", report="BM-02", period=before.code)
    province.add_member("Trần Ghi Sót", chapters(commune)[0])
    for each in chapters(commune):
        accepted(each, by=commune, report="BM-02")
    found = draft(commune, report="BM-02")

    assert found["basis"] == "CHILDREN"
    assert [figure(found, each)["figure"] for each in ("opening", "corrected_up", "closing")] == [2, 1, 3]


def test_once_submitted_there_is_no_draft(commune, draft, submit):
    submit(commune)

    assert draft(commune) is None


def test_days_of_no_report_period_have_no_draft(ask, commune, province):
    asked = {"unit_id": province.id(commune), "code": REPORT, "period": PERIOD.code}

    assert ask("get_report", by=commune, on=PERIOD.first.isoformat(), **asked)["draft"] is None


# ---------------------------------------------------------------- set by hand


def test_a_figure_set_by_hand_is_kept_with_reason_person_and_day(commune, override, draft, submit, sql, province):
    override(commune, 5)
    found = figure(draft(commune))
    snapshot = submit(commune)

    assert (found["registry"], found["figure"], found["override"]["reckoned"]) == (2, 5, 2)
    [kept] = snapshot["report"]["overrides"]
    assert (kept["title"], kept["reckoned"], kept["value"]) == ("Tổng số đoàn viên", 2, 5)
    assert (kept["reason"], kept["at"][:10]) == ("Thiếu hồ sơ của ba đoàn viên", now().date().isoformat())
    assert snapshot["report"]["total"]["members"] == 5
    noted = sql.execute(
        "SELECT before, after ->> 'reason' FROM audit_log WHERE action = 'report.override' AND unit_id = %s",
        (province.id(commune),),
    )
    assert noted.fetchone() == ({"value": None}, "Thiếu hồ sơ của ba đoàn viên")


def test_its_shares_and_sums_follow(commune, override, draft):
    for name, value in (("members", 10), ("registered", 4)):
        override(commune, value, figure=name, report="BM-06")

    assert figure(draft(commune, report="BM-06"), "share_registered")["figure"] == 40.0


@pytest.mark.parametrize("reason", [None, "   "])
def test_without_a_reason_it_is_refused_in_words(commune, override, draft, reason):
    with pytest.raises(Invalid) as refused:
        override(commune, 5, reason=reason)

    assert "Ghi vì sao số này khác" in refused.value.fields["errors"]["reason"][0]
    assert figure(draft(commune))["override"] is None


def test_taken_back_the_reckoned_figure_stands_again(commune, override, draft, ask, province):
    override(commune, 5)
    override(commune, 6, reason="Đếm lại")
    named = {"unit_id": province.id(commune), "report": REPORT, "period": PERIOD.code, "figure": "members"}
    again = figure(draft(commune))
    ask("restore_report_figure", by=commune, **named)

    assert (again["figure"], again["override"]["reason"]) == (6, "Đếm lại")
    assert figure(draft(commune))["figure"] == 2
    with pytest.raises(Conflict, match="figure-not-set"):
        ask("restore_report_figure", by=commune, **named)


def test_figures_that_then_cannot_be_are_not_submitted_until_they_agree(commune, override, submit):
    override(commune, 9, figure="closing", report="BM-02")
    with pytest.raises(Conflict) as refused:
        submit(commune, report="BM-02")
    override(commune, 9, figure="opening", report="BM-02")

    assert refused.value.code == "figures-unbalanced"
    assert "khác cuối kỳ 9" in refused.value.fields["text"]
    assert submit(commune, report="BM-02")["report"]["total"]["closing"] == 9


@pytest.mark.parametrize(
    ("figure_code", "report", "code"),
    [("share_registered", "BM-06", "figure-follows"), ("plus", "BM-02", "figure-follows"), ("x", REPORT, "unknown")],
)
def test_what_follows_from_other_figures_is_not_set(commune, override, figure_code, report, code):
    with pytest.raises((Conflict, NotFound), match=code):
        override(commune, 5, figure=figure_code, report=report)


def test_a_chapter_mends_its_register_instead(commune, override):
    with pytest.raises(Conflict) as refused:
        override(chapters(commune)[0], 5)

    assert refused.value.code == "figure-of-registry"
    assert "Sửa trong hồ sơ" in refused.value.fields["mend"]


def test_only_the_units_own_officers_set_its_figures_and_before_it_is_submitted(commune, override, submit):
    with pytest.raises(Denied):
        override(commune, 5, by="24-02")
    with pytest.raises(NotFound):
        override(commune, 5, by="24-01")
    submit(commune)
    with pytest.raises(Conflict, match="report-submitted"):
        override(commune, 5)


def test_of_a_draft_that_has_changed_since_nothing_is_submitted(commune, draft, override, accepted, submit):
    seen = draft(commune)["mark"]
    for each in chapters(commune):
        accepted(each, by=commune)

    with pytest.raises(Stale) as refused:
        submit(commune, draft=seen)

    assert refused.value.code == "draft-changed"
    assert submit(commune, draft=draft(commune)["mark"])["report"]["basis"] == "CHILDREN"


def test_the_workbook_tells_of_it(commune, override, submit, rpc, province, token_for, eventually):
    override(commune, 5)
    snapshot = submit(commune)
    place = province.place(commune)
    token = token_for(province.appointed(place), place)
    job = rpc.call("members.export_report_submission", {"submission_id": snapshot["id"]}, token=token)
    done = eventually(lambda: _over(rpc.call("members.get_job", {"id": job["id"]}, token=token)), timeout_s=60)

    book = CalamineWorkbook.from_filelike(io.BytesIO(Files(settings.read()).open(done["file"]["digest"])))
    told = [row[1] for row in book.get_sheet_by_index(0).to_python()]
    assert any("tính được 2, báo cáo 5. Lý do: Thiếu hồ sơ của ba đoàn viên" in line for line in told)
    assert any(line.startswith("Chưa duyệt lúc nộp: Đơn vị") for line in told)


def _over(job):
    return job if job["state"] in ("done", "failed") else None


# ---------------------------------------------------------------- how much is read


def _statements(province, unit):
    heard = []

    def hear(_conn, _cursor, statement, *_):
        heard.append(statement)

    database = province.database
    event.listen(database.engine, "before_cursor_execute", hear)
    try:
        with database.transaction(actor=province.officer(unit)) as tx:
            days = {"year": None, "since": PERIOD.first, "on": PERIOD.last}
            found = reporting.get_report(tx, code=REPORT, unit_id=province.id(unit), period=PERIOD.code, **days)
    finally:
        event.remove(database.engine, "before_cursor_execute", hear)
    return len(heard), found


def test_many_units_below_are_read_in_as_many_statements_as_few(province, accepted):
    few, many = (_branch(province, "GRASSROOTS", "24-02", chapters=number) for number in (2, 12))
    for commune, number in ((few, 2), (many, 12)):
        for place in range(1, number + 1):
            accepted(f"{commune}-{place:03}", by=commune)

    (small, _), (large, found) = _statements(province, few), _statements(province, many)

    assert found["draft"]["basis"] == "CHILDREN"
    assert found["draft"]["accepted"] == 12
    assert small == large
