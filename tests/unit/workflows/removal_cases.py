"""What tests of removal cases start from."""

from datetime import UTC, date, datetime

import pytest

from services.kit.faults import Conflict
from services.workflows.domain import machine
from services.workflows.domain.case import SYSTEM
from services.workflows.domain.view import FeeFact
from services.workflows.processes import removal
from tests.unit.workflows.builders import (
    MEMBER,
    RULES,
    SECRETARY,
    TODAY,
    a_member_case,
    a_member_view,
    codes,
    take,
)

PROCESS = removal.PROCESS


STRIKE = {"ending": "STRUCK_OFF", "ground": "NO_FEE"}


LEAVE = {"ending": "WITHDRAWN", "applied_on": "2026-11-20"}


DEAD = {"ending": "DECEASED", "died_on": "2026-11-10"}


CALL = {"on": "2026-10-20", "way": "PHONE", "outcome": "NO_ANSWER"}


CONTACTS = [CALL, {"on": "2026-10-25", "way": "VISIT", "outcome": "REFUSES"}]


NOTICE = {"notified_on": "2026-11-01", "way": "LETTER"}


VOTE = {"met_on": "2026-11-20", "members_total": 16, "present": 14, "agree": 12, "disagree": 2}


def months(*numbers, year=2026):
    return tuple(date(year, number, 1) for number in numbers)


OWES = FeeFact(paid_until=date(2026, 7, 1), owed=months(8, 9, 10))


def a_view(state=None, person=MEMBER, today=TODAY, rules=RULES, fees=OWES, case=None, facts=None, **form):
    made = a_member_case(PROCESS, state, form, **(case or {}))
    return a_member_view(made, today=today, rules=rules, subject=person, fees=fees, **(facts or {}))


def opened(form=STRIKE, doer=SECRETARY, **given):
    view = a_view(**given)
    act = machine.Act("open", doer, datetime(2026, 11, 24, 2, tzinfo=UTC), view.today, form, follows=doer is SYSTEM)
    return machine.open_case(PROCESS, view, act)


def refused(form=STRIKE, **given):
    with pytest.raises(Conflict) as fault:
        opened(form, **given)
    return codes(fault)


def act(action, view, doer=SECRETARY, form=None, note=None):
    return take(action, view, doer=doer, form=form, note=note, process=PROCESS)


def refusal_of(action, view, doer=SECRETARY, form=None, note=None):
    with pytest.raises(Conflict) as fault:
        act(action, view, doer, form, note)
    return fault.value.fields["refusals"]


def notified(form=STRIKE, notice=NOTICE, **given):
    return a_view("notified", **form, contacts=CONTACTS, notice=notice, **given)


def decided(state="decided", form=STRIKE, **given):
    return a_view(state, **form, contacts=CONTACTS, notice=NOTICE, vote=VOTE, **given)
