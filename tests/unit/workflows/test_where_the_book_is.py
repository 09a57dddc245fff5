"""Where the member's book is said to be (domain rule 14.1): with the unit, its member, on the way, lost, or void."""

import pytest

from services.workflows.domain.case import SYSTEM
from services.workflows.domain.process import Apply
from tests.unit.workflows import maturation_cases, removal_cases
from tests.unit.workflows.moving import a_moving_view
from tests.unit.workflows.transfer_cases import CONFIRMED, NEIGHBOUR_ID, WIDE, a_transfer, act, effect_of, in_transit


def written(case, action):
    step = act(case, action, SYSTEM)
    return effect_of(step, Apply).writes(a_moving_view(step.case, around=WIDE)).get("book_location")


def on_the_way(book, state="in_transit"):
    return in_transit(state, confirmation={**CONFIRMED, "book": book})


@pytest.mark.parametrize(
    ("book", "where"), [("HANDED", "Đoàn viên giữ"), ("SENT", "Đang chuyển"), ("LOST", "Đã mất"), (None, None)]
)
def test_whoever_is_introduced_carries_the_book_or_it_is_sent(book, where):
    assert written(on_the_way(book, "introducing"), "issued") == where


@pytest.mark.parametrize(("book", "where"), [("HANDED", "Đơn vị giữ"), ("SENT", "Đơn vị giữ"), ("LOST", None)])
@pytest.mark.parametrize("state", ["placing", "returning"])
def test_whoever_has_the_member_has_the_book(book, where, state):
    assert written(on_the_way(book, state), "prepared") == where


def test_whom_nobody_took_in_has_the_book_still():
    assert written(on_the_way("HANDED", "losing"), "prepared") is None


def test_inside_one_grassroots_unit_the_book_stays_where_it_is():
    within = a_transfer("placing", {"destination_id": str(NEIGHBOUR_ID)})

    assert written(within, "prepared") is None


def test_who_is_struck_off_has_no_book_that_counts():
    view = removal_cases.decided("issuing")

    applied = effect_of(removal_cases.act("issued", view, SYSTEM), Apply)

    assert applied.writes(view) == {"book_location": "Lưu, hết giá trị"}


def test_who_matured_keeps_the_book():
    view = maturation_cases.a_view("issuing", wish=maturation_cases.WISH)

    applied = effect_of(maturation_cases.act("issued", view, SYSTEM), Apply)

    assert applied.writes(view)["book_location"] == "Đoàn viên giữ"
