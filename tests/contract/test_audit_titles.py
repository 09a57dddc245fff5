"""Every act that a service records is called something that people read, and can be asked for by its group."""

import pytest

from services.members.domain import acts as members
from services.messaging.domain import acts as messaging
from services.workflows import registry
from services.workflows.domain import acts as workflows
from tests.contract import audit_actions

TITLES = {"members": members.TITLES, "workflows": workflows.TITLES, "messaging": messaging.TITLES}
MOVES_ARE_RECORDED_IN = "services/workflows/actions/keep.py"
DEFINITIONS = [*registry.PROCESSES.values(), *registry.EARLIER.values()]


@pytest.mark.parametrize("service", TITLES)
def test_every_act_that_the_code_records_has_a_title(service):
    recorded = audit_actions.recorded(service)

    assert len(recorded) > 5
    assert {action: path for action, path in recorded.items() if action not in TITLES[service]} == {}


@pytest.mark.parametrize("service", TITLES)
def test_no_title_is_of_an_act_that_nobody_records(service):
    assert TITLES[service].keys() - audit_actions.recorded(service).keys() == set()


def test_only_moves_of_cases_are_recorded_under_names_that_are_put_together():
    assert [path for service in TITLES for path in audit_actions.composed(service)] == [MOVES_ARE_RECORDED_IN]


@pytest.mark.parametrize("process", DEFINITIONS, ids=lambda process: f"{process.code} {process.version}")
def test_no_move_is_mistaken_for_another_act_upon_a_case(process):
    moves = (process.opening, *process.moves)

    assert [move.action for move in moves if f"case.{move.action}" in workflows.TITLES or not move.label] == []


def test_meetings_record_nothing_that_inspectors_would_read():
    assert audit_actions.recorded("meetings").keys() == {"message.replay"}
