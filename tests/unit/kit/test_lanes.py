"""The line of a lane is fair: nobody waits for those who ask often, or in vain."""

from types import SimpleNamespace
from typing import Any

import pytest

from services.kit import lanes
from services.kit.lanes import FairLine, Lane


@pytest.fixture
def line() -> FairLine:
    return FairLine()


def add(line: FairLine, sender: str, count: int = 1) -> None:
    for _ in range(count):
        call: Any = sender
        line.add(call, sender)


def order(line: FairLine) -> list[str]:
    return [str(line.pop()) for _ in range(len(line))]


def test_calls_of_one_sender_keep_their_order(line):
    for number in range(5):
        line.add(number, "a")  # type: ignore[arg-type]

    assert [line.pop() for _ in range(5)] == [0, 1, 2, 3, 4]


def test_a_flood_of_one_sender_does_not_stand_before_others(line):
    add(line, "flood", 300)
    add(line, "quiet")
    add(line, "hall", 3)

    assert set(order(line)[:6]) == {"flood", "quiet", "hall"}


def test_a_sender_whose_calls_came_to_nothing_stands_further_behind(line):
    for _ in range(20):
        line.add_failure("guesser")
    add(line, "guesser", 2)
    add(line, "hall", 10)

    assert order(line) == ["hall"] * 10 + ["guesser"] * 2


def test_failures_are_forgotten_after_a_while(line, monkeypatch):
    now = 1000.0
    monkeypatch.setattr(lanes.time, "monotonic", lambda: now)
    for _ in range(10):
        line.add_failure("typist")

    now += 4
    assert line.count_failures("typist") == 6
    now += 60
    assert line.count_failures("typist") == 0


def test_whoever_joins_late_does_not_pass_all_that_waited(line):
    add(line, "early", 4)
    first = [str(line.pop()) for _ in range(2)]
    add(line, "late")

    assert (first, order(line)) == (["early"] * 2, ["early", "late", "early"])


def test_a_caller_who_would_have_given_up_is_refused(monkeypatch):
    lane = Lane()
    lane.running = 1
    for _ in range(50):
        lane.pace.note(0.2)
    call: Any = SimpleNamespace(left_s=lambda: 10.0)

    assert lane.is_hopeless(call, ahead=60)
    assert not lane.is_hopeless(call, ahead=20)
