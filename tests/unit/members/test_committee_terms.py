"""How long a committee's term is, and how far a superior may extend it (domain rules 1.3, 1.4)."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from services.contracts.rules import DEFAULTS
from services.kit.faults import Invalid
from services.members.domain import committee_terms as rules
from services.members.domain.committee_terms import Term
from tests.unit.members.test_units import a_unit

TODAY = date(2026, 11, 26)
CHAPTER = a_unit("CHAPTER", "DIA_BAN_DAN_CU", name="Chi đoàn thôn Hạ")
COMMUNE = a_unit("GRASSROOTS", "DOAN_XA")


def a_term(**given):
    usual = {"from_on": date(2026, 7, 1), "until": date(2027, 1, 1), "planned_until": date(2027, 1, 1)}
    return Term(**{"id": uuid4(), "unit_id": uuid4(), "code": "lâm thời", "is_provisional": True, **usual, **given})


def refused(term, unit=CHAPTER, *, is_province=False):
    within = term and rules.latest(term, unit, DEFAULTS)
    return rules.not_extendable(term, unit, within=within, today=TODAY, is_province=is_province)


@pytest.mark.parametrize(
    ("level", "kind", "months"),
    [
        ("PROVINCE", "TINH_DOAN", 60),
        ("DISTRICT", "HUYEN_DOAN", 60),
        ("DISTRICT", "DOAN_DH_CD", 30),
        ("GRASSROOTS", "DOAN_XA", 60),
        ("GRASSROOTS", "DOAN_TRUONG_THPT", 12),
        ("GRASSROOTS", "DOAN_CO_QUAN", 30),
        ("GRASSROOTS", "CHI_DOAN_CO_SO", 30),
        ("CHAPTER", "TRUONG_HOC_LOP", 12),
        ("CHAPTER", "DIA_BAN_DAN_CU", 30),
    ],
)
def test_a_term_is_as_long_as_the_rule_of_its_kind_of_unit_says(level, kind, months):
    assert rules.months(a_unit(level, kind), DEFAULTS) == months


@pytest.mark.parametrize(
    ("unit", "latest"),
    [
        pytest.param(CHAPTER, date(2028, 4, 1), id="15 months of 30"),
        pytest.param(a_unit("CHAPTER", "TRUONG_HOC_LOP"), date(2027, 7, 1), id="6 months of a school year"),
        pytest.param(COMMUNE, date(2029, 7, 1), id="30 months of 60"),
    ],
)
def test_a_term_reaches_half_a_term_further(unit, latest):
    assert rules.latest(a_term(), unit, DEFAULTS).day == latest


def test_half_is_counted_from_the_day_first_set_however_often_it_is_extended():
    once = replace(a_term(), until=date(2027, 12, 1))

    assert rules.latest(once, CHAPTER, DEFAULTS).day == date(2028, 4, 1)


def test_the_last_day_that_the_rule_lets_is_let():
    term, last = a_term(), date(2028, 4, 1)

    after = rules.extended(term, until=last, within=rules.latest(term, CHAPTER, DEFAULTS))

    assert (after.until, after.planned_until, after.state(TODAY)) == (last, date(2027, 1, 1), "EXTENDED")


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2028, 4, 2), "tối đa 1/2 nhiệm kỳ 30 tháng, tức 15 tháng, đến 01/04/2028, mà ghi 02/04/2028"),
        (date(2027, 1, 1), "đang đến 01/01/2027, mà ghi 01/01/2027. Ghi ngày sau"),
    ],
    ids=["a day too late", "no later than now"],
)
def test_another_day_is_refused_with_the_rule_and_what_mends_it(until, said):
    term = a_term()

    with pytest.raises(Invalid) as found:
        rules.extended(term, until=until, within=rules.latest(term, CHAPTER, DEFAULTS))

    assert said in found.value.fields["errors"]["until"][0]


@pytest.mark.parametrize(
    ("term", "code"),
    [
        pytest.param(None, "no-term", id="no term"),
        pytest.param(a_term(until=None, planned_until=None), "no-term", id="no last day"),
        pytest.param(a_term(until=date(2026, 11, 25)), "term-over", id="over since yesterday"),
        pytest.param(a_term(until=date(2028, 4, 1)), "term-at-limit", id="as long as it may be"),
        pytest.param(a_term(is_provisional=False), "term-of-province", id="not provisional"),
    ],
)
def test_what_cannot_be_extended_says_why(term, code):
    assert refused(term).code == code


def test_a_provisional_committee_may_be_extended_on_its_last_day():
    assert refused(a_term(until=TODAY, planned_until=TODAY)) is None


@pytest.mark.parametrize(
    ("unit", "is_province", "code"),
    [(COMMUNE, True, None), (COMMUNE, False, "term-of-province"), (CHAPTER, True, "term-of-province")],
    ids=["a commune by the province", "a commune by its district", "a chapter"],
)
def test_an_elected_committees_term_is_lengthened_by_the_province_alone(unit, is_province, code):
    found = refused(a_term(is_provisional=False), unit, is_province=is_province)

    assert (found and found.code) == code


# ---------------------------------------------------------------- a shorter term

ELECTED = {
    "is_provisional": False,
    "from_on": date(2024, 6, 1),
    "until": date(2029, 5, 31),
    "planned_until": date(2029, 5, 31),
}


def shortening(until, term=None, unit=COMMUNE):
    term = term or a_term(**ELECTED)
    return rules.shortened(term, until=until, within=rules.earliest(term, unit, DEFAULTS), today=TODAY)


def not_shortened(term, unit=COMMUNE, *, is_province=True, is_first=False, today=TODAY):
    within = term and rules.earliest(term, unit, DEFAULTS)
    return rules.not_shortenable(term, unit, within=within, today=today, is_province=is_province, is_first=is_first)


def test_a_term_is_shortened_by_half_a_term_and_no_more():
    floor = rules.earliest(a_term(**ELECTED), COMMUNE, DEFAULTS)

    assert (floor.day, floor.months) == (date(2026, 11, 30), 30)
    assert shortening(floor.day).until == floor.day
    assert shortening(floor.day).state(TODAY) == "CURRENT"


def test_half_is_counted_from_the_day_first_set_however_often_it_is_shortened():
    once = a_term(**ELECTED | {"until": date(2027, 5, 31)})

    assert rules.earliest(once, COMMUNE, DEFAULTS).day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (date(2026, 11, 29), "tối đa 1/2 nhiệm kỳ 60 tháng, tức 30 tháng, về 30/11/2026, mà ghi 29/11/2026"),
        (date(2029, 5, 31), "đang đến 31/05/2029, mà ghi 31/05/2029. Ghi ngày trước"),
    ],
    ids=["a day too early", "no earlier than now"],
)
def test_another_day_is_refused_with_the_rule(until, said):
    with pytest.raises(Invalid) as found:
        shortening(until)

    assert said in found.value.fields["errors"]["until"][0]


def test_nobody_shortens_a_term_into_the_past():
    late = a_term(**ELECTED | {"until": date(2028, 5, 31), "planned_until": date(2028, 5, 31)})

    with pytest.raises(Invalid) as found:
        shortening(date(2026, 11, 25), term=late)

    assert "đã qua" in found.value.fields["errors"]["until"][0]


@pytest.mark.parametrize(
    ("term", "code"),
    [
        pytest.param(None, "no-term", id="no term"),
        pytest.param(a_term(**ELECTED | {"until": date(2026, 11, 25)}), "term-over", id="over since yesterday"),
        pytest.param(a_term(), "term-provisional", id="provisional"),
        pytest.param(a_term(**ELECTED | {"until": date(2026, 11, 30)}), "term-at-limit", id="as short as it may be"),
    ],
)
def test_what_cannot_be_shortened_says_why(term, code):
    assert not_shortened(term).code == code


@pytest.mark.parametrize(
    ("unit", "given", "code"),
    [
        (COMMUNE, {"is_province": True}, None),
        (COMMUNE, {"is_province": False}, "term-of-province"),
        (CHAPTER, {"is_province": True}, "term-of-province"),
        (CHAPTER, {"is_province": False, "is_first": True}, None),
    ],
    ids=["by the province", "by its district", "a chapter", "the first of a new chapter, by its superior"],
)
def test_a_term_is_shortened_by_the_province_and_the_first_of_a_new_unit_by_its_superior(unit, given, code):
    term = a_term(**ELECTED | {"until": date(2027, 12, 31), "planned_until": date(2027, 12, 31)})

    found = not_shortened(term, unit, **given)

    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("earlier", "opened_on", "is_first"),
    [
        ([a_term(from_on=date(2024, 1, 5))], date(2024, 1, 1), True),
        ([a_term(from_on=date(2024, 1, 5))], date(2020, 1, 1), False),
        ([a_term(from_on=date(2024, 1, 5)), a_term(**ELECTED)], date(2024, 1, 1), False),
        ([], date(2024, 1, 1), False),
    ],
    ids=["a new unit", "an old unit that had a provisional committee", "the second term", "nobody knows of any before"],
)
def test_the_first_term_of_a_new_unit_follows_the_committee_that_founded_it(earlier, opened_on, is_first):
    unit = replace(CHAPTER, opened_on=opened_on)

    assert rules.is_first_of_new(a_term(**ELECTED), earlier, unit, provisional_months=6) is is_first


def test_the_first_term_of_a_new_unit_is_lengthened_by_its_superior():
    term = a_term(**ELECTED | {"until": date(2027, 12, 31)})
    within = rules.latest(term, CHAPTER, DEFAULTS)

    found = rules.not_extendable(term, CHAPTER, within=within, today=TODAY, is_province=False, is_first=True)

    assert found is None


# ---------------------------------------------------------------- the end


@pytest.mark.parametrize(
    ("until", "code"),
    [(date(2026, 11, 25), "term-over"), (date(2027, 2, 23), "term-ending"), (date(2027, 2, 24), None)],
    ids=["over", "in 89 days", "in 90 days"],
)
def test_the_end_of_a_term_asks_for_attention_before_it_comes(until, code):
    term = a_term(until=until, planned_until=until)

    found = rules.warning(term, within=rules.latest(term, CHAPTER, DEFAULTS), today=TODAY, alert_days=90)

    assert (found and found.code) == code


def test_who_follows_ends_the_term_before():
    assert rules.cut(a_term(), on=TODAY).until == date(2026, 11, 25)
    assert rules.cut(a_term(until=date(2026, 9, 1)), on=TODAY).until == date(2026, 9, 1)


# ---------------------------------------------------------------- the term that documents are numbered in


@pytest.mark.parametrize(
    ("term", "code"),
    [
        pytest.param(a_term(**ELECTED | {"code": "2027–2032"}), "2027–2032", id="a new term"),
        pytest.param(a_term(**ELECTED | {"code": "2022 – 2027"}), "2022-2027", id="the same term, written otherwise"),
        pytest.param(a_term(), "lâm thời 2026", id="a provisional committee"),
    ],
)
def test_documents_are_numbered_within_the_term_of_the_committee(term, code):
    assert rules.numbered_within(term, now="2022-2027") == code
