"""A report of a unit from the accepted reports of those below it (domain rule 18)."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.rules import DEFAULTS
from services.members.figures import composing, domain, periods, reports
from services.members.figures.composing import DOWN, UP, Piece
from services.members.figures.domain import Column, Report
from services.members.figures.reports import REPORTS

SUBMITTED = list(reports.SUBMITTED.values())
COUNTED = list(REPORTS.values())
MOVEMENT = REPORTS["BM-02"]


def base(report):
    return [column.code for column in report.columns if column.is_counted]


def counts(report):
    """Any numbers for the columns of the report that are counted."""
    return st.fixed_dictionaries({code: st.integers(0, 5000) for code in base(report)}).map(Counter)


def piece(registry, accepted, number=1):
    return Piece(UUID(int=number), f"Xã {number}", "GRASSROOTS", registry, accepted)


def pieces_of(*accepted, registry=None):
    return [piece(registry or Counter(), one, number) for number, one in enumerate(accepted, start=1)]


@pytest.mark.parametrize("report", SUBMITTED, ids=[report.code for report in SUBMITTED])
@given(data=st.data())
def test_what_is_accepted_below_and_what_is_the_units_own_come_to_the_draft(report, data):
    accepted = data.draw(st.lists(counts(report), min_size=1, max_size=4))
    registry = data.draw(counts(report))
    own = data.draw(counts(report))
    below = [piece(registry, one, number) for number, one in enumerate(accepted, start=1)]
    whole = domain.sum_of([*(registry for _ in accepted), own])

    draft = composing.composed(report, below, whole=whole)

    adding = [column.code for column in report.columns if column.is_counted and column.over_units]
    assert all(draft[code] == own[code] + sum(one[code] for one in accepted) for code in adding)
    assert all(draft[code] == whole[code] for code in base(report) if code not in adding)


@pytest.mark.parametrize("report", COUNTED, ids=[report.code for report in COUNTED])
@given(data=st.data())
def test_shares_and_sums_follow_from_the_draft_and_are_never_added(report, data):
    accepted = data.draw(st.lists(counts(report), min_size=2, max_size=4))
    below = [piece(Counter(), domain.completed(report.columns, one), number) for number, one in enumerate(accepted, 1)]

    row = domain.completed(report.columns, composing.composed(report, below, whole=Counter()))

    assert row == domain.completed(report.columns, domain.sum_of(accepted))
    for column in report.columns:
        if column.share and (whole := row[column.share[1]]):
            assert row[column.code] == round(row[column.share[0]] * 100 / whole, 1)


QUARTERS = st.lists(
    st.fixed_dictionaries(
        {"opening": st.integers(0, 500), "admitted": st.integers(0, 90), "moved_out": st.integers(0, 90)}
    ),
    min_size=1,
    max_size=4,
)


@given(quarters=QUARTERS)
def test_quarters_come_to_a_year_that_begins_with_the_first_ends_with_the_last_and_agrees(quarters):
    told = [
        domain.completed(MOVEMENT.columns, one | {"closing": one["opening"] + one["admitted"] - one["moved_out"]})
        for one in quarters
    ]
    whole = composing.over_time(MOVEMENT, told)
    report = composing.corrected(MOVEMENT, [whole])
    row = domain.completed(report.columns, whole)

    assert (row["opening"], row["closing"]) == (told[0]["opening"], told[-1]["closing"])
    assert row["admitted"] == sum(one["admitted"] for one in quarters)
    assert composing.unbalanced(report, row) is None


def test_what_was_corrected_between_two_quarters_stands_apart_both_ways():
    quarters = [{"opening": 10, "closing": 10}, {"opening": 12, "closing": 12}, {"opening": 11, "closing": 11}]
    whole = composing.over_time(MOVEMENT, quarters)

    assert (whole[UP], whole[DOWN]) == (2, 1)
    shown = [column.code for column in composing.corrected(MOVEMENT, [whole]).columns]
    assert shown.index(UP) < shown.index("plus") < shown.index(DOWN) < shown.index("minus")
    assert UP not in [column.code for column in composing.corrected(MOVEMENT, [Counter(opening=1)]).columns]


def test_of_how_things_stand_the_last_quarter_tells_and_of_what_happened_all_of_them():
    composition = composing.over_time(REPORTS["BM-03"], [{"members": 10}, {"members": 12}])
    units = composing.over_time(REPORTS["BM-01"], [{"chapter": 5, "founded": 1}, {"chapter": 6, "founded": 1}])
    rated = composing.over_time(REPORTS["BM-05"], [{"HTT": 3}, {"HTT": 9}])

    assert (composition["members"], units["chapter"], units["founded"], rated["HTT"]) == (12, 6, 2, 9)


def test_a_figure_that_does_not_add_up_is_the_registrys():
    report = Report("X", "X", "", (Column("a", "A"), Column("b", "B", over_units=False)))
    below = pieces_of({"a": 3, "b": 3}, {"a": 4, "b": 4})

    assert composing.composed(report, below, whole=Counter(a=1, b=5)) == Counter(a=8, b=5)


def test_where_parts_say_nothing_of_the_whole_the_registry_does():
    report = Report("X", "X", "", (Column("a", "A", over_time=domain.OverTime.NEVER),))
    told = composing.over_time(report, [{"a": 1}, {"a": 2}])

    assert composing.over_time(report, [{"a": 1}]) == {"a": 1}
    assert told == {"a": None}
    assert composing.composed(report, pieces_of(told), whole=Counter(a=7)) == Counter(a=7)
    assert composing.differences(pieces_of(told), "a") == []


def test_forms_of_award_that_only_a_snapshot_knows_count_on():
    told = composing.over_time(REPORTS["BM-08"], [{"form:GK": 2}, {"form:GK": 1, "form:BK": 1}])

    assert composing.composed(REPORTS["BM-08"], pieces_of(told, {}), whole=Counter()) == Counter(
        {"form:GK": 3, "form:BK": 1}
    )


def test_where_an_accepted_figure_is_another_one_than_the_registrys():
    same, other = Counter(members=5), Counter(members=8)
    below = [piece(same, {"members": 5}, 1), piece(other, {"members": 7}, 2), piece(other, None, 3)]

    [found] = composing.differences(below, "members")
    assert (found.piece.name, found.accepted, found.registry) == ("Xã 2", 7, 8)


def test_money_that_goes_up_inside_is_none_of_the_whole_and_what_is_kept_follows():
    fees = reports.SUBMITTED["BM-10"]
    below = pieces_of({"collected": 90, "remitted": 60}, {"collected": 30, "remitted": 20})
    draft = composing.composed(fees, below, whole=Counter(collected=100, remitted=40))
    row = domain.completed(fees.columns, draft)

    assert (row["collected"], row["remitted"], row["kept"]) == (220, 40, 180)


@pytest.mark.parametrize(("closed_with", "up", "down"), [(10, 0, 0), (8, 2, 0), (13, 0, 3)])
def test_a_period_begins_with_what_was_accepted_of_the_one_before(closed_with, up, down):
    live = Counter(opening=10, admitted=1, closing=11)
    found = composing.carried(MOVEMENT, live, closed_with=closed_with)
    report = composing.corrected(MOVEMENT, [found])

    assert (found["opening"], found[UP], found[DOWN], found["closing"]) == (closed_with, up, down, 11)
    assert composing.unbalanced(report, domain.completed(report.columns, found)) is None


def test_without_an_accepted_report_before_nothing_is_carried_on():
    live = Counter(opening=10)

    assert composing.carried(MOVEMENT, live, closed_with=None) is live
    assert composing.carried(REPORTS["BM-03"], live, closed_with=4) is live


def test_figures_that_cannot_be_are_told_with_what_would_mend_them():
    row = domain.completed(MOVEMENT.columns, Counter(opening=10, admitted=2, closing=11))

    wrong = composing.unbalanced(MOVEMENT, row)
    assert wrong.text == "Đầu kỳ 10 + tăng 2 − giảm 0 = 12, khác cuối kỳ 11."
    assert "bỏ số đã sửa" in wrong.mend
    assert composing.unbalanced(REPORTS["BM-03"], {}) is None


@pytest.mark.parametrize(
    ("level", "period", "parts"),
    [
        ("GRASSROOTS", "2026-H2", ["2026-Q3", "2026-Q4"]),
        ("GRASSROOTS", "2026", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
        ("GRASSROOTS", "2026-Q3", ["2026-Q3"]),
        ("DISTRICT", "2026", ["2026"]),
        ("DISTRICT", "2026-H1", ["2026-H1"]),
        ("DISTRICT", "2026-Q3", []),
        ("GROUP", "2026-Q3", []),
    ],
)
def test_by_which_periods_a_unit_below_tells_of_one(level, period, parts):
    kinds = periods.kinds_of(level, DEFAULTS)

    assert [each.code for each in periods.parts(kinds, periods.period_of(period))] == parts


@pytest.mark.parametrize(
    ("period", "earlier"),
    [("2026-Q3", "2026-Q2"), ("2026-Q1", "2025-Q4"), ("2026-H1", "2025-H2"), ("2026", "2025")],
)
def test_the_period_before(period, earlier):
    assert periods.before(periods.period_of(period)).code == earlier
