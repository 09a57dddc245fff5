"""What belongs to the year that is judged: by when it is done, what hosts said of it, and what was won in it (rules 9, 12A, 13)."""

from datetime import date
from uuid import UUID

import pytest

from services.workflows.domain import machine, rating_grid, ratings
from services.workflows.processes.evaluation import PROCESS
from tests.unit.workflows.builders import TODAY, a_member_view
from tests.unit.workflows.evaluation_cases import RATED, a_case, a_past_case, a_rating_view, with_rules

# ---------------------------------------------------------------- by when


def due(state, since=TODAY, **form):
    view = a_member_view(a_case(state, {"chapter": RATED, **form}), today=since)
    return f"{machine.due_at(PROCESS, view, state=state, since=since):%Y-%m-%d}"


@pytest.mark.parametrize("state", ["self_done", "voted", "chapter_rated", "returned"])
def test_the_chapter_is_done_on_the_day_that_the_period_gives_it(state):
    assert due(state) == "2026-12-15"
    assert due(state, since=date(2026, 12, 10)) == "2026-12-15"


@pytest.mark.parametrize("state", ["submitted", "superior_rating"])
def test_the_superior_is_done_five_days_after_the_chapters_day(state):
    assert due(state) == "2026-12-21"
    assert due(state, until="2026-12-16") == "2026-12-21"
    assert due(state, until="2026-12-17") == "2026-12-22"


def test_who_comes_after_the_day_has_the_days_of_the_rule():
    assert due("returned", since=date(2026, 12, 16)) == "2026-12-31"
    assert due("submitted", since=date(2026, 12, 16)) == "2026-12-21"


def test_without_a_day_the_days_of_the_rule_run_from_where_the_case_stands():
    assert due("self_done", until=None) == "2026-12-09"
    assert due("submitted", until=None) == "2026-11-30"


# ---------------------------------------------------------------- what hosts said


def comment_from(*hosted, **form):
    return ratings.host_comment(a_rating_view(a_case(form=form), cases=hosted))


def test_the_comment_of_the_year_is_taken_and_no_other():
    comments = [{"year": 2025, "comment": "Năm trước tốt"}, {"year": 2026, "comment": "Năm nay đều"}]

    assert comment_from(a_past_case("residence", {"comments": comments})) == "Năm nay đều"
    assert comment_from(a_past_case("residence", {"comments": comments[:1]})) is None


@pytest.mark.parametrize(
    ("from_on", "until", "is_taken"),
    [
        ("2026-03-01", "2026-08-31", True),
        ("2025-09-01", "2025-12-16", True),
        ("2025-09-01", "2025-12-15", False),
        ("2026-12-16", "2027-06-01", False),
    ],
    ids=["within", "its last day", "over before", "begun after"],
)
def test_a_stay_speaks_of_the_year_in_which_it_was(from_on, until, is_taken):
    stay = a_past_case("temporary", {"from_on": from_on, "until": until, "comments": [{"comment": "Đều"}]})

    assert comment_from(stay) == ("Đều" if is_taken else None)


def test_how_a_stay_ended_counts_in_the_year_of_its_end():
    ended = {
        "from_on": "2026-01-05",
        "until": "2026-12-01",
        "ending": {"ended_on": "2026-06-30", "comment": "Gương mẫu"},
    }

    assert comment_from(a_past_case("temporary", ended)) == "Gương mẫu"
    assert comment_from(a_past_case("temporary", ended), until="2027-12-15", year=2027) is None


# ---------------------------------------------------------------- what was won


def an_award(state="decided", decided_on=date(2026, 6, 1), **form):
    return a_past_case("award", {"award_form": "CS_GIAY_KHEN", **form}, state=state, decided_on=decided_on)


@pytest.mark.parametrize(
    ("award", "shown"),
    [
        (an_award(), ["Giấy khen của Đoàn cơ sở"]),
        (an_award("conferred"), ["Giấy khen của Đoàn cơ sở"]),
        (an_award("revoked"), []),
        (an_award("reviewing"), []),
        (an_award(decided_on=date(2025, 12, 15)), []),
        (an_award(award_form="TW_26_3", decided_on=None, central={"decided_on": "2026-03-26"}), ["Giải thưởng 26/3"]),
    ],
    ids=["decided", "conferred", "taken back", "not decided yet", "another year's", "of the centre"],
)
def test_the_grid_shows_the_awards_of_the_year_that_stand(award, shown):
    assert rating_grid.row(a_rating_view(cases=(award,)))["awards"] == shown


def test_an_award_whose_form_the_rules_have_no_more_is_shown_all_the_same():
    view = a_rating_view(cases=(an_award(),), rules=with_rules(award_forms=()))

    assert ratings.awards(view) == ["CS_GIAY_KHEN"]


def test_the_comment_stays_with_its_own_case():
    other = a_past_case("away", {"comments": [{"comment": "Không phải nơi nhận"}]})

    assert (other.id, comment_from(other)) == (UUID(int=700), None)
