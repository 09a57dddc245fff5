"""A campaign whose unit is over is carried on by the unit that follows, for those whom it was opened for."""

from datetime import UTC, date, datetime
from uuid import UUID

from services.workflows.domain import campaign as rules
from services.workflows.domain.campaign import Campaign

FIRST, SECOND, THIRD, BELOW = (UUID(int=n) for n in range(1, 5))
MERGED_ON, MERGED_AGAIN_ON = date(2026, 11, 24), date(2026, 12, 1)
OPENED = Campaign(
    id=UUID(int=9), process="evaluation", title="Xếp loại năm 2026", unit_id=FIRST, year=2026, period="",
    from_on=date(2026, 11, 1), until=date(2026, 12, 15), closing_on=date(2026, 12, 31), state="OPEN",
    opened_at=datetime(2026, 11, 1, tzinfo=UTC), opened_by=None,
)  # fmt: skip


def moved():
    return rules.carried_on(OPENED, by=SECOND, on=MERGED_ON, units=(BELOW,))


def test_it_concerns_all_below_the_unit_that_opened_it():
    assert (OPENED.reaches, OPENED.came_on) == ((FIRST,), None)


def test_carried_on_it_concerns_the_units_and_members_that_came_along():
    after = moved()

    assert (after.unit_id, after.reaches, after.came_on) == (SECOND, (BELOW,), MERGED_ON)


def test_carried_on_again_it_concerns_the_same_units_and_no_members_of_the_one_between():
    after = rules.carried_on(moved(), by=THIRD, on=MERGED_AGAIN_ON, units=(UUID(int=5),))

    assert (after.unit_id, after.reaches, after.came_on) == (THIRD, (BELOW,), None)
    assert [hop.unit_id for hop in after.hops] == [FIRST, SECOND]


def test_given_back_it_is_as_it_was():
    after = rules.given_back(moved())

    assert (after.unit_id, after.hops, after.reaches) == (FIRST, (), (FIRST,))
