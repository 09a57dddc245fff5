"""What a campaign sets for its own cases: asked by its kind, checked, read by its cases, shown on its page."""

import pytest

from services.kit.faults import Invalid
from services.workflows.actions import campaigns
from tests.integration.workflows.conftest import SECRETARY
from tests.integration.workflows.test_campaigns import begin, get, opened, peopled, run_jobs  # noqa: F401  # fixture
from tests.integration.workflows.test_evaluation import rows_of

SET = {"htxs_cap_percent": 20, "htxs_min_attendance": 95, "htt_min_attendance": None}


def test_the_cases_of_a_campaign_read_what_it_sets(peopled, rows):  # noqa: F811
    campaign = opened(peopled, form=SET)

    assert {str(row.form["campaign"]) for row in rows("SELECT form FROM cases")} == {
        str({"htxs_cap_percent": 20, "htxs_min_attendance": 95})
    }
    assert rows_of(peopled, campaign)["summary"]["cap"]["percent"] == 20


def test_a_campaign_that_sets_nothing_leaves_the_rules(peopled, rows):  # noqa: F811
    campaign = opened(peopled)

    assert all("campaign" not in row.form for row in rows("SELECT form FROM cases"))
    assert rows_of(peopled, campaign)["summary"]["cap"] is None


def test_its_page_says_what_it_sets(peopled):  # noqa: F811
    campaign = opened(peopled, form=SET)

    assert get(peopled, campaign)["settings"] == [
        {"title": "Hoàn thành xuất sắc nhiều nhất (%)", "text": "20"},
        {"title": "Sinh hoạt ít nhất để Hoàn thành xuất sắc (%)", "text": "95"},
    ]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"htxs_cap_percent": 120}, "htxs_cap_percent"),
        ({"htxs_min_attendance": 60}, "htxs_min_attendance"),
        ({"htt_min_attendance": 40}, "htt_min_attendance"),
        ({"ceremony_on": "2026-12-22"}, "ceremony_on"),
    ],
    ids=["more than all", "less for the best", "less than for done", "of another kind"],
)
def test_what_does_not_fit_is_told_at_its_field(peopled, rows, form, field):  # noqa: F811
    with pytest.raises(Invalid) as refused:
        begin(peopled, form=form)

    assert list(refused.value.fields["errors"]) == [field]
    assert rows("SELECT id FROM campaigns") == []


def test_the_form_asks_of_each_kind_what_it_may_set(peopled):  # noqa: F811
    with peopled.asking(SECRETARY) as tx:
        kinds = campaigns.list_campaign_kinds(tx)

    own = {kind["process"]: kind["settings"] for kind in kinds["items"]}
    shown = kinds["form_schema"]["properties"]
    assert own["evaluation"] == ["htxs_cap_percent", "htxs_min_attendance", "htt_min_attendance"]
    assert own["training"] == ["training_items_per_group", "proposals"]
    assert own["maturation"] == ["ceremony_on", "ceremony_place"]
    assert own["unit_evaluation"] == []
    assert all(shown[name]["x-when"] == {"process": [code]} for code, names in own.items() for name in names)
