"""Whoever opens a campaign knows how many cases it opens, sees them being opened, and who is late."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text

from services.contracts.campaigns import OpenCampaign
from services.kit.faults import Conflict, Denied, Invalid
from services.kit.schema import load
from services.workflows.actions import campaign_jobs, campaign_opening, campaigns, seats
from services.workflows.store import RuleSets
from tests.integration.workflows import test_maturation_list as maturation
from tests.integration.workflows.conftest import (
    APPROVER,
    BARE_COMMUNE,
    CHAPTER,
    COMMUNE,
    DISTRICT,
    DISTRICT_SECRETARY,
    NOW,
    a_person,
)
from tests.integration.workflows.test_campaigns import (
    MEMBERS,
    asked,
    begin,
    get,
    opened,
    peopled,  # noqa: F401  # fixture
    run_jobs,
    units_of,
)

on_the_list = maturation.peopled


def preview(workflows, by=DISTRICT_SECRETARY, **given):
    with workflows.asking(by) as tx:
        return campaign_opening.preview_campaign(tx, **asked(**given))


@pytest.fixture
def confirmed_above_three(workflows):
    """By the rules a campaign of four cases is a large one."""
    with workflows.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM rule_sets"))
        connection.execute(
            text(
                "INSERT INTO rule_sets (code, valid_from, parameters, version)"
                " VALUES ('t', '2020-01-01', CAST(:p AS jsonb), 1)"
            ),
            {"p": '{"campaign_confirm_above": 3}'},
        )
    RuleSets._kept.clear()
    yield
    with workflows.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM rule_sets"))
    RuleSets._kept.clear()


def test_it_counts_those_who_would_have_a_case_and_opens_nothing(peopled, rows):  # noqa: F811
    told = preview(peopled)

    assert (told["cases"], told["members"], told["units"], told["form_schema"]) == (6, 6, 2, None)
    assert told["label"] == "Mở 6 hồ sơ"
    assert told["consequences"][0] == "Mở 6 hồ sơ cho 6 đoàn viên ở 2 đơn vị."
    assert rows("SELECT id FROM campaigns") == rows("SELECT id FROM cases") == []


def test_whoever_has_a_case_of_the_year_already_is_not_counted(peopled):  # noqa: F811
    opened(peopled, by=APPROVER, unit_id=COMMUNE)

    told = preview(peopled)
    whole = opened(peopled)

    assert (told["cases"], told["units"]) == (2, 1)
    assert get(peopled, whole)["counts"]["opened"] == told["cases"]


def test_units_are_counted_where_units_are_rated(peopled):  # noqa: F811
    told = preview(peopled, process="unit_evaluation")

    assert (told["cases"], told["members"], told["units"]) == (5, None, 5)


def test_the_years_list_counts_whom_its_first_move_takes(on_the_list):
    days = {"from_on": date(2026, 1, 5), "until": date(2026, 12, 15), "closing_on": date(2026, 12, 31)}
    told = preview(on_the_list, process="maturation", **days)

    made = maturation.opened(on_the_list)

    assert told["cases"] == get(on_the_list, made)["counts"]["opened"] == 2


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"by": APPROVER}, Denied),
        ({"closing_on": date(2026, 11, 23), "until": date(2026, 11, 22)}, Invalid),
        ({"process": "admission"}, Invalid),
    ],
    ids=["above one's unit", "a day that is over", "not by campaign"],
)
def test_what_cannot_be_opened_is_not_counted(peopled, given, fault):  # noqa: F811
    with pytest.raises(fault):
        preview(peopled, **given)


def test_a_campaign_that_is_open_is_not_counted_again(peopled):  # noqa: F811
    begin(peopled)

    with pytest.raises(Conflict, match="campaign-already-open"):
        preview(peopled)


def test_a_large_campaign_asks_for_its_number(peopled, confirmed_above_three):  # noqa: F811
    told = preview(peopled)

    assert told["form_schema"]["required"] == ["confirmed"]
    assert told["form_schema"]["properties"]["confirmed"]["description"] == "Gõ 6."
    assert preview(peopled, by=APPROVER, unit_id=COMMUNE, process="unit_evaluation")["form_schema"] is None


@pytest.mark.parametrize("confirmed", [None, 5, 7])
def test_a_large_campaign_is_not_opened_by_another_number(peopled, rows, confirmed, confirmed_above_three):  # noqa: F811
    with pytest.raises(Invalid) as refused:
        begin(peopled, confirmed=confirmed)

    assert "6 hồ sơ" in refused.value.fields["errors"]["confirmed"][0]
    assert rows("SELECT id FROM campaigns") == rows("SELECT id FROM jobs") == []


def test_somebody_who_came_after_the_count_keeps_it_from_being_opened(peopled, confirmed_above_three):  # noqa: F811
    counted = preview(peopled)["cases"]
    with peopled.asking() as tx:
        seats.on_people_changed(tx, [a_person(UUID(int=0xEFF), "Người mới", CHAPTER)])

    with pytest.raises(Invalid) as refused:
        begin(peopled, confirmed=counted)

    [text_] = refused.value.fields["errors"]["confirmed"]
    assert "Bạn xác nhận 6 hồ sơ, lúc này đợt mở 7 hồ sơ." in text_
    begin(peopled, confirmed=7)


@pytest.mark.parametrize("typed", ["1.204", "1204", " 1 204 ", 1204])
def test_a_count_is_taken_as_people_type_it(typed):
    days = {"from_on": "2026-11-20", "until": "2026-12-15", "closing_on": "2026-12-31"}
    given = {"process": "evaluation", "unit_id": str(DISTRICT), "year": 2026, "confirmed": typed, **days}

    assert load(OpenCampaign, given)["confirmed"] == 1204


def test_a_campaign_tells_how_many_of_its_cases_are_open_already(peopled, monkeypatch):  # noqa: F811
    monkeypatch.setattr(campaign_jobs, "BATCH", 4)
    campaign = begin(peopled)
    seen = [get(peopled, campaign)["progress"]]
    real = campaign_jobs._open_part

    def looked_at(tx, *given):
        seen.append(get(peopled, campaign)["progress"])
        return real(tx, *given)

    monkeypatch.setattr(campaign_jobs, "_open_part", looked_at)
    run_jobs(peopled)

    assert seen == [
        {"state": "held", "done": 0, "total": 6},
        {"state": "running", "done": 0, "total": 6},
        {"state": "running", "done": 4, "total": 6},
    ]
    assert get(peopled, campaign)["progress"] is None


def test_a_campaign_and_its_units_tell_what_waits_and_what_is_late(peopled, rows):  # noqa: F811
    campaign = opened(peopled)
    with peopled.database.engine.begin() as connection:
        past = NOW - timedelta(days=1)
        connection.execute(
            text("UPDATE cases SET due_at = :past WHERE subject_id = ANY (:late)"),
            {"past": past, "late": list(MEMBERS[:3])},
        )
        connection.execute(
            text("UPDATE cases SET state = 'undone', closed_at = :past WHERE subject_id = :one"),
            {"past": past, "one": MEMBERS[2]},
        )

    whole = get(peopled, campaign)
    below = {each["unit"]["id"]: each for each in units_of(peopled, campaign)}

    assert (whole["done"], whole["waiting"], whole["late"]) == (1, 5, 2)
    assert [(each["done"], each["waiting"], each["late"]) for each in (below[COMMUNE], below[BARE_COMMUNE])] == [
        (1, 3, 2),
        (0, 2, 0),
    ]


def test_the_form_offers_deadlines_that_lie_ahead(peopled):  # noqa: F811
    with peopled.asking(DISTRICT_SECRETARY) as tx:
        fields = campaigns.list_campaign_kinds(tx)["form_schema"]["properties"]

    offered = [
        (name, each["label"], each["on"]) for name in ("until", "closing_on") for each in fields[name]["x-suggested"]
    ]
    assert [label for name, label, _ in offered if name == "until"] == ["15 ngày", "30 ngày", "Cuối tháng", "Cuối quý"]
    assert all(on > NOW.date().isoformat() for _, _, on in offered)
    assert [name for name, shown in fields.items() if "x-suggested" in shown] == ["until", "closing_on"]
