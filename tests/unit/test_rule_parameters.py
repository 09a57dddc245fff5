"""The numbers of the Charter and its guidance are data: each of domain rule 16 has its key and its default."""

import pytest

from services.contracts.rules import BY_KEY

DEFAULTS = {
    "admission_min_age": "15y+1d",
    "admission_max_age": "30y",
    "introducer_min_months": 3,
    "vote_majority": "1/2",
    "quorum": "2/3",
    "admission_decide_days": 15,
    "maturity_age": 30,
    "extension_max_age": 35,
    "inactivity_months": 3,
    "inactivity_consecutive": True,
    "away_max_months": 12,
    "readmission_wait_months": 12,
    "transfer_chapter_days": 3,
    "transfer_origin_days": 5,
    "transfer_destination_days": 5,
    "in_transit_max_days": 90,
    "temp_min_months": 3,
    "temp_max_months": 12,
    "residence_min_months": 6,
    "chapter_min_members": 3,
    "grassroots_min_members": 30,
    "grassroots_min_chapters": 2,
    "chapter_bch_threshold": 9,
    "provisional_max_months": 6,
    "bch_absence_limit": 3,
    "suspension_max_months": 3,
    "suspension_total_months": 6,
    "complaint_window_days": 30,
    "complaint_answer_days": 60,
    "complaint_answer_province_days": 90,
    "progress_min_months": 6,
    "progress_comment_months": 3,
    "fee_rate_no_salary": 2000,
    "fee_rate_salaried": 5000,
    "fee_rate_abroad": 5000,
    "fee_keep_ratio": "2/3",
    "fee_exempt_max_months": 6,
    "party_class_valid_months": 60,
    "recommendation_valid_months": 12,
    "rating_scale": ("HTXS", "HTT", "HT", "KHT", "KXL", "CDG"),
    "htxs_min_attendance": 90,
    "htxs_cap_percent": 0,
    "numbering_reset": "TERM",
    "honorary_approver_level": "DISTRICT",
}
MARKS = {
    "S": (
        "admission_min_age", "admission_max_age", "introducer_min_months", "vote_majority", "maturity_age", "extension_max_age",
        "inactivity_months", "inactivity_consecutive", "away_max_months", "residence_min_months", "chapter_min_members",
        "grassroots_min_members", "grassroots_min_chapters", "chapter_bch_threshold", "provisional_max_months", "bch_absence_limit",
        "suspension_max_months", "suspension_total_months", "fee_rate_no_salary", "fee_rate_salaried", "fee_rate_abroad",
        "fee_keep_ratio", "fee_exempt_max_months", "party_class_valid_months", "htxs_min_attendance", "term_extension_share",
    ),
    "GK-high": ("quorum", "progress_comment_months"),
    "GK-low": (
        "admission_decide_days", "readmission_wait_months", "transfer_chapter_days", "transfer_origin_days",
        "transfer_destination_days", "in_transit_max_days", "temp_min_months", "temp_max_months", "complaint_window_days",
        "complaint_answer_days", "complaint_answer_province_days", "progress_min_months", "recommendation_valid_months",
        "htxs_cap_percent", "honorary_approver_level",
    ),
    "INF": ("rating_scale", "numbering_reset"),
}  # fmt: skip
"""How sure the domain is of each: what is GK-low or inferred is for the customer to confirm."""


@pytest.mark.parametrize(("key", "default"), DEFAULTS.items())
def test_a_number_of_the_charter_is_a_parameter(key, default):
    assert BY_KEY[key].default == default


@pytest.mark.parametrize(("mark", "key"), [(mark, key) for mark, keys in MARKS.items() for key in keys])
def test_how_sure_we_are_of_a_number_is_said(mark, key):
    found = BY_KEY[key]

    assert any(each.startswith(mark) for each in found.mark.split(","))
    assert found.unsure == (mark in ("GK-low", "INF"))
