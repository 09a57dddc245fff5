"""How many sittings of its committee somebody has missed in a row, whoever recorded it (domain rule 1.5)."""

from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Invalid
from services.members.domain import positions, sittings
from services.members.domain.positions import Position
from services.members.domain.sittings import Attendance

AN, BINH = UUID(int=1), UUID(int=2)
JULY, AUGUST, SEPTEMBER = date(2026, 7, 5), date(2026, 8, 5), date(2026, 9, 5)
TODAY = date(2026, 11, 26)


def by_hand(day, state="absent", person=AN):
    return Attendance(person, day, state, is_told=False)


def attendance(day, state="absent", person=AN):
    return Attendance(person, day, state, is_told=True)


def missed(*rows, since=date(2026, 1, 1)):
    return sittings.missed(sittings.sittings(rows), AN, since=since)


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        pytest.param(
            [by_hand(JULY), by_hand(AUGUST), by_hand(SEPTEMBER)], [SEPTEMBER, AUGUST, JULY], id="three by hand"
        ),
        pytest.param(
            [attendance(JULY), by_hand(AUGUST), attendance(SEPTEMBER)], [SEPTEMBER, AUGUST, JULY], id="by both"
        ),
        pytest.param(
            [by_hand(JULY), attendance(JULY), attendance(AUGUST), by_hand(AUGUST)], [AUGUST, JULY], id="the same twice"
        ),
        pytest.param([attendance(JULY), attendance(JULY)], [JULY], id="two meetings on a day"),
        pytest.param([by_hand(JULY), attendance(JULY, "present")], [], id="told present, entered absent"),
        pytest.param([by_hand(JULY), attendance(JULY, "present", BINH)], None, id="told without them"),
        pytest.param([attendance(JULY), attendance(JULY, "late")], [], id="late at one of two"),
        pytest.param(
            [by_hand(JULY), by_hand(AUGUST, "excused"), by_hand(SEPTEMBER)], [SEPTEMBER], id="excused between"
        ),
        pytest.param(
            [by_hand(JULY), by_hand(AUGUST, "present", BINH), by_hand(SEPTEMBER)], [SEPTEMBER], id="unknown between"
        ),
        pytest.param([by_hand(JULY), by_hand(AUGUST, "present")], [], id="came last"),
        pytest.param([by_hand(JULY, person=BINH)], None, id="nothing about them"),
        pytest.param([by_hand(date(2025, 12, 1)), by_hand(JULY)], [JULY], id="before their term"),
    ],
)
def test_sittings_missed_in_a_row_are_counted_by_the_day(rows, days):
    assert missed(*rows) == days


def a_seat(person=AN, **given):
    usual = {"unit_id": UUID(int=9), "role": "CHAPTER_OFFICER", "code": "UVBCH", "from_on": JULY, "until": None}
    return Position(**{"id": UUID(int=8), "person_id": person, **usual, **given})


BOTH = (a_seat(), a_seat(BINH))


def entered(day=AUGUST, away=(), offices=BOTH, known=()):
    return sittings.entered(day, dict(away), offices=offices, known=sittings.sittings(known), today=TODAY)


def test_whoever_is_not_named_was_there():
    assert [(each.person_id, each.state) for each in entered(away=[(BINH, "excused")])] == [
        (AN, "present"), (BINH, "excused"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param({"day": date(2026, 11, 27)}, "Ngày 27/11/2026 chưa tới (hôm nay 26/11/2026)", id="to come"),
        pytest.param(
            {"away": [(UUID(int=7), "absent")]}, "không phải uỷ viên Ban Chấp hành ngày 05/08/2026", id="a stranger"
        ),
        pytest.param(
            {"away": [(BINH, "absent")], "offices": [a_seat(), a_seat(BINH, from_on=SEPTEMBER)]},
            "không phải uỷ viên Ban Chấp hành ngày 05/08/2026",
            id="not yet seated",
        ),
    ],
)
def test_what_cannot_be_entered_is_refused(given, said):
    with pytest.raises(Invalid) as refused:
        entered(**given)

    assert said in str(refused.value.fields["errors"])


def test_a_day_of_which_meetings_have_told_is_not_entered_by_hand():
    with pytest.raises(Conflict) as refused:
        entered(known=[attendance(AUGUST)])

    assert refused.value.code == "sitting-told"
    assert "Sửa ở điểm danh" in refused.value.fields["mend"]


def test_before_there_was_a_committee_nothing_is_entered():
    with pytest.raises(Conflict, match="no-committee"):
        entered(day=date(2026, 6, 1))


def test_the_record_says_how_many_whatever_is_left_blank():
    given = {"flags": frozenset(), "limit": 3}

    assert positions.may_end("UVBCH", "ABSENT", absences=None, missed=[SEPTEMBER, AUGUST, JULY], **given) == 3
    assert positions.may_end("UVBCH", "ABSENT", absences=3, missed=None, **given) == 3


@pytest.mark.parametrize(
    ("absences", "record", "said"),
    [
        (3, [AUGUST, JULY], "Sổ kỳ họp ghi vắng 2 kỳ liên tiếp (05/08/2026, 05/07/2026), mà nhập 3"),
        (None, [JULY], "Mới vắng 1 kỳ họp liên tiếp; Ban Chấp hành chỉ xoá tên khi vắng từ 3 kỳ"),
        (3, [], "Sổ kỳ họp ghi vắng 0 kỳ liên tiếp, mà nhập 3"),
        (2, None, "Mới vắng 2 kỳ họp liên tiếp"),
    ],
    ids=["more than the record", "too few on record", "none on record", "too few stated"],
)
def test_a_seat_does_not_end_for_fewer_absences_than_the_rule_says(absences, record, said):
    with pytest.raises(Invalid) as refused:
        positions.may_end("UVBCH", "ABSENT", flags=frozenset(), absences=absences, limit=3, missed=record)

    assert said in refused.value.fields["errors"]["absences"][0]
