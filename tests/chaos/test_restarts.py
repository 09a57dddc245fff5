"""Servers and services go away for a while and come back, while offices work."""

import time
from pathlib import Path

import pytest

from tests.chaos.work import Work, happened_once
from tests.journeys.system import System
from tests.journeys.whole import is_whole

AWAY_S = 6.0
ACTS = 30


@pytest.mark.parametrize("name", ["rabbitmq", "postgres", "members", "workflows", "messaging"])
def test_what_was_done_while_a_server_was_away_is_carried_out_when_it_is_back(
    system: System, tmp_path: Path, name: str
) -> None:
    work = Work(system, tmp_path)

    with work.going_on(at_least=ACTS) as done:
        time.sleep(2)
        system.stop(name)
        try:
            time.sleep(AWAY_S)
        finally:
            system.start(name)
        system.wait_ready()

    happened_once(system, done)
    is_whole(system)
    assert done.cases, "nobody was admitted"
    assert done.entered, "no workbook was entered"
