"""People stand in lists and workbooks in the order of the Vietnamese alphabet."""

import pytest

from services.members.domain import names
from services.workflows.domain import words

IN_ORDER = ["Nguyễn Văn An", "Lê Thị Án", "Trần Dũng", "Nguyễn Đức", "Phạm Ế", "Võ Ô"]


@pytest.mark.parametrize("key", [words.by_given_name, names.sort_key])
def test_dung_stands_before_duc_with_a_bar(key):
    mixed = [*IN_ORDER[3:], *IN_ORDER[:3]]

    assert sorted(mixed, key=key) == IN_ORDER


@pytest.mark.parametrize("key", [words.by_unit_name, names.unit_sort_key])
def test_units_stand_by_name_and_their_numbers_by_value(key):
    in_order = [
        "Chi đoàn 10A3",
        "Chi đoàn 10A10",
        "Chi đoàn Dung Quất",
        "Chi đoàn Đức Thọ",
        "Chi đoàn thôn 2",
        "Chi đoàn thôn 10",
    ]

    mixed = [*in_order[3:], *in_order[:3]]

    assert sorted(mixed, key=key) == in_order
