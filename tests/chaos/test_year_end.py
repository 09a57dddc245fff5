"""Decisions of the last minute of a year whose papers are made in the next one: dated as decided, numbered without a gap."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta

import pytest

from services.kit import clock, settings
from tests.journeys.admissions import Chapter
from tests.journeys.system import System, until
from tests.journeys.whole import is_whole

EVENING = timedelta(hours=2)
"""From the first start of the system to midnight: no machine is so slow that the new year surprises it."""
NUMBERS = "SELECT dated_on, ordinal FROM documents WHERE template = 'T03' AND unit_id = %s ORDER BY ordinal"


@pytest.fixture
def start_at(
    system: System, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Callable[[datetime], None]]:
    """Starts the system again with the clocks of its domain and of this test at a moment to come; a test after it finds today."""
    with monkeypatch.context() as shifted:

        def start(moment: datetime) -> None:
            shift = moment - clock.real_now()
            shifted.setenv("DOANSO_CLOCK_SHIFT", str(int(shift.total_seconds())))
            _start_again(system)

        yield start
    settings.read.cache_clear()
    if request.node is not request.session.items[-1]:
        _start_again(system)


def test_papers_of_the_old_year_are_made_in_the_new_one_with_the_day_of_their_decision(
    system: System, start_at: Callable[[datetime], None]
) -> None:
    midnight = datetime(clock.now().year + 1, 1, 1, tzinfo=clock.UNION_ZONE)
    start_at(midnight - EVENING)
    evening = Chapter(system, system.branch(3), patience_s=60)
    old_day = _today()
    cases = [evening.sent() for _ in range(8)]
    for case in cases:
        until(lambda case=case: evening.see(case)["documents"], what="the resolution has its number")
    before = _numbers(system, evening)

    system.stop("messaging")
    for case in cases[:5]:
        evening.approve(case)
    assert _today() == old_day
    assert _numbers(system, evening) == before, "a paper was made in the old year"
    start_at(midnight + timedelta(seconds=1))
    morning = Chapter(system, system.branch(3), patience_s=60)
    for case in cases[5:]:
        morning.approve(case)
    for case in cases:
        morning.carried_out(case, limit_s=90)

    days = [day for day, _ in _numbers(system, morning)[len(before) :]]
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
