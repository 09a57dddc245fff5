"""What comes after a step: on, never back, also while the services carry a decision out."""

from dataclasses import replace

import pytest

from services.workflows import registry
from services.workflows.domain import paces
from tests.unit.workflows.builders import a_case

AHEAD = (
    ("admission", "submitted", "Đã chuẩn y"),
    ("admission", "preparing", "Đã chuẩn y"),
    ("transfer", "releasing", "Đã giới thiệu, chờ nơi đến tiếp nhận"),
    ("maturation", "preparing", "Đã công nhận, chờ lễ trưởng thành"),
    ("maturation", "reactivating", "Đã khôi phục sinh hoạt"),
    ("away", "introducing", "Đang theo dõi"),
)


@pytest.mark.parametrize(("code", "state", "title"), AHEAD, ids=[f"{code} {state}" for code, state, _ in AHEAD])
def test_a_decision_that_is_being_carried_out_goes_on_and_not_back(code, state, title):
    process = registry.get(code)
    following = paces.following(process, replace(a_case(), process=code, state=state))

    assert following is not None
    assert following[0] == title
