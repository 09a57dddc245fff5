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
UNSURE = frozenset({
    "admission_decide_days", "readmission_wait_months", "transfer_chapter_days", "temp_min_months", "complaint_window_days",
    "progress_min_months", "recommendation_valid_months", "htxs_cap_percent", "numbering_reset", "honorary_approver_level",
})  # fmt: skip
"""What the customer is asked to confirm: marked GK-low or inferred."""


@pytest.mark.parametrize(("key", "default"), DEFAULTS.items())
def test_a_number_of_the_charter_is_a_parameter(key, default):
    assert BY_KEY[key].default == default


@pytest.mark.parametrize("key", sorted(UNSURE))
def test_what_is_not_sure_is_marked_so(key):
    assert BY_KEY[key].unsure
