"""Decisions of the last minute of a year whose papers are made in the next one: dated as decided, numbered without a gap."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from services.kit import clock, settings
from tests.journeys.admissions import Chapter
from tests.journeys.system import System, until
from tests.journeys.whole import is_whole

LEFT = timedelta(seconds=60)
"""From the start of the system to midnight: enough to start it and to decide."""
NUMBERS = "SELECT dated_on, ordinal FROM documents WHERE template = 'T03' AND unit_id = %s ORDER BY ordinal"


@pytest.fixture
def last_minute(system: System, monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    """The system, with the clocks of its domain and of this test a minute before the new year."""
    midnight = datetime(clock.now().year + 1, 1, 1, tzinfo=clock.UNION_ZONE)
    shift = midnight - LEFT - clock.real_now()
    with monkeypatch.context() as shifted:
        shifted.setenv("DOANSO_CLOCK_SHIFT", str(int(shift.total_seconds())))
        _start_again(system)
        yield system
    _start_again(system)


def test_papers_of_the_old_year_are_made_in_the_new_one_with_the_day_of_their_decision(last_minute: System) -> None:
    system = last_minute
    chapter = Chapter(system, system.branch(3), patience_s=60)
    old_day = _today()
    cases = [chapter.sent() for _ in range(8)]
    for case in cases:
        until(lambda case=case: chapter.see(case)["documents"], what="the resolution has its number")
    before = _numbers(system, chapter)

    system.stop("messaging")
    for case in cases[:5]:
        chapter.approve(case)
    assert _today() == old_day, "the new year came too soon for this machine"
    until(lambda: _today() > old_day, what="the new year", limit_s=90, every_s=0.5)
    for case in cases[5:]:
        chapter.approve(case)
    system.start("messaging")
    for case in cases:
        chapter.carried_out(case, limit_s=90)

    days = [day for day, _ in _numbers(system, chapter)[len(before) :]]
    assert sorted(days) == [old_day] * 5 + [old_day + timedelta(days=1)] * 3
    is_whole(system)


def _today() -> date:
    return clock.day_of(clock.now())


def _numbers(system: System, chapter: Chapter) -> list[tuple[date, int]]:
    return [(row["dated_on"], row["ordinal"]) for row in system.rows("messaging", NUMBERS, chapter.superior_unit_id)]


def _start_again(system: System) -> None:
    """Stopped and started with the settings of this process's environment."""
    settings.read.cache_clear()
    for words in (("down",), ("up", "--detach")):
        done = system.doanso(*words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert system.state.read()["url"] == system.url
