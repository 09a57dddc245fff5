"""What holds of every process (domain rules 3.1, 3.4): reasons for what is refused, an end to what nobody decides, days."""

from dataclasses import replace

import pytest

from services.workflows import registry
from services.workflows.domain.process import Apply
from tests.unit.workflows.builders import SECRETARY_ID, VOTE, a_case, a_view, take

PROCESSES = registry.PROCESSES
OF_RULES_4_TO_8 = ("admission", "maturation", "removal", "training", "transfer")
SENT_BACK = frozenset({"returned", "rejected", "withheld"})


def moves_of_people(process):
    return [move for move in process.moves if move.by != "system"]


def is_sent_back(move):
    return move.action in ("return", "reject") or bool(SENT_BACK & set(move.targets(move.from_[0])) - set(move.from_))


@pytest.mark.parametrize("code", sorted(set(PROCESSES) - {"away"}))
def test_what_is_sent_back_or_not_approved_needs_a_reason(code):
    sent = [move for move in moves_of_people(PROCESSES[code]) if is_sent_back(move)]

    assert [move.action for move in sent if not move.needs_note] == []


@pytest.mark.parametrize("code", sorted(PROCESSES))
def test_no_case_is_called_off_in_a_state_in_which_its_decision_is_being_carried_out(code):
    process = PROCESSES[code]
    stopping = [move for move in moves_of_people(process) if move.action in ("cancel", "retract")]

    assert [move.action for move in stopping for state in move.from_ if process.state(state).is_system] == []


@pytest.mark.parametrize("code", ["admission", "maturation", "removal"])
def test_after_the_registry_has_applied_the_decision_nothing_is_called_off(code):
    process = PROCESSES[code]
    decided = {process_move.to for process_move in process.moves if process_move.action == "applied"}
    stopping = {state for move in process.moves if move.action == "cancel" for state in move.from_}

    assert any(isinstance(effect, Apply) for move in process.moves for effect in move.effects)
    assert decided & stopping == set()


@pytest.mark.parametrize("code", OF_RULES_4_TO_8)
def test_whatever_waits_for_people_has_a_day(code):
    process = PROCESSES[code]
    waiting = [state.code for state in process.states if not state.is_end and not state.is_system]

    assert [state for state in waiting if not any(move.within for move in process.moves_from(state))] == []


def test_the_history_keeps_the_reason_the_position_the_unit_and_the_moment():
    view = a_view(a_case("voted", vote={}))
    line = take("cancel", view, note="Người xin vào Đoàn đổi ý").line

    assert (line.note, line.actor_id, line.position) == ("Người xin vào Đoàn đổi ý", SECRETARY_ID, "BT")
    assert (line.unit_id, line.at.date()) == (view.case.unit_id, view.today)


def test_what_is_sent_back_keeps_what_was_said_before():
    case = replace(a_case("voted", vote=VOTE), state="returned")
    amended = take("record_vote", a_view(case), form={**VOTE, "agree": 13, "blank": 0})

    assert amended.case.form["applied_on"] == case.form["applied_on"]
    assert amended.line.from_state == "returned"
