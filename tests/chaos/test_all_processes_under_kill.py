"""Services and relays are killed at random while members come, live and leave: each case leaves what it leaves without deaths."""

import random
import time
from pathlib import Path

from tests.chaos.lives import Lives, broken, traces
from tests.journeys.system import System, until
from tests.journeys.whole import come_to_rest, is_whole

KINDS = (
    "members", "members-2", "workflows", "workflows-2", "messaging", "messaging-2",
    "members-relay", "workflows-relay", "messaging-relay",
)  # fmt: skip
DEATHS = (*((kind,) for kind in (*KINDS, *KINDS)), KINDS, KINDS)
"""Each of them twice, and all of them at once twice; in any order."""
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

    with lives.going_on() as done:
        for names in chance.sample(DEATHS, len(DEATHS)):
            until(lambda names=names: system.kill(*names), what=f"{names} is there to be killed")
            time.sleep(chance.uniform(*REST_S))
        system.wait_ready()

    come_to_rest(system)
    assert {life.leaving.ends for life in done} == LEAVINGS
    assert traces(system, done) == expected
    assert broken(system, [*undisturbed, *done]) == {}
    is_whole(system)
