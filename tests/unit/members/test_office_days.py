"""An office begins in somebody's lifetime, soon, and is not held for ever."""

from datetime import date

import pytest

from services.kit.faults import Invalid
from services.members.domain import positions

TODAY = date(2026, 11, 24)
BORN_ON = date(2000, 5, 17)


@pytest.mark.parametrize(
    ("since", "until", "field", "text"),
    [
        (date(9999, 1, 1), None, "from_on", "Ngày bắt đầu 01/01/9999 quá xa. Nhập ngày không muộn hơn 24/11/2027."),
        (date(2027, 11, 25), None, "from_on", "Ngày bắt đầu 25/11/2027 quá xa. Nhập ngày không muộn hơn 24/11/2027."),
        (date(2000, 5, 16), None, "from_on", "Ngày bắt đầu 16/05/2000 trước ngày sinh 17/05/2000. Sửa ngày bắt đầu."),
        (
            date(2026, 11, 24), date(2036, 11, 25), "until",
            "Ngày hết nhiệm kỳ 25/11/2036 quá xa. Nhập ngày không muộn hơn 24/11/2036, hoặc để trống.",
        ),
    ],
)  # fmt: skip
def test_an_impossible_day_of_an_office_says_what_to_do(since, until, field, text):
    with pytest.raises(Invalid) as fault:
        positions.require_possible_days(since, until, today=TODAY, born_on=BORN_ON)

    assert fault.value.fields["errors"] == {field: [text]}


def test_nobody_holds_an_office_before_there_was_a_union():
    with pytest.raises(Invalid) as fault:
        positions.require_possible_days(date(1931, 3, 25), None, today=TODAY)

    assert list(fault.value.fields["errors"]) == ["from_on"]


@pytest.mark.parametrize(
    ("since", "until"),
    [(TODAY, None), (date(2027, 11, 24), date(2037, 11, 24)), (BORN_ON, None), (date(2024, 9, 1), date(2029, 9, 1))],
)
def test_a_possible_term_is_taken(since, until):
    assert positions.require_possible_days(since, until, today=TODAY, born_on=BORN_ON) is None
