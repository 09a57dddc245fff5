"""Servers for tests: a broker that gives up while it boots is started again."""

from types import SimpleNamespace

import pytest

from deploy.local import program, servers
from deploy.local.program import CannotStart


@pytest.fixture
def boots(monkeypatch, tmp_path):
    """`boots(1, 1, None)`: how each start of the node ends, None for one that serves; the starts that were made."""
    started = []

    def prepare(*exit_codes):
        codes = iter(exit_codes)

        def start(_program, *, log):
            code = next(codes)
            started.append(SimpleNamespace(poll=lambda: code))
            return started[-1]

        def wait_until(_is_ready, *, process, log, timeout_s):
            if process.poll() is not None:
                raise CannotStart("BOOT FAILED")

        monkeypatch.setattr(program, "start", start)
        monkeypatch.setattr(program, "wait_until", wait_until)
        return started

    return prepare


@pytest.fixture
def site(tmp_path):
    return SimpleNamespace(folder=tmp_path, program=lambda: None, is_ready=lambda: True)


def test_a_broker_that_gives_up_while_it_boots_is_started_again(boots, site):
    started = boots(1, 1, None)

    assert servers._run_rabbitmq(site) is started[2]


def test_a_broker_that_never_boots_says_why(boots, site):
    started = boots(*[1] * servers.BOOT_TRIES)

    with pytest.raises(CannotStart, match="BOOT FAILED"):
        servers._run_rabbitmq(site)
    assert len(started) == servers.BOOT_TRIES


def test_a_broker_that_boots_for_too_long_is_not_started_twice(boots, site, monkeypatch):
    started = boots(None, None)

    def time_out(*_args, **_given):
        raise CannotStart("too long")

    monkeypatch.setattr(program, "wait_until", time_out)

    with pytest.raises(CannotStart, match="too long"):
        servers._run_rabbitmq(site)
    assert len(started) == 1
