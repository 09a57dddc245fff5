"""The unit directly above accepts reports: what is accepted counts for good, one by one and many at once."""

import threading

import psycopg
import pytest

from services.kit import ids
from services.kit.clock import day_of, now
from services.kit.faults import Conflict, Denied, NotFound, Stale
from services.members.figures import periods

COMMUNE, OTHER = "24-01-001", "24-01-002"
REPORT = "BM-03"


@pytest.fixture
def period():
    """The last quarter that is over."""
    return periods.latest(("QUARTER",), day_of(now()), {"report_early_days": 0}).code


@pytest.fixture
def submitted(ask, province, period):
    """`submitted("24-01-001-001")`: a report as its unit has just submitted it."""

    def run(unit, **given):
        asked = {"unit_id": province.id(unit), "report": REPORT, "period": period, **given}
        return ask("submit_report", by=unit, **asked)

    return run


@pytest.fixture
def accept(ask):
    def run(snapshot, by=COMMUNE, **given):
        return ask("accept_report", by=by, submission_id=snapshot["id"], **given)

    return run


@pytest.fixture
def accept_all(ask, province):
    def run(*snapshots, by=COMMUNE):
        items = [{"id": each["id"], "version": each["version"]} for each in snapshots]
        return ask("accept_reports", by=by, unit_id=province.id(by), items=items)

    return run


@pytest.fixture
def listed(ask, province, period):
    def run(unit=COMMUNE, **given):
        asked = {"unit_id": province.id(unit), "period": period, "report": REPORT, **given}
        return ask("list_report_submissions", by=unit, **asked)

    return run


def child(found, province, unit):
    return next(each for each in found["children"] if each["unit"]["id"] == str(province.id(unit)))


def test_the_unit_directly_above_accepts_it_by_name_and_it_counts_so_everywhere(
    submitted, accept, listed, new_chapter, province, sql
):
    chapter = new_chapter(COMMUNE)
    snapshot = submitted(chapter)
    before = listed()
    accepted = accept(snapshot, version=snapshot["version"])
    after, own = listed(), listed(chapter)["own"][0]

    assert (accepted["state"], accepted["state_title"]) == ("ACCEPTED", "Đã duyệt")
    assert accepted["accepted_at"] is not None
    assert accepted["report"] == snapshot["report"]
    assert child(before, province, chapter)["waiting"] == [
        {"id": snapshot["id"], "report": REPORT, "version": snapshot["version"]}
    ]
    assert (child(after, province, chapter)["state"], child(after, province, chapter)["waiting"]) == ("ACCEPTED", [])
    assert (after["accepted"], after["submitted"]) == (before["accepted"] + 1, before["submitted"])
    assert own["state"] == "ACCEPTED"
    noted = sql.execute(
        "SELECT unit_id, after FROM audit_log WHERE action = 'report.accept' AND subject_id = %s", (snapshot["id"],)
    )
    assert noted.fetchone() == (province.id(chapter), {"report": REPORT, "period": snapshot["period"]["code"]})


def test_what_is_accepted_is_neither_returned_nor_accepted_again(submitted, accept, ask, new_chapter):
    snapshot = submitted(new_chapter(COMMUNE))
    accepted = accept(snapshot)

    with pytest.raises(Conflict) as returned:
        ask("return_report", by=COMMUNE, submission_id=snapshot["id"], reason="Thiếu", version=accepted["version"])
    with pytest.raises(Conflict, match="report-accepted"):
        accept(snapshot)
    with pytest.raises(Stale):
        accept(snapshot, version=snapshot["version"])

    assert returned.value.code == "report-accepted"
    assert "kỳ sau" in returned.value.fields["mend"]
    assert accepted["allowed_actions"] == []


def test_what_was_returned_is_not_accepted(submitted, accept, ask, new_chapter):
    snapshot = submitted(new_chapter(COMMUNE))
    ask("return_report", by=COMMUNE, submission_id=snapshot["id"], reason="Thiếu")

    with pytest.raises(Conflict, match="report-returned"):
        accept(snapshot)


def test_what_is_accepted_is_not_submitted_anew(submitted, accept, new_chapter):
    chapter = new_chapter(COMMUNE)
    accept(submitted(chapter))

    with pytest.raises(Conflict) as refused:
        submitted(chapter)

    assert refused.value.code == "report-submitted"
    assert "sửa trong hồ sơ" in refused.value.fields["mend"]


