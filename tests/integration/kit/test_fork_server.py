"""Processes of tests are forks: they answer as processes of their own, and none outlives the run."""

import os
from pathlib import Path

import pytest

from services.kit.fork_server import ForkServer

NOWHERE = {"DATABASE_URL_SHOP": "postgresql://nobody@127.0.0.1:1/none", "AMQP_URL": "amqp://nobody@127.0.0.1:1/none"}


@pytest.fixture
def server():
    started = ForkServer("relay")
    yield started
    started.close()


@pytest.fixture
def start(server, tmp_path):
    return lambda: server.start("shop", {**os.environ, **NOWHERE}, log=tmp_path / "relay.log")


def test_a_fork_is_killed_alone(start):
    first, second = start(), start()

    first.kill()

    assert first.wait(30) == -9
    assert second.poll() is None


def test_no_fork_outlives_its_server(server, start, eventually):
    fork = start()
    assert fork.poll() is None

    server.close()

    eventually(lambda: not _is_alive(fork.pid))


def _is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
