"""Services and relays are killed at random while members come, live and leave: each case leaves what it leaves without deaths."""

import random
import time
from pathlib import Path

from tests.chaos.lives import Lives, broken, traces
from tests.journeys.system import System
from tests.journeys.whole import come_to_rest, is_whole

KINDS = (
    "members", "members-2", "workflows", "workflows-2", "messaging", "messaging-2",
    "members-relay", "workflows-relay", "messaging-relay",
)  # fmt: skip
DEATHS = 16
REST_S = (0.3, 2.5)
LEAVINGS = {"matured", "struck_off", "expelled", "received"}


def test_every_case_leaves_what_it_leaves_without_deaths_when_services_are_killed_at_random(
    system: System, tmp_path: Path
) -> None:
    lives = Lives(system, tmp_path)
    undisturbed = lives.one_of_each()
    come_to_rest(system)
    expected = traces(system, undisturbed)
    chance = random.Random(34)

    died = 0
    with lives.going_on() as done:
        while died < DEATHS:
            died += len(system.kill(chance.choice(KINDS)))
            time.sleep(chance.uniform(*REST_S))
        system.wait_ready()

    come_to_rest(system)
    assert {life.leaving.ends for life in done} == LEAVINGS
    assert traces(system, done) == expected
    assert broken(system, [*undisturbed, *done]) == {}
    is_whole(system)
    assert lives.tries() > 0, "nobody noticed: the deaths did not meet the work"
