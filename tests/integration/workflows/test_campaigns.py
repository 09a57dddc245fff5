"""A campaign gives everyone below a unit their case, once; it is followed by unit, closed and taken back."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import event, text

from services.kit import jobs
from services.kit.faults import Conflict, Denied, Invalid, NotFound
from services.workflows.actions import campaign_jobs, campaign_opening, campaigns, seats
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    DISTRICT_SECRETARY,
    GRASSROOTS_CHAPTER,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    PROVINCE,
    SECRETARY,
    a_person,
)

MEMBERS = tuple(UUID(int=0xE00 + n) for n in range(6))
KINDS = {
    campaign_jobs.OPEN: campaign_jobs.open_campaign,
    campaign_jobs.CLOSE: campaign_jobs.close_campaign,
    campaign_jobs.CANCEL: campaign_jobs.cancel_campaign,
}


@pytest.fixture
def peopled(workflows):
    """Four members in one chapter, two in another; the officers live nowhere in particular."""
    homes = [CHAPTER] * 4 + [OTHER_CHAPTER] * 2
    told = [a_person(key, f"Đoàn viên {n}", homes[n]) for n, key in enumerate(MEMBERS)]
    with workflows.asking() as tx:
        tx.execute(text("UPDATE people SET unit_id = NULL"))
        seats.on_people_changed(tx, told)
    return workflows


def asked(**given):
    days = {"from_on": date(2026, 11, 20), "until": date(2026, 12, 15), "closing_on": date(2026, 12, 31)}
    whole = {"process": "evaluation", "unit_id": DISTRICT, "title": None, "year": 2026, "period": "", **days}
    return {**whole, **given}


def begin(workflows, by=DISTRICT_SECRETARY, **given):
    with workflows.asking(by) as tx:
        return campaign_opening.open_campaign(tx, **asked(**given))


def run_jobs(workflows):
    """What hosts do with the campaign jobs that wait, until none does."""
    with workflows.database.engine.begin() as connection:
        connection.execute(
            text("UPDATE jobs SET not_before = now() - interval '1 second', status = 'waiting' WHERE status = 'held'")
        )
    done = []
    for kind, work in KINDS.items():
        while (job := jobs.claim(workflows.database, kind)) is not None:
            jobs.run(job, work)
            done.append(job)
    return done


def opened(workflows, **given):
    made = begin(workflows, **given)
    run_jobs(workflows)
    return made


def follow(workflows, days):
    """What the service does by itself so many days later. Jobs run by the real clock, so the last look is put back."""
    with workflows.asking(now=NOW + timedelta(days=days)) as tx:
        tx.execute(text("UPDATE campaigns SET followed_on = '2026-11-24'"))
        campaign_jobs.follow_campaigns(tx)
    run_jobs(workflows)


def get(workflows, campaign, by=DISTRICT_SECRETARY):
    with workflows.asking(by) as tx:
        return campaigns.get_campaign(tx, campaign_id=campaign["id"])


def units_of(workflows, campaign, parent_id=None, by=DISTRICT_SECRETARY):
    with workflows.asking(by) as tx:
        return campaigns.list_campaign_units(tx, campaign_id=campaign["id"], parent_id=parent_id)["items"]


def test_everyone_below_the_unit_gets_one_case(peopled, rows):
    campaign = opened(peopled)

    found = rows("SELECT subject_id, unit_id, state, form, campaign_id, number FROM cases ORDER BY subject_id")
    assert [case.subject_id for case in found] == list(MEMBERS)
    assert {(case.state, case.campaign_id, case.form["year"], case.form["until"]) for case in found} == {
        ("open", campaign["id"], 2026, "2026-12-15")
    }
    assert len({case.number for case in found}) == len(MEMBERS)
    seen = get(peopled, campaign)
    assert (seen["state"], seen["total"], seen["done"], seen["counts"]) == ("OPEN", 6, 0, {"opened": 6, "refused": 0})


def test_each_case_has_its_history_its_due_date_its_audit_row_and_its_news(peopled, rows):
    opened(peopled)

    assert rows("SELECT count(*) AS number FROM case_history WHERE action = 'open'")[0].number == 6
    assert (
        rows("SELECT count(*) AS number FROM due_dates WHERE kind = 'deadline' AND due_at IS NOT NULL")[0].number == 6
    )
    assert rows("SELECT count(*) AS number FROM audit_log WHERE action = 'case.open'")[0].number == 6
    [news] = peopled.sent("workflows.cases_changed.v1")
    assert len(news["cases"]) == 6


def test_a_campaign_reaches_no_further_than_its_unit(peopled, rows):
    opened(peopled, by=APPROVER, unit_id=COMMUNE)

    assert {case.unit_id for case in rows("SELECT unit_id FROM cases")} == {CHAPTER}


def test_whoever_left_has_no_case(peopled, rows):
    with peopled.asking() as tx:
        seats.on_people_changed(tx, [a_person(MEMBERS[0], "Đoàn viên 0", CHAPTER, status="MATURED", version=2)])
    opened(peopled)

    assert MEMBERS[0] not in {case.subject_id for case in rows("SELECT subject_id FROM cases")}


def test_opening_again_after_a_kill_opens_nobody_twice(peopled, rows, monkeypatch):
    monkeypatch.setattr(campaign_jobs, "BATCH", 2)
    begin(peopled)
    real, seen = campaign_jobs._open_part, []

    def killed_at_the_second(tx, campaign, after):
        seen.append(after)
        if len(seen) == 2:
            raise SystemExit
        return real(tx, campaign, after)

    with peopled.database.engine.begin() as connection:
        connection.execute(text("UPDATE jobs SET not_before = now() - interval '1 second'"))
    job = jobs.claim(peopled.database, campaign_jobs.OPEN)
    monkeypatch.setattr(campaign_jobs, "_open_part", killed_at_the_second)
    with pytest.raises(SystemExit):
        campaign_jobs.open_campaign(job)
    monkeypatch.setattr(campaign_jobs, "_open_part", real)
    with peopled.database.engine.begin() as connection:
        connection.execute(text("UPDATE jobs SET leased_until = now() - interval '1 minute'"))
    run_jobs(peopled)

    found = rows("SELECT subject_id, count(*) AS number FROM cases GROUP BY subject_id")
    assert {case.subject_id: case.number for case in found} == dict.fromkeys(MEMBERS, 1)
    assert rows("SELECT counts FROM campaigns")[0].counts == {"opened": 6, "refused": 0}


def test_statements_do_not_grow_with_the_cases_of_a_batch(peopled, monkeypatch):
    counted = []
    campaign = begin(peopled)

    def note(connection, cursor, statement, parameters, context, executemany):
        counted.append(statement)

    event.listen(peopled.database.engine, "before_cursor_execute", note)
    run_jobs(peopled)
    few = len(counted)
    with peopled.asking() as tx:
        more = [a_person(UUID(int=0xF00 + n), f"Đoàn viên mới {n}", CHAPTER) for n in range(40)]
        seats.on_people_changed(tx, more)
    counted.clear()
    follow(peopled, days=1)
    event.remove(peopled.database.engine, "before_cursor_execute", note)

    assert get(peopled, campaign)["total"] == 46
    assert len(counted) <= few + 6


def test_newcomers_get_their_case_the_next_day(peopled, rows):
    campaign = opened(peopled)
    newcomer = UUID(int=0xEFF)
    with peopled.asking() as tx:
        seats.on_people_changed(tx, [a_person(newcomer, "Người mới", CHAPTER)])
    follow(peopled, days=1)
    follow(peopled, days=2)

    assert newcomer in {case.subject_id for case in rows("SELECT subject_id FROM cases")}
    assert get(peopled, campaign)["counts"]["opened"] == 7


def test_someone_rated_early_this_year_is_passed_over_in_silence(peopled, rows):
    opened(peopled, by=APPROVER, unit_id=COMMUNE)
    late = opened(peopled)

    assert get(peopled, late)["counts"] == {"opened": 2, "refused": 0}


def test_two_periods_of_one_year_are_two_campaigns(peopled):
    opened(peopled, period="Học kỳ I")
    second = opened(peopled, period="Học kỳ II")

    assert get(peopled, second)["total"] == 6


def test_the_same_campaign_is_not_opened_twice(peopled):
    begin(peopled)

    with pytest.raises(Conflict) as refused:
        begin(peopled)
    assert refused.value.code == "campaign-already-open"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"until": date(2026, 11, 1)}, "until"),
        ({"closing_on": date(2026, 12, 1)}, "closing_on"),
        ({"until": date(2026, 11, 21), "closing_on": date(2026, 11, 22)}, "closing_on"),
        ({"process": "admission"}, "process"),
    ],
    ids=["until-before-start", "closing-before-until", "closing-past", "not-by-campaign"],
)
def test_a_campaign_that_cannot_be_is_refused_at_its_field(peopled, given, wrong):
    with pytest.raises(Invalid) as refused:
        begin(peopled, **given)
    assert set(refused.value.fields["errors"]) == {wrong}


def test_nobody_opens_a_campaign_above_their_unit(peopled):
    with pytest.raises(Denied):
        begin(peopled, by=APPROVER)


def test_progress_is_rolled_up_by_unit(peopled):
    campaign = opened(peopled, by=DISTRICT_SECRETARY)

    below = units_of(peopled, campaign)
    assert {each["unit"]["id"]: (each["total"], each["done"]) for each in below} == {
        COMMUNE: (4, 0),
        BARE_COMMUNE: (2, 0),
    }
    [chapter] = units_of(peopled, campaign, COMMUNE)
    assert (chapter["unit"]["id"], chapter["total"], chapter["is_own"]) == (CHAPTER, 4, False)
    [own] = units_of(peopled, campaign, CHAPTER)
    assert (own["is_own"], own["states"][0]["title"]) == (True, "Chờ tự đánh giá")


def test_a_chapter_sees_a_campaign_from_above_and_its_own_part_alone(peopled):
    campaign = opened(peopled)

    assert get(peopled, campaign, by=SECRETARY)["total"] == 4
    assert [each["total"] for each in units_of(peopled, campaign, by=SECRETARY)] == [4]
    with pytest.raises(Denied):
        units_of(peopled, campaign, DISTRICT, by=SECRETARY)


def test_a_unit_elsewhere_knows_nothing_of_it(peopled):
    campaign = opened(peopled, by=APPROVER, unit_id=COMMUNE)

    with pytest.raises(NotFound):
        get(peopled, campaign, by=OTHER_SECRETARY)
    with peopled.asking(OTHER_SECRETARY) as tx:
        given = {"process": None, "state": None, "year": None, "limit": 20, "cursor": None, "count": None}
        assert campaigns.list_campaigns(tx, **given)["items"] == []


def test_a_list_shows_campaigns_above_and_below_newest_first(peopled):
    first, second = opened(peopled), opened(peopled, by=APPROVER, unit_id=COMMUNE, period="Riêng")
    given = {"process": None, "state": None, "year": 2026, "limit": 20, "cursor": None, "count": None}
    with peopled.asking(SECRETARY) as tx:
        below = campaigns.list_campaigns(tx, **given)
    with peopled.asking(DISTRICT_SECRETARY) as tx:
        page = campaigns.list_campaigns(tx, **{**given, "limit": 1})
        rest = campaigns.list_campaigns(tx, **{**given, "cursor": page["next"]})

    assert [each["id"] for each in below["items"]] == [second["id"], first["id"]]
    assert [each["id"] for each in (*page["items"], *rest["items"])] == [second["id"], first["id"]]


def test_closing_ends_what_is_not_done_and_puts_it_on_record(peopled, rows):
    campaign = opened(peopled)
    with peopled.asking(DISTRICT_SECRETARY) as tx:
        campaigns.close_campaign(tx, campaign_id=campaign["id"])
    run_jobs(peopled)

    seen = get(peopled, campaign)
    [kept] = peopled.sent("members.keep_records.v1")
    assert (seen["state"], seen["done"], seen["counts"]["ended"]) == ("CLOSED", 6, 6)
    assert {line["data"]["rating"] for line in kept["lines"]} == {"CDG"}
    assert {case.state for case in rows("SELECT state FROM cases")} == {"undone"}


def test_a_campaign_closes_by_itself_after_its_closing_day(peopled):
    campaign = opened(peopled)
    follow(peopled, days=60)

    assert get(peopled, campaign)["state"] == "CLOSED"


@pytest.mark.parametrize(
    ("end", "state", "of_cases"),
    [(campaigns.close_campaign, "CLOSED", "undone"), (campaigns.cancel_campaign, "CANCELLED", "cancelled")],
)
def test_an_ending_that_stopped_half_way_is_finished_by_the_system(peopled, rows, end, state, of_cases):
    campaign = opened(peopled)
    with peopled.asking(DISTRICT_SECRETARY) as tx:
        end(tx, campaign_id=campaign["id"])
        tx.execute(text("UPDATE jobs SET status = 'failed' WHERE kind <> 'open_campaign'"))
    run_jobs(peopled)
    assert get(peopled, campaign)["state"] == "CLOSING"

    follow(peopled, days=1)
    assert get(peopled, campaign)["state"] == state
    assert {case.state for case in rows("SELECT state FROM cases")} == {of_cases}


def test_an_ending_that_runs_is_not_begun_again(peopled, rows):
    campaign = opened(peopled)
    with peopled.asking(DISTRICT_SECRETARY) as tx:
        campaigns.close_campaign(tx, campaign_id=campaign["id"])

    follow(peopled, days=1)
    assert len(rows("SELECT id FROM jobs WHERE kind = 'close_campaign'")) == 1


def test_a_campaign_just_opened_can_be_taken_back(peopled, rows):
    campaign = opened(peopled)
    with peopled.asking(DISTRICT_SECRETARY) as tx:
        campaigns.cancel_campaign(tx, campaign_id=campaign["id"])
    run_jobs(peopled)

    assert {case.state for case in rows("SELECT state FROM cases")} == {"cancelled"}
    assert get(peopled, campaign)["state"] == "CANCELLED"
    assert get(peopled, opened(peopled))["total"] == 6


def test_a_campaign_that_runs_for_a_while_cannot_be_taken_back(peopled):
    campaign = opened(peopled)
    later = NOW + timedelta(days=3)
    with pytest.raises(Conflict) as refused, peopled.asking(DISTRICT_SECRETARY, now=later) as tx:
        campaigns.cancel_campaign(tx, campaign_id=campaign["id"])

    assert refused.value.fields["refusals"][0]["code"] == "campaign-begun"


def test_a_chapter_does_not_close_what_its_superior_opened(peopled):
    campaign = opened(peopled)

    with pytest.raises(Denied), peopled.asking(SECRETARY) as tx:
        campaigns.close_campaign(tx, campaign_id=campaign["id"])


def test_units_are_rated_by_a_campaign_of_their_own(peopled, rows):
    campaign = opened(peopled, process="unit_evaluation")

    found = {case.unit_id: case for case in rows("SELECT unit_id, subject_name, holder_unit_id, number FROM cases")}
    assert set(found) == {COMMUNE, BARE_COMMUNE, CHAPTER, OTHER_CHAPTER, GRASSROOTS_CHAPTER}
    assert found[CHAPTER].subject_name == "Chi đoàn thôn Hạ"
    assert found[CHAPTER].number.startswith("XLTC-2026-")
    assert get(peopled, campaign)["about"] == "units"


def test_kinds_of_campaigns_are_named_once(peopled):
    with peopled.asking(SECRETARY) as tx:
        kinds = campaigns.list_campaign_kinds(tx)["items"]

    titles = {each["process"]: each["title"] for each in kinds}
    assert titles["evaluation"] == "Đánh giá, xếp loại đoàn viên"
    assert titles["unit_evaluation"] == "Xếp loại tổ chức"


def test_the_province_follows_all_of_it(peopled):
    campaign = opened(peopled)

    [district] = units_of(peopled, campaign, PROVINCE, by=UUID(int=0xD1))
    assert (district["unit"]["id"], district["total"]) == (DISTRICT, 6)
