import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.local import state as states
from deploy.local.processes import port_names
from deploy.local.program import CannotStart
from deploy.local.state import State, add_ports, choose_ports, choose_web_port

NAMES = ["gateway", "postgres", "rabbitmq"]


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State(tmp_path / "state")


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_every_process_has_a_port_of_its_own(state: State) -> None:
    ports = choose_ports(state, port_names())

    assert len(set(ports.values())) == len(port_names()) <= states.SLOT_SIZE


def test_ports_stay_the_same_from_start_to_start(state: State) -> None:
    first = choose_ports(state, NAMES)

    assert choose_ports(state, NAMES) == first


def test_a_running_system_that_is_to_run_more_hosts_keeps_its_ports(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = choose_ports(state, port_names())
    monkeypatch.setenv("DOANSO_HOSTS", "members=3")

    after = add_ports(state, port_names())

    assert {name: after[name] for name in before} == before
    assert set(after) - set(before) == {"members-3"}
    assert len(set(after.values())) == len(after)
    assert add_ports(state, port_names()) == after


def test_ports_differ_from_folder_to_folder(tmp_path: Path) -> None:
    """Two of them may begin in the same slot: then the second to start finds another."""
    chosen = {frozenset(choose_ports(State(tmp_path / name), NAMES).values()) for name in "abcdefgh"}

    assert len(chosen) > 1


def test_a_port_that_somebody_took_meanwhile_is_not_used(
    state: State, taken_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(states, "PATIENCE_S", 0)
    state.remember(ports={"gateway": taken_port, "postgres": taken_port + 1, "rabbitmq": taken_port + 2})

    assert taken_port not in choose_ports(state, NAMES).values()


def test_a_wished_web_port_that_is_taken_is_refused_with_the_way_out(
    state: State, taken_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOANSO_PORT", str(taken_port))

    with pytest.raises(CannotStart, match="DOANSO_PORT=8090"):
        choose_web_port(state, derived=1)


def test_a_web_port_that_is_no_number_is_refused(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOANSO_PORT", "tám nghìn")

    with pytest.raises(CannotStart, match="DOANSO_PORT"):
        choose_web_port(state, derived=1)


def test_without_a_wish_the_web_port_of_last_time_comes_first(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOANSO_PORT", raising=False)
    monkeypatch.setattr(states, "is_free", lambda _port: True)
    state.remember(web_port=9123)

    assert choose_web_port(state, derived=1) == 9123


def test_where_8080_is_taken_the_derived_port_is_used(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DOANSO_PORT", raising=False)
    monkeypatch.setattr(states, "is_free", lambda port: port != states.WEB_PORT)

    assert choose_web_port(state, derived=20_500) == 20_500
