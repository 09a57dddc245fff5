"""Cases of the yearly rating as its tests need them."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.kit.faults import Conflict
from services.workflows.domain import machine
from services.workflows.domain.case import Doer, Office
from services.workflows.domain.rules import DEFAULTS, Rules
from services.workflows.domain.view import AttendanceFact, CaseFact
from services.workflows.processes.evaluation import PROCESS
from tests.unit.workflows.builders import (
    DISTRICT_ID,
    DISTRICT_OFFICER_ID,
    SECRETARY,
    TODAY,
    a_member_case,
    a_member_view,
    an_act,
    codes,
)

PERIOD = {"year": 2026, "until": "2026-12-15"}
SELF = {"strengths": "Chăm chỉ", "rating": "HTT"}
MEETING = {"met_on": "2026-11-20", "present": 14, "members_total": 16}
RATED = {**MEETING, "rating": "HTT", "votes_htt": 14, "comment": "Tích cực, gương mẫu."}
DISTRICT_OFFICER = Doer(DISTRICT_OFFICER_ID, "Trần Quốc Việt", (Office("DISTRICT_OFFICER", DISTRICT_ID, "BT"),))
LATER = TODAY + timedelta(days=20)


def a_case(state="self_done", form=None, **changed):
    return a_member_case(PROCESS, state, {**PERIOD, "self": SELF, **(form or {})}, **changed)


def a_rating_view(case=None, **known):
    """What guards see of the member's rating; without another word they came to every meeting."""
    return a_member_view(case or a_case(), **{"attendances": meetings_of(10, 10), **known})


def take(action, view=None, doer=SECRETARY, form=None, note=None):
    view = view or a_rating_view()
    return machine.advance(PROCESS, view, an_act(action, doer, form, note, view.today))


def refused(action, **given):
    with pytest.raises(Conflict) as fault:
        take(action, **given)
    return codes(fault)


def meetings_of(came, held, *, excused=0):
    states = ["present"] * came + ["absent"] * (held - came) + ["excused"] * excused
    return tuple(AttendanceFact(UUID(int=500 + n), date(2026, 10, 1), state) for n, state in enumerate(states))


def a_past_case(process, form, *, state="done", decided_on=date(2026, 6, 1)):
    return CaseFact(UUID(int=700), "X-1", process, state, date(2026, 1, 1), decided_on, decided_on, None, form)


def with_rules(**given):
    return Rules("test", {**DEFAULTS, **given})
