"""Cases of coming of age as its tests need them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

from services.workflows.domain import machine
from services.workflows.domain.case import Document
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.processes import maturation
from tests.unit.workflows.builders import (
    MEMBER,
    RULES,
    SECRETARY,
    TODAY,
    a_member_case,
    a_member_view,
    take,
)

PROCESS = maturation.PROCESS
OF_AGE = replace(MEMBER, born_on=date(1996, 5, 17))
WISH = {"asked_on": "2026-11-20", "way": "MEETING", "wish": "MATURE"}
STAY = {**WISH, "wish": "CONTINUE", "until": "2028-05-17"}
VOTE = {"met_on": "2026-11-20", "members_total": 16, "present": 14, "agree": 12, "disagree": 2, "until": "2028-05-17"}
EARLY = Rules("early", {**DEFAULTS, "allow_early_maturity": True})
T07 = Document(UUID(int=70), "key", "T07", "Quyết định", "9-QĐ/ĐTN", "2026-11-22", "in_force")


def a_view(state="due", person=OF_AGE, today=TODAY, rules=RULES, facts=None, case=None, **form):
    made = a_member_case(PROCESS, state, form, **(case or {}))
    return a_member_view(made, today=today, rules=rules, subject=person, **(facts or {}))


def opened(person=OF_AGE, form=None, **given):
    view = a_view(person=person, **given)
    act = machine.Act("open", SECRETARY, datetime(2026, 11, 24, 2, tzinfo=UTC), view.today, form or {})
    return machine.open_case(PROCESS, view, act)


def act(action, view, doer=SECRETARY, form=None, note=None):
    return take(action, view, doer=doer, form=form, note=note, process=PROCESS)


def listed(**given):
    return a_view("listed", wish=WISH, **given)
