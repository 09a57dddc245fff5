"""What lines write and rules may say, without a database."""

from datetime import date

import pytest

from services.contracts.rules import PARAMETERS
from services.kit.faults import Invalid
from services.members.domain import rule_values, rules, writes
from services.members.domain.writes import Link

TODAY = date(2026, 11, 24)


def columns(**given):
    usual = {"status": "ACTIVE", "flags": [], "code": "240122000366", "card_no": "2401", "card_on": None}
    return usual | {"profile": {}, "extended_until": None, "book_location": None} | given


def written(said, of, cards_before=0):
    return writes.written(said, of, on=TODAY, today=TODAY, cards_before=cards_before)


def test_what_is_so_already_is_not_written_and_not_taken_back():
    told = written({"flags_add": ["away"], "book_location": "unit"}, columns(flags=["away"], book_location="unit"))

    assert (told.columns, told.before) == ({}, {})


def test_a_flag_that_somebody_else_gave_stays_when_the_line_is_struck():
    told = written({"flags_add": ["away", "abroad"]}, columns(flags=["abroad"]))

    assert writes.taken_back(told.before, columns(flags=["abroad", "away"])) == {"flags": ["abroad"]}


def test_a_field_that_cannot_be_read_is_left_as_it_is():
    told = written(
        {"profile": {"party_join_date": "hôm kia", "party_cell": "Chi bộ 1"}},
        columns(party_cell=None, party_join_on=None, party_official_on=None),
    )

    assert told.columns == {"party_cell": "Chi bộ 1"}


@pytest.mark.parametrize(("cards_before", "number"), [(0, "2401 2200 0366-2"), (3, "2401 2200 0366-5")])
def test_a_new_card_says_which_one_it_is(cards_before, number):
    assert written({"card": {}}, columns(), cards_before).columns == {"card_no": number, "card_on": TODAY}


def test_a_link_that_ends_without_a_day_ends_on_that_of_the_line():
    link = writes.linked(Link(from_on=date(2026, 1, 1)), {"kind": "AWAY", "act": "end"}, on=TODAY)

    assert (link.from_on, link.ended_on) == (date(2026, 1, 1), TODAY)


@pytest.mark.parametrize("parameter", PARAMETERS, ids=lambda parameter: parameter.key)
def test_every_rule_may_say_its_default_and_people_can_read_it(parameter):
    said = rule_values.format_value(parameter.key, parameter.default)
    kept = rule_values.checked(
        parameter.key, _asked(parameter.default), default=parameter.default, title=parameter.title
    )

    assert kept == _asked(parameter.default)
    assert said


@pytest.mark.parametrize(("value", "kept"), [("1/9", "01-09"), ("15-11", "15-11")])
def test_a_day_of_the_year_is_kept_in_one_way(value, kept):
    assert rule_values.checked("residence_comment_by", value, default="15-11", title="Ngày") == kept
    assert rule_values.format_value("residence_comment_by", kept) == kept.replace("-", "/")


@pytest.mark.parametrize("value", ["31/02", "29/02", "00/05", "1/13", "mai"])
def test_a_day_that_some_years_lack_is_no_rule(value):
    with pytest.raises(Invalid):
        rule_values.checked("residence_comment_by", value, default="15-11", title="Ngày")


def _asked(default):
    return list(default) if isinstance(default, tuple) else default


def test_the_next_set_of_a_term_has_the_next_number():
    assert rules.next_code("xii.2", ["xii", "xii.2", "xii.10", "xiii.44"]) == "xii.11"


@pytest.mark.parametrize(
    ("value", "kept", "said"),
    [
        ("01/01/2027", "2027-01-01", "01/01/2027"),
        ("2027-01-01", "2027-01-01", "01/01/2027"),
        ("tự động", "AUTO", "tự động"),
        ("AUTO", "AUTO", "tự động"),
    ],
)
def test_a_rule_that_is_a_day_takes_one_or_follows_by_itself(value, kept, said):
    found = rule_values.checked("report_first_day", value, default="AUTO", title="Từ ngày")

    assert (found, rule_values.format_value("report_first_day", found)) == (kept, said)


@pytest.mark.parametrize("value", ["31/02/2027", "2027", "", 5])
def test_what_is_no_day_is_refused_with_what_one_looks_like(value):
    with pytest.raises(Invalid) as refused:
        rule_values.checked("report_first_day", value, default="AUTO", title="Từ ngày")

    assert "01/01/2027" in refused.value.fields["errors"]["value"][0]
