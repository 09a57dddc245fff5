import time
from multiprocessing import get_context

import pytest

from gateway.counts import SharedCounts


@pytest.fixture
def address(tmp_path):
    return f"shared://{tmp_path / 'limits'}"


def count_up(address: str, times: int) -> None:
    counts = SharedCounts(address)
    for _ in range(times):
        counts.incr("login:a", 60)


def test_workers_count_together(address):
    workers = [get_context("spawn").Process(target=count_up, args=(address, 500)) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert SharedCounts(address).get("login:a") == 1500


def test_a_window_that_is_over_counts_from_the_start(address):
    counts = SharedCounts(address)
    counts.incr("login:a", -3)

    assert counts.get("login:a") == 0
    assert counts.incr("login:a", 60) == 1
    assert 0 < counts.get_expiry("login:a") - time.time() <= 62


def test_one_key_does_not_count_for_another(address):
    counts = SharedCounts(address)
    for number in range(5000):
        counts.incr(f"login:{number}", 60)

    assert {counts.get(f"login:{number}") for number in range(4000, 5000)} <= {0, 1}
    assert sum(counts.get(f"login:{number}") for number in range(5000)) > 4950
    counts.clear("login:4999")
    assert counts.get("login:4999") == 0
