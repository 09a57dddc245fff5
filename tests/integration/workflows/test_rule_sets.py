"""The registry's rules reach cases: those opened from their day on keep them, whatever comes after."""

from datetime import date, timedelta
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import text

from services.workflows.actions import catalogue
from services.workflows.copies import RULE_SETS
from services.workflows.domain.training_catalogue import CODES
from services.workflows.store import RuleSets
from tests.integration.workflows.conftest import MEMBER, NOW

TODAY = NOW.date()


def tell(workflows, *sets):
    with workflows.asking() as tx:
        RULE_SETS.apply(tx, sets)
    RuleSets._kept.clear()


def a_set(code, start, end=None, *, version=1, **parameters):
    return {"code": code, "valid_from": start, "valid_to": end, "parameters": parameters, "version": version}


def test_a_case_keeps_the_set_it_was_opened_under_when_another_begins(workflows):
    tell(workflows, a_set("dieu-le-xii", date(2022, 12, 16), escalate_days=7))
    before = workflows.open()
    yesterday = TODAY - timedelta(days=1)
    tell(
        workflows,
        a_set("dieu-le-xii", date(2022, 12, 16), yesterday, version=2, escalate_days=7),
        a_set("dieu-le-xii.1", TODAY, escalate_days=3),
    )

    after = workflows.open(full_name="Đến Sau", citizen_id="024308005678", phone="0912345679")

    with workflows.asking() as tx:
        assert (before["rule_set"], after["rule_set"]) == ("dieu-le-xii", "dieu-le-xii.1")
        assert tx.rules.get(before["rule_set"]).number("escalate_days") == 7
        assert tx.rules.get(after["rule_set"]).number("escalate_days") == 3


def test_the_set_of_the_installation_yields_and_older_news_never_wins(workflows):
    tell(workflows, a_set("dieu-le-xii", date(2022, 12, 16), version=3, escalate_days=9))
    tell(workflows, a_set("dieu-le-xii", date(2022, 12, 16), version=2, escalate_days=1))

    with workflows.asking() as tx:
        assert tx.rules.in_force().code == "dieu-le-xii"
        assert tx.rules.in_force().number("escalate_days") == 9


def test_news_out_of_order_come_to_the_same(workflows):
    ends = [TODAY + timedelta(days=days) for days in (4, 9)]
    begins = [end + timedelta(days=1) for end in ends]
    first = (a_set("xii", date(2022, 12, 16), ends[0], version=2), a_set("xii.9", begins[0]))
    second = (a_set("xii.10", begins[1]), a_set("xii.9", begins[0], ends[1], version=2))
    tell(workflows, a_set("xii", date(2022, 12, 16)))

    for news in (second, first, second):
        tell(workflows, *news)

    with workflows.asking() as tx:
        kept = tx.execute(text("SELECT code, valid_to FROM rule_sets ORDER BY valid_from")).all()
    assert [tuple(row) for row in kept] == [("xii", ends[0]), ("xii.9", ends[1]), ("xii.10", None)]


def asked_of(field):
    """What a screen asks when it reads the field's proposals."""
    return dict(parse_qsl(urlsplit(field["x-proposed"]["at"]).query))


@pytest.fixture(autouse=True)
def as_installed(database):
    yield
    with database.transaction() as tx:
        tx.execute(text("DELETE FROM rule_sets"))


def test_a_programme_is_offered_the_catalogue_in_force_when_it_was_opened(workflows):
    items = [{"code": f"T_{code}", "group": code, "text": f"Việc của tỉnh {code}"} for code in CODES]
    wanted = [item["text"] for item in items]
    period = {"year": 2026, "from_on": "2026-01-05", "until": "2026-12-20", "assess_from": "2026-11-01"}
    tell(workflows, a_set("cua-tinh", date(2022, 12, 16), training_items=items))
    case = workflows.open_about("training", **period)
    tell(workflows, a_set("cua-tinh", date(2022, 12, 16), TODAY - timedelta(days=1), version=2, training_items=items))

    [move] = [move for move in workflows.get(case)["allowed_actions"] if move["action"] == "register"]
    field = move["form_schema"]["properties"]["items"]
    with workflows.asking(MEMBER) as tx:
        named = catalogue.get_training_catalogue(tx, rule_set=asked_of(field)["rule_set"])["items"]
        today = catalogue.get_training_catalogue(tx)["items"]

    assert [item["text"] for item in field["default"]] == wanted
    assert [group["proposals"][0]["text"] for group in named] == wanted
    assert len(today[0]["proposals"]) == 3
