"""What a unit adds to the training catalogue reaches the programmes of its own members, as it was when each was opened."""

from datetime import timedelta
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

import pytest

from services.kit.faults import Denied
from services.workflows.actions import catalogue
from services.workflows.copies import TRAINING_ITEMS
from tests.integration.workflows.conftest import (
    CHAPTER,
    COMMUNE,
    DISTRICT,
    DISTRICT_SECRETARY,
    MEMBER,
    NOW,
    OTHER_CHAPTER,
    OTHER_SECRETARY,
    SECRETARY,
)

TODAY = NOW.date()
PERIOD = {"year": 2026, "from_on": "2026-01-05", "until": "2026-12-20", "assess_from": "2026-11-01"}


def an_item(key, unit_id, text, **given):
    usual = {"group": "SERVICE", "measure": "", "target": "", "from_on": TODAY, "ended_on": None, "version": 1}
    return {"id": UUID(int=key), "unit_id": unit_id, "text": text, **usual, **given}


@pytest.fixture
def apply_items(workflows):
    def run(*items):
        with workflows.asking() as tx:
            TRAINING_ITEMS.apply(tx, items)

    return run


@pytest.fixture
def proposed(workflows):
    def run(by, **given):
        with workflows.asking(by) as tx:
            groups = catalogue.get_training_catalogue(tx, **given)["items"]
        return [each["text"] for group in groups if group["code"] == "SERVICE" for each in group["proposals"]][3:]

    return run


def test_members_below_are_offered_the_units_items_after_the_provinces(apply_items, proposed):
    apply_items(an_item(2, COMMUNE, "Việc của xã"), an_item(3, DISTRICT, "Việc của huyện"))

    assert proposed(MEMBER) == proposed(SECRETARY) == ["Việc của huyện", "Việc của xã"]
    assert proposed(OTHER_SECRETARY) == proposed(DISTRICT_SECRETARY) == ["Việc của huyện"]
    assert proposed(DISTRICT_SECRETARY, unit_id=CHAPTER) == ["Việc của huyện", "Việc của xã"]


def test_an_item_is_offered_from_its_day_until_its_last(apply_items, proposed):
    week = timedelta(days=7)
    apply_items(an_item(2, DISTRICT, "Đã thôi", from_on=TODAY - 2 * week, ended_on=TODAY - week))
    apply_items(an_item(3, DISTRICT, "Sẽ có", from_on=TODAY + week))

    days = (TODAY - 2 * week, TODAY - week, TODAY, TODAY + week)
    assert [proposed(MEMBER, on=day) for day in days] == [["Đã thôi"], [], [], ["Sẽ có"]]


def test_older_news_and_the_same_news_twice_change_nothing(apply_items, proposed):
    ended = an_item(2, DISTRICT, "Việc của huyện", ended_on=TODAY, version=2)
    for news in (ended, an_item(2, DISTRICT, "Việc của huyện"), ended):
        apply_items(news)

    assert proposed(MEMBER) == []


def test_what_says_the_same_is_offered_once(apply_items, proposed):
    apply_items(an_item(2, COMMUNE, "Việc chung"), an_item(3, DISTRICT, "việc Chung "))

    assert proposed(MEMBER) == ["việc Chung "]


def test_a_programme_asks_for_the_items_of_its_unit_on_the_day_it_was_opened(apply_items, workflows, proposed):
    apply_items(an_item(2, DISTRICT, "Việc của huyện"))
    case = workflows.open_about("training", **PERIOD)
    apply_items(an_item(2, DISTRICT, "Việc của huyện", ended_on=TODAY + timedelta(days=1), version=2))

    [move] = [move for move in workflows.get(case)["allowed_actions"] if move["action"] == "register"]
    at = urlsplit(move["form_schema"]["properties"]["items"]["x-proposed"]["at"])

    asked = dict(parse_qsl(at.query))
    assert (at.path, asked["unit_id"], asked["on"]) == ("/training-catalogue", str(CHAPTER), TODAY.isoformat())
    assert proposed(MEMBER, unit_id=UUID(asked["unit_id"]), on=TODAY) == ["Việc của huyện"]


def test_another_units_items_are_not_for_reading(apply_items, proposed):
    apply_items(an_item(2, COMMUNE, "Việc của xã"))

    for reader, unit_id in ((MEMBER, OTHER_CHAPTER), (OTHER_SECRETARY, COMMUNE), (SECRETARY, OTHER_CHAPTER)):
        with pytest.raises(Denied):
            proposed(reader, unit_id=unit_id)
    assert proposed(MEMBER, unit_id=COMMUNE) == ["Việc của xã"]
