"""A recognition of a committee can be revoked for some days, while nothing of it has changed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.members.domain import recognitions as rules
from services.members.domain.positions import Position
from services.members.domain.recognitions import Recognition, Since

UNTIL = date(2029, 11, 26)
RECOGNITION = Recognition(
    id=UUID(int=1), unit_id=UUID(int=2), term_id=UUID(int=3), recognised_at=datetime(2026, 11, 26, 2, tzinfo=UTC),
    recognised_by=None, seats=((UUID(int=4), UNTIL),), ended=(), terms=(), codes=(("2022-2027", None, None),), until=UNTIL,
)  # fmt: skip


@pytest.mark.parametrize(("today", "code"), [(date(2026, 12, 26), None), (date(2026, 12, 27), "undo-over")])
def test_it_can_be_revoked_for_thirty_days(today, code):
    found = rules.too_late(date(2026, 11, 26), today, 30)

    assert (found and found.code) == code


def test_nothing_stands_in_the_way_while_all_is_as_it_was():
    assert rules.against(RECOGNITION, Since(until=UNTIL)) == []


def test_everything_that_would_be_lost_is_named():
    since = Since(changed=["An", "Bình", "Cường", "Dũng"], joined=["Hà"], until=date(2028, 1, 1))

    found = {remark.code: remark.text for remark in rules.against(RECOGNITION, since)}

    assert list(found) == ["seats-changed", "appointed-since", "term-changed"]
    assert "An, Bình, Cường và 1 trường hợp khác" in found["seats-changed"]


def test_an_office_that_never_was_ends_before_it_begins():
    seat = Position(
        id=UUID(int=4), person_id=UUID(int=5), unit_id=UUID(int=2), role="CHAPTER_OFFICER", code="BT",
        from_on=date(2026, 11, 26), until=UNTIL,
    )  # fmt: skip

    assert rules.never_held(seat) == replace(seat, until=date(2026, 11, 25), version=2)
