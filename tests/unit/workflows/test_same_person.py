"""Whether a row of a workbook is about the member whose code or case number it bears."""

import pytest

from services.workflows.domain.same_person import is_same_birth, is_same_name


@pytest.mark.parametrize(
    ("written", "same"),
    [("Lý Thị Mỹ", True), ("LY THI MI", True), ("Lí  ThịMỹ", True), ("Lý Thị Mai", False), ("Lý Mỹ", False)],
)
def test_a_name_agrees_when_it_folds_to_the_same(written, same):
    assert is_same_name(written, "Lý Thị Mỹ") is same


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("05/03/2005", True),
        ("5.3.2005", True),
        ("2005-03-05 00:00:00", True),
        ("03/2005", True),
        ("2005", True),
        ("", True),
        ("05/03/2004", False),
        ("15/03/2005", False),
        ("03/05/2005", False),
        ("04/2005", False),
        ("2004", False),
    ],
)
def test_a_birth_date_agrees_as_far_as_both_say(written, same):
    assert is_same_birth(written, "05/03/2005") is same
    assert is_same_birth("05/03/2005", written) is same
