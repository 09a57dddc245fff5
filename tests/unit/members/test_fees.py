"""What a month costs, who may pay it, and how money is shared (domain rule 14.3)."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.fees import OpenFeeBook
from services.contracts.rules import DEFAULTS
from services.kit import schema
from services.kit.faults import Conflict, Invalid
from services.members.fees import domain
from services.members.fees.domain import Line, Month, MonthState, Payer, RemittanceState, RuleSpan

TODAY = date(2026, 11, 25)
RULES = {key: DEFAULTS[key] for key in domain.RULE_KEYS}


def a_month(month=date(2026, 11, 1), **more):
    usual = {
        "person_id": uuid4(),
        "unit_id": uuid4(),
        "host_id": None,
        "category": "no_salary",
        "rate": 2000,
        "paid": None,
        "receipt_id": None,
        "receipt_number": None,
        "is_exempt": False,
        "is_waived": False,
    }
    return Month(month=month, **usual | more)


def reasons(*months, flags=(), monthly=None, asked=None):
    payer = Payer(uuid4(), "Trần An", frozenset(flags))
    line = Line(payer.id, tuple(asked or (month.month for month in months)), monthly)
    found = domain.refusals(payer, line, {month.month: month for month in months}, today=TODAY, rules=RULES, at=uuid4())
    return [reason["code"] for reason in found]


# ---------------------------------------------------------------- months and rates


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 12, 31)))
def test_a_month_and_its_number_are_one(day):
    assert domain.month_at(domain.number_of(day)) == domain.month_of(day)


def test_a_rule_set_counts_from_the_first_month_that_begins_under_it():
    spans = [RuleSpan(date(2022, 12, 16), RULES), RuleSpan(date(2026, 3, 10), RULES | {"fee_rate_no_salary": 5000})]

    known = domain.rates(spans)

    costs = {month: domain.rate_of(known, "no_salary", date(2026, month, 1)) for month in (3, 4)}
    assert costs == {3: 2000, 4: 5000}


def test_a_rule_set_that_begins_with_a_month_counts_for_it():
    spans = [RuleSpan(date(2022, 12, 16), RULES), RuleSpan(date(2026, 3, 1), RULES | {"fee_rate_salaried": 9000})]

    assert domain.rate_of(domain.rates(spans), "salaried", date(2026, 3, 1)) == 9000


def test_before_the_first_rule_set_the_first_counts():
    assert domain.rate_of(domain.rates([RuleSpan(date(2022, 12, 16), RULES)]), "abroad", date(2011, 1, 1)) == 5000


@given(
    st.lists(st.dates(date(2000, 1, 1), date(2100, 1, 1)), min_size=1, max_size=5),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_every_month_has_one_price(begins, day):
    known = domain.rates([RuleSpan(begin, RULES) for begin in begins])
    number = domain.number_of(day)

    found = [rate for rate in known if rate.category == "salaried" and rate.from_month <= number <= rate.until_month]

    assert len(found) == 1


@pytest.mark.parametrize(
    ("salaried", "flags", "category"),
    [
        (None, (), "no_salary"),
        (False, ("away",), "no_salary"),
        (True, (), "salaried"),
        (True, ("abroad",), "abroad"),
    ],
)
def test_the_category_follows_from_the_file(salaried, flags, category):
    assert domain.category_of(salaried, flags) == category


# ---------------------------------------------------------------- what became of a month


@pytest.mark.parametrize(
    ("month", "state"),
    [
        (a_month(paid=2000, is_exempt=True), MonthState.PAID),
        (a_month(is_exempt=True, is_waived=True), MonthState.EXEMPT),
        (a_month(is_waived=True), MonthState.WAIVED),
        (a_month(date(2026, 10, 1)), MonthState.OWED),
        (a_month(date(2026, 11, 1)), MonthState.DUE),
        (a_month(date(2026, 12, 1)), MonthState.AHEAD),
    ],
    ids=lambda value: value.value if isinstance(value, MonthState) else "",
)
def test_a_month_is_in_one_state(month, state):
    assert month.state(TODAY) is state


def test_this_month_and_those_that_are_past_can_be_paid():
    assert reasons(a_month(date(2025, 1, 1)), a_month()) == []


def test_a_month_that_nobody_owes_is_not_paid():
    assert reasons(a_month(), asked=[date(2026, 11, 1), date(2020, 1, 1)]) == ["fee-not-due"]


@pytest.mark.parametrize("settled", [{"paid": 2000, "receipt_number": 7}, {"is_exempt": True}, {"is_waived": True}])
def test_a_settled_month_is_not_paid_again(settled):
    assert reasons(a_month(**settled)) == ["fee-already-settled"]


def test_a_month_to_come_waits():
    assert reasons(a_month(date(2026, 12, 1))) == ["fee-too-early"]


@pytest.mark.parametrize("flag", ["away", "temp_elsewhere", "abroad"])
def test_who_is_far_from_home_pays_three_months_together(flag):
    coming = [a_month(date(2026, 12, 1)), a_month(date(2027, 1, 1)), a_month(date(2027, 2, 1))]

    assert reasons(a_month(), *coming, flags=[flag]) == ["fee-too-early"]
    assert reasons(a_month(), *coming[:2], flags=[flag]) == []


def test_only_those_abroad_choose_what_they_give():
    assert reasons(a_month(), monthly=3000) == ["fee-wrong-amount"]
    assert reasons(a_month(category="abroad", rate=5000), monthly=4999) == ["fee-below-minimum"]
    assert reasons(a_month(category="abroad", rate=5000), monthly=20_000) == []


def test_refusals_name_what_was_found_and_how_to_mend_it():
    payer, month = Payer(uuid4(), "Trần An", frozenset()), a_month(paid=2000, receipt_number=7)

    [reason] = domain.refusals(
        payer, Line(payer.id, (month.month,), None), {month.month: month}, today=TODAY, rules=RULES, at=uuid4()
    )

    assert reason["text"] == "Đoàn phí tháng 11/2026 của Trần An đã đóng, biên lai số 7."
    assert reason["mend"]


# ---------------------------------------------------------------- money on its way up


@pytest.mark.parametrize(
    ("received", "kept", "sent"),
    [(2000, 1334, 666), (5000, 3334, 1666), (6000, 4000, 2000), (1, 1, 0), (0, 0, 0)],
)
def test_two_thirds_stay_and_the_remainder_with_them(received, kept, sent):
    assert domain.split(received, "2/3") == domain.Split(kept, sent)


@given(st.integers(0, 10**12), st.integers(0, 20), st.integers(1, 20))
def test_nothing_is_lost_or_doubled_in_a_split(received, kept, whole):
    share = min(kept, whole)

    shares = domain.split(received, f"{share}/{whole}")

    assert shares.kept + shares.sent == received
    assert 0 <= shares.sent * whole <= received * (whole - share)
    assert shares.sent * whole > received * (whole - share) - whole


@pytest.mark.parametrize(("received", "ratio"), [(-1, "2/3"), (1, "4/3"), (1, "0/0")])
def test_what_makes_no_sense_is_not_shared(received, ratio):
    with pytest.raises(ValueError, match="cannot be shared"):
        domain.split(received, ratio)


@st.composite
def trees(draw):
    """Parents of units, the root first, and what each collects itself: chains, stars and anything between."""
    size = draw(st.integers(1, 25))
    parents = [None, *(draw(st.integers(0, place)) for place in range(size - 1))]
    return parents, draw(st.lists(st.integers(0, 5_000_000), min_size=size, max_size=size))


@given(trees())
def test_in_a_tree_of_any_depth_all_that_was_collected_is_kept_somewhere_or_left_the_top(tree):
    parents, collected = tree
    received, kept, left = list(collected), [0] * len(parents), 0

    for unit in reversed(range(len(parents))):
        shares = domain.split(received[unit], "2/3")
        kept[unit] = shares.kept
        if parents[unit] is None:
            left = shares.sent
        else:
            received[parents[unit]] += shares.sent

    assert sum(kept) + left == sum(collected)
    assert all(one >= received[unit] * 2 // 3 for unit, one in enumerate(kept))


@given(st.lists(st.integers(1, 1_000_000), min_size=1, max_size=40))
def test_sending_in_parts_costs_the_superior_less_than_a_dong_a_part(parts):
    whole, sent = domain.split(sum(parts), "2/3").sent, sum(domain.split(part, "2/3").sent for part in parts)

    assert 0 <= whole - sent <= len(parts)


STATES = list(RemittanceState)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("wanted", STATES)
def test_a_remittance_becomes_only_what_it_may(state, wanted):
    possible = domain.following(state, has_receiver=True)

    if wanted in possible:
        domain.settle(state, wanted, possible, reason="Thiếu 500 đ", is_own=False)
    else:
        with pytest.raises(Conflict, match="remittance-settled"):
            domain.settle(state, wanted, possible, reason="Thiếu 500 đ", is_own=False)


def test_what_left_the_tree_is_taken_back_by_its_sender_alone():
    assert domain.following(RemittanceState.CONFIRMED, has_receiver=False) == {RemittanceState.WITHDRAWN}
    assert domain.following(RemittanceState.CONFIRMED, has_receiver=True) == frozenset()


@pytest.mark.parametrize(("month", "is_taken"), [("2026-11-01", True), ("2026-11-15", False), ("1999-12-01", False)])
def test_a_month_is_written_as_its_first_day(month, is_taken):
    asked = {"unit_id": str(UUID(int=1)), "from_month": month}

    if is_taken:
        assert schema.load(OpenFeeBook, asked)["from_month"] == date.fromisoformat(month)
    else:
        with pytest.raises(Invalid) as refused:
            schema.load(OpenFeeBook, asked)
        assert "from_month" in refused.value.fields["errors"]