def test_not_even_by_hand_does_anything_more_become_of_it(submitted, accept, new_chapter, sql):
    snapshot = submitted(new_chapter(COMMUNE))
    with pytest.raises(psycopg.errors.CheckViolation, match="one_end"):
        sql.execute(
            "UPDATE report_submissions SET accepted_at = now(), returned_at = now(), return_reason = 'x' WHERE id = %s",
            (snapshot["id"],),
        )
    accept(snapshot)

    for change in ("accepted_at = NULL", "returned_at = now(), return_reason = 'x'", "version = 9"):
        with pytest.raises(psycopg.errors.CheckViolation):
            sql.execute(f"UPDATE report_submissions SET {change} WHERE id = %s", (snapshot["id"],))


def test_only_the_unit_directly_above_accepts(submitted, accept, new_chapter):
    chapter = new_chapter(COMMUNE)
    snapshot = submitted(chapter)

    for by in (chapter, "24-01", "24"):
        with pytest.raises(Denied):
            accept(snapshot, by=by)
    with pytest.raises(NotFound):
        accept(snapshot, by=OTHER)


def test_what_the_province_submits_it_accepts_in_the_place_of_the_central(submitted, accept):
    whole = str(day_of(now()).year - 2)
    snapshot = submitted("24", period=whole)

    assert accept(snapshot, by="24")["state"] == "ACCEPTED"


def test_of_two_clicks_at_once_one_is_told_that_it_is_accepted(submitted, accept, new_chapter, sql):
    snapshot, outcomes = submitted(new_chapter(COMMUNE)), []

    def accepting():
        try:
            outcomes.append(accept(snapshot)["state"])
        except Conflict as fault:
            outcomes.append(fault.code)

    both = [threading.Thread(target=accepting) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()

    assert sorted(outcomes) == ["ACCEPTED", "report-accepted"]
    noted = sql.execute(
        "SELECT count(*) FROM audit_log WHERE action = 'report.accept' AND subject_id = %s", (snapshot["id"],)
    )
    assert noted.fetchone()[0] == 1


# ---------------------------------------------------------------- many at once


def test_many_are_accepted_at_once_and_what_has_changed_since_is_told(
    submitted, accept_all, ask, new_chapter, province, listed
):
    first, second, third = (new_chapter(COMMUNE) for _ in range(3))
    good, also, returned = submitted(first), submitted(second, report="BM-02"), submitted(third)
    ask("return_report", by=COMMUNE, submission_id=returned["id"], reason="Thiếu")
    done = accept_all(good, also, returned, {"id": str(ids.new()), "version": 1})

    told = {each["id"]: (each["ok"], each["code"]) for each in done["results"]}
    assert done["accepted"] == 2
    assert told[good["id"]] == told[also["id"]] == (True, None)
    assert told[returned["id"]] == (False, "report-returned")
    assert (False, "submission-unknown") in told.values()
    assert child(listed(), province, first)["state"] == "ACCEPTED"
    assert child(listed(report="BM-02"), province, second)["state"] == "ACCEPTED"


def test_an_old_view_accepts_nothing(submitted, accept_all, new_chapter):
    snapshot = submitted(new_chapter(COMMUNE))
    done = accept_all(snapshot | {"version": 0})

    [outcome] = done["results"]
    assert (done["accepted"], outcome["code"]) == (0, "submission-changed")
    assert "Tải lại" in outcome["detail"]


def test_reports_of_other_units_are_not_accepted_among_the_many(submitted, accept_all, new_chapter):
    elsewhere, further_down = submitted(new_chapter(OTHER)), submitted(new_chapter(COMMUNE))

    assert accept_all(elsewhere)["results"][0]["code"] == "submission-unknown"
    assert accept_all(further_down, by="24-01")["results"][0]["title"] == ""
    assert accept_all(further_down)["accepted"] == 1


def test_a_stranger_learns_of_no_unit_by_accepting(submitted, ask, new_chapter, province):
    snapshot = submitted(new_chapter(COMMUNE))
    items = [{"id": snapshot["id"], "version": snapshot["version"]}]

    with pytest.raises(NotFound, match="unit-unknown"):
        ask("accept_reports", by=OTHER, unit_id=province.id(COMMUNE), items=items)


def test_whoever_may_not_accept_is_offered_nothing(submitted, ask, listed, new_chapter, province, period):
    chapter = new_chapter(COMMUNE)
    snapshot = submitted(chapter)
    above = ask("list_report_submissions", by="24-01", unit_id=province.id(COMMUNE), period=period, report=REPORT)

    assert [act["action"] for act in listed()["allowed_actions"]] == ["accept_reports"]
    assert above["allowed_actions"] == []
    with pytest.raises(Denied):
        ask(
            "accept_reports",
            by="24-01",
            unit_id=province.id(COMMUNE),
            items=[{"id": snapshot["id"], "version": snapshot["version"]}],
        )
