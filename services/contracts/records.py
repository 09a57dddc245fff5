"""What each process leaves in `data` of its record lines: read by statistics, the member's book and registers.

Dates are ISO texts, months first days of theirs, ids texts. A key that a case does not know is absent. `unit_id` is the
chapter of the person at the time.
"""

from typing import Final

DATA: Final[dict[str, str]] = {
    "admission": "vote {agree, disagree, blank, invalid, present}, theme, unit_id",
    "transfer": "stage RELEASED | MOVED | LEFT | ARRIVED | RETURNED, kind, from_unit_id, to_unit_id, from_place, to_place, "
    "reason, fee_paid_until, comment, introduction_no",
    "maturation": "stage MATURED | EXTENDED | RESTORED, wish, certificate_no, extended_until, ceremony_on, unit_id",
    "removal": "ending STRUCK_OFF | WITHDRAWN | DECEASED | RESTORED, ground, months [month], unit_id",
    "training": "year, campaign_id, stage REGISTERED | CONFIRMED, result DAT | CHUA_DAT, self_score, chapter_score, comment, unit_id",
    "evaluation": "year, campaign_id, rating HTXS | HTT | HT | KHT | KXL | CDG, self_rating, comment, residence_comment, training, "
    "attendance_percent, is_officer, unit_id; about a unit also level",
    "honorary": "stage CONFERRED | WITHDRAWN, merits, card_no, unit_id",
    "outstanding": "stage INTRODUCED | IN_CLASS | RECOGNISED | ADMITTED | OFFICIAL | WITHDRAWN | EXPIRED, year, on, valid_until, "
    "class_certificate_no, party_cell, unit_id",
    "award": "level GRASSROOTS | DISTRICT | PROVINCE | CENTRAL, form, form_title, kind, occasion, reason, money, is_collective, unit_id",
    "discipline": "stage EXAMINED | DECIDED | SUSPENDED | COMPLAINED | COMMENTED | PROGRESS | ANNULLED, form KHIEN_TRACH | CANH_CAO | CACH_CHUC | "
    "KHAI_TRU | GIAI_TAN, is_officer, is_collective, violation, outcome UPHELD | CHANGED | ANNULLED, from_on, until, comment, unit_id",
    "away": "stage TRACKED | AMENDED | REGISTERED | EXTENDED | RETURNED | LOST | CONVERTED, destination_kind PROVINCE | ABROAD, "
    "destination, reason, depart_on, expected_on, host_unit_id, unit_id",
    "residence": "stage RECEIVED | COMMENTED | ENDED, host_unit_id, host_place, from_on, ended_on, year, comment, grade, unit_id",
    "temporary": "stage RECEIVED | EXTENDED | ENDED | EXPIRED | LOST, host_unit_id, host_place, from_on, until, ended_on, comment, grade, unit_id",
    "card_reissue": "reason, old_card_no, unit_id",
    "fee_exemption": "from_month, until_month, reason, unit_id",
}
"""Process → keys of `data` and what they say."""
