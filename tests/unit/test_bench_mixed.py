"""How long the bench of mixed cases goes on."""

from collections import Counter
from types import SimpleNamespace

import pytest

from services.workflows import registry
from tests.bench import mixed
from tests.bench.load import Failed
from tests.bench.mixed import AT_MOST_S, LOOK_S, MEASURE_S, WARM_S, Clock, Desk

ALL = Counter(dict.fromkeys(registry.PROCESSES, 1))
LAST = sorted(registry.PROCESSES)[0]
MOST = ALL - Counter([LAST])
PLANNED_S = WARM_S + MEASURE_S


def desk(*moves, failures=()):
    return SimpleNamespace(lives=[SimpleNamespace(moves=each) for each in moves], failures=list(failures))


@pytest.fixture
def at():
    """`at(seconds, desks)`: whether a mix of these desks is over so long after its start."""
    clocks = {}

    def is_over(seconds, *desks):
        now = clocks.setdefault("now", [0.0])
        clock = clocks.setdefault("clock", Clock(list(desks), now=lambda: now[0]))
        now[0] = seconds
        return clock.is_over()

    return is_over


def test_a_mix_in_which_each_process_had_its_share_ends_when_planned(at):
    shared = desk(MOST, Counter([LAST]))

    assert not at(PLANNED_S - 1, shared)
    assert at(PLANNED_S, shared)


def test_a_slow_machine_goes_on_until_the_last_process_had_its_share(at):
    slow = desk(MOST)

    assert not at(PLANNED_S, slow)
    assert not at(PLANNED_S + 60, slow)
    slow.lives[0].moves = ALL
    assert at(PLANNED_S + 60 + LOOK_S, slow)


def test_a_mix_never_goes_on_for_ever(at):
    assert not at(WARM_S + AT_MOST_S - 1, desk(MOST))
    assert at(WARM_S + AT_MOST_S, desk(MOST))


def test_a_mix_in_which_a_desk_failed_goes_on_no_longer_than_planned(at):
    assert at(PLANNED_S, desk(MOST, failures=[OSError()]))


def test_a_process_that_never_had_a_share_is_named_with_the_time(monkeypatch):
    monkeypatch.setattr(mixed, "WARM_S", 0.0)
    monkeypatch.setattr(mixed, "MEASURE_S", 0.0)
    monkeypatch.setattr(mixed, "AT_MOST_S", 0.0)
    idle = Desk(SimpleNamespace(), [], residence=False)
    monkeypatch.setattr(idle, "_begin", lambda: SimpleNamespace(turn=lambda: mixed.WAITING))
    idle.lives = [SimpleNamespace(moves=MOST)]

    with pytest.raises(Failed, match=rf"no share in the mix in \d+ s: {LAST}$"):
        mixed._run([idle])


def test_the_mix_says_how_long_it_took(monkeypatch):
    monkeypatch.setattr(mixed, "WARM_S", 0.0)
    monkeypatch.setattr(mixed, "MEASURE_S", 0.0)
    shared = Desk(SimpleNamespace(), [SimpleNamespace(taken=[(float("inf"), 0.01)])], residence=False)
    monkeypatch.setattr(shared, "_begin", lambda: SimpleNamespace(turn=lambda: mixed.WAITING))
    shared.lives = [SimpleNamespace(moves=ALL, is_over=False)]
    monkeypatch.setattr(mixed, "_desks", lambda _url: [shared])

    figures = list(mixed.measure("", {}))

    assert [figure for figure in figures if figure.name == "mixed: until each process had its share"]
