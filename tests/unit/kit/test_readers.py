"""Readiness tells the truth about readers."""

import time
from types import SimpleNamespace

import pytest

from services.kit.bus import Bus, Consumer
from services.kit.entrypoints import STUCK_S, Subscribe, stuck_readers
from services.kit.topology import rpc_queue
from tests.integration.kit.shop.service import BookSold


@pytest.fixture
def reader():
    entry = Subscribe(BookSold)
    entry.container = SimpleNamespace(service_name="shop")
    entry.busy, entry.busy_since = False, 0.0
    return entry


def test_a_reader_that_stands_still_is_named(reader):
    host = SimpleNamespace(entrypoints=[reader])
    assert stuck_readers(host) == []

    reader.busy, reader.busy_since = True, time.monotonic() - STUCK_S - 1

    assert stuck_readers(host) == ["shop.on.shop.book_sold.v1"]


def test_a_reader_that_is_at_work_is_not_stuck(reader):
    reader.busy, reader.busy_since = True, time.monotonic()

    assert stuck_readers(SimpleNamespace(entrypoints=[reader])) == []


def test_a_queue_whose_channel_is_closed_is_deaf():
    bus = Bus("amqp://nowhere")
    bus.consumers = [Consumer(rpc_queue("shop"), print, 1), Consumer(rpc_queue("library"), print, 1)]
    bus.consumers[0].channel = SimpleNamespace(is_open=True)
    bus.consumers[1].channel = SimpleNamespace(is_open=False)
    bus.ready.set()

    assert bus.deaf_queues() == ["rpc-library"]
