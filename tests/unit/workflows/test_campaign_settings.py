"""Cases read what their campaign sets before what the rules say."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.workflows.domain import maturation_rules, ratings, training_rules
from services.workflows.domain.campaign import Campaign
from services.workflows.processes import maturation, training
from tests.unit.workflows.builders import RULES, TODAY, a_member_case, a_member_view
from tests.unit.workflows.evaluation_cases import RATED, a_case, a_rating_view, meetings_of

CAMPAIGN = Campaign(
    UUID(int=1), "maturation", "Danh sách", UUID(int=2), 2026, "", date(2026, 11, 1), date(2026, 12, 1), date(2026, 12, 31),
    "OPEN", datetime(2026, 11, 1, tzinfo=UTC), None,
)  # fmt: skip


@pytest.mark.parametrize(("least", "best"), [(95, "HTT"), (85, "HTXS"), (None, "HTXS")])
def test_a_campaign_may_ask_for_more_attendance(least, best):
    own = {"campaign": {"htxs_min_attendance": least}} if least else {}
    view = a_rating_view(a_case("chapter_rated", {"chapter": RATED, **own}), attendances=meetings_of(9, 10))

    assert ratings.best(view) == best


def test_a_campaign_may_ask_for_more_items_in_each_group():
    items = [{"group": code, "text": "x"} for code in training_rules.CODES]
    usual = a_member_view(a_member_case(training.PROCESS, "not_registered", {"items": items}))
    more = a_member_view(
        a_member_case(training.PROCESS, "not_registered", {"items": items, "campaign": {"training_items_per_group": 2}})
    )

    assert training_rules.enough_of_each(usual) is None
    assert training_rules.enough_of_each(more).code == "too-few-items"


def filled(process, action, form):
    move = next(
        move
        for move in process.moves
        if move.action == action and move.fills(a_member_view(a_member_case(process, None, {})))
    )
    return move.fills(a_member_view(a_member_case(process, None, form)))


def test_this_years_proposals_stand_where_members_register():
    mine = [{"group": "STUDY", "text": "Học lái xe an toàn", "measure": "", "target": ""}]

    assert filled(training.PROCESS, "register", {"campaign": {"proposals": mine}})["items"] == mine
    assert len(filled(training.PROCESS, "register", {})["items"]) == len(training_rules.CODES)


def test_the_lists_own_day_stands_where_the_decision_names_the_ceremony():
    own = {"campaign": {"ceremony_on": "2026-12-20", "ceremony_place": "Nhà văn hoá tỉnh"}}
    past = {"campaign": {"ceremony_on": "2026-11-02"}}

    assert filled(maturation.PROCESS, "approve", own) == {
        "ceremony_on": "2026-12-20",
        "ceremony_place": "Nhà văn hoá tỉnh",
    }
    assert filled(maturation.PROCESS, "approve", past)["ceremony_on"] > TODAY.isoformat()


@pytest.mark.parametrize(("on", "fits"), [("2026-12-22", True), ("2027-03-26", False), ("2026-10-15", False)])
def test_a_ceremony_is_within_the_year_of_its_list(on, fits):
    wrong = maturation_rules.wrong_settings(replace(CAMPAIGN, form={"ceremony_on": on}), RULES)

    assert (wrong == {}) is fits
