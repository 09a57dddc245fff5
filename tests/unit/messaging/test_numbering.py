"""Symbols, registers and the search of numbers."""

from datetime import date

import pytest

from services.messaging.domain import numbering


@pytest.mark.parametrize(
    ("ordinal", "kind", "body", "department", "expected"),
    [
        pytest.param(1, "QĐ", "ĐTN", None, "01-QĐ/ĐTN", id="two digits from 01"),
        pytest.param(12, "QĐ", "ĐTN", None, "12-QĐ/ĐTN", id="grassroots decision"),
        pytest.param(367, "QĐ", "TWĐTN", "VP", "367-QĐ/TWĐTN-VP", id="three digits and a department"),
        pytest.param(37, "HD", "TĐTN", "BTC", "37-HD/TĐTN-BTC", id="province guidance"),
        pytest.param(3, "NQ", "", None, "03-NQ", id="a body without abbreviation"),
    ],
)
def test_a_symbol_names_number_type_and_body(ordinal, kind, body, department, expected):
    assert numbering.symbol(ordinal, kind=kind, body=body, department=department) == expected


def test_numbers_restart_with_the_term_of_office():
    key = numbering.period_key("TERM", term="2022-2027", on=date(2026, 11, 24))

    assert key == "2022-2027"


def test_numbers_restart_with_the_year_of_the_documents_own_date():
    key = numbering.period_key("YEAR", term="2022-2027", on=date(2026, 12, 31))

    assert key == "2026"


def test_a_unit_without_a_term_is_numbered_by_year():
    assert numbering.period_key("TERM", term="", on=date(2026, 1, 1)) == "2026"


@pytest.mark.parametrize("typed", ["12-QĐ/ĐTN", "12 QĐ ĐTN", "12qd/dtn", "012 - qđ / đtn", "12QĐĐTN"])
def test_a_number_is_found_however_it_is_spelled(typed):
    assert numbering.number_key(typed) == numbering.number_key("12-QĐ/ĐTN")


def test_a_number_of_one_digit_is_found_without_its_zero():
    assert numbering.number_key("07-TT/HĐTN") == numbering.number_key("7 TT HĐTN")


def test_folding_drops_accents_and_squeezes_spaces():
    assert numbering.folded("  Đoàn   Xã TÂN Mỹ ") == "doan xa tan my"
