"""A lane is slow by nature: it takes no worker of other calls, never opens the breaker, and is fair."""

import time
from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from services.kit.faults import Fault, Unauthenticated, Unavailable

pytestmark = pytest.mark.usefixtures("shop")
FLOOD = 90


def weigh(rpc, who, *, wrong=False, deadline_s=20.0):
    try:
        return rpc.call("shop.weigh", {"who": who, "wrong": wrong}, lane="scales", deadline_s=deadline_s)
    except Fault as fault:
        return fault.code


def test_a_full_lane_takes_no_worker_of_other_calls(rpc, token):
    with ThreadPoolExecutor(FLOOD) as pool:
        flood = [pool.submit(weigh, rpc, "flood") for _ in range(FLOOD)]
        time.sleep(0.5)
        began = time.monotonic()
        for _ in range(20):
            rpc.call("shop.echo", token=token, text="nhanh")
        echoed_s = time.monotonic() - began
        still_waiting = sum(not one.done() for one in flood)
        wait(flood)

    assert still_waiting > FLOOD / 3
    assert echoed_s < 3


def test_a_quiet_sender_does_not_wait_for_a_flood(rpc):
    with ThreadPoolExecutor(FLOOD + 1) as pool:
        flood = [pool.submit(weigh, rpc, "another flood") for _ in range(FLOOD)]
        time.sleep(0.5)
        assert weigh(rpc, "quiet") == {"weighed": "quiet"}
        still_waiting = sum(not one.done() for one in flood)
        wait(flood)

    assert still_waiting > FLOOD / 3


def test_a_slow_lane_never_opens_the_breaker(rpc, token):
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: weigh(rpc, "hasty", deadline_s=0.3), range(20)))

    assert {"deadline-exceeded", "overloaded"} & {answer for answer in answers if isinstance(answer, str)}
    assert rpc.call("shop.echo", token=token, text="mở")["text"] == "mở"


def test_what_came_to_nothing_is_answered_as_such(rpc):
    with pytest.raises(Unauthenticated, match="wrong-weight"):
        rpc.call("shop.weigh", {"who": "a", "wrong": True}, lane="scales")


def test_whoever_knows_no_lanes_is_served_in_it_all_the_same(rpc):
    assert rpc.call("shop.weigh", who="a client of nameko's", deadline_s=10) == {"weighed": "a client of nameko's"}


def test_a_lane_without_room_in_time_says_so(rpc):
    with ThreadPoolExecutor(60) as pool:
        first = [pool.submit(weigh, rpc, "crowd", deadline_s=20) for _ in range(59)]
        time.sleep(1)
        with pytest.raises(Unavailable):
            rpc.call("shop.weigh", {"who": "crowd"}, lane="scales", deadline_s=0.5)
        wait(first)
