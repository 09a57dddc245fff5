"""Every kind of process is killed while offices work: nothing is lost, nothing happens twice."""

import random
import time
from pathlib import Path

from tests.chaos.work import Work, happened_once
from tests.journeys.system import System
from tests.journeys.whole import is_whole

KINDS = (
    "members", "members-2", "workflows", "workflows-2", "meetings", "messaging", "messaging-2",
    "members-relay", "workflows-relay", "meetings-relay", "messaging-relay",
    "gateway", "stream", "rabbitmq", "postgres",
)  # fmt: skip
ACTS = 200
REST_S = 1.5


def test_nothing_is_lost_or_doubled_when_each_kind_of_process_is_killed_in_mid_work(
    system: System, tmp_path: Path
) -> None:
    order = list(KINDS)
    random.Random(26).shuffle(order)
    work = Work(system, tmp_path)

    with work.going_on(at_least=ACTS) as done:
        for name in order:
            assert system.kill(name), f"{name} was not there to be killed"
            time.sleep(REST_S)
            system.wait_ready()

    happened_once(system, done)
    is_whole(system)
    assert done.tries > 0, "nobody noticed: the deaths did not meet the work"


def test_nothing_is_lost_or_doubled_when_all_hosts_of_all_services_die_at_once(system: System, tmp_path: Path) -> None:
    work = Work(system, tmp_path)

    with work.going_on(at_least=60) as done:
        for _ in range(3):
            time.sleep(REST_S)
            system.kill("members", "workflows", "meetings", "messaging", "gateway")
            system.wait_ready()

    happened_once(system, done)
    is_whole(system)
    assert done.tries > 0, "nobody noticed: the deaths did not meet the work"
