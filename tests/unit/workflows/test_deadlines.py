"""By when each step is due: the approval chain of domain rule 20, line by line, as the rule set in force gives it."""

from datetime import date

import pytest

from services.workflows import registry
from services.workflows.domain import calendar, machine
from services.workflows.domain.rules import DEFAULTS, Rules, add_months
from tests.unit.workflows.builders import MEMBER, a_member_case, a_view

SINCE = date(2026, 3, 3)
DAYS, WORKING_DAYS, MONTHS = "days", "working days", "months"
STEPS = (
    ("admission", "voted", 7, DAYS),
    ("admission", "submitted", 15, DAYS),
    ("admission", "approved", 30, DAYS),
    ("admission", "returned", 7, DAYS),
    ("transfer", "requested", 3, WORKING_DAYS),
    ("transfer", "withheld", 3, WORKING_DAYS),
    ("transfer", "complained", 10, DAYS),
    ("transfer", "chapter_confirmed", 5, WORKING_DAYS),
    ("transfer", "in_transit", 5, WORKING_DAYS),
    ("transfer", "arrived", 5, WORKING_DAYS),
    ("transfer", "accepted", 3, DAYS),
    ("transfer", "overdue", 5, WORKING_DAYS),
    ("transfer", "overdue_outside", 5, WORKING_DAYS),
    ("transfer", "unclaimed", 3, WORKING_DAYS),
    ("maturation", "due", 30, DAYS),
    ("maturation", "consulted", 30, DAYS),
    ("maturation", "listed", 15, DAYS),
    ("maturation", "approved", 90, DAYS),
    ("removal", "decided", 7, DAYS),
    ("removal", "returned", 7, DAYS),
    ("removal", "reported", 15, DAYS),
    ("removal", "death_reported", 15, DAYS),
    ("removal", "complained", 30, DAYS),
    ("training", "not_registered", 30, DAYS),
    ("training", "registered", 30, DAYS),
    ("training", "in_progress", 60, DAYS),
    ("training", "self_assessed", 15, DAYS),
    ("training", "chapter_assessed", 15, DAYS),
    ("honorary", "submitted", 30, DAYS),
    ("outstanding", "submitted", 15, DAYS),
    ("award", "reviewing", 7, DAYS),
    ("discipline", "submitted", 30, DAYS),
    ("discipline", "complained", 60, DAYS),
    ("discipline", "complained_province", 90, DAYS),
    ("discipline", "in_force", 3, MONTHS),
    ("away", "reported", 7, DAYS),
    ("residence", "requested", 30, DAYS),
    ("residence", "introduced", 15, DAYS),
    ("temporary", "confirmed", 5, DAYS),
    ("temporary", "introduced", 5, DAYS),
    ("card_reissue", "requested", 7, DAYS),
    ("card_reissue", "confirmed", 7, DAYS),
)
BY_THEMSELVES = (
    ("admission", "applied", 365, DAYS),
    ("removal", "flagged", 180, DAYS),
    ("removal", "asked", 180, DAYS),
    ("transfer", "in_transit", 90, DAYS),
    ("transfer", "outside", 90, DAYS),
    ("away", "tracked", 6, MONTHS),
    ("outstanding", "sent_to_party", 12, MONTHS),
)
"""What the services do when nobody has done anything for so long."""


def a_waiting_view(process, state, rules=DEFAULTS):
    case = a_member_case(process, state=state, form={})
    return a_view(case, today=SINCE, rules=Rules("test", rules), subject=MEMBER)


def limit(count, unit):
    if unit == MONTHS:
        return calendar.end_of(add_months(SINCE, count))
    return calendar.BY_LAW.due_at(SINCE, count, working=unit == WORKING_DAYS)


@pytest.mark.parametrize(("code", "state", "count", "unit"), STEPS)
def test_a_step_is_due_when_the_chain_says(code, state, count, unit):
    process = registry.PROCESSES[code]

    due = machine.due_at(process, a_waiting_view(process, state), state=state, since=SINCE)

    assert due == limit(count, unit)


@pytest.mark.parametrize(("code", "state", "count", "unit"), BY_THEMSELVES)
def test_what_nobody_goes_on_with_ends_when_the_chain_says(code, state, count, unit):
    process = registry.PROCESSES[code]

    ends = machine.expires_at(process, a_waiting_view(process, state), state=state, since=SINCE)

    assert ends == limit(count, unit)


@pytest.mark.parametrize(("code", "state", "count", "unit"), STEPS)
def test_each_of_these_days_is_a_parameter(code, state, count, unit):
    process = registry.PROCESSES[code]
    keys = {move.within for move in process.moves_from(state) if move.within}
    longer = {key: 7 + DEFAULTS[key] for key in keys if isinstance(DEFAULTS[key], int)}

    due = machine.due_at(process, a_waiting_view(process, state, DEFAULTS | longer), state=state, since=SINCE)

    assert due == limit(count + 7, unit)
