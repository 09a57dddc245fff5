"""Who matures and when, who stays for a while, and what takes a decision back."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.kit.faults import Conflict, Denied, Invalid
from services.workflows.domain import calendar, maturation_rules, maturity
from services.workflows.domain.case import Doer, Office
from services.workflows.domain.process import Record, Strike
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.domain.view import CaseFact, OfficeFact
from tests.unit.workflows.builders import (
    APPROVER,
    CHAPTER_ID,
    MEMBER,
    MEMBER_DOER,
    RULES,
    SECRETARY,
    TODAY,
    a_roll,
    codes,
)
from tests.unit.workflows.maturation_cases import (
    EARLY,
    OF_AGE,
    STAY,
    VOTE,
    WISH,
    a_view,
    act,
    listed,
    opened,
)

# ---------------------------------------------------------------- the age


@pytest.mark.parametrize(
    ("born_on", "precision", "on"),
    [
        (date(1996, 5, 17), "day", date(2026, 5, 18)),
        (date(1996, 1, 1), "year", date(2027, 1, 1)),
        (date(1996, 2, 1), "month", date(2026, 3, 1)),
        (date(1996, 2, 29), "day", date(2026, 3, 1)),
    ],
)
def test_maturity_is_the_day_after_the_birthday_and_an_unknown_day_is_the_last_one(born_on, precision, on):
    assert maturity.matures_on(replace(MEMBER, born_on=born_on, born_precision=precision), RULES) == on


@pytest.mark.parametrize("born_on", [date(1996, 12, 30), date(1996, 12, 31), date(1997, 1, 1), date(1990, 1, 1)])
def test_the_list_of_a_year_has_exactly_those_whose_day_has_come_by_its_end(born_on):
    on = maturity.matures_on(replace(MEMBER, born_on=born_on), RULES)

    assert (born_on <= maturity.born_by(2026, RULES)) == (on <= date(2026, 12, 31))


STAYED = CaseFact(
    UUID(int=8), "TT-2026-1", "maturation", "extended", date(2026, 3, 1), date(2026, 3, 20), None, None, {}
)


@pytest.mark.parametrize(
    ("today", "until", "passed_over"),
    [
        (date(2026, 11, 24), date(2028, 5, 17), True),
        (date(2027, 1, 4), date(2028, 5, 17), False),
        (date(2026, 11, 24), date(2026, 10, 1), False),
    ],
)
def test_a_yearly_list_passes_over_whom_the_chapter_let_stay_this_year(today, until, passed_over):
    person = replace(OF_AGE, extended_until=until, flags=("extended_after_30",))
    view = a_view(person=person, today=today, facts={"cases": (STAYED,)}, case={"campaign_id": UUID(int=7)})

    assert (maturation_rules.due_for_review(view) is not None) == passed_over


def test_the_chapter_may_ask_at_any_time_whom_it_let_stay():
    person = replace(OF_AGE, extended_until=date(2028, 5, 17))

    assert opened(person=person, facts={"cases": (STAYED,)}).case.state == "due"


def test_a_member_who_comes_of_age_this_year_is_on_the_list():
    step = opened()

    assert step.case.state == "due"
    assert step.case.due_at == calendar.BY_LAW.due_at(TODAY, 30)


def test_a_member_of_a_later_year_is_not_and_reads_the_day():
    with pytest.raises(Conflict) as fault:
        opened(person=replace(MEMBER, born_on=date(1996, 12, 31)))

    assert codes(fault) == ["not-of-age"]
    assert "01/01/2027" in fault.value.fields["refusals"][0]["text"]


def test_a_year_alone_counts_to_its_end():
    with pytest.raises(Conflict) as fault:
        opened(person=replace(MEMBER, born_on=date(1996, 1, 1), born_precision="year"))

    assert codes(fault) == ["not-of-age"]


def test_without_a_birth_date_there_is_no_maturity():
    with pytest.raises(Conflict) as fault:
        opened(person=replace(MEMBER, born_on=None))

    assert codes(fault) == ["birth-date-unknown"]


def test_leaving_early_is_refused_unless_the_rules_allow_it():
    young = replace(MEMBER, born_on=date(1998, 5, 17))
    with pytest.raises(Conflict) as fault:
        opened(person=young, form={"is_early": True})

    assert codes(fault) == ["early-not-allowed", "not-of-age"]
    assert opened(person=young, form={"is_early": True}, rules=EARLY).case.state == "due"


def test_where_early_maturity_is_allowed_the_refusal_says_how():
    with pytest.raises(Conflict) as fault:
        opened(person=replace(MEMBER, born_on=date(1998, 5, 17)), rules=EARLY)

    assert "trưởng thành sớm" in fault.value.fields["refusals"][0]["mend"]


def test_an_early_one_is_declared_mature_before_the_birthday():
    young = replace(MEMBER, born_on=date(1998, 5, 17))
    view = a_view("listed", person=young, rules=EARLY, wish=WISH, is_early=True)

    assert act("approve", view, APPROVER).case.state == "preparing"


# ---------------------------------------------------------------- officers, discipline, other cases

OFFICE = OfficeFact(CHAPTER_ID, "CHAPTER", "CHAPTER_OFFICER", "BT")


def test_an_officer_goes_on_while_in_office():
    with pytest.raises(Conflict) as fault:
        opened(facts={"offices": (OFFICE,)})

    assert codes(fault) == ["in-office"]


def test_where_officers_are_not_exempt_they_are_on_the_list():
    strict = Rules("strict", {**DEFAULTS, "exempt_if_officer": False})

    assert opened(facts={"offices": (OFFICE,)}, rules=strict).case.state == "due"


def test_who_was_elected_meanwhile_is_not_declared_mature():
    with pytest.raises(Conflict) as fault:
        act("approve", listed(facts={"offices": (OFFICE,)}), APPROVER)

    assert codes(fault) == ["in-office"]


DISCIPLINE = CaseFact(UUID(int=9), "KL-2026-1", "discipline", "open", date(2026, 11, 1), None, None, None, {})


def test_discipline_is_finished_first():
    facts = {"cases": (DISCIPLINE,)}
    with pytest.raises(Conflict) as on_list:
        act("list", a_view("consulted", wish=WISH, facts=facts))
    with pytest.raises(Conflict) as on_approval:
        act("approve", listed(facts=facts), APPROVER)

    assert codes(on_list) == codes(on_approval) == ["discipline-open"]


def test_a_second_case_that_changes_membership_is_refused():
    with pytest.raises(Conflict) as fault:
        opened(facts={"other_case": "CSH-2026-7"})

    assert codes(fault) == ["another-case-open"]


def test_someone_on_the_way_to_another_chapter_is_not_listed():
    with pytest.raises(Conflict) as fault:
        opened(person=replace(OF_AGE, status="IN_TRANSIT"))

    assert codes(fault) == ["not-a-member"]


# ---------------------------------------------------------------- the wish


@pytest.mark.parametrize("doer", [SECRETARY, MEMBER_DOER])
def test_the_wish_is_written_by_the_chapter_or_by_the_member(doer):
    step = act("consult", a_view(), doer, WISH)

    assert step.case.state == "consulted"
    assert step.case.form["wish"]["wish"] == "MATURE"


def test_a_wish_without_an_answer_is_no_wish():
    with pytest.raises(Invalid):
        act("consult", a_view(), form={"asked_on": "2026-11-20"})


def test_a_member_who_is_away_is_asked_by_telephone():
    away = replace(OF_AGE, flags=("away",))

    assert act("consult", a_view(person=away), form={**WISH, "way": "PHONE"}).case.state == "consulted"


def test_nobody_was_asked_tomorrow():
    with pytest.raises(Conflict) as fault:
        act("consult", a_view(), form={**WISH, "asked_on": "2026-11-25"})

    assert codes(fault) == ["consulted-in-future"]


def test_a_wish_to_stay_beyond_the_last_age_is_refused():
    with pytest.raises(Conflict) as fault:
        act("consult", a_view(), form={**STAY, "until": "2031-05-18"})

    assert codes(fault) == ["extension-too-long"]
    assert "17/05/2031" in fault.value.fields["refusals"][0]["mend"]


def test_a_mind_may_change():
    step = act("consult", a_view("consulted", wish=STAY), form=WISH)

    assert step.case.form["wish"]["wish"] == "MATURE"


def test_who_wishes_to_stay_is_put_to_the_chapter_before_any_list():
    with pytest.raises(Conflict) as fault:
        act("list", a_view("consulted", wish=STAY))

    assert codes(fault) == ["wishes-to-stay"]


# ---------------------------------------------------------------- staying


def test_the_chapter_lets_a_member_stay_and_the_registry_knows_until_when():
    step = act("extend", a_view("consulted", wish=STAY), form=VOTE)

    assert step.case.state == "extended"
    [record] = step.effects
    view = a_view("extended", wish=STAY, vote=VOTE)
    assert isinstance(record, Record)
    assert record.writes(view) == {"flags_add": ["extended_after_30"], "extended_until": "2028-05-17"}
    assert record.data(view) == {
        "stage": "EXTENDED",
        "wish": "CONTINUE",
        "extended_until": "2028-05-17",
        "unit_id": str(CHAPTER_ID),
    }


def test_whom_the_chapter_does_not_let_stay_is_listed():
    step = act("extend", a_view("consulted", wish=STAY), form={**VOTE, "agree": 7, "disagree": 7})
    after = act("list", a_view("declined", wish=STAY, vote=step.case.form["vote"]))

    assert (step.case.state, step.effects) == ("declined", ())
    assert "danh sách trưởng thành" in step.line.refusals[0].mend
    assert after.case.state == "listed"


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"until": "2031-05-18"}, "extension-too-long"),
        ({"until": "2026-11-24"}, "extension-over"),
        ({"present": 10, "agree": 8}, "no-quorum"),
        ({"agree": 13}, "votes-do-not-add-up"),
        ({"met_on": "2026-11-25"}, "meeting-in-future"),
        ({"voters": "committee"}, "committee-consent"),
    ],
)
def test_a_vote_to_stay_is_held_as_votes_are(changed, code):
    with pytest.raises(Conflict) as fault:
        act("extend", a_view("consulted", wish=STAY, facts={"committee": a_roll(16)}), form={**VOTE, **changed})

    assert codes(fault) == [code]


def test_nobody_past_the_last_age_stays():
    old = replace(MEMBER, born_on=date(1991, 11, 1))
    with pytest.raises(Conflict) as fault:
        act("extend", a_view("consulted", person=old, wish=STAY), form={**VOTE, "until": "2027-01-01"})

    assert codes(fault) == ["extension-too-long"]
    assert act("list", a_view("consulted", person=old, wish=STAY)).case.state == "listed"


def test_the_last_age_is_a_parameter():
    longer = Rules("longer", {**DEFAULTS, "extension_max_age": 40})

    assert act("extend", a_view("consulted", wish=STAY, rules=longer), form={**VOTE, "until": "2035-01-01"})


def test_nobody_decides_about_staying_themselves():
    own = Doer(MEMBER.id, MEMBER.full_name, (Office("CHAPTER_OFFICER", CHAPTER_ID, "PBT"),))
    with pytest.raises(Denied) as fault:
        act("extend", a_view("consulted", wish=STAY), own, VOTE)

    assert fault.value.code == "own-case"


def test_a_vote_needs_the_wish_to_stay():
    with pytest.raises(Conflict) as fault:
        act("extend", a_view("consulted", wish=WISH), form=VOTE)

    assert codes(fault) == ["wishes-to-mature"]


def test_an_extension_made_by_mistake_counts_no_more():
    step = act("withdraw_extension", a_view("extended", wish=STAY, vote=VOTE), APPROVER, note="Ghi nhầm người")

    assert (step.case.state, step.effects) == ("cancelled", (Strike(),))
